// GNU Readline for Swift. Swift 6 refuses C's global variables, so each one that
// Terminal needs has a function here.

#ifndef CREADLINE_SHIM_H
#define CREADLINE_SHIM_H

#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <wchar.h>
#include <readline/readline.h>
#include <readline/history.h>

/// Reads keys from standard input and draws on standard error. The stream is one of our own because
/// `stderr` is unbuffered: readline would make one system call for every character it draws.
static inline void creadline_use_standard_error(void) {
    FILE *buffered = fdopen(STDERR_FILENO, "w");
    rl_instream = stdin;
    rl_outstream = buffered ? buffered : stderr;
}

/// Takes the terminal for one that can only write on, whatever TERM says.
static inline void creadline_use_dumb_terminal(void) { rl_terminal_name = "dumb"; }

/// Makes every line fit: on a terminal that can only write on, readline would show a long one in part,
/// and draw it again with every key. The terminal itself breaks it.
static inline void creadline_let_every_line_fit(void) { rl_set_screen_size(24, 32000); }

/// Leaves signals and the environment alone; the program sees to both.
static inline void creadline_leave_process_alone(void) {
    rl_catch_signals = 0;
    rl_catch_sigwinch = 0;
    rl_change_environment = 0;
}

static inline void creadline_set_getc(int (*function)(FILE *)) { rl_getc_function = function; }

static inline void creadline_set_startup_hook(int (*function)(void)) {
    rl_startup_hook = function;
}

static inline void creadline_set_completer(char **(*function)(const char *, int, int)) {
    rl_attempted_completion_function = function;
}

/// Called by a completer whose answer is the only one: file names are not offered after it.
static inline void creadline_completer_is_final(void) { rl_attempted_completion_over = 1; }

static inline const char *creadline_line(void) { return rl_line_buffer ? rl_line_buffer : ""; }

static inline int creadline_cursor_is_at_end(void) { return rl_point == rl_end; }

static inline void creadline_move_cursor_to_end(void) { rl_point = rl_end; }

static inline void creadline_flush(void) { fflush(rl_outstream); }

/// Bytes that have come and were not read yet.
static inline int creadline_waiting_bytes(void) {
    int count = 0;
    return ioctl(STDIN_FILENO, FIONREAD, &count) == 0 ? count : 0;
}

// <wchar.h> declares it only to those who ask for X/Open.
extern int wcwidth(wchar_t character);

/// Columns that a character takes; 0 if it combines with the one before, -1 if it is unprintable.
static inline int creadline_width(unsigned int scalar) { return wcwidth((wchar_t)scalar); }

/// Columns of the terminal behind a descriptor; 0 when there is none or it does not say.
static inline int creadline_columns(int descriptor) {
    struct winsize size;
    return ioctl(descriptor, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

#endif

// Starting programs for tests: in a pseudo-terminal, as a shell would, or on plain descriptors.

#ifndef CPSEUDOTERMINAL_H
#define CPSEUDOTERMINAL_H

#include <sys/types.h>
#include <termios.h>

/// What to start. The arrays end with a null pointer; `directory` may be null.
struct cpt_program {
    const char *path;
    char *const *arguments;
    char *const *environment;
    const char *directory;
};

/// One thing that happened to a program in a pseudo-terminal.
struct cpt_event {
    enum { CPT_STARTED, CPT_STOPPED, CPT_CONTINUED, CPT_EXITED, CPT_KILLED } kind;
    /// The process, exit status or signal number.
    int value;
};

/// What was started in a pseudo-terminal.
struct cpt_terminal {
    /// The leader of the session, a small shell; the program is its child.
    pid_t leader;
    /// The master end, not blocking.
    int master;
    /// Delivers a `cpt_event` each time something happens to the program.
    int events;
    /// The terminal's modes before the program was started.
    struct termios former_modes;
};

/// Starts a program in a terminal of its own, as the foreground job of a small shell, so that
/// it can be stopped and continued. Returns 0 or an error number.
int cpt_start_in_terminal(const struct cpt_program *program, int columns, int rows,
                          struct cpt_terminal *result);

/// Whether the terminal's modes are those of before the program was started.
int cpt_has_former_modes(const struct cpt_terminal *terminal);

/// Starts a program with these descriptors as its standard ones; -1 leaves one closed.
/// Returns the process, or the negative error number.
pid_t cpt_start(const struct cpt_program *program, int input, int output, int error);

/// Makes a pipe that no other child inherits. Returns 0 or an error number.
int cpt_pipe(int *reading, int *writing);

/// Waits for a process and says how it ended.
struct cpt_event cpt_wait(pid_t process);

/// Changes the size of the window; the program gets SIGWINCH. Returns 0 or an error number.
int cpt_resize(int master, int columns, int rows);

#endif

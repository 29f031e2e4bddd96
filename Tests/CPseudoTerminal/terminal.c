#define _GNU_SOURCE
#include "CPseudoTerminal.h"
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

/// The job of the small shell; it passes a hang-up on, as shells do.
static volatile pid_t job;

static void pass_hangup_on(int number) {
    if (job > 0) kill(-job, number);
}

/// Leads the session: starts the program as its foreground job and tells what becomes of it.
static _Noreturn void lead(const struct cpt_program *program, int slave, int events) {
    setsid();
    ioctl(slave, TIOCSCTTY, 0);
    events = fcntl(events, F_DUPFD_CLOEXEC, 10);

    job = fork();
    if (job == 0) {
        // SIGTTOU is blocked still: a background process may take the terminal.
        setpgid(0, 0);
        tcsetpgrp(slave, getpid());
        cpt_use_descriptors(slave, slave, slave);
        cpt_become(program);
    }
    setpgid(job, job);
    cpt_use_descriptors(slave, events, -1);  // the events are descriptor 1 from here on

    struct sigaction hangup = {.sa_handler = pass_hangup_on};
    sigaction(SIGHUP, &hangup, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigaddset(&none, SIGTTOU);
    sigprocmask(SIG_SETMASK, &none, NULL);

    struct cpt_event event = {CPT_STARTED, job};
    do {
        (void)!write(1, &event, sizeof event);
        int status;
        while (waitpid(job, &status, WUNTRACED | WCONTINUED) < 0) {
            if (errno != EINTR) _exit(1);
        }
        event = cpt_event_of(status);
    } while (event.kind != CPT_EXITED && event.kind != CPT_KILLED);
    (void)!write(1, &event, sizeof event);
    _exit(0);
}

/// Opens both ends of a new pseudo-terminal. No other child inherits them.
static int open_terminal(int columns, int rows, int *master, int *slave) {
    *master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (*master < 0) return errno;
    char name[64];
    if (grantpt(*master) == 0 && unlockpt(*master) == 0
        && ptsname_r(*master, name, sizeof name) == 0
        && cpt_resize(*master, columns, rows) == 0) {
        *slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
        if (*slave >= 0) return 0;
    }
    int error = errno;
    close(*master);
    return error;
}

int cpt_start_in_terminal(const struct cpt_program *program, int columns, int rows,
                          struct cpt_terminal *result) {
    int slave, events[2];
    int error = open_terminal(columns, rows, &result->master, &slave);
    if (error != 0) return error;
    tcgetattr(slave, &result->former_modes);
    if (pipe2(events, O_CLOEXEC) != 0) {
        error = errno;
        close(slave);
        close(result->master);
        return error;
    }

    // Blocked for the child's sake: the leader's handlers are not yet in place.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    result->leader = fork();
    if (result->leader == 0) lead(program, slave, events[1]);
    error = result->leader < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);

    close(slave);
    close(events[1]);
    result->events = events[0];
    if (error != 0) {
        close(events[0]);
        close(result->master);
    }
    return error;
}

int cpt_has_former_modes(const struct cpt_terminal *terminal) {
    const struct termios *former = &terminal->former_modes;
    struct termios modes;
    return tcgetattr(terminal->master, &modes) == 0
        && modes.c_iflag == former->c_iflag && modes.c_oflag == former->c_oflag
        && modes.c_cflag == former->c_cflag && modes.c_lflag == former->c_lflag
        && memcmp(modes.c_cc, former->c_cc, sizeof modes.c_cc) == 0;
}

int cpt_resize(int master, int columns, int rows) {
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    return ioctl(master, TIOCSWINSZ, &size) == 0 ? 0 : errno;
}

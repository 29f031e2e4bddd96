#define _GNU_SOURCE
#include "child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

void cpt_use_descriptors(int input, int output, int error) {
    int wanted[3] = {input, output, error};
    // Out of the way first: one of them may stand where another belongs.
    for (int i = 0; i < 3; i++) {
        if (wanted[i] >= 0) wanted[i] = fcntl(wanted[i], F_DUPFD, 10);
    }
    for (int i = 0; i < 3; i++) {
        if (wanted[i] >= 0) dup2(wanted[i], i);
        else close(i);
    }
    close_range(3, ~0U, 0);
}

_Noreturn void cpt_become(const struct cpt_program *program) {
    struct sigaction action = {.sa_handler = SIG_DFL};
    for (int number = 1; number < NSIG; number++) sigaction(number, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);

    if (program->directory == NULL || chdir(program->directory) == 0) {
        execve(program->path, program->arguments, program->environment);
    }
    _exit(127);
}

struct cpt_event cpt_event_of(int status) {
    struct cpt_event event = {CPT_CONTINUED, 0};
    if (WIFEXITED(status)) {
        event.kind = CPT_EXITED;
        event.value = WEXITSTATUS(status);
    } else if (WIFSIGNALED(status)) {
        event.kind = CPT_KILLED;
        event.value = WTERMSIG(status);
    } else if (WIFSTOPPED(status)) {
        event.kind = CPT_STOPPED;
        event.value = WSTOPSIG(status);
    }
    return event;
}

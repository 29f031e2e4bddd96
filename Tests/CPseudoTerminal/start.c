#define _GNU_SOURCE
#include "CPseudoTerminal.h"
#include "child.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

pid_t cpt_start(const struct cpt_program *program, int input, int output, int error) {
    pid_t process = fork();
    if (process < 0) return -errno;
    if (process == 0) {
        cpt_use_descriptors(input, output, error);
        cpt_become(program);
    }
    return process;
}

int cpt_pipe(int *reading, int *writing) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return errno;
    *reading = ends[0];
    *writing = ends[1];
    return 0;
}

struct cpt_event cpt_wait(pid_t process) {
    int status;
    while (waitpid(process, &status, 0) < 0 && errno == EINTR) {}
    return cpt_event_of(status);
}

// What happens between fork and exec: only calls that are safe there.

#ifndef CHILD_H
#define CHILD_H

#include "CPseudoTerminal.h"

/// Makes these the standard descriptors and closes all others; -1 leaves one closed.
void cpt_use_descriptors(int input, int output, int error);

/// Resets signal mask and handlers and becomes the program; exits with 127 if that fails.
_Noreturn void cpt_become(const struct cpt_program *program);

/// Says what a status from waitpid means.
struct cpt_event cpt_event_of(int status);

#endif

// The least that a program with GNU Readline can do: what `Scripts/first-prompt` compares with.
#include <stdio.h>
#include <stdlib.h>
#include <readline/readline.h>

int main(void) {
    rl_outstream = stderr;
    free(readline("Case reference (optional): "));
    return 0;
}

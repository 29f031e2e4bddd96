"""Times programs from their start to their first prompt, in turns, each in a new pseudo-terminal.

usage: first-prompt.py ROUNDS STORE BARE PROGRAM ARGUMENT...
"""
import os
import platform
import pty
import select
import signal
import statistics
import sys
import time

# Readline announces each prompt with this where it takes pasted text as a whole.
PROMPT_BEGINS = b"\x1b[?2004h"


def milliseconds_to_prompt(command):
    """Starts the program, waits for its prompt, and ends it."""
    terminal, inside = pty.openpty()
    started = time.perf_counter()
    process = os.posix_spawn(
        command[0], command, os.environ, setsid=True,
        file_actions=[(os.POSIX_SPAWN_DUP2, inside, n) for n in range(3)])
    os.close(inside)
    shown = b""
    while b": " not in shown.rpartition(PROMPT_BEGINS)[2] or PROMPT_BEGINS not in shown:
        if not select.select([terminal], [], [], 10)[0]:
            sys.exit(f"No prompt from {command[0]} within 10 seconds. It showed:\n{shown!r}")
        try:
            shown += os.read(terminal, 65536)
        except OSError:
            sys.exit(f"{command[0]} ended before its prompt. It showed:\n{shown!r}")
    taken = (time.perf_counter() - started) * 1000
    os.kill(process, signal.SIGTERM)
    # A program may wait until what it says at the end was taken.
    while select.select([terminal], [], [], 1)[0]:
        try:
            os.read(terminal, 65536)
        except OSError:
            break
    # A signal that comes just before Readline reads is only seen with the next key: hanging up is one.
    os.close(terminal)
    os.waitpid(process, 0)
    return taken


def main(rounds, store, bare, program):
    def with_store_written(seconds_ago):
        for file in (store, store + "-wal"):
            if os.path.exists(file):
                os.utime(file, (time.time() - seconds_ago,) * 2)
        return milliseconds_to_prompt(program)

    runs = {
        "bare C readline prompt": lambda: milliseconds_to_prompt([bare]),
        "coordinator change": lambda: with_store_written(3600),
        # It looks for requests that were rejected since this person came last.
        "coordinator change, store written since": lambda: with_store_written(0),
    }
    times = {name: [] for name in runs}
    # The first rounds, which fill the caches, do not count.
    for turn in range(-5, rounds):
        for name, run in runs.items():
            taken = run()
            if turn >= 0:
                times[name].append(taken)

    model = next(
        (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line),
        platform.machine())
    print(f"{model}, {os.cpu_count()} cores, {rounds} rounds, milliseconds from start to first prompt")
    print(f"{'':42}{'median':>8}{'fastest':>9}{'95 %':>8}{'times':>8}")
    base = statistics.median(times["bare C readline prompt"])
    for name, taken in times.items():
        taken.sort()
        median, late = statistics.median(taken), taken[int(len(taken) * 0.95)]
        print(f"{name:42}{median:8.1f}{taken[0]:9.1f}{late:8.1f}{median / base:8.1f}")


main(int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:])

/*
 * cold: how long a program takes that is started anew each time.
 *
 *     cold RUNS PROGRAM ARGUMENT...
 *
 * Prints the median wall time in milliseconds and the largest peak memory in KiB. What the program
 * itself prints is thrown away.
 */
#include "samples.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* Starts the program with its output going nowhere. */
static bool start_program(pid_t *child, char *const arguments[])
{
    posix_spawn_file_actions_t actions;
    bool started;

    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    started =
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0) == 0 &&
        posix_spawn(child, arguments[0], &actions, NULL, arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    return started;
}

/* Runs the program once; false if it cannot be run or fails. */
static bool run_once(struct samples *samples, long *peak, char *const arguments[])
{
    double start = now();
    struct rusage usage;
    pid_t child;
    int status;

    if (!start_program(&child, arguments))
        return false;
    if (wait4(child, &status, 0, &usage) != child || status != 0)
        return false;
    samples_add(samples, start);
    if (usage.ru_maxrss > *peak)
        *peak = usage.ru_maxrss;
    return true;
}

int main(int argc, char **argv)
{
    static struct samples samples;
    size_t runs = argc > 2 ? samples_parse_count(argv[1]) : 0;
    long peak = 0;

    if (runs == 0) {
        fprintf(stderr, "usage: cold RUNS PROGRAM ARGUMENT...\n");
        return 3;
    }
    for (size_t i = 0; i < runs; i++) {
        if (!run_once(&samples, &peak, argv + 2)) {
            fprintf(stderr, "cold: %s failed\n", argv[2]);
            return 4;
        }
    }
    printf("%.2f %ld\n", samples_median(&samples), peak);
    return 0;
}

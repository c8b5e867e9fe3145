/*
 * cold: how long a program takes that is started anew each time.
 *
 *     cold RUNS PROGRAM ARGUMENT...
 *
 * Prints the median wall time in milliseconds and the largest peak memory in KiB.
 */
#include "samples.h"

#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>

extern char **environ;

/* Runs the program once; false if it cannot be run or fails. */
static bool run_once(struct samples *samples, long *peak, char *const arguments[])
{
    double start = now();
    struct rusage usage;
    pid_t child;
    int status;

    if (posix_spawn(&child, arguments[0], NULL, NULL, arguments, environ) != 0)
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

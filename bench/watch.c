/*
 * watch: what a program and all processes that it starts need.
 *
 *     watch FILE PROGRAM ARGUMENT...
 *
 * Runs the program and writes to the file, in one line: the seconds it took, the seconds of
 * processors that it and its processes used for themselves and in the system, and the most memory
 * of all of them together at one moment, in KiB, looked at ten times a second. Memory that several
 * processes share is counted once (PSS: each has its part), and so is what they have of files.
 */
#include "samples.h"

#include <signal.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { PROCESSES = 1024, PATH_SIZE = 64, LINE_SIZE = 256 };

/* The program and all that it and its children started, found one generation after the other. */
struct family {
    long members[PROCESSES];
    size_t count;
};

static void add_children(struct family *family, long parent)
{
    char path[PATH_SIZE];
    FILE *file;
    long child;

    snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", parent, parent);
    file = fopen(path, "r");
    if (file == NULL)
        return;
    while (family->count < PROCESSES && fscanf(file, "%ld", &child) == 1)
        family->members[family->count++] = child;
    fclose(file);
}

/* Returns a process's part of the memory, in KiB; 0 if it has ended. */
static long memory_of(long process)
{
    char path[PATH_SIZE], line[LINE_SIZE];
    long kib = 0;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", process);
    file = fopen(path, "r");
    if (file == NULL)
        return 0;
    while (fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, "Pss:", 4) == 0)
            kib = strtol(line + 4, NULL, 10);
    }
    fclose(file);
    return kib;
}

static long memory_of_all(pid_t program)
{
    struct family family = {.members = {program}, .count = 1};
    long kib = 0;

    for (size_t i = 0; i < family.count; i++) {
        add_children(&family, family.members[i]);
        kib += memory_of(family.members[i]);
    }
    return kib;
}

/* Waits for the program's end, and looks now and then; returns its status, and the most memory. */
static int watch(long *peak, pid_t program, const sigset_t *ended)
{
    static const struct timespec TENTH = {0, 100000000};
    int status;

    *peak = 0;
    while (waitpid(program, &status, WNOHANG) == 0) {
        long kib = memory_of_all(program);
        if (kib > *peak)
            *peak = kib;
        (void)sigtimedwait(ended, NULL, &TENTH);
    }
    return status;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static bool write_result(const char *path, double seconds, long peak)
{
    FILE *file = fopen(path, "w");
    struct rusage usage;

    if (file == NULL)
        return false;
    getrusage(RUSAGE_CHILDREN, &usage);
    fprintf(file, "%.3f %.3f %.3f %ld\n", seconds, seconds_of(usage.ru_utime),
            seconds_of(usage.ru_stime), peak);
    return fclose(file) == 0;
}

/* Starts the program, to which SIGCHLD is not blocked. */
static bool start(pid_t *program, char *const arguments[], const sigset_t *before)
{
    posix_spawnattr_t attributes;
    bool started;

    if (posix_spawnattr_init(&attributes) != 0)
        return false;
    started = posix_spawnattr_setsigmask(&attributes, before) == 0 &&
              posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK) == 0 &&
              posix_spawnp(program, arguments[0], NULL, &attributes, arguments, environ) == 0;
    posix_spawnattr_destroy(&attributes);
    return started;
}

int main(int argc, char **argv)
{
    sigset_t ended, before;
    double begin = now();
    pid_t program;
    long peak;
    int status;

    if (argc < 3) {
        fprintf(stderr, "usage: watch FILE PROGRAM ARGUMENT...\n");
        return 3;
    }
    sigemptyset(&ended);
    sigaddset(&ended, SIGCHLD);
    sigprocmask(SIG_BLOCK, &ended, &before);
    if (!start(&program, argv + 2, &before)) {
        fprintf(stderr, "watch: cannot run %s\n", argv[2]);
        return 4;
    }
    status = watch(&peak, program, &ended);
    if (!write_result(argv[1], (now() - begin) / 1e3, peak)) {
        fprintf(stderr, "watch: cannot write %s\n", argv[1]);
        return 4;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 4;
}

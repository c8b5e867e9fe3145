/*
 * exit_status.h: the program's exit status, a contract with scripts (fubiao(1), EXIT STATUS).
 *
 * Higher is worse, so the status of a run over many records is the greatest of theirs.
 */
#ifndef FB_CLI_EXIT_STATUS_H
#define FB_CLI_EXIT_STATUS_H

#include "base/status.h"

enum fb_exit {
    FB_EXIT_DONE = 0,
    FB_EXIT_WARNINGS = 1, /* only where --strict was given */
    FB_EXIT_INPUT = 2,    /* a record or a template has errors */
    FB_EXIT_USAGE = 3,    /* the command line or the environment asks for what cannot be */
    FB_EXIT_SYSTEM = 4,   /* files, memory, or a fault of the program */
};

/* Returns the exit status for the status of a function. */
enum fb_exit fb_exit_of(fb_status status);

/* Returns the worse of two. */
enum fb_exit fb_exit_worse(enum fb_exit a, enum fb_exit b);

#endif

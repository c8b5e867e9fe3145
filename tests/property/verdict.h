/*
 * verdict.h: which property does not hold, and where.
 */
#ifndef FB_TESTS_VERDICT_H
#define FB_TESTS_VERDICT_H

#include <stdbool.h>
#include <stddef.h>

struct verdict {
    const char *property; /* NULL: all hold */
    char detail[400];
};

/* Notes that a property does not hold; returns false. */
__attribute__((format(printf, 3, 4))) bool
verdict_fail(struct verdict *verdict, const char *property, const char *format, ...);

/* Returns what it is given; ends the program if that is NULL, for memory is then used up. */
void *must(void *memory);

#endif

/*
 * samples.h: times of a run that is repeated.
 */
#ifndef FB_BENCH_SAMPLES_H
#define FB_BENCH_SAMPLES_H

#include <stddef.h>

enum { SAMPLES_LIMIT = 10000 };

struct samples {
    double milliseconds[SAMPLES_LIMIT];
    size_t count;
};

/* Milliseconds of a clock that only goes forward. */
double now(void);

/* Adds the time since `start`. */
void samples_add(struct samples *samples, double start);

/* Sorts the samples and returns the middle one; 0 if there is none. */
double samples_median(struct samples *samples);

/* Reads a number of runs from 1 to SAMPLES_LIMIT; 0 if it is anything else. */
size_t samples_parse_count(const char *text);

#endif

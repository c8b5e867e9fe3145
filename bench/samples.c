#include "samples.h"

#include <stdlib.h>
#include <time.h>

double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

void samples_add(struct samples *samples, double start)
{
    if (samples->count < SAMPLES_LIMIT)
        samples->milliseconds[samples->count++] = now() - start;
}

static int compare(const void *a, const void *b)
{
    const double *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

double samples_median(struct samples *samples)
{
    if (samples->count == 0)
        return 0;
    qsort(samples->milliseconds, samples->count, sizeof *samples->milliseconds, compare);
    return samples->milliseconds[samples->count / 2];
}

size_t samples_parse_count(const char *text)
{
    char *end;
    unsigned long count = strtoul(text, &end, 10);

    return *end == '\0' && count <= SAMPLES_LIMIT ? count : 0;
}

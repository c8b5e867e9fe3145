/*
 * check: how many records a second are checked in one process.
 *
 *     check RUNS RECORD
 *
 * Reads the file and checks its record as `fubiao check --no-layout` does, again and again, and
 * prints the records a second of processor time and the process's peak memory in KiB.
 */
#include "job/job.h"
#include "samples.h"

#include <stdio.h>
#include <sys/resource.h>

enum { WARM_UP = 10 };

/* Checks once; false if the record has errors or cannot be read. */
static bool check(struct fb_context *context, const char *record)
{
    struct fb_job *job;
    fb_status status;

    if (fb_job_new(&job, context, NULL) != FB_OK)
        return false;
    status = fb_job_read(job, record);
    if (status == FB_OK)
        status = fb_job_check_record(job);
    fb_job_free(job);
    return status == FB_OK;
}

/* Seconds for which the process had a processor. */
static double processor_time(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static bool measure(struct fb_context *context, size_t runs, const char *record)
{
    struct rusage usage;
    double start;

    for (size_t i = 0; i < WARM_UP; i++) {
        if (!check(context, record))
            return false;
    }
    start = processor_time();
    for (size_t i = 0; i < runs; i++) {
        if (!check(context, record))
            return false;
    }
    getrusage(RUSAGE_SELF, &usage);
    printf("%.0f %ld\n", (double)runs / (processor_time() - start), usage.ru_maxrss);
    return true;
}

int main(int argc, char **argv)
{
    size_t runs = argc == 3 ? samples_parse_count(argv[1]) : 0;
    struct fb_diagnostics *sink;
    struct fb_context *context;
    bool done = false;

    if (runs == 0) {
        fprintf(stderr, "usage: check RUNS RECORD\n");
        return 3;
    }
    if (fb_diagnostics_new(&sink) != FB_OK)
        return 4;
    if (fb_context_new(&context, NULL, sink) == FB_OK)
        done = measure(context, runs, argv[2]);
    fb_context_free(context);
    fb_diagnostics_free(sink);
    return done ? 0 : 4;
}

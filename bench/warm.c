/*
 * warm: how long one document takes in a process that makes many.
 *
 *     warm RUNS RECORD FOLDER
 *
 * Renders the record in memory, as PDF, as DOCX and as both at once, writes one of each to the
 * folder, and prints the median times in milliseconds and the process's peak memory in KiB.
 */
#include "fubiao.h"
#include "samples.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

enum { WARM_UP = 10 };

/* Renders once; false, with the messages printed, if that fails. */
static bool render(struct fubiao *fubiao, const char *record, unsigned outputs,
                   struct fubiao_result *result)
{
    if (fubiao_render_file(fubiao, record, NULL, outputs, result) == FUBIAO_DONE)
        return true;
    fprintf(stderr, "%s", result->messages == NULL ? "warm: failed\n" : result->messages);
    fubiao_result_release(result);
    return false;
}

/* Sets the median time of one document; false if it cannot be rendered. */
static bool measure(double *out, struct fubiao *fubiao, const char *record, unsigned outputs,
                    size_t runs)
{
    static struct samples samples;

    samples.count = 0;
    for (size_t i = 0; i < runs + WARM_UP; i++) {
        double start = now();
        struct fubiao_result result;
        if (!render(fubiao, record, outputs, &result))
            return false;
        fubiao_result_release(&result);
        if (i >= WARM_UP)
            samples_add(&samples, start);
    }
    *out = samples_median(&samples);
    return true;
}

/* Writes the record's documents to the folder, so that their sizes can be seen. */
static bool write_documents(struct fubiao *fubiao, const char *record, const char *folder)
{
    struct fubiao_result result;
    char pdf[4096], docx[4096];
    bool done;

    if (!render(fubiao, record, FUBIAO_PDF | FUBIAO_DOCX, &result))
        return false;
    snprintf(pdf, sizeof pdf, "%s/warm.pdf", folder);
    snprintf(docx, sizeof docx, "%s/warm.docx", folder);
    done = fubiao_write_file(pdf, result.pdf) == FUBIAO_DONE &&
           fubiao_write_file(docx, result.docx) == FUBIAO_DONE;
    fubiao_result_release(&result);
    return done;
}

static bool measure_all(struct fubiao *fubiao, size_t runs, char **argv)
{
    double pdf, docx, both;
    struct rusage usage;

    if (!measure(&pdf, fubiao, argv[2], FUBIAO_PDF, runs) ||
        !measure(&docx, fubiao, argv[2], FUBIAO_DOCX, runs) ||
        !measure(&both, fubiao, argv[2], FUBIAO_PDF | FUBIAO_DOCX, runs) ||
        !write_documents(fubiao, argv[2], argv[3]))
        return false;
    getrusage(RUSAGE_SELF, &usage);
    printf("%.2f %.2f %.2f %ld\n", pdf, docx, both, usage.ru_maxrss);
    return true;
}

int main(int argc, char **argv)
{
    size_t runs = argc == 4 ? samples_parse_count(argv[1]) : 0;
    struct fubiao *fubiao;
    struct fubiao_result result;
    bool done;

    if (runs == 0) {
        fprintf(stderr, "usage: warm RUNS RECORD FOLDER\n");
        return 3;
    }
    if (fubiao_open(&fubiao, NULL, &result) != FUBIAO_DONE) {
        fprintf(stderr, "%s", result.messages == NULL ? "warm: failed\n" : result.messages);
        fubiao_result_release(&result);
        return 4;
    }
    fubiao_result_release(&result);
    done = measure_all(fubiao, runs, argv);
    fubiao_close(fubiao);
    return done ? 0 : 4;
}

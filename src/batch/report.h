/*
 * report.h: what is told in the morning: a page for people, JSON for programs, an index workbook.
 *
 * All three are made from the state of an output folder after a run, and from the run's tally. The
 * same state and the same report give the same bytes; the one moment in them is `time`, which the
 * caller gives.
 */
#ifndef FB_BATCH_REPORT_H
#define FB_BATCH_REPORT_H

#include "batch/run.h"

/* So many records at most are listed in a page, a browser's limit; JSON and the index have all. */
enum { FB_REPORT_DETAILS = 2000, FB_REPORT_ROWS = 20000 };

struct fb_batch_report {
    const char *output;    /* the output folder, as the user named it */
    const char *documents; /* how to come there from the report's folder: fb_report_way */
    const char *time;      /* as in ISO 8601, with the offset from UTC; "" in an index */
    size_t shard, shards;  /* as in struct fb_batch_setup */
    const struct fb_batch_tally *tally;
    const struct fb_batch_sources *sources; /* records of other files have gone; NULL: none has */
    struct fb_diagnostics *run;             /* what is wrong with the run itself */
};

/*
 * Finds the way from the folder of a file, which need not be there yet, to another folder: "" if
 * that is the same, "../out/" … FB_ERR_IO, with errno, if one of the folders is not there.
 */
FB_MUST_USE fb_status fb_report_way(const char **out, struct fb_arena *arena, const char *file,
                                    const char *folder);

/* Appends a page that needs nothing besides itself; in the user's language. */
FB_MUST_USE fb_status fb_report_html(struct fb_buffer *out, const struct fb_batch_report *report,
                                     struct fb_state *state);

/* Appends one JSON object; docs/batch.md describes it. */
FB_MUST_USE fb_status fb_report_json(struct fb_buffer *out, const struct fb_batch_report *report,
                                     struct fb_state *state);

/*
 * Appends a workbook (XLSX) that lists all records, with links to their documents; in the user's
 * language. FB_ERR_IO if the folder for temporary files cannot be written.
 */
FB_MUST_USE fb_status fb_report_index(struct fb_buffer *out, const struct fb_batch_report *report,
                                      struct fb_state *state);

#endif

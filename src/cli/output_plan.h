/*
 * output_plan.h: which files a run of `render` writes, decided before anything is written.
 */
#ifndef FB_CLI_OUTPUT_PLAN_H
#define FB_CLI_OUTPUT_PLAN_H

#include "base/arena.h"
#include "cli/job_options.h"

/* A path that stands for standard output. */
#define FB_STANDARD_OUTPUT "-"

struct fb_planned_record {
    const char *record;
    const char *paths[FB_OUTPUT_KINDS]; /* NULL: that output is not asked for */
};

struct fb_output_plan {
    unsigned outputs; /* FB_OUTPUT_BIT of each */
    struct fb_job_options job;
    const char *folder; /* made if it is missing; NULL: the outputs name no folder */
    bool single;        /* all goes into the one file that -o names */
    bool force;         /* a DOCX that was edited is written over */
    struct fb_planned_record *records;
    size_t record_count;
};

/*
 * Plans the outputs of all operands. An output has the base name of its record, in the current
 * folder or in the one that -o names, unless -o names the one file. Returns FB_ERR_INPUT and
 * appends one line to `error` (translated, without a line feed) if that cannot be: two outputs of
 * one name, several for one file, a file that is the record or a device, a record from standard
 * input that has no name, an unknown output, or options of jobs that cannot be
 * (fb_job_options_read).
 */
FB_MUST_USE fb_status fb_output_plan_make(struct fb_output_plan *out, struct fb_arena *arena,
                                          const struct fb_arguments *arguments,
                                          struct fb_buffer *error);

/*
 * Returns FB_ERR_INPUT and appends one line to `error` if `path` is the record itself, or a device
 * or a pipe, which a file would replace.
 */
FB_MUST_USE fb_status fb_output_accept_file(const char *path, const char *record,
                                            struct fb_buffer *error);

/* Sets the part of a record's path that its outputs are named by: "a/b.xml" gives "b". */
void fb_output_base(const char *record, const char **start, size_t *length);

/*
 * Names the outputs of one record, from 0, of an operand that holds several: "name-1.pdf". Returns
 * FB_ERR_INPUT and appends one line to `error` if all goes into one file, or if another operand has
 * an output of that name.
 */
FB_MUST_USE fb_status fb_output_plan_number(struct fb_planned_record *out, struct fb_arena *arena,
                                            const struct fb_output_plan *plan,
                                            const struct fb_planned_record *planned, size_t index,
                                            struct fb_buffer *error);

#endif

/*
 * work.h: what a worker does with a task.
 *
 * Each record goes through all stages of a job. Its documents are written into the batch's own
 * folder under names that no other worker has; who gave the task puts them in place. What is wrong
 * with a record is in its result, and the next one is made all the same.
 */
#ifndef FB_BATCH_WORK_H
#define FB_BATCH_WORK_H

#include "batch/kinds.h"
#include "batch/open_files.h"
#include "batch/pool.h"
#include "batch/task.h"
#include "job/context.h"
#include "job/job.h"

/* What all workers have in common, each in its own copy. Strings and context are borrowed. */
struct fb_work_setup {
    struct fb_context *context;
    struct fb_job_options job;    /* of all records */
    struct fb_record_kinds kinds; /* records of these get other templates */
    unsigned outputs;             /* FB_OUTPUT_BIT of each */
    const char *pattern;          /* batch/pattern.h; NULL: documents are named after their input */
    const char *department;       /* the field that names a record's department */
    const char *merge;            /* the field by which records are bound; NULL: none are */
    size_t volume_pages;          /* that records of a volume have before another one begins */
    const char *output;           /* the output folder */
    const char *folder;           /* the batch's own, inside of the output folder */
    struct fb_hash surroundings;  /* of what all documents depend on: fonts, version, options */
    struct fb_open_files files;   /* that this worker has open, as long as it lives */
    size_t written; /* documents that this worker has written, by which it names the next */
};

/* The work of a pool whose `data` is a struct fb_work_setup. */
fb_status fb_work(void *data, struct fb_message *task, struct fb_channel *channel);

/* Gives the record that a job is at the template of its kind, if it is of one. */
FB_MUST_USE fb_status fb_work_choose_template(struct fb_job *job, const struct fb_work_setup *setup,
                                              struct fb_arena *arena);

/* ---- work_output.c: what is given back ---- */

/*
 * Writes a document into the batch's own folder; its name there is in the arena. FB_ERR_IO,
 * reported, if it cannot be written.
 */
FB_MUST_USE fb_status fb_work_write(struct fb_result_output *out, struct fb_work_setup *setup,
                                    struct fb_arena *arena, const struct fb_buffer *bytes,
                                    struct fb_diagnostics *sink);

/* Reports what a status means that no diagnostic explains, of a file or whatever was worked on. */
void fb_work_explain(struct fb_diagnostics *sink, const char *name, fb_status status);

/* Prints diagnostics in one of their forms, in the arena. */
typedef void fb_work_form(struct fb_diagnostics *sink, struct fb_buffer *out);
FB_MUST_USE fb_status fb_work_print(const char **out, struct fb_arena *arena,
                                    struct fb_diagnostics *sink, fb_work_form *form);

/* As for people, without colours: a form. */
void fb_work_print_plain(struct fb_diagnostics *sink, struct fb_buffer *out);

/* ---- surroundings.c: what documents are made of besides their records ---- */

/* Gives the hash of all that documents of a template are made of besides their record. */
FB_MUST_USE fb_status fb_work_template_surroundings(struct fb_hash *out,
                                                    const struct fb_work_setup *setup,
                                                    const struct fb_template *template);

/* Gives the hash of all that documents are made of besides their record and their template. */
FB_MUST_USE fb_status fb_work_surroundings(struct fb_hash *out, const struct fb_work_setup *setup,
                                           struct fb_diagnostics *sink);

#endif

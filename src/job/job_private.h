/*
 * job_private.h: what a job has, for the files that take it through its stages.
 *
 * A stage is made when the next one needs it, and kept until the job goes on to another record.
 */
#ifndef FB_JOB_JOB_PRIVATE_H
#define FB_JOB_JOB_PRIVATE_H

#include "data/record.h"
#include "job/fields.h"
#include "job/flow.h"
#include "job/job.h"
#include "paint/paint.h"

/* What was made of the record that the job is at; all zero: nothing yet. */
struct fb_job_made {
    const char *chosen; /* template of this record, whatever the options say; NULL: none */
    const struct fb_template *template;
    bool checked;
    bool blank_form;     /* the record was checked and is one */
    size_t pages_before; /* of what it is bound with */
    bool editable;       /* the document is, or is to be */
    const struct fb_doc *doc;
    bool laid_out; /* what there is to be said of its pages is said */
    struct fb_flow_pages pages;
};

struct fb_job {
    struct fb_context *context;
    struct fb_job_options options;
    struct fb_record_setup reading;
    struct fb_job_fields fields; /* what records of a template hold */
    struct fb_arena *arena;
    struct fb_diagnostics *diagnostics;
    struct fb_record *record; /* all of the file; NULL: it is not read */
    struct fb_xml *xml;       /* the one that the job is at */
    struct fb_job_made made;
};

/* Finds the template and gives its parameters the values that were set for them. */
FB_MUST_USE fb_status fb_job_need_template(struct fb_job *job);

/* Checks, merges and fits the record into the form. */
FB_MUST_USE fb_status fb_job_need_doc(struct fb_job *job);

/* All that, and lays it out, for what there is to be said of its pages. */
FB_MUST_USE fb_status fb_job_need_pages(struct fb_job *job);

/*
 * Lays out the document, which is made, and draws its pages as they become full. If it was laid out
 * before, what there is to be said of it was said then.
 */
FB_MUST_USE fb_status fb_job_draw(struct fb_job *job, struct fb_painter *painter);

/*
 * Makes the document one that is to be edited. If it was made to be printed alone, it is made
 * again; what there is to be said of it was said then.
 */
FB_MUST_USE fb_status fb_job_make_editable(struct fb_job *job);

#endif

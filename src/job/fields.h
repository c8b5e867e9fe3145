/*
 * fields.h: what the records of a template hold, for the readers of files that do not say it.
 */
#ifndef FB_JOB_FIELDS_H
#define FB_JOB_FIELDS_H

#include "data/record.h"
#include "job/template_store.h"

/* Answers the readers of one job; lives as long as its records. */
struct fb_job_fields {
    struct fb_arena *arena;
    struct fb_template_store *store;
    const char *template_name; /* that the user gave, by name or path; NULL: none */
};

/* As `fields` of fb_record_setup, whose `data` is a struct fb_job_fields. */
fb_status fb_job_fields(struct fb_record_fields *out, void *data, const char *template_name,
                        struct fb_position position, struct fb_diagnostics *sink);

#endif

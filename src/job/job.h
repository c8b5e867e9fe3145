/*
 * job.h: records of one file through all stages, one after the other.
 *
 * A job reads its file and is then at the first record. It finds the template, checks, merges, lays
 * out and writes, each stage only as far as it is asked, and at most once for a record, or twice if
 * a DOCX is asked for after a PDF alone. Everything
 * it makes lives in its arena and goes when it goes on to another record. What is wrong with the
 * record is in its diagnostics; then there is no output at all.
 */
#ifndef FB_JOB_JOB_H
#define FB_JOB_JOB_H

#include "convert/form.h"
#include "job/context.h"
#include "job/options.h"

struct fb_job;
struct fb_pages; /* layout/pages.h */

/* Makes a job. The context is borrowed; the options are copied, and NULL is as all zero. */
FB_MUST_USE fb_status fb_job_new(struct fb_job **out, struct fb_context *context,
                                 const struct fb_job_options *options);
void fb_job_free(struct fb_job *job);

/* The diagnostics of the record that the job is at, and of reading the file if that is the first.
 */
struct fb_diagnostics *fb_job_diagnostics(struct fb_job *job);

/*
 * Reads the records of a file and goes to the first; "-" is standard input. Once for a job, before
 * all else. If the first alone is wrong, the others can be selected.
 */
FB_MUST_USE fb_status fb_job_read(struct fb_job *job, const char *path);

/* The number of records that were read: 0 if reading failed. */
size_t fb_job_record_count(const struct fb_job *job);

/*
 * Goes to a record, from 0, and forgets what was made of the one before, diagnostics included.
 * FB_ERR_INPUT if the record cannot be read; that says nothing about the others.
 */
FB_MUST_USE fb_status fb_job_select(struct fb_job *job, size_t index);

/* The record that the job is at; NULL if there is none, or it could not be read. */
const struct fb_xml *fb_job_record(const struct fb_job *job);

/*
 * Gives the record that the job is at a template by its name or path, whatever it names itself, and
 * before anything is made of it; borrowed. NULL changes nothing.
 */
void fb_job_choose_template(struct fb_job *job, const char *name);

/*
 * Returns how the record that the job is at is given its template: the name or path that the user
 * gave, else the one that the record names, else its file; NULL if nobody does.
 */
const char *fb_job_template_name(const struct fb_job *job);

/* Goes through all stages for the diagnostics alone. FB_ERR_INPUT if there are errors. */
FB_MUST_USE fb_status fb_job_check(struct fb_job *job);

/* Goes no further than the record's fields, characters and rules, and lays nothing out. */
FB_MUST_USE fb_status fb_job_check_record(struct fb_job *job);

/* Writes the outputs of a set (FB_OUTPUT_BIT), all or none: after a failure all are empty. */
FB_MUST_USE fb_status fb_job_render(struct fb_job *job, unsigned outputs,
                                    struct fb_output_files *files);

/*
 * Lays out the record that the job is at, to be drawn with others: its page numbers go on after so
 * many pages. Once for a record, before all else that lays it out. The pages are kept, for nothing
 * of a record that is wrong may be drawn; both live as long as it.
 */
FB_MUST_USE fb_status fb_job_keep_pages(const struct fb_doc **doc, struct fb_pages *pages,
                                        struct fb_job *job, size_t pages_before);

/*
 * Adds the record that the job is at to a file of another form. It is not checked: a record that is
 * not ready is converted as well.
 */
FB_MUST_USE fb_status fb_job_convert(struct fb_job *job, struct fb_form_writer *writer);

/* Gives the template of the record that the job is at. What is wrong with it is reported. */
FB_MUST_USE fb_status fb_job_template(const struct fb_template **out, struct fb_job *job);

/* Returns the name of the template that the file gives to records that name none, or NULL. */
const char *fb_job_set_template(const struct fb_job *job);

/*
 * Tells whether a DOCX of the record that the job is at may be written to a path
 * (fb_extraction_guard). If not, that is reported and FB_ERR_INPUT.
 */
FB_MUST_USE fb_status fb_job_guard(struct fb_job *job, const char *path,
                                   const struct fb_buffer *docx);

enum fb_stage { FB_STAGE_RECORD, FB_STAGE_TEMPLATE, FB_STAGE_DOC, FB_STAGE_PAGES };

/* Finds a stage by its name: record, template, doc, pages. */
bool fb_stage_parse(enum fb_stage *out, const char *name);

/* Appends what a stage made, as text. */
FB_MUST_USE fb_status fb_job_dump(struct fb_job *job, enum fb_stage stage, struct fb_buffer *out);

#endif

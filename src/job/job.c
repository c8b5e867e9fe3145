#include "job/job_private.h"

#include <stdlib.h>

/* Makes what the stages fill. */
static fb_status begin(struct fb_job *job)
{
    FB_TRY(fb_arena_new(&job->arena, FB_ARENA_JOB_LIMIT));
    return fb_diagnostics_new(&job->diagnostics);
}

fb_status fb_job_new(struct fb_job **out, struct fb_context *context,
                     const struct fb_job_options *options)
{
    struct fb_job *job = calloc(1, sizeof *job);
    fb_status status;

    *out = NULL;
    FB_NEED(job);
    job->context = context;
    if (options != NULL)
        job->options = *options;
    status = begin(job);
    if (status != FB_OK) {
        fb_job_free(job);
        return status;
    }
    *out = job;
    return FB_OK;
}

void fb_job_free(struct fb_job *job)
{
    if (job == NULL)
        return;
    fb_record_free(job->record);
    fb_arena_free(job->fields.arena);
    fb_diagnostics_free(job->diagnostics);
    fb_arena_free(job->arena);
    free(job);
}

size_t fb_job_record_count(const struct fb_job *job)
{
    return job->record == NULL ? 0 : fb_record_count(job->record);
}

fb_status fb_job_select(struct fb_job *job, size_t index)
{
    fb_diagnostics_free(job->diagnostics);
    fb_arena_free(job->arena);
    job->diagnostics = NULL;
    job->arena = NULL;
    job->made = (struct fb_job_made){0};
    FB_TRY(begin(job));
    return fb_record_at(&job->xml, job->record, index, job->diagnostics);
}

struct fb_diagnostics *fb_job_diagnostics(struct fb_job *job)
{
    return job->diagnostics;
}

fb_status fb_job_read(struct fb_job *job, const char *path)
{
    FB_TRY(fb_arena_new(&job->fields.arena, FB_ARENA_JOB_LIMIT));
    job->fields.store = fb_context_templates(job->context);
    job->fields.template_name = job->options.template_name;
    job->reading = (struct fb_record_setup){.encoding = job->options.encoding,
                                            .mapping = job->options.mapping,
                                            .fields = fb_job_fields,
                                            .data = &job->fields};
    FB_TRY(fb_record_read(&job->record, path, &job->reading, job->diagnostics));
    return fb_record_at(&job->xml, job->record, 0, job->diagnostics);
}

const struct fb_xml *fb_job_record(const struct fb_job *job)
{
    return job->xml;
}

fb_status fb_job_convert(struct fb_job *job, struct fb_form_writer *writer)
{
    const struct fb_form_record record = {.xml = job->xml,
                                          .template = job->made.template,
                                          .template_name = fb_record_set_template(job->record)};

    return fb_form_writer_add(writer, &record, job->diagnostics);
}

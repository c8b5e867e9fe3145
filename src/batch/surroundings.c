/*
 * surroundings.c: what documents are made of besides their records, as one hash.
 */
#include "base/file.h"
#include "batch/work.h"
#include "data/input.h"

fb_status fb_work_template_surroundings(struct fb_hash *out, const struct fb_work_setup *setup,
                                        const struct fb_template *template)
{
    struct fb_hash parts[2] = {setup->surroundings};

    FB_TRY(fb_template_hash(&parts[1], template));
    *out = fb_hash_bytes(parts, sizeof parts);
    return FB_OK;
}

/* A mapping that cannot be read is told of with the first record that needs it. */
static fb_status append_mapping(struct fb_buffer *out, const char *path)
{
    struct fb_buffer text;
    struct fb_hash hash = {0};
    fb_status status = FB_OK;

    if (path == NULL)
        return FB_OK;
    fb_buffer_init(&text, FB_INPUT_LIMIT);
    status = fb_file_read(&text, path);
    if (status == FB_OK)
        hash = fb_hash_bytes(text.data, text.length);
    fb_buffer_release(&text);
    fb_buffer_append(out, &hash, sizeof hash);
    return status == FB_ERR_NOMEM ? status : FB_OK;
}

fb_status fb_work_surroundings(struct fb_hash *out, const struct fb_work_setup *setup,
                               struct fb_diagnostics *sink)
{
    enum { LIMIT = 1 << 20 };
    const struct fb_font_set *fonts;
    const struct fb_job_options *job = &setup->job;
    struct fb_date date = fb_context_date(setup->context);
    struct fb_buffer text;
    struct fb_hash hash;
    fb_status status;

    FB_TRY(fb_context_fonts(&fonts, setup->context, sink));
    hash = fb_font_set_hash(fonts);
    fb_buffer_init(&text, LIMIT);
    fb_buffer_append(&text, &hash, sizeof hash);
    FB_TRY(append_mapping(&text, job->mapping));
    fb_buffer_append_format(&text, "%s %d %d %d %d %s %d-%d-%d %s", FB_VERSION, (int)job->pdf_kind,
                            (int)job->docx_fonts, job->public_copy, job->protect,
                            job->encoding != NULL ? job->encoding : "", date.year, date.month,
                            date.day, setup->pattern != NULL ? setup->pattern : "");
    for (size_t i = 0; job->parameters != NULL && i < job->parameters->count; i++)
        fb_buffer_append_format(&text, "\n%s", job->parameters->items[i]);
    fb_record_kinds_append(&text, &setup->kinds);
    *out = fb_hash_bytes(text.data, text.length);
    status = text.status;
    fb_buffer_release(&text);
    return status;
}

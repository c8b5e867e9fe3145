/*
 * fubiao.c: the library's face to other programs (fubiao.h).
 */
#include "fubiao.h"

#include "base/file.h"
#include "job/job.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fubiao {
    struct fb_context *context;
    struct fb_settings parameters; /* its texts are owned */
};

_Static_assert(FUBIAO_PDF == FB_OUTPUT_BIT(FB_OUTPUT_PDF), "the sets are the same");
_Static_assert(FUBIAO_DOCX == FB_OUTPUT_BIT(FB_OUTPUT_DOCX), "the sets are the same");

const char *fubiao_version(void)
{
    return FB_VERSION;
}

static enum fubiao_status status_of(fb_status status)
{
    if (status == FB_OK)
        return FUBIAO_DONE;
    return status == FB_ERR_INPUT ? FUBIAO_INVALID : FUBIAO_FAILED;
}

/* Moves the buffer's bytes out of it; an empty buffer owns none. */
static struct fubiao_bytes take_bytes(struct fb_buffer *buffer)
{
    size_t length = buffer->length;
    char *data = fb_buffer_take(buffer);

    return (struct fubiao_bytes){data, data != NULL ? length : 0};
}

static void take_messages(struct fubiao_result *result, struct fb_diagnostics *sink)
{
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_diagnostics_print(sink, &text, false);
    result->messages = fb_buffer_take(&text);
    fb_buffer_release(&text);
    result->errors = fb_diagnostics_count(sink, FB_ERROR);
    result->warnings = fb_diagnostics_count(sink, FB_WARNING);
}

enum fubiao_status fubiao_open(struct fubiao **out, const char *data_folder,
                               struct fubiao_result *result)
{
    struct fubiao *fubiao = calloc(1, sizeof *fubiao);
    struct fb_diagnostics *sink = NULL;
    fb_status status;

    *out = NULL;
    *result = (struct fubiao_result){0};
    if (fubiao == NULL || fb_diagnostics_new(&sink) != FB_OK) {
        free(fubiao);
        return FUBIAO_FAILED;
    }
    status = fb_context_new(&fubiao->context, data_folder, sink);
    take_messages(result, sink);
    fb_diagnostics_free(sink);
    if (status == FB_OK)
        *out = fubiao;
    else
        free(fubiao);
    return status_of(status);
}

/* Frees a parameter; the last one takes its place. */
static void drop_parameter(struct fubiao *fubiao, size_t at)
{
    struct fb_settings *parameters = &fubiao->parameters;

    fb_buffer_free_taken((char *)(uintptr_t)parameters->items[at]);
    parameters->items[at] = parameters->items[--parameters->count];
}

void fubiao_close(struct fubiao *fubiao)
{
    if (fubiao == NULL)
        return;
    while (fubiao->parameters.count > 0)
        drop_parameter(fubiao, 0);
    fb_context_free(fubiao->context);
    free(fubiao);
}

/* Returns the number of the parameter of a name; that of all parameters if there is none. */
static size_t find_parameter(const struct fubiao *fubiao, const char *name)
{
    size_t length = strlen(name), i = 0;

    while (i < fubiao->parameters.count &&
           (strncmp(fubiao->parameters.items[i], name, length) != 0 ||
            fubiao->parameters.items[i][length] != '='))
        i++;
    return i;
}

enum fubiao_status fubiao_set_parameter(struct fubiao *fubiao, const char *name, const char *value)
{
    size_t at = find_parameter(fubiao, name);
    struct fb_buffer text;
    char *setting;

    if (value == NULL) {
        if (at < fubiao->parameters.count)
            drop_parameter(fubiao, at);
        return FUBIAO_DONE;
    }
    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_append_format(&text, "%s=%s", name, value);
    setting = fb_buffer_take(&text);
    fb_buffer_release(&text);
    if (setting == NULL)
        return FUBIAO_FAILED;
    if (strchr(name, '=') != NULL || !fb_setting_valid(setting) ||
        (at == fubiao->parameters.count && at == FB_SETTINGS_LIMIT)) {
        fb_buffer_free_taken(setting);
        return at == FB_SETTINGS_LIMIT ? FUBIAO_FAILED : FUBIAO_INVALID;
    }
    if (at < fubiao->parameters.count)
        drop_parameter(fubiao, at);
    fubiao->parameters.items[fubiao->parameters.count++] = setting;
    return FUBIAO_DONE;
}

/* A result has room for the outputs of one record. */
static fb_status refuse_several(struct fb_job *job)
{
    size_t count = fb_job_record_count(job);
    char text[24];

    if (count <= 1)
        return FB_OK;
    snprintf(text, sizeof text, "%zu", count);
    fb_report(fb_job_diagnostics(job), FB_DIAG_RECORD_SET_LARGE, FB_NO_POSITION, text);
    return FB_ERR_INPUT;
}

/* Takes a job whose record is read through the rest. */
static enum fubiao_status finish(struct fb_job *job, fb_status status, unsigned outputs,
                                 struct fubiao_result *result)
{
    struct fb_output_files files;

    fb_output_files_init(&files);
    if (status == FB_OK)
        status = refuse_several(job);
    if (status == FB_OK && (outputs & FB_OUTPUT_ALL) == 0)
        status = fb_job_check(job);
    else if (status == FB_OK)
        status = fb_job_render(job, outputs & FB_OUTPUT_ALL, &files);
    take_messages(result, fb_job_diagnostics(job));
    result->pdf = take_bytes(&files.buffers[FB_OUTPUT_PDF]);
    result->docx = take_bytes(&files.buffers[FB_OUTPUT_DOCX]);
    fb_output_files_release(&files);
    fb_job_free(job);
    return status_of(status);
}

/* Which fonts a DOCX holds; the whole ones have what a text needs of them. */
static enum fb_docx_fonts fonts_of(unsigned outputs)
{
    if ((outputs & FUBIAO_ALL_FONTS) != 0)
        return FB_DOCX_FONTS_FULL;
    return (outputs & FUBIAO_FONTS) != 0 ? FB_DOCX_FONTS_SUBSET : FB_DOCX_FONTS_NONE;
}

static struct fb_job_options options_of(const struct fubiao *fubiao, const char *template_name,
                                        unsigned outputs)
{
    return (struct fb_job_options){
        .template_name = template_name,
        .parameters = &fubiao->parameters,
        .pdf_kind = (outputs & FUBIAO_PLAIN) != 0 ? FB_PDF_PLAIN : FB_PDF_ARCHIVE,
        .docx_fonts = fonts_of(outputs),
        .protect = (outputs & FUBIAO_PROTECTED) != 0,
        .public_copy = (outputs & FUBIAO_PUBLIC) != 0,
    };
}

enum fubiao_status fubiao_render_file(struct fubiao *fubiao, const char *path,
                                      const char *template_name, unsigned outputs,
                                      struct fubiao_result *result)
{
    struct fb_job_options options = options_of(fubiao, template_name, outputs);
    struct fb_job *job;

    *result = (struct fubiao_result){0};
    /* Each call is told all of a template, which may have been put right since the last. */
    fb_template_store_retry(fb_context_templates(fubiao->context));
    if (fb_job_new(&job, fubiao->context, &options) != FB_OK)
        return FUBIAO_FAILED;
    return finish(job, fb_job_read(job, path), outputs, result);
}

enum fubiao_status fubiao_write_file(const char *path, struct fubiao_bytes bytes)
{
    return status_of(fb_file_write(path, bytes.data != NULL ? bytes.data : "", bytes.length));
}

void fubiao_result_release(struct fubiao_result *result)
{
    fb_buffer_free_taken(result->pdf.data);
    fb_buffer_free_taken(result->docx.data);
    fb_buffer_free_taken(result->messages);
    *result = (struct fubiao_result){0};
}

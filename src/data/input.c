#include "data/input.h"

#include "base/file.h"
#include "base/system_error.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fb_input {
    struct fb_buffer bytes;
    char *name;
    struct fb_source source;
};

/* Reports why a file could not be read, at the file as a whole. */
static fb_status report(struct fb_diagnostics *sink, const char *name, fb_status status)
{
    struct fb_source source = {.name = name};
    struct fb_position position = {.source = &source};
    char limit[32];

    if (status == FB_ERR_IO) {
        fb_report(sink, FB_DIAG_INPUT_UNREADABLE, position, fb_system_error(errno));
        return FB_ERR_IO;
    }
    snprintf(limit, sizeof limit, "%zu", FB_INPUT_LIMIT);
    fb_report(sink, FB_DIAG_INPUT_TOO_LARGE, position, limit);
    return FB_ERR_INPUT;
}

static fb_status read_into(struct fb_input *input, const char *path, struct fb_diagnostics *sink)
{
    fb_status status;

    input->name = strdup(path);
    FB_NEED(input->name);
    status = fb_file_read(&input->bytes, path);
    if (status != FB_OK)
        return report(sink, path, status);
    input->source = (struct fb_source){
        .name = input->name, .text = input->bytes.data, .length = input->bytes.length};
    return FB_OK;
}

fb_status fb_input_read(struct fb_input **out, const char *path, struct fb_diagnostics *sink)
{
    struct fb_input *input = calloc(1, sizeof *input);
    fb_status status;

    *out = NULL;
    FB_NEED(input);
    fb_buffer_init(&input->bytes, FB_INPUT_LIMIT);
    status = read_into(input, path, sink);
    if (status != FB_OK) {
        fb_input_free(input);
        return status;
    }
    *out = input;
    return FB_OK;
}

void fb_input_free(struct fb_input *input)
{
    if (input == NULL)
        return;
    fb_buffer_release(&input->bytes);
    free(input->name);
    free(input);
}

const struct fb_source *fb_input_source(const struct fb_input *input)
{
    return &input->source;
}

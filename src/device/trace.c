/*
 * trace.c: the device that writes what it is told, one call a line, for people and for goldens.
 *
 *     document title="附件2" author="" subject="" language="zh-CN" creator="fubiao"
 * date=2021-03-15T00:00:00 page 1 595.276 841.89 line 85.039 100.5 width=44 content "第1项" |
 * NotoSerifSC-Regular 12 @0 x1 | … rule 85.039 110 510.236 110 width=0.5 end page end document
 *
 * Lengths are points with up to three decimals, from the page's top left corner. After "|" stands
 * each run of glyphs: face, size, "bold" if so, where its first glyph stands, how many there are.
 * "adjusted" is followed by the place of every glyph at the end of the line.
 */
#include "device/device_kinds.h"

#include <stdlib.h>

struct trace_device {
    struct fb_device device;
    size_t page_count;
};

static void put_length(struct fb_buffer *out, const char *before, fb_length length)
{
    char points[FB_LENGTH_TEXT];

    fb_length_points(points, length);
    fb_buffer_append_string(out, before);
    fb_buffer_append_string(out, points);
}

/* Writes text in quotes; what could break the line or the quotes is escaped. */
static void put_quoted(struct fb_buffer *out, const char *text)
{
    fb_buffer_append_char(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            fb_buffer_append_char(out, '\\');
        if ((unsigned char)*text < 0x20)
            fb_buffer_append_format(out, "\\x%02X", (unsigned)*text);
        else
            fb_buffer_append_char(out, *text);
    }
    fb_buffer_append_char(out, '"');
}

static void put_attribute(struct fb_buffer *out, const char *name, const char *value)
{
    fb_buffer_append_format(out, " %s=", name);
    put_quoted(out, value);
}

static fb_status begin_document(struct fb_device *device, const struct fb_device_info *info)
{
    struct fb_buffer *out = device->out;
    const int *date = info->date;

    fb_buffer_append_string(out, "document");
    put_attribute(out, "title", info->title);
    put_attribute(out, "author", info->author);
    put_attribute(out, "subject", info->subject);
    put_attribute(out, "language", info->language);
    put_attribute(out, "creator", info->creator);
    if (date[0] != 0)
        fb_buffer_append_format(out, " date=%04d-%02d-%02dT%02d:%02d:%02d", date[0], date[1],
                                date[2], date[3], date[4], date[5]);
    fb_buffer_append_char(out, '\n');
    return FB_OK;
}

static fb_status begin_page(struct fb_device *device, fb_length width, fb_length height)
{
    struct trace_device *trace = (struct trace_device *)device;

    fb_buffer_append_format(device->out, "page %zu", ++trace->page_count);
    put_length(device->out, " ", width);
    put_length(device->out, " ", height);
    fb_buffer_append_char(device->out, '\n');
    return FB_OK;
}

static const char *part_name(enum fb_text_part part)
{
    switch (part) {
    case FB_TEXT_CONTENT:
        return "content";
    case FB_TEXT_PAGE_NUMBER:
        return "page-number";
    case FB_TEXT_REPEATED:
        return "repeated";
    }
    return "unknown";
}

static void put_run(struct fb_buffer *out, const struct fb_glyph_run *run)
{
    fb_buffer_append_format(out, " | %s", fb_face_name(run->face));
    put_length(out, " ", run->size);
    if (run->bold)
        fb_buffer_append_string(out, " bold");
    if (run->count > 0)
        put_length(out, " @", run->glyphs[0].x);
    fb_buffer_append_format(out, " x%zu", run->count);
}

static void put_places(struct fb_buffer *out, const struct fb_line *line)
{
    fb_buffer_append_string(out, " | adjusted");
    for (size_t i = 0; i < line->run_count; i++)
        for (size_t k = 0; k < line->runs[i].count; k++)
            put_length(out, " ", line->runs[i].glyphs[k].x);
}

static fb_status put_line(struct fb_device *device, const struct fb_line *line, fb_length x,
                          fb_length y, enum fb_text_part part)
{
    struct fb_buffer *out = device->out;

    put_length(out, "line ", x);
    put_length(out, " ", y);
    put_length(out, " width=", line->width);
    fb_buffer_append_format(out, " %s ", part_name(part));
    put_quoted(out, line->text);
    for (size_t i = 0; i < line->run_count; i++)
        put_run(out, &line->runs[i]);
    if (line->adjusted)
        put_places(out, line);
    fb_buffer_append_char(out, '\n');
    return FB_OK;
}

static fb_status put_rule(struct fb_device *device, const struct fb_rule *rule)
{
    put_length(device->out, "rule ", rule->x1);
    put_length(device->out, " ", rule->y1);
    put_length(device->out, " ", rule->x2);
    put_length(device->out, " ", rule->y2);
    put_length(device->out, " width=", rule->width);
    fb_buffer_append_char(device->out, '\n');
    return FB_OK;
}

static fb_status end_page(struct fb_device *device)
{
    fb_buffer_append_string(device->out, "end page\n");
    return FB_OK;
}

static fb_status end_document(struct fb_device *device)
{
    fb_buffer_append_string(device->out, "end document\n");
    return FB_OK;
}

static void free_device(struct fb_device *device)
{
    free(device);
}

static const struct fb_device_operations trace_operations = {
    .name = "trace",
    .begin_document = begin_document,
    .begin_page = begin_page,
    .line = put_line,
    .rule = put_rule,
    .end_page = end_page,
    .end_document = end_document,
    .free = free_device,
};

fb_status fb_trace_device_new(struct fb_device **device, struct fb_buffer *out)
{
    struct trace_device *trace = calloc(1, sizeof *trace);

    FB_NEED(trace);
    trace->device = (struct fb_device){.operations = &trace_operations, .out = out};
    *device = &trace->device;
    return FB_OK;
}

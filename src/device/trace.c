/*
 * trace.c: the device that writes what it is told, one call a line, for people and for goldens.
 *
 *     document title="附件2" author="" subject="" keywords="" language="zh-CN" creator="fubiao"
 *         date=2021-03-15T00:00:00                                     (on the same line)
 *     part front                                              (of a bound document, each part)
 *     element 0 document
 *     element 1 heading in 0 level=1
 *     page 1 595.276 841.89
 *     line 85.039 100.5 width=44 content 1 "第1项" | NotoSerifSC-Regular 12 @0 x1 | …
 *     rule 85.039 110 510.236 110 width=0.5
 *     end page
 *     bookmark 1 page=1 y=90 "附件2"
 *     end document
 *
 * "content" is followed by the number of the element that the line belongs to, if there are any.
 * Lengths are points with up to three decimals, from the page's top left corner. After "|" stands
 * each run of glyphs: face, size, "bold" and "turned" if so, where its first glyph stands, how many
 * there are. "adjusted" is followed by the place of every glyph at the end of the line. Of a place
 * after a comma is y, where the glyphs do not stand on the line; a vertical line has "vertical"
 * after its width, which is its height.
 */
#include "device/device_kinds.h"

#include <stdlib.h>

struct trace_device {
    struct fb_device device;
    bool bound;  /* the document has several parts */
    bool tagged; /* the part has elements */
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

static const char *const element_names[] = {
    [FB_ELEMENT_DOCUMENT] = "document",
    [FB_ELEMENT_HEADING] = "heading",
    [FB_ELEMENT_PARAGRAPH] = "paragraph",
    [FB_ELEMENT_TABLE] = "table",
    [FB_ELEMENT_TABLE_HEAD] = "table-head",
    [FB_ELEMENT_TABLE_BODY] = "table-body",
    [FB_ELEMENT_TABLE_ROW] = "row",
    [FB_ELEMENT_HEADER_CELL] = "header-cell",
    [FB_ELEMENT_DATA_CELL] = "data-cell",
    [FB_ELEMENT_CONTENTS] = "contents",
    [FB_ELEMENT_CONTENTS_ITEM] = "entry",
    [FB_ELEMENT_LABEL] = "label",
    [FB_ELEMENT_REFERENCE] = "reference",
    [FB_ELEMENT_LINK] = "link",
    [FB_ELEMENT_SPAN] = "span",
};

static const char *const scope_names[] = {
    [FB_SCOPE_ROW] = "row",
    [FB_SCOPE_COLUMN] = "column",
    [FB_SCOPE_BOTH] = "both",
};

static void put_element(struct fb_buffer *out, const struct fb_element *element, size_t number)
{
    bool header = element->kind == FB_ELEMENT_HEADER_CELL;

    fb_buffer_append_format(out, "element %zu %s", number, element_names[element->kind]);
    if (number > 0)
        fb_buffer_append_format(out, " in %u", element->parent);
    if (element->kind == FB_ELEMENT_HEADING)
        fb_buffer_append_format(out, " level=%d", element->level);
    if (header)
        fb_buffer_append_format(out, " scope=%s", scope_names[element->scope]);
    if (header || element->kind == FB_ELEMENT_DATA_CELL)
        fb_buffer_append_format(out, " rows=%u columns=%u", element->row_span,
                                element->column_span);
}

static void put_note(struct fb_buffer *out, const struct fb_element_note *note)
{
    if (note->title != NULL)
        put_attribute(out, "title", note->title);
    if (note->target == NULL)
        return;
    fb_buffer_append_format(out, " page=%zu", note->target->page + 1);
    put_length(out, " y=", note->target->y);
    put_attribute(out, "leads-to", note->target->title);
}

static void put_elements(struct fb_buffer *out, const struct fb_device_part *part)
{
    const struct fb_element_note *note = part->notes, *end = note + part->note_count;

    for (size_t i = 0; i < part->element_count; i++) {
        put_element(out, &part->elements[i], i);
        if (note != end && note->element == i)
            put_note(out, note++);
        fb_buffer_append_char(out, '\n');
    }
}

static void put_bookmark(struct fb_buffer *out, const struct fb_bookmark *bookmark)
{
    fb_buffer_append_format(out, "bookmark %d page=%zu", bookmark->level, bookmark->page + 1);
    put_length(out, " y=", bookmark->y);
    fb_buffer_append_char(out, ' ');
    put_quoted(out, bookmark->title);
    fb_buffer_append_char(out, '\n');
}

static fb_status begin_document(struct fb_device *device, const struct fb_device_info *info)
{
    struct fb_buffer *out = device->out;
    const int *date = info->date;

    ((struct trace_device *)device)->bound = info->bound;
    fb_buffer_append_string(out, "document");
    put_attribute(out, "title", info->title);
    put_attribute(out, "author", info->author);
    put_attribute(out, "subject", info->subject);
    put_attribute(out, "keywords", info->keywords);
    put_attribute(out, "language", info->language);
    put_attribute(out, "creator", info->creator);
    if (date[0] != 0)
        fb_buffer_append_format(out, " date=%04d-%02d-%02dT%02d:%02d:%02d", date[0], date[1],
                                date[2], date[3], date[4], date[5]);
    fb_buffer_append_char(out, '\n');
    return FB_OK;
}

static fb_status begin_part(struct fb_device *device, const struct fb_device_part *part)
{
    struct trace_device *trace = (struct trace_device *)device;

    trace->tagged = part->element_count > 0;
    if (trace->bound)
        fb_buffer_append_string(device->out, part->front ? "part front\n" : "part\n");
    put_elements(device->out, part);
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
    if (run->turned)
        fb_buffer_append_string(out, " turned");
    if (run->count > 0)
        put_length(out, " @", run->glyphs[0].x);
    if (run->count > 0 && run->glyphs[0].y != 0)
        put_length(out, ",", run->glyphs[0].y);
    fb_buffer_append_format(out, " x%u", run->count);
}

static void put_places(struct fb_buffer *out, const struct fb_line *line)
{
    fb_buffer_append_string(out, " | adjusted");
    for (size_t i = 0; i < line->run_count; i++) {
        for (size_t k = 0; k < line->runs[i].count; k++) {
            put_length(out, " ", line->runs[i].glyphs[k].x);
            if (line->vertical)
                put_length(out, ",", line->runs[i].glyphs[k].y);
        }
    }
}

static fb_status put_line(struct fb_device *device, const struct fb_line *line, fb_length x,
                          fb_length y, struct fb_text_tag tag)
{
    struct fb_buffer *out = device->out;

    put_length(out, "line ", x);
    put_length(out, " ", y);
    put_length(out, " width=", line->width);
    fb_buffer_append_string(out, line->vertical ? " vertical" : "");
    fb_buffer_append_format(out, " %s ", part_name(tag.part));
    if (tag.part == FB_TEXT_CONTENT && ((struct trace_device *)device)->tagged)
        fb_buffer_append_format(out, "%zu ", tag.element);
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

/* That it ends is seen from what comes next. */
static fb_status end_part(struct fb_device *device, const struct fb_bookmark *bookmarks,
                          size_t count)
{
    for (size_t i = 0; i < count; i++)
        put_bookmark(device->out, &bookmarks[i]);
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
    .begin_part = begin_part,
    .begin_page = begin_page,
    .line = put_line,
    .rule = put_rule,
    .end_page = end_page,
    .end_part = end_part,
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

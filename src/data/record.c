#include "data/record.h"

#include "data/value.h"

#include <stdlib.h>

struct fb_record {
    struct fb_input *input;
    struct fb_xml *xml;
};

fb_status fb_record_read(struct fb_record **out, const char *path, struct fb_diagnostics *sink)
{
    struct fb_record *record = calloc(1, sizeof *record);
    fb_status status;

    *out = NULL;
    FB_NEED(record);
    status = fb_input_read(&record->input, path, sink);
    if (status == FB_OK)
        status = fb_xml_read(&record->xml, fb_input_source(record->input), sink);
    if (status != FB_OK) {
        fb_record_free(record);
        return status;
    }
    *out = record;
    return FB_OK;
}

void fb_record_free(struct fb_record *record)
{
    if (record == NULL)
        return;
    fb_xml_free(record->xml);
    fb_input_free(record->input);
    free(record);
}

const struct fb_xml *fb_record_xml(const struct fb_record *record)
{
    return record->xml;
}

const char *fb_record_template(const struct fb_xml *record)
{
    return fb_xml_attribute(fb_xml_root(record), FB_RECORD_TEMPLATE);
}

/* Writes a value on one line: line breaks as "⏎". */
static void dump_text(struct fb_buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\n')
            fb_buffer_append_string(out, "⏎");
        else
            fb_buffer_append_char(out, *text);
    }
}

/* Dumps an element's fields; the depth is bounded by FB_XML_DEPTH_LIMIT. */
static fb_status dump_element(struct fb_buffer *out, struct fb_arena *arena,
                              const struct fb_xml_node *element)
{
    const struct fb_xml_node *child = fb_xml_first(element);
    const char *path, *text;

    for (; child != NULL; child = fb_xml_next(child))
        FB_TRY(dump_element(out, arena, child));
    if (fb_xml_first(element) != NULL)
        return FB_OK;
    path = fb_xml_path(arena, element);
    text = fb_value_text(arena, element);
    FB_NEED(path);
    FB_NEED(text);
    fb_buffer_append_format(out, "%s = ", path);
    dump_text(out, text);
    fb_buffer_append_char(out, '\n');
    return out->status;
}

fb_status fb_record_dump(struct fb_buffer *out, const struct fb_xml *record)
{
    const char *template = fb_record_template(record);
    struct fb_arena *arena;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    if (template != NULL)
        fb_buffer_append_format(out, "/%s/@%s = %s\n", fb_xml_name(fb_xml_root(record)),
                                FB_RECORD_TEMPLATE, template);
    status = dump_element(out, arena, fb_xml_root(record));
    fb_arena_free(arena);
    return status;
}

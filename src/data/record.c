#include "data/record.h"

#include "base/ascii.h"
#include "data/record_kind.h"
#include "data/value.h"

#include <stdlib.h>
#include <string.h>

/* Every kind of file with records; the last recognizes all that is left. */
static const struct fb_record_kind *const KINDS[] = {
    &fb_record_workbooks,
    &fb_record_texts,
    &fb_record_json,
    &fb_record_documents,
};

struct fb_record {
    struct fb_input *input;
    struct fb_record_setup setup;
    const struct fb_record_kind *kind;
    void *reader; /* the kind's */
};

/* Lets the kind that recognizes the file open it. */
static fb_status open_reader(struct fb_record *record, struct fb_diagnostics *sink)
{
    const struct fb_source *file = fb_input_source(record->input);
    size_t kind = 0;

    while (!KINDS[kind]->recognizes(file))
        kind++;
    record->kind = KINDS[kind];
    return record->kind->open(&record->reader, file, &record->setup, sink);
}

fb_status fb_record_read(struct fb_record **out, const char *path,
                         const struct fb_record_setup *setup, struct fb_diagnostics *sink)
{
    struct fb_record *record = calloc(1, sizeof *record);
    fb_status status;

    *out = NULL;
    FB_NEED(record);
    if (setup != NULL)
        record->setup = *setup;
    status = fb_input_read(&record->input, path, sink);
    if (status == FB_OK)
        status = fb_input_decode(record->input, record->setup.encoding, sink);
    if (status == FB_OK)
        status = open_reader(record, sink);
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
    if (record->kind != NULL)
        record->kind->free(record->reader);
    fb_input_free(record->input);
    free(record);
}

size_t fb_record_count(const struct fb_record *record)
{
    return record->kind->count(record->reader);
}

fb_status fb_record_at(struct fb_xml **out, struct fb_record *record, size_t index,
                       struct fb_diagnostics *sink)
{
    *out = NULL;
    return record->kind->build(out, record->reader, index, sink);
}

const char *fb_record_set_template(const struct fb_record *record)
{
    struct fb_position position;

    return record->kind->template_name(record->reader, &position);
}

struct fb_position fb_record_set_position(const struct fb_record *record)
{
    struct fb_position position = FB_NO_POSITION;

    (void)record->kind->template_name(record->reader, &position);
    return position;
}

const char *fb_record_template(const struct fb_xml *record)
{
    return fb_xml_attribute(fb_xml_root(record), FB_RECORD_TEMPLATE);
}

size_t fb_record_extension(const char *path)
{
    static const char *const EXTENSIONS[] = {".xml", ".json", ".jsonl", ".ndjson",
                                             ".csv", ".tsv",  ".xlsx"};
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot != NULL && dot > name && i < sizeof EXTENSIONS / sizeof *EXTENSIONS;
         i++) {
        if (fb_ascii_compare(dot, EXTENSIONS[i]) == 0)
            return strlen(dot);
    }
    return 0;
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

#include "data/record.h"

#include "data/value.h"

#include <stdlib.h>
#include <string.h>

struct fb_record {
    struct fb_input *input;
    struct fb_xml *file;     /* the document of the whole file */
    struct fb_xml **records; /* those of a set; NULL: the file is one record */
    size_t count;
};

static bool is_set(const struct fb_xml *file)
{
    const struct fb_xml_node *root = fb_xml_root(file);

    return fb_xml_is(root, FB_RECORD_SET) && fb_xml_namespace(root)[0] == '\0';
}

/* A set has records and the name of a template, and nothing besides. */
static void check_set(const struct fb_xml_node *set, struct fb_diagnostics *sink)
{
    const struct fb_xml_node *node = fb_xml_first_content(set);
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(set, i)) != NULL; i++) {
        if (strcmp(name, FB_RECORD_TEMPLATE) != 0)
            fb_report(sink, FB_DIAG_RECORD_ATTRIBUTE, fb_xml_attribute_position(set, name),
                      FB_RECORD_SET, name);
    }
    for (; node != NULL; node = fb_xml_next_content(node)) {
        if (fb_xml_is_text(node) && !fb_xml_is_blank(node))
            fb_report(sink, FB_DIAG_RECORD_TEXT, fb_xml_position(node), FB_RECORD_SET);
    }
    if (fb_xml_first(set) == NULL)
        fb_report(sink, FB_DIAG_RECORD_SET_EMPTY, fb_xml_position(set), FB_RECORD_SET);
}

static size_t count_elements(const struct fb_xml_node *parent)
{
    const struct fb_xml_node *element = fb_xml_first(parent);
    size_t count = 0;

    for (; element != NULL; element = fb_xml_next(element))
        count++;
    return count;
}

/* Makes a document of each record of a set. */
static fb_status divide(struct fb_record *record, struct fb_diagnostics *sink)
{
    const struct fb_xml_node *set = fb_xml_root(record->file), *element, *next;
    size_t before = fb_diagnostics_count(sink, FB_ERROR);

    check_set(set, sink);
    if (fb_diagnostics_count(sink, FB_ERROR) > before)
        return FB_ERR_INPUT;
    record->records = calloc(count_elements(set), sizeof *record->records);
    FB_NEED(record->records);
    for (element = fb_xml_first(set); element != NULL; element = next) {
        next = fb_xml_next(element);
        FB_TRY(fb_xml_detach(&record->records[record->count], record->file, element));
        record->count++;
    }
    return FB_OK;
}

fb_status fb_record_read(struct fb_record **out, const char *path, struct fb_diagnostics *sink)
{
    struct fb_record *record = calloc(1, sizeof *record);
    fb_status status;

    *out = NULL;
    FB_NEED(record);
    status = fb_input_read(&record->input, path, sink);
    if (status == FB_OK)
        status = fb_xml_read(&record->file, fb_input_source(record->input), sink);
    if (status == FB_OK && is_set(record->file))
        status = divide(record, sink);
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
    for (size_t i = 0; i < record->count; i++)
        fb_xml_free(record->records[i]);
    free(record->records);
    fb_xml_free(record->file);
    fb_input_free(record->input);
    free(record);
}

size_t fb_record_count(const struct fb_record *record)
{
    return record->records != NULL ? record->count : 1;
}

const struct fb_xml *fb_record_xml_at(const struct fb_record *record, size_t index)
{
    return record->records != NULL ? record->records[index] : record->file;
}

struct fb_xml *fb_record_edit(struct fb_record *record, size_t index)
{
    return record->records != NULL ? record->records[index] : record->file;
}

const struct fb_xml *fb_record_xml(const struct fb_record *record)
{
    return fb_record_xml_at(record, 0);
}

const char *fb_record_set_template(const struct fb_record *record)
{
    return record->records != NULL ? fb_record_template(record->file) : NULL;
}

struct fb_position fb_record_set_position(const struct fb_record *record)
{
    return fb_xml_attribute_position(fb_xml_root(record->file), FB_RECORD_TEMPLATE);
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

/*
 * record_hash.c: whether two records say the same, however their files are laid out.
 */
#include "data/record.h"
#include "data/value.h"

#include <string.h>

/* Ends a name or a text; no record has the character. */
static void append_part(struct fb_buffer *out, char mark, const char *text)
{
    fb_buffer_append_char(out, mark);
    fb_buffer_append(out, text, strlen(text) + 1);
}

static void append_attributes(struct fb_buffer *out, const struct fb_xml_node *element)
{
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++) {
        append_part(out, '@', name);
        append_part(out, '=', fb_xml_attribute(element, name));
    }
}

/* The depth is bounded by FB_XML_DEPTH_LIMIT. */
static fb_status append_element(struct fb_buffer *out, struct fb_arena *arena,
                                const struct fb_xml_node *element)
{
    const struct fb_xml_node *child = fb_xml_first(element);
    char *text;

    append_part(out, '<', fb_xml_name(element));
    append_attributes(out, element);
    if (child == NULL) {
        text = fb_value_text(arena, element);
        FB_NEED(text);
        append_part(out, '"', text);
    }
    for (; child != NULL; child = fb_xml_next(child))
        FB_TRY(append_element(out, arena, child));
    fb_buffer_append_char(out, '>');
    return out->status;
}

fb_status fb_record_hash(struct fb_hash *out, const struct fb_xml *record)
{
    struct fb_arena *arena;
    struct fb_buffer text;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    status = append_element(&text, arena, fb_xml_root(record));
    *out = fb_hash_bytes(text.data, text.length);
    fb_buffer_release(&text);
    fb_arena_free(arena);
    return status;
}

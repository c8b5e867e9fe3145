/*
 * merge_text.c: edits of a record's text that look as if whoever wrote the file had made them.
 */
#include "extract/merge_private.h"
#include "xml/writer.h"

#include <string.h>

/* No edit makes more text than a record may have. */
#define TEXT_LIMIT ((size_t)64 << 20)

/* Returns text with the line ends of the file, in the arena, and empties the buffer. */
static char *take_text(struct fb_merging *merging, struct fb_buffer *buffer)
{
    const char *first = strchr(merging->source->text, '\n');
    bool two = first != NULL && first > merging->source->text && first[-1] == '\r';
    struct fb_buffer text;
    char *taken = NULL;

    fb_buffer_init(&text, 2 * TEXT_LIMIT);
    for (size_t i = 0; i < buffer->length; i++) {
        if (two && buffer->data[i] == '\n')
            fb_buffer_append_char(&text, '\r');
        fb_buffer_append_char(&text, buffer->data[i]);
    }
    if (text.status == FB_OK && buffer->status == FB_OK)
        taken = fb_arena_copy(merging->arena, text.data != NULL ? text.data : "", text.length);
    fb_buffer_release(&text);
    fb_buffer_release(buffer);
    return taken;
}

/* Writes a value, each of whose lines but the first begins as `line` says. */
static void write_value(struct fb_xml_writer *xml, const char *value, const char *line)
{
    for (;;) {
        size_t length = strcspn(value, "\n");
        fb_xml_write_text(xml, value, length);
        if (value[length] == '\0')
            return;
        fb_xml_write_text(xml, "\n", *line == '\0' ? 1 : 0);
        fb_xml_write_text(xml, line, strlen(line));
        value += length + 1;
    }
}

/* Writes an element; `line` is how its own line begins, or "". The depth is that of a record. */
static fb_status write_element(struct fb_xml_writer *xml, struct fb_arena *arena,
                               const struct fb_tree *element, const struct fb_merge_lines *lines)
{
    struct fb_merge_lines inner;

    FB_TRY(fb_merge_deeper(&inner, arena, lines));
    fb_xml_write_start(xml, element->name);
    for (size_t i = 0; i < element->attributes.count; i++)
        fb_xml_write_attribute(xml, element->attributes.items[i].name,
                               element->attributes.items[i].value);
    write_value(xml, fb_tree_value(element), inner.own);
    for (size_t i = 0; i < element->children.count; i++) {
        fb_xml_write_text(xml, inner.own, strlen(inner.own));
        FB_TRY(write_element(xml, arena, element->children.items[i], &inner));
    }
    if (element->children.count > 0)
        fb_xml_write_text(xml, lines->own, strlen(lines->own));
    fb_xml_write_end(xml, element->name);
    return FB_OK;
}

/* Appends an element as XML, with its line's beginning. */
static fb_status append_element(struct fb_buffer *buffer, struct fb_merging *merging,
                                const struct fb_tree *element, const struct fb_merge_lines *lines)
{
    struct fb_xml_writer xml;

    fb_buffer_append_string(buffer, lines->own);
    fb_xml_writer_init_fragment(&xml, buffer);
    FB_TRY(write_element(&xml, merging->arena, element, lines));
    return fb_xml_writer_finish(&xml);
}

static fb_status open_tag(struct fb_merging *merging, const struct fb_tree *element,
                          struct fb_position inside, const char *content)
{
    const char *name = merging->source->text + fb_merge_start(element) + 1;
    const char *text = fb_arena_format(merging->arena, ">%s</%.*s>", content,
                                       (int)strcspn(name, " \t\r\n/>"), name);

    FB_NEED(text);
    return fb_merge_add_edit(merging, inside.offset, strlen("/>"), text);
}

/* Appends the comments and processing instructions of a place, which stay. */
static void keep_comments(struct fb_buffer *out, struct fb_position place)
{
    const char *at = place.source->text + place.offset, *end = at + place.length;

    while ((at = memchr(at, '<', (size_t)(end - at))) != NULL) {
        const char *close = strncmp(at, "<!--", 4) == 0 ? "-->" : at[1] == '?' ? "?>" : "]]>";
        const char *after = strstr(at, close) + strlen(close);
        if (close[0] != ']')
            fb_buffer_append(out, at, (size_t)(after - at));
        at = after;
    }
}

/* Appends a value as it stands between tags. */
static fb_status append_value(struct fb_buffer *out, const char *value, const char *line)
{
    static const char NAME[] = "v";
    size_t start = strlen("<v>"), end = strlen("</v>");
    struct fb_buffer buffer;
    struct fb_xml_writer xml;
    fb_status status;

    if (*value == '\0')
        return FB_OK;
    fb_buffer_init(&buffer, TEXT_LIMIT);
    fb_xml_writer_init_fragment(&xml, &buffer);
    fb_xml_write_start(&xml, NAME);
    write_value(&xml, value, line);
    fb_xml_write_end(&xml, NAME);
    status = fb_xml_writer_finish(&xml);
    if (status == FB_OK)
        fb_buffer_append(out, buffer.data + start, buffer.length - start - end);
    fb_buffer_release(&buffer);
    return status;
}

fb_status fb_merge_set_value(struct fb_merging *merging, const struct fb_tree *element,
                             const char *value)
{
    struct fb_position inside = fb_xml_inside(element->element), place;
    const char *line, *text;
    struct fb_buffer buffer;
    fb_status status;

    FB_TRY(fb_merge_value_line(&line, merging, element, inside));
    fb_buffer_init(&buffer, TEXT_LIMIT);
    status = append_value(&buffer, value, line);
    place = fb_merge_without_blanks(inside);
    keep_comments(&buffer, place);
    text = take_text(merging, &buffer);
    FB_TRY(status);
    FB_NEED(text);
    if (fb_merge_has_one_tag(merging->source, inside))
        return open_tag(merging, element, inside, text);
    if (*text == '\0' || place.length == 0)
        place = inside;
    return fb_merge_add_edit(merging, place.offset, place.length, text);
}

fb_status fb_merge_remove(struct fb_merging *merging, const struct fb_tree *element)
{
    struct fb_position extent = fb_xml_extent(element->element);
    size_t start = fb_merge_line_start(merging->source, extent.offset);

    return fb_merge_add_edit(merging, start, extent.offset + extent.length - start, "");
}

fb_status fb_merge_insert(struct fb_merging *merging, const struct fb_tree *neighbour, bool after,
                          const struct fb_tree *element)
{
    struct fb_buffer buffer;
    struct fb_merge_lines lines;
    const char *text;
    fb_status status;

    FB_TRY(fb_merge_lines(&lines, merging, neighbour));
    fb_buffer_init(&buffer, TEXT_LIMIT);
    status = append_element(&buffer, merging, element, &lines);
    text = take_text(merging, &buffer);
    FB_TRY(status);
    FB_NEED(text);
    return fb_merge_add_edit(merging, fb_merge_beside(merging, neighbour, after), 0, text);
}

fb_status fb_merge_fill(struct fb_merging *merging, const struct fb_tree *element,
                        const struct fb_tree *parent, const bool *chosen)
{
    struct fb_position inside = fb_xml_inside(element->element),
                       place = fb_merge_without_blanks(inside);
    struct fb_merge_lines lines, inner;
    struct fb_buffer buffer;
    fb_status status = FB_OK;
    const char *text;

    FB_TRY(fb_merge_lines(&lines, merging, element));
    FB_TRY(fb_merge_deeper(&inner, merging->arena, &lines));
    fb_buffer_init(&buffer, TEXT_LIMIT);
    for (size_t i = 0; i < parent->children.count && status == FB_OK; i++) {
        if (chosen[i])
            status = append_element(&buffer, merging, parent->children.items[i], &inner);
    }
    fb_buffer_append_string(&buffer, lines.own);
    text = take_text(merging, &buffer);
    FB_TRY(status);
    FB_NEED(text);
    if (fb_merge_has_one_tag(merging->source, inside))
        return open_tag(merging, element, inside, text);
    if (place.length == 0)
        return fb_merge_add_edit(merging, inside.offset, inside.length, text);
    place.offset += place.length;
    return fb_merge_add_edit(merging, place.offset, inside.offset + inside.length - place.offset,
                             text);
}

fb_status fb_merge_move(struct fb_merging *merging, const struct fb_tree *neighbour, bool after,
                        const struct fb_tree *element)
{
    struct fb_position extent = fb_xml_extent(element->element);
    size_t start = fb_merge_line_start(merging->source, extent.offset);
    struct fb_buffer buffer;
    char *text = NULL;

    fb_merge_put_in_order(merging->out);
    fb_buffer_init(&buffer, TEXT_LIMIT);
    fb_merge_write_range(&buffer, merging->out, merging->source, start,
                         extent.offset + extent.length);
    if (buffer.status == FB_OK)
        text = fb_arena_copy(merging->arena, buffer.data, buffer.length);
    fb_buffer_release(&buffer);
    FB_NEED(text);
    FB_TRY(fb_merge_remove(merging, element));
    return fb_merge_add_edit(merging, fb_merge_beside(merging, neighbour, after), 0, text);
}

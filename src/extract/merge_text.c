/*
 * merge_text.c: edits of a record's text that look as if whoever wrote the file had made them.
 */
#include "extract/merge_private.h"
#include "xml/writer.h"

#include <string.h>

/* No edit makes more text than a record may have. */
#define TEXT_LIMIT ((size_t)64 << 20)

/* How lines of the file begin: with a line feed and blanks, or "" where all is on one line. */
struct lines {
    const char *own;  /* of an element */
    const char *step; /* that what is in it has more */
};

static fb_status add_edit(struct fb_merging *merging, size_t offset, size_t length,
                          const char *text)
{
    struct fb_text_edit *edit = FB_PUSH(merging->arena, &merging->out->edits);

    FB_NEED(edit);
    *edit = (struct fb_text_edit){offset, length, text};
    return FB_OK;
}

static bool is_blank(char character)
{
    return character == ' ' || character == '\t';
}

/* Returns the offset of the line end before an element, if only blanks are between; else its own.
 */
static size_t line_start(const struct fb_source *source, size_t offset)
{
    size_t at = offset;

    while (at > 0 && is_blank(source->text[at - 1]))
        at--;
    if (at == 0 || source->text[at - 1] != '\n')
        return offset;
    at--;
    return at > 0 && source->text[at - 1] == '\r' ? at - 1 : at;
}

static size_t start_of(const struct fb_tree *element)
{
    return fb_xml_extent(element->element).offset;
}

/* Sets `*out` to how the line of an element begins. */
static fb_status line_of(const char **out, const struct fb_merging *merging,
                         const struct fb_tree *element)
{
    size_t offset = start_of(element), start = line_start(merging->source, offset);

    *out = offset == 0 ? "\n" : "";
    if (start == offset)
        return FB_OK;
    start += strcspn(merging->source->text + start, "\n");
    *out = fb_arena_copy(merging->arena, merging->source->text + start, offset - start);
    FB_NEED(*out);
    return FB_OK;
}

/* Returns what an inner line has more than an outer one, or NULL. */
static const char *step_between(const char *outer, const char *inner)
{
    size_t length = strlen(outer);

    if (length == 0 || strlen(inner) <= length || strncmp(outer, inner, length) != 0)
        return NULL;
    return inner + length;
}

static fb_status lines_of(struct lines *out, const struct fb_merging *merging,
                          const struct fb_tree *element)
{
    const char *other;

    FB_TRY(line_of(&out->own, merging, element));
    out->step = NULL;
    if (element->children.count > 0) {
        FB_TRY(line_of(&other, merging, element->children.items[0]));
        out->step = step_between(out->own, other);
    }
    if (out->step == NULL && element->parent != NULL) {
        FB_TRY(line_of(&other, merging, element->parent));
        out->step = step_between(other, out->own);
    }
    if (out->step == NULL)
        out->step = "  ";
    return FB_OK;
}

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
                               const struct fb_tree *element, const struct lines *lines)
{
    struct lines inner = {.own = "", .step = lines->step};

    if (*lines->own != '\0') {
        inner.own = fb_arena_format(arena, "%s%s", lines->own, lines->step);
        FB_NEED(inner.own);
    }
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
                                const struct fb_tree *element, const struct lines *lines)
{
    struct fb_xml_writer xml;

    fb_buffer_append_string(buffer, lines->own);
    fb_xml_writer_init_fragment(&xml, buffer);
    FB_TRY(write_element(&xml, merging->arena, element, lines));
    return fb_xml_writer_finish(&xml);
}

/* An element with one tag gets two. */
static bool has_one_tag(const struct fb_source *source, struct fb_position inside)
{
    return inside.length == 0 && strncmp(source->text + inside.offset, "/>", 2) == 0;
}

static fb_status open_tag(struct fb_merging *merging, const struct fb_tree *element,
                          struct fb_position inside, const char *content)
{
    const char *name = merging->source->text + start_of(element) + 1;
    const char *text = fb_arena_format(merging->arena, ">%s</%.*s>", content,
                                       (int)strcspn(name, " \t\r\n/>"), name);

    FB_NEED(text);
    return add_edit(merging, inside.offset, strlen("/>"), text);
}

/* Takes blanks and line ends off the edges of a place. */
static struct fb_position without_blanks(struct fb_position place)
{
    const char *text = place.source->text;

    while (place.length > 0 && strchr(" \t\r\n", text[place.offset]) != NULL) {
        place.offset++;
        place.length--;
    }
    while (place.length > 0 && strchr(" \t\r\n", text[place.offset + place.length - 1]) != NULL)
        place.length--;
    return place;
}

/* How further lines of a value begin: as those that it has, else deeper than its element. */
static fb_status value_line(const char **out, const struct fb_merging *merging,
                            const struct fb_tree *element, struct fb_position inside)
{
    const char *start = merging->source->text + inside.offset;
    const char *end = memchr(start, '\n', inside.length);
    struct lines lines;

    FB_TRY(lines_of(&lines, merging, element));
    *out = *lines.own != '\0' ? fb_arena_format(merging->arena, "%s%s", lines.own, lines.step) : "";
    FB_NEED(*out);
    if (end == NULL || end + 1 + strspn(end + 1, " \t\r\n") >= start + inside.length)
        return FB_OK;
    *out = fb_arena_copy(merging->arena, end, 1 + strspn(end + 1, " \t"));
    FB_NEED(*out);
    return FB_OK;
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

    FB_TRY(value_line(&line, merging, element, inside));
    fb_buffer_init(&buffer, TEXT_LIMIT);
    status = append_value(&buffer, value, line);
    place = without_blanks(inside);
    keep_comments(&buffer, place);
    text = take_text(merging, &buffer);
    FB_TRY(status);
    FB_NEED(text);
    if (has_one_tag(merging->source, inside))
        return open_tag(merging, element, inside, text);
    if (*text == '\0' || place.length == 0)
        place = inside;
    return add_edit(merging, place.offset, place.length, text);
}

fb_status fb_merge_remove(struct fb_merging *merging, const struct fb_tree *element)
{
    struct fb_position extent = fb_xml_extent(element->element);
    size_t start = line_start(merging->source, extent.offset);

    return add_edit(merging, start, extent.offset + extent.length - start, "");
}

/* Returns the end of an element, or of the comments that follow it on the rest of its line. */
static size_t line_end(const struct fb_merging *merging, const struct fb_tree *element)
{
    struct fb_position extent = fb_xml_extent(element->element);
    size_t end = extent.offset + extent.length, at = end;
    const char *text = merging->source->text;

    for (;;) {
        at += strspn(text + at, " \t");
        if (strncmp(text + at, "<!--", 4) != 0)
            break;
        at = (size_t)(strstr(text + at, "-->") - text) + 3;
    }
    at += text[at] == '\r';
    if (text[at] != '\n')
        return end;
    while (is_blank(text[at - 1]) || text[at - 1] == '\r')
        at--;
    return at;
}

/* Where something is put beside an element of the file. */
static size_t place_beside(const struct fb_merging *merging, const struct fb_tree *neighbour,
                           bool after)
{
    return after ? line_end(merging, neighbour) : line_start(merging->source, start_of(neighbour));
}

fb_status fb_merge_insert(struct fb_merging *merging, const struct fb_tree *neighbour, bool after,
                          const struct fb_tree *element)
{
    struct fb_buffer buffer;
    struct lines lines;
    const char *text;
    fb_status status;

    FB_TRY(lines_of(&lines, merging, neighbour));
    fb_buffer_init(&buffer, TEXT_LIMIT);
    status = append_element(&buffer, merging, element, &lines);
    text = take_text(merging, &buffer);
    FB_TRY(status);
    FB_NEED(text);
    return add_edit(merging, place_beside(merging, neighbour, after), 0, text);
}

fb_status fb_merge_fill(struct fb_merging *merging, const struct fb_tree *element,
                        const struct fb_tree *parent, const bool *chosen)
{
    struct fb_position inside = fb_xml_inside(element->element), place = without_blanks(inside);
    struct lines lines, inner;
    struct fb_buffer buffer;
    fb_status status = FB_OK;
    const char *text;

    FB_TRY(lines_of(&lines, merging, element));
    inner = lines;
    if (*lines.own != '\0')
        inner.own = fb_arena_format(merging->arena, "%s%s", lines.own, lines.step);
    FB_NEED(inner.own);
    fb_buffer_init(&buffer, TEXT_LIMIT);
    for (size_t i = 0; i < parent->children.count && status == FB_OK; i++) {
        if (chosen[i])
            status = append_element(&buffer, merging, parent->children.items[i], &inner);
    }
    fb_buffer_append_string(&buffer, lines.own);
    text = take_text(merging, &buffer);
    FB_TRY(status);
    FB_NEED(text);
    if (has_one_tag(merging->source, inside))
        return open_tag(merging, element, inside, text);
    if (place.length == 0)
        return add_edit(merging, inside.offset, inside.length, text);
    place.offset += place.length;
    return add_edit(merging, place.offset, inside.offset + inside.length - place.offset, text);
}

/* Puts edits into the order of their places, those of one place into that in which they were made;
 * what is put in at a place comes before what is taken out there.
 */
static void sort(struct fb_merged *merged)
{
    for (size_t i = 1; i < merged->edits.count; i++) {
        struct fb_text_edit edit = merged->edits.items[i];
        size_t j = i;

        for (; j > 0; j--) {
            const struct fb_text_edit *before = &merged->edits.items[j - 1];
            if (before->offset < edit.offset ||
                (before->offset == edit.offset && (before->length == 0 || edit.length > 0)))
                break;
            merged->edits.items[j] = *before;
        }
        merged->edits.items[j] = edit;
    }
}

void fb_merge_write_range(struct fb_buffer *out, const struct fb_merged *merged,
                          const struct fb_source *source, size_t start, size_t end)
{
    const size_t first = start;

    for (size_t i = 0; i < merged->edits.count; i++) {
        const struct fb_text_edit *edit = &merged->edits.items[i];
        if (edit->offset < start || edit->offset + edit->length > end ||
            (edit->length == 0 && (edit->offset == first || edit->offset == end)))
            continue;
        fb_buffer_append(out, source->text + start, edit->offset - start);
        fb_buffer_append_string(out, edit->text);
        start = edit->offset + edit->length;
    }
    fb_buffer_append(out, source->text + start, end - start);
}

fb_status fb_merge_move(struct fb_merging *merging, const struct fb_tree *neighbour, bool after,
                        const struct fb_tree *element)
{
    struct fb_position extent = fb_xml_extent(element->element);
    size_t start = line_start(merging->source, extent.offset);
    struct fb_buffer buffer;
    char *text = NULL;

    sort(merging->out);
    fb_buffer_init(&buffer, TEXT_LIMIT);
    fb_merge_write_range(&buffer, merging->out, merging->source, start,
                         extent.offset + extent.length);
    if (buffer.status == FB_OK)
        text = fb_arena_copy(merging->arena, buffer.data, buffer.length);
    fb_buffer_release(&buffer);
    FB_NEED(text);
    FB_TRY(fb_merge_remove(merging, element));
    return add_edit(merging, place_beside(merging, neighbour, after), 0, text);
}

void fb_merge_sort(struct fb_merged *merged)
{
    size_t kept = 0, end = 0;

    sort(merged);
    for (size_t i = 0; i < merged->edits.count; i++) {
        struct fb_text_edit edit = merged->edits.items[i];
        if (edit.offset < end)
            continue;
        end = edit.offset + edit.length;
        merged->edits.items[kept++] = edit;
    }
    merged->edits.count = kept;
}

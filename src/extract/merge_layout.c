/*
 * merge_layout.c: how a file is laid out that somebody wrote, so that what is put into it looks
 * like theirs.
 */
#include "extract/merge_private.h"

#include <string.h>

static bool is_blank(char character)
{
    return character == ' ' || character == '\t';
}

size_t fb_merge_line_start(const struct fb_source *source, size_t offset)
{
    size_t at = offset;

    while (at > 0 && is_blank(source->text[at - 1]))
        at--;
    if (at == 0 || source->text[at - 1] != '\n')
        return offset;
    at--;
    return at > 0 && source->text[at - 1] == '\r' ? at - 1 : at;
}

size_t fb_merge_start(const struct fb_tree *element)
{
    return fb_xml_extent(element->element).offset;
}

/* Sets `*out` to how the line of an element begins. */
static fb_status line_of(const char **out, const struct fb_merging *merging,
                         const struct fb_tree *element)
{
    size_t offset = fb_merge_start(element), start = fb_merge_line_start(merging->source, offset);

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

fb_status fb_merge_lines(struct fb_merge_lines *out, const struct fb_merging *merging,
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

fb_status fb_merge_deeper(struct fb_merge_lines *out, struct fb_arena *arena,
                          const struct fb_merge_lines *lines)
{
    *out = *lines;
    if (*lines->own != '\0')
        out->own = fb_arena_format(arena, "%s%s", lines->own, lines->step);
    FB_NEED(out->own);
    return FB_OK;
}

struct fb_position fb_merge_without_blanks(struct fb_position place)
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

fb_status fb_merge_value_line(const char **out, const struct fb_merging *merging,
                              const struct fb_tree *element, struct fb_position inside)
{
    const char *start = merging->source->text + inside.offset;
    const char *end = memchr(start, '\n', inside.length);
    struct fb_merge_lines lines;

    FB_TRY(fb_merge_lines(&lines, merging, element));
    FB_TRY(fb_merge_deeper(&lines, merging->arena, &lines));
    *out = lines.own;
    if (end == NULL || end + 1 + strspn(end + 1, " \t\r\n") >= start + inside.length)
        return FB_OK;
    *out = fb_arena_copy(merging->arena, end, 1 + strspn(end + 1, " \t"));
    FB_NEED(*out);
    return FB_OK;
}

bool fb_merge_has_one_tag(const struct fb_source *source, struct fb_position inside)
{
    return inside.length == 0 && strncmp(source->text + inside.offset, "/>", 2) == 0;
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

size_t fb_merge_beside(const struct fb_merging *merging, const struct fb_tree *neighbour,
                       bool after)
{
    return after ? line_end(merging, neighbour)
                 : fb_merge_line_start(merging->source, fb_merge_start(neighbour));
}

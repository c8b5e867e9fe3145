#include "diag/place.h"

#include "base/unfit.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Characters kept before and after the place when a line is long. */
enum { CONTEXT = 30 };

static const char ELLIPSIS[] = "…";

static bool continues_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Steps back over up to `count` characters, but not before `start`. */
static size_t step_back(const char *text, size_t start, size_t offset, size_t count)
{
    while (count > 0 && offset > start) {
        do {
            offset--;
        } while (offset > start && continues_character(text[offset]));
        count--;
    }
    return offset;
}

static size_t step_forward(const char *text, size_t end, size_t offset, size_t count)
{
    while (count > 0 && offset < end) {
        do {
            offset++;
        } while (offset < end && continues_character(text[offset]));
        count--;
    }
    return offset;
}

static fb_status make_excerpt(struct fb_place *out, struct fb_arena *arena, const char *text,
                              size_t line_start, size_t line_end, size_t length)
{
    size_t offset = out->offset;
    size_t meant_end = offset + length < line_end ? offset + length : line_end;
    size_t start = step_back(text, line_start, offset, CONTEXT);
    size_t end, before, after;
    char *excerpt;

    if (meant_end == offset)
        meant_end = step_forward(text, line_end, offset, 1);
    end = step_forward(text, line_end, offset, CONTEXT);
    if (meant_end > end)
        meant_end = end;
    before = start > line_start ? strlen(ELLIPSIS) : 0;
    after = end < line_end ? strlen(ELLIPSIS) : 0;
    excerpt = fb_arena_alloc(arena, before + (end - start) + after + 1);
    FB_NEED(excerpt);
    memcpy(excerpt, ELLIPSIS, before);
    memcpy(excerpt + before, text + start, end - start);
    memcpy(excerpt + before + (end - start), ELLIPSIS, after);
    out->excerpt = excerpt;
    out->caret_offset = before + (offset - start);
    out->caret_length = meant_end - offset;
    return FB_OK;
}

/* Sets the place's line and column, and returns where its line begins. */
static size_t find_line(struct fb_place *out, const struct fb_source *source)
{
    size_t line_start = 0;

    out->line = 1;
    for (const char *newline = source->text;
         (newline = memchr(newline, '\n', out->offset - line_start)) != NULL; newline++) {
        out->line++;
        line_start = (size_t)(newline - source->text) + 1;
    }
    out->column = fb_utf8_length(source->text + line_start, out->offset - line_start) + 1;
    return line_start;
}

void fb_position_describe(char out[FB_POSITION_TEXT], struct fb_position position)
{
    const struct fb_source *source = position.source;
    struct fb_place place = {.offset = position.offset};

    out[0] = '\0';
    if (source == NULL)
        return;
    find_line(&place, source);
    snprintf(out, FB_POSITION_TEXT, "%s:%zu:%zu", source->name, place.line, place.column);
}

fb_status fb_place_resolve(struct fb_place *out, struct fb_arena *arena,
                           struct fb_position position)
{
    const struct fb_source *source = position.source;
    size_t line_start, line_end;

    *out = (struct fb_place){0};
    if (source == NULL)
        return FB_OK;
    out->name = fb_arena_string(arena, source->name);
    FB_NEED(out->name);
    if (source->text == NULL)
        return FB_OK;
    out->offset = position.offset < source->length ? position.offset : source->length;
    line_start = find_line(out, source);
    line_end = out->offset;
    while (line_end < source->length && source->text[line_end] != '\n' &&
           source->text[line_end] != '\r')
        line_end++;
    return make_excerpt(out, arena, source->text, line_start, line_end, position.length);
}

/* True for characters that a terminal shows two columns wide (UAX #11, W and F). */
static bool is_wide(uint32_t c)
{
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
           (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
}

/* Appends `mark` for each terminal column that the bytes take; tabs stay tabs. */
static void mark_columns(struct fb_buffer *out, const char *bytes, size_t length, char mark)
{
    for (size_t i = 0; i < length;) {
        uint32_t character = 0;
        size_t size = fb_utf8_decode(bytes + i, length - i, &character);
        if (character == '\t' && mark == ' ') {
            fb_buffer_append_char(out, '\t');
        } else {
            fb_buffer_append_char(out, mark);
            if (is_wide(character))
                fb_buffer_append_char(out, mark);
        }
        i += size > 0 ? size : 1;
    }
}

/*
 * Appends the excerpt; a byte that is not UTF-8, and a character that a terminal would not show or
 * take as a command, is '?'.
 */
static void show_excerpt(struct fb_buffer *out, const char *excerpt)
{
    size_t length = strlen(excerpt);

    for (size_t i = 0; i < length;) {
        uint32_t character = 0;
        size_t size = fb_utf8_decode(excerpt + i, length - i, &character);
        bool hidden =
            size == 0 || (character != '\t' && fb_character_unfit(character) == FB_UNFIT_INVISIBLE);
        if (hidden)
            fb_buffer_append_char(out, '?');
        else
            fb_buffer_append(out, excerpt + i, size);
        i += size > 0 ? size : 1;
    }
}

void fb_place_show(struct fb_buffer *out, const struct fb_place *place)
{
    fb_buffer_append_string(out, "    ");
    show_excerpt(out, place->excerpt);
    fb_buffer_append_string(out, "\n    ");
    mark_columns(out, place->excerpt, place->caret_offset, ' ');
    if (place->caret_length == 0)
        fb_buffer_append_char(out, '^');
    mark_columns(out, place->excerpt + place->caret_offset, place->caret_length, '^');
    fb_buffer_append_char(out, '\n');
}

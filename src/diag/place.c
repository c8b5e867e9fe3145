#include "diag/place.h"

#include "base/unfit.h"
#include "base/utf8.h"
#include "diag/shown.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Characters kept before and after the place when a line is long. */
enum { CONTEXT = 30 };

/* Bytes in which they are found, and one more. */
enum { REACH = 4 * (CONTEXT + 1) };

static const char ELLIPSIS[] = "…";

static bool continues_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

void fb_cell_name(char out[FB_CELL_NAME], size_t row, size_t column)
{
    char letters[8], *at = letters + sizeof letters;

    *--at = '\0';
    for (size_t rest = column + 1; rest > 0 && at > letters; rest = (rest - 1) / 26)
        *--at = (char)('A' + (rest - 1) % 26);
    snprintf(out, FB_CELL_NAME, "%s%zu", at, row + 1);
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

/* Returns the offset after the last line end before `offset`, but not before `start`. */
static size_t line_start(const char *text, size_t start, size_t offset)
{
    while (offset > start && text[offset - 1] != '\n')
        offset--;
    return offset;
}

static size_t count_lines(const char *text, size_t start, size_t end)
{
    size_t count = 0;
    const char *newline = text + start;

    while ((newline = memchr(newline, '\n', (size_t)(text + end - newline))) != NULL) {
        newline++;
        count++;
    }
    return count;
}

/* Moves a mark to an offset, forward or back, whichever way it is. */
static void move_mark(struct fb_source_mark *mark, const char *text, size_t offset)
{
    bool forward = offset >= mark->offset;
    size_t first = forward ? mark->offset : offset, last = forward ? offset : mark->offset;
    size_t lines = count_lines(text, first, last);

    mark->line = forward ? mark->line + lines : mark->line - lines;
    if (lines == 0) {
        size_t columns = fb_utf8_length(text + first, last - first);
        mark->column = forward ? mark->column + columns : mark->column - columns;
    } else {
        size_t start = line_start(text, 0, offset);
        mark->column = fb_utf8_length(text + start, offset - start);
    }
    mark->offset = offset;
}

/* Sets the place's line and column. */
static void find_line(struct fb_place *out, const struct fb_source *source)
{
    struct fb_source_mark mark = {0};

    if (source->mark != NULL)
        mark = *source->mark;
    move_mark(&mark, source->text, out->offset);
    if (source->mark != NULL)
        *source->mark = mark;
    out->line = mark.line + 1;
    out->column = mark.column + 1;
}

/* Sets the place's sheet and cell: of the last cell that begins there or before. */
static void find_cell(struct fb_place *out, const struct fb_source_cells *cells)
{
    size_t first = 0, end = cells->count;

    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (cells->cells[middle].offset <= out->offset)
            first = middle + 1;
        else
            end = middle;
    }
    if (first == 0)
        return;
    out->sheet = cells->sheets[cells->cells[first - 1].sheet];
    fb_cell_name(out->cell, cells->cells[first - 1].row, cells->cells[first - 1].column);
}

/* Finds the place of an offset; name and sheet are borrowed from the source. */
static void find(struct fb_place *out, struct fb_position position)
{
    const struct fb_source *source = position.source;

    out->name = source->name;
    if (source->text == NULL)
        return;
    out->offset = position.offset < source->length ? position.offset : source->length;
    if (source->cells != NULL)
        find_cell(out, source->cells);
    else
        find_line(out, source);
}

void fb_place_name(struct fb_buffer *out, const struct fb_place *place)
{
    if (place->name == NULL)
        return;
    fb_buffer_append_string(out, place->name);
    if (place->sheet != NULL)
        fb_buffer_append_format(out, ":%s!%s", place->sheet, place->cell);
    else if (place->line > 0)
        fb_buffer_append_format(out, ":%zu:%zu", place->line, place->column);
}

void fb_position_describe(char out[FB_POSITION_TEXT], struct fb_position position)
{
    struct fb_place place = {0};
    struct fb_buffer name;

    fb_buffer_init(&name, FB_BUFFER_OUTPUT_LIMIT);
    if (position.source != NULL)
        find(&place, position);
    fb_place_name(&name, &place);
    snprintf(out, FB_POSITION_TEXT, "%s", name.data);
    fb_buffer_release(&name);
}

static bool ends_line(char byte)
{
    return byte == '\n' || byte == '\r';
}

fb_status fb_place_resolve(struct fb_place *out, struct fb_arena *arena,
                           struct fb_position position)
{
    const struct fb_source *source = position.source;
    size_t start, end;

    *out = (struct fb_place){0};
    if (source == NULL)
        return FB_OK;
    find(out, position);
    out->name = fb_arena_string(arena, out->name);
    FB_NEED(out->name);
    if (source->text == NULL)
        return FB_OK;
    if (out->sheet != NULL) {
        out->sheet = fb_shown(arena, out->sheet);
        FB_NEED(out->sheet);
    }
    end = out->offset;
    start = line_start(source->text, end > REACH ? end - REACH : 0, end);
    while (end < source->length && end - out->offset < REACH && !ends_line(source->text[end]))
        end++;
    return make_excerpt(out, arena, source->text, start, end, position.length);
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

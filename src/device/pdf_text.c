/*
 * pdf_text.c: a line of text as operators.
 *
 * Readers that have no structure to go by guess text from places: a gap of a quarter em between a
 * figure and a Chinese character becomes a space, a space between two single characters is taken
 * for letter-spacing and vanishes, U+3000 becomes an ordinary space. Where the line has such a
 * doubtful place, the glyphs around it are marked as a span with the text they stand for
 * (docs/pdf.md says how readers take that). The rest of the line carries no marks, so that a
 * viewer selects it glyph by glyph.
 */
#include "device/pdf.h"

#include "base/utf8.h"

#include <stdlib.h>

enum {
    /* Glyphs stand at most this far, in thousandths of the size, from where the line has them. */
    TOLERANCE = 5,
    /* A glyph moved farther than this from where the one before ends may look like a space. */
    NOTICEABLE = 50,
    BOLD_STROKE = 30, /* a bolder glyph's outline is stroked with its size divided by this */
};

/* Returns the one character that a text is; 0 if it is more. */
static uint32_t only_character(const char *text, size_t length)
{
    uint32_t character;

    return fb_utf8_decode(text, length, &character) == length ? character : 0;
}

/*
 * Works out a glyph's code, and how TJ must move it from where the pen is. The pen is where a
 * reader of the file has arrived, by the widths in W, in thousandths of EMU.
 */
static fb_status add_shown(struct fb_pdf *pdf, const struct fb_line *line,
                           const struct fb_glyph_run *run, struct fb_pdf_font *font, size_t index,
                           int64_t *pen)
{
    const struct fb_glyph *glyph = &run->glyphs[index];
    const char *text = line->text + glyph->text_offset;
    struct fb_pdf_shown *shown = FB_PUSH(pdf->arena, &pdf->shown);
    int64_t distance = (int64_t)glyph->x * 1000 - *pen;
    int64_t half = distance < 0 ? -run->size / 2 : run->size / 2;

    FB_NEED(shown);
    FB_TRY(fb_pdf_glyph_code(pdf, font, glyph->id, text, glyph->text_length, &shown->code));
    shown->character = only_character(text, glyph->text_length);
    shown->run = run;
    shown->glyph = glyph;
    shown->font = font;
    shown->text_start = glyph->text_offset;
    shown->text_end = (size_t)glyph->text_offset + glyph->text_length;
    shown->adjustment = (int32_t)((distance + half) / run->size);
    if (abs(shown->adjustment) <= TOLERANCE)
        shown->adjustment = 0;
    *pen += (shown->adjustment + font->glyphs.list.items[shown->code - 1].width) * run->size;
    return FB_OK;
}

/* Lists the line's glyphs in pdf->shown. */
static fb_status list_shown(struct fb_pdf *pdf, const struct fb_line *line)
{
    int64_t pen = 0;

    pdf->shown.count = 0;
    for (size_t i = 0; i < line->run_count; i++) {
        const struct fb_glyph_run *run = &line->runs[i];
        struct fb_pdf_font *font;

        FB_TRY(fb_pdf_font_of(pdf, run->face, &font));
        for (size_t k = 0; k < run->count; k++)
            FB_TRY(add_shown(pdf, line, run, font, k, &pen));
    }
    return FB_OK;
}

static bool is_white(const struct fb_pdf_shown *shown)
{
    uint32_t character = shown->character;

    return character == 0x20 || character == 0xA0 || character == 0x3000 ||
           (character >= 0x2000 && character <= 0x200A);
}

/* A character for private use must say so in marks as well (ISO 19005-2, 6.2.11.7.3). */
static bool is_private(const struct fb_pdf_shown *shown)
{
    uint32_t character = shown->character;

    return (character >= 0xE000 && character <= 0xF8FF) || character >= 0xF0000;
}

/* Says whether a reader that looks at places alone may get the text between two glyphs wrong. */
static bool is_doubtful(const struct fb_pdf_shown *before, const struct fb_pdf_shown *after)
{
    return abs(after->adjustment) > NOTICEABLE || is_white(before) || is_white(after) ||
           before->glyph->y != after->glyph->y;
}

/* Says whether a glyph may be part of a figure or a Latin word, which marks must not cut. */
static bool is_of_word(const struct fb_pdf_shown *shown)
{
    enum { FIRST_OF_CHINESE = 0x2E80 };
    uint32_t character = shown->character;

    return character != 0 && character < FIRST_OF_CHINESE && !is_white(shown);
}

/*
 * Returns the end of the glyphs from `first` on that doubtful places and words hold together, and
 * says whether there is anything doubtful about them.
 */
static size_t chain_end(const struct fb_pdf *pdf, size_t first, bool *doubtful)
{
    const struct fb_pdf_shown *shown = pdf->shown.items;
    size_t end = first;

    *doubtful = is_private(&shown[first]);
    while (++end < pdf->shown.count) {
        bool here = is_doubtful(&shown[end - 1], &shown[end]);

        if (!here && !(is_of_word(&shown[end - 1]) && is_of_word(&shown[end])))
            break;
        *doubtful |= here || is_private(&shown[end]);
    }
    return end;
}

void fb_pdf_put_face(struct fb_pdf *pdf, const struct fb_pdf_shown *shown, fb_length rise)
{
    const struct fb_glyph_run *run = shown->run;

    fb_buffer_append_string(&pdf->content, "/F");
    fb_buffer_append_number(&pdf->content, shown->font->number);
    fb_buffer_append_char(&pdf->content, ' ');
    fb_pdf_put_length(pdf, run->size);
    fb_buffer_append_string(&pdf->content, "Tf\n");
    if (run->bold)
        fb_pdf_put_line_width(pdf, run->size / BOLD_STROKE);
    if (run->bold != pdf->bold)
        fb_buffer_append_string(&pdf->content, run->bold ? "2 Tr\n" : "0 Tr\n");
    pdf->bold = run->bold;
    if (rise == pdf->rise)
        return;
    fb_pdf_put_length(pdf, rise);
    fb_buffer_append_string(&pdf->content, "Ts\n");
    pdf->rise = rise;
}

/* Shows the glyphs of one run, as one TJ. */
static void put_glyphs(struct fb_pdf *pdf, size_t first, size_t end)
{
    struct fb_buffer *out = &pdf->content;

    fb_buffer_append_string(out, "[");
    for (size_t i = first; i < end; i++) {
        const struct fb_pdf_shown *shown = &pdf->shown.items[i];

        if (shown->adjustment != 0 && i > first)
            fb_buffer_append_char(out, '>');
        if (shown->adjustment != 0)
            fb_buffer_append_integer(out, -shown->adjustment);
        if (shown->adjustment != 0 || i == first)
            fb_buffer_append_string(out, "<");
        fb_buffer_append_hex(out, shown->code, 4);
    }
    fb_buffer_append_string(out, ">]TJ\n");
}

/* Shows glyphs of a horizontal line, run by run. */
static void put_runs(struct fb_pdf *pdf, size_t first, size_t end)
{
    const struct fb_pdf_shown *shown = pdf->shown.items;

    for (size_t i = first, next; i < end; i = next) {
        for (next = i + 1; next < end && shown[next].run == shown[i].run;)
            next++;
        if (i == 0 || shown[i].run != shown[i - 1].run)
            fb_pdf_put_face(pdf, &shown[i], -shown[i].glyph->y);
        put_glyphs(pdf, i, next);
    }
}

/* Shows the glyphs of a segment. */
static void put_segment(struct fb_pdf *pdf, const struct fb_line *line, size_t first, size_t end)
{
    if (line->vertical)
        fb_pdf_put_vertical(pdf, first, end);
    else
        put_runs(pdf, first, end);
}

/*
 * Finds the end of the segment that begins with glyph `first`: a chain with something doubtful, or
 * all chains up to the next of these. Says which of the two it is. A vertical line is one segment:
 * a reader that goes by places would take its glyphs for so many short lines.
 */
static size_t segment_end(const struct fb_pdf *pdf, const struct fb_line *line, size_t first,
                          bool *doubtful)
{
    size_t end = chain_end(pdf, first, doubtful);
    bool next_doubtful = false;

    if (line->vertical) {
        *doubtful = true;
        return pdf->shown.count;
    }
    while (!*doubtful && end < pdf->shown.count) {
        size_t next = chain_end(pdf, end, &next_doubtful);

        if (next_doubtful)
            break;
        end = next;
    }
    return end;
}

/* Says what text glyphs are (ISO 32000-1, 14.9.4). */
static void put_actual_text(struct fb_pdf *pdf, const struct fb_line *line, size_t first,
                            size_t end)
{
    size_t start = pdf->shown.items[first].text_start;
    size_t stop = pdf->shown.items[end - 1].text_end;

    fb_buffer_append_string(&pdf->content, "/ActualText<FEFF");
    fb_pdf_put_utf16_hex(&pdf->content, line->text + start, stop - start);
    fb_buffer_append_string(&pdf->content, ">");
}

/* Shows all glyphs of the line; those between doubtful places are marked with their text. */
static void put_shown(struct fb_pdf *pdf, const struct fb_line *line)
{
    bool doubtful;

    for (size_t i = 0, end; i < pdf->shown.count; i = end) {
        end = segment_end(pdf, line, i, &doubtful);
        if (doubtful) {
            fb_buffer_append_string(&pdf->content, "/Span<<");
            put_actual_text(pdf, line, i, end);
            fb_buffer_append_string(&pdf->content, ">>BDC\n");
        }
        put_segment(pdf, line, i, end);
        if (doubtful)
            fb_buffer_append_string(&pdf->content, "EMC\n");
    }
}

/* As put_shown, each segment with a mark of its own, which belongs to the element. */
static fb_status put_marked(struct fb_pdf *pdf, const struct fb_line *line, size_t element)
{
    bool doubtful;

    for (size_t i = 0, end; i < pdf->shown.count; i = end) {
        end = segment_end(pdf, line, i, &doubtful);
        if (doubtful)
            fb_buffer_append_string(&pdf->content, "/Span");
        else
            fb_pdf_put_type(&pdf->content, &pdf->part->elements[element]);
        fb_buffer_append_string(&pdf->content, "<<");
        FB_TRY(fb_pdf_add_mark(pdf, element));
        if (doubtful)
            put_actual_text(pdf, line, i, end);
        fb_buffer_append_string(&pdf->content, ">>BDC\n");
        put_segment(pdf, line, i, end);
        fb_buffer_append_string(&pdf->content, "EMC\n");
    }
    return FB_OK;
}

/* Marks the text that follows as what it is to the document. */
static fb_status mark(struct fb_pdf *pdf, struct fb_text_tag tag)
{
    switch (tag.part) {
    case FB_TEXT_CONTENT:
        return fb_pdf_mark(pdf, FB_PDF_IN_ELEMENT, tag.element);
    case FB_TEXT_REPEATED:
        return fb_pdf_mark(pdf, FB_PDF_IN_HEADER, 0);
    case FB_TEXT_PAGE_NUMBER:
        return fb_pdf_mark(pdf, FB_PDF_IN_FOOTER, 0);
    }
    return FB_ERR_INTERNAL;
}

/*
 * Content that needs spans is marked piece by piece, each span with its own mark, for poppler loses
 * what follows a span inside of marked content.
 */
static bool is_marked_by_segment(const struct fb_pdf *pdf, const struct fb_line *line,
                                 struct fb_text_tag tag)
{
    bool doubtful;

    if (pdf->plain || tag.part != FB_TEXT_CONTENT)
        return false;
    return segment_end(pdf, line, 0, &doubtful) < pdf->shown.count || doubtful;
}

fb_status fb_pdf_line(struct fb_pdf *pdf, const struct fb_line *line, fb_length x, fb_length y,
                      struct fb_text_tag tag)
{
    bool by_segment;

    FB_TRY(list_shown(pdf, line));
    if (pdf->shown.count == 0)
        return FB_OK;
    pdf->line_x = x;
    pdf->line_y = y;
    if (tag.part == FB_TEXT_CONTENT)
        FB_TRY(fb_pdf_link_line(pdf, line, x, y, tag.element));
    by_segment = is_marked_by_segment(pdf, line, tag);
    FB_TRY(by_segment ? fb_pdf_mark(pdf, FB_PDF_UNMARKED, 0) : mark(pdf, tag));
    fb_buffer_append_string(&pdf->content, "BT ");
    fb_pdf_put_length(pdf, x);
    fb_pdf_put_length(pdf, pdf->page_height - y);
    fb_buffer_append_string(&pdf->content, "Td\n");
    if (by_segment)
        FB_TRY(put_marked(pdf, line, tag.element));
    else
        put_shown(pdf, line);
    fb_buffer_append_string(&pdf->content, "ET\n");
    return pdf->content.status;
}

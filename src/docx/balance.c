#include "docx/balance.h"

#include "base/utf8.h"

#include <string.h>

/* What a character does at the ends of lines (clreq, 3.1.2). */
enum class {
    IDEOGRAPH, /* may begin and end a line */
    OPENING,   /* may not end one */
    CLOSING,   /* may not begin one */
    BREAK,     /* ends one */
    UNSURE,    /* of another width, or not to be parted from its neighbours */
};

struct label {
    enum class characters[FB_DOCX_BALANCE_LIMIT];
    size_t count;
    bool sure;
};

static const char OPENINGS[] = "（《〈「『【〔〖“‘";
static const char CLOSINGS[] = "）》〉」』】〕〗”’，。、：；！？";

static enum class classify(const char *bytes, size_t length) {
    char text[5] = ""; uint32_t character = 0;

    memcpy(text, bytes, length);
    fb_utf8_decode(bytes, length, &character);
    if (character == '\n') return BREAK;
    /* The unified ideographs of the BMP, and the two planes of ideographs. */
    if ((character >= 0x3400 && character <= 0x9FFF) ||
        (character >= 0x20000 && character <= 0x3FFFF)) return IDEOGRAPH;
    if (strstr(OPENINGS, text) != NULL) return OPENING;
    return strstr(CLOSINGS, text) != NULL ? CLOSING : UNSURE;
}

/* Returns false if the text is too long or not UTF-8. */
static bool add_run(struct label *label, const struct fb_run *run)
{
    for (size_t at = 0; at < run->length;) {
        uint32_t character;
        size_t taken = fb_utf8_decode(run->text + at, run->length - at, &character);

        if (taken == 0 || label->count == FB_DOCX_BALANCE_LIMIT)
            return false;
        label->characters[label->count] = classify(run->text + at, taken);
        if (label->characters[label->count++] == UNSURE)
            label->sure = false;
        at += taken;
    }
    return true;
}

static bool read_label(struct label *label, const struct fb_paragraph *paragraph)
{
    label->count = 0;
    label->sure = true;
    for (size_t i = 0; i < paragraph->run_count; i++) {
        if (paragraph->runs[i].style->size != paragraph->style->size)
            return false;
        if (!add_run(label, &paragraph->runs[i]))
            return false;
    }
    return true;
}

/* Returns where the line that begins at `start` ends, if it takes at most `width` characters. */
static size_t line_end(const struct label *label, size_t start, size_t width)
{
    size_t end = start;

    while (end < label->count && end - start < width && label->characters[end] != BREAK)
        end++;
    if (end == label->count || label->characters[end] == BREAK)
        return end;
    while (end > start + 1 &&
           (label->characters[end] == CLOSING || label->characters[end - 1] == OPENING))
        end--;
    return end;
}

/* Counts lines of at most `width` characters; `*soft` of them do not end where the text does. */
static size_t count_lines(const struct label *label, size_t width, size_t *soft)
{
    size_t lines = 0, start = 0;

    *soft = 0;
    while (start < label->count) {
        size_t end = line_end(label, start, width);
        bool forced = end < label->count && label->characters[end] == BREAK;

        lines++;
        *soft += end < label->count && !forced;
        start = end + forced;
    }
    return lines;
}

/* Returns the fewest characters per line that make no more lines than `width` does. */
static size_t narrowest(const struct label *label, size_t width)
{
    size_t soft, lines = count_lines(label, width, &soft);

    while (width > 1 && count_lines(label, width - 1, &soft) == lines)
        width--;
    return width;
}

static bool has_indents(const struct fb_style *style)
{
    return style->indent != 0 || style->hanging != 0 || style->indent_left != 0 ||
           style->indent_right != 0;
}

fb_length fb_docx_balance(const struct fb_paragraph *paragraph, fb_length width)
{
    const struct fb_style *style = paragraph->style;
    struct label label;
    size_t fitting, soft;
    fb_length needed;

    if (style->wrap != FB_WRAP_BALANCE || has_indents(style) || width < style->size)
        return 0;
    if (!read_label(&label, paragraph) || !label.sure)
        return 0;
    fitting = (size_t)(width / style->size);
    count_lines(&label, fitting, &soft);
    if (soft == 0)
        return 0;
    /* A quarter of an em more, so that no rounding breaks a line early. */
    needed = (fb_length)narrowest(&label, fitting) * style->size + style->size / 4;
    return needed < width ? width - needed : 0;
}

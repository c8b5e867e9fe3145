#include "docx/balance.h"

#include "base/utf8.h"
#include "text/words.h"

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
    bool
        inside_word[FB_DOCX_BALANCE_LIMIT]; /* where no line should begin, which Word cannot know */
    size_t count;
    bool sure;
};

/* Whose lines are asked for. */
enum breaker { WORD, OURS };

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

static size_t count_characters(const struct fb_run *run)
{
    size_t count = 0;

    for (size_t at = 0; at < run->length; at++)
        count += ((unsigned char)run->text[at] & 0xC0) != 0x80;
    return count;
}

/* Tells whether a paragraph has no more than so many characters: its lines are then its own. */
static bool is_short(const struct fb_paragraph *paragraph, size_t most)
{
    size_t count = 0;

    for (size_t i = 0; i < paragraph->run_count; i++)
        count += count_characters(&paragraph->runs[i]);
    return count <= most;
}

/* Returns false if the text is too long or not UTF-8. */
static bool add_run(struct label *label, const struct fb_run *run)
{
    for (size_t at = 0; at < run->length;) {
        uint32_t character;
        size_t taken = fb_utf8_decode(run->text + at, run->length - at, &character);

        if (taken == 0 || label->count == FB_DOCX_BALANCE_LIMIT)
            return false;
        label->inside_word[label->count] = false;
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

/* Marks where words go on, of a label whose runs were read. */
static void mark_words(struct label *label, const struct fb_paragraph *paragraph)
{
    size_t character = 0;

    for (size_t i = 0; i < paragraph->run_count; i++) {
        const struct fb_run *run = &paragraph->runs[i];
        size_t word_end = 0;

        for (size_t at = 0; at < run->length; at++) {
            if (((unsigned char)run->text[at] & 0xC0) == 0x80)
                continue;
            label->inside_word[character++] = at < word_end;
            if (at >= word_end)
                word_end =
                    at + fb_words_match(paragraph->style->words, run->text + at, run->length - at);
        }
    }
}

static bool may_end(const struct label *label, size_t end, enum breaker breaker)
{
    return label->characters[end] != CLOSING && label->characters[end - 1] != OPENING &&
           (breaker == WORD || !label->inside_word[end]);
}

/* Returns where the line that begins at `start` ends, if it takes at most `width` characters. */
static size_t line_end(const struct label *label, size_t start, size_t width, enum breaker breaker)
{
    size_t full = start, end;

    while (full < label->count && full - start < width && label->characters[full] != BREAK)
        full++;
    if (full == label->count || label->characters[full] == BREAK)
        return full;
    for (end = full; end > start && !may_end(label, end, breaker);)
        end--;
    if (end > start)
        return end;
    /* A word that is longer than the line is broken like any other text. */
    return breaker == OURS ? line_end(label, start, width, WORD) : start + 1;
}

/* Counts lines of at most `width` characters; `*soft` of them do not end where the text does. */
static size_t count_lines(const struct label *label, size_t width, size_t *soft)
{
    size_t lines = 0, start = 0;

    *soft = 0;
    while (start < label->count) {
        size_t end = line_end(label, start, width, OURS);
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

/*
 * Returns how many characters the lines of a paragraph hold at most; 0 if it is not to be balanced
 * or needs no break.
 */
static size_t balanced_characters(struct label *label, const struct fb_paragraph *paragraph,
                                  fb_length width)
{
    const struct fb_style *style = paragraph->style;
    size_t fitting, soft;

    if (style->wrap != FB_WRAP_BALANCE || has_indents(style) || width < style->size)
        return 0;
    fitting = (size_t)(width / style->size);
    if (is_short(paragraph, fitting) || !read_label(label, paragraph) || !label->sure)
        return 0;
    count_lines(label, fitting, &soft);
    if (soft == 0)
        return 0;
    mark_words(label, paragraph);
    return narrowest(label, fitting);
}

/* Tells whether Word ends lines of that many characters where we do. */
static bool ends_alike(const struct label *label, size_t characters)
{
    for (size_t start = 0; start < label->count;) {
        size_t end = line_end(label, start, characters, OURS);

        if (end != line_end(label, start, characters, WORD))
            return false;
        start = end + (end < label->count && label->characters[end] == BREAK);
    }
    return true;
}

/* Returns the fewest characters per line, from `least` on, with which Word breaks no word. */
static size_t keeping_words(const struct label *label, size_t least, size_t most)
{
    for (size_t characters = least; characters <= most; characters++) {
        if (ends_alike(label, characters))
            return characters;
    }
    return least;
}

fb_length fb_docx_balance(const struct fb_paragraph *paragraph, fb_length width)
{
    struct label label;
    size_t balanced = balanced_characters(&label, paragraph, width);
    size_t characters =
        balanced > 0 ? keeping_words(&label, balanced, (size_t)(width / paragraph->style->size))
                     : 0;
    /* A quarter of an em more, so that no rounding breaks a line early. */
    fb_length needed = (fb_length)characters * paragraph->style->size + paragraph->style->size / 4;

    return characters > 0 && needed < width ? width - needed : 0;
}

/* Marks the characters that begin a line of ours. */
static void find_breaks(bool *begins, const struct label *label, size_t characters)
{
    for (size_t start = 0; start < label->count;) {
        size_t end = line_end(label, start, characters, OURS);
        if (end < label->count && label->characters[end] != BREAK)
            begins[end] = true;
        else
            end++;
        start = end;
    }
}

/* Copies a run with a forced break before each character that begins a line. */
static fb_status break_run(struct fb_run *out, struct fb_arena *arena, const bool *begins)
{
    char *text = fb_arena_alloc(arena, 2 * out->length + 1);
    size_t length = 0, character = 0;

    FB_NEED(text);
    for (size_t at = 0; at < out->length; at++) {
        /* A byte that goes on in a character begins none. */
        if (((unsigned char)out->text[at] & 0xC0) != 0x80 && begins[character++])
            text[length++] = '\n';
        text[length++] = out->text[at];
    }
    text[length] = '\0';
    out->text = text;
    out->length = length;
    return FB_OK;
}

static fb_status break_runs(struct fb_paragraph *copy, struct fb_arena *arena, const bool *begins)
{
    struct fb_run *runs = FB_NEW_ARRAY(arena, struct fb_run, copy->run_count);

    FB_NEED(runs);
    for (size_t i = 0; i < copy->run_count; i++) {
        runs[i] = copy->runs[i];
        FB_TRY(break_run(&runs[i], arena, begins));
        begins += count_characters(&copy->runs[i]);
    }
    copy->runs = runs;
    return FB_OK;
}

fb_status fb_docx_keep_words(const struct fb_paragraph **out, struct fb_arena *arena,
                             const struct fb_paragraph *paragraph, fb_length width)
{
    bool begins[FB_DOCX_BALANCE_LIMIT] = {false};
    struct fb_paragraph *copy;
    struct label label;
    size_t characters = balanced_characters(&label, paragraph, width);

    *out = paragraph;
    if (characters == 0 || ends_alike(&label, characters))
        return FB_OK;
    find_breaks(begins, &label, characters);
    copy = FB_NEW(arena, struct fb_paragraph);
    FB_NEED(copy);
    *copy = *paragraph;
    *out = copy;
    return break_runs(copy, arena, begins);
}

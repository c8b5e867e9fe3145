#include "docx/balance.h"

#include "base/utf8.h"

/* What is between two forced breaks. */
struct segment {
    fb_length characters;
    bool plain; /* ideographs only, but for the last character */
    bool ended; /* that last character was seen */
};

struct measure {
    fb_length fitting; /* characters that a full line takes */
    fb_length longest; /* characters of the longest line once balanced */
    bool breaks;       /* some segment needs more than one line */
    bool known;        /* all of them break where we expect */
};

/* The unified ideographs of the BMP and all of the supplementary planes (Unicode 15, 18.1). */
static bool is_ideograph(uint32_t character)
{
    return (character >= 0x3400 && character <= 0x9FFF) ||
           (character >= 0x20000 && character <= 0x3FFFF);
}

static void add_character(struct segment *segment, uint32_t character)
{
    segment->characters++;
    if (segment->ended)
        segment->plain = false;
    if (!is_ideograph(character))
        segment->ended = true;
}

static void end_segment(struct measure *measure, struct segment *segment)
{
    fb_length line = segment->characters;

    if (line > measure->fitting) {
        fb_length lines = (line + measure->fitting - 1) / measure->fitting;

        line = (line + lines - 1) / lines;
        measure->breaks = true;
        measure->known = measure->known && segment->plain;
    }
    if (line > measure->longest)
        measure->longest = line;
    *segment = (struct segment){.plain = true};
}

static void measure_run(struct measure *measure, struct segment *segment, const struct fb_run *run)
{
    size_t taken;

    for (size_t at = 0; at < run->length; at += taken) {
        uint32_t character;

        taken = fb_utf8_decode(run->text + at, run->length - at, &character);
        if (taken == 0) {
            measure->known = false;
            return;
        }
        if (character == '\n')
            end_segment(measure, segment);
        else
            add_character(segment, character);
    }
}

fb_length fb_docx_balance(const struct fb_paragraph *paragraph, fb_length width)
{
    const struct fb_style *style = paragraph->style;
    struct measure measure = {.known = true};
    struct segment segment = {.plain = true};
    fb_length needed;

    if (style->wrap != FB_WRAP_BALANCE || style->indent != 0 || width < style->size)
        return 0;
    measure.fitting = width / style->size;
    for (size_t i = 0; i < paragraph->run_count; i++) {
        measure.known = measure.known && paragraph->runs[i].style->size == style->size;
        measure_run(&measure, &segment, &paragraph->runs[i]);
    }
    end_segment(&measure, &segment);
    /* A quarter of an em more, so that no rounding breaks a line early. */
    needed = measure.longest * style->size + style->size / 4;
    return measure.known && measure.breaks && needed < width ? width - needed : 0;
}

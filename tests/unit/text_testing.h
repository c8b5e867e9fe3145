/*
 * text_testing.h: paragraphs set in boxes, for the tests of text/.
 */
#ifndef FB_TEXT_TESTING_H
#define FB_TEXT_TESTING_H

#include "base/buffer.h"
#include "text/setting.h"

#include "font_testing.h"

static const fb_length EM = FB_PT(10);

static inline struct fb_style make_style(enum fb_align align, enum fb_wrap wrap, int indent)
{
    return (struct fb_style){.font = FB_FONT_SONG,
                             .size = EM,
                             .line_pitch = FB_PT(14),
                             .align = align,
                             .wrap = wrap,
                             .indent = indent};
}

/* Sets `text` in a box of so many hundredths of an em. */
static inline void set_text(struct fb_set_text *out, struct fixture *fixture, const char *text,
                            int hundredths, const struct fb_style *style)
{
    struct fb_run run = {.text = text, .length = strlen(text), .style = style};
    struct fb_paragraph paragraph = {.style = style, .runs = &run, .run_count = 1};

    assert_int_equal(fb_text_set(out, fixture->arena, fixture->fonts, &paragraph,
                                 EM * hundredths / 100, fixture->sink),
                     FB_OK);
}

/* Appends the text of all lines, with | between them. */
static inline void join_lines(struct fb_buffer *out, const struct fb_set_text *text)
{
    for (size_t i = 0; i < text->count; i++) {
        if (i > 0)
            fb_buffer_append_char(out, '|');
        fb_buffer_append_string(out, text->lines[i].line.text);
    }
}

/* Sets text in an arena and a sink of its own, and says whether its lines are these. */
static inline bool lines_are(struct fixture *fixture, const char *name, const char *text,
                             int hundredths, const struct fb_style *style, const char *expected)
{
    struct fb_set_text set;
    struct fb_buffer lines;
    bool same;

    begin(fixture);
    fb_buffer_init(&lines, 10000);
    set_text(&set, fixture, text, hundredths, style);
    join_lines(&lines, &set);
    same = strcmp(lines.data, expected) == 0;
    if (!same)
        print_message("%s: %s, not %s\n", name, lines.data, expected);
    assert_int_equal(fb_diagnostics_count(fixture->sink, FB_ERROR), 0);
    fb_buffer_release(&lines);
    end(fixture);
    return same;
}

/* Returns glyph `index` of a line, counted through its runs. */
static inline const struct fb_glyph *glyph_at(const struct fb_line *line, size_t index)
{
    size_t run = 0;

    for (; index >= line->runs[run].count; run++) {
        index -= line->runs[run].count;
        assert_true(run + 1 < line->run_count);
    }
    return &line->runs[run].glyphs[index];
}

/* Returns hundredths of an em. */
static inline long in_ems(fb_length length)
{
    return (long)((length * 100 + (length < 0 ? -EM : EM) / 2) / EM);
}

#endif

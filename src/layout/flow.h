/*
 * flow.h: the page being filled; those that are full are given away.
 */
#ifndef FB_LAYOUT_FLOW_H
#define FB_LAYOUT_FLOW_H

#include "layout/draw.h"
#include "layout/layout.h"
#include "layout/window.h"
#include "text/setting.h"

/*
 * Paragraphs that stay on one page with what comes next. They stand on the page already; where the
 * next block begins on a new page, they are taken there, unless they begin this one.
 */
struct fb_kept {
    bool open;   /* the block that they are kept with has not begun */
    size_t line; /* the first of their lines on this page */
    fb_length y; /* where the first of them begins */
};

struct fb_flow {
    struct fb_arena *arena;
    struct fb_arena *page_arena; /* for what is gone when the page is finished */
    struct fb_windows windows;   /* for the rows of tables */
    const struct fb_font_set *fonts;
    struct fb_diagnostics *sink;
    size_t errors_before; /* that it had at first */
    struct fb_page_taker taker;
    size_t page_count;   /* of the finished ones */
    size_t pages_before; /* the numbers that their numbers come after */
    const struct fb_page_setup *setup;
    struct fb_page_builder page;
    FB_VECTOR(struct fb_table_part *) parts; /* of tables on this page, whose rules are due */
    fb_length y;                             /* where the next block begins */
    struct fb_kept kept;
};

/* Begins the first page of a section; an earlier section's last page must be finished. */
void fb_flow_begin_section(struct fb_flow *flow, const struct fb_page_setup *setup);

/* Finishes the page: draws what is due and its number, and gives it away. */
FB_MUST_USE fb_status fb_flow_finish_page(struct fb_flow *flow);

/* True if an error was reported since the layout began. */
bool fb_flow_has_errors(const struct fb_flow *flow);

/*
 * Places line `index` of a text set in the width between the margins, with its top at `y`.
 * `paragraph` is the one of the document that it shows; NULL for what is no part of its text.
 */
FB_MUST_USE fb_status fb_flow_line(struct fb_flow *flow, const struct fb_set_text *text,
                                   size_t index, fb_length y, const struct fb_paragraph *paragraph);

/*
 * Sets a paragraph in the width between the margins. FB_ERR_INPUT, reported, if its text cannot
 * stand there; `origin` is its place in the template.
 */
FB_MUST_USE fb_status fb_flow_set(struct fb_flow *flow, struct fb_set_text *out,
                                  const struct fb_paragraph *paragraph, struct fb_position origin);

/* Each is FB_ERR_INPUT, reported, if no page has room for it; `origin` is as above. */
FB_MUST_USE fb_status fb_flow_paragraph(struct fb_flow *flow, const struct fb_paragraph *paragraph,
                                        struct fb_position origin);
FB_MUST_USE fb_status fb_flow_table(struct fb_flow *flow, const struct fb_table *table,
                                    struct fb_position origin);

/* The height and width between the margins. */
fb_length fb_flow_body_height(const struct fb_flow *flow);
fb_length fb_flow_body_width(const struct fb_flow *flow);

/* Starts a new page of the same section, and takes there what is kept with the next block. */
FB_MUST_USE fb_status fb_flow_break_page(struct fb_flow *flow);

#endif

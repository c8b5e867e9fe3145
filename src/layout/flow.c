#include "layout/flow.h"

#include "layout/page_number.h"

fb_length fb_flow_body_height(const struct fb_flow *flow)
{
    return flow->setup->height - flow->setup->top - flow->setup->bottom;
}

fb_length fb_flow_body_width(const struct fb_flow *flow)
{
    return flow->setup->width - flow->setup->left - flow->setup->right;
}

void fb_flow_begin_section(struct fb_flow *flow, const struct fb_page_setup *setup)
{
    flow->setup = setup;
    flow->y = setup->top;
    flow->kept = (struct fb_kept){0};
}

static fb_status place_line(struct fb_flow *flow, struct fb_placed_line line)
{
    struct fb_placed_line *placed = FB_PUSH(flow->page_arena, &flow->page.lines);

    FB_NEED(placed);
    *placed = line;
    return FB_OK;
}

/* The memory of text that is on this page alone. */
static struct fb_arena *page_text_arena(struct fb_flow *flow)
{
    return flow->windows.whole != NULL ? flow->windows.whole : flow->page_arena;
}

static fb_status draw_page_number(struct fb_flow *flow)
{
    struct fb_placed_line line;

    if (flow->setup->number == NULL)
        return FB_OK;
    FB_TRY(fb_page_number_place(&line, page_text_arena(flow), flow->setup,
                                flow->pages_before + flow->page_count + 1, flow->fonts,
                                flow->sink));
    return place_line(flow, line);
}

static fb_status draw_due_rules(struct fb_flow *flow)
{
    for (size_t i = 0; i < flow->parts.count; i++)
        FB_TRY(fb_part_draw_rules(&flow->page, flow->page_arena, flow->parts.items[i]));
    return FB_OK;
}

bool fb_flow_has_errors(const struct fb_flow *flow)
{
    return fb_diagnostics_count(flow->sink, FB_ERROR) > flow->errors_before;
}

/* A page of a document with errors is nothing to anybody. */
static fb_status give_page(struct fb_flow *flow)
{
    const struct fb_page page = {.width = flow->setup->width,
                                 .height = flow->setup->height,
                                 .lines = flow->page.lines.items,
                                 .line_count = flow->page.lines.count,
                                 .rules = flow->page.rules.items,
                                 .rule_count = flow->page.rules.count};

    flow->page_count++;
    return fb_flow_has_errors(flow) ? FB_OK : flow->taker.take(flow->taker.data, &page);
}

fb_status fb_flow_finish_page(struct fb_flow *flow)
{
    if (flow->page_count >= FB_PAGE_LIMIT)
        return FB_ERR_NOMEM;
    FB_TRY(draw_due_rules(flow));
    FB_TRY(draw_page_number(flow));
    FB_TRY(give_page(flow));
    flow->page = (struct fb_page_builder){0};
    flow->parts.items = NULL;
    flow->parts.count = flow->parts.capacity = 0;
    fb_arena_clear(flow->page_arena);
    fb_windows_forget(&flow->windows);
    return FB_OK;
}

/* Takes the lines that are kept off the page, and gives a copy of them. */
static fb_status take_kept(struct fb_flow *flow, struct fb_placed_line **out, size_t *count)
{
    const struct fb_placed_line *lines = flow->page.lines.items + flow->kept.line;

    *count = flow->page.lines.count - flow->kept.line;
    *out = FB_NEW_ARRAY(flow->arena, struct fb_placed_line, *count);
    FB_NEED(*out);
    for (size_t i = 0; i < *count; i++)
        (*out)[i] = lines[i];
    flow->page.lines.count = flow->kept.line;
    return FB_OK;
}

fb_status fb_flow_break_page(struct fb_flow *flow)
{
    fb_length top = flow->setup->top, rise = flow->kept.y - top;
    bool moves = flow->kept.open && rise > 0;
    struct fb_placed_line *lines = NULL;
    size_t count = 0;

    if (moves)
        FB_TRY(take_kept(flow, &lines, &count));
    FB_TRY(fb_flow_finish_page(flow));
    flow->y = moves ? flow->y - rise : top;
    flow->kept.line = 0;
    flow->kept.y = top;
    for (size_t i = 0; i < count; i++) {
        lines[i].y -= rise;
        FB_TRY(place_line(flow, lines[i]));
    }
    return FB_OK;
}

fb_status fb_flow_line(struct fb_flow *flow, const struct fb_set_text *text, size_t index,
                       fb_length y, const struct fb_paragraph *paragraph)
{
    const struct fb_set_line *line = &text->lines[index];

    if (line->line.text_length == 0)
        return FB_OK;
    return place_line(flow, (struct fb_placed_line){
                                .line = &line->line,
                                .x = flow->setup->left + line->x,
                                .y = y + text->baseline,
                                .kind = paragraph != NULL ? FB_PLACED_TEXT : FB_PLACED_REPEATED,
                                .paragraph = paragraph,
                            });
}

/* Reports two lengths and the paragraph's place in the template, where its text comes from. */
static void report_paragraph(struct fb_flow *flow, enum fb_diag_code code,
                             const struct fb_paragraph *paragraph, struct fb_position origin,
                             fb_length has, fb_length needs)
{
    char first[FB_LENGTH_TEXT], second[FB_LENGTH_TEXT], place[FB_POSITION_TEXT];

    fb_length_points(first, has);
    fb_length_points(second, needs);
    fb_position_describe(place, origin);
    fb_report(flow->sink, code,
              paragraph->run_count > 0 ? fb_run_origin(&paragraph->runs[0]) : origin, first, second,
              place);
}

fb_status fb_flow_set(struct fb_flow *flow, struct fb_set_text *out,
                      const struct fb_paragraph *paragraph, struct fb_position origin)
{
    fb_length width = fb_flow_body_width(flow), height = fb_flow_body_height(flow);
    size_t errors = fb_diagnostics_count(flow->sink, FB_ERROR);

    FB_TRY(fb_text_set(out, flow->arena, flow->fonts, paragraph, width, flow->sink));
    if (out->cut_indents > 0)
        report_paragraph(flow, FB_DIAG_INDENTS_TOO_WIDE, paragraph, origin, width,
                         out->cut_indents);
    if (out->widest > width)
        report_paragraph(flow, FB_DIAG_PARAGRAPH_TOO_WIDE, paragraph, origin, width, out->widest);
    if (out->pitch > height)
        report_paragraph(flow, FB_DIAG_PARAGRAPH_TOO_HIGH, paragraph, origin, height, out->pitch);
    return fb_diagnostics_count(flow->sink, FB_ERROR) > errors ? FB_ERR_INPUT : FB_OK;
}

fb_status fb_flow_paragraph(struct fb_flow *flow, const struct fb_paragraph *paragraph,
                            struct fb_position origin)
{
    fb_length bottom = flow->setup->height - flow->setup->bottom;
    struct fb_set_text text;

    FB_TRY(fb_flow_set(flow, &text, paragraph, origin));
    if (paragraph->keep_next && !flow->kept.open)
        flow->kept = (struct fb_kept){true, flow->page.lines.count, flow->y};
    flow->y += paragraph->style->before;
    for (size_t i = 0; i < text.count; i++) {
        /* What is kept may fill the new page so far that there is no room there either. */
        while (flow->y + text.pitch > bottom && flow->y > flow->setup->top)
            FB_TRY(fb_flow_break_page(flow));
        FB_TRY(fb_flow_line(flow, &text, i, flow->y, paragraph));
        flow->y += text.pitch;
        flow->kept.open = paragraph->keep_next;
    }
    flow->y += paragraph->style->after;
    return FB_OK;
}

#include "layout/layout.h"

#include "layout/flow.h"

static fb_status lay_out_block(struct fb_flow *flow, const struct fb_block *block)
{
    if (block->kind == FB_BLOCK_TABLE)
        return fb_flow_table(flow, &block->as.table, block->origin);
    return fb_flow_paragraph(flow, &block->as.paragraph, block->origin);
}

/* A block that fits no page was reported; those after it are tried all the same. */
static fb_status lay_out_section(struct fb_flow *flow, const struct fb_section *section)
{
    fb_flow_begin_section(flow, &section->page);
    for (size_t i = 0; i < section->block_count; i++) {
        fb_status status = lay_out_block(flow, &section->blocks[i]);
        if (status != FB_OK && status != FB_ERR_INPUT)
            return status;
    }
    return fb_flow_finish_page(flow);
}

static fb_status lay_out_sections(struct fb_flow *flow, const struct fb_doc *doc)
{
    for (size_t i = 0; i < doc->section_count; i++)
        FB_TRY(lay_out_section(flow, &doc->sections[i]));
    return fb_flow_has_errors(flow) ? FB_ERR_INPUT : FB_OK;
}

static fb_status lay_out(struct fb_flow *flow, const struct fb_doc *doc)
{
    fb_status status;

    flow->pages_before = doc->pages_before;
    flow->errors_before = fb_diagnostics_count(flow->sink, FB_ERROR);
    FB_TRY(fb_arena_new(&flow->page_arena, FB_ARENA_JOB_LIMIT));
    status = lay_out_sections(flow, doc);
    fb_windows_release(&flow->windows);
    fb_arena_free(flow->page_arena);
    return status;
}

fb_status fb_layout_each(const struct fb_doc *doc, const struct fb_font_set *fonts,
                         struct fb_page_taker taker, struct fb_diagnostics *sink)
{
    struct fb_flow flow = {.fonts = fonts, .sink = sink, .taker = taker};
    fb_status status;

    FB_TRY(fb_arena_new(&flow.arena, FB_ARENA_JOB_LIMIT));
    status = lay_out(&flow, doc);
    fb_arena_free(flow.arena);
    return status;
}

/* ---- pages that are kept ---- */

struct keeping {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_page) pages;
};

/* Copies what is on a page, without the room for more; its text is in the arena already. */
static fb_status keep_page(void *data, const struct fb_page *page)
{
    struct keeping *keeping = data;
    struct fb_page *kept = FB_PUSH(keeping->arena, &keeping->pages);
    struct fb_placed_line *lines =
        FB_NEW_ARRAY(keeping->arena, struct fb_placed_line, page->line_count);
    struct fb_placed_rule *rules =
        FB_NEW_ARRAY(keeping->arena, struct fb_placed_rule, page->rule_count);

    FB_NEED(kept);
    FB_NEED(lines);
    FB_NEED(rules);
    for (size_t i = 0; i < page->line_count; i++)
        lines[i] = page->lines[i];
    for (size_t i = 0; i < page->rule_count; i++)
        rules[i] = page->rules[i];
    *kept = *page;
    kept->lines = lines;
    kept->rules = rules;
    return FB_OK;
}

fb_status fb_layout(struct fb_pages *out, struct fb_arena *arena, const struct fb_doc *doc,
                    const struct fb_font_set *fonts, struct fb_diagnostics *sink)
{
    struct keeping keeping = {.arena = arena};
    struct fb_flow flow = {.arena = arena,
                           .fonts = fonts,
                           .sink = sink,
                           .taker = {keep_page, &keeping},
                           .windows = {.whole = arena}};

    *out = (struct fb_pages){0};
    FB_TRY(lay_out(&flow, doc));
    out->items = keeping.pages.items;
    out->count = keeping.pages.count;
    return FB_OK;
}

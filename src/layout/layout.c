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
    return FB_OK;
}

fb_status fb_layout(struct fb_pages *out, struct fb_arena *arena, const struct fb_doc *doc,
                    const struct fb_font_set *fonts, struct fb_diagnostics *sink)
{
    struct fb_flow flow = {
        .arena = arena, .fonts = fonts, .sink = sink, .pages_before = doc->pages_before};
    size_t errors = fb_diagnostics_count(sink, FB_ERROR);
    fb_status status;

    *out = (struct fb_pages){0};
    FB_TRY(fb_arena_new(&flow.page_arena, FB_ARENA_JOB_LIMIT));
    status = lay_out_sections(&flow, doc);
    fb_arena_free(flow.page_arena);
    FB_TRY(status);
    if (fb_diagnostics_count(sink, FB_ERROR) > errors)
        return FB_ERR_INPUT;
    out->items = flow.pages.items;
    out->count = flow.pages.count;
    return FB_OK;
}

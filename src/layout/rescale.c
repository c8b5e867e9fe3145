#include "layout/rescale.h"

static const fb_length HALF_POINT = FB_EMU_PER_PT / 2;

static fb_length scaled(struct fb_scale scale, fb_length length)
{
    return length * scale.numerator / scale.denominator;
}

fb_length fb_scale_size(struct fb_scale scale, fb_length size)
{
    fb_length smaller = scaled(scale, size) / HALF_POINT * HALF_POINT;
    fb_length least = size < scale.floor ? size : scale.floor;

    return smaller > least ? smaller : least;
}

/* The pitch follows the size that came out, so that lines keep their proportion. */
static fb_status scale_text(struct fb_style *out, const struct fb_style *style,
                            struct fb_scale scale)
{
    *out = *style;
    out->size = fb_scale_size(scale, style->size);
    out->line_pitch = style->line_pitch * out->size / style->size;
    return FB_OK;
}

static fb_status scale_style(const struct fb_style **out, struct fb_arena *arena,
                             const struct fb_style *style, struct fb_scale scale, bool distances)
{
    struct fb_style *copy = FB_NEW(arena, struct fb_style);

    FB_NEED(copy);
    *out = copy;
    FB_TRY(scale_text(copy, style, scale));
    if (distances) {
        copy->before = scaled(scale, style->before);
        copy->after = scaled(scale, style->after);
        copy->padding_y = scaled(scale, style->padding_y);
    }
    return FB_OK;
}

static fb_status scale_paragraph(struct fb_paragraph *out, struct fb_arena *arena,
                                 const struct fb_paragraph *paragraph, struct fb_scale scale,
                                 bool distances)
{
    struct fb_run *runs = FB_NEW_ARRAY(arena, struct fb_run, paragraph->run_count);

    FB_NEED(runs);
    *out = *paragraph;
    out->runs = runs;
    FB_TRY(scale_style(&out->style, arena, paragraph->style, scale, distances));
    for (size_t i = 0; i < paragraph->run_count; i++) {
        runs[i] = paragraph->runs[i];
        if (runs[i].style == paragraph->style)
            runs[i].style = out->style;
        else
            FB_TRY(scale_style(&runs[i].style, arena, paragraph->runs[i].style, scale, distances));
    }
    return FB_OK;
}

static fb_status scale_cell(struct fb_cell *out, struct fb_arena *arena, const struct fb_cell *cell,
                            struct fb_scale scale, bool distances)
{
    struct fb_paragraph *paragraphs =
        FB_NEW_ARRAY(arena, struct fb_paragraph, cell->paragraph_count);

    FB_NEED(paragraphs);
    *out = *cell;
    out->paragraphs = paragraphs;
    FB_TRY(scale_style(&out->style, arena, cell->style, scale, distances));
    for (size_t i = 0; i < cell->paragraph_count; i++)
        FB_TRY(scale_paragraph(&paragraphs[i], arena, &cell->paragraphs[i], scale, distances));
    return FB_OK;
}

fb_status fb_rescale_cell(struct fb_cell *out, struct fb_arena *arena, const struct fb_cell *cell,
                          struct fb_scale scale)
{
    return scale_cell(out, arena, cell, scale, false);
}

static fb_status scale_row(struct fb_row *out, struct fb_arena *arena, const struct fb_row *row,
                           struct fb_scale scale)
{
    struct fb_cell *cells = FB_NEW_ARRAY(arena, struct fb_cell, row->cell_count);

    FB_NEED(cells);
    *out = *row;
    out->cells = cells;
    out->height = scaled(scale, row->height);
    for (size_t i = 0; i < row->cell_count; i++)
        FB_TRY(scale_cell(&cells[i], arena, &row->cells[i], scale, true));
    return FB_OK;
}

static fb_status scale_mark(const struct fb_paragraph **out, struct fb_arena *arena,
                            const struct fb_paragraph *mark, struct fb_scale scale)
{
    struct fb_paragraph *copy;

    if (mark == NULL)
        return FB_OK;
    copy = FB_NEW(arena, struct fb_paragraph);
    FB_NEED(copy);
    *out = copy;
    return scale_paragraph(copy, arena, mark, scale, true);
}

static fb_status scale_table(struct fb_table *out, struct fb_arena *arena,
                             const struct fb_table *table, struct fb_scale scale)
{
    struct fb_row *rows = FB_NEW_ARRAY(arena, struct fb_row, table->row_count);

    FB_NEED(rows);
    *out = *table;
    out->rows = rows;
    FB_TRY(scale_mark(&out->continued, arena, table->continued, scale));
    FB_TRY(scale_mark(&out->carried, arena, table->carried, scale));
    for (size_t i = 0; i < table->row_count; i++)
        FB_TRY(scale_row(&rows[i], arena, &table->rows[i], scale));
    return FB_OK;
}

fb_status fb_rescale_section(struct fb_section *out, struct fb_arena *arena,
                             const struct fb_section *section, struct fb_scale scale)
{
    struct fb_block *blocks = FB_NEW_ARRAY(arena, struct fb_block, section->block_count);

    FB_NEED(blocks);
    *out = *section;
    out->blocks = blocks;
    for (size_t i = 0; i < section->block_count; i++) {
        const struct fb_block *block = &section->blocks[i];
        blocks[i].kind = block->kind;
        if (block->kind == FB_BLOCK_TABLE)
            FB_TRY(scale_table(&blocks[i].as.table, arena, &block->as.table, scale));
        else
            FB_TRY(
                scale_paragraph(&blocks[i].as.paragraph, arena, &block->as.paragraph, scale, true));
    }
    return FB_OK;
}

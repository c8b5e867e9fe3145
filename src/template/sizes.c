/*
 * sizes.c: widths and heights that a template states, against the pages they are for.
 *
 * What depends on text is measured later, where there are fonts (layout/). A section that is made
 * to fit gets lower as a whole, so that only its widths are known here.
 */
#include "template/template_private.h"

fb_length fb_table_spec_width(const struct fb_table_spec *table)
{
    fb_length width = 0;

    for (size_t i = 0; i < table->column_count; i++)
        width += table->columns[i];
    return width;
}

/* The room between the margins of a page. */
struct room {
    fb_length width, height;
    bool shrinks; /* heights give way */
};

/* Returns the height of those rows that are always there, as far as it is stated. */
static fb_length stated_height(const struct fb_rows_spec *rows, size_t count)
{
    fb_length height = 0;

    for (size_t i = 0; i < count; i++) {
        if (rows[i].kind == FB_ROWS_ROW)
            height += rows[i].row.height;
    }
    return height;
}

/* Returns the least height of a mark; 0 if there is none. */
static fb_length mark_height(const struct fb_paragraph_spec *mark)
{
    if (mark == NULL || mark->style == NULL)
        return 0;
    return mark->style->before + mark->style->line_pitch + mark->style->after;
}

/* Reports rows that must be higher than what a page has beside a repeated header. */
static void check_rows(struct fb_template_reader *reader, const struct fb_rows_spec *rows,
                       size_t count, fb_length room)
{
    for (size_t i = 0; i < count; i++) {
        if (rows[i].kind != FB_ROWS_ROW)
            check_rows(reader, rows[i].rows, rows[i].row_count, room);
        else if (rows[i].row.exact && rows[i].row.height > room)
            fb_report_lengths(reader->sink, FB_DIAG_ROW_TOO_HIGH, rows[i].position, room,
                              rows[i].row.height);
    }
}

static void check_heights(struct fb_template_reader *reader, const struct fb_table_spec *table,
                          fb_length height)
{
    fb_length header = stated_height(table->header, table->header_count);
    fb_length repeated = header > 0 ? header + mark_height(table->continued) : 0;

    if (repeated * 2 > height) {
        fb_report_lengths(reader->sink, FB_DIAG_HEADER_TOO_HIGH, table->header[0].position, height,
                          repeated);
        header = 0;
    }
    check_rows(reader, table->rows, table->row_count, height - header);
}

/* `before` is the block before the table's; NULL if there is none. */
static void check_table(struct fb_template_reader *reader, const struct fb_table_spec *table,
                        const struct fb_block_spec *before, const struct room *room)
{
    fb_length width = fb_table_spec_width(table);
    /* A joined table is as wide as the one that was looked at before it. */
    bool same = table->joined && before != NULL && before->kind == FB_BLOCK_SPEC_TABLE &&
                fb_table_spec_width(&before->as.table) == width;

    if (table->widths_known && width > room->width && !same)
        fb_report_lengths(reader->sink, FB_DIAG_TABLE_TOO_WIDE, table->position, room->width,
                          width);
    if (!room->shrinks)
        check_heights(reader, table, room->height);
}

void fb_check_sizes(struct fb_template_reader *reader, const struct fb_section_spec *section)
{
    const struct fb_page_setup *page = &section->page;
    struct room room = {.width = page->width - page->left - page->right,
                        .height = page->height - page->top - page->bottom,
                        .shrinks = section->fit_pages > 0};

    /* Margins without a page between them were reported. */
    if (room.width <= 0 || room.height <= 0)
        return;
    for (size_t i = 0; i < section->block_count; i++) {
        const struct fb_block_spec *block = &section->blocks[i];
        if (block->kind == FB_BLOCK_SPEC_TABLE)
            check_table(reader, &block->as.table, i > 0 ? block - 1 : NULL, &room);
    }
}

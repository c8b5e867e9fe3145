/*
 * check_doc.c: the document against the one that was worked out from the case.
 */
#include "expected.h"

#include <string.h>

void put_paragraphs(struct fb_buffer *out, const struct fb_paragraph *paragraphs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            fb_buffer_append_char(out, PARAGRAPH_END);
        for (size_t k = 0; k < paragraphs[i].run_count; k++)
            fb_buffer_append(out, paragraphs[i].runs[k].text, paragraphs[i].runs[k].length);
    }
}

static bool same_text(const struct fb_paragraph *paragraphs, size_t count, const char *expected,
                      struct verdict *verdict)
{
    struct fb_buffer text;
    bool same;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    put_paragraphs(&text, paragraphs, count);
    same = strcmp(text.data, expected) == 0;
    if (!same)
        verdict_fail(verdict, "document", "the text is \"%.80s\" and must be \"%.80s\"", text.data,
                     expected);
    fb_buffer_release(&text);
    return same;
}

static bool cell_is(const struct fb_cell *cell, const struct expected_cell *expected, size_t row,
                    struct verdict *verdict)
{
    if (cell->column != (size_t)expected->column ||
        cell->column_span != (size_t)expected->columns || cell->row_span != (size_t)expected->rows)
        return verdict_fail(verdict, "document",
                            "row %zu: a cell covers column %u+%u, %u rows, and must %d+%d, %d", row,
                            cell->column, cell->column_span, cell->row_span, expected->column,
                            expected->columns, expected->rows);
    if (cell->repeat_label != expected->label)
        return verdict_fail(verdict, "document", "row %zu column %u: is%s a label", row,
                            cell->column, expected->label ? " not" : "");
    return same_text(cell->paragraphs, cell->paragraph_count, expected->text, verdict);
}

static bool row_is(const struct fb_row *row, const struct expected_row *expected, size_t index,
                   struct verdict *verdict)
{
    size_t next = 0;

    for (int i = 0; i < expected->count; i++) {
        if (expected->cells[i].merged)
            continue;
        if (next == row->cell_count)
            return verdict_fail(verdict, "document", "row %zu has only %zu cells", index, next);
        if (!cell_is(&row->cells[next++], &expected->cells[i], index, verdict))
            return false;
    }
    if (next != row->cell_count)
        return verdict_fail(verdict, "document", "row %zu has %zu cells more", index,
                            row->cell_count - next);
    return true;
}

static bool table_is(const struct fb_table *table, const struct expected_table *expected,
                     struct verdict *verdict)
{
    if (table->row_count != expected->rows.count ||
        table->header_rows != (size_t)expected->header_rows)
        return verdict_fail(verdict, "document", "%zu rows, %zu of the header; must be %zu, %d",
                            table->row_count, table->header_rows, expected->rows.count,
                            expected->header_rows);
    for (size_t i = 0; i < table->row_count; i++) {
        if (!row_is(&table->rows[i], &expected->rows.items[i], i, verdict))
            return false;
    }
    return true;
}

static bool section_is(const struct fb_section *section, const struct expected_section *expected,
                       struct verdict *verdict)
{
    if (section->block_count != expected->blocks.count)
        return verdict_fail(verdict, "document", "%zu blocks, and must be %zu",
                            section->block_count, expected->blocks.count);
    for (size_t i = 0; i < section->block_count; i++) {
        const struct fb_block *block = &section->blocks[i];
        const struct expected_block *as = &expected->blocks.items[i];
        bool is_table = block->kind == FB_BLOCK_TABLE;
        if (is_table != (as->table != NULL))
            return verdict_fail(verdict, "document", "block %zu is of the wrong kind", i);
        if (is_table ? !table_is(&block->as.table, as->table, verdict)
                     : !same_text(&block->as.paragraph, 1, as->text, verdict))
            return false;
    }
    return true;
}

bool doc_is_as_expected(const struct fb_doc *doc, const struct expected_doc *expected,
                        struct verdict *verdict)
{
    if (doc->section_count != (size_t)expected->section_count)
        return verdict_fail(verdict, "document", "%zu sections, and must be %d", doc->section_count,
                            expected->section_count);
    for (size_t i = 0; i < doc->section_count; i++) {
        if (!section_is(&doc->sections[i], &expected->sections[i], verdict))
            return false;
    }
    return true;
}

#include "doc/dump.h"

#include "base/arena.h"
#include "xml/document.h"

static void dump_points(struct fb_buffer *out, fb_length length)
{
    char text[FB_LENGTH_TEXT];

    fb_length_points(text, length);
    fb_buffer_append_format(out, "%spt", text);
}

/* Appends the path of the record's element that a run shows. */
static void dump_path(struct fb_buffer *out, const struct fb_xml_node *node)
{
    struct fb_arena *arena;
    fb_status status = fb_arena_new(&arena, FB_ARENA_JOB_LIMIT);
    const char *path = status == FB_OK ? fb_xml_path(arena, node) : NULL;

    if (path != NULL)
        fb_buffer_append_format(out, " [%s]", path);
    else
        out->status = FB_ERR_NOMEM;
    fb_arena_free(arena);
}

static void dump_run(struct fb_buffer *out, const struct fb_run *run, const struct fb_style *style)
{
    static const char *const SCRIPTS[] = {"", "<sup>", "<sub>"};

    if (run->style != style)
        fb_buffer_append_format(out, "<%s>", run->style->name);
    fb_buffer_append_string(out, SCRIPTS[run->script]);
    for (size_t i = 0; i < run->length; i++) {
        if (run->text[i] == '\n')
            fb_buffer_append_string(out, "⏎");
        else
            fb_buffer_append_char(out, run->text[i]);
    }
    if (run->node != NULL)
        dump_path(out, run->node);
}

static void dump_paragraph(struct fb_buffer *out, const struct fb_paragraph *paragraph,
                           const struct fb_style *style)
{
    if (paragraph->style != style)
        fb_buffer_append_format(out, "<%s>", paragraph->style->name);
    for (size_t i = 0; i < paragraph->run_count; i++) {
        if (i > 0)
            fb_buffer_append_string(out, " | ");
        dump_run(out, &paragraph->runs[i], paragraph->style);
    }
    fb_buffer_append_char(out, '\n');
}

static void dump_open_sides(struct fb_buffer *out, unsigned sides)
{
    static const char *const NAMES[FB_SIDES] = {" top", " bottom", " left", " right"};

    fb_buffer_append_string(out, sides != 0 ? " open" : "");
    for (size_t i = 0; i < FB_SIDES; i++)
        fb_buffer_append_string(out, (sides & 1U << i) != 0 ? NAMES[i] : "");
}

static void dump_cell(struct fb_buffer *out, const struct fb_cell *cell)
{
    static const char *const KINDS[] = {"", " row-header", " column-header", " corner-header"};

    fb_buffer_append_format(out, "      cell %u+%u", cell->column + 1, cell->column_span);
    if (cell->row_span > 1)
        fb_buffer_append_format(out, " rows %u", cell->row_span);
    fb_buffer_append_format(out, "%s%s", KINDS[cell->kind], cell->repeat_label ? " repeated" : "");
    dump_open_sides(out, cell->open_sides);
    fb_buffer_append_format(out, " %s:", cell->style->name);
    for (size_t i = 0; i < cell->paragraph_count; i++) {
        const struct fb_paragraph *paragraph = &cell->paragraphs[i];
        fb_buffer_append_string(out, i == 0 ? "" : " ¶");
        if (paragraph->run_count > 0 || paragraph->style != cell->style)
            fb_buffer_append_char(out, ' ');
        if (paragraph->style != cell->style)
            fb_buffer_append_format(out, "<%s>", paragraph->style->name);
        for (size_t j = 0; j < paragraph->run_count; j++) {
            fb_buffer_append_string(out, j == 0 ? "" : " | ");
            dump_run(out, &paragraph->runs[j], paragraph->style);
        }
    }
    fb_buffer_append_char(out, '\n');
}

static void dump_row(struct fb_buffer *out, const struct fb_row *row, bool header)
{
    fb_buffer_append_format(out, "    %srow", header ? "header " : "");
    if (row->height_rule != FB_HEIGHT_AUTO) {
        fb_buffer_append_string(out,
                                row->height_rule == FB_HEIGHT_EXACT ? " exactly " : " at least ");
        dump_points(out, row->height);
    }
    fb_buffer_append_string(out, row->keep_next ? " keep-next" : "");
    fb_buffer_append_string(out, row->fill ? " fill" : "");
    fb_buffer_append_char(out, '\n');
    for (size_t i = 0; i < row->cell_count; i++)
        dump_cell(out, &row->cells[i]);
}

static void dump_mark(struct fb_buffer *out, const char *name, const struct fb_paragraph *mark)
{
    if (mark == NULL)
        return;
    fb_buffer_append_format(out, "    %s %s: ", name, mark->style->name);
    dump_paragraph(out, mark, mark->style);
}

static void dump_table(struct fb_buffer *out, const struct fb_table *table)
{
    fb_buffer_append_format(out, "  table \"%s\"%s columns", table->title,
                            table->joined ? " joined" : "");
    for (size_t i = 0; i < table->column_count; i++) {
        fb_buffer_append_char(out, ' ');
        dump_points(out, table->columns[i]);
    }
    fb_buffer_append_string(out, " outer ");
    dump_points(out, table->borders.outer);
    fb_buffer_append_string(out, " inner ");
    dump_points(out, table->borders.inner);
    fb_buffer_append_char(out, '\n');
    dump_mark(out, "continued", table->continued);
    dump_mark(out, "carried", table->carried);
    for (size_t i = 0; i < table->row_count; i++)
        dump_row(out, &table->rows[i], i < table->header_rows);
}

static void dump_section(struct fb_buffer *out, const struct fb_section *section)
{
    fb_buffer_append_string(out, "section ");
    dump_points(out, section->page.width);
    fb_buffer_append_string(out, " × ");
    dump_points(out, section->page.height);
    if (section->fit_pages > 0) {
        fb_buffer_append_format(out, " fit %zu floor ", section->fit_pages);
        dump_points(out, section->fit_floor);
    }
    fb_buffer_append_char(out, '\n');
    for (size_t i = 0; i < section->block_count; i++) {
        const struct fb_block *block = &section->blocks[i];
        if (block->kind == FB_BLOCK_TABLE) {
            dump_table(out, &block->as.table);
            continue;
        }
        fb_buffer_append_format(out, "  paragraph %s", block->as.paragraph.style->name);
        if (block->as.paragraph.heading > 0)
            fb_buffer_append_format(out, " heading %d", block->as.paragraph.heading);
        fb_buffer_append_string(out, block->as.paragraph.keep_next ? " keep-next" : "");
        fb_buffer_append_string(out, ": ");
        dump_paragraph(out, &block->as.paragraph, block->as.paragraph.style);
    }
}

void fb_doc_dump(struct fb_buffer *out, const struct fb_doc *doc)
{
    fb_buffer_append_format(out, "document \"%s\" by \"%s\" (%s) after %s\n", doc->title,
                            doc->author, doc->language, doc->template_name);
    if (doc->subject[0] != '\0' || doc->keywords[0] != '\0')
        fb_buffer_append_format(out, "about \"%s\": %s\n", doc->subject, doc->keywords);
    for (size_t i = 0; i < doc->section_count; i++)
        dump_section(out, &doc->sections[i]);
}

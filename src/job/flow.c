#include "job/flow.h"

#include "base/i18n.h"

enum { LIST_LIMIT = 4096 };

/* Whether something is so of some table of the document. */
static bool any_table(const struct fb_doc *doc,
                      bool (*holds)(const struct fb_table *table, const void *what),
                      const void *what)
{
    for (size_t i = 0; i < doc->section_count; i++) {
        for (size_t k = 0; k < doc->sections[i].block_count; k++) {
            const struct fb_block *block = &doc->sections[i].blocks[k];

            if (block->kind == FB_BLOCK_TABLE && holds(&block->as.table, what))
                return true;
        }
    }
    return false;
}

static bool is_marked(const struct fb_table *table, const void *paragraph)
{
    (void)paragraph;
    return table->continued != NULL || table->carried != NULL;
}

static bool is_filled(const struct fb_table *table, const void *nothing)
{
    (void)nothing;
    return table->row_count > 0 && table->rows[table->row_count - 1].fill;
}

static bool has_lists_beside(const struct fb_table *table, const void *nothing)
{
    (void)nothing;
    for (size_t i = 0; i < table->row_count; i++) {
        if (table->rows[i].beside != NULL)
            return true;
    }
    return false;
}

static bool heads(const struct fb_table *table, const void *cell)
{
    for (size_t i = 0; i < table->header_rows; i++) {
        const struct fb_row *row = &table->rows[i];

        for (size_t k = 0; k < row->cell_count; k++) {
            if (&row->cells[k] == cell)
                return true;
        }
    }
    return false;
}

/* A page shows again what an earlier one has: a label, not a header, which Word repeats too. */
static bool repeats_label(const struct fb_doc *doc, const struct fb_page *page)
{
    for (size_t i = 0; i < page->line_count; i++) {
        const struct fb_placed_line *line = &page->lines[i];

        if (line->kind == FB_PLACED_REPEATED && line->cell != NULL &&
            !any_table(doc, heads, line->cell))
            return true;
    }
    return false;
}

void fb_flow_note(struct fb_flow_pages *noted, const struct fb_doc *doc, const struct fb_page *page)
{
    noted->count++;
    noted->labels_repeat = noted->labels_repeat || repeats_label(doc, page);
}

static bool number_at_side(const struct fb_doc *doc)
{
    for (size_t i = 0; i < doc->section_count; i++) {
        const struct fb_page_setup *page = &doc->sections[i].page;

        if (page->number != NULL && page->number_upright && page->width > page->height)
            return true;
    }
    return false;
}

static void add(struct fb_buffer *list, bool there, const char *what)
{
    if (!there)
        return;
    if (list->length > 0)
        fb_buffer_append_string(list, _("; "));
    fb_buffer_append_string(list, _(what));
}

fb_status fb_flow_report(const struct fb_doc *doc, const struct fb_flow_pages *noted,
                         struct fb_diagnostics *sink)
{
    bool cut = noted->count > doc->section_count;
    struct fb_buffer list;
    fb_status status;

    fb_buffer_init(&list, LIST_LIMIT);
    add(&list, cut && any_table(doc, is_marked, NULL),
        N_("marks where a page cuts a table (续表, 转下页)"));
    add(&list, cut && noted->labels_repeat, N_("labels that stand again on the next page"));
    add(&list, any_table(doc, is_filled, NULL), N_("blank rows that fill the page"));
    add(&list, number_at_side(doc), N_("page numbers at the side of landscape pages"));
    add(&list, any_table(doc, has_lists_beside, NULL),
        N_("adding rows by a click where two lists stand side by side"));
    if (list.length > 0)
        fb_report(sink, FB_DIAG_DOCX_FLOW, FB_NO_POSITION, list.data);
    status = list.status;
    fb_buffer_release(&list);
    return status;
}

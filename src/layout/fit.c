#include "layout/fit.h"

#include "layout/fit_cell.h"
#include "layout/layout.h"
#include "layout/rescale.h"

#include <stdio.h>

/* Shares of the original size, in hundredths, that a section is tried at. */
enum { FULL_SIZE = 100, SIZE_STEP = 2, SMALLEST = 30 };

/* What fitting needs at every level of the document. */
struct fitting {
    struct fb_arena *arena;
    const struct fb_font_set *fonts;
    struct fb_diagnostics *sink;
};

/* A row is copied when the first of its cells changes. */
static fb_status fit_row(struct fb_row *row, bool *changed, const struct fitting *fitting,
                         const struct fb_table *table)
{
    struct fb_cell *copy = NULL;

    for (size_t i = 0; i < row->cell_count; i++) {
        const struct fb_cell *cell = &row->cells[i];
        fb_length width = fb_table_span_width(table, cell->column, cell->column_span);
        struct fb_cell fitted;
        bool cell_changed;

        FB_TRY(fb_fit_cell(&fitted, &cell_changed, fitting->arena, row, cell, width, fitting->fonts,
                           fitting->sink));
        if (!cell_changed)
            continue;
        if (copy == NULL) {
            copy = FB_NEW_ARRAY(fitting->arena, struct fb_cell, row->cell_count);
            FB_NEED(copy);
            for (size_t k = 0; k < row->cell_count; k++)
                copy[k] = row->cells[k];
            row->cells = copy;
            *changed = true;
        }
        copy[i] = fitted;
    }
    return FB_OK;
}

static fb_status fit_table(struct fb_table *table, bool *changed, const struct fitting *fitting)
{
    struct fb_row *copy = NULL;

    for (size_t i = 0; i < table->row_count; i++) {
        struct fb_row row = table->rows[i];
        bool row_changed = false;

        FB_TRY(fit_row(&row, &row_changed, fitting, table));
        if (!row_changed)
            continue;
        if (copy == NULL) {
            copy = FB_NEW_ARRAY(fitting->arena, struct fb_row, table->row_count);
            FB_NEED(copy);
            for (size_t k = 0; k < table->row_count; k++)
                copy[k] = table->rows[k];
            table->rows = copy;
            *changed = true;
        }
        copy[i] = row;
    }
    return FB_OK;
}

static fb_status fit_cells(struct fb_section *section, bool *changed, const struct fitting *fitting)
{
    struct fb_block *copy = NULL;

    for (size_t i = 0; i < section->block_count; i++) {
        struct fb_block block = section->blocks[i];
        bool block_changed = false;

        if (block.kind != FB_BLOCK_TABLE)
            continue;
        FB_TRY(fit_table(&block.as.table, &block_changed, fitting));
        if (!block_changed)
            continue;
        if (copy == NULL) {
            copy = FB_NEW_ARRAY(fitting->arena, struct fb_block, section->block_count);
            FB_NEED(copy);
            for (size_t k = 0; k < section->block_count; k++)
                copy[k] = section->blocks[k];
            section->blocks = copy;
            *changed = true;
        }
        copy[i] = block;
    }
    return FB_OK;
}

static fb_status count_page(void *count, const struct fb_page *page)
{
    (void)page;
    ++*(size_t *)count;
    return FB_OK;
}

/* A section that cannot be laid out has none, and is reported when it is laid out for good. */
static fb_status count_pages(size_t *out, const struct fb_section *section,
                             const struct fitting *fitting)
{
    const struct fb_doc doc = {.title = "", .sections = section, .section_count = 1};
    struct fb_diagnostics *unheard;
    fb_status status;

    *out = 0;
    FB_TRY(fb_diagnostics_new(&unheard));
    status = fb_layout_each(&doc, fitting->fonts, (struct fb_page_taker){count_page, out}, unheard);
    fb_diagnostics_free(unheard);
    if (status == FB_ERR_INPUT) {
        *out = 0;
        status = FB_OK;
    }
    return status;
}

static void report_pages(const struct fitting *fitting, const struct fb_section *section,
                         size_t pages)
{
    char has[24], needs[24];

    snprintf(has, sizeof has, "%zu", section->fit_pages);
    snprintf(needs, sizeof needs, "%zu", pages);
    fb_report(fitting->sink, FB_DIAG_SECTION_TOO_LONG, section->origin, has, needs);
}

/* Tries a section smaller and smaller until it has as few pages as it may. */
static fb_status fit_pages(struct fb_section *section, bool *changed, const struct fitting *fitting)
{
    struct fb_section original = *section;
    size_t pages = 0;

    for (int size = FULL_SIZE; size >= SMALLEST; size -= SIZE_STEP) {
        struct fb_scale scale = {size, FULL_SIZE, original.fit_floor};
        if (size < FULL_SIZE)
            FB_TRY(fb_rescale_section(section, fitting->arena, &original, scale));
        FB_TRY(count_pages(&pages, section, fitting));
        if (pages <= section->fit_pages) {
            *changed |= size < FULL_SIZE;
            return FB_OK;
        }
    }
    report_pages(fitting, section, pages);
    return FB_OK;
}

static fb_status fit_sections(struct fb_section *sections, bool *changed, const struct fb_doc *doc,
                              const struct fitting *fitting)
{
    for (size_t i = 0; i < doc->section_count; i++) {
        sections[i] = doc->sections[i];
        FB_TRY(fit_cells(&sections[i], changed, fitting));
        if (sections[i].fit_pages > 0)
            FB_TRY(fit_pages(&sections[i], changed, fitting));
    }
    return FB_OK;
}

fb_status fb_fit(const struct fb_doc **out, struct fb_arena *arena, const struct fb_doc *doc,
                 const struct fb_font_set *fonts, struct fb_diagnostics *sink)
{
    struct fb_section *sections = FB_NEW_ARRAY(arena, struct fb_section, doc->section_count);
    struct fitting fitting = {arena, fonts, sink};
    size_t errors = fb_diagnostics_count(sink, FB_ERROR);
    struct fb_doc *copy = FB_NEW(arena, struct fb_doc);
    bool changed = false;

    *out = doc;
    FB_NEED(sections);
    FB_NEED(copy);
    FB_TRY(fit_sections(sections, &changed, doc, &fitting));
    if (changed) {
        *copy = *doc;
        copy->sections = sections;
        *out = copy;
    }
    return fb_diagnostics_count(sink, FB_ERROR) > errors ? FB_ERR_INPUT : FB_OK;
}

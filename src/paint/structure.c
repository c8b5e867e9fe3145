#include "paint/structure.h"

#include <stdint.h>

/* A paragraph of a section or a cell of a table, and its element. */
struct fb_structure_slot {
    const void *part;
    size_t element;
    bool whole; /* all of a cell's paragraphs belong to that element */
};

/* What is being built. */
struct builder {
    struct fb_structure *structure;
    struct fb_arena *arena;
    const struct fb_bookmark *targets; /* of the entries that are still to come */
    size_t target_count;
};

static struct fb_structure_slot *find_slot(const struct fb_structure *structure, const void *part)
{
    size_t mask = structure->capacity - 1;
    size_t i = (size_t)(((uintptr_t)part >> 3) * UINT64_C(0x9E3779B97F4A7C15) >> 20) & mask;

    while (structure->slots[i].part != NULL && structure->slots[i].part != part)
        i = (i + 1) & mask;
    return &structure->slots[i];
}

/* How many slots and elements a document needs at most. */
struct counts {
    size_t slots; /* of paragraphs of sections, and of cells */
    size_t elements;
};

static bool has_elements_inside(const struct fb_cell *cell)
{
    return cell->paragraph_count > 1 || cell->paragraphs[0].heading > 0;
}

static void count_row(struct counts *counts, const struct fb_row *row)
{
    counts->slots += row->cell_count;
    counts->elements += 3 + row->cell_count; /* with the link of an entry */
    for (size_t i = 0; i < row->cell_count; i++)
        counts->elements += has_elements_inside(&row->cells[i]) ? row->cells[i].paragraph_count : 0;
}

static void count_block(struct counts *counts, const struct fb_block *block)
{
    const size_t groups = 3; /* of a table: itself, its head, its body */

    if (block->kind == FB_BLOCK_PARAGRAPH) {
        counts->slots++;
        counts->elements++;
        return;
    }
    counts->elements += groups;
    for (size_t r = 0; r < block->as.table.row_count; r++)
        count_row(counts, &block->as.table.rows[r]);
}

static struct counts count(const struct fb_doc *doc)
{
    struct counts counts = {.elements = 1};

    for (size_t s = 0; s < doc->section_count; s++)
        for (size_t b = 0; b < doc->sections[s].block_count; b++)
            count_block(&counts, &doc->sections[s].blocks[b]);
    return counts;
}

/* Makes room for all: a list that grew would be copied again and again. */
static fb_status make_room(struct builder *builder, const struct fb_doc *doc)
{
    struct fb_structure *structure = builder->structure;
    struct counts counts = count(doc);

    structure->elements.capacity = counts.elements;
    structure->elements.items = FB_NEW_ARRAY(builder->arena, struct fb_element, counts.elements);
    FB_NEED(structure->elements.items);
    for (structure->capacity = 1; structure->capacity <= 2 * counts.slots;)
        structure->capacity *= 2;
    structure->slots = FB_NEW_ARRAY(builder->arena, struct fb_structure_slot, structure->capacity);
    FB_NEED(structure->slots);
    return FB_OK;
}

static void remember(struct builder *builder, const void *part, size_t element)
{
    *find_slot(builder->structure, part) = (struct fb_structure_slot){part, element, false};
}

static fb_status add(struct builder *builder, struct fb_element element)
{
    struct fb_element *place = FB_PUSH(builder->arena, &builder->structure->elements);

    FB_NEED(place);
    *place = element;
    return FB_OK;
}

/* The number of the element added last. */
static size_t last(const struct builder *builder)
{
    return builder->structure->elements.count - 1;
}

static bool has_text(const struct fb_paragraph *paragraph)
{
    for (size_t i = 0; i < paragraph->run_count; i++)
        for (size_t k = 0; k < paragraph->runs[i].length; k++)
            if (paragraph->runs[i].text[k] != '\n')
                return true;
    return false;
}

static fb_status add_paragraph(struct builder *builder, const struct fb_paragraph *paragraph,
                               size_t parent)
{
    enum fb_element_kind kind = paragraph->heading > 0 ? FB_ELEMENT_HEADING : FB_ELEMENT_PARAGRAPH;

    return add(builder,
               (struct fb_element){.kind = kind, .parent = parent, .level = paragraph->heading});
}

static enum fb_header_scope scope_of(const struct fb_cell *cell)
{
    if (cell->kind == FB_CELL_CORNER_HEADER)
        return FB_SCOPE_BOTH;
    return cell->kind == FB_CELL_COLUMN_HEADER ? FB_SCOPE_COLUMN : FB_SCOPE_ROW;
}

static fb_status add_cell(struct builder *builder, const struct fb_cell *cell, size_t row)
{
    bool header = cell->kind != FB_CELL_DATA;
    size_t number;

    FB_TRY(add(builder, (struct fb_element){
                            .kind = header ? FB_ELEMENT_HEADER_CELL : FB_ELEMENT_DATA_CELL,
                            .parent = row,
                            .scope = scope_of(cell),
                            .row_span = cell->row_span,
                            .column_span = cell->column_span,
                        }));
    number = last(builder);
    remember(builder, cell, number);
    for (size_t i = 0; has_elements_inside(cell) && i < cell->paragraph_count; i++)
        FB_TRY(add_paragraph(builder, &cell->paragraphs[i], number));
    return FB_OK;
}

/* Adds rows [first, end) under a head or a body. */
static fb_status add_rows(struct builder *builder, const struct fb_table *table, size_t first,
                          size_t end, struct fb_element group)
{
    size_t parent;

    FB_TRY(add(builder, group));
    parent = last(builder);
    for (size_t r = first; r < end; r++) {
        size_t row;

        FB_TRY(add(builder, (struct fb_element){.kind = FB_ELEMENT_TABLE_ROW, .parent = parent}));
        row = last(builder);
        for (size_t i = 0; i < table->rows[r].cell_count; i++)
            FB_TRY(add_cell(builder, &table->rows[r].cells[i], row));
    }
    return FB_OK;
}

/*
 * Returns how many rows are a head by themselves. A head needs a body (ISO 14289-1, 7.2), and no
 * cell of it reaches into the body, for a reader may end a cell with the group that it is in: in
 * such tables all rows are the body, and headings are known by their scope.
 */
static size_t head_rows(const struct fb_table *table)
{
    if (table->header_rows >= table->row_count)
        return 0;
    for (size_t r = 0; r < table->header_rows; r++) {
        for (size_t i = 0; i < table->rows[r].cell_count; i++) {
            if (r + table->rows[r].cells[i].row_span > table->header_rows)
                return 0;
        }
    }
    return table->header_rows;
}

static fb_status add_table(struct builder *builder, const struct fb_table *table)
{
    size_t headers = head_rows(table);
    struct fb_element group = {.kind = FB_ELEMENT_TABLE_HEAD};

    if (table->row_count == 0)
        return FB_OK;
    FB_TRY(add(builder, (struct fb_element){.kind = FB_ELEMENT_TABLE, .title = table->title}));
    group.parent = last(builder);
    if (headers > 0)
        FB_TRY(add_rows(builder, table, 0, headers, group));
    group.kind = FB_ELEMENT_TABLE_BODY;
    return add_rows(builder, table, headers, table->row_count, group);
}

/* ---- tables of contents ---- */

/* Remembers that all text of a cell belongs to the element added last. */
static void remember_whole(struct builder *builder, const struct fb_cell *cell)
{
    *find_slot(builder->structure, cell) = (struct fb_structure_slot){cell, last(builder), true};
}

static bool cell_has_text(const struct fb_cell *cell)
{
    for (size_t i = 0; i < cell->paragraph_count; i++) {
        if (has_text(&cell->paragraphs[i]))
            return true;
    }
    return false;
}

/* Adds an element for all text of each cell of a row that is a heading of the kind, or is none. */
static fb_status add_pieces(struct builder *builder, const struct fb_row *row, bool labels,
                            struct fb_element piece)
{
    for (size_t i = 0; i < row->cell_count; i++) {
        if ((row->cells[i].kind == FB_CELL_ROW_HEADER) != labels || !cell_has_text(&row->cells[i]))
            continue;
        FB_TRY(add(builder, piece));
        remember_whole(builder, &row->cells[i]);
    }
    return FB_OK;
}

/* Adds the link of an entry, which then is the element added last. */
static fb_status add_link(struct builder *builder, size_t entry)
{
    struct fb_element link = {.kind = FB_ELEMENT_LINK, .target = builder->targets};

    FB_TRY(add(builder, (struct fb_element){.kind = FB_ELEMENT_REFERENCE, .parent = entry}));
    link.parent = last(builder);
    builder->targets++;
    builder->target_count--;
    return add(builder, link);
}

static fb_status add_entry(struct builder *builder, const struct fb_row *row, size_t contents)
{
    struct fb_element label = {.kind = FB_ELEMENT_LABEL};
    struct fb_element text = {.kind = FB_ELEMENT_PARAGRAPH};

    FB_TRY(add(builder, (struct fb_element){.kind = FB_ELEMENT_CONTENTS_ITEM, .parent = contents}));
    label.parent = text.parent = last(builder);
    FB_TRY(add_pieces(builder, row, true, label));
    if (builder->target_count > 0) {
        FB_TRY(add_link(builder, label.parent));
        text = (struct fb_element){.kind = FB_ELEMENT_SPAN, .parent = last(builder)};
    }
    return add_pieces(builder, row, false, text);
}

static fb_status add_contents(struct builder *builder, const struct fb_table *table)
{
    struct fb_element paragraph = {.kind = FB_ELEMENT_PARAGRAPH};
    size_t contents;

    for (size_t r = 0; r < table->header_rows; r++) {
        FB_TRY(add_pieces(builder, &table->rows[r], true, paragraph));
        FB_TRY(add_pieces(builder, &table->rows[r], false, paragraph));
    }
    if (table->header_rows == table->row_count)
        return FB_OK;
    FB_TRY(add(builder, (struct fb_element){.kind = FB_ELEMENT_CONTENTS}));
    contents = last(builder);
    for (size_t r = table->header_rows; r < table->row_count; r++)
        FB_TRY(add_entry(builder, &table->rows[r], contents));
    return FB_OK;
}

static fb_status add_block(struct builder *builder, const struct fb_block *block)
{
    if (block->kind == FB_BLOCK_TABLE)
        return block->as.table.contents ? add_contents(builder, &block->as.table)
                                        : add_table(builder, &block->as.table);
    if (!has_text(&block->as.paragraph))
        return FB_OK;
    FB_TRY(add_paragraph(builder, &block->as.paragraph, 0));
    remember(builder, &block->as.paragraph, last(builder));
    return FB_OK;
}

fb_status fb_structure_build(struct fb_structure *out, struct fb_arena *arena,
                             const struct fb_doc *doc, const struct fb_bookmark *targets,
                             size_t target_count)
{
    struct builder builder = {out, arena, targets, target_count};

    *out = (struct fb_structure){0};
    FB_TRY(make_room(&builder, doc));
    FB_NEED(out->first_elements = FB_NEW_ARRAY(arena, size_t, doc->section_count));
    FB_TRY(add(&builder, (struct fb_element){.kind = FB_ELEMENT_DOCUMENT}));
    for (size_t s = 0; s < doc->section_count; s++) {
        out->first_elements[s] = out->elements.count;
        for (size_t b = 0; b < doc->sections[s].block_count; b++)
            FB_TRY(add_block(&builder, &doc->sections[s].blocks[b]));
    }
    return FB_OK;
}

size_t fb_structure_element(const struct fb_structure *structure, const struct fb_placed_line *line)
{
    const struct fb_cell *cell = line->cell;
    const void *part = cell != NULL ? (const void *)cell : line->paragraph;
    const struct fb_structure_slot *slot = part != NULL ? find_slot(structure, part) : NULL;
    size_t element = slot != NULL ? slot->element : 0;

    if (element == 0 || slot->whole || cell == NULL || !has_elements_inside(cell) ||
        line->paragraph == NULL)
        return element;
    return element + 1 + (size_t)(line->paragraph - cell->paragraphs);
}

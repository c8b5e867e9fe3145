#include "paint/structure.h"

#include <assert.h>
#include <stdint.h>

/* What is being built. */
struct builder {
    struct fb_structure *structure;
    struct fb_arena *arena;
    const struct fb_bookmark *targets; /* of the entries that are still to come */
    size_t target_count;
};

static bool has_elements_inside(const struct fb_cell *cell)
{
    return cell->paragraph_count > 1 || cell->paragraphs[0].heading > 0;
}

/* Returns how many elements a row has. */
static size_t count_row(const struct fb_row *row)
{
    size_t count = 3 + row->cell_count; /* with the link of an entry */

    for (size_t i = 0; i < row->cell_count; i++)
        count += has_elements_inside(&row->cells[i]) ? row->cells[i].paragraph_count : 0;
    return count;
}

/* Returns how many elements a block has at most. */
static size_t count_block(const struct fb_block *block)
{
    size_t count = 3; /* of a table: itself, its head, its body */

    if (block->kind == FB_BLOCK_PARAGRAPH)
        return 1;
    for (size_t r = 0; r < block->as.table.row_count; r++)
        count += count_row(&block->as.table.rows[r]);
    return count;
}

/* Makes room for all: a list that grew would be copied again and again. */
static fb_status make_room(struct builder *builder, const struct fb_doc *doc)
{
    struct fb_structure *structure = builder->structure;
    size_t count = 1;

    for (size_t s = 0; s < doc->section_count; s++)
        for (size_t b = 0; b < doc->sections[s].block_count; b++)
            count += count_block(&doc->sections[s].blocks[b]);
    FB_TRY(FB_RESERVE(builder->arena, &structure->elements, count));
    FB_NEED(structure->parts = FB_NEW_ARRAY(builder->arena, const void *, count));
    return count <= UINT32_MAX ? FB_OK : FB_ERR_NOMEM;
}

static void remember(struct builder *builder, const void *part, size_t element)
{
    builder->structure->parts[element] = part;
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

/* Notes something about the element added last. */
static fb_status note(struct builder *builder, struct fb_element_note note)
{
    struct fb_element_note *place = FB_PUSH(builder->arena, &builder->structure->notes);

    FB_NEED(place);
    *place = note;
    place->element = (uint32_t)last(builder);
    return FB_OK;
}

bool fb_structure_has_text(const struct fb_paragraph *paragraph)
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

    return add(builder, (struct fb_element){.kind = (uint8_t)kind,
                                            .parent = (uint32_t)parent,
                                            .level = (uint8_t)paragraph->heading});
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

    assert(cell->column_span <= UINT16_MAX); /* the template's limit is lower */
    FB_TRY(add(builder, (struct fb_element){
                            .kind = header ? FB_ELEMENT_HEADER_CELL : FB_ELEMENT_DATA_CELL,
                            .parent = (uint32_t)row,
                            .scope = (uint8_t)scope_of(cell),
                            .row_span = cell->row_span,
                            .column_span = (uint16_t)cell->column_span,
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

        FB_TRY(add(builder,
                   (struct fb_element){.kind = FB_ELEMENT_TABLE_ROW, .parent = (uint32_t)parent}));
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
    FB_TRY(add(builder, (struct fb_element){.kind = FB_ELEMENT_TABLE}));
    if (table->title != NULL && table->title[0] != '\0')
        FB_TRY(note(builder, (struct fb_element_note){.title = table->title}));
    group.parent = (uint32_t)last(builder);
    if (headers > 0)
        FB_TRY(add_rows(builder, table, 0, headers, group));
    group.kind = FB_ELEMENT_TABLE_BODY;
    return add_rows(builder, table, headers, table->row_count, group);
}

/* ---- tables of contents ---- */

static bool cell_has_text(const struct fb_cell *cell)
{
    for (size_t i = 0; i < cell->paragraph_count; i++) {
        if (fb_structure_has_text(&cell->paragraphs[i]))
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
        remember(builder, &row->cells[i], last(builder));
    }
    return FB_OK;
}

/* Adds the link of an entry, which then is the element added last. */
static fb_status add_link(struct builder *builder, size_t entry)
{
    struct fb_element link = {.kind = FB_ELEMENT_LINK};
    const struct fb_bookmark *target = builder->targets++;

    FB_TRY(
        add(builder, (struct fb_element){.kind = FB_ELEMENT_REFERENCE, .parent = (uint32_t)entry}));
    link.parent = (uint32_t)last(builder);
    builder->target_count--;
    FB_TRY(add(builder, link));
    return note(builder, (struct fb_element_note){.target = target});
}

static fb_status add_entry(struct builder *builder, const struct fb_row *row, size_t contents)
{
    struct fb_element label = {.kind = FB_ELEMENT_LABEL};
    struct fb_element text = {.kind = FB_ELEMENT_PARAGRAPH};

    FB_TRY(add(builder, (struct fb_element){.kind = FB_ELEMENT_CONTENTS_ITEM,
                                            .parent = (uint32_t)contents}));
    label.parent = text.parent = (uint32_t)last(builder);
    FB_TRY(add_pieces(builder, row, true, label));
    if (builder->target_count > 0) {
        FB_TRY(add_link(builder, label.parent));
        text = (struct fb_element){.kind = FB_ELEMENT_SPAN, .parent = (uint32_t)last(builder)};
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
    if (!fb_structure_has_text(&block->as.paragraph))
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

/* Looks for a part on both sides of the element that was asked for last. */
static size_t find_element(const struct fb_structure *structure, const void *part, size_t near)
{
    size_t count = structure->elements.count;

    for (size_t distance = 0; distance < count; distance++) {
        if (near + distance < count && structure->parts[near + distance] == part)
            return near + distance;
        if (distance <= near && structure->parts[near - distance] == part)
            return near - distance;
    }
    return 0;
}

/* All text of a cell that is an entry of contents belongs to one element, which is no cell. */
static bool is_cell(const struct fb_element *element)
{
    return element->kind == FB_ELEMENT_HEADER_CELL || element->kind == FB_ELEMENT_DATA_CELL;
}

size_t fb_structure_element(const struct fb_structure *structure, size_t *near,
                            const struct fb_placed_line *line)
{
    const struct fb_cell *cell = line->cell;
    const void *part = cell != NULL ? (const void *)cell : line->paragraph;
    size_t element = part != NULL ? find_element(structure, part, *near) : 0;

    if (element == 0)
        return 0;
    *near = element;
    if (!is_cell(&structure->elements.items[element]) || !has_elements_inside(cell) ||
        line->paragraph == NULL)
        return element;
    return element + 1 + (size_t)(line->paragraph - cell->paragraphs);
}

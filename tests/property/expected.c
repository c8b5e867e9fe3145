#include "expected.h"

#include <string.h>

/* What is needed on the way, and where a row's values come from. */
struct builder {
    struct fb_arena *arena;
    const struct table_case *table_case;
};

struct source {
    int item;               /* of the band's list; -1: a blank row */
    int number;             /* of the item among those of its repeat, from 1 */
    int kinds[CASE_LEVELS]; /* of the row */
};

/* ---- texts ---- */

/* Each line of a value is a paragraph. */
static void put_lines(struct fb_buffer *out, const struct case_text *text)
{
    size_t start = out->length;

    case_text_put(out, text);
    for (size_t i = start; i < out->length; i++) {
        if (out->data[i] == '\n')
            out->data[i] = PARAGRAPH_END;
    }
}

static void put_value(struct fb_buffer *out, const struct builder *builder,
                      const struct case_band *band, int field, struct source source)
{
    const struct case_field *root = &builder->table_case->fields[field];

    if (band == NULL || band->list == 0) {
        if (!root->left_out)
            put_lines(out, &root->text);
    } else if (source.item >= 0) {
        const struct case_list *list = &builder->table_case->lists[band->list - 1];
        put_lines(out, &list->values[source.item][field % CASE_ITEM_FIELDS]);
    }
}

/* In a blank row nothing is ticked. */
static void put_box(struct fb_buffer *out, const struct builder *builder,
                    const struct case_band *band, int field, struct source source)
{
    struct fb_buffer value;

    fb_buffer_init(&value, FB_BUFFER_OUTPUT_LIMIT);
    put_value(&value, builder, band, field, source);
    fb_buffer_append_string(out, value.length > 0 ? "☑" : "□");
    fb_buffer_release(&value);
}

static void put_amount(struct fb_buffer *out, const struct case_field *field)
{
    if (!field->left_out)
        case_amount_put_printed(out, field->cents);
}

static void put_content(struct fb_buffer *out, const struct builder *builder,
                        const struct case_band *band, const struct case_cell *cell,
                        struct source source)
{
    enum case_content content = case_content_in(builder->table_case, band, cell);

    switch (content) {
    case CONTENT_EMPTY:
    case CONTENT_KINDS:
        break;
    case CONTENT_FIXED:
        case_text_put(out, &cell->text);
        break;
    case CONTENT_FIXED_VALUE:
    case CONTENT_PARAGRAPHS:
        case_text_put(out, &cell->text);
        if (content == CONTENT_PARAGRAPHS)
            fb_buffer_append_char(out, PARAGRAPH_END);
        put_value(out, builder, band, cell->field, source);
        break;
    case CONTENT_BREAK:
    case CONTENT_VALUE:
        put_value(out, builder, band, cell->field, source);
        if (content == CONTENT_VALUE)
            break;
        fb_buffer_append_char(out, '\n');
        case_text_put(out, &cell->text);
        break;
    case CONTENT_SUPER:
        case_text_put(out, &cell->text);
        put_value(out, builder, band, cell->field, source);
        break;
    case CONTENT_CHECK:
        put_box(out, builder, band, cell->field, source);
        case_text_put(out, &cell->text);
        break;
    case CONTENT_NUMBER:
        if (source.item >= 0)
            fb_buffer_append_format(out, "%d", source.number);
        break;
    case CONTENT_MONEY:
        put_amount(out, &builder->table_case->fields[cell->field]);
        break;
    case CONTENT_LABEL:
        fb_buffer_append_format(out, "%d、类\n（选填）",
                                source.kinds[case_label_level(builder->table_case, band, cell)] +
                                    1);
        break;
    }
}

static const char *keep(const struct builder *builder, struct fb_buffer *text)
{
    const char *copy = must(fb_arena_copy(builder->arena, text->data, text->length));

    fb_buffer_release(text);
    return copy;
}

static const char *cell_text(const struct builder *builder, const struct case_band *band,
                             const struct case_cell *cell, struct source source)
{
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    put_content(&text, builder, band, cell, source);
    return keep(builder, &text);
}

/* ---- rows ---- */

static struct expected_row *add_row(const struct builder *builder, struct expected_table *table)
{
    struct expected_row *row = must(FB_PUSH(builder->arena, &table->rows));

    row->cells = must(FB_NEW_ARRAY(builder->arena, struct expected_cell, CASE_COLUMNS));
    return row;
}

/* What is blank in the blank rows of a form is to be filled in, row by row. */
static bool is_blank(const char *text)
{
    static const char ENDS[] = {PARAGRAPH_END, '\0'};

    return text[strspn(text, ENDS)] == '\0';
}

static void add_rows(const struct builder *builder, const struct case_band *band, int columns,
                     struct source source, struct expected_table *table)
{
    struct placed_cell cells[CASE_BAND_ROWS * CASE_COLUMNS];
    int count = case_place_cells(cells, band, columns), next = 0;

    for (int row = 0; row < band->rows; row++) {
        struct expected_row *out = add_row(builder, table);
        for (; next < count && cells[next].row == row; next++) {
            const struct placed_cell *placed = &cells[next];
            bool merging = band->list > 0 && placed->cell->merge;
            const char *text = cell_text(builder, band, placed->cell, source);
            out->cells[out->count++] = (struct expected_cell){
                .column = placed->column,
                .columns = placed->columns,
                .rows = placed->rows,
                .text = text,
                .label = (merging || placed->cell->head != 0) && !placed->cell->once,
                .merging = merging && !(source.item < 0 && is_blank(text)),
            };
        }
    }
}

/* Adds items of one kind, or all without kinds, and blank ones up to `least`. */
static void add_kind(const struct builder *builder, const struct case_band *band, int columns,
                     const int *kinds, int least, int *number, struct expected_table *table)
{
    const struct case_list *list = &builder->table_case->lists[band->list - 1];
    struct source source = {.item = -1};
    int count = 0;

    if (kinds != NULL)
        memcpy(source.kinds, kinds, sizeof source.kinds);
    for (int item = 0; item < list->items; item++) {
        bool wanted = !list->gone[item];
        for (int level = 0; kinds != NULL && level < list->levels; level++)
            wanted = wanted && case_item_kind(list, item, level) == kinds[level];
        if (!wanted)
            continue;
        source.item = item;
        source.number = ++*number;
        add_rows(builder, band, columns, source, table);
        count++;
    }
    source.item = -1;
    for (; count < least; count++)
        add_rows(builder, band, columns, source, table);
}

static void add_items(const struct builder *builder, const struct case_band *band, int columns,
                      struct expected_table *table)
{
    const struct case_list *list = &builder->table_case->lists[band->list - 1];
    int inner = list->levels > 1 ? list->kinds[1] : 1, number = 0;
    int least = band->min_rows > 1 ? band->min_rows : 1;

    if (!case_by_catalogue(builder->table_case, band)) {
        add_kind(builder, band, columns, NULL, band->min_rows, &number, table);
        return;
    }
    for (int i = 0; i < list->kinds[0]; i++)
        for (int k = 0; k < inner; k++)
            add_kind(builder, band, columns, (const int[CASE_LEVELS]){i, k}, least, &number, table);
}

/* ---- equal cells ---- */

/* For each column the cell that covers it in a row, and the row in which that begins. */
struct cover {
    struct expected_cell *cell;
    size_t row;
};

static bool merges_into(const struct expected_cell *cell, size_t row, const struct cover *above,
                        const struct cover *here)
{
    const struct cover *over = &above[cell->column];

    if (!cell->merging || over->cell == NULL || !over->cell->merging ||
        over->row + (size_t)over->cell->rows != row || over->cell->column != cell->column ||
        over->cell->columns != cell->columns || strcmp(over->cell->text, cell->text) != 0)
        return false;
    for (int i = 0; i < cell->column; i++) {
        bool merging = (above[i].cell != NULL && above[i].cell->merging) ||
                       (here[i].cell != NULL && here[i].cell->merging);
        if (merging && above[i].cell != here[i].cell)
            return false;
    }
    return true;
}

/* Merges the rows [first, end) of one repeat from the top. */
static void merge_equal(struct expected_table *table, size_t first, size_t end)
{
    struct cover above[CASE_COLUMNS] = {{0}}, here[CASE_COLUMNS];

    for (size_t row = first; row < end; row++) {
        for (int i = 0; i < CASE_COLUMNS; i++) {
            bool reaches =
                above[i].cell != NULL && above[i].row + (size_t)above[i].cell->rows > row;
            here[i] = reaches ? above[i] : (struct cover){0};
        }
        for (int k = 0; k < table->rows.items[row].count; k++) {
            struct expected_cell *cell = &table->rows.items[row].cells[k];
            struct cover cover = {cell, row};
            if (merges_into(cell, row, above, here)) {
                cover = above[cell->column];
                cover.cell->rows += cell->rows;
                cell->merged = true;
            }
            for (int i = cell->column; i < cell->column + cell->columns; i++)
                here[i] = cover;
        }
        memcpy(above, here, sizeof above);
    }
}

/* ---- blocks ---- */

static void add_fill(const struct builder *builder, int columns, struct expected_table *table)
{
    struct expected_row *row = add_row(builder, table);

    for (int i = 0; i < columns; i++)
        row->cells[row->count++] =
            (struct expected_cell){.column = i, .columns = 1, .rows = 1, .text = ""};
}

static const struct expected_table *new_table(const struct builder *builder,
                                              const struct case_table *from, int columns)
{
    struct expected_table *table = must(FB_NEW(builder->arena, struct expected_table));

    if (!from->header.gone)
        add_rows(builder, &from->header, columns, (struct source){0}, table);
    table->header_rows = (int)table->rows.count;
    for (int i = 0; i < CASE_BANDS; i++) {
        const struct case_band *band = &from->bands[i];
        size_t first = table->rows.count;
        if (band->gone)
            continue;
        if (band->list == 0)
            add_rows(builder, band, columns, (struct source){0}, table);
        else
            add_items(builder, band, columns, table);
        merge_equal(table, first, table->rows.count);
    }
    if (from->fill > 0)
        add_fill(builder, columns, table);
    return table;
}

/* A paragraph outside a table gives a block for each of its paragraphs. */
static void add_paragraphs(const struct builder *builder, const struct case_block *from,
                           struct expected_section *section)
{
    struct fb_buffer text;
    char *next;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    if (from->content != CONTENT_VALUE)
        case_text_put(&text, &from->text);
    if (from->content != CONTENT_FIXED)
        put_value(&text, builder, NULL, from->field, (struct source){0});
    next = must(fb_arena_copy(builder->arena, text.data, text.length));
    fb_buffer_release(&text);
    while (next != NULL) {
        struct expected_block *block = must(FB_PUSH(builder->arena, &section->blocks));
        block->text = next;
        next = strchr(next, PARAGRAPH_END);
        if (next != NULL)
            *next++ = '\0';
    }
}

static void add_section(const struct builder *builder, const struct case_section *from,
                        struct expected_section *section)
{
    for (int i = 0; i < CASE_BLOCKS; i++) {
        const struct expected_table *table;
        struct expected_block *block;
        if (from->blocks[i].gone)
            continue;
        if (!from->blocks[i].is_table) {
            add_paragraphs(builder, &from->blocks[i], section);
            continue;
        }
        table = new_table(builder, &from->blocks[i].table, case_columns(from, i));
        /* Nothing is to be seen of a table without rows. */
        if (table->rows.count == 0)
            continue;
        block = must(FB_PUSH(builder->arena, &section->blocks));
        block->table = table;
    }
}

const struct expected_doc *expected_doc_new(struct fb_arena *arena,
                                            const struct table_case *table_case)
{
    struct builder builder = {arena, table_case};
    struct expected_doc *doc = must(FB_NEW(arena, struct expected_doc));

    for (int i = 0; i < CASE_SECTIONS; i++) {
        if (!table_case->sections[i].gone)
            add_section(&builder, &table_case->sections[i], &doc->sections[doc->section_count++]);
    }
    return doc;
}

#include "docx/store.h"

#include "docx/store_nodes.h"

#include <string.h>

/* ---- items ---- */

/* Makes a blank item with the fields that its place in the form gives it. */
static fb_status fill_blank(struct fb_docx_store *store, struct fb_docx_node *node,
                            const struct fb_blank_item *item)
{
    for (size_t i = 0; i < item->level_count; i++) {
        const char *name = item->levels[i].name;
        struct fb_docx_step step = {name, strlen(name), 1};
        struct fb_docx_node *level;

        FB_TRY(fb_docx_need_child(store, node, &step, &level));
        level->text = item->levels[i].value;
    }
    return FB_OK;
}

/*
 * Gives the node of an item. Those of a long list come one after the other, in an order in which
 * the record has them far apart: their elements are not looked at.
 */
static fb_status node_of_item(struct fb_docx_store *store, const struct fb_item *item,
                              struct fb_docx_node **out)
{
    if (item->blank != NULL)
        return fb_docx_need_node(store, item->blank->path, out);
    if (item->list == NULL) {
        *out = fb_docx_node_with(store, item->node);
    } else {
        if (store->list == NULL || store->list->element != item->list)
            store->list = fb_docx_node_with(store, item->list);
        *out =
            store->list == NULL ? NULL : fb_docx_child_with(store->list, item->node, item->number);
    }
    return *out != NULL ? FB_OK : FB_ERR_INTERNAL;
}

/* Gives an item that is printed for the first time the next key of its list. */
static fb_status give_key(struct fb_docx_store *store, struct fb_docx_node *node)
{
    node->key = ++node->parent->keys;
    if (node->key > 1)
        return FB_OK;
    for (struct fb_docx_node *above = node->parent; above != NULL; above = above->parent)
        above->items = true;
    return fb_docx_note_change(store, node->parent);
}

/* Notes that a row shows an item, and gives its node; NULL: there is none. */
static fb_status add_item(struct fb_docx_store *store, const struct fb_item *item,
                          struct fb_docx_node **out)
{
    struct fb_docx_node *node;

    *out = NULL;
    if (item == NULL)
        return FB_OK;
    FB_TRY(node_of_item(store, item, &node));
    *out = node;
    if (node->key > 0 || node->parent == NULL)
        return FB_OK;
    FB_TRY(give_key(store, node));
    return item->blank != NULL ? fill_blank(store, node, item->blank) : FB_OK;
}

/*
 * Orders a list: what is no item, then the items by their keys; those not printed come last. No
 * child is added any more.
 */
static fb_status order_items(struct fb_docx_store *store, struct fb_docx_node *list)
{
    size_t count = list->child_count, others = 0;
    struct fb_docx_node **ordered = FB_NEW_ARRAY(store->arena, struct fb_docx_node *, count);
    const char *item = NULL;

    FB_NEED(ordered);
    for (size_t i = 0; i < count && item == NULL; i++)
        item = list->children[i]->key > 0 ? list->children[i]->name : NULL;
    for (size_t i = 0; i < count; i++) {
        struct fb_docx_node *node = list->children[i];
        if (strcmp(node->name, item) != 0)
            ordered[others++] = node;
        else if (node->key == 0)
            node->key = ++list->keys;
    }
    for (size_t i = 0; i < count; i++) {
        struct fb_docx_node *node = list->children[i];
        if (node->key > 0)
            ordered[others + node->key - 1] = node;
    }
    list->children = ordered;
    return FB_OK;
}

/* Orders lists, and gives nodes their places where these are not those of the record. */
static fb_status set_places(struct fb_docx_store *store)
{
    for (size_t i = 0; i < store->changed.count; i++) {
        struct fb_docx_node *node = store->changed.items[i];
        size_t number = 0;

        if (node->keys > 0)
            FB_TRY(order_items(store, node));
        for (size_t k = 0; k < node->child_count; k++) {
            number = fb_docx_number_of(node, k, node->children[k]->name, number);
            node->children[k]->place = (uint32_t)number;
        }
    }
    return FB_OK;
}

/* ---- fields ---- */

/* Where values stand: the row's items, of which most values of a long table are, or NULL. */
struct surroundings {
    struct fb_docx_node *item, *beside;
    size_t rows; /* items whose cells are merged into the one with the values */
};

/* Gives the node of a value. */
static fb_status node_of_value(struct fb_docx_store *store, const struct fb_shown *shown,
                               const struct surroundings *around, struct fb_docx_node **out)
{
    *out = NULL;
    if (shown->node == NULL)
        return fb_docx_need_node(store, shown->path, out);
    if (around->item != NULL)
        *out = fb_docx_child_with(around->item, shown->node, 1);
    if (*out == NULL && around->beside != NULL)
        *out = fb_docx_child_with(around->beside, shown->node, 1);
    if (*out == NULL)
        *out = fb_docx_node_with(store, shown->node);
    return *out != NULL ? FB_OK : FB_ERR_INTERNAL;
}

/* Makes the field of a value that is new. */
static void add_field(struct fb_docx_store *store, struct fb_docx_field *field,
                      const struct fb_shown *shown, size_t rows)
{
    store->order[store->field_count++] = shown->number;
    *field = (struct fb_docx_field){.shown = shown,
                                    .rows = (uint32_t)rows,
                                    .number = (uint32_t)store->field_count,
                                    .lines = strchr(shown->text, '\n') != NULL};
}

/* Lists what a paragraph shows. */
static fb_status add_marks(struct fb_docx_store *store, const struct fb_paragraph *paragraph,
                           const struct surroundings *around)
{
    size_t length = 0;

    for (size_t i = 0; i < paragraph->run_count; i++)
        length += paragraph->runs[i].length;
    for (size_t i = 0; i < paragraph->mark_count; i++) {
        const struct fb_shown_mark *mark = &paragraph->marks[i];
        const struct fb_shown *shown = mark->shown;
        struct fb_docx_field *field = &store->fields[shown->number];

        if (field->number == 0) {
            add_field(store, field, shown, around->rows);
            if (shown->kind != FB_SHOWN_FIXED)
                FB_TRY(node_of_value(store, shown, around, &field->node));
        }
        if (field->lines && mark->length < length)
            field->mixed = true;
    }
    return FB_OK;
}

/* Returns how many items have a row among those that a cell spans. */
static size_t count_items(const struct fb_table *table, size_t row, size_t span)
{
    size_t count = 1;

    for (size_t i = row + 1; i < row + span && i < table->row_count; i++)
        count += table->rows[i].item != table->rows[i - 1].item;
    return count;
}

static fb_status add_row(struct fb_docx_store *store, const struct fb_docx_row_items *out,
                         size_t index)
{
    const struct fb_table *table = out->table;
    const struct fb_row *row = &table->rows[index];
    struct surroundings around;

    FB_TRY(add_item(store, row->item, &around.item));
    FB_TRY(add_item(store, row->beside, &around.beside));
    /* A row of a header is no item of a section, nor is one of two lists. */
    if (index >= table->header_rows && around.beside == NULL)
        out->items[index] = around.item;
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct fb_cell *cell = &row->cells[i];
        around.rows = row->item == NULL ? 1 : count_items(table, index, cell->row_span);
        for (size_t j = 0; j < cell->paragraph_count; j++)
            FB_TRY(add_marks(store, &cell->paragraphs[j], &around));
    }
    return FB_OK;
}

static fb_status add_table(struct fb_docx_store *store, const struct fb_table *table)
{
    struct fb_docx_row_items *out = FB_PUSH(store->arena, &store->tables);

    FB_NEED(out);
    out->table = table;
    out->items = FB_NEW_ARRAY(store->arena, const struct fb_docx_node *, table->row_count);
    FB_NEED(out->items);
    for (size_t i = 0; i < table->row_count; i++)
        FB_TRY(add_row(store, out, i));
    return FB_OK;
}

static fb_status add_block(struct fb_docx_store *store, const struct fb_block *block)
{
    static const struct surroundings none = {.rows = 1};

    return block->kind == FB_BLOCK_PARAGRAPH ? add_marks(store, &block->as.paragraph, &none)
                                             : add_table(store, &block->as.table);
}

static fb_status add_document(struct fb_docx_store *store, const struct fb_doc *doc)
{
    store->fields = FB_NEW_ARRAY(store->arena, struct fb_docx_field, doc->shown_count);
    store->order = FB_NEW_ARRAY(store->arena, uint32_t, doc->shown_count);
    FB_NEED(store->fields);
    FB_NEED(store->order);
    for (size_t i = 0; i < doc->section_count; i++) {
        for (size_t j = 0; j < doc->sections[i].block_count; j++)
            FB_TRY(add_block(store, &doc->sections[i].blocks[j]));
    }
    return FB_OK;
}

/*
 * Gives each node the text of the first control that shows it: that is what Word would put into the
 * control again. A control that shows another text, or no element that holds text, cannot be bound.
 */
static void set_values(struct fb_docx_store *store)
{
    for (size_t i = 0; i < store->field_count; i++) {
        struct fb_docx_field *field = &store->fields[store->order[i]];
        struct fb_docx_node *node = field->node;

        if (node == NULL)
            continue;
        if (field->mixed || node->child_count > 0 ||
            (node->shown && strcmp(node->text, field->shown->text) != 0)) {
            field->node = NULL;
        } else {
            node->shown = true;
            node->text = field->shown->text;
        }
    }
}

fb_status fb_docx_store_build(struct fb_docx_store *out, struct fb_arena *arena,
                              const struct fb_doc *doc, const struct fb_docx_setup *setup)
{
    *out = (struct fb_docx_store){.arena = arena, .doc = doc};
    fb_buffer_init(&out->path, FB_BUFFER_OUTPUT_LIMIT);
    FB_TRY(fb_docx_copy_record(out, setup));
    FB_TRY(add_document(out, doc));
    set_values(out);
    return set_places(out);
}

void fb_docx_store_release(struct fb_docx_store *store)
{
    fb_buffer_release(&store->path);
}

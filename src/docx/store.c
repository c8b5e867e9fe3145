#include "docx/store.h"

#include "doc/docx_parts.h"

#include <string.h>

/* ---- nodes ---- */

/* Tells whether a node is a list itself, not one of its items, which have the same field. */
static bool is_list(const struct fb_docx_node *node)
{
    return node->field != NULL && node->field->kind == FB_FIELD_LIST &&
           (node->parent == NULL || node->parent->field != node->field);
}

static const struct fb_field *field_below(const struct fb_docx_node *parent, const char *name)
{
    if (parent->field == NULL)
        return NULL;
    if (is_list(parent))
        return strcmp(parent->field->item, name) == 0 ? parent->field : NULL;
    return fb_field_find(parent->field, name);
}

/* Makes a node that is not yet among the children of its parent. */
static fb_status new_node(struct fb_docx_store *store, struct fb_docx_node *parent,
                          const char *name, size_t number, struct fb_docx_node **out)
{
    struct fb_docx_node *node = FB_NEW(store->arena, struct fb_docx_node);

    FB_NEED(node);
    node->name = name;
    node->parent = parent;
    node->number = (uint32_t)number;
    if (parent != NULL)
        node->field = field_below(parent, name);
    *out = node;
    return FB_OK;
}

/* Puts a node before the first sibling that the template declares later. */
static fb_status adopt(struct fb_docx_store *store, struct fb_docx_node *parent,
                       struct fb_docx_node *node)
{
    bool ordered = node->field != NULL && !is_list(parent);
    struct fb_docx_node **last = FB_PUSH(store->arena, &parent->children);
    size_t at = parent->children.count - 1;

    FB_NEED(last);
    for (size_t i = 0; ordered && i < at; i++) {
        const struct fb_field *field = parent->children.items[i]->field;
        if (field != NULL && field > node->field)
            at = i;
    }
    memmove(&parent->children.items[at + 1], &parent->children.items[at],
            (parent->children.count - 1 - at) * sizeof *last);
    parent->children.items[at] = node;
    return FB_OK;
}

/* Returns the number of child `index` among those of its name; `before` is that of the one before.
 */
static size_t number_of(const struct fb_docx_node *parent, size_t index, const char *name,
                        size_t before)
{
    struct fb_docx_node *const *children = parent->children.items;
    size_t number = 1;

    if (index > 0 && strcmp(children[index - 1]->name, name) == 0)
        return before + 1;
    for (size_t i = 0; i < index; i++)
        number += strcmp(children[i]->name, name) == 0;
    return number;
}

/* Copies what is in an element; the depth is bounded by FB_XML_DEPTH_LIMIT. */
static fb_status copy_content(struct fb_docx_store *store, struct fb_docx_node *node,
                              const struct fb_xml_node *element)
{
    size_t number = 0;

    node->element = element;
    for (const struct fb_xml_node *child = fb_xml_first(element); child != NULL;
         child = fb_xml_next(child)) {
        const char *name = fb_xml_name(child);
        struct fb_docx_node *copy, **added;

        number = number_of(node, node->children.count, name, number);
        added = FB_PUSH(store->arena, &node->children);
        FB_NEED(added);
        FB_TRY(new_node(store, node, name, number, &copy));
        *added = copy;
        FB_TRY(copy_content(store, copy, child));
    }
    return FB_OK;
}

static fb_status copy_record(struct fb_docx_store *store, const struct fb_docx_setup *setup)
{
    const struct fb_xml_node *root = fb_xml_root(setup->record);

    store->root_path = fb_xml_path(store->arena, root);
    FB_NEED(store->root_path);
    FB_TRY(new_node(store, NULL, fb_xml_name(root), 1, &store->root));
    store->root->field = &setup->template->record;
    return copy_content(store, store->root, root);
}

/* Gives the child that a step leads to, and makes it if the record has none. */
static fb_status need_child(struct fb_docx_store *store, struct fb_docx_node *parent,
                            const struct fb_docx_step *step, struct fb_docx_node **out)
{
    const char *name;

    *out = fb_docx_child_at(parent, step);
    if (*out != NULL)
        return FB_OK;
    name = fb_arena_copy(store->arena, step->name, step->length);
    FB_NEED(name);
    FB_TRY(new_node(store, parent, name, step->number, out));
    (*out)->text = "";
    return adopt(store, parent, *out);
}

/* Gives the node of a path in the record, and makes it, and those above, if it has none. */
static fb_status need_node(struct fb_docx_store *store, const char *path, struct fb_docx_node **out)
{
    size_t root_length = strlen(store->root_path);
    const char *rest = path + root_length;
    struct fb_docx_node *node = store->root;
    struct fb_docx_step step;

    if (strncmp(path, store->root_path, root_length) != 0)
        return FB_ERR_INTERNAL;
    while (*rest != '\0') {
        rest = fb_docx_read_step(&step, rest);
        if (rest == NULL)
            return FB_ERR_INTERNAL;
        FB_TRY(need_child(store, node, &step, &node));
    }
    *out = node;
    return FB_OK;
}

/* ---- items ---- */

/* Makes a blank item with the fields that its place in the form gives it. */
static fb_status fill_blank(struct fb_docx_store *store, struct fb_docx_node *node,
                            const struct fb_item *item)
{
    for (size_t i = 0; i < item->level_count; i++) {
        const char *name = item->levels[i].name;
        struct fb_docx_step step = {name, strlen(name), 1};
        struct fb_docx_node *level;

        FB_TRY(need_child(store, node, &step, &level));
        level->text = item->levels[i].value;
    }
    return FB_OK;
}

/* Gives an item the next key of its list, the first time that it is printed; NULL: there is none.
 */
static fb_status add_item(struct fb_docx_store *store, const struct fb_item *item,
                          struct fb_docx_node **out)
{
    struct fb_docx_node *node;

    *out = NULL;
    if (item == NULL)
        return FB_OK;
    FB_TRY(need_node(store, item->path, &node));
    *out = node;
    if (node->key > 0 || node->parent == NULL)
        return FB_OK;
    node->key = ++node->parent->keys;
    return item->blank ? fill_blank(store, node, item) : FB_OK;
}

/* Orders a list: what is no item, then the items by their keys; those not printed come last. */
static fb_status order_items(struct fb_docx_store *store, struct fb_docx_node *list)
{
    size_t count = list->children.count, others = 0;
    struct fb_docx_node **ordered = FB_NEW_ARRAY(store->arena, struct fb_docx_node *, count);
    const char *item = NULL;

    FB_NEED(ordered);
    for (size_t i = 0; i < count && item == NULL; i++)
        item = list->children.items[i]->key > 0 ? list->children.items[i]->name : NULL;
    for (size_t i = 0; i < count; i++) {
        struct fb_docx_node *node = list->children.items[i];
        if (strcmp(node->name, item) != 0)
            ordered[others++] = node;
        else if (node->key == 0)
            node->key = ++list->keys;
    }
    for (size_t i = 0; i < count; i++) {
        struct fb_docx_node *node = list->children.items[i];
        if (node->key > 0)
            ordered[others + node->key - 1] = node;
    }
    list->children.items = ordered;
    list->children.capacity = count;
    return FB_OK;
}

/* Orders lists and gives all nodes below their places in the store. */
static fb_status set_places(struct fb_docx_store *store, struct fb_docx_node *node)
{
    size_t number = 0;

    if (node->keys > 0)
        FB_TRY(order_items(store, node));
    for (size_t i = 0; i < node->children.count; i++) {
        struct fb_docx_node *child = node->children.items[i];

        number = number_of(node, i, child->name, number);
        child->place = (uint32_t)number;
        FB_TRY(set_places(store, child));
    }
    return FB_OK;
}

/* ---- fields ---- */

/* Lists what a paragraph shows. */
static fb_status add_marks(struct fb_docx_store *store, const struct fb_paragraph *paragraph,
                           size_t rows)
{
    size_t length = 0;

    for (size_t i = 0; i < paragraph->run_count; i++)
        length += paragraph->runs[i].length;
    for (size_t i = 0; i < paragraph->mark_count; i++) {
        const struct fb_shown_mark *mark = &paragraph->marks[i];
        struct fb_docx_field *field = &store->fields[mark->shown->number];
        bool lines = strchr(mark->shown->text, '\n') != NULL;

        if (field->number == 0) {
            *field = (struct fb_docx_field){.shown = mark->shown,
                                            .rows = rows,
                                            .number = store->field_count + 1,
                                            .lines = lines};
            store->order[store->field_count++] = field;
            field->tag = fb_arena_counted(store->arena, FB_DOCX_TAG_PREFIX, field->number);
            FB_NEED(field->tag);
        }
        if (lines && mark->length < length)
            field->mixed = true;
        if (mark->shown->path != NULL && mark->shown->kind != FB_SHOWN_FIXED)
            FB_TRY(need_node(store, mark->shown->path, &field->node));
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
    struct fb_docx_node *item, *beside;

    FB_TRY(add_item(store, row->item, &item));
    FB_TRY(add_item(store, row->beside, &beside));
    /* A row of a header is no item of a section, nor is one of two lists. */
    if (index >= table->header_rows && beside == NULL)
        out->items[index] = item;
    for (size_t i = 0; i < row->cell_count; i++) {
        const struct fb_cell *cell = &row->cells[i];
        size_t rows = row->item == NULL ? 1 : count_items(table, index, cell->row_span);
        for (size_t j = 0; j < cell->paragraph_count; j++)
            FB_TRY(add_marks(store, &cell->paragraphs[j], rows));
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
    return block->kind == FB_BLOCK_PARAGRAPH ? add_marks(store, &block->as.paragraph, 1)
                                             : add_table(store, &block->as.table);
}

static fb_status add_document(struct fb_docx_store *store, const struct fb_doc *doc)
{
    store->fields = FB_NEW_ARRAY(store->arena, struct fb_docx_field, doc->shown_count);
    store->order = FB_NEW_ARRAY(store->arena, struct fb_docx_field *, doc->shown_count);
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
        struct fb_docx_field *field = store->order[i];
        struct fb_docx_node *node = field->node;

        if (node == NULL || field->mixed || node->children.count > 0)
            field->node = NULL;
        else if (node->shown == NULL)
            node->shown = field->shown;
        else if (strcmp(node->shown->text, field->shown->text) != 0)
            field->node = NULL;
    }
}

fb_status fb_docx_store_build(struct fb_docx_store *out, struct fb_arena *arena,
                              const struct fb_doc *doc, const struct fb_docx_setup *setup)
{
    *out = (struct fb_docx_store){.arena = arena, .doc = doc};
    fb_buffer_init(&out->path, FB_BUFFER_OUTPUT_LIMIT);
    FB_TRY(copy_record(out, setup));
    FB_TRY(add_document(out, doc));
    set_values(out);
    return set_places(out, out->root);
}

void fb_docx_store_release(struct fb_docx_store *store)
{
    fb_buffer_release(&store->path);
}

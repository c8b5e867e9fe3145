/*
 * store_nodes.c: the nodes of the store: those of the record, and those that it lacks.
 */
#include "docx/store_nodes.h"

#include "data/value.h"

#include <string.h>

/* ---- nodes ---- */

/* Makes a node that is not yet among the children of its parent. */
static fb_status new_node(struct fb_docx_store *store, struct fb_docx_node *parent,
                          const char *name, size_t number, struct fb_docx_node **out)
{
    struct fb_docx_node *node = FB_NEW(store->arena, struct fb_docx_node);

    FB_NEED(node);
    node->name = name;
    node->parent = parent;
    node->number = (uint32_t)number;
    node->place = node->number;
    *out = node;
    return FB_OK;
}

fb_status fb_docx_note_change(struct fb_docx_store *store, struct fb_docx_node *node)
{
    struct fb_docx_node **noted;

    if (node->changed)
        return FB_OK;
    noted = FB_PUSH(store->arena, &store->changed);
    FB_NEED(noted);
    *noted = node;
    node->changed = true;
    return FB_OK;
}

/* Gives a node room for so many children. */
static fb_status set_room(struct fb_docx_store *store, struct fb_docx_node *node, size_t room)
{
    struct fb_docx_node **children = FB_NEW_ARRAY(store->arena, struct fb_docx_node *, room);

    FB_NEED(children);
    if (node->child_count > 0)
        memcpy(children, node->children, node->child_count * sizeof(struct fb_docx_node *));
    node->children = children;
    return FB_OK;
}

/* Makes room for one child more. */
static fb_status make_room(struct fb_docx_store *store, struct fb_docx_node *node)
{
    size_t count = node->child_count;

    if ((count & (count - 1)) != 0)
        return FB_OK;
    return set_room(store, node, count > 0 ? 2 * count : 1);
}

/* ---- what the template declares ---- */

/* What is declared of a node. */
struct declared {
    const struct fb_field *field; /* NULL: nothing */
    bool list;                    /* it is a list itself, not one of its items */
};

/* A list and its items have the same field. */
static struct declared declared_below(struct declared above, const char *name)
{
    const struct fb_field *field = NULL;

    if (above.list)
        field = strcmp(above.field->item, name) == 0 ? above.field : NULL;
    else if (above.field != NULL)
        field = fb_field_find(above.field, name);
    return (struct declared){field,
                             field != NULL && field->kind == FB_FIELD_LIST && field != above.field};
}

/* The depth is bounded by FB_XML_DEPTH_LIMIT. */
static struct declared declared_of(const struct fb_docx_store *store,
                                   const struct fb_docx_node *node)
{
    if (node->parent == NULL)
        return (struct declared){store->record, store->record->kind == FB_FIELD_LIST};
    return declared_below(declared_of(store, node->parent), node->name);
}

/* Returns where a new child goes: before the first sibling that the template declares later. */
static size_t place_for(const struct fb_docx_store *store, const struct fb_docx_node *parent,
                        const char *name)
{
    struct declared above = declared_of(store, parent), own = declared_below(above, name);

    for (size_t i = 0; own.field != NULL && !above.list && i < parent->child_count; i++) {
        if (declared_below(above, parent->children[i]->name).field > own.field)
            return i;
    }
    return parent->child_count;
}

static fb_status adopt(struct fb_docx_store *store, struct fb_docx_node *parent,
                       struct fb_docx_node *node)
{
    size_t at = place_for(store, parent, node->name);

    FB_TRY(fb_docx_note_change(store, parent));
    FB_TRY(make_room(store, parent));
    memmove(&parent->children[at + 1], &parent->children[at],
            (parent->child_count - at) * sizeof(struct fb_docx_node *));
    parent->children[at] = node;
    parent->child_count++;
    return FB_OK;
}

/* ---- the record ---- */

size_t fb_docx_number_of(const struct fb_docx_node *parent, size_t index, const char *name,
                         size_t before)
{
    size_t number = 1;

    if (index > 0 && strcmp(parent->children[index - 1]->name, name) == 0)
        return before + 1;
    for (size_t i = 0; i < index; i++)
        number += strcmp(parent->children[i]->name, name) == 0;
    return number;
}

/* Returns how many children there is to be room for at first: that of all, if they are few. */
static size_t first_room(const struct fb_xml_node *child)
{
    enum { MANY = 16 };
    size_t count = 0, room = 1;

    for (; child != NULL && count < MANY; child = fb_xml_next(child))
        count++;
    while (room < count)
        room *= 2;
    return room;
}

/* Copies what is in an element; the depth is bounded by FB_XML_DEPTH_LIMIT. */
static fb_status copy_content(struct fb_docx_store *store, struct fb_docx_node *node,
                              const struct fb_xml_node *element)
{
    const struct fb_xml_node *child = fb_xml_first(element);
    size_t number = 0, room = first_room(child);

    node->element = element;
    if (child == NULL) {
        FB_NEED(node->text = fb_value_of(element));
        return FB_OK;
    }
    FB_TRY(set_room(store, node, room));
    for (; child != NULL; child = fb_xml_next(child)) {
        const char *name = fb_xml_name(child);
        struct fb_docx_node *copy;

        number = fb_docx_number_of(node, node->child_count, name, number);
        FB_TRY(new_node(store, node, name, number, &copy));
        if (node->child_count == room)
            FB_TRY(set_room(store, node, room *= 2));
        node->children[node->child_count++] = copy;
        FB_TRY(copy_content(store, copy, child));
    }
    return FB_OK;
}

fb_status fb_docx_copy_record(struct fb_docx_store *store, const struct fb_docx_setup *setup)
{
    const struct fb_xml_node *root = fb_xml_root(setup->record);

    store->root_path = fb_xml_path(store->arena, root);
    FB_NEED(store->root_path);
    FB_TRY(new_node(store, NULL, fb_xml_name(root), 1, &store->root));
    store->record = &setup->template->record;
    return copy_content(store, store->root, root);
}

fb_status fb_docx_need_child(struct fb_docx_store *store, struct fb_docx_node *parent,
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

fb_status fb_docx_need_node(struct fb_docx_store *store, const char *path,
                            struct fb_docx_node **out)
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
        FB_TRY(fb_docx_need_child(store, node, &step, &node));
    }
    *out = node;
    return FB_OK;
}

struct fb_docx_node *fb_docx_node_with(struct fb_docx_store *store,
                                       const struct fb_xml_node *element)
{
    const struct fb_xml_node *above = fb_xml_parent(element);
    struct fb_docx_node *parent;

    if (above == NULL)
        return store->root->element == element ? store->root : NULL;
    parent = fb_docx_node_with(store, above);
    return parent != NULL ? fb_docx_child_with(parent, element, (uint32_t)fb_xml_number_of(element))
                          : NULL;
}

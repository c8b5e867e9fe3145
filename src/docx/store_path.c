/*
 * store_path.c: nodes of the store by their paths, and the paths of nodes.
 *
 * A record of 100,000 items has half a million nodes. So a path is not kept: it is written where it
 * is needed, of the numbers of a node and those above it; and a node is found along its path, each
 * step near the one that was looked for before.
 */
#include "docx/store.h"

#include "doc/docx_parts.h"

/* ---- from a path to its node ---- */

const char *fb_docx_read_step(struct fb_docx_step *out, const char *path)
{
    const char *at;

    if (*path != '/')
        return NULL;
    *out = (struct fb_docx_step){.name = path + 1, .length = strcspn(path + 1, "[/")};
    at = out->name + out->length;
    if (*at++ != '[')
        return NULL;
    for (; *at >= '0' && *at <= '9'; at++)
        out->number = out->number * 10 + (uint32_t)(*at - '0');
    return *at == ']' ? at + 1 : NULL;
}

static bool has_name(const struct fb_docx_node *node, const struct fb_docx_step *step)
{
    return strncmp(node->name, step->name, step->length) == 0 && node->name[step->length] == '\0';
}

static bool is_at(const struct fb_docx_node *node, const struct fb_docx_step *step)
{
    return node->number == step->number && has_name(node, step);
}

/* Where the child of a number is, if it has the name of the one that was looked for last. */
static size_t near_place(const struct fb_docx_node *parent, uint32_t number)
{
    int64_t place = (int64_t)parent->near + number - parent->children[parent->near]->number;

    if (place < 0)
        return 0;
    return place < parent->child_count ? (size_t)place : parent->child_count - 1;
}

/* What child is looked for: that of an element, or, if it is NULL, that of a step. */
struct sought {
    const struct fb_xml_node *element;
    const struct fb_docx_step *step;
};

static bool is_sought(const struct fb_docx_node *node, struct sought sought)
{
    return sought.element != NULL ? node->element == sought.element : is_at(node, sought.step);
}

/* Looks for a child from where it is likely to be, outwards. */
static struct fb_docx_node *search(struct fb_docx_node *parent, size_t likely, struct sought sought)
{
    struct fb_docx_node *const *children = parent->children;
    size_t count = parent->child_count;

    for (size_t distance = 0; distance < count; distance++) {
        size_t above = likely + distance, below = likely - distance, at;

        if (above < count && is_sought(children[above], sought))
            at = above;
        else if (distance <= likely && is_sought(children[below], sought))
            at = below;
        else
            continue;
        parent->near = at & FB_DOCX_NEAR;
        return children[at];
    }
    return NULL;
}

struct fb_docx_node *fb_docx_child_at(struct fb_docx_node *parent, const struct fb_docx_step *step)
{
    size_t likely = parent->near;

    if (parent->child_count > 0 && has_name(parent->children[likely], step))
        likely = near_place(parent, step->number);
    return search(parent, likely, (struct sought){.step = step});
}

struct fb_docx_node *fb_docx_child_with(struct fb_docx_node *parent,
                                        const struct fb_xml_node *element, uint32_t number)
{
    size_t likely = parent->child_count > 0 ? near_place(parent, number) : 0;

    return search(parent, likely, (struct sought){.element = element});
}

/* ---- from a node to its path ---- */

static void put_steps(struct fb_buffer *out, const struct fb_docx_node *node,
                      enum fb_docx_tree tree)
{
    if (node->parent == NULL)
        return;
    put_steps(out, node->parent, tree);
    fb_buffer_append_char(out, '/');
    fb_buffer_append_string(out, node->name);
    fb_buffer_append_char(out, '[');
    fb_buffer_append_number(out, tree == FB_DOCX_IN_RECORD ? node->number : node->place);
    fb_buffer_append_char(out, ']');
}

const char *fb_docx_path(struct fb_docx_store *store, const struct fb_docx_node *node,
                         enum fb_docx_tree tree)
{
    fb_buffer_cut(&store->path, 0);
    fb_buffer_append_string(&store->path, store->root_path);
    put_steps(&store->path, node, tree);
    return store->path.data;
}

const char *fb_docx_path_below_root(struct fb_docx_store *store, const struct fb_docx_node *node)
{
    fb_buffer_cut(&store->path, 0);
    put_steps(&store->path, node, FB_DOCX_IN_STORE);
    return store->path.data;
}

const char *fb_docx_tag(struct fb_docx_store *store, const struct fb_docx_field *field)
{
    fb_buffer_cut(&store->path, 0);
    fb_buffer_append_string(&store->path, FB_DOCX_TAG_PREFIX);
    fb_buffer_append_number(&store->path, field->number);
    return store->path.data;
}

const struct fb_docx_node **fb_docx_items_of(const struct fb_docx_store *store,
                                             const struct fb_table *table)
{
    size_t index = 0;

    while (store->tables.items[index].table != table)
        index++;
    return store->tables.items[index].items;
}

/*
 * store_path.c: nodes of the store by their paths, and the paths of nodes.
 *
 * A record of 100,000 items has half a million nodes. So a path is not kept: it is written where it
 * is needed, of the numbers of a node and those above it; and a node is found along its path, each
 * step near the one that was looked for before.
 */
#include "docx/store.h"

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

/* Where a child should be, if between it and the one before stand only such as have its name. */
static size_t likely_place(const struct fb_docx_node *parent, const struct fb_docx_step *step)
{
    const struct fb_docx_node *near = parent->children.items[parent->near];
    int64_t place = parent->near;

    if (has_name(near, step))
        place += (int64_t)step->number - near->number;
    if (place < 0)
        return 0;
    return (size_t)place < parent->children.count ? (size_t)place : parent->children.count - 1;
}

struct fb_docx_node *fb_docx_child_at(struct fb_docx_node *parent, const struct fb_docx_step *step)
{
    struct fb_docx_node *const *children = parent->children.items;
    size_t count = parent->children.count;
    size_t likely = count > 0 ? likely_place(parent, step) : 0;

    for (size_t distance = 0; distance < count; distance++) {
        size_t above = likely + distance, below = likely - distance;

        if (above < count && is_at(children[above], step))
            parent->near = (uint32_t)above;
        else if (distance <= likely && is_at(children[below], step))
            parent->near = (uint32_t)below;
        else
            continue;
        return children[parent->near];
    }
    return NULL;
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

const struct fb_docx_node **fb_docx_items_of(const struct fb_docx_store *store,
                                             const struct fb_table *table)
{
    size_t index = 0;

    while (store->tables.items[index].table != table)
        index++;
    return store->tables.items[index].items;
}

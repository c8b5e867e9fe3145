#include "docx/rows.h"

#include "docx/control.h"

#include <string.h>

/* The rows of one table while they are written. */
struct rows {
    struct fb_xml_writer *xml;
    const struct fb_docx_context *context;
    const struct fb_docx_node **items; /* innermost, of each row; NULL: none */
    fb_docx_row_writer *write;
    const void *writing;
};

/* Finds the item of each row; a document without a record has none. */
static fb_status find_items(struct rows *rows, const struct fb_table *table)
{
    const struct fb_docx_store *store = rows->context->store;

    rows->items = store != NULL ? fb_docx_items_of(store, table)
                                : FB_NEW_ARRAY(rows->context->arena, const struct fb_docx_node *,
                                               table->row_count);
    FB_NEED(rows->items);
    return FB_OK;
}

/* Returns how many lists a node is in, as their item or in one. */
static size_t depth_of(const struct fb_docx_node *node)
{
    size_t depth = 0;

    for (; node != NULL; node = node->parent)
        depth += node->key > 0;
    return depth;
}

/* Returns the item of a row among those of a list in `depth` others; NULL if it is in none. */
static const struct fb_docx_node *item_at(const struct rows *rows, size_t row, size_t depth)
{
    const struct fb_docx_node *node = rows->items[row];

    while (node != NULL && (node->key == 0 || depth_of(node) > depth + 1))
        node = node->parent;
    return node != NULL && depth_of(node) == depth + 1 ? node : NULL;
}

/* Returns the row after the last one of the item, or list, that the row `from` is of. */
static size_t end_of(const struct rows *rows, size_t from, size_t to, size_t depth, bool list)
{
    const struct fb_docx_node *first = item_at(rows, from, depth);
    size_t row = from + 1;

    for (; row < to; row++) {
        const struct fb_docx_node *item = item_at(rows, row, depth);
        if (list ? item == NULL || item->parent != first->parent : item != first)
            break;
    }
    return row;
}

/* Tells whether rows of one list have all its items, each once. */
static bool is_whole_list(const struct rows *rows, size_t from, size_t to, size_t depth)
{
    const struct fb_docx_node *last = NULL;
    size_t key = 0;

    for (size_t row = from; row < to; row++) {
        const struct fb_docx_node *item = item_at(rows, row, depth);
        if (item == last)
            continue;
        if (item->key != ++key || (last != NULL && strcmp(item->name, last->name) != 0))
            return false;
        last = item;
    }
    return last != NULL && key == last->parent->keys;
}

static fb_status write_rows(const struct rows *rows, size_t from, size_t to, size_t depth);

/* Writes the rows of one list as a section, or plainly; the depth is that of the record. */
static fb_status write_list(const struct rows *rows, size_t from, size_t to, size_t depth)
{
    const struct fb_docx_node *item = item_at(rows, from, depth);
    bool section = is_whole_list(rows, from, to, depth);

    if (section)
        fb_docx_begin_section(rows->xml, rows->context, item->parent, item->name);
    for (size_t row = from, end; row < to; row = end) {
        end = end_of(rows, row, to, depth, false);
        if (section)
            fb_docx_begin_item(rows->xml, rows->context);
        FB_TRY(write_rows(rows, row, end, depth + 1));
        if (section)
            fb_docx_end_control(rows->xml);
    }
    if (section)
        fb_docx_end_control(rows->xml);
    return FB_OK;
}

static fb_status write_rows(const struct rows *rows, size_t from, size_t to, size_t depth)
{
    for (size_t row = from, end; row < to; row = end) {
        end = row + 1;
        if (item_at(rows, row, depth) == NULL) {
            FB_TRY(rows->write(rows->writing, row));
            continue;
        }
        end = end_of(rows, row, to, depth, true);
        FB_TRY(write_list(rows, row, end, depth));
    }
    return FB_OK;
}

fb_status fb_docx_write_rows(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                             const struct fb_table *table, fb_docx_row_writer *write,
                             const void *writing)
{
    struct rows rows = {.xml = xml, .context = context, .write = write, .writing = writing};

    FB_TRY(find_items(&rows, table));
    return write_rows(&rows, 0, table->row_count, 0);
}

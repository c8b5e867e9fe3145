/*
 * tree.h: a record that is changed and written anew.
 *
 * Only what is data: elements, their attributes in order, their values (data/value.h). An element
 * has a value or elements. Each knows the element of another tree that it was copied from, so that
 * what became of a record can be told from what it was. All lives in an arena.
 */
#ifndef FB_EXTRACT_TREE_H
#define FB_EXTRACT_TREE_H

#include "base/vector.h"
#include "xml/document.h"

#include <stdbool.h>

struct fb_tree_attribute {
    const char *name;
    const char *value;
};

struct fb_tree {
    const char *name;
    const char *value; /* NULL: it has elements, or an empty value */
    struct fb_tree *parent;
    const struct fb_tree *origin;      /* what it was copied from; NULL: it is new */
    const struct fb_xml_node *element; /* what it was read from; NULL: nothing */
    FB_VECTOR(struct fb_tree_attribute) attributes;
    FB_VECTOR(struct fb_tree *) children;
};

/* Reads an element and all in it. NULL when memory is used up. */
struct fb_tree *fb_tree_read(struct fb_arena *arena, const struct fb_xml_node *element);

/* Copies a tree; each element of the copy has its origin there. */
struct fb_tree *fb_tree_copy(struct fb_arena *arena, const struct fb_tree *tree);

/* Makes an element without a parent. */
struct fb_tree *fb_tree_new(struct fb_arena *arena, const char *name, const char *value);

/* Puts an element among the children at `index`, at most their number. */
FB_MUST_USE fb_status fb_tree_insert(struct fb_arena *arena, struct fb_tree *parent, size_t index,
                                     struct fb_tree *child);
void fb_tree_remove(struct fb_tree *child);

/* Returns the place of an element among its parent's children. */
size_t fb_tree_index(const struct fb_tree *child);

/* Returns the place of an element among its parent's children of its name, from 1. */
size_t fb_tree_number(const struct fb_tree *child);

/* Returns the child of a name and number, from 1, or NULL. */
struct fb_tree *fb_tree_child(const struct fb_tree *parent, const char *name, size_t number);

/*
 * Returns the element at the end of some steps in the one form (binding.h), or NULL: of a path
 * whose first step is `root`, or of the rest of one, below an element.
 */
struct fb_tree *fb_tree_find(struct fb_tree *root, const char *path);
struct fb_tree *fb_tree_below(struct fb_tree *element, const char *steps);

/* Returns the path of an element in the one form. NULL when memory is used up. */
char *fb_tree_path(struct fb_arena *arena, const struct fb_tree *element);

/* Returns the value; "" for none. */
const char *fb_tree_value(const struct fb_tree *element);
const char *fb_tree_attribute(const struct fb_tree *element, const char *name);

/* Returns true if names, attributes, values and order are the same. */
bool fb_tree_equal(const struct fb_tree *a, const struct fb_tree *b);

/* Returns true if no element of it has a value other than "". */
bool fb_tree_blank(const struct fb_tree *tree);

/* Makes a document of the tree, without places; it is owned by the caller. */
FB_MUST_USE fb_status fb_tree_document(struct fb_xml **out, const struct fb_tree *tree);

#endif

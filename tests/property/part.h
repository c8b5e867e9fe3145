/*
 * part.h: a part of a package as a tree that can be changed and written again.
 *
 * Reads what this program writes: no CDATA, comments or instructions but the declaration. Names are
 * qualified, as in "w:sdt", and texts and values are kept as XML has them, with their references.
 * All lives in an arena.
 */
#ifndef FB_TESTS_PART_H
#define FB_TESTS_PART_H

#include "base/arena.h"
#include "base/buffer.h"

#include <stdbool.h>

struct part_attribute {
    const char *name, *value;
    struct part_attribute *next;
};

/* An element, or a text if it has no name. */
struct part_node {
    const char *name, *text;
    struct part_attribute *attributes;
    struct part_node *parent, *first, *last, *before, *next;
    struct part_node *twin; /* in the copy made last */
};

/* Reads a text of XML. */
struct part_node *part_read(struct fb_arena *arena, const char *text);

/* Copies an element and all in it; the copy has no parent. */
struct part_node *part_copy(struct fb_arena *arena, struct part_node *node);

/* Appends an element as XML, without a declaration. */
void part_write(struct fb_buffer *out, const struct part_node *node);

struct part_node *part_new(struct fb_arena *arena, const char *name);
struct part_node *part_new_text(struct fb_arena *arena, const char *text);

/* Puts a node before another below `parent`; NULL: at the end. */
void part_insert(struct part_node *parent, struct part_node *before, struct part_node *node);
void part_remove(struct part_node *node);

/* Puts what an element has in its place. */
void part_unwrap(struct part_node *node);

/* Puts an element around a node. */
struct part_node *part_wrap(struct fb_arena *arena, struct part_node *node, const char *name);

/* Takes all out of an element. */
void part_clear(struct part_node *node);

/* Returns the next node below `top` in the order of the text, or NULL; begins with `top`. */
struct part_node *part_after(const struct part_node *top, struct part_node *node);

bool part_is(const struct part_node *node, const char *name);
const char *part_attribute(const struct part_node *node, const char *name);
void part_set(struct fb_arena *arena, struct part_node *node, const char *name, const char *value);
struct part_node *part_child(const struct part_node *node, const char *name);

/* Returns the nearest element of a name around a node, or NULL. */
struct part_node *part_above(const struct part_node *node, const char *name);

/* Returns the element at steps such as "/指标[2]/名称[1]" below one, or NULL. */
struct part_node *part_find(struct part_node *node, const char *steps);

/* The text of an element, its references resolved; and the other way round. */
const char *part_text(struct fb_arena *arena, const struct part_node *node);
const char *part_plain(struct fb_arena *arena, const char *escaped);
const char *part_escaped(struct fb_arena *arena, const char *plain);
void part_set_text(struct fb_arena *arena, struct part_node *node, const char *plain);

#endif

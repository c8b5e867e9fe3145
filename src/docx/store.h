/*
 * store.h: the record as Word keeps it beside the text, for controls to be bound to.
 *
 * The store is a copy of the record in which each value is the text that is shown, list items stand
 * in the order of print and bear a key, and what a control shows and the record lacks is there and
 * empty. Internal to docx/; docs/docx.md, "Round trip".
 */
#ifndef FB_DOCX_STORE_H
#define FB_DOCX_STORE_H

#include "base/buffer.h"
#include "base/vector.h"
#include "doc/doc.h"
#include "docx/docx.h"

/*
 * An element of the store. A record of 100,000 items has half a million, so each is as small as can
 * be. There is room for as many children as the least power of two that is not below their number.
 */
struct fb_docx_node {
    const char *name;
    struct fb_docx_node *parent;
    const struct fb_xml_node *element; /* of the record; NULL: it has none */
    const char *text;                  /* its value, if it has no children */
    struct fb_docx_node **children;
    uint32_t child_count;
    uint32_t number;    /* among its siblings of the name in the record, or the one it would have */
    uint32_t place;     /* likewise in the store, once all nodes are ordered */
    uint32_t key;       /* of an item; 0: it is none */
    uint32_t keys;      /* given to the items in it */
    uint32_t near : 28; /* the child that was looked for last */
    uint32_t shown : 1; /* its value is the text of a control */
    uint32_t changed : 1; /* its children are not those of the record, in its order */
    uint32_t items : 1;   /* there are keys in it, or below */
};

/* A value of the document as a control. */
struct fb_docx_field {
    const struct fb_shown *shown;
    struct fb_docx_node *node; /* NULL: it cannot be read back */
    uint32_t rows;             /* items, from its own on, whose cells are merged into this one */
    uint32_t number;           /* from 1, in the order of the document; 0: not in it */
    bool lines;                /* it is several paragraphs */
    bool mixed;                /* which hold other text too */
};

/* The innermost item of each row of a table that may be one of a section; NULL: there is none. */
struct fb_docx_row_items {
    const struct fb_table *table;
    const struct fb_docx_node **items;
};

struct fb_docx_store {
    struct fb_arena *arena;
    const struct fb_doc *doc;
    const struct fb_field *record; /* what the template declares of the root */
    struct fb_docx_node *root;
    struct fb_docx_node *list;                  /* that the last item was in; NULL: none yet */
    const char *root_path;                      /* in the record, and in the store */
    struct fb_buffer path;                      /* the one, or the tag, that was asked for last */
    FB_VECTOR(struct fb_docx_node *) changed;   /* nodes with other children than in the record */
    FB_VECTOR(struct fb_docx_row_items) tables; /* in the order of the document */
    struct fb_docx_field *fields;               /* by the numbers of what is shown */
    uint32_t *order;                            /* numbers of those of the document, in its order */
    size_t field_count;
};

/*
 * Builds the store of a document that was merged from the setup's record, and borrows from both.
 * FB_ERR_INTERNAL if the document shows paths that are not of this record.
 */
FB_MUST_USE fb_status fb_docx_store_build(struct fb_docx_store *out, struct fb_arena *arena,
                                          const struct fb_doc *doc,
                                          const struct fb_docx_setup *setup);
void fb_docx_store_release(struct fb_docx_store *store);

/* The bits of a node's `near`; no arena has room for as many nodes. */
enum { FB_DOCX_NEAR = (1 << 28) - 1 };

/* Whose numbers a path has. */
enum fb_docx_tree { FB_DOCX_IN_RECORD, FB_DOCX_IN_STORE };

/*
 * Returns the path of a node from the root on, or below it, in the store's buffer until another is
 * asked for; that buffer's status says whether there was memory.
 */
const char *fb_docx_path(struct fb_docx_store *store, const struct fb_docx_node *node,
                         enum fb_docx_tree tree);
const char *fb_docx_path_below_root(struct fb_docx_store *store, const struct fb_docx_node *node);

/* Returns the tag of a field's control, f_1 …, likewise. */
const char *fb_docx_tag(struct fb_docx_store *store, const struct fb_docx_field *field);

/* A step of a path: a name in it, and which child of that name is meant, from 1. */
struct fb_docx_step {
    const char *name;
    size_t length;
    uint32_t number;
};

/*
 * Reads the step at the start of a path and returns what follows it; NULL: there is none, for the
 * path is at its end or is none of fb_xml_path.
 */
const char *fb_docx_read_step(struct fb_docx_step *out, const char *path);

/* Returns the child that a step of a path in the record leads to, before nodes are ordered. */
struct fb_docx_node *fb_docx_child_at(struct fb_docx_node *parent, const struct fb_docx_step *step);

/* Likewise the child that is an element of the record; it is looked for first where `number` is. */
struct fb_docx_node *fb_docx_child_with(struct fb_docx_node *parent,
                                        const struct fb_xml_node *element, uint32_t number);

/* Returns the items of the rows of a table of the document. */
const struct fb_docx_node **fb_docx_items_of(const struct fb_docx_store *store,
                                             const struct fb_table *table);

#endif

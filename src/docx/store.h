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

/* An element of the store. */
struct fb_docx_node {
    const char *name;
    struct fb_docx_node *parent;
    const struct fb_xml_node *element; /* of the record; NULL: it has none */
    const struct fb_field *field;      /* that the template declares; NULL: none */
    const struct fb_shown *shown;      /* whose text is its value; NULL: `text` is */
    const char *text;                  /* NULL: the element's is */
    FB_VECTOR(struct fb_docx_node *) children;
    uint32_t number; /* among its siblings of the name in the record, or the one it would have */
    uint32_t place;  /* likewise in the store, once all nodes are ordered */
    uint32_t key;    /* of an item; 0: it is none */
    uint32_t keys;   /* given to the items below it */
    uint32_t near;   /* the child that was looked for last */
};

/* A value of the document as a control. */
struct fb_docx_field {
    const struct fb_shown *shown;
    struct fb_docx_node *node; /* NULL: it cannot be read back */
    size_t rows;               /* items, from its own on, whose cells are merged into this one */
    size_t number;             /* from 1, in the order of the document; 0: not in it */
    const char *tag;           /* f_1 … */
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
    struct fb_docx_node *root;
    const char *root_path;                      /* in the record, and in the store */
    struct fb_buffer path;                      /* the one that was asked for last */
    FB_VECTOR(struct fb_docx_row_items) tables; /* in the order of the document */
    struct fb_docx_field *fields;               /* by the numbers of what is shown */
    struct fb_docx_field **order;               /* those of the document, in its order */
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

/* Whose numbers a path has. */
enum fb_docx_tree { FB_DOCX_IN_RECORD, FB_DOCX_IN_STORE };

/*
 * Returns the path of a node from the root on, or below it, in the store's buffer until another is
 * asked for; that buffer's status says whether there was memory.
 */
const char *fb_docx_path(struct fb_docx_store *store, const struct fb_docx_node *node,
                         enum fb_docx_tree tree);
const char *fb_docx_path_below_root(struct fb_docx_store *store, const struct fb_docx_node *node);

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

/* Returns the items of the rows of a table of the document. */
const struct fb_docx_node **fb_docx_items_of(const struct fb_docx_store *store,
                                             const struct fb_table *table);

#endif

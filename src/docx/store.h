/*
 * store.h: the record as Word keeps it beside the text, for controls to be bound to.
 *
 * The store is a copy of the record in which each value is the text that is shown, list items stand
 * in the order of print and bear a key, and what a control shows and the record lacks is there and
 * empty. Internal to docx/; docs/docx.md, "Round trip".
 */
#ifndef FB_DOCX_STORE_H
#define FB_DOCX_STORE_H

#include "base/map.h"
#include "base/vector.h"
#include "doc/doc.h"
#include "docx/docx.h"

/* An element of the store. */
struct fb_docx_node {
    const char *name;
    struct fb_docx_node *parent;
    const char *record;           /* its path in the record, or the one that it would have */
    size_t number;                /* there among its siblings of the name; 0: it is not there */
    const char *path;             /* in the store, once all nodes are ordered; may be `record` */
    const struct fb_field *field; /* that the template declares; NULL: none */
    const struct fb_shown *shown; /* whose text is its value; NULL: `text` is */
    const char *text;             /* of an element without elements; NULL: it has some */
    bool present;                 /* in the record */
    size_t key;                   /* of an item; 0: it is none */
    size_t keys;                  /* given to the items below it */
    FB_VECTOR(struct fb_docx_node *) children;
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

struct fb_docx_store {
    struct fb_arena *arena;
    const struct fb_doc *doc;
    struct fb_docx_node *root;
    struct fb_map nodes;          /* by path in the record */
    struct fb_docx_field *fields; /* by the numbers of what is shown */
    struct fb_docx_field **order; /* those of the document, in its order */
    size_t field_count;
};

/*
 * Builds the store of a document that was merged from the setup's record, and borrows from both.
 * FB_ERR_INTERNAL if the document shows paths that are not of this record.
 */
FB_MUST_USE fb_status fb_docx_store_build(struct fb_docx_store *out, struct fb_arena *arena,
                                          const struct fb_doc *doc,
                                          const struct fb_docx_setup *setup);

/* Appends the two parts; `id` is the ds:itemID of the store. */
FB_MUST_USE fb_status fb_docx_write_store(struct fb_buffer *out, const struct fb_docx_store *store);
FB_MUST_USE fb_status fb_docx_write_baseline(struct fb_buffer *out,
                                             const struct fb_docx_store *store,
                                             const struct fb_docx_setup *setup, const char *id);

#endif

/*
 * store_nodes.h: making and finding the nodes of the store. Internal to docx/.
 */
#ifndef FB_DOCX_STORE_NODES_H
#define FB_DOCX_STORE_NODES_H

#include "docx/store.h"

/* Makes the nodes of the record. */
FB_MUST_USE fb_status fb_docx_copy_record(struct fb_docx_store *store,
                                          const struct fb_docx_setup *setup);

/* Gives the child that a step of a path in the record leads to, and makes it if there is none. */
FB_MUST_USE fb_status fb_docx_need_child(struct fb_docx_store *store, struct fb_docx_node *parent,
                                         const struct fb_docx_step *step,
                                         struct fb_docx_node **out);

/*
 * Gives the node of a path in the record, and makes it, and those above, if it has none.
 * FB_ERR_INTERNAL if the path is of another record.
 */
FB_MUST_USE fb_status fb_docx_need_node(struct fb_docx_store *store, const char *path,
                                        struct fb_docx_node **out);

/* Returns the node of an element of the record; NULL: it is of another record. */
struct fb_docx_node *fb_docx_node_with(struct fb_docx_store *store,
                                       const struct fb_xml_node *element);

/* Notes that a node has other children than in the record, or in another order. */
FB_MUST_USE fb_status fb_docx_note_change(struct fb_docx_store *store, struct fb_docx_node *node);

/* Returns the number of child `index` among those of its name; `before` is that of the one before.
 */
size_t fb_docx_number_of(const struct fb_docx_node *parent, size_t index, const char *name,
                         size_t before);

#endif

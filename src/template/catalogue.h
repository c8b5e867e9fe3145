/*
 * catalogue.h: the kind that a row of the record belongs to.
 */
#ifndef FB_TEMPLATE_CATALOGUE_H
#define FB_TEMPLATE_CATALOGUE_H

#include "template/template.h"

/*
 * Finds the kind of the last level that an item of the record names by its level fields. If there
 * is none, `*out` is NULL and the item is reported at the field that does not fit, with the kinds
 * that it could be.
 */
FB_MUST_USE fb_status fb_catalogue_find(const struct fb_kind **out, struct fb_arena *arena,
                                        const struct fb_catalogue *catalogue,
                                        const struct fb_xml_node *item,
                                        struct fb_diagnostics *sink);

/* Returns the kind above `kind` that is on a level from 0; a leaf's own level gives the leaf. */
const struct fb_kind *fb_kind_at_level(const struct fb_kind *kind, size_t level);

#endif

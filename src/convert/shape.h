/*
 * shape.h: what a template declares, as the mapping of workbooks needs it.
 */
#ifndef FB_CONVERT_SHAPE_H
#define FB_CONVERT_SHAPE_H

#include "data/mapping.h"
#include "template/template.h"

/* Gives the shape of the template's record, in the arena; names are those of the template. */
FB_MUST_USE fb_status fb_shape_of(const struct fb_shape **out, struct fb_arena *arena,
                                  const struct fb_template *template);

/* Gives the names of the attributes that the root may have; NULL ends them. */
FB_MUST_USE fb_status fb_shape_attributes(const char *const **out, struct fb_arena *arena,
                                          const struct fb_template *template);

/* Gives the mapping of a fill-in workbook for the template. */
FB_MUST_USE fb_status fb_shape_mapping(const struct fb_mapping **out, struct fb_arena *arena,
                                       const struct fb_template *template);

#endif

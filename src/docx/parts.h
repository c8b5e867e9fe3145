/*
 * parts.h: the parts of the package, one function and one file for each. Internal to docx/.
 */
#ifndef FB_DOCX_PARTS_H
#define FB_DOCX_PARTS_H

#include "docx/context.h"

fb_docx_part_writer fb_docx_write_document;
fb_docx_part_writer fb_docx_write_styles;
fb_docx_part_writer fb_docx_write_settings;
fb_docx_part_writer fb_docx_write_font_table;
fb_docx_part_writer fb_docx_write_footer;
fb_docx_part_writer fb_docx_write_glossary;
fb_docx_part_writer fb_docx_write_core;
fb_docx_part_writer fb_docx_write_app;

/* The store and its baseline, written before all others. */
FB_MUST_USE fb_status fb_docx_write_store(struct fb_buffer *out,
                                          const struct fb_docx_context *context);
FB_MUST_USE fb_status fb_docx_write_baseline(struct fb_buffer *out,
                                             const struct fb_docx_context *context);

/* The two kinds of parts that only tell about the others (ISO/IEC 29500-2, 9.3 and 10.1). */
FB_MUST_USE fb_status fb_docx_write_content_types(struct fb_buffer *out,
                                                  const struct fb_docx_context *context);

/* The part with the relationships of a source; NULL if nothing goes out from it. */
const char *fb_docx_relationships_part(const struct fb_docx_context *context,
                                       enum fb_docx_source source);
FB_MUST_USE fb_status fb_docx_write_relationships(struct fb_buffer *out,
                                                  const struct fb_docx_context *context,
                                                  enum fb_docx_source source);

#endif

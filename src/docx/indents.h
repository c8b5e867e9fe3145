/*
 * indents.h: where the lines of a paragraph begin and end. Internal to docx/.
 */
#ifndef FB_DOCX_INDENTS_H
#define FB_DOCX_INDENTS_H

#include "doc/doc.h"
#include "xml/writer.h"

/*
 * Writes w:ind, if the indents differ from those of `base` (NULL: from none). `paragraph` is where
 * a hanging number is looked for; NULL: in a named style, which has no text. All lines are
 * `narrower` by so much than the place they have, on the sides where they are not aligned.
 */
void fb_docx_write_indents(struct fb_xml_writer *xml, const struct fb_style *style,
                           const struct fb_style *base, const struct fb_paragraph *paragraph,
                           fb_length narrower);

#endif

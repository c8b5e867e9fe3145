/*
 * format.h: a resolved style as properties of paragraphs and runs. Internal to docx/.
 *
 * The same functions write the definition of a named style (`base` is NULL: everything) and direct
 * formatting (only what differs from `base`), so the two cannot drift apart.
 */
#ifndef FB_DOCX_FORMAT_H
#define FB_DOCX_FORMAT_H

#include "style/style.h"
#include "xml/writer.h"

/*
 * Writes the children of w:pPr from w:spacing to w:jc. All lines are `narrower` by so much than the
 * place they have, on the sides where they are not aligned.
 */
void fb_docx_write_paragraph_format(struct fb_xml_writer *xml, const struct fb_style *style,
                                    const struct fb_style *base, fb_length narrower);

/*
 * Writes w:rPr, or nothing if it would be empty. `chinese` says that the run has characters beyond
 * ASCII: signs that Latin and Chinese share (quotes, dashes, ellipsis, ≥) are then Chinese.
 */
void fb_docx_write_run_format(struct fb_xml_writer *xml, const struct fb_style *style,
                              const struct fb_style *base, bool chinese);

/*
 * Writes w:rFonts with all four slots. A slot that is missing would be inherited, and Word then
 * sets Chinese text in the Latin font.
 */
void fb_docx_write_fonts(struct fb_xml_writer *xml, const char *latin, const char *east_asian,
                         bool chinese);

/* Writes w:sz and w:szCs, in half points (ISO/IEC 29500-1, 17.3.2.38). */
void fb_docx_write_size(struct fb_xml_writer *xml, fb_length size);

/* Writes w:spacing with an exact line pitch (17.3.1.33). */
void fb_docx_write_spacing(struct fb_xml_writer *xml, fb_length before, fb_length after,
                           fb_length pitch);

#endif

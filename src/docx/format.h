/*
 * format.h: a resolved style as properties of paragraphs and runs. Internal to docx/.
 *
 * The same functions write the definition of a named style (`base` is NULL: everything) and direct
 * formatting (only what differs from `base`), so the two cannot drift apart.
 */
#ifndef FB_DOCX_FORMAT_H
#define FB_DOCX_FORMAT_H

#include "doc/doc.h"
#include "xml/writer.h"

struct fb_docx_context;

/* Writes the children of w:pPr from w:kinsoku to w:jc; the last two are as in docx/indents.h. */
void fb_docx_write_paragraph_format(struct fb_xml_writer *xml, const struct fb_style *style,
                                    const struct fb_style *base,
                                    const struct fb_paragraph *paragraph, fb_length narrower);

/* What a run's text is, beside its style. */
struct fb_docx_run_kind {
    /*
     * It is text, or where text is typed: signs that Latin and Chinese share (quotes, dashes,
     * ellipsis, ≥) are then Chinese. A style is not.
     */
    bool text;
    enum fb_script script;
    const char *family; /* of the font that it is set in, whatever the style says; NULL: none */
};

/* Writes w:rPr, or nothing if it would be empty. */
void fb_docx_write_run_format(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                              const struct fb_style *style, const struct fb_style *base,
                              struct fb_docx_run_kind kind);

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

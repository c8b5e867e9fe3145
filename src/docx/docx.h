/*
 * docx.h: the document as WordprocessingML (ISO/IEC 29500-1, transitional), for Word and WPS.
 *
 * A flow document: text, tables with true merges, and styles that an office can change; where lines
 * and pages break is left to the word processor. The package holds no more than it needs, refers to
 * no theme, and its bytes depend on the document alone. docs/docx.md says how each thing is mapped.
 */
#ifndef FB_DOCX_DOCX_H
#define FB_DOCX_DOCX_H

#include "base/buffer.h"
#include "diag/diagnostics.h"
#include "doc/doc.h"
#include "font/font.h"
#include "package/package.h"
#include "template/template.h"

/* Faces kept in the file: none, of each what this text needs, all of each. */
enum fb_docx_fonts { FB_DOCX_FONTS_NONE, FB_DOCX_FONTS_SUBSET, FB_DOCX_FONTS_FULL };

/* Reads "none", "subset" or "full". Returns false and sets nothing if it is anything else. */
bool fb_docx_fonts_parse(enum fb_docx_fonts *out, const char *name);

/* What a file holds besides the document. */
struct fb_docx_setup {
    /* The record that the document was merged from, and into what; NULL: it cannot come back. */
    const struct fb_xml *record;
    const struct fb_template *template;
    const char *program; /* version of the program */
    bool public_copy;
    bool protect; /* only values can be changed */
    enum fb_docx_fonts fonts;
    const struct fb_font_set *font_set; /* NULL only if no face is kept */
    struct fb_diagnostics *sink;        /* what the file cannot be; NULL as font_set */
    struct fb_package_memory *memory;   /* of the files before; NULL: there were none */
};

/*
 * Appends the DOCX file of a document to `out`. The tables tile (doc/grid.h), every style that the
 * document uses has its name among doc->styles, and a style of that name may differ from the named
 * one only in ways that direct formatting can say (it then does). FB_ERR_NOMEM if memory or the
 * limit of `out` is used up; FB_ERR_INTERNAL if the document breaks the rules above or has text
 * that XML cannot hold.
 */
FB_MUST_USE fb_status fb_docx_write(struct fb_buffer *out, const struct fb_doc *doc,
                                    const struct fb_docx_setup *setup);

#endif

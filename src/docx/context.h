/*
 * context.h: what the writers of parts share while one document is written.
 *
 * The context knows which parts the package has, under which name, type and relationship, before
 * any of them is written; so content types, relationships and references always agree. Internal to
 * docx/.
 */
#ifndef FB_DOCX_CONTEXT_H
#define FB_DOCX_CONTEXT_H

#include "base/arena.h"
#include "base/map.h"
#include "base/vector.h"
#include "doc/doc.h"
#include "xml/writer.h"

struct fb_docx_context;
struct fb_docx_part;

/* Writes the content of a part; `out` is empty. */
typedef fb_status fb_docx_part_writer(struct fb_buffer *out, const struct fb_docx_context *context,
                                      const struct fb_docx_part *part);

/* Which part a relationship goes out from. */
enum fb_docx_source { FB_DOCX_PACKAGE, FB_DOCX_DOCUMENT };

struct fb_docx_part {
    const char *name; /* in the package: word/styles.xml */
    const char *content_type;
    const char *relationship; /* its type */
    enum fb_docx_source source;
    const char *id; /* of the relationship: rId1 … by the order of the parts */
    fb_docx_part_writer *write;
    /* Footers only. */
    const struct fb_style *number; /* style of the page number; NULL: an empty footer */
    bool even;                     /* for even pages */
};

/* A style of the template as Word knows it. */
struct fb_docx_style {
    const struct fb_style *style;
    const char *id;    /* w:styleId, by the order of the styles */
    const char *title; /* w:name, unique in the document */
};

struct fb_docx_context {
    const struct fb_doc *doc;
    struct fb_arena *arena;
    FB_VECTOR(struct fb_docx_part) parts;
    struct fb_docx_style *styles; /* doc->style_count of them */
    struct fb_map styles_by_name;
    bool numbered; /* some page has a number: all sections then refer to footers */
};

/* Lists styles and parts of the document. FB_ERR_NOMEM. */
FB_MUST_USE fb_status fb_docx_context_init(struct fb_docx_context *context, struct fb_arena *arena,
                                           const struct fb_doc *doc);

/* Returns the named style that a resolved one goes by, or NULL if the document lists none. */
const struct fb_docx_style *fb_docx_find_style(const struct fb_docx_context *context,
                                               const struct fb_style *style);

/* Returns the footer of the pages whose number has this style; the context has one for each. */
const struct fb_docx_part *fb_docx_find_footer(const struct fb_docx_context *context,
                                               const struct fb_style *number, bool even);

/* The namespaces of WordprocessingML, declared on a root element started last. */
void fb_docx_write_namespaces(struct fb_xml_writer *xml);

/* Writes <name w:val="value"/>, the form of most properties. */
void fb_docx_write_value(struct fb_xml_writer *xml, const char *name, const char *value);
void fb_docx_write_number(struct fb_xml_writer *xml, const char *name, int64_t value);

#endif

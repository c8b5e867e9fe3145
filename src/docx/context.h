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
#include "docx/docx.h"
#include "xml/writer.h"

struct fb_docx_context;
struct fb_docx_part;
struct fb_docx_store; /* docx/store.h */
struct fb_docx_font;  /* docx/fonts.h */

/* The character style of the placeholder. */
#define FB_DOCX_PLACEHOLDER_STYLE "a3"

/* Writes the content of a part; `out` is empty. */
typedef fb_status fb_docx_part_writer(struct fb_buffer *out, const struct fb_docx_context *context,
                                      const struct fb_docx_part *part);

/* What a relationship goes out from: the package, or a part that refers to others. */
enum fb_docx_source {
    FB_DOCX_PACKAGE,
    FB_DOCX_DOCUMENT,
    FB_DOCX_STORE,
    FB_DOCX_BASELINE,
    FB_DOCX_FONT_TABLE
};
enum { FB_DOCX_SOURCES = FB_DOCX_FONT_TABLE + 1 };

struct fb_docx_part {
    const char *name;         /* in the package: word/styles.xml */
    const char *content_type; /* NULL: that of all of its extension */
    const char *relationship; /* its type */
    enum fb_docx_source source;
    const char *id; /* of the relationship: rId1 … by the order of the parts */
    fb_docx_part_writer *write;
    const struct fb_buffer *bytes; /* written already; NULL: `write` does it */
    bool common;                   /* the same in most documents of a template */
    bool behind;                   /* packed already, behind all others, if there is a package */
    /* Footers only. */
    const struct fb_style *number; /* style of the page number; NULL: an empty footer */
    bool even;                     /* for even pages */
    /* Properties of custom XML only: what they are of. */
    const struct fb_docx_item *item;
};

/* A part of custom XML, written before all others because they refer to it by its content. */
struct fb_docx_item {
    struct fb_buffer bytes;
    const char *id;        /* ds:itemID: {…} */
    const char *namespace; /* of its root; "" for none */
};

/* A style of the template as Word knows it. */
struct fb_docx_style {
    const struct fb_style *style;
    const char *id;    /* w:styleId, by the order of the styles */
    const char *title; /* w:name, unique in the document */
};

struct fb_docx_context {
    const struct fb_doc *doc;
    const struct fb_docx_setup *setup;
    struct fb_package_writer *package; /* NULL: parts are written to be looked at */
    struct fb_arena *arena;
    FB_VECTOR(struct fb_docx_part) parts;
    struct fb_docx_style *styles; /* doc->style_count of them */
    struct fb_map styles_by_name;
    bool numbered;               /* some page has a number: all sections then refer to footers */
    struct fb_docx_store *store; /* NULL: there is no record to keep */
    size_t *last_control;        /* w:id of the control written last; counted while writing */
    struct fb_docx_item store_item, baseline_item;
    struct fb_hasher *hasher;                  /* of the item being written; else NULL */
    struct fb_font_names names[FB_FONT_ROLES]; /* of fonts, as text names them */
    FB_VECTOR(struct fb_docx_font) fonts;      /* kept in the file */
};

/*
 * Lists styles and parts of the document, builds the store, and packs what other parts only refer
 * to by its content. FB_ERR_NOMEM; FB_ERR_INTERNAL as fb_docx_write. To be released in either case.
 */
FB_MUST_USE fb_status fb_docx_context_init(struct fb_docx_context *context, struct fb_arena *arena,
                                           const struct fb_doc *doc,
                                           const struct fb_docx_setup *setup,
                                           struct fb_package_writer *package);
void fb_docx_context_release(struct fb_docx_context *context);

/* Adds a part to the list, under the next id. */
FB_MUST_USE fb_status fb_docx_add_part(struct fb_docx_context *context,
                                       const struct fb_docx_part *part);

/* Adds what a file that comes back has besides: custom XML, its properties, and a glossary. */
FB_MUST_USE fb_status fb_docx_add_custom_xml(struct fb_docx_context *context);

/* Returns the named style that a resolved one goes by, or NULL if the document lists none. */
const struct fb_docx_style *fb_docx_find_style(const struct fb_docx_context *context,
                                               const struct fb_style *style);

/* Returns the footer of the pages whose number has this style; the context has one for each. */
const struct fb_docx_part *fb_docx_find_footer(const struct fb_docx_context *context,
                                               const struct fb_style *number, bool even);

/* The namespaces of WordprocessingML, declared on a root element started last. */
void fb_docx_write_namespaces(struct fb_xml_writer *xml);

/*
 * Hands over to the package what is written of the part so far, if that is much, so that a long
 * document is never whole in memory. Of an item it is hashed as well.
 */
void fb_docx_hand_over(const struct fb_docx_context *context, struct fb_xml_writer *xml);

/* Returns a length in twips; no place of a page is so far away that an int would not hold it. */
int fb_docx_twips(fb_length length);

/* Writes <name w:val="value"/>, the form of most properties. */
void fb_docx_write_value(struct fb_xml_writer *xml, const char *name, const char *value);
void fb_docx_write_number(struct fb_xml_writer *xml, const char *name, int64_t value);

#endif

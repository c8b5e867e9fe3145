/*
 * word.h: what a text document of Word, WPS or LibreOffice shows in content controls and tables.
 *
 * Text is as a reader sees it with all tracked changes accepted: paragraphs and breaks are line
 * feeds, tabs are tabs; instructions of fields, deleted and moved-away text, drawings and the
 * readings above characters are no text. Of alternatives the first is taken.
 */
#ifndef FB_EXTRACT_WORD_H
#define FB_EXTRACT_WORD_H

#include "base/vector.h"
#include "xml/document.h"

/* Outside every table. */
#define FB_WORD_NONE SIZE_MAX

/* No document that we read back has more content controls or rows. */
enum { FB_WORD_LIMIT = 1 << 20 };

/* A content control or a bookmark of ours, and the text in it. */
struct fb_word_control {
    const char *path; /* of the node it is bound to, in the one form (binding.h); NULL: none */
    const char *tag;  /* FB_DOCX_TAG_PREFIX and a number; NULL: none */
    bool bookmark;    /* not a control but a bookmark, of the name `tag` */
    bool placeholder; /* it shows its placeholder: the text is nobody's */
    bool plain;       /* plain text, which LibreOffice writes several times over */
    size_t paragraph; /* in which it stands, or begins, from 1 */
    size_t row;       /* index among the rows, or FB_WORD_NONE */
    size_t cell;      /* index in the row, or FB_WORD_NONE */
    const char *text;
    size_t start, end; /* of the text in that of the document, in bytes */
};

struct fb_word_cell {
    size_t column, span; /* of the table's grid */
    bool merged;         /* with cells above or below */
    bool continued;      /* a merged cell that began in a row above */
    size_t controls;     /* in it; bookmarks do not count */
    const char *text;
    size_t start;      /* of the text in that of the document, in bytes */
    const char *style; /* of its first paragraph; "" for none */
};

struct fb_word_row {
    size_t table; /* in which it stands, from 1 */
    FB_VECTOR(struct fb_word_cell) cells;
};

struct fb_word {
    FB_VECTOR(struct fb_word_control) controls; /* as they stand in the document */
    FB_VECTOR(struct fb_word_row) rows;         /* likewise, without deleted ones */
};

/* The twin of FB_DOCX_W_NAMESPACE in strict documents, which are not read. */
#define FB_WORD_STRICT_NAMESPACE "http://purl.oclc.org/ooxml/wordprocessingml/main"

/* Reads the part with the document's text from its root on, of which nothing is kept. FB_ERR_NOMEM.
 */
FB_MUST_USE fb_status fb_word_read(struct fb_word *out, struct fb_arena *arena,
                                   const struct fb_xml_node *root);

#endif

/*
 * sample_doc.h: a small document that has everything a word processor can stumble over.
 *
 * Two sections (portrait with page numbers, landscape without), a form table and a list joined to
 * it with a repeated header of two rows, spans in both directions, text that needs escaping, edge
 * blanks, forced breaks, a character beyond U+FFFF, runs of several styles, all row height rules.
 */
#ifndef FB_TESTS_SAMPLE_DOC_H
#define FB_TESTS_SAMPLE_DOC_H

#include "doc/doc.h"

/* The document is static and constant. */
const struct fb_doc *sample_doc(void);

/* The indices of its styles in fb_doc.styles. */
enum { SAMPLE_ATTACHMENT, SAMPLE_TITLE, SAMPLE_LABEL, SAMPLE_VALUE, SAMPLE_NUMBER, SAMPLE_STYLES };

#endif

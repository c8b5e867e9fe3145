/*
 * dump.h: a document as text, one thing a line, for people and goldens.
 */
#ifndef FB_DOC_DUMP_H
#define FB_DOC_DUMP_H

#include "base/buffer.h"
#include "doc/doc.h"

/*
 * Appends a document. A forced line break is written "⏎", the end of a paragraph inside a cell
 * " ¶ "; after a run that shows the record stands the path of what it shows in brackets. Places in
 * files are left out, so that a golden does not change with a comment.
 */
void fb_doc_dump(struct fb_buffer *out, const struct fb_doc *doc);

#endif

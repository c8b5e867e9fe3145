/*
 * extract.h: the record of a DOCX that people edited.
 *
 * A DOCX of ours carries its record (docs/docx.md, "Round trip"); it may have been saved by Word,
 * WPS or LibreOffice since. The package is read within the limits of package/package.h; a part that
 * is read has at most FB_EXTRACT_PART_LIMIT bytes. Strict documents, passwords and a DOCTYPE in any
 * part that is read are refused.
 */
#ifndef FB_EXTRACT_EXTRACT_H
#define FB_EXTRACT_EXTRACT_H

#include "extract/compare.h"

#define FB_EXTRACT_PART_LIMIT ((size_t)64 << 20)

struct fb_extract;

/*
 * Reads a DOCX; the bytes are borrowed for as long as the result lives. FB_ERR_INPUT if it is none,
 * or none of ours; that is reported under `name`, unless the sink is NULL.
 */
FB_MUST_USE fb_status fb_extract_new(struct fb_extract **out, const void *bytes, size_t length,
                                     const char *name, struct fb_diagnostics *sink);
void fb_extract_free(struct fb_extract *extract);

/* The record as edited, and what was edited. */
const struct fb_tree *fb_extract_record(const struct fb_extract *extract);
const struct fb_edit *fb_extract_edits(const struct fb_extract *extract, size_t *count);

/* Returns true if the document is a public copy, whose record lacks what is private. */
bool fb_extract_is_public(const struct fb_extract *extract);

/* Returns true if the document, when it was made, showed a text that is no value, such as a sum. */
bool fb_extract_shows_fixed(const struct fb_extract *extract, const char *text);

/*
 * Reports the edits: what was changed as notes, and conflicts as errors. The notes' hints say how
 * the record's file gets them, or, if the caller merges them into it now, that it does.
 */
void fb_extract_report(const struct fb_extract *extract, bool merges, struct fb_diagnostics *sink);

#endif

/*
 * structure.h: what a document's parts are to somebody who does not see the page.
 *
 * Each section's paragraphs and tables become elements (device/device.h) in reading order. Text
 * stands in a heading, in a paragraph or directly in a cell; a cell of several paragraphs or with a
 * heading has elements for each of them. A paragraph without text has none. Two tables that look
 * like one stay two.
 *
 * A table of contents is no table: what heads its columns are paragraphs, and each of its rows an
 * entry, of which the cell that heads the row is the label and the others are a link.
 */
#ifndef FB_PAINT_STRUCTURE_H
#define FB_PAINT_STRUCTURE_H

#include "base/arena.h"
#include "base/vector.h"
#include "device/device.h"
#include "layout/pages.h"

struct fb_structure {
    FB_VECTOR(struct fb_element) elements;
    FB_VECTOR(struct fb_element_note) notes;
    size_t *first_elements; /* of each section: the number that its first element has or would */
    /* Of each element the paragraph of a section or the cell that it is; NULL: neither. */
    const void **parts;
};

/*
 * Builds the structure of a document; it borrows from the document. `targets` are those to which
 * the entries of its tables of contents lead, in their order; where there are none left, to none.
 */
FB_MUST_USE fb_status fb_structure_build(struct fb_structure *out, struct fb_arena *arena,
                                         const struct fb_doc *doc,
                                         const struct fb_bookmark *targets, size_t target_count);

/* Returns true if a paragraph has more than line breaks. */
bool fb_structure_has_text(const struct fb_paragraph *paragraph);

/*
 * Returns the number of the element that a line of text belongs to; 0 if there is none. `*near` is
 * where to look first, 0 at the beginning; lines in reading order have theirs close together.
 */
size_t fb_structure_element(const struct fb_structure *structure, size_t *near,
                            const struct fb_placed_line *line);

#endif

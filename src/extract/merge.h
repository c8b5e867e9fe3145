/*
 * merge.h: what was edited in a DOCX, put into the text of a record's file.
 *
 * Three records are compared: the one that the DOCX was made of, the one that it has now, and the
 * one in the file, which may have been changed since as well. Items of a list are known again by
 * what they say. What only the DOCX changed becomes edits of the file's text, which touch nothing
 * else: comments, blanks and the order of everything stay. What both changed in two ways is a
 * conflict (docs/extract.md).
 */
#ifndef FB_EXTRACT_MERGE_H
#define FB_EXTRACT_MERGE_H

#include "extract/tree.h"

/* Bytes of a text that others take the place of. */
struct fb_text_edit {
    size_t offset, length;
    const char *text;
};

struct fb_merge_input {
    const struct fb_tree *edited; /* its origin is the record that the DOCX was made of */
    const struct fb_xml *record;  /* of the file */
    bool public_copy;             /* what is private is not in the DOCX */
};

struct fb_merged {
    FB_VECTOR(struct fb_text_edit) edits; /* by offset, rising; none overlaps another */
    size_t changes;                       /* that the record lacks */
    size_t conflicts;
};

/*
 * Compares the records, of which that of the file was read from XML. Edits are in the arena.
 * Conflicts are reported at their places in the record, unless the sink is NULL, and have no edits.
 */
FB_MUST_USE fb_status fb_extract_merge(struct fb_merged *out, struct fb_arena *arena,
                                       const struct fb_merge_input *input,
                                       struct fb_diagnostics *sink);

/* Appends the text with its edits. */
void fb_merged_write(struct fb_buffer *out, const struct fb_merged *merged,
                     const struct fb_source *source);

/*
 * Counts the changes and conflicts alone, for a record from any kind of file, and makes no edits.
 */
FB_MUST_USE fb_status fb_extract_count_changes(struct fb_merged *out, struct fb_arena *arena,
                                               const struct fb_merge_input *input);

/*
 * Tells how many values of the record that a DOCX was made of stand in another one too, in
 * thousandths; 0 if that is a record of something else.
 */
FB_MUST_USE fb_status fb_extract_likeness(size_t *out, struct fb_arena *arena,
                                          const struct fb_merge_input *input);

#endif

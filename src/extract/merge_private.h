/*
 * merge_private.h: what the files of the merge share.
 */
#ifndef FB_EXTRACT_MERGE_PRIVATE_H
#define FB_EXTRACT_MERGE_PRIVATE_H

#include "extract/merge.h"

struct fb_merging {
    struct fb_arena *arena;
    struct fb_merged *out;
    const struct fb_source *source; /* of the record in the file; NULL: changes are counted */
    struct fb_diagnostics *sink;    /* or NULL */
    bool public_copy;               /* what the base lacks may be there in the file */
};

/*
 * One element in the three records: as the DOCX was made of it, as it is in the DOCX, and as it is
 * in the file. `here[i]` is the place among the file's children of child i of the DOCX's element,
 * `twins[i]` of child i of the base; FB_MERGE_NONE: there is none.
 */
struct fb_merge_place {
    const struct fb_tree *base, *edited, *file;
    size_t *twins;
    size_t *here;
    bool *moved; /* children of the DOCX's element that go to another place in the file */
};

#define FB_MERGE_NONE SIZE_MAX

/* ---- merge_match.c ---- */

/* Finds the twins of the children; the arrays are made. FB_ERR_NOMEM. */
FB_MUST_USE fb_status fb_merge_match(struct fb_merge_place *place,
                                     const struct fb_merging *merging);

/* Returns true if the file's element says what the base's says. */
bool fb_merge_same(const struct fb_merging *merging, const struct fb_tree *base,
                   const struct fb_tree *file);

/* Counts the values below an element of the base, and those of them that the file has too. */
void fb_merge_count(const struct fb_tree *base, const struct fb_tree *file, size_t *values,
                    size_t *equal);

/* ---- merge_order.c ---- */

/* Finds which children were moved. Sets `*conflict` to the name of items moved on both sides. */
FB_MUST_USE fb_status fb_merge_order(const char **conflict, struct fb_merge_place *place,
                                     const struct fb_merging *merging);

/* ---- merge_layout.c ---- */

/* How lines of the file begin: with a line feed and blanks, or "" where all is on one line. */
struct fb_merge_lines {
    const char *own;  /* of an element */
    const char *step; /* that what is in it has more */
};

/* Gives how the line of an element of the file begins, and lines in it, in the arena. */
FB_MUST_USE fb_status fb_merge_lines(struct fb_merge_lines *out, const struct fb_merging *merging,
                                     const struct fb_tree *element);

/* Gives how lines within such an element begin; `out` may be `lines`. */
FB_MUST_USE fb_status fb_merge_deeper(struct fb_merge_lines *out, struct fb_arena *arena,
                                      const struct fb_merge_lines *lines);

/* How further lines of a value begin: as those that it has, else deeper than its element. */
FB_MUST_USE fb_status fb_merge_value_line(const char **out, const struct fb_merging *merging,
                                          const struct fb_tree *element, struct fb_position inside);

/* Returns the offset of an element of the file. */
size_t fb_merge_start(const struct fb_tree *element);

/* Returns the offset of the line end before a place, if only blanks are between; else the place's.
 */
size_t fb_merge_line_start(const struct fb_source *source, size_t offset);

/* Returns where something is put beside an element of the file. */
size_t fb_merge_beside(const struct fb_merging *merging, const struct fb_tree *neighbour,
                       bool after);

/* Takes blanks and line ends off the edges of a place. */
struct fb_position fb_merge_without_blanks(struct fb_position place);

/* Whether an element has one tag (<a/>) and must get two to hold something. */
bool fb_merge_has_one_tag(const struct fb_source *source, struct fb_position inside);

/* ---- merge_edits.c ---- */

/* Adds an edit: `length` bytes of the file become the text, which is in the arena. */
FB_MUST_USE fb_status fb_merge_add_edit(struct fb_merging *merging, size_t offset, size_t length,
                                        const char *text);

/*
 * Puts edits into the order of their places, those of one place into that in which they were made;
 * what is put in at a place comes before what is taken out there.
 */
void fb_merge_put_in_order(struct fb_merged *merged);

/* Puts the edits into their order; of one within another the outer counts. */
void fb_merge_sort(struct fb_merged *merged);

/* Appends bytes from `start` to `end` of the source with the edits between them; what is put before
 * the first or after the last is not theirs.
 */
void fb_merge_write_range(struct fb_buffer *out, const struct fb_merged *merged,
                          const struct fb_source *source, size_t start, size_t end);

/* ---- merge_text.c: new text of the file ---- */

FB_MUST_USE fb_status fb_merge_set_value(struct fb_merging *merging, const struct fb_tree *element,
                                         const char *value);
FB_MUST_USE fb_status fb_merge_remove(struct fb_merging *merging, const struct fb_tree *element);

/* Puts a new element after one of the file, or before it. */
FB_MUST_USE fb_status fb_merge_insert(struct fb_merging *merging, const struct fb_tree *neighbour,
                                      bool after, const struct fb_tree *element);

/* Puts an element of the file after another, or before it; all edits within it are made. */
FB_MUST_USE fb_status fb_merge_move(struct fb_merging *merging, const struct fb_tree *neighbour,
                                    bool after, const struct fb_tree *element);

/* Puts new elements, those of `parent` that `chosen` has, into one of the file that has none. */
FB_MUST_USE fb_status fb_merge_fill(struct fb_merging *merging, const struct fb_tree *element,
                                    const struct fb_tree *parent, const bool *chosen);

#endif

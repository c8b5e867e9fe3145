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

/* ---- merge_text.c: edits of the file's text ---- */

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

/* Puts the edits into their order; of one within another the outer counts. */
void fb_merge_sort(struct fb_merged *merged);

/* Appends bytes from `start` to `end` of the source with the edits between them; what is put before
 * the first or after the last is not theirs.
 */
void fb_merge_write_range(struct fb_buffer *out, const struct fb_merged *merged,
                          const struct fb_source *source, size_t start, size_t end);

#endif

/*
 * compare.h: three ways into one: what a DOCX was, what its store says, what its text shows.
 *
 * Of each value the one side that differs from the baseline is taken; two that differ from it and
 * from each other are a conflict, which is told and never decided. Rows are known by their keys in
 * the store and by the controls in the rows of tables; a row without controls, as LibreOffice adds
 * it, is read by the columns of the rows beside it. docs/extract.md tells the rules.
 */
#ifndef FB_EXTRACT_COMPARE_H
#define FB_EXTRACT_COMPARE_H

#include "extract/baseline.h"
#include "extract/word.h"

enum fb_edit_kind {
    FB_EDIT_VALUE,       /* a value was changed */
    FB_EDIT_ROW_ADDED,   /* `to` shows its values */
    FB_EDIT_ROW_REMOVED, /* `from` shows its values */
    FB_EDIT_ROW_MOVED,
    FB_EDIT_CONFLICT,  /* `to` in the store, `other` in the text; or both in the text */
    FB_EDIT_FIXED,     /* a text that is no value, such as a sum, was changed: `from`, `to` */
    FB_EDIT_UNDIVIDED, /* `to`, of a new row, stands for several values, and became one of them */
    FB_EDIT_LIST_LOST, /* no row of a list has controls any more */
};

struct fb_edit {
    enum fb_edit_kind kind;
    const char *path; /* in the record, where it is or was or would be */
    const char *from, *to, *other;
};

struct fb_compared {
    struct fb_tree *record; /* as edited; each element's origin is in the baseline's record */
    FB_VECTOR(struct fb_edit) edits;
};

/* What a package holds. */
struct fb_compare_input {
    const struct fb_baseline *baseline;
    struct fb_tree *store;
    const struct fb_word *word;
    bool libre_office; /* which writes the texts of plain controls several times over */
};

/* FB_ERR_NOMEM. */
FB_MUST_USE fb_status fb_compare(struct fb_compared *out, struct fb_arena *arena,
                                 const struct fb_compare_input *input);

#endif

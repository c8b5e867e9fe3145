/*
 * compare_private.h: what the files of the comparison share.
 */
#ifndef FB_EXTRACT_COMPARE_PRIVATE_H
#define FB_EXTRACT_COMPARE_PRIVATE_H

#include "extract/compare.h"

/* Places in the document's list of controls. */
struct fb_places {
    FB_VECTOR(size_t) items;
};

struct fb_comparing {
    struct fb_arena *arena;
    const struct fb_compare_input *input;
    struct fb_compared *out;
    struct fb_map by_path, by_tag; /* to struct fb_places */
    struct fb_map results;         /* elements of the result by their path in the baseline */
    bool *listed;                  /* of each row of the text: controls of a list stand in it */
    bool *known; /* of each row: controls stand in it, or words of the form alone */
};

/* Texts that one value has in the document; equal ones count once. */
struct fb_shown_texts {
    FB_VECTOR(const char *) items;
    bool seen; /* there is a control, though its text may say nothing */
};

/* ---- compare_shown.c ---- */

FB_MUST_USE fb_status fb_compare_index(struct fb_comparing *comparing);

/*
 * Adds what controls show; `places` are those of one field, from one row if it has any. Texts of
 * bookmarks count where there is no control.
 */
FB_MUST_USE fb_status fb_compare_shown(struct fb_shown_texts *out,
                                       const struct fb_comparing *comparing,
                                       const struct fb_places *places);

/* Adds a text, as a value. */
FB_MUST_USE fb_status fb_compare_add_text(struct fb_shown_texts *out,
                                          const struct fb_comparing *comparing, const char *text);

/*
 * Sets `*out` to what becomes of a value that was `base`, is `stored` (NULL: not known), and is
 * shown as `texts`. A conflict is noted under `path`, and the value is then the base.
 */
FB_MUST_USE fb_status fb_compare_decide(const char **out, struct fb_comparing *comparing,
                                        enum fb_extract_format format, const char *path,
                                        const char *base, const char *stored,
                                        const struct fb_shown_texts *texts);

FB_MUST_USE fb_status fb_compare_note(struct fb_comparing *comparing, struct fb_edit edit);

/* ---- compare.c ---- */

/* Gives a field of the record its value, and notes that, unless it says what it said. An element
 * that is not there is made below `top`, the twin of `model` in the store. */
FB_MUST_USE fb_status fb_compare_set(struct fb_comparing *comparing,
                                     const struct fb_base_field *field, const char *value,
                                     struct fb_tree *top, const struct fb_tree *model);

/* ---- compare_items.c ---- */

/* One item of a list in the store, or one that the store has lost. */
struct fb_list_item {
    struct fb_tree *stored;     /* NULL: the store has it no more */
    struct fb_base_row *row;    /* NULL: it is new */
    struct fb_base_row *source; /* of which it is a copy; NULL: not known */
    size_t instances;           /* in the text */
};

/* A control of the list in the text. */
struct fb_list_hit {
    size_t control; /* its place among the document's */
    size_t item;    /* or FB_WORD_NONE: its node is not in the store */
    size_t number;  /* of the item in its path, from 1; 0: known by its tag */
    const char *below;
};

/* The controls that show one item at one place. */
struct fb_list_instance {
    size_t item;        /* or FB_WORD_NONE */
    size_t number;      /* as of its first hit */
    size_t first, end;  /* hits */
    size_t top, bottom; /* rows, or FB_WORD_NONE */
};

/* A row as it is to be, in the order of print. */
struct fb_list_entry {
    struct fb_base_row *row;              /* NULL: it is new */
    struct fb_base_row *source;           /* of a new one, where it was copied from; or NULL */
    struct fb_tree *stored;               /* or NULL */
    const struct fb_list_instance *shown; /* or NULL */
    const struct fb_word_row *plain;      /* a row without controls that is read by columns */
    const struct fb_list_instance *model; /* whose columns those are */
    bool settled;                         /* its element is in its place */
    struct fb_tree *result;               /* its element of the record; NULL: it has none (yet) */
};

struct fb_list {
    struct fb_base_list *base;
    struct fb_tree *parent;               /* in the store, or NULL */
    FB_VECTOR(struct fb_list_item) items; /* those of the store first, in its order */
    size_t *item_of_row;                  /* index of the item of each row of the baseline */
    FB_VECTOR(struct fb_list_hit) hits;
    FB_VECTOR(struct fb_list_instance) instances;
    FB_VECTOR(struct fb_list_entry) entries;
};

/* Finds out which rows of the text are listed and known. FB_ERR_NOMEM. */
FB_MUST_USE fb_status fb_list_index_rows(struct fb_comparing *comparing);

FB_MUST_USE fb_status fb_list_find_items(struct fb_list *list, struct fb_comparing *comparing);
FB_MUST_USE fb_status fb_list_find_instances(struct fb_list *list, struct fb_comparing *comparing);

/* Adds the texts of a field in an instance. */
FB_MUST_USE fb_status fb_list_shown(struct fb_shown_texts *out,
                                    const struct fb_comparing *comparing,
                                    const struct fb_list *list,
                                    const struct fb_list_instance *instance, const char *below);

/* ---- compare_entries.c ---- */

FB_MUST_USE fb_status fb_list_find_entries(struct fb_list *list, struct fb_comparing *comparing);

/* ---- compare_plain.c ---- */

/* Where a field stands in the rows of an instance; NULL: in no cell. */
const struct fb_word_cell *fb_list_column(const struct fb_comparing *comparing,
                                          const struct fb_list *list,
                                          const struct fb_list_instance *instance,
                                          const char *below);

/* Returns the cell of a row in the same columns, or NULL. */
const struct fb_word_cell *fb_list_cell(const struct fb_word_row *row,
                                        const struct fb_word_cell *model);

/*
 * Finds out if a row without controls of the list is one of its items, read by the columns of a
 * row beside it: then sets `*model` to that one's instance, else to NULL.
 */
void fb_list_plain_row(const struct fb_list_instance **model, const struct fb_comparing *comparing,
                       const struct fb_list *list, size_t row);

/* Counts the values of an item that the labels beside a row without controls name. */
size_t fb_list_labels_of(const struct fb_comparing *comparing, const struct fb_list *list,
                         const struct fb_list_instance *model, size_t row,
                         const struct fb_base_row *base);

/* ---- compare_divide.c ---- */

/*
 * Sets `*out` to what the text of a cell without controls says of a field, where the cell of
 * `model` at its place holds it, maybe beside other fields and words of the form. A text that
 * cannot be divided among several fields is the longest one's, and `*undivided` is then set.
 */
FB_MUST_USE fb_status fb_list_divide(const char **out, bool *undivided,
                                     const struct fb_comparing *comparing,
                                     const struct fb_list *list,
                                     const struct fb_list_instance *model, const char *below,
                                     const char *text);

/* ---- compare_rows.c ---- */

/* Makes the rows of the record as the entries say. */
FB_MUST_USE fb_status fb_list_build(struct fb_list *list, struct fb_comparing *comparing);

/* ---- compare_moved.c ---- */

/* Makes all entries of the record's rows settled but those that were moved. FB_ERR_NOMEM. */
FB_MUST_USE fb_status fb_list_unsettle_moved(struct fb_list *list, struct fb_arena *arena);

/* ---- compare_result.c ---- */

FB_MUST_USE fb_status fb_result_begin(struct fb_comparing *comparing);

/* Returns the element of the result that was at a path of the baseline's record, or NULL. */
struct fb_tree *fb_result_find(const struct fb_comparing *comparing, const char *origin);

/*
 * Sets `*out` to the element at a path, in the one form, below `top`; one that is not there is made
 * where `model`, the twin of `top` in the store or NULL, has it.
 */
FB_MUST_USE fb_status fb_result_need(struct fb_tree **out, struct fb_comparing *comparing,
                                     struct fb_tree *top, const struct fb_tree *model,
                                     const char *below);

#endif

/*
 * merge_private.h: what the files of this room share.
 */
#ifndef FB_MERGE_MERGE_PRIVATE_H
#define FB_MERGE_MERGE_PRIVATE_H

#include "base/vector.h"
#include "merge/merge.h"

/* The blank items of a list. */
struct fb_blanks {
    const char *items; /* path of its items, without a number */
    size_t count;
};

struct fb_merger {
    struct fb_arena *arena;
    struct fb_arena *scratch; /* for values and paragraphs while they are put together */
    struct fb_arena *plans;   /* for what the rows of a table are made from */
    bool editable;            /* values and items are noted (doc/shown.h) */
    const struct fb_template *template;
    const struct fb_xml_node *root; /* of the record */
    bool blank_form;                /* the record is one */
    struct fb_xpath_context *context;
    struct fb_diagnostics *sink;
    size_t shown_count;                 /* values shown so far */
    FB_VECTOR(struct fb_blanks) blanks; /* of all lists that have blank items */
};

/* What expressions and labels of a row, or of a paragraph outside a table, refer to. */
struct fb_merge_place {
    const struct fb_xml_node *node;   /* NULL: a blank row, all of whose values are empty */
    const struct fb_xml_node *beside; /* the item of the repeat's second list; NULL: blank */
    const struct fb_item *item, *beside_item; /* what they are to the document; NULL: none */
    const struct fb_kind *kind;               /* of the row; NULL outside a catalogue */
    size_t number; /* of the item in its repeat, from 1; 0: it has none */
};

/* A piece of text from the record. */
struct fb_merge_value {
    const char *text;                 /* lines are separated by '\n' */
    const struct fb_xml_node *node;   /* whose text it is; NULL if it is not that of one element */
    const struct fb_position *origin; /* of one that has no node, in the template */
    enum fb_shown_kind kind;
};

struct fb_merge_values {
    struct fb_merge_value *items;
    size_t count;
    const struct fb_xml_node *empty; /* the first element that is selected and empty; or NULL */
};

/* ---- value.c ---- */

/* Returns where a value comes from. */
struct fb_position fb_merge_origin(const struct fb_merge_value *value);

/* ---- format.c ---- */

/*
 * Brings a text that is not empty into a value's format. What cannot be printed so is reported, and
 * so is what is rounded, unless it was computed.
 */
fb_status fb_merge_format(struct fb_merger *merger, const struct fb_value_spec *spec,
                          struct fb_merge_value *value);

/* ---- value.c ---- */

/*
 * Evaluates a value; there is one piece for each element that it selects, and none for an empty.
 * They live in the scratch arena.
 */
fb_status fb_merge_evaluate(struct fb_merger *merger, const struct fb_value_spec *value,
                            const struct fb_xml_node *node, struct fb_merge_values *out);

/* ---- shown.c ---- */

/*
 * Gives the path that the element would have which an expression selects from a place, or NULL if
 * the expression is more than a path or the place is nowhere.
 */
fb_status fb_merge_path(struct fb_merger *merger, const struct fb_expression *select,
                        struct fb_merge_place place, const char **out);

/* Returns how a printed text is read again; `raw` is the value as the record has it. */
enum fb_shown_kind fb_merge_shown_kind(const struct fb_value_spec *spec, const char *raw,
                                       const char *printed);

/* Returns how a text is read that is written where no value is. */
enum fb_shown_kind fb_merge_empty_kind(const struct fb_value_spec *spec);

/*
 * Makes what a document to be edited knows of a value; `shown.text` must live as long as that.
 */
fb_status fb_merge_shown(struct fb_merger *merger, struct fb_shown shown,
                         const struct fb_shown **out);

/*
 * Makes what a document to be edited knows of an item of a repeat over `select`, which was
 * evaluated on `outer`. `node` is NULL for a blank item; `*out` is NULL if there is no telling
 * where it belongs.
 */
fb_status fb_merge_item(struct fb_merger *merger, const struct fb_expression *select,
                        struct fb_merge_place outer, const struct fb_catalogue *catalogue,
                        const struct fb_kind *kind, const struct fb_xml_node *node,
                        const struct fb_item **out);

/* ---- condition.c ---- */

/* Evaluates an expression as true or false. One that fails is reported and false. */
fb_status fb_merge_test(struct fb_merger *merger, const struct fb_expression *test,
                        const struct fb_xml_node *node, bool *out);

/* Sets `*out` to whether a condition and all around it are true; NULL is. */
fb_status fb_merge_holds(struct fb_merger *merger, const struct fb_condition *when,
                         const struct fb_xml_node *node, bool *out);

/* ---- choice.c ---- */

/* Writes the words of a choice with their boxes. A text that is none of them is reported. */
fb_status fb_merge_choice(struct fb_merger *merger, const struct fb_choice_spec *choice,
                          const struct fb_xml_node *node, const char **out);

/* ---- content.c ---- */

/* Sets one paragraph of a template, which gives several if its values have several lines. */
fb_status fb_merge_paragraph(struct fb_merger *merger, const struct fb_paragraph_spec *spec,
                             struct fb_merge_place place, const struct fb_paragraph **out,
                             size_t *count);

/* As one string, without line breaks. */
fb_status fb_merge_string(struct fb_merger *merger, const struct fb_content *content,
                          const char **out);

/* ---- rows.c ---- */

/* A row that the table will have: which template row, for which item. */
struct fb_row_plan {
    const struct fb_row_spec *spec;
    struct fb_merge_place place;
    size_t repeat; /* rows of one repeat have the same number; 0: a fixed row */
    size_t keep;   /* of the repeat: rows that share so many merged cells stay together */
};

struct fb_table_plan {
    FB_VECTOR(struct fb_row_plan) rows;
    size_t repeats; /* so many repeats so far */
};

/* Appends the rows that template rows outside all repeats stand for. */
fb_status fb_merge_plan_rows(struct fb_merger *merger, const struct fb_rows_spec *rows,
                             size_t count, struct fb_table_plan *plan);

/* ---- equal.c ---- */

/* The merging cell that covers a grid column, and the row after its last. */
struct fb_covering {
    struct fb_cell *cell; /* NULL: a cell that does not merge */
    size_t end;
};

/* Merges the cells of repeats that ask for it with equal ones above, row by row. */
struct fb_equal_merger {
    size_t column_count;
    size_t repeat;             /* that the row belongs to */
    struct fb_covering *above; /* in the row before */
    struct fb_covering *here;  /* in the row that is looked at */
};

fb_status fb_merge_equal_init(struct fb_equal_merger *out, struct fb_arena *arena,
                              size_t column_count);

/* Goes to a row: what covers it from above still does, the rest is not known yet. */
void fb_merge_equal_next_row(struct fb_equal_merger *equal, size_t row, size_t repeat);

/*
 * Merges a cell of the row with the one above if they join, and returns whether they do; cells come
 * from left to right. One that does not must stay where it is until fb_merge_equal_move.
 */
bool fb_merge_equal_cell(struct fb_equal_merger *equal, const struct fb_row_plan *plan,
                         const struct fb_cell_spec *spec, struct fb_cell *cell, size_t row);

/* Says that a cell of the row was moved. */
void fb_merge_equal_move(struct fb_equal_merger *equal, const struct fb_cell *from,
                         struct fb_cell *to);

/* ---- table.c ---- */

fb_status fb_merge_table(struct fb_merger *merger, const struct fb_table_spec *spec,
                         struct fb_table *out);

#endif

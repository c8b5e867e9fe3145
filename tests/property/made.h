/*
 * made.h: a document that the program made of a record, and what its baseline says of it.
 *
 * What docs/docx.md, "Round trip", says is read here once more, without the library.
 */
#ifndef FB_TESTS_MADE_H
#define FB_TESTS_MADE_H

#include "job/context.h"
#include "part.h"

enum made_format { MADE_TEXT, MADE_NUMBER, MADE_PERCENT, MADE_DATE, MADE_FIXED };

struct made_row;

/* A value and all that shows it. */
struct made_field {
    size_t number;     /* among the fields of the document */
    const char *path;  /* in the store */
    const char *below; /* after its row's path, or after the root's step */
    const char *shown;
    enum made_format format;
    bool merged;              /* it stands for several rows */
    struct part_node *stored; /* its node */
    struct part_node *record; /* its element; NULL: the record has none */
    struct part_node **controls;
    size_t control_count;
    struct made_row *row; /* NULL: of no list */
};

struct made_row {
    struct made_list *list;
    const char *path;
    struct part_node *stored, *record, *tr;
    struct made_field **fields;
    size_t field_count;
};

struct made_list {
    const char *parent, *name;
    struct made_row **rows; /* in the order of print */
    size_t row_count;
    bool section; /* Word knows that its rows repeat */
};

struct made {
    const char *name; /* of the record's file */
    struct fb_arena *arena;
    struct fb_buffer record_text;
    struct part_node *document, *store, *baseline, *record;
    const char *baseline_text;
    struct made_field **fields;
    size_t field_count;
    struct made_list **lists;
    size_t list_count;
};

/* Makes the document of a record's file. Returns NULL, and says why, if that cannot be. */
struct made *made_new(struct fb_context *context, const char *path);
void made_free(struct made *made);

/* Returns the field of a row by its way from there, or NULL. */
struct made_field *made_row_field(const struct made_row *row, const char *below);

#endif

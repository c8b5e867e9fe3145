/*
 * edit_case.h: a form, what people did to it in an editor, and what must become of its record.
 *
 * A case is thrown by dice: a record with single values and a list, as docs/docx.md says that a
 * file carries it, and a series of edits. It knows what the record is afterwards without asking the
 * library. An edit that is taken out of the series changes nothing else of the case, so that a case
 * can be shrunk.
 */
#ifndef FB_TESTS_EDIT_CASE_H
#define FB_TESTS_EDIT_CASE_H

#include "base/buffer.h"
#include "dice.h"

enum { EDIT_SCALARS = 6, EDIT_FIELDS = 3, EDIT_ROWS = 8, EDIT_ROWS_MOST = 24, EDIT_OPS = 10 };

/* Which program edits the file, and so where its edits are found. */
enum edit_program {
    EDIT_BY_WORD,   /* store and text agree; rows are cloned with their keys */
    EDIT_BY_OFFICE, /* LibreOffice: texts are written several times, rows added are plain */
    EDIT_BY_TEXT,   /* the text alone, as a program does that knows no store */
    EDIT_BY_SCRIPT, /* the store alone */
    EDIT_PROGRAMS,
};

enum edit_op_kind { OP_VALUE, OP_CELL, OP_ADD, OP_REMOVE, OP_MOVE, OP_KINDS };

struct edit_op {
    enum edit_op_kind kind;
    bool off;        /* taken out by shrinking */
    int row, target; /* positions, taken modulo what there is */
    int field;
    const char *values[EDIT_FIELDS];
};

struct edit_scalar {
    const char *name;
    const char *record; /* NULL: the record lacks it */
    const char *shown;
    bool number;
    bool lines; /* bound to nothing, between bookmarks */
    /* What the editor leaves. */
    const char *edited;
};

/* A row in the order of print, while it is edited. */
struct edit_row {
    int key;      /* of the row that it is or was cloned from */
    bool base;    /* it was there from the start */
    bool present; /* the record has it */
    bool full;    /* the record has it, or has the row that it was cloned from */
    bool silence; /* it has a 忽略 */
    bool plain;   /* without controls */
    int level;
    const char *values[EDIT_FIELDS], *was[EDIT_FIELDS];
    int place; /* in the record's order, when it was made */
};

struct edit_case {
    enum edit_program program;
    bool split;    /* runs are split, with tracked changes and other noise */
    bool shuffled; /* the record's order is not that of print */
    struct edit_scalar scalars[EDIT_SCALARS];
    struct edit_row base[EDIT_ROWS];
    int base_count;
    struct edit_op ops[EDIT_OPS];
    int op_count;
    /* After the edits. */
    struct edit_row rows[EDIT_ROWS_MOST];
    int row_count;
};

void edit_case_throw(struct edit_case *out, uint64_t seed);

/* Does the edits that are not taken out. */
void edit_case_run(struct edit_case *edited);

/* Appends the record as it was made, and as it must be after the edits. */
void edit_case_put_record(struct fb_buffer *out, const struct edit_case *edited);
void edit_case_put_expected(struct fb_buffer *out, const struct edit_case *edited);

/* Appends the parts of the file after the edits. */
void edit_case_put_baseline(struct fb_buffer *out, const struct edit_case *edited);
void edit_case_put_store(struct fb_buffer *out, const struct edit_case *edited);
void edit_case_put_document(struct fb_buffer *out, const struct edit_case *edited);

/* Appends the edits, for people. */
void edit_case_put_ops(struct fb_buffer *out, const struct edit_case *edited);

/* Appends text as XML. */
void edit_put_escaped(struct fb_buffer *out, const char *text);

extern const char *const edit_levels[2];
extern const char *const edit_fields[EDIT_FIELDS];

#endif

/*
 * change.h: what people do in an editor to a document that the program made, and what must become
 * of its record.
 *
 * A case is thrown by dice: which document, which editor, and a series of changes. Each change is
 * made in the document's XML, in the store and in the record that is expected, side by side; which
 * of them an editor leaves in the file is decided when the file is saved. A change that is taken
 * out of the series leaves the others as they are, so that a case can be shrunk.
 */
#ifndef FB_TESTS_CHANGE_H
#define FB_TESTS_CHANGE_H

#include "dice.h"
#include "made.h"

enum { CHANGE_OPS = 8, CHANGE_ROWS_MOST = 64 };

/* Which program saves the file, and so where its changes are found. */
enum change_editor {
    BY_WORD,   /* store and text agree; rows are cloned with their keys, in repeating sections */
    BY_OFFICE, /* LibreOffice: texts are written several times, tags go, rows added are plain */
    BY_WPS,    /* the store stays as it was; what Word 2013 added is gone */
    BY_SCRIPT, /* the store alone */
    CHANGE_EDITORS,
};

/* What such a program does with the controls. */
enum change_keeps { KEEPS_ALL, KEEPS_NO_TAGS, KEEPS_NO_BINDINGS, KEEPS_BOOKMARKS, CHANGE_KEEPS };

enum change_kind {
    CHANGE_VALUE,
    CHANGE_CELL,
    CHANGE_ADD,
    CHANGE_REMOVE,
    CHANGE_MOVE,
    CHANGE_KINDS
};

struct change_op {
    enum change_kind kind;
    bool off;                    /* taken out by shrinking */
    int list, row, target, text; /* taken modulo what there is */
    bool tracked;                /* the change is marked, and what was there is kept beside it */
};

struct change_case {
    struct made *made;
    enum change_editor editor;
    enum change_keeps keeps; /* BY_WPS only */
    int noise;               /* of so many runs in a hundred something is written around */
    uint64_t seed;           /* of the noise */
    struct change_op ops[CHANGE_OPS];
    int op_count;
};

/* A row as it is now, in the order of print. */
struct change_row {
    struct made_row *base; /* what it is, or was copied from */
    bool added;
    bool copied;              /* it has a copy beside it */
    bool deleted;             /* the mark of the change is there, and the row too */
    struct part_node *tr;     /* in the document */
    struct part_node *stored; /* in the store */
    struct part_node *record; /* its element; of one that the record lacks: what that would be */
};

struct change_list {
    struct made_list *base;
    struct change_row rows[CHANGE_ROWS_MOST];
    int count;
};

/* A case while it is run. */
struct change {
    const struct change_case *thrown;
    struct fb_arena *arena;
    struct part_node *document, *store, *record;
    struct part_node *baseline; /* NULL: as it was made */
    struct change_list *lists;
    size_t list_count;
    bool *touched; /* of each field: it was changed where it was made */
    size_t done;   /* changes that were made */
    int last_id;   /* of controls, bookmarks and marks of changes that are new */
};

/* Throws a case; `documents` are those there are. */
void change_throw(struct change_case *out, struct made **documents, size_t count, uint64_t seed);

/* Makes the changes that are not taken out. */
void change_run(struct change *out, struct fb_arena *arena, const struct change_case *thrown);

/* Appends the file's parts as the editor leaves them, and the record that is expected. */
void change_save(struct change *change);
void change_put_expected(struct fb_buffer *out, struct change *change);

/* Appends the case, for people. */
void change_put_case(struct fb_buffer *out, const struct change_case *thrown);

/* Damages the parts that were saved, in ways that are XML still. */
void change_damage(struct change *change);

/* ---- change_text.c ---- */

/* Gives a control a text, as an editor does. */
void change_control(struct change *change, struct part_node *control, const char *text,
                    bool tracked);

/* Writes around the runs of the document what editors write there. */
void change_add_noise(struct change *change);

/* Returns an id that nothing else has, as text. */
const char *change_new_id(struct change *change);

/* ---- change_expect.c ---- */

/* Returns what the record has where a control of a field was given a text. */
const char *change_recorded(struct fb_arena *arena, const struct made_field *field,
                            const char *text);

/* Returns the element at steps below one; one that is not there is made where the store has it. */
struct part_node *change_need(struct fb_arena *arena, struct part_node *element,
                              const struct part_node *stored, const char *steps);

#endif

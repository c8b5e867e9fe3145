/*
 * kinds.h: which template a record gets, by what kind of record it is, and values of fields.
 */
#ifndef FB_BATCH_KINDS_H
#define FB_BATCH_KINDS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "diag/diagnostics.h"
#include "xml/document.h"

/* Records of a kind get a template, whatever they name themselves. */
struct fb_record_kind {
    const char *root;            /* the name of the record's root element; NULL: any */
    const char *field, *value;   /* a field, as in a pattern, and what it says; NULL: any */
    const char *template_name;   /* or the path of a template's file */
    struct fb_position position; /* where that is said */
};

/* The first that fits a record counts; none has to. */
struct fb_record_kinds {
    const struct fb_record_kind *items;
    size_t count;
};

/* Gives the template's name for a record; NULL if no kind fits. */
FB_MUST_USE fb_status fb_record_kinds_template(const char **out,
                                               const struct fb_record_kinds *kinds,
                                               struct fb_arena *arena, const struct fb_xml *record);

/* Appends all that decides which record gets which template. */
void fb_record_kinds_append(struct fb_buffer *out, const struct fb_record_kinds *kinds);

/*
 * Returns the value of a field by a path of names from the root, "资金/总额"; NULL if the record
 * has none, or memory is used up.
 */
const char *fb_field_value(struct fb_arena *arena, const struct fb_xml *record, const char *path,
                           size_t length);

#endif

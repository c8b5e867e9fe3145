/*
 * diagnostics_private.h: the sink's inside, for the printers of this room alone.
 */
#ifndef FB_DIAG_DIAGNOSTICS_PRIVATE_H
#define FB_DIAG_DIAGNOSTICS_PRIVATE_H

#include "base/vector.h"
#include "diag/diagnostics.h"
#include "diag/place.h"

enum { FB_DIAG_ARGUMENTS = 5 };

struct fb_diagnostic {
    enum fb_diag_code code;
    enum fb_level level;
    const char *rule;  /* its id; NULL: not of a rule */
    const char *field; /* the path of what it found wrong, or NULL */
    struct fb_place place;
    size_t order;    /* of its rule */
    size_t sequence; /* order of report, which breaks ties */
    const char *arguments[FB_DIAG_ARGUMENTS];
    bool steps[FB_DIAG_ARGUMENTS]; /* an argument is the steps to a field (diag/field.h) */
};

struct fb_diagnostics {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_diagnostic) entries;
    size_t counts[FB_ERROR + 1];
    size_t silenced;
    size_t dropped; /* counted, but beyond FB_DIAG_LIMIT or memory */
};

/* Append the translated message or hint with its arguments filled in. */
void fb_diag_message(struct fb_buffer *out, const struct fb_diagnostic *entry);
void fb_diag_hint(struct fb_buffer *out, const struct fb_diagnostic *entry);

/* Sorts the entries by input, place and order of report. */
void fb_diagnostics_sort(struct fb_diagnostics *sink);

#endif

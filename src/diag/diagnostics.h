/*
 * diagnostics.h: what is wrong with the user's input, collected and printed.
 *
 * A sink collects the diagnostics of one job. Each has a code of diag_codes.def, which fixes its
 * level, its name, its message and its hint; a position; and the strings that fill %1 to %5 of
 * message and hint. A rule of a template reports with its own level and its own name besides.
 * Everything is copied, so sources and arguments may go at once after a report.
 * Printing sorts by input and place, and translates (gettext domain "fubiao").
 */
#ifndef FB_DIAG_DIAGNOSTICS_H
#define FB_DIAG_DIAGNOSTICS_H

#include "base/buffer.h"
#include "base/length.h"
#include "diag/source.h"

#include <stdbool.h>

enum fb_level { FB_NOTE, FB_WARNING, FB_ERROR };

enum fb_diag_code {
#define FB_DIAG(code, level, name, message, hint) FB_DIAG_##code,
#include "diag/diag_codes.def"
#undef FB_DIAG
    FB_DIAG_COUNT
};

struct fb_diagnostics;

/* A sink keeps so many diagnostics of one job and counts the rest. */
enum { FB_DIAG_LIMIT = 1000 };

FB_MUST_USE fb_status fb_diagnostics_new(struct fb_diagnostics **out);
void fb_diagnostics_free(struct fb_diagnostics *sink);

/* Reports with up to five arguments, ended by NULL. Used through fb_report. */
void fb_diagnostics_add(struct fb_diagnostics *sink, enum fb_diag_code code,
                        struct fb_position position, const char *const arguments[]);

/* fb_report(sink, FB_DIAG_..., position, "first", ...): at least one argument, "" if none. */
#define fb_report(sink, code, position, ...) \
    fb_diagnostics_add((sink), (code), (position), (const char *const[]){__VA_ARGS__, NULL})

/* Reports with two lengths, in points: what there is, and what is needed. */
void fb_report_lengths(struct fb_diagnostics *sink, enum fb_diag_code code,
                       struct fb_position position, fb_length has, fb_length needs);

/* The rule of a template that reports. */
struct fb_diag_rule {
    const char *id; /* by which a record names it, such as "R18" */
    enum fb_level level;
    const char *field; /* the path of what is wrong, for programs; NULL: not known */
    size_t order;      /* of the rule in its template */
};

/*
 * Reports what a rule finds: as fb_diagnostics_add, but at the rule's level; and arguments may be
 * fields (diag/field.h).
 */
void fb_diagnostics_add_rule(struct fb_diagnostics *sink, struct fb_diag_rule rule,
                             enum fb_diag_code code, struct fb_position position,
                             const char *const arguments[]);

/* Returns how many diagnostics are kept. */
size_t fb_diagnostics_kept(const struct fb_diagnostics *sink);

/* Brings those after the first so many into the order of their rules; others stand before them. */
void fb_diagnostics_order(struct fb_diagnostics *sink, size_t first);

/* Counts findings that the input itself says are not to be reported. */
void fb_diagnostics_silence(struct fb_diagnostics *sink, size_t count);
size_t fb_diagnostics_silenced(const struct fb_diagnostics *sink);

/* Returns how many diagnostics of a level there are. */
size_t fb_diagnostics_count(const struct fb_diagnostics *sink, enum fb_level level);

/* Returns how many diagnostics of a code are kept. */
size_t fb_diagnostics_count_code(const struct fb_diagnostics *sink, enum fb_diag_code code);

/* Returns the fixed name of a code, such as "xml-syntax". */
const char *fb_diag_name(enum fb_diag_code code);

/* Returns the level that a code has where no rule gives another. */
enum fb_level fb_diag_level(enum fb_diag_code code);

/*
 * Appends all diagnostics as text: `file:line:column: level: message [name]`, the source line with
 * a caret under the place, and the hint. Columns count characters from 1. The finding of a rule
 * ends with `[name R18]`.
 */
void fb_diagnostics_print(struct fb_diagnostics *sink, struct fb_buffer *out, bool colour);

/* Appends all diagnostics as one JSON array of objects. */
void fb_diagnostics_print_json(struct fb_diagnostics *sink, struct fb_buffer *out);

#endif

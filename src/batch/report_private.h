/*
 * report_private.h: what the forms of a report share.
 */
#ifndef FB_BATCH_REPORT_PRIVATE_H
#define FB_BATCH_REPORT_PRIVATE_H

#include "base/map.h"
#include "base/vector.h"
#include "batch/report.h"

/* What a reader has to do about a record; the most urgent first. */
enum fb_report_class {
    FB_REPORT_BAD,
    FB_REPORT_KEPT,
    FB_REPORT_WARNED,
    FB_REPORT_GONE, /* in no source any more */
    FB_REPORT_GOOD,
    FB_REPORT_CLASSES,
};

/* What of a department is counted. */
struct fb_report_department {
    const char *name; /* "": the records name none */
    size_t records;
    size_t counts[FB_REPORT_CLASSES];
};

/* A report in the making. */
struct fb_report_work {
    const struct fb_batch_report *report;
    struct fb_state *state;
    struct fb_arena *arena;   /* for as long as the report is made */
    struct fb_arena *scratch; /* for as long as one record is told of */
    struct fb_map sources;
    struct fb_map by_name;                              /* of departments: where they are, from 1 */
    FB_VECTOR(struct fb_report_department) departments; /* those with most errors first */
    size_t counts[FB_REPORT_CLASSES];
};

/* A record with its documents. */
struct fb_report_record {
    const struct fb_state_record *record;
    enum fb_report_class class;
    struct fb_state_outputs outputs;
};

/* Begins a report: counts what there is. */
FB_MUST_USE fb_status fb_report_begin(struct fb_report_work *work,
                                      const struct fb_batch_report *report, struct fb_state *state);
void fb_report_end(struct fb_report_work *work);

/*
 * Calls for each record of one of the classes (bits by their numbers), but not for more than
 * `most`, as fb_state_walk does; no call gives FB_ERR_INPUT.
 */
typedef fb_status fb_report_visit(void *data, const struct fb_report_record *record);
FB_MUST_USE fb_status fb_report_each(struct fb_report_work *work, unsigned classes, size_t most,
                                     fb_report_visit *visit, void *data);

enum { FB_REPORT_ALL = (1 << FB_REPORT_CLASSES) - 1 };

/* What a class is called, in one word of the user's language. */
const char *fb_report_class_word(enum fb_report_class class);

/* The names of how records ended, for programs. */
const char *fb_report_end_name(const struct fb_report_record *record);

/*
 * Gives a text of which JSON and XML can hold each character: what is no UTF-8 and what they
 * forbid stands as U+FFFD. NULL when memory is used up.
 */
const char *fb_report_clean(struct fb_arena *arena, const char *text);

/* As fb_report_clean, and without line breaks and what cannot be seen; for names. */
const char *fb_report_name(struct fb_arena *arena, const char *text);

/* Appends a path as a relative address (RFC 3986): all but letters, digits, "-._~/" as %XX. */
void fb_report_append_address(struct fb_buffer *out, const char *path);

#endif

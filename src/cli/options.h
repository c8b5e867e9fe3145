/*
 * options.h: a command line read by a table.
 *
 * Each command has a table of the options it knows; the parser, the help text and the test that
 * compares help and manual all read that table. Options are as in POSIX and GNU: "-t NAME",
 * "-tNAME", "--template NAME", "--template=NAME"; options and operands may be mixed; "--" ends the
 * options; a single "-" is an operand. Long names are not shortened.
 */
#ifndef FB_CLI_OPTIONS_H
#define FB_CLI_OPTIONS_H

#include "base/buffer.h"
#include "job/settings.h"

#include <stdbool.h>
#include <stddef.h>

/* A run tells of itself in so many files at most. */
enum { FB_REPORTS_LIMIT = 8 };

/* What a command line says. Strings are those of argv. */
struct fb_arguments {
    const char *template_name; /* NULL: the record names it */
    const char *encoding;      /* NULL: found out */
    const char *mapping;       /* NULL: workbooks are fill-in ones */
    const char *format;        /* NULL: the command's default */
    const char *output;        /* NULL: the current folder */
    const char *into;          /* NULL: not given */
    const char *pdf;           /* NULL: the command's default */
    const char *docx_fonts;    /* NULL: the command's default */
    struct fb_settings settings;
    const char *jobs; /* of a batch: numbers as they were written, NULL: not given */
    const char *timeout;
    const char *memory;
    const char *shard;
    const char *name; /* pattern of paths */
    const char *department;
    const char *merge;
    const char *merge_pages;               /* field */
    const char *reports[FB_REPORTS_LIMIT]; /* files that tell of a batch */
    size_t report_count;
    const char *config; /* a file with options of a batch */
    const char *index;  /* the workbook that lists all records */
    bool force;
    bool prune;
    bool join;
    bool strict;
    bool public_copy;
    bool docx_protect;
    bool no_layout;
    bool coverage;
    bool help;
    bool version;
    char **operands;
    size_t operand_count;
};

struct fb_option {
    char letter;          /* 0: no short form */
    const char *name;     /* of the long form, without dashes; NULL ends a table */
    const char *argument; /* placeholder in the help; NULL: the option takes none */
    const char *help;     /* marked with N_ */
    size_t field; /* offset in fb_arguments of a bool, or of a string if there is an argument; of
                     `settings`, the argument is NAME=VALUE; of that and of `reports` there may be
                     several */
};

/*
 * Reads `count` words. Operands are gathered at the front of `words`, in their order. With
 * `stop_early` the first operand ends the options. Returns false and appends one line to `error`
 * (translated, without a line feed) if the words do not fit the table.
 */
bool fb_options_parse(struct fb_arguments *out, const struct fb_option *options, char **words,
                      size_t count, bool stop_early, struct fb_buffer *error);

/* Appends a line for each option, with the help in one column. */
void fb_options_help(struct fb_buffer *out, const struct fb_option *options);

#endif

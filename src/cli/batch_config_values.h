/*
 * batch_config_values.h: the words of a batch's configuration and the values they may have.
 */
#ifndef FB_CLI_BATCH_CONFIG_VALUES_H
#define FB_CLI_BATCH_CONFIG_VALUES_H

#include "base/arena.h"

#include <stdbool.h>

enum fb_config_kind {
    FB_CONFIG_SOURCE,
    FB_CONFIG_PATH,
    FB_CONFIG_REPORT, /* a path that ends with .html or .json */
    FB_CONFIG_INDEX,  /* a path that ends with .xlsx */
    FB_CONFIG_PATTERN,
    FB_CONFIG_OUTPUTS,
    FB_CONFIG_COUNT,     /* a number from 1 on */
    FB_CONFIG_MEGABYTES, /* a number from 64 on */
    FB_CONFIG_ENCODING,
    FB_CONFIG_FIELD,
    FB_CONFIG_PARAMETER, /* NAME=VALUE */
    FB_CONFIG_PDF,
    FB_CONFIG_FONTS,
    FB_CONFIG_FLAG, /* nothing */
};

/* An element, which is called like an option. */
struct fb_config_word {
    const char *name;
    enum fb_config_kind kind;
    bool many;  /* it may be given again */
    bool joins; /* it goes with --join */
};

/* Returns the word of a name; NULL if there is none. <template> is none of them. */
const struct fb_config_word *fb_config_word(const char *name);

/* Gives the names of all elements, divided by blanks; NULL when memory is used up. */
const char *fb_config_word_list(struct fb_arena *arena);

/* Tells whether a text of the kind is a path. */
bool fb_config_is_path(enum fb_config_kind kind);

/* Tells whether a text is the path of a field, "资金/总额". */
bool fb_config_is_field(const char *text);

/* Returns NULL if a text is a value of the kind, else what a value looks like. */
const char *fb_config_value_fault(enum fb_config_kind kind, const char *text);

#endif

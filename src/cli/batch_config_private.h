/*
 * batch_config_private.h: what was read of a batch's configuration, for who reads it
 * (batch_config.c) and who adds it to a command line (batch_config_apply.c).
 */
#ifndef FB_CLI_BATCH_CONFIG_PRIVATE_H
#define FB_CLI_BATCH_CONFIG_PRIVATE_H

#include "base/vector.h"
#include "cli/batch_config.h"
#include "cli/batch_config_values.h"
#include "data/input.h"

/* An option that the file gives, or a source. */
struct fb_config_setting {
    const struct fb_config_word *word;
    const struct fb_option *option; /* NULL: a source */
    char *text;
    struct fb_position position;
};

struct fb_batch_config {
    struct fb_arena *arena;
    struct fb_input *input;
    struct fb_xml *document;
    const char *path;
    FB_VECTOR(struct fb_config_setting) settings;
    FB_VECTOR(struct fb_record_kind) kinds;
};

#endif

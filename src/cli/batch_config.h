/*
 * batch_config.h: fubiao batch --config FILE.
 *
 * The file (docs/batch.md, schema/fubiao-batch.rng) has an element for each option, called like the
 * option, and <source> for what is to be read. Its paths are relative to the file. What the command
 * line says counts before what the file says.
 */
#ifndef FB_CLI_BATCH_CONFIG_H
#define FB_CLI_BATCH_CONFIG_H

#include "base/arena.h"
#include "batch/kinds.h"
#include "cli/options.h"
#include "job/context.h"

struct fb_batch_config;

/*
 * Reads the file. All that is wrong with it is reported, and then the result is FB_ERR_INPUT, or
 * FB_ERR_IO if it cannot be read. `options` are those of the command.
 */
FB_MUST_USE fb_status fb_batch_config_read(struct fb_batch_config **out, const char *path,
                                           const struct fb_option *options,
                                           struct fb_diagnostics *sink);
void fb_batch_config_free(struct fb_batch_config *config);

/*
 * Adds to a command line what it does not say itself. Strings stay the file's, for as long as it
 * lives. For a join only those options are added that go with one, for a part
 * no reports. FB_ERR_INPUT, reported, if
 * together there is too much.
 */
FB_MUST_USE fb_status fb_batch_config_apply(const struct fb_batch_config *config,
                                            struct fb_arguments *arguments,
                                            struct fb_diagnostics *sink);

/* The templates of kinds of records. */
struct fb_record_kinds fb_batch_config_kinds(const struct fb_batch_config *config);

/* Sees whether all templates of kinds that are named are there and right; if not, that is reported.
 */
FB_MUST_USE fb_status fb_batch_config_check_kinds(const struct fb_batch_config *config,
                                                  struct fb_context *context,
                                                  struct fb_diagnostics *sink);

#endif

/*
 * help.h: the help texts, made from the tables of commands and options.
 */
#ifndef FB_CLI_HELP_H
#define FB_CLI_HELP_H

#include "cli/commands.h"

/* Print to standard output; the result is fb_terminal_print's. `commands` ends with NULL. */
enum fb_exit fb_help_program(const struct fb_command *const *commands,
                             const struct fb_option *options);
enum fb_exit fb_help_command(const struct fb_command *command);

#endif

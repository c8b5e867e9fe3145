/*
 * commands.h: what the program can be asked to do.
 *
 * To add a command: a file command_<name>.c with its table of options and its fb_command_<name>,
 * a line in commands.c, its section in both manuals (tests compare them), and its messages in po/.
 */
#ifndef FB_CLI_COMMANDS_H
#define FB_CLI_COMMANDS_H

#include "cli/exit_status.h"
#include "cli/options.h"

struct fb_command {
    const char *name;
    const char *synopsis; /* what follows the name */
    const char *summary;  /* one line, marked with N_ */
    const char *details;  /* paragraphs of the command's own help, marked with N_ */
    const struct fb_option *options;
    size_t least_operands;
    size_t most_operands; /* 0: any number */
    enum fb_exit (*run)(const struct fb_arguments *arguments);
};

extern const struct fb_command fb_command_render;
extern const struct fb_command fb_command_check;
extern const struct fb_command fb_command_batch;
extern const struct fb_command fb_command_extract;
extern const struct fb_command fb_command_list;
extern const struct fb_command fb_command_dump;
extern const struct fb_command fb_command_new;
extern const struct fb_command fb_command_convert;

/* Runs the program with the arguments of main() and returns its exit status. */
enum fb_exit fb_commands_run(int argc, char **argv);

/* Returns the command of a name, or NULL. */
const struct fb_command *fb_commands_find(const char *name);

#endif

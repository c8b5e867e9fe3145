#include "cli/commands.h"

#include "base/encoding.h"
#include "base/i18n.h"
#include "cli/help.h"
#include "cli/terminal.h"
#include "fubiao.h"

#include <string.h>

static const struct fb_command *const COMMANDS[] = {
    &fb_command_render,  &fb_command_batch,   &fb_command_check,
    &fb_command_extract, &fb_command_list,    &fb_command_dump,
    &fb_command_new,     &fb_command_convert, NULL,
};

static const struct fb_option PROGRAM_OPTIONS[] = {
    {'h', "help", NULL, N_("show this help"), offsetof(struct fb_arguments, help)},
    {'V', "version", NULL, N_("show the version"), offsetof(struct fb_arguments, version)},
    {0},
};

const struct fb_command *fb_commands_find(const char *name)
{
    for (const struct fb_command *const *command = COMMANDS; *command != NULL; command++) {
        if (strcmp((*command)->name, name) == 0)
            return *command;
    }
    return NULL;
}

/* Says what is wrong with the command line, and where to read on. */
static enum fb_exit fail_usage(const struct fb_command *command, const struct fb_buffer *error)
{
    const char *name = command != NULL ? command->name : "";

    fb_terminal_error("%s", error->data);
    fb_terminal_error(_("see 'fubiao %s%s--help'"), name, command != NULL ? " " : "");
    return FB_EXIT_USAGE;
}

/* Returns false, with the reason in `error`, if the number of operands is not the command's. */
static bool accept_operands(const struct fb_command *command, const struct fb_arguments *arguments,
                            struct fb_buffer *error)
{
    if (arguments->operand_count < command->least_operands)
        fb_buffer_append_format(error, _("something is missing: fubiao %s %s"), command->name,
                                command->synopsis);
    else if (command->most_operands > 0 && arguments->operand_count > command->most_operands)
        fb_buffer_append_format(error, _("'%s' is one argument too many"),
                                arguments->operands[command->most_operands]);
    return error->length == 0;
}

/* Returns false likewise if the encoding is none that is known. */
static bool accept_encoding(const char *name, struct fb_buffer *error)
{
    enum fb_encoding encoding;

    if (name != NULL && !fb_encoding_parse(&encoding, name))
        fb_buffer_append_format(
            error, _("unknown encoding '%s'; there are utf-8, gb18030, gbk and utf-16"), name);
    return error->length == 0;
}

static enum fb_exit run_command(const struct fb_command *command, char **words, size_t count,
                                struct fb_buffer *error)
{
    struct fb_arguments arguments;

    if (!fb_options_parse(&arguments, command->options, words, count, false, error))
        return fail_usage(command, error);
    if (arguments.help)
        return fb_help_command(command);
    if (!accept_operands(command, &arguments, error) || !accept_encoding(arguments.encoding, error))
        return fail_usage(command, error);
    return command->run(&arguments);
}

static enum fb_exit run_program(char **words, size_t count, struct fb_buffer *error)
{
    const struct fb_command *command;
    struct fb_arguments arguments;

    if (!fb_options_parse(&arguments, PROGRAM_OPTIONS, words, count, true, error))
        return fail_usage(NULL, error);
    if (arguments.help)
        return fb_help_program(COMMANDS, PROGRAM_OPTIONS);
    if (arguments.version)
        return fb_terminal_print("fubiao %s\n", fubiao_version());
    if (arguments.operand_count == 0) {
        fb_buffer_append_string(error, _("a command is missing"));
        return fail_usage(NULL, error);
    }
    command = fb_commands_find(arguments.operands[0]);
    if (command == NULL) {
        fb_buffer_append_format(error, _("unknown command '%s'"), arguments.operands[0]);
        return fail_usage(NULL, error);
    }
    return run_command(command, arguments.operands + 1, arguments.operand_count - 1, error);
}

enum fb_exit fb_commands_run(int argc, char **argv)
{
    enum { ERROR_LIMIT = 64 * 1024 };
    struct fb_buffer error;
    enum fb_exit result;

    fb_buffer_init(&error, ERROR_LIMIT);
    result = run_program(argv + 1, argc > 0 ? (size_t)argc - 1 : 0, &error);
    fb_buffer_release(&error);
    return fb_exit_worse(result, fb_terminal_close());
}

#include "cli/help.h"

#include "base/i18n.h"
#include "cli/terminal.h"

static const size_t HELP_LIMIT = (size_t)64 << 10;

static enum fb_exit print_and_release(struct fb_buffer *text)
{
    enum fb_exit result = fb_terminal_print_buffer(text);

    fb_buffer_release(text);
    return result;
}

enum fb_exit fb_help_program(const struct fb_command *const *commands,
                             const struct fb_option *options)
{
    struct fb_buffer text;

    fb_buffer_init(&text, HELP_LIMIT);
    fb_buffer_append_format(&text, _("Usage: fubiao %s\n"), "COMMAND [OPTION]... [ARGUMENT]...");
    fb_buffer_append_format(&text, "\n%s\n\n%s\n",
                            _("Makes official tables, as PDF and DOCX, of records."),
                            _("Commands:"));
    for (; *commands != NULL; commands++)
        fb_buffer_append_format(&text, "  %-8s  %s\n", (*commands)->name, _((*commands)->summary));
    fb_buffer_append_format(&text, "\n%s\n", _("Options:"));
    fb_options_help(&text, options);
    fb_buffer_append_format(&text, "\n%s\n",
                            _("'fubiao COMMAND --help' tells more; fubiao(1) tells all."));
    return print_and_release(&text);
}

enum fb_exit fb_help_command(const struct fb_command *command)
{
    struct fb_buffer text;

    fb_buffer_init(&text, HELP_LIMIT);
    fb_buffer_append_format(&text, _("Usage: fubiao %s %s\n"), command->name, command->synopsis);
    fb_buffer_append_format(&text, "\n%s\n\n%s\n\n%s\n", _(command->summary), _(command->details),
                            _("Options:"));
    fb_options_help(&text, command->options);
    return print_and_release(&text);
}

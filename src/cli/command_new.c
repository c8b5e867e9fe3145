/*
 * command_new.c: fubiao new.
 */
#include "base/file.h"
#include "base/i18n.h"
#include "cli/commands.h"
#include "cli/common_options.h"
#include "cli/output_plan.h"
#include "cli/session.h"
#include "cli/terminal.h"
#include "convert/blank.h"

#include <string.h>

static const struct fb_option OPTIONS[] = {
    {'f', "format", "xml|json|xlsx", N_("the form of the blank record (xml if not given)"),
     offsetof(struct fb_arguments, format)},
    {'o', "output", "FILE", N_("write this file; '-' is standard output"),
     offsetof(struct fb_arguments, output)},
    FB_OPTION_HELP,
    {0},
};

/* What is to be made. */
struct wish {
    const char *template_name;
    enum fb_form form;
    const char *path;
};

/* A form that -f names, else the one that the path's extension names, else XML. */
static bool choose_form(struct wish *wish, const struct fb_arguments *arguments)
{
    wish->form = FB_FORM_XML;
    if (arguments->format != NULL && !fb_form_parse(&wish->form, arguments->format)) {
        fb_terminal_error(_("unknown form '%s'; there are xml, json and xlsx"), arguments->format);
        return false;
    }
    if (arguments->format == NULL && arguments->output != NULL)
        (void)fb_form_of_path(&wish->form, arguments->output);
    return true;
}

/* The file of a template's own name in the current folder, if -o names no other. */
static fb_status choose_path(struct wish *wish, struct fb_buffer *name, const char *output)
{
    const char *slash = strrchr(wish->template_name, '/');
    const char *base = slash != NULL ? slash + 1 : wish->template_name;
    size_t length = strlen(base) - (fb_path_has_extension(base, "xml") ? sizeof ".xml" - 1 : 0);

    fb_buffer_append(name, base, length);
    fb_buffer_append_format(name, ".%s", fb_form_name(wish->form));
    wish->path = output != NULL ? output : name->data;
    return name->status;
}

/* What somebody has begun to fill in must not be lost. */
static bool is_free(const struct wish *wish)
{
    if (strcmp(wish->path, FB_STANDARD_OUTPUT) == 0 || !fb_file_exists(wish->path))
        return true;
    fb_terminal_error(_("'%s' is there already; name another file with -o"), wish->path);
    return false;
}

static enum fb_exit make_blank(struct fb_context *context, const struct wish *wish,
                               struct fb_diagnostics *sink)
{
    struct fb_template_store *store = fb_context_templates(context);
    const struct fb_template *template;
    enum fb_exit result;
    struct fb_buffer bytes;
    fb_status status;

    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_template_store_open(&template, store, wish->template_name, sink);
    if (status == FB_OK)
        status = fb_blank_write(&bytes, wish->form, template);
    fb_session_show(sink);
    result = fb_session_judge(status, sink, wish->template_name, false);
    if (result == FB_EXIT_DONE)
        result = fb_session_write(wish->path, &bytes);
    fb_buffer_release(&bytes);
    return result;
}

static enum fb_exit make_wish(const struct wish *wish)
{
    struct fb_diagnostics *sink;
    struct fb_context *context;
    enum fb_exit result;

    if (!is_free(wish))
        return FB_EXIT_USAGE;
    result = fb_session_open(&context);
    if (context == NULL)
        return result;
    if (fb_diagnostics_new(&sink) == FB_OK) {
        result = fb_exit_worse(result, make_blank(context, wish, sink));
        fb_diagnostics_free(sink);
    } else {
        result = fb_session_out_of_memory("");
    }
    fb_context_free(context);
    return result;
}

static enum fb_exit run(const struct fb_arguments *arguments)
{
    struct wish wish = {.template_name = arguments->operands[0]};
    struct fb_buffer name;
    enum fb_exit result;

    if (!choose_form(&wish, arguments))
        return FB_EXIT_USAGE;
    fb_buffer_init(&name, FB_BUFFER_OUTPUT_LIMIT);
    result = choose_path(&wish, &name, arguments->output) == FB_OK ? make_wish(&wish)
                                                                   : fb_session_out_of_memory("");
    fb_buffer_release(&name);
    return result;
}

const struct fb_command fb_command_new = {
    .name = "new",
    .synopsis = "[-f xml|json|xlsx] [-o FILE] TEMPLATE",
    .summary = N_("make a blank record to fill in"),
    .details =
        N_("The file has every field of the template, empty, and says what each takes; it has the\n"
           "template's name, in the current folder, and replaces no file that is there already.\n"
           "While nothing is filled in it renders as the blank form."),
    .options = OPTIONS,
    .least_operands = 1,
    .most_operands = 1,
    .run = run,
};

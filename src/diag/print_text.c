#include "base/i18n.h"
#include "diag/diagnostics_private.h"

static const char *const LEVEL_NAMES[] = {
    [FB_NOTE] = N_("note"),
    [FB_WARNING] = N_("warning"),
    [FB_ERROR] = N_("error"),
};

/* Select Graphic Rendition sequences (ECMA-48, 8.3.117). */
static const char *const LEVEL_COLOURS[] = {
    [FB_NOTE] = "\033[1;36m",
    [FB_WARNING] = "\033[1;35m",
    [FB_ERROR] = "\033[1;31m",
};
static const char COLOUR_END[] = "\033[0m";

static void print_head(struct fb_buffer *out, const struct fb_diagnostic *entry, bool colour)
{
    enum fb_level level = entry->level;

    fb_place_name(out, &entry->place);
    if (entry->place.name != NULL)
        fb_buffer_append_string(out, ": ");
    if (colour)
        fb_buffer_append_string(out, LEVEL_COLOURS[level]);
    fb_buffer_append_format(out, "%s:", _(LEVEL_NAMES[level]));
    if (colour)
        fb_buffer_append_string(out, COLOUR_END);
    fb_buffer_append_char(out, ' ');
    fb_diag_message(out, entry);
    fb_buffer_append_format(out, " [%s", fb_diag_name(entry->code));
    if (entry->rule != NULL)
        fb_buffer_append_format(out, " %s", entry->rule);
    fb_buffer_append_string(out, "]\n");
}

static void print_entry(struct fb_buffer *out, const struct fb_diagnostic *entry, bool colour)
{
    print_head(out, entry, colour);
    if (entry->place.excerpt != NULL)
        fb_place_show(out, &entry->place);
    fb_buffer_append_format(out, "    %s: ", _("hint"));
    fb_diag_hint(out, entry);
    fb_buffer_append_char(out, '\n');
}

void fb_diagnostics_print(struct fb_diagnostics *sink, struct fb_buffer *out, bool colour)
{
    fb_diagnostics_sort(sink);
    for (size_t i = 0; i < sink->entries.count; i++)
        print_entry(out, &sink->entries.items[i], colour);
    if (sink->dropped > 0)
        fb_buffer_append_format(out, _("%zu further messages are not shown\n"), sink->dropped);
}

#include "style/style_draft.h"

static void dump_points(struct fb_buffer *out, const char *name, fb_length length)
{
    char text[FB_LENGTH_TEXT];

    fb_length_points(text, length);
    fb_buffer_append_format(out, " %s=%spt", name, text);
}

static void dump_ems(struct fb_buffer *out, const char *name, int hundredths)
{
    if (hundredths > 0)
        fb_buffer_append_format(out, " %s=%d.%02dem", name, hundredths / 100, hundredths % 100);
}

/* Writes those that are not the usual ones. */
static void dump_lines(struct fb_buffer *out, const struct fb_style *style)
{
    if (style->breaking != FB_BREAKING_BASIC)
        fb_buffer_append_format(out, " breaking=%s", fb_breaking_name(style->breaking));
    if (style->gap == FB_GAP_NONE)
        fb_buffer_append_string(out, " gap=no");
    if (style->direction == FB_DIRECTION_VERTICAL)
        fb_buffer_append_string(out, " vertical");
    dump_ems(out, "indent", style->indent);
    if (style->hanging == FB_HANGING_NUMBER)
        fb_buffer_append_string(out, " hanging=number");
    dump_ems(out, "hanging", style->hanging);
    dump_ems(out, "indent-left", style->indent_left);
    dump_ems(out, "indent-right", style->indent_right);
}

void fb_style_dump(struct fb_buffer *out, const struct fb_style *style)
{
    fb_buffer_append_format(out, "style %s (%s): %s%s", style->name, style->title,
                            fb_font_role_names(style->font)->role, style->bold ? " bold" : "");
    dump_points(out, "size", style->size);
    dump_points(out, "line", style->line_pitch);
    fb_buffer_append_format(out, " %s %s", fb_align_name(style->align), fb_wrap_name(style->wrap));
    if (style->words != NULL && style->wrap == FB_WRAP_BALANCE)
        fb_buffer_append_format(out, " words=\"%s\"", style->words);
    dump_lines(out, style);
    dump_points(out, "before", style->before);
    dump_points(out, "after", style->after);
    fb_buffer_append_format(out, " %s", fb_valign_name(style->valign));
    dump_points(out, "padding-x", style->padding_x);
    dump_points(out, "padding-y", style->padding_y);
    if (style->overflow != FB_OVERFLOW_GROW || style->max_lines > 0) {
        fb_buffer_append_format(out, " overflow=%s max-lines=%d", fb_overflow_name(style->overflow),
                                style->max_lines);
        dump_points(out, "floor", style->floor);
    }
    fb_buffer_append_char(out, '\n');
}

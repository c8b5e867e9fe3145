#include "style/style_draft.h"

static void dump_points(struct fb_buffer *out, const char *name, fb_length length)
{
    char text[FB_LENGTH_TEXT];

    fb_length_points(text, length);
    fb_buffer_append_format(out, " %s=%spt", name, text);
}

void fb_style_dump(struct fb_buffer *out, const struct fb_style *style)
{
    fb_buffer_append_format(out, "style %s (%s): %s%s", style->name, style->title,
                            fb_font_role_names(style->font)->role, style->bold ? " bold" : "");
    dump_points(out, "size", style->size);
    dump_points(out, "line", style->line_pitch);
    fb_buffer_append_format(out, " %s %s", fb_align_name(style->align), fb_wrap_name(style->wrap));
    if (style->indent != 0)
        fb_buffer_append_format(out, " indent=%d.%02dem", style->indent / 100, style->indent % 100);
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

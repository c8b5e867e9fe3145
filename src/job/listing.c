#include "job/listing.h"

#include "base/i18n.h"
#include "base/system_error.h"
#include "job/template_list.h"

#include <errno.h>

static void append_title(struct fb_buffer *out, const struct fb_content *title)
{
    for (size_t i = 0; i < title->count; i++) {
        const struct fb_inline *item = &title->items[i];
        if (item->kind == FB_INLINE_TEXT)
            fb_buffer_append_string(out, item->as.text);
        else if (item->kind == FB_INLINE_BREAK)
            fb_buffer_append_char(out, ' ');
        else
            fb_buffer_append_string(out, "…");
    }
}

static fb_status list_template(struct fb_buffer *out, struct fb_context *context, const char *name,
                               struct fb_diagnostics *sink)
{
    const struct fb_template *template;

    FB_TRY(fb_template_store_find(&template, fb_context_templates(context), name, FB_NO_POSITION,
                                  sink));
    fb_buffer_append_format(out, "%s\t%s\t", name, template->version);
    append_title(out, &template->title);
    fb_buffer_append_char(out, '\n');
    return FB_OK;
}

/* Lists all that can be read; the result is that of the last that cannot. */
static fb_status list_names(struct fb_buffer *out, struct fb_context *context,
                            const struct fb_template_names *names, struct fb_diagnostics *sink)
{
    fb_status result = FB_OK;

    for (size_t i = 0; i < names->count; i++) {
        fb_status status = list_template(out, context, names->items[i], sink);
        if (status != FB_OK && status != FB_ERR_INPUT && status != FB_ERR_IO)
            return status;
        if (status != FB_OK)
            result = status;
    }
    return result;
}

fb_status fb_list_templates(struct fb_buffer *out, struct fb_context *context,
                            struct fb_diagnostics *sink)
{
    struct fb_template_names names;
    struct fb_arena *arena;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    status = fb_template_list(&names, arena, fb_context_folders(context));
    if (status == FB_OK)
        status = list_names(out, context, &names, sink);
    else if (status == FB_ERR_IO)
        fb_report(sink, FB_DIAG_TEMPLATES_UNREADABLE, FB_NO_POSITION, fb_system_error(errno));
    fb_arena_free(arena);
    return status;
}

/* Returns true if the face is the first choice of a role for a character. */
static bool is_choice(const struct fb_font_set *set, const struct fb_face *face,
                      enum fb_font_role role, uint32_t character)
{
    struct fb_glyph_choice choice;

    return fb_font_choose(set, role, character, &choice) && choice.face == face;
}

/* Appends the typefaces whose Chinese or whose Latin text the face sets: "宋体, 仿宋 (Latin)". */
static void append_roles(struct fb_buffer *out, const struct fb_font_set *set,
                         const struct fb_face *face)
{
    static const uint32_t HAN = 0x56FD, LATIN = 'A'; /* 国 */
    const char *separator = "";

    for (int i = 0; i < FB_FONT_ROLES; i++) {
        enum fb_font_role role = (enum fb_font_role)i;
        bool han = is_choice(set, face, role, HAN), latin = is_choice(set, face, role, LATIN);
        if (!han && !latin)
            continue;
        fb_buffer_append_format(out, "%s%s", separator, fb_font_role_names(role)->role);
        if (!han)
            fb_buffer_append_format(out, " (%s)", _("Latin"));
        separator = ", ";
    }
    if (separator[0] == '\0')
        fb_buffer_append_string(out, _("fallback"));
}

fb_status fb_list_fonts(struct fb_buffer *out, struct fb_context *context,
                        struct fb_diagnostics *sink)
{
    const struct fb_font_set *set;
    const char *missing;

    FB_TRY(fb_context_fonts(&set, context, sink));
    for (size_t i = 0; i < fb_font_set_count(set); i++) {
        const struct fb_face *face = fb_font_set_face(set, i);
        fb_buffer_append_format(out, "%s\t", fb_face_name(face));
        append_roles(out, set, face);
        fb_buffer_append_format(out, "\t%s\n", fb_face_path(face));
    }
    missing = fb_font_set_missing(set);
    if (missing != NULL)
        fb_report(sink, FB_DIAG_FONT_MISSING, FB_NO_POSITION, missing);
    return FB_OK;
}

#include "docx/font_text.h"
#include "docx/fonts.h"
#include "docx/parts.h"

#include <string.h>

/* A font that text names, and what to take where it is not installed (17.8.3). */
struct font {
    const char *name;
    const char *fallback; /* NULL: none */
    const char *panose;   /* NULL: not known */
    const char *charset;  /* 86: GB 2312; 00: Latin */
};

/* Each role brings a Chinese font and a Latin one; the faces of single characters come besides. */
enum { FONT_LIMIT = FB_FONT_ROLES * 2 + FB_DOCX_FACES };

struct font_list {
    struct font fonts[FONT_LIMIT];
    size_t count;
};

static void add_font(struct font_list *list, const struct font *font)
{
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->fonts[i].name, font->name) == 0)
            return;
    }
    list->fonts[list->count++] = *font;
}

/* The Chinese font first: where it is the Latin one too, its own entry counts. */
static void add_role(struct font_list *list, const struct fb_docx_context *context,
                     enum fb_font_role role)
{
    const struct fb_font_names *names = &context->names[role];
    const char *latin = fb_font_role_names(role)->docx_latin;
    bool kept = fb_docx_find_font(context, names->docx_latin) != NULL;

    add_font(list, &(struct font){names->docx, names->fallback, names->panose, "86"});
    add_font(list, &(struct font){names->docx_latin, kept ? latin : NULL, NULL, "00"});
}

static bool uses_role(const struct fb_doc *doc, enum fb_font_role role)
{
    for (size_t i = 0; i < doc->style_count; i++) {
        if (doc->styles[i]->font == role)
            return true;
    }
    return false;
}

/* Refers to the part with the face of that name, if it is kept in the file. */
static void write_embedded(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                           const char *name)
{
    const struct fb_docx_font *font = fb_docx_find_font(context, name);

    if (font == NULL)
        return;
    fb_xml_write_start(xml, "w:embedRegular");
    fb_xml_write_attribute(xml, "r:id", font->id);
    fb_xml_write_attribute(xml, "w:fontKey", font->key);
    if (!font->whole)
        fb_xml_write_attribute(xml, "w:subsetted", "1");
    fb_xml_write_end(xml, "w:embedRegular");
}

static void write_font(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                       const struct font *font)
{
    fb_xml_write_start(xml, "w:font");
    fb_xml_write_attribute(xml, "w:name", font->name);
    if (font->fallback != NULL && *font->fallback != '\0')
        fb_docx_write_value(xml, "w:altName", font->fallback);
    if (font->panose != NULL && *font->panose != '\0')
        fb_docx_write_value(xml, "w:panose1", font->panose);
    fb_docx_write_value(xml, "w:charset", font->charset);
    fb_docx_write_value(xml, "w:family", "auto");
    fb_docx_write_value(xml, "w:pitch", "variable");
    write_embedded(xml, context, font->name);
    fb_xml_write_end(xml, "w:font");
}

fb_status fb_docx_write_font_table(struct fb_buffer *out, const struct fb_docx_context *context,
                                   const struct fb_docx_part *part)
{
    struct font_list list = {.count = 0};
    struct fb_xml_writer xml;

    (void)part;
    /* 宋体 is what text without a style of ours is set in. */
    add_role(&list, context, FB_FONT_SONG);
    for (int role = 0; role < FB_FONT_ROLES; role++) {
        if (uses_role(context->doc, (enum fb_font_role)role))
            add_role(&list, context, (enum fb_font_role)role);
    }
    for (size_t i = 0; i < context->fonts.count; i++)
        add_font(&list, &(struct font){context->fonts.items[i].family, NULL, NULL, "86"});
    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "w:fonts");
    fb_docx_write_namespaces(&xml);
    for (size_t i = 0; i < list.count; i++)
        write_font(&xml, context, &list.fonts[i]);
    fb_xml_write_end(&xml, "w:fonts");
    return fb_xml_writer_finish(&xml);
}

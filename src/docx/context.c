#include "docx/context.h"

#include "base/hash.h"
#include "docx/fonts.h"
#include "docx/parts.h"
#include "docx/store.h"

#include <assert.h>
#include <string.h>

#define OFFICE        "application/vnd.openxmlformats-officedocument."
#define RELATIONSHIPS "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

#define CORE_TYPE "application/vnd.openxmlformats-package.core-properties+xml"
#define CORE_RELATIONSHIP \
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"

/* A part that is longer is packed in pieces of some such size. */
enum { PIECE = 1 << 20 };

/* In the order of the package; footers come last, for their number varies. */
static const struct fb_docx_part FIXED_PARTS[] = {
    {.name = "word/document.xml",
     .content_type = OFFICE "wordprocessingml.document.main+xml",
     .relationship = RELATIONSHIPS "officeDocument",
     .source = FB_DOCX_PACKAGE,
     .write = fb_docx_write_document},
    {.name = "docProps/core.xml",
     .content_type = CORE_TYPE,
     .relationship = CORE_RELATIONSHIP,
     .source = FB_DOCX_PACKAGE,
     .write = fb_docx_write_core},
    {.name = "docProps/app.xml",
     .content_type = OFFICE "extended-properties+xml",
     .relationship = RELATIONSHIPS "extended-properties",
     .source = FB_DOCX_PACKAGE,
     .write = fb_docx_write_app,
     .common = true},
    {.name = "word/styles.xml",
     .content_type = OFFICE "wordprocessingml.styles+xml",
     .relationship = RELATIONSHIPS "styles",
     .source = FB_DOCX_DOCUMENT,
     .write = fb_docx_write_styles,
     .common = true},
    {.name = "word/settings.xml",
     .content_type = OFFICE "wordprocessingml.settings+xml",
     .relationship = RELATIONSHIPS "settings",
     .source = FB_DOCX_DOCUMENT,
     .write = fb_docx_write_settings,
     .common = true},
    {.name = "word/fontTable.xml",
     .content_type = OFFICE "wordprocessingml.fontTable+xml",
     .relationship = RELATIONSHIPS "fontTable",
     .source = FB_DOCX_DOCUMENT,
     .write = fb_docx_write_font_table,
     .common = true},
};

fb_status fb_docx_add_part(struct fb_docx_context *context, const struct fb_docx_part *part)
{
    struct fb_docx_part *added = FB_PUSH(context->arena, &context->parts);

    FB_NEED(added);
    *added = *part;
    added->id = fb_arena_counted(context->arena, "rId", context->parts.count);
    FB_NEED(added->id);
    return FB_OK;
}

static fb_status add_footer(struct fb_docx_context *context, const struct fb_style *number,
                            bool even)
{
    size_t footers = context->parts.count - sizeof FIXED_PARTS / sizeof *FIXED_PARTS;
    struct fb_docx_part part = {.content_type = OFFICE "wordprocessingml.footer+xml",
                                .relationship = RELATIONSHIPS "footer",
                                .source = FB_DOCX_DOCUMENT,
                                .write = fb_docx_write_footer,
                                .common = true,
                                .number = number,
                                .even = even};

    part.name = fb_arena_format(context->arena, "word/footer%zu.xml", footers + 1);
    FB_NEED(part.name);
    return fb_docx_add_part(context, &part);
}

static bool has_numbers(const struct fb_doc *doc)
{
    for (size_t i = 0; i < doc->section_count; i++) {
        if (doc->sections[i].page.number != NULL)
            return true;
    }
    return false;
}

/*
 * A section that refers to no footer inherits the one before it, so as soon as one section has
 * numbers, those without need an empty footer.
 */
static fb_status list_footers(struct fb_docx_context *context)
{
    for (size_t i = 0; context->numbered && i < context->doc->section_count; i++) {
        const struct fb_style *number = context->doc->sections[i].page.number;

        if (fb_docx_find_footer(context, number, false) != NULL)
            continue;
        FB_TRY(add_footer(context, number, false));
        FB_TRY(add_footer(context, number, true));
    }
    return FB_OK;
}

static bool title_taken(const struct fb_docx_context *context, size_t count, const char *title)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(context->styles[i].title, title) == 0)
            return true;
    }
    return false;
}

/* Word wants every style to have a name of its own; the template's name tells namesakes apart. */
static const char *unique_title(struct fb_docx_context *context, size_t index)
{
    const struct fb_style *style = context->doc->styles[index];
    const char *title = style->title != NULL && *style->title != '\0' ? style->title : style->name;

    if (!title_taken(context, index, title))
        return title;
    return fb_arena_format(context->arena, "%s (%s)", title, style->name);
}

static fb_status list_styles(struct fb_docx_context *context)
{
    const struct fb_doc *doc = context->doc;

    context->styles = FB_NEW_ARRAY(context->arena, struct fb_docx_style, doc->style_count);
    FB_NEED(context->styles);
    for (size_t i = 0; i < doc->style_count; i++) {
        struct fb_docx_style *style = &context->styles[i];

        style->style = doc->styles[i];
        style->id = fb_arena_counted(context->arena, "fubiao", i + 1);
        FB_NEED(style->id);
        style->title = unique_title(context, i);
        FB_NEED(style->title);
        FB_TRY(fb_map_put(context->arena, &context->styles_by_name, style->style->name, style));
    }
    return FB_OK;
}

fb_status fb_docx_context_init(struct fb_docx_context *context, struct fb_arena *arena,
                               const struct fb_doc *doc, const struct fb_docx_setup *setup,
                               struct fb_package_writer *package)
{
    *context = (struct fb_docx_context){.doc = doc,
                                        .setup = setup,
                                        .package = package,
                                        .arena = arena,
                                        .numbered = has_numbers(doc)};
    context->last_control = FB_NEW(arena, size_t);
    fb_buffer_init(&context->store_item.bytes, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&context->baseline_item.bytes, FB_BUFFER_OUTPUT_LIMIT);
    FB_NEED(context->last_control);
    for (size_t i = 0; i < sizeof FIXED_PARTS / sizeof *FIXED_PARTS; i++)
        FB_TRY(fb_docx_add_part(context, &FIXED_PARTS[i]));
    FB_TRY(list_footers(context));
    FB_TRY(list_styles(context));
    FB_TRY(fb_docx_fonts_build(context));
    if (setup->record != NULL)
        FB_TRY(fb_docx_add_custom_xml(context));
    return fb_docx_fonts_add_parts(context);
}

void fb_docx_context_release(struct fb_docx_context *context)
{
    fb_buffer_release(&context->store_item.bytes);
    fb_buffer_release(&context->baseline_item.bytes);
    if (context->store != NULL)
        fb_docx_store_release(context->store);
    fb_docx_fonts_release(context);
}

const struct fb_docx_style *fb_docx_find_style(const struct fb_docx_context *context,
                                               const struct fb_style *style)
{
    return fb_map_lookup(&context->styles_by_name, style->name);
}

const struct fb_docx_part *fb_docx_find_footer(const struct fb_docx_context *context,
                                               const struct fb_style *number, bool even)
{
    for (size_t i = 0; i < context->parts.count; i++) {
        const struct fb_docx_part *part = &context->parts.items[i];

        if (part->write == fb_docx_write_footer && part->number == number && part->even == even)
            return part;
    }
    return NULL;
}

void fb_docx_hand_over(const struct fb_docx_context *context, struct fb_xml_writer *xml)
{
    struct fb_buffer *out = xml->out;

    if (context->package == NULL || out->length < PIECE || out->status != FB_OK)
        return;
    fb_package_add(context->package, out->data, out->length);
    if (context->hasher != NULL)
        fb_hasher_add(context->hasher, out->data, out->length);
    fb_buffer_clear(out);
}

int fb_docx_twips(fb_length length)
{
    return (int)fb_length_twips(length);
}

void fb_docx_write_namespaces(struct fb_xml_writer *xml)
{
    fb_xml_write_attribute(xml, "xmlns:w",
                           "http://schemas.openxmlformats.org/wordprocessingml/2006/main");
    fb_xml_write_attribute(xml, "xmlns:r",
                           "http://schemas.openxmlformats.org/officeDocument/2006/relationships");
}

void fb_docx_write_value(struct fb_xml_writer *xml, const char *name, const char *value)
{
    fb_xml_write_start(xml, name);
    fb_xml_write_attribute(xml, "w:val", value);
    fb_xml_write_end(xml, name);
}

void fb_docx_write_number(struct fb_xml_writer *xml, const char *name, int64_t value)
{
    fb_xml_write_start(xml, name);
    fb_xml_write_integer(xml, "w:val", value);
    fb_xml_write_end(xml, name);
}

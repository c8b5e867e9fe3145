#include "docx/custom_xml.h"

#include "doc/docx_parts.h"
#include "docx/parts.h"
#include "docx/store.h"

#include <inttypes.h>

#define RELATIONSHIPS    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define CUSTOM_XML       RELATIONSHIPS "customXml"
#define CUSTOM_XML_PROPS CUSTOM_XML "Props"
#define OFFICE           "application/vnd.openxmlformats-officedocument."
#define PROPS_TYPE       OFFICE "customXmlProperties+xml"
#define GLOSSARY_TYPE    OFFICE "wordprocessingml.document.glossary+xml"

const char *fb_docx_guid(struct fb_arena *arena, struct fb_hash hash)
{
    uint64_t high = (hash.high & ~UINT64_C(0xF000)) | UINT64_C(0x8000);
    uint64_t low = (hash.low & ~(UINT64_C(3) << 62)) | UINT64_C(2) << 62;

    return fb_arena_format(
        arena, "{%08" PRIX64 "-%04" PRIX64 "-%04" PRIX64 "-%04" PRIX64 "-%012" PRIX64 "}",
        high >> 32, high >> 16 & 0xFFFF, high & 0xFFFF, low >> 48, low & UINT64_C(0xFFFFFFFFFFFF));
}

typedef fb_status item_writer(struct fb_buffer *out, const struct fb_docx_context *context);

/* Writes an item, and packs what of it was not handed over while it was written. */
static fb_status write_item(struct fb_docx_context *context, const char *name, item_writer *write,
                            struct fb_docx_item *item)
{
    struct fb_buffer *bytes = &item->bytes;

    if (context->package != NULL)
        fb_package_begin_behind(context->package, name);
    FB_TRY(write(bytes, context));
    fb_hasher_add(context->hasher, bytes->data, bytes->length);
    if (context->package == NULL)
        return FB_OK;
    fb_package_add(context->package, bytes->data, bytes->length);
    fb_package_end(context->package);
    fb_buffer_release(bytes);
    return FB_OK;
}

/* Makes an item; the same content has the same identifier. */
static fb_status build_item(struct fb_docx_context *context, const char *name, item_writer *write,
                            struct fb_docx_item *item)
{
    fb_status status;

    FB_TRY(fb_hasher_new(&context->hasher));
    status = write_item(context, name, write, item);
    item->id = fb_docx_guid(context->arena, fb_hasher_value(context->hasher));
    fb_hasher_free(context->hasher);
    context->hasher = NULL;
    FB_TRY(status);
    FB_NEED(item->id);
    return FB_OK;
}

static fb_status build_items(struct fb_docx_context *context)
{
    struct fb_docx_item *store = &context->store_item, *baseline = &context->baseline_item;

    context->store = FB_NEW(context->arena, struct fb_docx_store);
    FB_NEED(context->store);
    FB_TRY(fb_docx_store_build(context->store, context->arena, context->doc, context->setup));
    FB_TRY(build_item(context, FB_DOCX_STORE_PART, fb_docx_write_store, store));
    FB_TRY(build_item(context, FB_DOCX_BASELINE_PART, fb_docx_write_baseline, baseline));
    store->namespace = "";
    baseline->namespace = FB_DOCX_BASELINE_NAMESPACE;
    return FB_OK;
}

static fb_status write_props(struct fb_buffer *out, const struct fb_docx_context *context,
                             const struct fb_docx_part *part)
{
    struct fb_xml_writer xml;

    (void)context;
    fb_xml_writer_init(&xml, out);
    fb_xml_write_start(&xml, "ds:datastoreItem");
    fb_xml_write_attribute(&xml, "xmlns:ds", FB_DOCX_DS_NAMESPACE);
    fb_xml_write_attribute(&xml, "ds:itemID", part->item->id);
    fb_xml_write_start(&xml, "ds:schemaRefs");
    if (part->item->namespace[0] != '\0') {
        fb_xml_write_start(&xml, "ds:schemaRef");
        fb_xml_write_attribute(&xml, "ds:uri", part->item->namespace);
        fb_xml_write_end(&xml, "ds:schemaRef");
    }
    fb_xml_write_end(&xml, "ds:schemaRefs");
    fb_xml_write_end(&xml, "ds:datastoreItem");
    return fb_xml_writer_finish(&xml);
}

fb_status fb_docx_add_custom_xml(struct fb_docx_context *context)
{
    const struct fb_docx_part parts[] = {
        {.name = FB_DOCX_GLOSSARY_PART,
         .content_type = GLOSSARY_TYPE,
         .relationship = RELATIONSHIPS "glossaryDocument",
         .source = FB_DOCX_DOCUMENT,
         .write = fb_docx_write_glossary,
         .common = true},
        {.name = FB_DOCX_STORE_PART,
         .relationship = CUSTOM_XML,
         .source = FB_DOCX_DOCUMENT,
         .bytes = &context->store_item.bytes,
         .behind = true},
        {.name = FB_DOCX_BASELINE_PART,
         .relationship = CUSTOM_XML,
         .source = FB_DOCX_DOCUMENT,
         .bytes = &context->baseline_item.bytes,
         .behind = true},
        {.name = FB_DOCX_STORE_PROPS_PART,
         .content_type = PROPS_TYPE,
         .relationship = CUSTOM_XML_PROPS,
         .source = FB_DOCX_STORE,
         .write = write_props,
         .item = &context->store_item},
        {.name = FB_DOCX_BASELINE_PROPS_PART,
         .content_type = PROPS_TYPE,
         .relationship = CUSTOM_XML_PROPS,
         .source = FB_DOCX_BASELINE,
         .write = write_props,
         .item = &context->baseline_item},
    };

    FB_TRY(build_items(context));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        FB_TRY(fb_docx_add_part(context, &parts[i]));
    return FB_OK;
}

#include "extract/package_parts.h"

#include "base/i18n.h"
#include "doc/docx_parts.h"
#include "extract/extract.h"

#include <stdlib.h>
#include <string.h>

#define RELATIONSHIPS_PART "_rels/.rels"
/* The last step of a relationship's type, in transitional documents and in strict ones. */
#define DOCUMENT_RELATIONSHIP "/officeDocument"

/* What is said of each fault; all of one code are put right in the same way. */
static const struct {
    enum fb_diag_code code;
    const char *reason;
} FAULTS[] = {
    [FB_PACKAGE_SOUND] = {FB_DIAG_DOCX_BROKEN, ""},
    [FB_PACKAGE_NOT_ZIP] = {FB_DIAG_DOCX_FORMAT, N_("it is no ZIP archive")},
    [FB_PACKAGE_OLE] = {FB_DIAG_DOCX_FORMAT, N_("it is in the old binary format of Office (.doc)")},
    [FB_PACKAGE_OLE_ENCRYPTED] = {FB_DIAG_DOCX_ENCRYPTED, ""},
    [FB_PACKAGE_BROKEN] = {FB_DIAG_DOCX_BROKEN, ""},
    [FB_PACKAGE_ENCRYPTED] = {FB_DIAG_DOCX_ENCRYPTED, ""},
    [FB_PACKAGE_METHOD] = {FB_DIAG_DOCX_REFUSED, N_("a part is packed in a way that is not usual")},
    [FB_PACKAGE_NAME] = {FB_DIAG_DOCX_REFUSED, N_("the name of a part leads out of the package")},
    [FB_PACKAGE_DUPLICATE] = {FB_DIAG_DOCX_REFUSED, N_("two parts have one name")},
    [FB_PACKAGE_TOO_MANY] = {FB_DIAG_DOCX_REFUSED, N_("it has too many parts")},
    [FB_PACKAGE_PART_TOO_LARGE] = {FB_DIAG_DOCX_REFUSED, N_("a part is too large")},
    [FB_PACKAGE_TOO_LARGE] = {FB_DIAG_DOCX_REFUSED, N_("it is too large")},
    [FB_PACKAGE_BOMB] = {FB_DIAG_DOCX_REFUSED,
                         N_("a part becomes far larger than it is packed, as in a ZIP bomb")},
};

static fb_status report_fault(const struct fb_parts *parts, const struct fb_package_fault *fault)
{
    const struct fb_source file = {.name = parts->name};
    const char *reason = FAULTS[fault->kind].reason;

    if (parts->sink != NULL)
        fb_report(parts->sink, FAULTS[fault->kind].code, ((struct fb_position){.source = &file}),
                  *reason != '\0' ? _(reason) : "", fault->part);
    return FB_ERR_INPUT;
}

fb_status fb_parts_open(struct fb_parts *out, struct fb_arena *arena, const void *bytes,
                        size_t length, const char *name, struct fb_diagnostics *sink)
{
    struct fb_package_fault fault;
    fb_status status;

    *out = (struct fb_parts){.arena = arena, .name = name, .sink = sink};
    status = fb_package_open(&out->package, bytes, length, &fault);
    return status == FB_ERR_INPUT ? report_fault(out, &fault) : status;
}

void fb_parts_forget(struct fb_parts *parts)
{
    struct fb_part *last = parts->items.items[--parts->items.count];

    fb_xml_free(last->xml);
    fb_buffer_release(&last->bytes);
}

void fb_parts_release(struct fb_parts *parts)
{
    while (parts->items.count > 0)
        fb_parts_forget(parts);
    fb_package_free(parts->package);
    parts->package = NULL;
}

static fb_status read_bytes(struct fb_buffer *out, struct fb_parts *parts, size_t index)
{
    struct fb_package_fault fault;
    fb_status status = fb_package_read(out, parts->package, index, FB_EXTRACT_PART_LIMIT, &fault);

    return status == FB_ERR_INPUT ? report_fault(parts, &fault) : status;
}

/* Without a sink of the caller's, what is wrong is forgotten. */
static fb_status parse(struct fb_part *part, struct fb_diagnostics *sink)
{
    struct fb_diagnostics *own = NULL;
    fb_status status = FB_OK;

    if (sink == NULL)
        status = fb_diagnostics_new(&own);
    if (status == FB_OK)
        status = fb_xml_read(&part->xml, &part->source, sink != NULL ? sink : own);
    fb_diagnostics_free(own);
    return status;
}

fb_status fb_parts_read(const struct fb_xml_node **root, struct fb_parts *parts, size_t index)
{
    struct fb_part *part = FB_NEW(parts->arena, struct fb_part), **place;

    FB_NEED(part);
    place = FB_PUSH(parts->arena, &parts->items);
    FB_NEED(place);
    fb_buffer_init(&part->bytes, FB_EXTRACT_PART_LIMIT + 1);
    *place = part;
    FB_TRY(read_bytes(&part->bytes, parts, index));
    part->source.name =
        fb_arena_format(parts->arena, "%s/%s", parts->name, fb_package_name(parts->package, index));
    FB_NEED(part->source.name);
    part->source.text = part->bytes.data;
    part->source.length = part->bytes.length;
    FB_TRY(parse(part, parts->sink));
    *root = fb_xml_root(part->xml);
    return FB_OK;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), size = strlen(end);

    return length >= size && strcmp(text + length - size, end) == 0;
}

fb_status fb_parts_find_document(size_t *out, struct fb_parts *parts)
{
    size_t relationships = fb_package_find(parts->package, RELATIONSHIPS_PART);
    const struct fb_xml_node *root, *element;

    *out = fb_package_find(parts->package, FB_DOCX_DOCUMENT_PART);
    if (relationships == FB_PACKAGE_NONE)
        return FB_OK;
    FB_TRY(fb_parts_read(&root, parts, relationships));
    for (element = fb_xml_first(root); element != NULL; element = fb_xml_next(element)) {
        const char *type = fb_xml_attribute(element, "Type");
        const char *target = fb_xml_attribute(element, "Target");
        if (type == NULL || target == NULL || !ends_with(type, DOCUMENT_RELATIONSHIP))
            continue;
        *out = fb_package_find(parts->package, target + (*target == '/'));
        break;
    }
    return FB_OK;
}

#include "template/template.h"

#include "template/template_private.h"

#include <stdlib.h>

const struct fb_xml_node *fb_template_child(const struct fb_xml_node *element, const char *name)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    while (child != NULL && !fb_xml_is(child, name))
        child = fb_xml_next(child);
    return child;
}

/* Reads an element of the root that holds text of the record, if it is there. */
static fb_status read_property(struct fb_template_reader *reader, const struct fb_xml_node *root,
                               const char *name, struct fb_content *out)
{
    struct fb_reading_place place = {.scope = {.field = &reader->template->record}};
    const struct fb_xml_node *element = fb_template_child(root, name);

    return element == NULL ? FB_OK : fb_read_content(reader, element, &place, out);
}

/* Reads what files of a family share, from all files in the order in which they were included. */
static fb_status read_shared(struct fb_template_reader *reader)
{
    static fb_status (*const STEPS[])(struct fb_template_reader *, const struct fb_xml_node *) = {
        fb_read_parameters, fb_collect_styles, fb_read_record, fb_read_catalogues};

    for (size_t step = 0; step < sizeof STEPS / sizeof *STEPS; step++) {
        for (size_t i = 0; i < reader->roots.count; i++)
            FB_TRY(STEPS[step](reader, reader->roots.items[i]));
    }
    return fb_resolve_styles(reader);
}

bool fb_declared_elsewhere(struct fb_position position, const struct fb_xml_node *element)
{
    return position.source != fb_xml_position(element).source;
}

/* A template or its family says what record it takes, and has a style at least. */
static void check_complete(struct fb_template_reader *reader, const struct fb_xml_node *root)
{
    const struct fb_xml_node *record = fb_template_child(root, "record");

    if (reader->template->record.name[0] == '\0' && record == NULL)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_ELEMENT_MISSING, fb_xml_position(root), "template",
                  "record");
    else if (reader->template->record.name[0] == '\0')
        fb_report(reader->sink, FB_DIAG_TEMPLATE_ATTRIBUTE_MISSING, fb_xml_position(record),
                  "record", "root");
    if (reader->template->style_count == 0 && fb_template_child(root, "styles") == NULL)
        fb_report(reader->sink, FB_DIAG_TEMPLATE_ELEMENT_MISSING, fb_xml_position(root), "template",
                  "styles");
}

static fb_status read_root(struct fb_template_reader *reader)
{
    struct fb_template *template = reader->template;
    const struct fb_xml_node *root = reader->roots.items[reader->roots.count - 1];

    template->name = fb_attribute_string(root, "name", "");
    template->version = fb_attribute_string(root, "version", "1");
    template->language = fb_attribute_string(root, "lang", "zh-CN");
    template->record =
        (struct fb_field){.kind = FB_FIELD_GROUP, .name = "", .unit = "", .item = ""};
    FB_TRY(read_shared(reader));
    reader->usage.showing = true;
    FB_TRY(fb_read_rules(reader));
    check_complete(reader, root);
    FB_TRY(read_property(reader, root, "title", &template->title));
    FB_TRY(read_property(reader, root, "author", &template->author));
    FB_TRY(read_property(reader, root, "subject", &template->subject));
    FB_TRY(read_property(reader, root, "keywords", &template->keywords));
    FB_TRY(fb_read_sections(reader, root));
    template->uses = reader->uses.items;
    template->use_count = reader->uses.count;
    return fb_find_leftovers(reader);
}

static fb_status read_into(struct fb_template *template, const struct fb_source *source,
                           const struct fb_template_loader *loader, struct fb_diagnostics *sink)
{
    struct fb_template_reader reader = {.template = template, .sink = sink, .loader = loader};
    size_t before = fb_diagnostics_count(sink, FB_ERROR);

    FB_TRY(fb_arena_new(&template->arena, FB_TEMPLATE_ARENA_LIMIT));
    reader.arena = template->arena;
    FB_TRY(fb_read_documents(&reader, source));
    FB_TRY(read_root(&reader));
    return fb_diagnostics_count(sink, FB_ERROR) > before ? FB_ERR_INPUT : FB_OK;
}

fb_status fb_template_read(struct fb_template **out, const struct fb_source *source,
                           const struct fb_template_loader *loader, struct fb_diagnostics *sink)
{
    struct fb_template *template = calloc(1, sizeof *template);
    fb_status status;

    *out = NULL;
    FB_NEED(template);
    status = read_into(template, source, loader, sink);
    if (status != FB_OK) {
        fb_template_free(template);
        return status;
    }
    *out = template;
    return FB_OK;
}

void fb_template_free(struct fb_template *template)
{
    if (template == NULL)
        return;
    for (size_t i = 0; i < template->expression_count; i++)
        fb_xpath_free(template->expressions[i]);
    for (size_t i = 0; i < template->document_count; i++)
        fb_xml_free(template->documents[i]);
    fb_arena_free(template->arena);
    free(template);
}

const struct fb_catalogue *fb_template_catalogue_of(const struct fb_template *template,
                                                    const struct fb_field *list)
{
    for (size_t i = 0; i < template->use_count; i++) {
        if (template->uses[i].list == list)
            return template->uses[i].catalogue;
    }
    return NULL;
}

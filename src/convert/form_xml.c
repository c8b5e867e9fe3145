/*
 * form_xml.c: records as XML, each element on a line of its own, in the order of the record.
 */
#include "convert/form_private.h"
#include "data/record.h"

#include <string.h>

static const char DECLARATION[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

static fb_status begin(struct fb_form_writer *writer)
{
    struct fb_xml_writer *xml = &writer->xml;

    fb_xml_writer_init_fragment(xml, writer->bytes);
    fb_buffer_append_string(writer->bytes, DECLARATION);
    if (!writer->setup.several)
        return FB_OK;
    fb_buffer_append_char(writer->bytes, '\n');
    fb_xml_write_start(xml, FB_RECORD_SET);
    if (writer->setup.template_name != NULL)
        fb_xml_write_attribute(xml, FB_RECORD_TEMPLATE, writer->setup.template_name);
    return FB_OK;
}

static void write_attributes(struct fb_xml_writer *xml, const struct fb_xml_node *element)
{
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++)
        fb_xml_write_attribute(xml, name, fb_xml_attribute(element, name));
}

/* Writes what an element holds and its end; the depth is limited (fb_form_writer_add). */
static fb_status write_content(struct fb_form_writer *writer, const struct fb_xml_node *element)
{
    const struct fb_xml_node *child = fb_xml_first(element);
    struct fb_xml_writer *xml = &writer->xml;
    const char *text;

    if (child == NULL) {
        text = fb_form_text(writer, element);
        FB_NEED(text);
        fb_xml_write_text(xml, text, strlen(text));
    }
    for (; child != NULL; child = fb_xml_next(child)) {
        fb_xml_write_indent(xml, xml->depth);
        fb_xml_write_start(xml, fb_xml_name(child));
        write_attributes(xml, child);
        FB_TRY(write_content(writer, child));
    }
    if (fb_xml_first(element) != NULL)
        fb_xml_write_indent(xml, xml->depth - 1);
    fb_xml_write_end(xml, fb_xml_name(element));
    return FB_OK;
}

/* Whether the record itself must name the template: its set does not. */
static bool is_named(const struct fb_form_writer *writer, const char *template_name)
{
    const char *set = writer->setup.several ? writer->setup.template_name : NULL;

    return template_name != NULL && (set == NULL || strcmp(set, template_name) != 0);
}

static fb_status add(struct fb_form_writer *writer, const struct fb_form_record *record,
                     struct fb_diagnostics *sink)
{
    const struct fb_xml_node *root = fb_xml_root(record->xml);
    const char *template_name = fb_form_template_name(record);

    (void)sink;
    fb_xml_write_indent(&writer->xml, writer->xml.depth);
    fb_xml_write_start(&writer->xml, fb_xml_name(root));
    if (is_named(writer, template_name))
        fb_xml_write_attribute(&writer->xml, FB_RECORD_TEMPLATE, template_name);
    write_attributes(&writer->xml, root);
    return write_content(writer, root);
}

static fb_status finish(struct fb_form_writer *writer)
{
    if (writer->setup.several) {
        fb_xml_write_indent(&writer->xml, 0);
        fb_xml_write_end(&writer->xml, FB_RECORD_SET);
    }
    fb_buffer_append_char(writer->bytes, '\n');
    return fb_xml_writer_finish(&writer->xml);
}

const struct fb_form_kind fb_form_xml = {"xml", begin, add, finish};

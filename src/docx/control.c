#include "docx/control.h"

#include "doc/docx_parts.h"
#include "docx/context.h"
#include "docx/format.h"

#include <string.h>

#define MC_NAMESPACE "http://schemas.openxmlformats.org/markup-compatibility/2006"

static const struct fb_docx_field *field_of(const struct fb_docx_context *context,
                                            const struct fb_shown_mark *mark)
{
    return context->store == NULL ? NULL : &context->store->fields[mark->shown->number];
}

const struct fb_docx_field *fb_docx_inline_field(const struct fb_docx_context *context,
                                                 const struct fb_shown_mark *mark)
{
    const struct fb_docx_field *field = field_of(context, mark);

    if (field == NULL || field->lines || (field->node == NULL && mark->length == 0))
        return NULL;
    return field;
}

const struct fb_docx_field *fb_docx_lines_field(const struct fb_docx_context *context,
                                                const struct fb_paragraph *paragraph)
{
    const struct fb_docx_field *field;

    if (paragraph == NULL || paragraph->mark_count == 0)
        return NULL;
    field = field_of(context, &paragraph->marks[0]);
    return field != NULL && field->lines && !field->mixed ? field : NULL;
}

/* Every control has an identifier, which no other has and is not 0. */
static void write_id(struct fb_xml_writer *xml, const struct fb_docx_context *context)
{
    fb_xml_write_format(xml, "<w:id w:val=\"%zu\"/>", ++*context->last_control);
}

/*
 * What cannot be read back cannot be changed, and a control with a value cannot be deleted; but a
 * locked control would keep Word from deleting its row.
 */
static void write_lock(struct fb_xml_writer *xml, const struct fb_docx_control *control)
{
    if (!control->deletable)
        fb_xml_write_format(xml, "<w:lock w:val=\"%s\"/>",
                            control->field->node == NULL ? "sdtContentLocked" : "sdtLocked");
}

/* What stands where the value is deleted; and that it stands there now. */
static void write_placeholder_properties(struct fb_xml_writer *xml,
                                         const struct fb_docx_control *control)
{
    fb_xml_write_markup(xml, "<w:placeholder><w:docPart w:val=\"" FB_DOCX_PLACEHOLDER_PART "\"/>"
                             "</w:placeholder>");
    if (control->empty)
        fb_xml_write_markup(xml, "<w:showingPlcHdr/>");
}

/*
 * A control for plain text, with line breaks if its value is text, is bound. LibreOffice 7.4 writes
 * the text of such a control three times, so what is not bound is rich text. In bindings the root
 * has no name: libxml2, and LibreOffice with it, refuses an XPath that begins with one beyond
 * ASCII.
 */
static void write_type(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                       const struct fb_docx_field *field)
{
    if (field->node == NULL || field->lines) {
        fb_xml_write_markup(xml, "<w:richText/>");
        return;
    }
    fb_xml_write_format(xml, "<w:dataBinding w:xpath=\"/*[1]%s\" w:storeItemID=\"%s\"/>",
                        fb_docx_path_below_root(context->store, field->node),
                        context->store_item.id);
    fb_xml_write_markup(xml, field->shown->kind == FB_SHOWN_TEXT ? "<w:text w:multiLine=\"1\"/>"
                                                                 : "<w:text/>");
}

void fb_docx_begin_control(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                           const struct fb_docx_control *control)
{
    const struct fb_docx_field *field = control->field;

    fb_xml_write_markup(xml, "<w:sdt><w:sdtPr>");
    if (control->style != NULL)
        fb_docx_write_run_format(xml, context, control->style, control->base,
                                 (struct fb_docx_run_kind){.text = true});
    if (field->node != NULL)
        fb_xml_write_format(xml, "<w:alias w:val=\"%s\"/>", field->node->name);
    fb_xml_write_format(xml, "<w:tag w:val=\"%s\"/>", fb_docx_tag(context->store, field));
    write_id(xml, context);
    write_lock(xml, control);
    if (field->node != NULL)
        write_placeholder_properties(xml, control);
    write_type(xml, context, field);
    fb_xml_write_markup(xml, "</w:sdtPr><w:sdtContent>");
}

void fb_docx_end_control(struct fb_xml_writer *xml)
{
    fb_xml_write_markup(xml, "</w:sdtContent></w:sdt>");
}

void fb_docx_begin_bookmark(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                            const struct fb_docx_field *field)
{
    fb_xml_write_format(xml, "<w:bookmarkStart w:id=\"%zu\" w:name=\"%s\"/>", (size_t)field->number,
                        fb_docx_tag(context->store, field));
}

void fb_docx_end_bookmark(struct fb_xml_writer *xml, const struct fb_docx_field *field)
{
    fb_xml_write_format(xml, "<w:bookmarkEnd w:id=\"%zu\"/>", (size_t)field->number);
}

void fb_docx_write_placeholder(struct fb_xml_writer *xml)
{
    fb_xml_write_markup(xml,
                        "<w:r><w:rPr><w:rStyle w:val=\"" FB_DOCX_PLACEHOLDER_STYLE "\"/></w:rPr>"
                        "<w:t xml:space=\"preserve\">");
    fb_xml_write_text(xml, FB_DOCX_PLACEHOLDER, strlen(FB_DOCX_PLACEHOLDER));
    fb_xml_write_markup(xml, "</w:t></w:r>");
}

/* The path is of all items: no number after its last step. The title stands on Word's button. */
void fb_docx_begin_section(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                           const struct fb_docx_node *list, const char *item)
{
    fb_xml_write_format(xml, "<w:sdt><w:sdtPr><w:alias w:val=\"%s\"/>", list->name);
    write_id(xml, context);
    fb_xml_write_format(xml, "<w15:dataBinding w:xpath=\"/*[1]%s/%s\" w:storeItemID=\"%s\"/>",
                        fb_docx_path_below_root(context->store, list), item,
                        context->store_item.id);
    fb_xml_write_format(xml,
                        "<w15:repeatingSection><w15:sectionTitle w:val=\"%s\"/>"
                        "</w15:repeatingSection></w:sdtPr><w:sdtContent>",
                        item);
}

void fb_docx_begin_item(struct fb_xml_writer *xml, const struct fb_docx_context *context)
{
    fb_xml_write_markup(xml, "<w:sdt><w:sdtPr>");
    write_id(xml, context);
    fb_xml_write_markup(xml, "<w15:repeatingSectionItem/></w:sdtPr><w:sdtContent>");
}

/*
 * What Word's own command "Group" makes (ISO/IEC 29500-1, 17.5.2.17). A document that is protected
 * for filling in forms would not let rows be added.
 */
void fb_docx_begin_group(struct fb_xml_writer *xml, const struct fb_docx_context *context)
{
    fb_xml_write_markup(xml, "<w:sdt><w:sdtPr>");
    write_id(xml, context);
    fb_xml_write_markup(xml, "<w:lock w:val=\"contentLocked\"/><w:group/></w:sdtPr><w:sdtContent>");
}

void fb_docx_write_extensions(struct fb_xml_writer *xml)
{
    fb_xml_write_attribute(xml, "xmlns:mc", MC_NAMESPACE);
    fb_xml_write_attribute(xml, "xmlns:w15", FB_DOCX_W15_NAMESPACE);
    fb_xml_write_attribute(xml, "mc:Ignorable", "w15");
}

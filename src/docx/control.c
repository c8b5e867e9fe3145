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
    fb_docx_write_number(xml, "w:id", (int64_t)++ * context->last_control);
}

/*
 * What cannot be read back cannot be changed, and a control with a value cannot be deleted; but a
 * locked control would keep Word from deleting its row.
 */
static void write_lock(struct fb_xml_writer *xml, const struct fb_docx_control *control)
{
    if (!control->deletable)
        fb_docx_write_value(xml, "w:lock",
                            control->field->node == NULL ? "sdtContentLocked" : "sdtLocked");
}

/* What stands where the value is deleted; and that it stands there now. */
static void write_placeholder_properties(struct fb_xml_writer *xml,
                                         const struct fb_docx_control *control)
{
    fb_xml_write_start(xml, "w:placeholder");
    fb_docx_write_value(xml, "w:docPart", FB_DOCX_PLACEHOLDER_PART);
    fb_xml_write_end(xml, "w:placeholder");
    if (control->empty)
        fb_xml_write_empty(xml, "w:showingPlcHdr");
}

/*
 * Writes a binding to the node of a path, or to all items of a name below it. The root has no name
 * there: libxml2, and LibreOffice with it, refuses an XPath that begins with one beyond ASCII.
 */
static void write_binding(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                          const char *element, const char *path, const char *item)
{
    const char *below = strchr(path + 1, '/');
    const char *xpath = fb_arena_format(context->arena, "/*[1]%s%s%s", below != NULL ? below : "",
                                        item != NULL ? "/" : "", item != NULL ? item : "");

    if (xpath == NULL)
        xml->status = FB_ERR_NOMEM;
    fb_xml_write_start(xml, element);
    fb_xml_write_attribute(xml, "w:xpath", xpath != NULL ? xpath : "");
    fb_xml_write_attribute(xml, "w:storeItemID", context->store_item.id);
    fb_xml_write_end(xml, element);
}

/*
 * A control for plain text, with line breaks if its value is text, is bound. LibreOffice 7.4 writes
 * the text of such a control three times, so what is not bound is rich text.
 */
static void write_type(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                       const struct fb_docx_field *field)
{
    if (field->node == NULL || field->lines) {
        fb_xml_write_empty(xml, "w:richText");
        return;
    }
    write_binding(xml, context, "w:dataBinding", field->node->path, NULL);
    fb_xml_write_start(xml, "w:text");
    if (field->shown->kind == FB_SHOWN_TEXT)
        fb_xml_write_attribute(xml, "w:multiLine", "1");
    fb_xml_write_end(xml, "w:text");
}

void fb_docx_begin_control(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                           const struct fb_docx_control *control)
{
    const struct fb_docx_field *field = control->field;

    fb_xml_write_start(xml, "w:sdt");
    fb_xml_write_start(xml, "w:sdtPr");
    if (control->style != NULL)
        fb_docx_write_run_format(xml, context, control->style, control->base,
                                 (struct fb_docx_run_kind){.text = true});
    if (field->node != NULL)
        fb_docx_write_value(xml, "w:alias", field->node->name);
    fb_docx_write_value(xml, "w:tag", field->tag);
    write_id(xml, context);
    write_lock(xml, control);
    if (field->node != NULL)
        write_placeholder_properties(xml, control);
    write_type(xml, context, field);
    fb_xml_write_end(xml, "w:sdtPr");
    fb_xml_write_start(xml, "w:sdtContent");
}

void fb_docx_end_control(struct fb_xml_writer *xml)
{
    fb_xml_write_end(xml, "w:sdtContent");
    fb_xml_write_end(xml, "w:sdt");
}

void fb_docx_begin_bookmark(struct fb_xml_writer *xml, const struct fb_docx_field *field)
{
    fb_xml_write_start(xml, "w:bookmarkStart");
    fb_xml_write_integer(xml, "w:id", (int64_t)field->number);
    fb_xml_write_attribute(xml, "w:name", field->tag);
    fb_xml_write_end(xml, "w:bookmarkStart");
}

void fb_docx_end_bookmark(struct fb_xml_writer *xml, const struct fb_docx_field *field)
{
    fb_xml_write_start(xml, "w:bookmarkEnd");
    fb_xml_write_integer(xml, "w:id", (int64_t)field->number);
    fb_xml_write_end(xml, "w:bookmarkEnd");
}

void fb_docx_write_placeholder(struct fb_xml_writer *xml)
{
    fb_xml_write_start(xml, "w:r");
    fb_xml_write_start(xml, "w:rPr");
    fb_docx_write_value(xml, "w:rStyle", FB_DOCX_PLACEHOLDER_STYLE);
    fb_xml_write_end(xml, "w:rPr");
    fb_xml_write_start(xml, "w:t");
    fb_xml_write_preserve(xml);
    fb_xml_write_text(xml, FB_DOCX_PLACEHOLDER, strlen(FB_DOCX_PLACEHOLDER));
    fb_xml_write_end(xml, "w:t");
    fb_xml_write_end(xml, "w:r");
}

/* The path is of all items: no number after its last step. The title stands on Word's button. */
void fb_docx_begin_section(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                           const struct fb_docx_node *list, const char *item)
{
    fb_xml_write_start(xml, "w:sdt");
    fb_xml_write_start(xml, "w:sdtPr");
    fb_docx_write_value(xml, "w:alias", list->name);
    write_id(xml, context);
    write_binding(xml, context, "w15:dataBinding", list->path, item);
    fb_xml_write_start(xml, "w15:repeatingSection");
    fb_docx_write_value(xml, "w15:sectionTitle", item);
    fb_xml_write_end(xml, "w15:repeatingSection");
    fb_xml_write_end(xml, "w:sdtPr");
    fb_xml_write_start(xml, "w:sdtContent");
}

void fb_docx_begin_item(struct fb_xml_writer *xml, const struct fb_docx_context *context)
{
    fb_xml_write_start(xml, "w:sdt");
    fb_xml_write_start(xml, "w:sdtPr");
    write_id(xml, context);
    fb_xml_write_empty(xml, "w15:repeatingSectionItem");
    fb_xml_write_end(xml, "w:sdtPr");
    fb_xml_write_start(xml, "w:sdtContent");
}

/*
 * What Word's own command "Group" makes (ISO/IEC 29500-1, 17.5.2.17). A document that is protected
 * for filling in forms would not let rows be added.
 */
void fb_docx_begin_group(struct fb_xml_writer *xml, const struct fb_docx_context *context)
{
    fb_xml_write_start(xml, "w:sdt");
    fb_xml_write_start(xml, "w:sdtPr");
    write_id(xml, context);
    fb_docx_write_value(xml, "w:lock", "contentLocked");
    fb_xml_write_empty(xml, "w:group");
    fb_xml_write_end(xml, "w:sdtPr");
    fb_xml_write_start(xml, "w:sdtContent");
}

void fb_docx_write_extensions(struct fb_xml_writer *xml)
{
    fb_xml_write_attribute(xml, "xmlns:mc", MC_NAMESPACE);
    fb_xml_write_attribute(xml, "xmlns:w15", FB_DOCX_W15_NAMESPACE);
    fb_xml_write_attribute(xml, "mc:Ignorable", "w15");
}

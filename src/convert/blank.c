#include "convert/blank.h"

#include "convert/explain.h"
#include "data/record.h"
#include "template/catalogue.h"
#include "xml/writer.h"

#include <string.h>

/* One blank record while it is written. */
struct blank {
    struct fb_xml_writer xml;
    const struct fb_template *template;
    struct fb_buffer text; /* of a comment */
};

/* The row of a list that is written. */
struct row {
    const struct fb_catalogue *catalogue; /* or NULL */
    const struct fb_kind *kind;           /* of the catalogue's last level; or NULL */
    bool explained;                       /* the fields have their comments in an earlier row */
};

static const char GREETING[] =
    "请在标签之间填写。未填写任何内容时，本记录按空表输出；填写后按正式记录检查。";

/* Writes the text as a comment on a line of its own, if there is any, and forgets it. */
static void write_comment(struct blank *blank)
{
    if (blank->text.length > 0) {
        fb_xml_write_indent(&blank->xml, blank->xml.depth);
        fb_xml_write_comment(&blank->xml, blank->text.data);
    }
    fb_buffer_clear(&blank->text);
}

static void explain(struct blank *blank, const struct fb_field *field)
{
    fb_explain_field(&blank->text, blank->template, field);
    write_comment(blank);
}

/* Returns what a field of a row says about its kind; "" if that is not its purpose. */
static const char *level_text(const struct row *row, const struct fb_field *field)
{
    for (size_t i = 0; row->kind != NULL && i < row->catalogue->level_count; i++) {
        if (strcmp(row->catalogue->levels[i], field->name) == 0)
            return fb_kind_at_level(row->kind, i)->value;
    }
    return "";
}

static void write_fields(struct blank *blank, const struct fb_field *parent, const struct row *row);

static void write_row(struct blank *blank, const struct fb_field *list, const struct row *row)
{
    if (row->kind != NULL)
        fb_explain_obligation(&blank->text, row->kind->obligation);
    write_comment(blank);
    fb_xml_write_indent(&blank->xml, blank->xml.depth);
    fb_xml_write_start(&blank->xml, list->item);
    write_fields(blank, list, row);
    fb_xml_write_indent(&blank->xml, blank->xml.depth - 1);
    fb_xml_write_end(&blank->xml, list->item);
}

/* Writes the blank rows that the form prints for a list. */
static void write_rows(struct blank *blank, const struct fb_field *list)
{
    struct row row = {.catalogue = fb_template_catalogue_of(blank->template, list)};

    if (row.catalogue == NULL || row.catalogue->leaf_count == 0) {
        write_row(blank, list, &row);
        return;
    }
    for (size_t i = 0; i < row.catalogue->leaf_count; i++) {
        row.kind = row.catalogue->leaves[i];
        write_row(blank, list, &row);
        row.explained = true;
    }
}

/* Writes a field and what is in it; the depth is that of the declarations. */
static void write_field(struct blank *blank, const struct fb_field *field, const struct row *row)
{
    const char *text = level_text(row, field);

    if (!row->explained)
        explain(blank, field);
    fb_xml_write_indent(&blank->xml, blank->xml.depth);
    fb_xml_write_start(&blank->xml, field->name);
    fb_xml_write_open(&blank->xml);
    if (field->kind == FB_FIELD_VALUE) {
        fb_xml_write_text(&blank->xml, text, strlen(text));
    } else {
        if (field->kind == FB_FIELD_LIST)
            write_rows(blank, field);
        else
            write_fields(blank, field, row);
        fb_xml_write_indent(&blank->xml, blank->xml.depth - 1);
    }
    fb_xml_write_end(&blank->xml, field->name);
}

static void write_fields(struct blank *blank, const struct fb_field *parent, const struct row *row)
{
    for (size_t i = 0; i < parent->field_count; i++)
        write_field(blank, &parent->fields[i], row);
}

static fb_status write_xml(struct fb_buffer *out, const struct fb_template *template)
{
    struct blank blank = {.template = template};
    const struct row none = {0};
    fb_status status;

    fb_buffer_init(&blank.text, out->limit);
    fb_xml_writer_init_fragment(&blank.xml, out);
    fb_buffer_append_string(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    fb_xml_write_start(&blank.xml, template->record.name);
    fb_xml_write_attribute(&blank.xml, FB_RECORD_TEMPLATE, template->name);
    fb_xml_write_attribute(&blank.xml, FB_RECORD_BLANK, FB_RECORD_BLANK_YES);
    fb_buffer_append_string(&blank.text, GREETING);
    write_comment(&blank);
    write_fields(&blank, &template->record, &none);
    fb_xml_write_indent(&blank.xml, 0);
    fb_xml_write_end(&blank.xml, template->record.name);
    fb_buffer_append_char(out, '\n');
    status = fb_xml_writer_finish(&blank.xml);
    if (status == FB_OK)
        status = blank.text.status;
    fb_buffer_release(&blank.text);
    return status;
}

/* Writes the blank record `xml` in another form. */
static fb_status write_record(struct fb_buffer *out, enum fb_form form, const struct fb_xml *xml,
                              const struct fb_template *template, struct fb_diagnostics *sink)
{
    const struct fb_form_setup setup = {.template = template, .example = true};
    const struct fb_form_record record = {.xml = xml, .template = template};

    return fb_form_write(out, form, &setup, &record, sink);
}

/* Reads the record that was written and writes it in another form. */
static fb_status rewrite(struct fb_buffer *out, enum fb_form form, const struct fb_buffer *record,
                         const struct fb_template *template)
{
    struct fb_source source = {.name = "", .text = record->data, .length = record->length};
    struct fb_diagnostics *sink;
    struct fb_xml *xml = NULL;
    fb_status status;

    FB_TRY(fb_diagnostics_new(&sink));
    status = fb_xml_read(&xml, &source, sink);
    if (status == FB_OK)
        status = write_record(out, form, xml, template, sink);
    fb_xml_free(xml);
    fb_diagnostics_free(sink);
    return status == FB_ERR_INPUT ? FB_ERR_INTERNAL : status;
}

fb_status fb_blank_write(struct fb_buffer *out, enum fb_form form,
                         const struct fb_template *template)
{
    struct fb_buffer record;
    fb_status status;

    if (form == FB_FORM_XML)
        return write_xml(out, template);
    fb_buffer_init(&record, out->limit);
    status = write_xml(&record, template);
    if (status == FB_OK)
        status = rewrite(out, form, &record, template);
    fb_buffer_release(&record);
    return status;
}

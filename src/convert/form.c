#include "convert/form.h"

#include "convert/book.h"
#include "convert/form_private.h"
#include "data/record.h"
#include "data/value.h"

#include <stdlib.h>
#include <string.h>

static const struct fb_form_kind *const KINDS[FB_FORMS] = {
    [FB_FORM_XML] = &fb_form_xml,
    [FB_FORM_JSON] = &fb_form_json,
    [FB_FORM_WORKBOOK] = &fb_form_workbook,
};

const char *fb_form_name(enum fb_form form)
{
    return KINDS[form]->name;
}

bool fb_form_parse(enum fb_form *out, const char *name)
{
    for (int i = 0; i < FB_FORMS; i++) {
        if (strcmp(name, KINDS[i]->name) == 0) {
            *out = (enum fb_form)i;
            return true;
        }
    }
    return false;
}

fb_status fb_form_writer_new(struct fb_form_writer **out, enum fb_form form,
                             struct fb_buffer *bytes, const struct fb_form_setup *setup)
{
    struct fb_form_writer *writer = calloc(1, sizeof *writer);
    fb_status status;

    *out = NULL;
    FB_NEED(writer);
    *writer = (struct fb_form_writer){.kind = KINDS[form], .bytes = bytes, .setup = *setup};
    status = fb_arena_new(&writer->arena, FB_ARENA_JOB_LIMIT);
    if (status == FB_OK)
        status = writer->kind->begin(writer);
    if (status != FB_OK) {
        fb_form_writer_free(writer);
        return status;
    }
    *out = writer;
    return FB_OK;
}

void fb_form_writer_free(struct fb_form_writer *writer)
{
    if (writer == NULL)
        return;
    fb_book_free(writer->book);
    fb_arena_free(writer->arena);
    free(writer);
}

_Static_assert((int)FB_XML_WRITER_DEPTH > (int)FB_XML_DEPTH_LIMIT, "a set is one level more");

static bool has_text(const struct fb_xml_node *element, struct fb_position *place)
{
    const struct fb_xml_node *node = fb_xml_first_content(element);

    for (; node != NULL; node = fb_xml_next_content(node)) {
        if (fb_xml_is_text(node) && !fb_xml_is_blank(node)) {
            *place = fb_xml_position(node);
            return true;
        }
    }
    return false;
}

/* What is judged, and whether a namespace was reported: one is enough, for it goes on inwards. */
struct judging {
    struct fb_diagnostics *sink;
    bool namespaced;
};

static void judge_namespace(struct judging *judging, const struct fb_xml_node *element)
{
    if (judging->namespaced || fb_xml_namespace(element)[0] == '\0')
        return;
    judging->namespaced = true;
    fb_report(judging->sink, FB_DIAG_RECORD_NAMESPACE, fb_xml_position(element),
              fb_xml_name(element), fb_xml_namespace(element));
}

/* Reports what no form holds; the depth is that of a document. */
static void judge(struct judging *judging, const struct fb_xml_node *element)
{
    const struct fb_xml_node *child = fb_xml_first(element);
    struct fb_position place = fb_xml_position(element);

    judge_namespace(judging, element);
    if (child != NULL && has_text(element, &place))
        fb_report(judging->sink, FB_DIAG_RECORD_TEXT, place, fb_xml_name(element));
    for (; child != NULL; child = fb_xml_next(child))
        judge(judging, child);
}

fb_status fb_form_writer_add(struct fb_form_writer *writer, const struct fb_form_record *record,
                             struct fb_diagnostics *sink)
{
    size_t before = fb_diagnostics_count(sink, FB_ERROR);

    judge(&(struct judging){.sink = sink}, fb_xml_root(record->xml));
    if (fb_diagnostics_count(sink, FB_ERROR) > before)
        return FB_ERR_INPUT;
    fb_arena_clear(writer->arena);
    FB_TRY(writer->kind->add(writer, record, sink));
    writer->count++;
    return writer->bytes->status;
}

fb_status fb_form_writer_finish(struct fb_form_writer *writer)
{
    FB_TRY(writer->kind->finish(writer));
    return writer->bytes->status;
}

fb_status fb_form_write(struct fb_buffer *out, enum fb_form form, const struct fb_form_setup *setup,
                        const struct fb_form_record *record, struct fb_diagnostics *sink)
{
    struct fb_form_writer *writer;
    fb_status status;

    FB_TRY(fb_form_writer_new(&writer, form, out, setup));
    status = fb_form_writer_add(writer, record, sink);
    if (status == FB_OK)
        status = fb_form_writer_finish(writer);
    fb_form_writer_free(writer);
    return status;
}

fb_status fb_form_write_xml(struct fb_buffer *out, const struct fb_xml *record,
                            struct fb_diagnostics *sink)
{
    const struct fb_form_setup setup = {0};
    const struct fb_form_record form = {.xml = record};

    return fb_form_write(out, FB_FORM_XML, &setup, &form, sink);
}

const char *fb_form_template_name(const struct fb_form_record *record)
{
    return fb_record_template(record->xml) == NULL ? record->template_name : NULL;
}

const char *fb_form_text(struct fb_form_writer *writer, const struct fb_xml_node *element)
{
    return fb_value_text(writer->arena, element);
}

const struct fb_field *fb_form_field(const struct fb_field *above,
                                     const struct fb_xml_node *element)
{
    if (above == NULL)
        return NULL;
    if (above->kind == FB_FIELD_LIST && fb_xml_is(element, above->item))
        return above;
    return fb_field_find(above, fb_xml_name(element));
}

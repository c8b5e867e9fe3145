#include "data/record_table.h"

#include "data/table.h"

#include <stdlib.h>

struct reader {
    struct fb_workbook *workbook;
    struct fb_arena *arena;
    struct fb_input *mapping_file; /* NULL: the mapping is that of the template */
    struct fb_xml *mapping_xml;
    struct fb_table *table;
    struct fb_xml *current; /* the record that was built last */
    const char *template_name;
    struct fb_position template_position;
};

/* Reads the mapping's file. */
static fb_status read_mapping(struct fb_mapping **out, struct reader *reader, const char *path,
                              struct fb_diagnostics *sink)
{
    FB_TRY(fb_input_read(&reader->mapping_file, path, sink));
    FB_TRY(fb_xml_read(&reader->mapping_xml, fb_input_source(reader->mapping_file), sink));
    FB_TRY(fb_mapping_read(out, reader->arena, reader->mapping_xml, sink));
    if ((*out)->template_name == NULL)
        return FB_OK;
    reader->template_name = (*out)->template_name;
    reader->template_position =
        fb_xml_attribute_position(fb_xml_root(reader->mapping_xml), "template");
    return FB_OK;
}

/* Asks what a record of the template holds. */
static fb_status ask_fields(struct fb_record_fields *out, const struct reader *reader,
                            const struct fb_record_setup *setup, struct fb_diagnostics *sink)
{
    struct fb_position place = reader->template_position;

    if (reader->template_name == NULL)
        place = (struct fb_position){.source = &reader->workbook->source};
    if (setup->fields != NULL)
        return setup->fields(out, setup->data, reader->template_name, place, sink);
    fb_report(sink, FB_DIAG_TEMPLATE_MISSING, place, "");
    return FB_ERR_INPUT;
}

static fb_status open_table(struct reader *reader, const struct fb_record_setup *setup,
                            struct fb_diagnostics *sink)
{
    struct fb_record_fields fields;
    struct fb_mapping *own = NULL;
    const struct fb_mapping *mapping;

    FB_TRY(fb_arena_new(&reader->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_table_template(&reader->template_name, &reader->template_position, reader->arena,
                             reader->workbook));
    if (setup->mapping != NULL)
        FB_TRY(read_mapping(&own, reader, setup->mapping, sink));
    FB_TRY(ask_fields(&fields, reader, setup, sink));
    if (own != NULL)
        FB_TRY(fb_mapping_resolve(own, reader->arena, fields.record, sink));
    mapping = own;
    if (own == NULL)
        FB_TRY(fb_mapping_of_shape(&mapping, reader->arena, fields.record, fields.attributes));
    return fb_table_open(&reader->table, reader->workbook, mapping, sink);
}

fb_status fb_record_table_open(void **out, struct fb_workbook *workbook,
                               const struct fb_record_setup *setup, struct fb_diagnostics *sink)
{
    struct reader *reader = calloc(1, sizeof *reader);
    fb_status status;

    *out = NULL;
    if (reader == NULL) {
        fb_workbook_free(workbook);
        return FB_ERR_NOMEM;
    }
    reader->workbook = workbook;
    status = open_table(reader, setup, sink);
    if (status != FB_OK) {
        fb_record_table_free(reader);
        return status;
    }
    *out = reader;
    return FB_OK;
}

void fb_record_table_free(void *data)
{
    struct reader *reader = data;

    if (reader == NULL)
        return;
    fb_xml_free(reader->current);
    fb_table_free(reader->table);
    fb_xml_free(reader->mapping_xml);
    fb_input_free(reader->mapping_file);
    fb_arena_free(reader->arena);
    fb_workbook_free(reader->workbook);
    free(reader);
}

size_t fb_record_table_count(const void *data)
{
    const struct reader *reader = data;

    return fb_table_count(reader->table);
}

fb_status fb_record_table_build(struct fb_xml **out, void *data, size_t index,
                                struct fb_diagnostics *sink)
{
    struct reader *reader = data;

    fb_xml_free(reader->current);
    reader->current = NULL;
    FB_TRY(fb_table_record(&reader->current, reader->table, index, sink));
    *out = reader->current;
    return FB_OK;
}

const char *fb_record_table_template(const void *data, struct fb_position *position)
{
    const struct reader *reader = data;

    *position = reader->template_position;
    return reader->template_name;
}

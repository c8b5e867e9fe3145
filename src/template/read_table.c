/*
 * read_table.c: a table's grid, lines and rows.
 */
#include "template/template_private.h"

/* Word's own limit on the columns of a table. */
enum { COLUMNS_MAX = 63 };

static const char EXPECTED_COLUMNS[] = "14.5mm 24.5mm … (1 … 63)";

/* A width that is none counts as 1 mm, so that the cells of the table are placed all the same. */
static bool parse_columns(fb_length *columns, const char *const *words, size_t count)
{
    bool valid = count > 0 && count <= COLUMNS_MAX;

    for (size_t i = 0; i < count; i++) {
        if (fb_length_parse(&columns[i], words[i]) && columns[i] > 0)
            continue;
        columns[i] = FB_MM(1);
        valid = false;
    }
    return valid;
}

/* Reads the widths of the columns; a joined table without any has those of the table before. */
static fb_status read_columns(struct fb_template_reader *reader, const struct fb_xml_node *element,
                              const struct fb_table_spec *before, struct fb_table_spec *out)
{
    const char *const *words;
    fb_length *columns;
    size_t count;

    if (fb_xml_attribute(element, "columns") == NULL) {
        if (out->joined && before != NULL) {
            out->columns = before->columns;
            out->column_count = before->column_count;
            out->widths_known = before->widths_known;
        } else if (!out->joined) {
            fb_report(reader->sink, FB_DIAG_TEMPLATE_ATTRIBUTE_MISSING, out->position, "table",
                      "columns");
        }
        return FB_OK;
    }
    FB_TRY(fb_attribute_words(reader, element, "columns", &words, &count));
    columns = FB_NEW_ARRAY(reader->arena, fb_length, count);
    FB_NEED(columns);
    out->widths_known = parse_columns(columns, words, count);
    if (!out->widths_known)
        fb_attribute_refuse(reader, element, "columns", EXPECTED_COLUMNS);
    out->columns = columns;
    out->column_count = count;
    return FB_OK;
}

/* A joined table goes on below another one of the same width. */
static void check_joined(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         const struct fb_table_spec *before, const struct fb_table_spec *table)
{
    char here[FB_LENGTH_TEXT], there[FB_LENGTH_TEXT];

    if (!table->joined)
        return;
    if (before == NULL) {
        fb_report(reader->sink, FB_DIAG_TEMPLATE_JOINED,
                  fb_xml_attribute_position(element, "joined"), "joined");
        return;
    }
    if (!table->widths_known || !before->widths_known ||
        fb_table_spec_width(table) == fb_table_spec_width(before))
        return;
    fb_length_points(here, fb_table_spec_width(table));
    fb_length_points(there, fb_table_spec_width(before));
    fb_report(reader->sink, FB_DIAG_TEMPLATE_JOINED_WIDTH,
              fb_xml_attribute_position(element, "columns"), here, there);
}

/* Reads the mark that stands where a page cuts the table, if the table has one. */
static fb_status read_mark(struct fb_template_reader *reader, const struct fb_xml_node *table,
                           const char *name, const struct fb_paragraph_spec **out)
{
    struct fb_reading_place place = {.scope = {.field = &reader->template->record}};
    const struct fb_xml_node *element = fb_template_child(table, name);
    struct fb_paragraph_spec *mark;

    if (element == NULL)
        return FB_OK;
    mark = FB_NEW(reader->arena, struct fb_paragraph_spec);
    FB_NEED(mark);
    *out = mark;
    return fb_read_paragraph(reader, element, &place, mark);
}

static fb_status read_parts(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_reading_place *place, struct fb_table_spec *out)
{
    const struct fb_xml_node *header = fb_template_child(element, "header");

    FB_TRY(read_mark(reader, element, "continued", &out->continued));
    FB_TRY(read_mark(reader, element, "carried", &out->carried));
    if (header != NULL)
        FB_TRY(fb_read_rows(reader, header, place, out->column_count, &out->header,
                            &out->header_count));
    return fb_read_rows(reader, element, place, out->column_count, &out->rows, &out->row_count);
}

fb_status fb_read_table(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        const struct fb_table_spec *before, struct fb_table_spec *out)
{
    struct fb_reading_place place = {.scope = {.field = &reader->template->record}};

    *out = (struct fb_table_spec){.position = fb_xml_position(element)};
    out->joined = fb_attribute_yes(reader, element, "joined");
    out->contents = fb_attribute_yes(reader, element, "contents");
    out->title = fb_attribute_string(element, "title", "");
    /* The lines of a joined table are those of the table it continues unless it says otherwise. */
    out->borders = out->joined && before != NULL
                       ? before->borders
                       : (struct fb_borders){.outer = FB_PT(1), .inner = FB_PT(0.5)};
    out->borders.outer = fb_attribute_length(reader, element, "outer", out->borders.outer);
    out->borders.inner = fb_attribute_length(reader, element, "inner", out->borders.inner);
    place.style = fb_read_style(reader, element);
    FB_TRY(read_columns(reader, element, before, out));
    place.rest = FB_NEW_ARRAY(reader->arena, struct fb_placement_slot, out->column_count);
    FB_NEED(place.rest);
    check_joined(reader, element, before, out);
    return read_parts(reader, element, &place, out);
}

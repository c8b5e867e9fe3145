/*
 * mapping_read.c: mappings from files (docs/mapping.md).
 */
#include "base/nearest.h"
#include "base/vector.h"
#include "data/mapping.h"
#include "sheet/sheet.h"

#include <string.h>

struct reader {
    struct fb_arena *arena;
    struct fb_diagnostics *sink;
    FB_VECTOR(struct fb_mapping_list *) lists;
};

/* ---- the language ---- */

/* An element, with what it may hold and have; the words are divided by blanks. */
static const struct rule {
    const char *name;
    const char *elements;
    const char *attributes;
    const char *required;
} RULES[] = {
    {"mapping", "records record", "template", ""},
    {"records", "field list", "sheet heading-row first-row until key key-column", ""},
    {"record", "field list", "sheets except", ""},
    {"list", "field",
     "name sheet heading-row first-row from until key key-column parent parent-row", "name"},
    {"field", "", "name heading column cell value inherit optional", "name"},
};

static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);

    while (*words != '\0') {
        size_t taken = strcspn(words, " ");
        if (taken == length && memcmp(words, word, length) == 0)
            return true;
        words += taken + strspn(words + taken, " ");
    }
    return false;
}

static const struct rule *rule_of(const struct fb_xml_node *element)
{
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES; i++) {
        if (fb_xml_is(element, RULES[i].name))
            return &RULES[i];
    }
    return NULL;
}

static void check_attributes(struct reader *reader, const struct fb_xml_node *element,
                             const struct rule *rule)
{
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++) {
        if (!has_word(rule->attributes, name))
            fb_report(reader->sink, FB_DIAG_MAPPING_ATTRIBUTE,
                      fb_xml_attribute_position(element, name), rule->name, name, rule->attributes);
    }
    if (rule->required[0] != '\0' && fb_xml_attribute(element, rule->required) == NULL)
        fb_report(reader->sink, FB_DIAG_MAPPING_ATTRIBUTE_MISSING, fb_xml_position(element),
                  rule->name, rule->required);
}

/* Reports what may not stand where it stands; the depth is that of the language. */
static void check_element(struct reader *reader, const struct fb_xml_node *element,
                          const struct rule *rule)
{
    const struct fb_xml_node *node = fb_xml_first_content(element);

    check_attributes(reader, element, rule);
    for (; node != NULL; node = fb_xml_next_content(node)) {
        if (fb_xml_is_text(node)) {
            if (!fb_xml_is_blank(node))
                fb_report(reader->sink, FB_DIAG_MAPPING_TEXT, fb_xml_position(node), rule->name);
            continue;
        }
        if (strcmp(fb_xml_namespace(node), FB_MAPPING_NAMESPACE) == 0 &&
            has_word(rule->elements, fb_xml_name(node)))
            check_element(reader, node, rule_of(node));
        else
            fb_report(reader->sink, FB_DIAG_MAPPING_ELEMENT, fb_xml_position(node),
                      fb_xml_name(node), rule->name, rule->elements);
    }
}

/* ---- values ---- */

static void report_value(struct reader *reader, const struct fb_xml_node *element, const char *name,
                         const char *allowed)
{
    fb_report(reader->sink, FB_DIAG_MAPPING_VALUE, fb_xml_attribute_position(element, name),
              fb_xml_attribute(element, name), name, allowed);
}

/* Reads a number of a row, from 1; the result counts from 0. */
static uint32_t read_row(struct reader *reader, const struct fb_xml_node *element, const char *name,
                         uint32_t otherwise)
{
    const char *text = fb_xml_attribute(element, name), *at = text;
    uint32_t row = 0;

    if (text == NULL)
        return otherwise;
    for (; *at >= '0' && *at <= '9' && row < FB_SHEET_ROW_LIMIT; at++)
        row = row * 10 + (uint32_t)(*at - '0');
    if (*at == '\0' && row > 0 && row <= FB_SHEET_ROW_LIMIT)
        return row - 1;
    report_value(reader, element, name, "1…1048576");
    return otherwise;
}

static bool read_flag(struct reader *reader, const struct fb_xml_node *element, const char *name)
{
    const char *text = fb_xml_attribute(element, name);

    if (text == NULL || strcmp(text, "no") == 0)
        return false;
    if (strcmp(text, "yes") != 0)
        report_value(reader, element, name, "yes, no");
    return true;
}

static uint32_t read_column(struct reader *reader, const struct fb_xml_node *element,
                            const char *name)
{
    const char *text = fb_xml_attribute(element, name);
    const char *cell = fb_arena_format(reader->arena, "%s1", text);
    uint32_t row, column = 0;

    if (cell == NULL ||
        text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")] != '\0' ||
        fb_cell_reference(cell, &row, &column) != strlen(cell))
        report_value(reader, element, name, "A, B … XFD");
    return column;
}

static struct fb_mapping_cell read_cell(struct reader *reader, const struct fb_xml_node *element,
                                        const char *name)
{
    const char *text = fb_xml_attribute(element, name);
    struct fb_mapping_cell cell = {0};

    if (fb_cell_reference(text, &cell.row, &cell.column) != strlen(text) || text[0] == '\0')
        report_value(reader, element, name, "B3");
    return cell;
}

/* Divides a path into its steps; "@name" is an attribute of the root. */
static fb_status read_path(struct reader *reader, const struct fb_xml_node *element,
                           const char *path, const char **steps, size_t *count)
{
    *count = 0;
    while (path != NULL) {
        const char *slash = strchr(path, '/');
        size_t length = slash != NULL ? (size_t)(slash - path) : strlen(path);
        if (length == 0 || *count == FB_MAPPING_STEPS) {
            report_value(reader, element, "name", "项目年度资金/资金总额");
            return FB_OK;
        }
        steps[*count] = fb_arena_copy(reader->arena, path, length);
        FB_NEED(steps[*count]);
        (*count)++;
        path = slash != NULL ? slash + 1 : NULL;
    }
    return FB_OK;
}

/* ---- fields ---- */

/* Sets where a field is; one place is enough, and none means the column of its own name. */
static void read_place(struct reader *reader, const struct fb_xml_node *element, bool in_cells,
                       struct fb_mapping_field *out)
{
    static const char *const PLACES[] = {"heading", "column", "cell", "value"};
    size_t given = 0;

    for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
        given += fb_xml_attribute(element, PLACES[i]) != NULL;
    out->text = fb_xml_attribute(element, "heading");
    out->by = FB_MAPPING_BY_HEADING;
    if (fb_xml_attribute(element, "value") != NULL) {
        out->text = fb_xml_attribute(element, "value");
        out->by = FB_MAPPING_BY_VALUE;
    } else if (fb_xml_attribute(element, "cell") != NULL) {
        out->by = FB_MAPPING_BY_CELL;
        out->cell = read_cell(reader, element, "cell");
    } else if (fb_xml_attribute(element, "column") != NULL) {
        out->by = FB_MAPPING_BY_COLUMN;
        out->cell.column = read_column(reader, element, "column");
    } else if (out->text == NULL) {
        out->text = out->step_count > 0 ? out->steps[out->step_count - 1] : out->name;
    }
    if (given > 1 ||
        (out->by != FB_MAPPING_BY_VALUE && in_cells != (out->by == FB_MAPPING_BY_CELL)))
        fb_report(reader->sink, FB_DIAG_MAPPING_PLACE, out->position, out->name,
                  in_cells ? "cell, value" : "heading, column, value");
}

static fb_status read_field(struct reader *reader, const struct fb_xml_node *element, bool in_cells,
                            struct fb_mapping_field *out)
{
    const char *name = fb_xml_attribute(element, "name");

    *out = (struct fb_mapping_field){.name = name == NULL ? "" : name,
                                     .position = fb_xml_position(element)};
    out->attribute = out->name[0] == '@';
    if (name != NULL)
        FB_TRY(read_path(reader, element, name + (out->attribute ? 1 : 0), out->steps,
                         &out->step_count));
    read_place(reader, element, in_cells, out);
    out->inherit = read_flag(reader, element, "inherit");
    out->optional = read_flag(reader, element, "optional");
    return FB_OK;
}

static fb_status read_fields(struct reader *reader, const struct fb_xml_node *parent, bool in_cells,
                             struct fb_mapping_fields *out)
{
    FB_VECTOR(struct fb_mapping_field) fields = {0};
    const struct fb_xml_node *element = fb_xml_first(parent);

    for (; element != NULL; element = fb_xml_next(element)) {
        struct fb_mapping_field *field;
        if (!fb_xml_is(element, "field"))
            continue;
        field = FB_PUSH(reader->arena, &fields);
        FB_NEED(field);
        FB_TRY(read_field(reader, element, in_cells, field));
    }
    *out = (struct fb_mapping_fields){fields.items, fields.count};
    return FB_OK;
}

/* A column that says which record or item a row belongs to. */
static void read_key(struct reader *reader, const struct fb_xml_node *element, const char *heading,
                     const char *column, struct fb_mapping_field *out)
{
    const char *text = fb_xml_attribute(element, heading);

    *out = (struct fb_mapping_field){.name = text, .text = text};
    out->position = fb_xml_attribute_position(element, heading);
    if (column == NULL || fb_xml_attribute(element, column) == NULL)
        return;
    if (text != NULL)
        fb_report(reader->sink, FB_DIAG_MAPPING_PLACE, out->position, heading, column);
    out->name = fb_xml_attribute(element, column);
    out->by = FB_MAPPING_BY_COLUMN;
    out->position = fb_xml_attribute_position(element, column);
    out->cell.column = read_column(reader, element, column);
}

/* ---- lists ---- */

static const struct fb_mapping_list *find_list(const struct reader *reader, const char *name)
{
    for (size_t i = 0; i < reader->lists.count; i++) {
        if (strcmp(reader->lists.items[i]->name, name) == 0)
            return reader->lists.items[i];
    }
    return NULL;
}

/* A list may be that of the items of another, which stands before it. */
static void read_parent(struct reader *reader, const struct fb_xml_node *element,
                        struct fb_mapping_list *list)
{
    const char *parent = fb_xml_attribute(element, "parent");

    if (parent == NULL)
        return;
    list->parent = find_list(reader, parent);
    read_key(reader, element, "parent-row", NULL, &list->parent_row);
    if (list->parent == NULL || list->sheet == NULL || list->parent->sheet == NULL)
        report_value(reader, element, "parent", "<list name=… sheet=…>");
    else if (list->parent_row.name == NULL)
        fb_report(reader->sink, FB_DIAG_MAPPING_ATTRIBUTE_MISSING, fb_xml_position(element), "list",
                  "parent-row");
}

static fb_status read_list(struct reader *reader, const struct fb_xml_node *element,
                           const struct fb_mapping *mapping)
{
    struct fb_mapping_list *list = FB_NEW(reader->arena, struct fb_mapping_list), **place;
    const char *name = fb_xml_attribute(element, "name");
    uint32_t heading;

    FB_NEED(list);
    place = FB_PUSH(reader->arena, &reader->lists);
    FB_NEED(place);
    *place = list;
    list->name = name == NULL ? "" : name;
    list->position = fb_xml_position(element);
    if (name != NULL)
        FB_TRY(read_path(reader, element, name, list->steps, &list->step_count));
    list->sheet = fb_xml_attribute(element, "sheet");
    list->until = fb_xml_attribute(element, "until");
    heading = list->sheet == NULL && mapping->form == FB_MAPPING_ROWS ? mapping->heading : 0;
    list->heading = read_row(reader, element, "heading-row", heading);
    list->first =
        read_row(reader, element, fb_xml_attribute(element, "from") != NULL ? "from" : "first-row",
                 list->heading + 1);
    read_key(reader, element, "key", "key-column", &list->key);
    read_parent(reader, element, list);
    if (mapping->form == FB_MAPPING_ROWS && list->key.name == NULL && list->sheet != NULL)
        fb_report(reader->sink, FB_DIAG_MAPPING_ATTRIBUTE_MISSING, list->position, "list", "key");
    if (mapping->form == FB_MAPPING_ROWS && list->sheet == NULL && mapping->key.name == NULL)
        fb_report(reader->sink, FB_DIAG_MAPPING_KEY, list->position, list->name);
    return read_fields(reader, element, false, &list->fields);
}

/* ---- the whole ---- */

static fb_status read_records(struct reader *reader, const struct fb_xml_node *element,
                              struct fb_mapping *out)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    out->form = fb_xml_is(element, "records") ? FB_MAPPING_ROWS : FB_MAPPING_SHEETS;
    out->sheet = fb_xml_attribute(element, out->form == FB_MAPPING_ROWS ? "sheet" : "sheets");
    if (out->form == FB_MAPPING_SHEETS && out->sheet != NULL && strcmp(out->sheet, "*") == 0)
        out->sheet = NULL;
    out->except = fb_xml_attribute(element, "except");
    out->heading = read_row(reader, element, "heading-row", 0);
    out->first = read_row(reader, element, "first-row", out->heading + 1);
    out->until = fb_xml_attribute(element, "until");
    read_key(reader, element, "key", "key-column", &out->key);
    FB_TRY(read_fields(reader, element, out->form == FB_MAPPING_SHEETS, &out->fields));
    for (; child != NULL; child = fb_xml_next(child)) {
        if (fb_xml_is(child, "list"))
            FB_TRY(read_list(reader, child, out));
    }
    out->lists = reader->lists.items;
    out->list_count = reader->lists.count;
    return FB_OK;
}

static bool is_mapping(const struct fb_xml_node *root)
{
    return fb_xml_is(root, RULES[0].name) &&
           strcmp(fb_xml_namespace(root), FB_MAPPING_NAMESPACE) == 0;
}

fb_status fb_mapping_read(struct fb_mapping **out, struct fb_arena *arena,
                          const struct fb_xml *document, struct fb_diagnostics *sink)
{
    size_t before = fb_diagnostics_count(sink, FB_ERROR);
    struct reader reader = {.arena = arena, .sink = sink};
    const struct fb_xml_node *root = fb_xml_root(document), *records;
    struct fb_mapping *mapping = FB_NEW(arena, struct fb_mapping);

    FB_NEED(mapping);
    if (!is_mapping(root)) {
        fb_report(sink, FB_DIAG_MAPPING_ROOT, fb_xml_position(root), fb_xml_name(root),
                  FB_MAPPING_NAMESPACE);
        return FB_ERR_INPUT;
    }
    check_element(&reader, root, &RULES[0]);
    mapping->template_name = fb_xml_attribute(root, "template");
    mapping->position = fb_xml_position(root);
    records = fb_xml_first(root);
    if (records == NULL || fb_xml_next(records) != NULL)
        fb_report(sink, FB_DIAG_MAPPING_RECORDS, fb_xml_position(root), "");
    else if (fb_diagnostics_count(sink, FB_ERROR) == before)
        FB_TRY(read_records(&reader, records, mapping));
    *out = mapping;
    return fb_diagnostics_count(sink, FB_ERROR) > before ? FB_ERR_INPUT : FB_OK;
}

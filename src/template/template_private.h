/*
 * template_private.h: what the files that read a template share.
 *
 * Reading goes in this order: the words of the whole tree (schema.c), then styles, record and
 * catalogues, then the sections that refer to them. Every step reports what it finds and goes on
 * with a harmless value; the errors in the sink decide at the end.
 */
#ifndef FB_TEMPLATE_TEMPLATE_PRIVATE_H
#define FB_TEMPLATE_TEMPLATE_PRIVATE_H

#include "base/map.h"
#include "base/vector.h"
#include "template/rule.h"

/* What the template has used so far (leftovers.c). */
struct fb_usage {
    bool showing;       /* what is read now is shown or checked, and no mere condition */
    bool shows_unknown; /* something shown may be any field */
    FB_VECTOR(const struct fb_field *) fields; /* that are shown */
    struct fb_map names;      /* of fields in expressions that lead no one knows where */
    struct fb_map parameters; /* by name */
};

struct fb_template_reader {
    struct fb_template *template; /* what is being read */
    struct fb_arena *arena;       /* the template's */
    struct fb_diagnostics *sink;
    struct fb_map styles;                /* struct fb_style_entry by name (read_styles.c) */
    FB_VECTOR(const char *) style_names; /* in the order of the files */
    struct fb_map catalogues;            /* struct fb_catalogue by name */
    FB_VECTOR(const struct fb_catalogue *) catalogue_list;
    FB_VECTOR(struct fb_catalogue_use) uses;
    const struct fb_template_loader *loader; /* or NULL */
    /* The roots of all files, those that are included before those that include them. */
    FB_VECTOR(const struct fb_xml_node *) roots;
    struct fb_map included; /* struct fb_xml_node by the path of the file */
    FB_VECTOR(struct fb_parameter) parameters;
    struct fb_usage usage;
    int last_heading; /* the level of the heading read last; 0: none yet */
};

/* Where an expression or a label stands: what it may refer to. */
struct fb_reading_place {
    struct fb_scope scope;
    const struct fb_catalogue *catalogue; /* of the repeat around it; or NULL */
    const struct fb_style *style;         /* of text that names none; or NULL */
    const struct fb_scope *beside;        /* of the second list of the repeat around it; or NULL */
    const struct fb_condition *when;      /* of the innermost <if> around it; or NULL */
    bool repeated;                        /* it stands in a repeat */
    struct fb_placement_slot *rest;       /* of a table: what cells take down to its last row */
};

/* Returns the first child of a name, or NULL. */
const struct fb_xml_node *fb_template_child(const struct fb_xml_node *element, const char *name);

/* ---- schema.c ---- */

/*
 * Reports elements, attributes and texts that stand where the language has none, or that miss, in a
 * template ("template") or an included file ("family").
 */
fb_status fb_schema_check(struct fb_template_reader *reader, const struct fb_xml_node *root,
                          const char *name);

/* ---- include.c ---- */

/* Reads and checks the document of a source, and those that it includes, into reader->roots. */
fb_status fb_read_documents(struct fb_template_reader *reader, const struct fb_source *source);

/* ---- read_parameters.c ---- */

fb_status fb_read_parameters(struct fb_template_reader *reader, const struct fb_xml_node *root);

/* Returns the parameter whose name these bytes are, or NULL. */
const struct fb_parameter *fb_find_parameter(const struct fb_template_reader *reader,
                                             const char *name, size_t length);

/* Reports a parameter that there is not, with the ones there are. */
void fb_report_parameter(struct fb_template_reader *reader, struct fb_position position,
                         const char *name);

/* ---- attributes.c: each reports a value that is refused and returns the fallback instead ---- */

void fb_attribute_refuse(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         const char *name, const char *expected);
const char *fb_attribute_string(const struct fb_xml_node *element, const char *name,
                                const char *fallback);

/* `words` ends with NULL; the result is an index. */
size_t fb_attribute_word(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         const char *name, const char *const *words, size_t fallback);
bool fb_attribute_yes(struct fb_template_reader *reader, const struct fb_xml_node *element,
                      const char *name);
size_t fb_attribute_count(struct fb_template_reader *reader, const struct fb_xml_node *element,
                          const char *name, size_t fallback, size_t least, size_t most);

/* A length that is not below 0. */
fb_length fb_attribute_length(struct fb_template_reader *reader, const struct fb_xml_node *element,
                              const char *name, fb_length fallback);

/* A number above 0. */
struct fb_decimal fb_attribute_decimal(struct fb_template_reader *reader,
                                       const struct fb_xml_node *element, const char *name,
                                       struct fb_decimal fallback);

/* Divides an attribute at its blanks; no words if it is not there. */
fb_status fb_attribute_words(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             const char *name, const char *const **words, size_t *count);

/* Joins words by ", " for a message; "–" if there are none. */
const char *fb_join_words(struct fb_arena *arena, const char *const *words, size_t count);

/* ---- read_styles.c ---- */

/* Collects the styles of a file, which change those of files read before. */
fb_status fb_collect_styles(struct fb_template_reader *reader, const struct fb_xml_node *root);

/* Returns style `index` of the template's list if it is declared in `source` and nothing uses it.
 */
const struct fb_xml_node *fb_unused_style(const struct fb_template_reader *reader, size_t index,
                                          const struct fb_source *source);

/* Resolves all styles that were collected. */
fb_status fb_resolve_styles(struct fb_template_reader *reader);

/* Returns the style that the attribute "style" names; NULL if it is not there. */
const struct fb_style *fb_read_style(struct fb_template_reader *reader,
                                     const struct fb_xml_node *element);

/* As fb_read_style, with a style for elements that name none; if that is NULL they must. */
const struct fb_style *fb_read_style_or(struct fb_template_reader *reader,
                                        const struct fb_xml_node *element,
                                        const struct fb_style *fallback);

/* ---- read_record.c ---- */

/* Reads the fields that a file declares, to those of files read before. */
fb_status fb_read_record(struct fb_template_reader *reader, const struct fb_xml_node *root);

/* True if something was declared in another file than an element: it may be declared anew. */
bool fb_declared_elsewhere(struct fb_position position, const struct fb_xml_node *element);

/* ---- read_field.c ---- */

/* Reads the type of a field with text, and what its text may be. */
fb_status fb_read_field_type(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             struct fb_field *out);

/* ---- read_catalogue.c ---- */

fb_status fb_read_catalogues(struct fb_template_reader *reader, const struct fb_xml_node *root);

/* ---- scope.c ---- */

enum fb_scope_answer {
    FB_SCOPE_FOUND,
    FB_SCOPE_UNKNOWN, /* the path says more than names, or begins where nothing is known */
    FB_SCOPE_MISSING, /* a name of the path is no field there */
};

/* Where a path leads. If a name is missing: its place in the path, and the names there are. */
struct fb_scope_result {
    enum fb_scope_answer answer;
    struct fb_scope scope;
    size_t offset, length; /* bytes of the path */
    const char *const *names;
    size_t name_count;
};

/*
 * Follows a path of names ("项目年度资金/资金总额"), with or without predicates, through the
 * declared fields from `start`, or from `record` if it begins with a slash.
 */
fb_status fb_scope_follow(struct fb_scope_result *out, struct fb_arena *arena,
                          const struct fb_field *record, struct fb_scope start, const char *path);

/* ---- names.c ---- */

enum fb_name_kind {
    FB_NAME_FIELD, /* of an element */
    FB_NAME_ATTRIBUTE,
    FB_NAME_PARAMETER,
    FB_NAME_FUNCTION,
    FB_NAME_AXIS,
    FB_NAME_OPERATOR,
};

struct fb_name {
    enum fb_name_kind kind;
    size_t offset, length; /* bytes of the expression, without $ and @ */
};

/* Finds the next name of an expression from `*at`, which is moved past it; false if there is none.
 */
bool fb_next_name(struct fb_name *out, const char *expression, size_t *at);

/* ---- expression.c ---- */

/*
 * Compiles the expression of an attribute and checks the fields that it names in `scope`. `*result`
 * is what it selects; its field is NULL if that is not known.
 */
fb_status fb_read_expression(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             const char *attribute, struct fb_scope scope,
                             struct fb_expression *out, struct fb_scope *result);

/* Reads the condition of an <if>, in the one around it, which is `place->when`. */
fb_status fb_read_condition(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_reading_place *place, const struct fb_condition **out);

/* ---- leftovers.c ---- */

/* Notes what an expression uses; `field` is what it is known to select, or NULL. */
fb_status fb_note_expression(struct fb_template_reader *reader,
                             const struct fb_expression *expression, const struct fb_field *field);

fb_status fb_note_parameter(struct fb_template_reader *reader,
                            const struct fb_parameter *parameter);

/* Finds what the template declares itself and does not use, when all of it has been read. */
fb_status fb_find_leftovers(struct fb_template_reader *reader);

/* ---- read_choice.c ---- */

fb_status fb_read_check(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        struct fb_scope scope, struct fb_check_spec *out);
fb_status fb_read_choice(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         struct fb_scope scope, struct fb_choice_spec *out);
/* The same for an expression whose text and position are set. */
fb_status fb_compile_expression(struct fb_template_reader *reader, struct fb_scope scope,
                                struct fb_expression *out, struct fb_scope *result);

/* ---- read_content.c ---- */

fb_status fb_read_content(struct fb_template_reader *reader, const struct fb_xml_node *element,
                          const struct fb_reading_place *place, struct fb_content *out);
fb_status fb_read_paragraph(struct fb_template_reader *reader, const struct fb_xml_node *element,
                            const struct fb_reading_place *place, struct fb_paragraph_spec *out);

/* ---- read_value.c ---- */

/* Reads a <value>: what it selects and how it is printed. */
fb_status fb_read_value(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        struct fb_scope scope, struct fb_value_spec *out);

/* ---- read_cell.c ---- */

fb_status fb_read_cell(struct fb_template_reader *reader, const struct fb_xml_node *element,
                       const struct fb_reading_place *place, struct fb_cell_spec *out);

/* ---- read_table.c, read_rows.c ---- */

/* `before` is the table right before this one; NULL if there is none. */
fb_status fb_read_table(struct fb_template_reader *reader, const struct fb_xml_node *element,
                        const struct fb_table_spec *before, struct fb_table_spec *out);

/* Reads the rows and repeats inside an element for a grid of so many columns. */
fb_status fb_read_rows(struct fb_template_reader *reader, const struct fb_xml_node *parent,
                       const struct fb_reading_place *place, size_t column_count,
                       const struct fb_rows_spec **out, size_t *count);

/* ---- sizes.c ---- */

/* Returns the width of all columns of a table. */
fb_length fb_table_spec_width(const struct fb_table_spec *table);

/* Reports what is larger than the pages of its section, as far as the template alone says so. */
void fb_check_sizes(struct fb_template_reader *reader, const struct fb_section_spec *section);

/* ---- placement.c: columns for the cells of consecutive rows ---- */

struct fb_placement_slot {
    size_t rows_left; /* rows that the last cell placed here still covers, with the current one */
    size_t row_span;  /* of that cell */
    struct fb_position position;
};

struct fb_placement {
    size_t column_count; /* 0: not known; nothing is checked then */
    struct fb_placement_slot *slots;
    struct fb_placement_slot *rest; /* of each column: the cell that takes it to the last row */
    size_t next;                    /* column from which the next cell is placed */
};

/* `rest` is that of the table: it tells the rows that follow, here and inside repeats, too. */
fb_status fb_placement_init(struct fb_placement *placement, struct fb_arena *arena,
                            size_t column_count, struct fb_placement_slot *rest);

/* Gives the cell the next free column; reports a cell that meets another one or the edge. */
void fb_placement_cell(struct fb_placement *placement, struct fb_template_reader *reader,
                       struct fb_cell_spec *cell);

/* Reports a column that no cell covers, and goes to the next row. */
void fb_placement_end_row(struct fb_placement *placement, struct fb_template_reader *reader,
                          struct fb_position row);

/* Reports a cell that reaches below the last row, and is ready for other rows. */
void fb_placement_end_rows(struct fb_placement *placement, struct fb_template_reader *reader);

/* Ends the cells that go down to the last row, before a row that they do not reach into. */
void fb_placement_end_rest(struct fb_placement *placement);

/* ---- read_rules.c ---- */

/* Reads the rules of all files, in the order in which they were included. */
fb_status fb_read_rules(struct fb_template_reader *reader);

/* ---- read_rule.c ---- */

/* Whether an element is one by which a rule is switched on. */
bool fb_is_rule(const struct fb_xml_node *element);

/* Reads one rule and its parameters, with the level that its kind has. */
fb_status fb_read_rule(struct fb_template_reader *reader, const struct fb_xml_node *element,
                       struct fb_rule *out);

/* ---- read_section.c ---- */

fb_status fb_read_sections(struct fb_template_reader *reader, const struct fb_xml_node *root);

#endif

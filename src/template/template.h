/*
 * template.h: the layout of a form, read once and constant from then on.
 *
 * A template declares the fields of its record, the kinds of its catalogues, its styles, and the
 * sections, paragraphs and tables that show the record (docs/template.md is the reference of the
 * language). Several jobs may share one template.
 *
 * Invariants after fb_template_read: every expression is compiled, every style is resolved, every
 * cell has its grid column, and the cells of each run of rows tile the grid. Everything but the
 * compiled expressions and the XML lives in the template's own arena.
 */
#ifndef FB_TEMPLATE_TEMPLATE_H
#define FB_TEMPLATE_TEMPLATE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/day.h"
#include "base/decimal.h"
#include "base/hash.h"
#include "base/pattern.h"
#include "diag/diagnostics.h"
#include "style/style.h"
#include "xml/xpath.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FB_TEMPLATE_NAMESPACE "urn:fubiao:template:1"

/* ---- parameters ---- */

/* A text by a name, which expressions use as $name. The record may give it another value. */
struct fb_parameter {
    const char *name;
    const char *value; /* unless the record's root has an attribute of that name */
    struct fb_position position;
};

/* ---- the record that a template expects ---- */

enum fb_field_kind {
    FB_FIELD_VALUE, /* an element with text */
    FB_FIELD_GROUP, /* an element with fields */
    FB_FIELD_LIST,  /* an element with any number of items, each with the same fields */
};

enum fb_field_type {
    FB_TYPE_TEXT,
    FB_TYPE_MONEY,   /* an exact decimal, in the field's unit */
    FB_TYPE_YEAR,    /* four digits */
    FB_TYPE_DATE,    /* a day (base/day.h) */
    FB_TYPE_PERCENT, /* an exact decimal, with or without % after it */
    FB_TYPE_INTEGER,
    FB_TYPE_SCORE,  /* an exact decimal */
    FB_TYPE_CHOICE, /* one of `choices`, or several, each on a line of its own */
};

/* The least or largest value that a field may have. */
struct fb_limit {
    bool given;
    struct fb_decimal number; /* of all types but text, choice and date */
    struct fb_day day;        /* of FB_TYPE_DATE */
};

struct fb_field {
    enum fb_field_kind kind;
    const char *name; /* of the element, in the domain's own words */
    enum fb_field_type type;
    bool required;               /* it is there and not empty; a list: it has an item */
    size_t min, max;             /* characters of a text; max 0: no limit but the reader's */
    struct fb_limit least, most; /* values of other types */
    bool is_private;             /* blank in public copies */
    const char *unit; /* of money, from the field or its group: 万元, 元, $单位; "" if none */
    const char *const *choices; /* the texts it may have; choice_count 0: any */
    size_t choice_count;
    const char *pattern_text;         /* NULL: there is none */
    const struct fb_pattern *pattern; /* what the text has to look like */
    const char *item;                 /* of a list: the element name of an item */
    const struct fb_field *fields;    /* of a group, or of a list's item */
    size_t field_count;
    struct fb_position position;
};

/* What an expression is evaluated on, as far as it is known when the template is read. */
struct fb_scope {
    const struct fb_field *field; /* NULL: not known */
    bool item;                    /* an item of the list `field`, not the list itself */
};

/* ---- catalogues ---- */

enum fb_obligation {
    FB_OBLIGATION_NONE,
    FB_OBLIGATION_OPTIONAL,      /* 选填 */
    FB_OBLIGATION_REQUIRED,      /* 必填 */
    FB_OBLIGATION_REQUIRED_HARD, /* 必填硬性 */
};

/* A kind of row, such as 产出指标, and the kinds of the next level inside it. */
struct fb_kind {
    const char *value; /* in the record */
    const char *label; /* in the document */
    enum fb_obligation obligation;
    const struct fb_kind *parent; /* NULL on the first level */
    const struct fb_kind *kinds;
    size_t kind_count;
    struct fb_position position;
};

/* No catalogue has more levels. */
enum { FB_CATALOGUE_LEVELS = 8 };

struct fb_catalogue {
    const char *name;
    const char *levels[FB_CATALOGUE_LEVELS]; /* the field of an item that says its kind there */
    size_t level_count;
    const struct fb_kind *kinds; /* of the first level, in the order of the form */
    size_t kind_count;
    const struct fb_kind *const *leaves; /* the kinds of the last level, in that order */
    size_t leaf_count;
    struct fb_position position;
};

/* ---- what is shown ---- */

struct fb_expression {
    const char *text;
    const struct fb_xpath *compiled; /* owned by the template */
    bool fixed;                  /* it depends on parameters alone, not on the record's fields */
    struct fb_position position; /* of the text, in the attribute */
};

/* What must be true of the record for something to be shown. */
struct fb_condition {
    struct fb_expression test;
    const struct fb_condition *outer; /* must be true as well; NULL: none */
};

/* A repeat that prints the items of a selection under the kinds of a catalogue. */
struct fb_catalogue_use {
    const struct fb_expression *select; /* on the record's root */
    bool paired; /* one of two lists side by side, of which one may have no items at all */
    const struct fb_field *list; /* whose items they are; NULL if that is not known */
    const struct fb_catalogue *catalogue;
};

enum fb_format {
    FB_FORMAT_TEXT,    /* as it stands in the record */
    FB_FORMAT_MONEY,   /* an exact decimal with so many decimals */
    FB_FORMAT_PERCENT, /* likewise, with % after it */
    FB_FORMAT_UPPER,   /* an amount in yuan in capital characters: 玖佰叁拾伍元整 */
    FB_FORMAT_DATE,    /* a day, by `pattern` (base/day.h) */
};

struct fb_value_spec {
    struct fb_expression select;
    enum fb_format format;
    unsigned decimals;
    bool grouped;            /* commas between groups of three digits */
    struct fb_decimal scale; /* what numbers are multiplied by: 10000 prints 万元 as 元 */
    const char *empty;       /* printed where there is no text; NULL: nothing is */
    const char *zero;        /* printed for the number 0; NULL: the number is */
    const char *pattern;
};

/* A box with a mark in it if an expression is true of the record. */
struct fb_check_spec {
    struct fb_expression select;
    const char *mark; /* printed instead of the box */
    const char *box;
};

/* All words of a choice, each with a box; those that the record has are marked. */
struct fb_choice_spec {
    struct fb_check_spec check; /* what selects the texts, and the boxes */
    const char *const *words;
    size_t word_count;
    const char *separator; /* between a word and its box, and the next */
    bool box_first;
};

enum fb_numerals { FB_NUMERALS_ARABIC, FB_NUMERALS_CHINESE };

enum fb_inline_kind {
    FB_INLINE_TEXT,  /* fixed text */
    FB_INLINE_BREAK, /* a forced line break */
    FB_INLINE_VALUE, /* text of the record */
    FB_INLINE_LABEL, /* the label of the row's kind on a level of the repeat's catalogue */
    FB_INLINE_CHECK, /* ☑ if an expression is true of the record, else □ */
    FB_INLINE_CHOICE,
    FB_INLINE_NUMBER, /* of the item in its repeat */
    FB_INLINE_UNIT,   /* of a field or a group */
};

struct fb_inline {
    enum fb_inline_kind kind;
    enum fb_script script;
    union {
        const char *text;
        struct fb_value_spec value;
        size_t level; /* from 0 */
        struct fb_check_spec check;
        struct fb_choice_spec choice;
        enum fb_numerals numerals;
        const struct fb_field *unit_of;
    } as;
    const struct fb_condition *when; /* it is shown; NULL: always */
    struct fb_position position;
};

struct fb_content {
    const struct fb_inline *items;
    size_t count;
};

struct fb_paragraph_spec {
    const struct fb_style *style;
    struct fb_content content;
    int heading;                     /* level, from 1; 0: no heading */
    bool keep_next;                  /* in a section: on one page with the block below */
    const struct fb_condition *when; /* it is shown; NULL: always */
    struct fb_position position;
};

enum fb_head { FB_HEAD_NONE, FB_HEAD_ROW, FB_HEAD_COLUMN, FB_HEAD_BOTH };

/* fb_cell_spec.row_span: down to the table's last row, however many there are. */
#define FB_ROW_SPAN_REST SIZE_MAX

/* fb_cell_spec.row_span: down to the table's last row, however many there are. */
#define FB_ROW_SPAN_REST SIZE_MAX

struct fb_cell_spec {
    size_t column; /* of the grid, from 0 */
    size_t column_span;
    size_t row_span;     /* or FB_ROW_SPAN_REST */
    enum fb_head head;   /* what the cell is a heading of */
    bool merge;          /* merged with the cell below while both show the same text */
    bool once;           /* not drawn again where pages cut it */
    unsigned open_sides; /* where there is no line; of enum fb_side */
    const struct fb_style *style;
    bool beside;                                /* it shows the item of the repeat's second list */
    const struct fb_paragraph_spec *paragraphs; /* at least one */
    size_t paragraph_count;
    struct fb_position position;
};

struct fb_row_spec {
    const struct fb_cell_spec *cells; /* by column */
    size_t cell_count;
    fb_length height; /* 0: by content */
    bool exact;       /* else the height is the least */
    bool keep_next;   /* on one page with the row below */
    bool fill;        /* a blank row, the table's last, repeated to the foot of the page */
    struct fb_position position;
};

enum fb_rows_kind { FB_ROWS_ROW, FB_ROWS_REPEAT, FB_ROWS_IF };

/*
 * One or more rows of a table: a fixed one, those that stand for each item of a selection, or those
 * that are there if an expression is true.
 */
struct fb_rows_spec {
    enum fb_rows_kind kind;
    struct fb_row_spec row;               /* FB_ROWS_ROW */
    struct fb_expression select;          /* FB_ROWS_REPEAT: the items; FB_ROWS_IF: the condition */
    const struct fb_expression *beside;   /* the items of a second list in the same rows; or NULL */
    const struct fb_catalogue *catalogue; /* the kinds to print the items under; or NULL */
    size_t min_items;   /* blank items are added until there are so many, in each kind */
    size_t blank_items; /* likewise in a blank form (空表), which is to be filled in by hand */
    size_t keep; /* rows that share so many merged cells from the left stay on one page; 0: none */
    const struct fb_rows_spec *rows; /* for each item */
    size_t row_count;
    struct fb_position position;
};

struct fb_table_spec {
    const fb_length *columns;
    size_t column_count;
    bool widths_known; /* false while errors are looked for in a table whose columns are wrong */
    const struct fb_rows_spec *header; /* rows that are repeated on each page */
    size_t header_count;
    const struct fb_rows_spec *rows;
    size_t row_count;
    struct fb_borders borders;
    bool joined;                               /* goes on below the table before it */
    bool contents;                             /* a table of contents */
    const struct fb_paragraph_spec *continued; /* above each part but the first; or NULL */
    const struct fb_paragraph_spec *carried;   /* below each part but the last; or NULL */
    const char *title;                         /* for a screen reader; "" if none */
    struct fb_position position;
};

enum fb_block_spec_kind { FB_BLOCK_SPEC_PARAGRAPH, FB_BLOCK_SPEC_TABLE };

struct fb_block_spec {
    enum fb_block_spec_kind kind;
    union {
        struct fb_paragraph_spec paragraph;
        struct fb_table_spec table;
    } as;
    const struct fb_condition *when; /* it is shown; NULL: always */
};

struct fb_section_spec {
    struct fb_page_setup page;
    size_t fit_pages;    /* made smaller until it has so many pages; 0: as many as it needs */
    fb_length fit_floor; /* the smallest size of type on the way */
    struct fb_position position;
    const struct fb_block_spec *blocks;
    size_t block_count;
};

/* Something that a template declares itself and does not use. */
struct fb_leftover {
    enum fb_diag_code code; /* what it is, as it is reported */
    const char *name;
    struct fb_position position;
};

struct fb_rule; /* template/rule.h */

struct fb_template {
    const char *name;     /* 宁夏2021/项目支出绩效目标表 */
    const char *version;  /* of this template, for the office's own use */
    const char *language; /* BCP 47 */
    struct fb_content title;
    struct fb_content author; /* empty if the template has none, as the next two */
    struct fb_content subject;
    struct fb_content keywords;
    const struct fb_parameter *parameters;
    size_t parameter_count;
    struct fb_field record; /* a group; its name is the record's root element */
    const struct fb_catalogue *const *catalogues;
    size_t catalogue_count;
    const struct fb_catalogue_use *uses; /* of the catalogues, in the order of the sections */
    size_t use_count;
    const struct fb_rule *rules; /* in the order of the template */
    size_t rule_count;
    const struct fb_style *const *styles; /* in the order of the template */
    size_t style_count;
    const struct fb_section_spec *sections;
    size_t section_count;
    const struct fb_leftover *leftovers;
    size_t leftover_count;
    /* What the template owns. */
    struct fb_arena *arena;
    struct fb_xml **documents; /* the template's own, and those that it includes */
    size_t document_count;
    size_t document_capacity;
    struct fb_xpath **expressions;
    size_t expression_count;
    size_t expression_capacity;
};

/* The memory, in bytes, that one template may take. */
#define FB_TEMPLATE_ARENA_LIMIT ((size_t)64 << 20)

/*
 * Gives the text of the file that a template includes. `path` is a valid name
 * (fb_template_name_valid) with its extension, inside a templates folder. The source must live as
 * long as the template. A file that is not there is FB_ERR_INPUT and not reported; all else that
 * goes wrong is reported.
 */
struct fb_template_loader {
    fb_status (*load)(const struct fb_source **out, void *data, const char *path,
                      struct fb_diagnostics *sink);
    void *data;
};

/*
 * Reads a template. The source is borrowed for as long as the template lives. `loader` may be NULL;
 * there is no file to include then. All errors of the template are reported at once; if there is
 * one the result is FB_ERR_INPUT and `*out` is NULL.
 */
FB_MUST_USE fb_status fb_template_read(struct fb_template **out, const struct fb_source *source,
                                       const struct fb_template_loader *loader,
                                       struct fb_diagnostics *sink);
void fb_template_free(struct fb_template *template);

/*
 * Reports what the template declares and does not use: fields that no cell shows and no rule
 * asks for (warnings), styles, parameters and catalogues (notes). What a family declares may be for
 * its other forms.
 */
void fb_template_review(const struct fb_template *template, struct fb_diagnostics *sink);

/* Appends the template as text, for people and goldens. */
void fb_template_dump(struct fb_buffer *out, const struct fb_template *template);

/* Gives a hash of the template's text and of all that it includes. */
FB_MUST_USE fb_status fb_template_hash(struct fb_hash *out, const struct fb_template *template);

/* Returns true for what may be a template's name: relative, no part hidden, "." or "..". */
bool fb_template_name_valid(const char *name);

/*
 * Returns a parameter's value for a record, of which `root` is the root element, or for one that
 * changes no parameter if that is NULL.
 */
const char *fb_parameter_value(const struct fb_parameter *parameter,
                               const struct fb_xml_node *root);

/* Makes the template's parameters known to expressions that are evaluated in a context. */
FB_MUST_USE fb_status fb_template_set_parameters(const struct fb_template *template,
                                                 const struct fb_xml_node *root,
                                                 struct fb_xpath_context *context);

/*
 * Returns the unit of a field or group for a record, of which `root` is the root element, or NULL
 * as in fb_parameter_value: the field's own, or that of a parameter that the template names
 * instead. "" if it has none.
 */
const char *fb_field_unit(const struct fb_template *template, const struct fb_field *field,
                          const struct fb_xml_node *root);

/* Returns the field of that name inside a group or a list's item, or NULL. */
const struct fb_field *fb_field_find(const struct fb_field *parent, const char *name);

/* Returns the catalogue under which a list's items are printed, or NULL. */
const struct fb_catalogue *fb_template_catalogue_of(const struct fb_template *template,
                                                    const struct fb_field *list);

/* The words of a template for a type, an obligation, a format. */
const char *fb_field_type_name(enum fb_field_type type);

/* Writes a limit that is given, as templates write it: a number, or a day as 2021-03-05. */
void fb_limit_format(char out[FB_DECIMAL_TEXT], const struct fb_field *field,
                     const struct fb_limit *limit);

const char *fb_obligation_name(enum fb_obligation obligation);
const char *fb_format_name(enum fb_format format);

#endif

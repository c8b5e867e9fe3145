/*
 * dump.c: a template as text, one thing a line, for people and goldens.
 */
#include "style/style_draft.h"
#include "template/dump_private.h"

void fb_dump_indent(struct fb_buffer *out, size_t depth)
{
    for (size_t i = 0; i < depth; i++)
        fb_buffer_append_string(out, "  ");
}

static void dump_points(struct fb_buffer *out, fb_length length)
{
    char text[FB_LENGTH_TEXT];

    fb_length_points(text, length);
    fb_buffer_append_format(out, "%spt", text);
}

static void dump_limit(struct fb_buffer *out, const char *name, const struct fb_field *field,
                       const struct fb_limit *limit)
{
    char text[FB_DECIMAL_TEXT];

    if (!limit->given)
        return;
    fb_limit_format(text, field, limit);
    fb_buffer_append_format(out, " %s %s", name, text);
}

/* What the text of a field may be. */
static void dump_limits(struct fb_buffer *out, const struct fb_field *field)
{
    if (field->required)
        fb_buffer_append_string(out, " required");
    if (field->min > 0)
        fb_buffer_append_format(out, " min %zu", field->min);
    if (field->max > 0)
        fb_buffer_append_format(out, " max %zu", field->max);
    dump_limit(out, "min", field, &field->least);
    dump_limit(out, "max", field, &field->most);
    if (field->pattern_text != NULL)
        fb_buffer_append_format(out, " pattern %s", field->pattern_text);
    for (size_t i = 0; i < field->choice_count; i++)
        fb_buffer_append_format(out, "%s%s", i == 0 ? " of " : "|", field->choices[i]);
}

static void dump_field(struct fb_buffer *out, const struct fb_field *field, size_t depth)
{
    static const char *const KINDS[] = {"field", "group", "list"};

    fb_dump_indent(out, depth);
    fb_buffer_append_format(out, "%s %s", KINDS[field->kind], field->name);
    if (field->kind == FB_FIELD_VALUE)
        fb_buffer_append_format(out, " %s", fb_field_type_name(field->type));
    if (field->kind == FB_FIELD_LIST)
        fb_buffer_append_format(out, " of %s", field->item);
    dump_limits(out, field);
    if (field->type == FB_TYPE_MONEY && field->unit[0] != '\0')
        fb_buffer_append_format(out, " in %s", field->unit);
    fb_buffer_append_char(out, '\n');
    for (size_t i = 0; i < field->field_count; i++)
        dump_field(out, &field->fields[i], depth + 1);
}

static void dump_kinds(struct fb_buffer *out, const struct fb_kind *kinds, size_t count,
                       size_t depth)
{
    for (size_t i = 0; i < count; i++) {
        fb_dump_indent(out, depth);
        fb_buffer_append_format(out, "kind %s \"", kinds[i].value);
        fb_dump_text(out, kinds[i].label);
        fb_buffer_append_char(out, '"');
        if (kinds[i].obligation != FB_OBLIGATION_NONE)
            fb_buffer_append_format(out, " %s", fb_obligation_name(kinds[i].obligation));
        fb_buffer_append_char(out, '\n');
        dump_kinds(out, kinds[i].kinds, kinds[i].kind_count, depth + 1);
    }
}

static void dump_catalogue(struct fb_buffer *out, const struct fb_catalogue *catalogue)
{
    fb_buffer_append_format(out, "catalogue %s by", catalogue->name);
    for (size_t i = 0; i < catalogue->level_count; i++)
        fb_buffer_append_format(out, " %s", catalogue->levels[i]);
    fb_buffer_append_char(out, '\n');
    dump_kinds(out, catalogue->kinds, catalogue->kind_count, 1);
}

static void dump_paragraph(struct fb_buffer *out, const struct fb_paragraph_spec *paragraph,
                           const struct fb_condition *when, size_t depth)
{
    fb_dump_indent(out, depth);
    fb_dump_when(out, when);
    fb_buffer_append_format(out, "paragraph %s", paragraph->style->name);
    if (paragraph->heading > 0)
        fb_buffer_append_format(out, " heading %d", paragraph->heading);
    fb_buffer_append_string(out, paragraph->keep_next ? " keep-next" : "");
    fb_buffer_append_string(out, ": ");
    fb_dump_content(out, &paragraph->content);
    fb_buffer_append_char(out, '\n');
}

static void dump_cell(struct fb_buffer *out, const struct fb_cell_spec *cell, size_t depth)
{
    static const char *const HEADS[] = {"", " head=row", " head=column", " head=both"};
    static const char *const OPEN[FB_SIDES] = {" no-top", " no-bottom", " no-left", " no-right"};

    fb_dump_indent(out, depth);
    fb_buffer_append_format(out, "cell %zu+%zu", cell->column + 1, cell->column_span);
    if (cell->row_span == FB_ROW_SPAN_REST)
        fb_buffer_append_string(out, " rows=rest");
    else if (cell->row_span > 1)
        fb_buffer_append_format(out, " rows=%zu", cell->row_span);
    fb_buffer_append_format(out, "%s%s%s", HEADS[cell->head], cell->merge ? " merge" : "",
                            cell->once ? " once" : "");
    fb_buffer_append_string(out, cell->beside ? " beside" : "");
    for (size_t i = 0; i < FB_SIDES; i++)
        fb_buffer_append_string(out, (cell->open_sides & 1U << i) != 0 ? OPEN[i] : "");
    fb_buffer_append_format(out, " %s:", cell->style->name);
    for (size_t i = 0; i < cell->paragraph_count; i++) {
        fb_buffer_append_string(out, i == 0 ? " " : " ¶ ");
        fb_dump_when(out, cell->paragraphs[i].when);
        fb_dump_content(out, &cell->paragraphs[i].content);
    }
    fb_buffer_append_char(out, '\n');
}

static void dump_row(struct fb_buffer *out, const struct fb_row_spec *row, size_t depth)
{
    fb_dump_indent(out, depth);
    fb_buffer_append_string(out, "row");
    if (row->height > 0) {
        fb_buffer_append_string(out, row->exact ? " exactly " : " at least ");
        dump_points(out, row->height);
    }
    fb_buffer_append_string(out, row->keep_next ? " keep-next" : "");
    fb_buffer_append_string(out, row->fill ? " fill" : "");
    fb_buffer_append_char(out, '\n');
    for (size_t i = 0; i < row->cell_count; i++)
        dump_cell(out, &row->cells[i], depth + 1);
}

static void dump_repeat(struct fb_buffer *out, const struct fb_rows_spec *repeat)
{
    fb_buffer_append_format(out, "repeat {%s}", repeat->select.text);
    if (repeat->beside != NULL)
        fb_buffer_append_format(out, " beside {%s}", repeat->beside->text);
    if (repeat->catalogue != NULL)
        fb_buffer_append_format(out, " catalogue %s", repeat->catalogue->name);
    if (repeat->min_items > 0)
        fb_buffer_append_format(out, " min-rows %zu", repeat->min_items);
    if (repeat->blank_items > 0)
        fb_buffer_append_format(out, " blank-rows %zu", repeat->blank_items);
    if (repeat->keep > 0)
        fb_buffer_append_format(out, " keep %zu", repeat->keep);
    fb_buffer_append_char(out, '\n');
}

static void dump_rows(struct fb_buffer *out, const struct fb_rows_spec *rows, size_t count,
                      size_t depth)
{
    for (size_t i = 0; i < count; i++) {
        if (rows[i].kind == FB_ROWS_ROW) {
            dump_row(out, &rows[i].row, depth);
            continue;
        }
        fb_dump_indent(out, depth);
        if (rows[i].kind == FB_ROWS_IF)
            fb_buffer_append_format(out, "if {%s}\n", rows[i].select.text);
        else
            dump_repeat(out, &rows[i]);
        dump_rows(out, rows[i].rows, rows[i].row_count, depth + 1);
    }
}

static void dump_mark(struct fb_buffer *out, const char *name, const struct fb_paragraph_spec *mark,
                      size_t depth)
{
    if (mark == NULL)
        return;
    fb_dump_indent(out, depth);
    fb_buffer_append_format(out, "%s\n", name);
    dump_paragraph(out, mark, NULL, depth + 1);
}

static void dump_table(struct fb_buffer *out, const struct fb_table_spec *table,
                       const struct fb_condition *when, size_t depth)
{
    fb_dump_indent(out, depth);
    fb_dump_when(out, when);
    fb_buffer_append_format(out, "table \"%s\"%s%s columns", table->title,
                            table->joined ? " joined" : "", table->contents ? " contents" : "");
    for (size_t i = 0; i < table->column_count; i++) {
        fb_buffer_append_char(out, ' ');
        dump_points(out, table->columns[i]);
    }
    fb_buffer_append_string(out, " outer ");
    dump_points(out, table->borders.outer);
    fb_buffer_append_string(out, " inner ");
    dump_points(out, table->borders.inner);
    fb_buffer_append_char(out, '\n');
    dump_mark(out, "continued", table->continued, depth + 1);
    dump_mark(out, "carried", table->carried, depth + 1);
    if (table->header_count > 0) {
        fb_dump_indent(out, depth + 1);
        fb_buffer_append_string(out, "header\n");
        dump_rows(out, table->header, table->header_count, depth + 2);
    }
    dump_rows(out, table->rows, table->row_count, depth + 1);
}

static void dump_section(struct fb_buffer *out, const struct fb_section_spec *section)
{
    const fb_length sides[] = {section->page.width,  section->page.height, section->page.top,
                               section->page.bottom, section->page.left,   section->page.right};
    static const char *const NAMES[] = {"section ", " × ",    " top ",
                                        " bottom ", " left ", " right "};

    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
        fb_buffer_append_string(out, NAMES[i]);
        dump_points(out, sides[i]);
    }
    if (section->page.number != NULL) {
        fb_buffer_append_format(out, " number %s at ", section->page.number->name);
        dump_points(out, section->page.number_distance);
        fb_buffer_append_string(out, section->page.number_upright ? " upright" : "");
        fb_buffer_append_string(out, section->page.number_roman ? " roman" : "");
    }
    if (section->fit_pages > 0) {
        fb_buffer_append_format(out, " fit %zu floor ", section->fit_pages);
        dump_points(out, section->fit_floor);
    }
    fb_buffer_append_char(out, '\n');
    for (size_t i = 0; i < section->block_count; i++) {
        const struct fb_block_spec *block = &section->blocks[i];
        if (block->kind == FB_BLOCK_SPEC_TABLE)
            dump_table(out, &block->as.table, block->when, 1);
        else
            dump_paragraph(out, &block->as.paragraph, block->when, 1);
    }
}

void fb_template_dump(struct fb_buffer *out, const struct fb_template *template)
{
    fb_buffer_append_format(out, "template %s version %s (%s)\n", template->name, template->version,
                            template->language);
    fb_buffer_append_string(out, "title ");
    fb_dump_content(out, &template->title);
    fb_buffer_append_string(out, "\nauthor ");
    fb_dump_content(out, &template->author);
    fb_buffer_append_string(out, "\nsubject ");
    fb_dump_content(out, &template->subject);
    fb_buffer_append_string(out, "\nkeywords ");
    fb_dump_content(out, &template->keywords);
    fb_buffer_append_char(out, '\n');
    for (size_t i = 0; i < template->parameter_count; i++)
        fb_buffer_append_format(out, "parameter %s = %s\n", template->parameters[i].name,
                                template->parameters[i].value);
    dump_field(out, &template->record, 0);
    for (size_t i = 0; i < template->catalogue_count; i++)
        dump_catalogue(out, template->catalogues[i]);
    for (size_t i = 0; i < template->style_count; i++)
        fb_style_dump(out, template->styles[i]);
    for (size_t i = 0; i < template->rule_count; i++)
        fb_dump_rule(out, &template->rules[i]);
    for (size_t i = 0; i < template->section_count; i++)
        dump_section(out, &template->sections[i]);
}

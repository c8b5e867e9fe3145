/*
 * put_case.c: a case as a template and a record.
 */
#include "table_case.h"

static void put(struct fb_buffer *out, const char *text)
{
    fb_buffer_append_string(out, text);
}

/* Appends text as XML; a line break becomes `line_break`. */
static void put_escaped(struct fb_buffer *out, const char *text, const char *line_break)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            put(out, "&amp;");
            break;
        case '<':
            put(out, "&lt;");
            break;
        case '"':
            put(out, "&quot;");
            break;
        case '\n':
            put(out, line_break);
            break;
        default:
            fb_buffer_append_char(out, *text);
        }
    }
}

static void put_text(struct fb_buffer *out, const struct case_text *text, const char *line_break)
{
    struct fb_buffer plain;

    fb_buffer_init(&plain, FB_BUFFER_OUTPUT_LIMIT);
    case_text_put(&plain, text);
    put_escaped(out, plain.data, line_break);
    fb_buffer_release(&plain);
}

/* ---- the template ---- */

static void put_millimetres(struct fb_buffer *out, const char *name, int tenths)
{
    fb_buffer_append_format(out, " %s=\"%d.%dmm\"", name, tenths / 10, tenths % 10);
}

static void put_ems(struct fb_buffer *out, const char *name, int hundredths)
{
    if (hundredths > 0)
        fb_buffer_append_format(out, " %s=\"%d.%02dem\"", name, hundredths / 100, hundredths % 100);
}

static void put_rare_style(struct fb_buffer *out, const struct case_style *style)
{
    static const char *const BREAKINGS[] = {"", " breaking=\"none\"", " breaking=\"gb\"",
                                            " breaking=\"strict\""};
    static const char *const OVERFLOWS[] = {"", " overflow=\"shrink\"", " overflow=\"error\""};

    put(out, BREAKINGS[style->breaking]);
    put(out, style->no_gap ? " gap=\"no\"" : "");
    put(out, style->vertical ? " direction=\"vertical\"" : "");
    put(out, style->hanging < 0 ? " hanging=\"number\"" : "");
    put_ems(out, "hanging", style->hanging);
    put_ems(out, "indent", style->indent);
    put_ems(out, "indent-left", style->indent_left);
    put_ems(out, "indent-right", style->indent_right);
    put(out, OVERFLOWS[style->overflow]);
    if (style->max_lines > 0)
        fb_buffer_append_format(out, " max-lines=\"%d\"", style->max_lines);
}

static void put_style(struct fb_buffer *out, const struct case_style *style, int index)
{
    static const char *const FONTS[] = {"宋体", "黑体", "仿宋", "楷体", "小标宋"};
    static const char *const ALIGNS[] = {"left", "center", "right", "justify"};
    static const char *const VALIGNS[] = {"middle", "top", "bottom"};

    fb_buffer_append_format(out, "<style name=\"s%d\" font=\"%s\" size=\"%d.%dpt\"", index,
                            FONTS[style->font], style->size / 2, style->size % 2 * 5);
    fb_buffer_append_format(out, " line=\"%d.%02d\" align=\"%s\" valign=\"%s\"", style->line / 100,
                            style->line % 100, ALIGNS[style->align], VALIGNS[style->valign]);
    if (style->bold)
        put(out, " bold=\"yes\"");
    if (style->wrap)
        put(out, " wrap=\"balance\"");
    put_millimetres(out, "before", style->before);
    put_millimetres(out, "after", style->after);
    put_millimetres(out, "padding-x", style->padding_x);
    put_millimetres(out, "padding-y", style->padding_y);
    put_rare_style(out, style);
    put(out, "/>\n");
}

static bool is_in_group(const struct case_field *field)
{
    return field->in_group && !field->gone;
}

static bool has_group(const struct table_case *table_case)
{
    bool any = false;

    for (int i = 0; i < CASE_FIELDS; i++)
        any = any || is_in_group(&table_case->fields[i]);
    return any;
}

static void put_declarations(struct fb_buffer *out, const struct table_case *table_case)
{
    bool grouped = has_group(table_case);

    put(out, "<record root=\"表\">\n");
    if (grouped)
        put(out, "<group name=\"组\">");
    for (int i = 0; i < CASE_FIELDS; i++) {
        if (is_in_group(&table_case->fields[i]))
            fb_buffer_append_format(out, "<field name=\"栏%d\"/>", i);
    }
    if (grouped)
        put(out, "</group>\n");
    for (int i = 0; i < CASE_FIELDS; i++) {
        if (table_case->fields[i].gone)
            continue;
        if (!is_in_group(&table_case->fields[i]))
            fb_buffer_append_format(out, "<field name=\"栏%d\"/>", i);
        fb_buffer_append_format(out, "<field name=\"额%d\" type=\"money\"/>\n", i);
    }
    for (int i = 0; i < CASE_LISTS; i++) {
        if (table_case->lists[i].unused)
            continue;
        fb_buffer_append_format(out, "<list name=\"单%d\" item=\"项\">", i);
        for (int level = 0; level < table_case->lists[i].levels; level++)
            fb_buffer_append_format(out, "<field name=\"级%d\" required=\"yes\"/>", level + 1);
        for (int k = 0; k < CASE_ITEM_FIELDS; k++)
            fb_buffer_append_format(out, "<field name=\"值%d\"/>", k);
        put(out, "</list>\n");
    }
    put(out, "</record>\n");
}

static void put_kinds(struct fb_buffer *out, const struct case_list *list, int level)
{
    for (int i = 0; i < list->kinds[level]; i++) {
        fb_buffer_append_format(out, "<kind value=\"类%d\" label=\"%d、类&#10;（选填）\"", i,
                                i + 1);
        put(out, ">");
        if (level + 1 < list->levels)
            put_kinds(out, list, level + 1);
        put(out, "</kind>");
    }
}

static void put_catalogue(struct fb_buffer *out, const struct case_list *list, int index)
{
    if (list->levels == 0 || list->unused)
        return;
    fb_buffer_append_format(out, "<catalogue name=\"录%d\" levels=\"级1%s\">", index,
                            list->levels > 1 ? " 级2" : "");
    put_kinds(out, list, 0);
    put(out, "</catalogue>\n");
}

/* Appends the path of a field, from the root or from an item. */
static void put_path(struct fb_buffer *out, const struct table_case *table_case, int list,
                     int field)
{
    if (list > 0)
        fb_buffer_append_format(out, "值%d", field % CASE_ITEM_FIELDS);
    else
        fb_buffer_append_format(out, "%s栏%d", table_case->fields[field].in_group ? "组/" : "",
                                field);
}

static void put_value(struct fb_buffer *out, const struct table_case *table_case, int list,
                      int field)
{
    put(out, "<value select=\"");
    put_path(out, table_case, list, field);
    put(out, "\"/>");
}

/* A box that is ticked if the field has text. */
static void put_check(struct fb_buffer *out, const struct table_case *table_case, int list,
                      int field)
{
    put(out, "<check select=\"normalize-space(");
    put_path(out, table_case, list, field);
    put(out, ") != ''\"/>");
}

static void put_content(struct fb_buffer *out, const struct table_case *table_case,
                        const struct case_band *band, const struct case_cell *cell)
{
    switch (case_content_in(table_case, band, cell)) {
    case CONTENT_EMPTY:
    case CONTENT_KINDS:
        break;
    case CONTENT_FIXED:
        put_text(out, &cell->text, "<br/>");
        break;
    case CONTENT_VALUE:
        put_value(out, table_case, band->list, cell->field);
        break;
    case CONTENT_FIXED_VALUE:
        put_text(out, &cell->text, "<br/>");
        put_value(out, table_case, band->list, cell->field);
        break;
    case CONTENT_BREAK:
        put_value(out, table_case, band->list, cell->field);
        put(out, "<br/>");
        put_text(out, &cell->text, "<br/>");
        break;
    case CONTENT_PARAGRAPHS:
        fb_buffer_append_format(out, "\n<paragraph style=\"s%d\">",
                                (cell->style + 1) % CASE_STYLES);
        put_text(out, &cell->text, "<br/>");
        put(out, "</paragraph>\n<paragraph>");
        put_value(out, table_case, band->list, cell->field);
        put(out, "</paragraph>\n");
        break;
    case CONTENT_SUPER:
        put_text(out, &cell->text, "<br/>");
        put(out, "<sup>");
        put_value(out, table_case, band->list, cell->field);
        put(out, "</sup>");
        break;
    case CONTENT_CHECK:
        put_check(out, table_case, band->list, cell->field);
        put_text(out, &cell->text, "<br/>");
        break;
    case CONTENT_NUMBER:
        put(out, "<number/>");
        break;
    case CONTENT_MONEY:
        fb_buffer_append_format(out, "<value select=\"额%d\" format=\"money\"/>", cell->field);
        break;
    case CONTENT_LABEL:
        fb_buffer_append_format(out, "<label level=\"%d\"/>",
                                case_label_level(table_case, band, cell) + 1);
        break;
    }
}

static void put_cell(struct fb_buffer *out, const struct table_case *table_case,
                     const struct case_band *band, const struct placed_cell *placed)
{
    static const char *const HEADS[] = {"", " head=\"row\"", " head=\"column\""};
    const struct case_cell *cell = placed->cell;

    put(out, "<cell");
    if (placed->columns > 1)
        fb_buffer_append_format(out, " span=\"%d\"", placed->columns);
    if (placed->rows > 1)
        fb_buffer_append_format(out, " rows=\"%d\"", placed->rows);
    if (cell->style > 0)
        fb_buffer_append_format(out, " style=\"s%d\"", cell->style);
    put(out, HEADS[cell->head]);
    if (band->list > 0 && cell->merge)
        put(out, " merge=\"equal\"");
    if (cell->once)
        put(out, " show=\"once\"");
    put(out, ">");
    put_content(out, table_case, band, cell);
    put(out, "</cell>");
}

static void put_row_start(struct fb_buffer *out, const struct case_band *band, int row)
{
    put(out, "<row");
    if (band->height_rule[row] == HEIGHT_AT_LEAST)
        put_millimetres(out, "height", band->height[row]);
    if (band->height_rule[row] == HEIGHT_EXACT)
        put_millimetres(out, "exact-height", band->height[row]);
    if (band->keep_next[row])
        put(out, " keep-next=\"yes\"");
    put(out, ">");
}

static void put_rows(struct fb_buffer *out, const struct table_case *table_case,
                     const struct case_band *band, int columns)
{
    struct placed_cell cells[CASE_BAND_ROWS * CASE_COLUMNS];
    int count = case_place_cells(cells, band, columns), next = 0;

    for (int row = 0; row < band->rows; row++) {
        put_row_start(out, band, row);
        for (; next < count && cells[next].row == row; next++)
            put_cell(out, table_case, band, &cells[next]);
        put(out, "</row>\n");
    }
}

static void put_band(struct fb_buffer *out, const struct table_case *table_case,
                     const struct case_band *band, int columns)
{
    if (band->gone)
        return;
    if (band->list > 0) {
        fb_buffer_append_format(out, "<repeat select=\"单%d/项\"", band->list - 1);
        if (case_by_catalogue(table_case, band))
            fb_buffer_append_format(out, " catalogue=\"录%d\"", band->list - 1);
        if (band->min_rows > 0)
            fb_buffer_append_format(out, " min-rows=\"%d\"", band->min_rows);
        if (band->keep > 0)
            fb_buffer_append_format(out, " keep=\"%d\"", band->keep);
        put(out, ">\n");
    }
    put_rows(out, table_case, band, columns);
    if (band->list > 0)
        put(out, "</repeat>\n");
}

static void put_mark(struct fb_buffer *out, const char *name, const struct case_text *text)
{
    fb_buffer_append_format(out, "<%s style=\"s1\">", name);
    put_text(out, text, "<br/>");
    fb_buffer_append_format(out, "</%s>\n", name);
}

static void put_fill(struct fb_buffer *out, int height, int columns)
{
    put(out, "<row fill=\"yes\"");
    put_millimetres(out, "height", height);
    put(out, ">");
    for (int i = 0; i < columns; i++)
        put(out, "<cell/>");
    put(out, "</row>\n");
}

static void put_table_start(struct fb_buffer *out, const struct case_section *section, int block)
{
    const struct case_table *table = &section->blocks[block].table;

    fb_buffer_append_format(out, "<table style=\"s%d\"", table->style);
    fb_buffer_append_format(out, " outer=\"%d.%02dpt\" inner=\"%d.%02dpt\"", table->outer / 100,
                            table->outer % 100, table->inner / 100, table->inner % 100);
    if (case_joined_to(section, block) >= 0) {
        put(out, " joined=\"yes\">\n");
        return;
    }
    put(out, " columns=\"");
    for (int i = 0; i < table->columns; i++) {
        int tenths = case_column_width(section, table, i);
        fb_buffer_append_format(out, "%s%d.%dmm", i > 0 ? " " : "", tenths / 10, tenths % 10);
    }
    put(out, "\">\n");
}

static void put_table(struct fb_buffer *out, const struct table_case *table_case,
                      const struct case_section *section, int block)
{
    const struct case_table *table = &section->blocks[block].table;
    int columns = case_columns(section, block);

    put_table_start(out, section, block);
    if (table->continued)
        put_mark(out, "continued", &table->continued_text);
    if (table->carried)
        put_mark(out, "carried", &table->carried_text);
    if (!table->header.gone) {
        put(out, "<header>\n");
        put_rows(out, table_case, &table->header, columns);
        put(out, "</header>\n");
    }
    for (int i = 0; i < CASE_BANDS; i++)
        put_band(out, table_case, &table->bands[i], columns);
    if (table->fill > 0)
        put_fill(out, table->fill, columns);
    put(out, "</table>\n");
}

static void put_block(struct fb_buffer *out, const struct table_case *table_case,
                      const struct case_section *section, int index)
{
    const struct case_block *block = &section->blocks[index];

    if (block->gone)
        return;
    if (block->is_table) {
        put_table(out, table_case, section, index);
        return;
    }
    fb_buffer_append_format(out, "<paragraph style=\"s%d\">", block->style);
    if (block->content != CONTENT_VALUE)
        put_text(out, &block->text, "<br/>");
    if (block->content != CONTENT_FIXED)
        put_value(out, table_case, 0, block->field);
    put(out, "</paragraph>\n");
}

static void put_section(struct fb_buffer *out, const struct table_case *table_case,
                        const struct case_section *section)
{
    static const char *const PAPERS[] = {"A4", "A5", "A3"};
    struct case_margins margins = case_margins(section);

    put(out, "<section");
    if (section->fit > 0)
        fb_buffer_append_format(out, " fit=\"%d\"", section->fit);
    fb_buffer_append_format(out, ">\n<page size=\"%s\"%s", PAPERS[section->paper],
                            section->landscape ? " orientation=\"landscape\"" : "");
    put_millimetres(out, "top", margins.top);
    put_millimetres(out, "bottom", margins.bottom);
    put_millimetres(out, "left", margins.left);
    put_millimetres(out, "right", margins.right);
    put(out,
        case_has_number(table_case, section) ? "><page-number style=\"s0\"/></page>\n" : "/>\n");
    for (int i = 0; i < CASE_BLOCKS; i++)
        put_block(out, table_case, section, i);
    put(out, "</section>\n");
}

void table_case_put_template(struct fb_buffer *out, const struct table_case *table_case)
{
    put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<template xmlns=\"urn:fubiao:template:1\" name=\"测试/表\">\n"
             "<title>表</title>\n");
    put_declarations(out, table_case);
    for (int i = 0; i < CASE_LISTS; i++)
        put_catalogue(out, &table_case->lists[i], i);
    put(out, "<styles>\n");
    for (int i = 0; i < CASE_STYLES; i++) {
        if (!table_case->styles[i].gone)
            put_style(out, &table_case->styles[i], i);
    }
    put(out, "</styles>\n");
    for (int i = 0; i < CASE_SECTIONS; i++) {
        if (!table_case->sections[i].gone)
            put_section(out, table_case, &table_case->sections[i]);
    }
    put(out, "</template>\n");
}

/* ---- the record ---- */

static void put_field(struct fb_buffer *out, const struct case_field *field, int index)
{
    if (field->left_out)
        return;
    fb_buffer_append_format(out, "<栏%d>", index);
    put_text(out, &field->text, "\n    ");
    fb_buffer_append_format(out, "</栏%d>\n", index);
}

static void put_group(struct fb_buffer *out, const struct table_case *table_case)
{
    if (!has_group(table_case))
        return;
    put(out, "<组>\n");
    for (int i = 0; i < CASE_FIELDS; i++) {
        if (is_in_group(&table_case->fields[i]))
            put_field(out, &table_case->fields[i], i);
    }
    put(out, "</组>\n");
}

static void put_item(struct fb_buffer *out, const struct case_list *list, int item)
{
    put(out, "<项>");
    for (int level = 0; level < list->levels; level++)
        fb_buffer_append_format(out, "<级%d>类%d</级%d>", level + 1,
                                case_item_kind(list, item, level), level + 1);
    for (int k = 0; k < CASE_ITEM_FIELDS; k++) {
        fb_buffer_append_format(out, "<值%d>", k);
        put_text(out, &list->values[item][k], "\n");
        fb_buffer_append_format(out, "</值%d>", k);
    }
    put(out, "</项>\n");
}

void table_case_put_record(struct fb_buffer *out, const struct table_case *table_case)
{
    put(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<表>\n");
    put_group(out, table_case);
    for (int i = 0; i < CASE_FIELDS; i++) {
        const struct case_field *field = &table_case->fields[i];
        if (field->gone)
            continue;
        if (!field->in_group)
            put_field(out, field, i);
        if (field->left_out)
            continue;
        fb_buffer_append_format(out, "<额%d>", i);
        case_amount_put(out, field->cents);
        fb_buffer_append_format(out, "</额%d>\n", i);
    }
    for (int i = 0; i < CASE_LISTS; i++) {
        const struct case_list *list = &table_case->lists[i];
        if (list->unused)
            continue;
        fb_buffer_append_format(out, "<单%d>\n", i);
        for (int item = 0; item < list->items; item++) {
            if (!list->gone[item])
                put_item(out, list, item);
        }
        fb_buffer_append_format(out, "</单%d>\n", i);
    }
    put(out, "</表>\n");
}

/*
 * edit_expect.c: the record of a case, as it was made and as it must be after the edits.
 */
#include "edit_case.h"

#include <stdlib.h>
#include <string.h>

void edit_put_escaped(struct fb_buffer *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '&')
            fb_buffer_append_string(out, "&amp;");
        else if (*text == '<')
            fb_buffer_append_string(out, "&lt;");
        else if (*text == '>')
            fb_buffer_append_string(out, "&gt;");
        else
            fb_buffer_append_char(out, *text);
    }
}

static void put_element(struct fb_buffer *out, const char *indent, const char *name,
                        const char *value)
{
    if (*value == '\0') {
        fb_buffer_append_format(out, "\n%s<%s/>", indent, name);
        return;
    }
    fb_buffer_append_format(out, "\n%s<%s>", indent, name);
    edit_put_escaped(out, value);
    fb_buffer_append_format(out, "</%s>", name);
}

/* A row that the record did not have has no more than its values. */
static void put_row(struct fb_buffer *out, const struct edit_row *row)
{
    static const char INDENT[] = "      ";

    fb_buffer_append_string(out, "\n    <指标>");
    put_element(out, INDENT, "一级指标", edit_levels[row->level]);
    for (int i = 0; i < EDIT_FIELDS; i++) {
        if (row->full || row->values[i][0] != '\0')
            put_element(out, INDENT, edit_fields[i], row->values[i]);
    }
    if (row->silence)
        fb_buffer_append_format(out, "\n%s<忽略 规则=\"R1\" 理由=\"另有说明\"/>", INDENT);
    fb_buffer_append_string(out, "\n    </指标>");
}

static void put_record(struct fb_buffer *out, const char *const *scalars,
                       const struct edit_case *edited, const struct edit_row *const *rows,
                       int count)
{
    fb_buffer_append_string(out, "<项目 模板=\"示例\" 期间=\"1-6月\">");
    for (int i = 0; i < EDIT_SCALARS; i++) {
        if (scalars[i] != NULL)
            put_element(out, "  ", edited->scalars[i].name, scalars[i]);
    }
    fb_buffer_append_string(out, count > 0 ? "\n  <绩效指标>" : "\n  <绩效指标/>");
    for (int i = 0; i < count; i++)
        put_row(out, rows[i]);
    fb_buffer_append_string(out, count > 0 ? "\n  </绩效指标>\n</项目>\n" : "\n</项目>\n");
}

static int compare_places(const void *a, const void *b)
{
    const struct edit_row *const *first = a, *const *second = b;

    return (*first)->place - (*second)->place;
}

/* Lists the rows that the record had and has still, in its order. */
static int old_rows(const struct edit_row **out, const struct edit_row *rows, int count)
{
    int old = 0;

    for (int i = 0; i < count; i++) {
        if (rows[i].present)
            out[old++] = &rows[i];
    }
    qsort(out, (size_t)old, sizeof *out, compare_places);
    return old;
}

void edit_case_put_record(struct fb_buffer *out, const struct edit_case *edited)
{
    const struct edit_row *rows[EDIT_ROWS];
    const char *scalars[EDIT_SCALARS];

    for (int i = 0; i < EDIT_SCALARS; i++)
        scalars[i] = edited->scalars[i].record;
    put_record(out, scalars, edited, rows, old_rows(rows, edited->base, edited->base_count));
}

static bool is_filled(const struct edit_row *row)
{
    for (int i = 0; i < EDIT_FIELDS; i++) {
        if (row->values[i][0] != '\0')
            return true;
    }
    return row->present;
}

static int find(const struct edit_row *const *list, int count, const struct edit_row *row)
{
    for (int i = 0; i < count; i++) {
        if (list[i] == row)
            return i;
    }
    return -1;
}

/* Where a row goes that the record does not have yet: by the rows that it stands beside. */
static int place_of(const struct edit_case *edited, const struct edit_row *const *list, int count,
                    int at)
{
    for (int i = at - 1; i >= 0; i--) {
        int found = find(list, count, &edited->rows[i]);
        if (found >= 0)
            return found + 1;
    }
    for (int i = at + 1; i < edited->row_count; i++) {
        int found = find(list, count, &edited->rows[i]);
        if (found >= 0)
            return found;
    }
    return count;
}

/* In a record that is in the order of print, the order is simply that of the edited text. */
static int new_rows(const struct edit_row **out, const struct edit_case *edited)
{
    int count = edited->shuffled ? old_rows(out, edited->rows, edited->row_count) : 0;

    for (int i = 0; i < edited->row_count; i++) {
        int place = count;
        if (!is_filled(&edited->rows[i]) || (edited->shuffled && edited->rows[i].present))
            continue;
        if (edited->shuffled)
            place = place_of(edited, out, count, i);
        memmove(&out[place + 1], &out[place], (size_t)(count - place) * sizeof *out);
        out[place] = &edited->rows[i];
        count++;
    }
    return count;
}

void edit_case_put_expected(struct fb_buffer *out, const struct edit_case *edited)
{
    const struct edit_row *rows[EDIT_ROWS_MOST + 1];
    const char *scalars[EDIT_SCALARS];

    for (int i = 0; i < EDIT_SCALARS; i++) {
        const struct edit_scalar *scalar = &edited->scalars[i];
        bool same = strcmp(scalar->edited, scalar->shown) == 0;
        scalars[i] = same ? scalar->record : scalar->edited;
    }
    put_record(out, scalars, edited, rows, new_rows(rows, edited));
}

void edit_case_put_ops(struct fb_buffer *out, const struct edit_case *edited)
{
    static const char *const PROGRAMS[] = {"Word", "LibreOffice", "text alone", "store alone"};
    static const char *const KINDS[] = {"value", "cell", "add", "remove", "move"};

    fb_buffer_append_format(out, "program: %s%s%s\n", PROGRAMS[edited->program],
                            edited->split ? ", split" : "", edited->shuffled ? ", shuffled" : "");
    for (int i = 0; i < edited->op_count; i++) {
        const struct edit_op *op = &edited->ops[i];
        if (!op->off)
            fb_buffer_append_format(out, "%s row %d target %d field %d '%s' '%s' '%s'\n",
                                    KINDS[op->kind], op->row, op->target, op->field, op->values[0],
                                    op->values[1], op->values[2]);
    }
}

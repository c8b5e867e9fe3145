/*
 * edit_throw.c: cases of edits from dice, and the edits done.
 */
#include "edit_case.h"

#include <string.h>

const char *const edit_levels[2] = {"数量指标", "质量指标"};
const char *const edit_fields[EDIT_FIELDS] = {"名称", "指标值", "备注"};

static const char *const WORDS[] = {
    "巡视数量", "1项/3轮",  "≥95%",           "100%",      "a<b & c>d", "\"引号\"",
    "plain",    "两 个 字", "935.00",         "𠮷野家",    "0",         "形成;并保持",
    "/",        "x",        "全覆盖（区内）", "长效 机制", "-",         "12",
};
static const char *const NUMBERS[] = {"168", "0.5", "1234567.89", "12", "3000"};
static const char *const NUMBERS_SHOWN[] = {"168.00", "0.50", "1,234,567.89", "12.00", "3,000.00"};
static const char *const LINES[] = {
    "一、巡视。\n二、巡察。",
    "抢救古树。\n建立档案。\n完。",
    "a\nb",
    "只有一行",
};

/* No row has these from the start, so that none is mistaken for a new one. */
static const char *const NEW_WORDS[] = {"新增甲", "新增乙 & 丙", "new", "新的一项/年"};

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const char *throw_word(struct dice *dice)
{
    return WORDS[dice_between(dice, 0, COUNT(WORDS) - 1)];
}

static const char *throw_value(struct dice *dice, int blank_percent)
{
    return dice_chance(dice, blank_percent) ? "" : throw_word(dice);
}

static void throw_scalar(struct edit_scalar *scalar, struct dice *dice, int index)
{
    static const char *const NAMES[EDIT_SCALARS] = {"年度", "项目名称", "资金",
                                                    "目标", "单位",     "备注"};

    *scalar = (struct edit_scalar){.name = NAMES[index]};
    scalar->number = index == 2;
    scalar->lines = index == 3;
    scalar->record = dice_chance(dice, 15) ? NULL : throw_value(dice, 15);
    scalar->shown = scalar->record != NULL ? scalar->record : "";
    if (scalar->number) {
        int number = dice_between(dice, 0, COUNT(NUMBERS) - 1);
        scalar->record = NUMBERS[number];
        scalar->shown = NUMBERS_SHOWN[number];
    }
    if (scalar->lines)
        scalar->record = scalar->shown = LINES[dice_between(dice, 0, COUNT(LINES) - 1)];
}

static void throw_row(struct edit_row *row, struct dice *dice, int index)
{
    *row = (struct edit_row){.key = index + 1, .base = true, .place = index};
    row->present = row->full = dice_chance(dice, 80);
    row->silence = row->present && dice_chance(dice, 10);
    for (int i = 0; i < EDIT_FIELDS; i++) {
        row->values[i] = row->present ? throw_value(dice, i == 0 ? 0 : 20) : "";
        row->was[i] = row->values[i];
    }
}

/* Levels stand together, as kinds do in print. */
static void throw_rows(struct edit_case *out, struct dice *dice)
{
    int second;

    out->base_count = dice_between(dice, 1, EDIT_ROWS);
    second = dice_between(dice, 0, out->base_count);
    for (int i = 0; i < out->base_count; i++) {
        throw_row(&out->base[i], dice, i);
        out->base[i].level = i >= second;
    }
    for (int i = out->base_count - 1; out->shuffled && i > 0; i--) {
        int other = dice_between(dice, 0, i), place = out->base[i].place;
        out->base[i].place = out->base[other].place;
        out->base[other].place = place;
    }
}

static void throw_op(struct edit_op *op, struct dice *dice)
{
    *op = (struct edit_op){.kind = (enum edit_op_kind)dice_between(dice, 0, OP_KINDS - 1),
                           .row = dice_between(dice, 0, 99),
                           .target = dice_between(dice, 0, 99),
                           .field = dice_between(dice, 0, 99)};
    for (int i = 0; i < EDIT_FIELDS; i++)
        op->values[i] = throw_value(dice, i == 0 ? 5 : 30);
}

void edit_case_throw(struct edit_case *out, uint64_t seed)
{
    struct dice dice = dice_of(seed);

    *out = (struct edit_case){0};
    out->program = (enum edit_program)dice_between(&dice, 0, EDIT_PROGRAMS - 1);
    out->split = dice_chance(&dice, 50);
    out->shuffled = dice_chance(&dice, 30);
    for (int i = 0; i < EDIT_SCALARS; i++)
        throw_scalar(&out->scalars[i], &dice, i);
    throw_rows(out, &dice);
    out->op_count = dice_between(&dice, 0, EDIT_OPS);
    for (int i = 0; i < out->op_count; i++)
        throw_op(&out->ops[i], &dice);
}

/* ---- doing the edits ---- */

static void do_value(struct edit_case *edited, const struct edit_op *op)
{
    struct edit_scalar *scalar = &edited->scalars[op->field % EDIT_SCALARS];

    scalar->edited = op->values[0];
    if (scalar->number)
        scalar->edited = NUMBERS[op->target % COUNT(NUMBERS)];
    /* What is bound to nothing a script does not find in the store. */
    if (scalar->lines)
        scalar->edited =
            edited->program == EDIT_BY_SCRIPT ? scalar->shown : LINES[op->target % COUNT(LINES)];
}

static void do_cell(struct edit_case *edited, const struct edit_op *op)
{
    struct edit_row *row = &edited->rows[op->row % edited->row_count];

    /* Whether a plain row has an empty element or none is not told by its cell. */
    if (row->plain && op->values[1][0] == '\0')
        return;
    row->values[op->field % EDIT_FIELDS] = op->values[1];
}

/* A clone begins with its source's values; what is typed into it comes then. */
static void do_add(struct edit_case *edited, const struct edit_op *op)
{
    int at = op->row % edited->row_count;
    struct edit_row added = edited->rows[at];

    if (edited->row_count == EDIT_ROWS_MOST || added.silence)
        return;
    added.base = added.present = false;
    added.plain = edited->program == EDIT_BY_OFFICE;
    for (int i = 0; i < EDIT_FIELDS; i++)
        added.values[i] = NEW_WORDS[(op->target + i) % COUNT(NEW_WORDS)];
    memmove(&edited->rows[at + 2], &edited->rows[at + 1],
            (size_t)(edited->row_count - at - 1) * sizeof added);
    edited->rows[at + 1] = added;
    edited->row_count++;
}

/* Of a row that is gone, a clone is what is left; one without controls is nobody's. */
static void promote(struct edit_case *edited, const struct edit_row *gone)
{
    for (int i = 0; i < edited->row_count; i++) {
        struct edit_row *row = &edited->rows[i];
        if (row == gone || row->key != gone->key || row->plain)
            continue;
        row->base = true;
        row->present = gone->present;
        row->place = gone->place;
        return;
    }
}

static void do_remove(struct edit_case *edited, const struct edit_op *op)
{
    int at = op->row % edited->row_count, others = 0;

    for (int i = 0; i < edited->row_count; i++)
        others += i != at && !edited->rows[i].plain;
    /* The last row stays: no editor gives a list up, and then there is nothing to add to. */
    if (others == 0)
        return;
    if (edited->rows[at].base)
        promote(edited, &edited->rows[at]);
    memmove(&edited->rows[at], &edited->rows[at + 1],
            (size_t)(edited->row_count - at - 1) * sizeof *edited->rows);
    edited->row_count--;
}

/* Rows are moved only where the record's order is that of print, and within their kind. */
static void do_move(struct edit_case *edited, const struct edit_op *op)
{
    int from = op->row % edited->row_count, to = op->target % edited->row_count;
    struct edit_row row = edited->rows[from];

    if (edited->shuffled || row.level != edited->rows[to].level)
        return;
    memmove(&edited->rows[from], &edited->rows[from + 1],
            (size_t)(edited->row_count - from - 1) * sizeof row);
    memmove(&edited->rows[to + 1], &edited->rows[to],
            (size_t)(edited->row_count - to - 1) * sizeof row);
    edited->rows[to] = row;
}

void edit_case_run(struct edit_case *edited)
{
    static void (*const DO[])(struct edit_case *, const struct edit_op *) = {
        [OP_VALUE] = do_value,   [OP_CELL] = do_cell, [OP_ADD] = do_add,
        [OP_REMOVE] = do_remove, [OP_MOVE] = do_move,
    };

    memcpy(edited->rows, edited->base, sizeof edited->base);
    edited->row_count = edited->base_count;
    for (int i = 0; i < EDIT_SCALARS; i++)
        edited->scalars[i].edited = edited->scalars[i].shown;
    for (int i = 0; i < edited->op_count; i++) {
        if (!edited->ops[i].off)
            DO[edited->ops[i].kind](edited, &edited->ops[i]);
    }
}

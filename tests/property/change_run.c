/*
 * change_run.c: cases from dice, and the changes made.
 */
#include "change.h"

#include "verdict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const char *const TEXTS[] = {
    "巡视数量", "1项/3轮",      "≥95%",      "100%",        "a<b & c>d", "\"引号\"",
    "plain",    "两 个 字",     "𠮷野家",    "形成;并保持", "x",         "全覆盖（区内）",
    "",         "一行\n又一行", "长效 机制", "(一)第一项",
};
static const char *const LINES[] = {
    "一、巡视。\n二、巡察。",
    "抢救古树。\n建立档案。\n完。",
    "只有一行",
    "a\nb\nc\nd & e",
};
static const char *const NUMBERS[] = {"7531.86", "0.07", "12,345,678.91", "3001.55", ""};
static const char *const DAYS[] = {"2031-07-09", "2031年7月9日", "2031.07"};

/* No row has these from the start, so that none is mistaken for a new one. */
static const char *const NEW_TEXTS[] = {"新增甲", "新增乙 & 丙", "new one", "新的一项/年"};

static void throw_op(struct change_op *op, struct dice *dice)
{
    *op = (struct change_op){
        .kind = (enum change_kind)dice_between(dice, 0, CHANGE_KINDS - 1),
        .list = dice_between(dice, 0, 99),
        .row = dice_between(dice, 0, 999),
        .target = dice_between(dice, 0, 999),
        .text = dice_between(dice, 0, 99),
        .tracked = dice_chance(dice, 25),
    };
}

void change_throw(struct change_case *out, struct made **documents, size_t count, uint64_t seed)
{
    struct dice dice = dice_of(seed);

    *out = (struct change_case){.seed = seed ^ 0x5EED};
    out->made = documents[dice_between(&dice, 0, (int)count - 1)];
    out->editor = (enum change_editor)dice_between(&dice, 0, CHANGE_EDITORS - 1);
    out->keeps = (enum change_keeps)dice_between(&dice, 0, CHANGE_KEEPS - 1);
    out->noise = dice_chance(&dice, 70) ? dice_between(&dice, 1, 15) : 0;
    out->op_count = dice_between(&dice, 0, CHANGE_OPS);
    for (int i = 0; i < out->op_count; i++)
        throw_op(&out->ops[i], &dice);
}

/* ---- values ---- */

static const char *text_for(const struct made_field *field, int index)
{
    if (field->format == MADE_NUMBER || field->format == MADE_PERCENT)
        return NUMBERS[index % COUNT(NUMBERS)];
    if (field->format == MADE_DATE)
        return DAYS[index % COUNT(DAYS)];
    if (strchr(field->shown, '\n') != NULL && !field->merged)
        return LINES[index % COUNT(LINES)];
    return TEXTS[index % COUNT(TEXTS)];
}

/* Gives all controls of a field in a row's copy, or in the document, a text. */
static void set_controls(struct change *change, const struct made_field *field,
                         const struct change_row *row, const char *text, bool tracked)
{
    for (size_t i = 0; i < field->control_count; i++) {
        const char *tag =
            part_attribute(part_child(part_child(field->controls[i], "w:sdtPr"), "w:tag"), "w:val");
        struct part_node *node = row != NULL ? row->tr : change->document, *top = node;
        for (; node != NULL; node = part_after(top, node)) {
            if (part_is(node, "w:tag") && strcmp(part_attribute(node, "w:val"), tag) == 0) {
                change_control(change, node->parent->parent, text, tracked);
                break;
            }
        }
    }
}

static void set_field(struct change *change, const struct made_field *field, struct change_row *row,
                      const char *text, bool tracked)
{
    struct part_node *stored = row != NULL ? row->stored : change->store;
    struct part_node *record = row != NULL ? row->record : change->record;
    struct part_node *element;
    bool added = row != NULL && row->added;

    /* An element that the record lacks does not come of a value that stays empty; a value that was
     * changed stays so. */
    if (!added && (change->touched[field->number] || (field->record == NULL && *text == '\0')))
        return;
    change->touched[field->number] = true;
    set_controls(change, field, row, text, tracked);
    element = change_need(change->arena, record, stored, field->below);
    part_set_text(change->arena, element, change_recorded(change->arena, field, text));
    part_set_text(change->arena, part_find(stored, field->below), text);
    change->done++;
}

/* A value of no list. */
static void do_value(struct change *change, const struct change_op *op)
{
    const struct made *made = change->thrown->made;

    for (size_t i = 0; i < made->field_count; i++) {
        const struct made_field *field = made->fields[((size_t)op->row + i) % made->field_count];
        if (field->row != NULL || field->format == MADE_FIXED || field->control_count == 0)
            continue;
        set_field(change, field, NULL, text_for(field, op->text), op->tracked);
        return;
    }
}

/* ---- rows ---- */

static struct change_list *choose_list(struct change *change, const struct change_op *op)
{
    return change->list_count > 0 ? &change->lists[(size_t)op->list % change->list_count] : NULL;
}

/* Whether a copy of a row will be left without controls. */
static bool becomes_plain(const struct change *change)
{
    return change->thrown->editor == BY_OFFICE ||
           (change->thrown->editor == BY_WPS && change->thrown->keeps == KEEPS_BOOKMARKS);
}

/*
 * Whether a field of a row without controls is known by the values of other rows: the first and the
 * last of several in one cell. These stay what they are.
 */
static bool is_outer(const struct change *change, const struct made_field *field)
{
    struct part_node *cell = part_above(field->controls[0], "w:tc"), *node = cell;
    struct part_node *first = NULL, *last = NULL;

    for (; node != NULL; node = part_after(cell, node)) {
        if (!part_is(node, "w:sdt"))
            continue;
        first = first == NULL ? node : first;
        last = node;
    }
    return becomes_plain(change) && first != last &&
           (field->controls[0] == first || field->controls[0] == last);
}

/* A value of a row. One that stands for several rows is the label above them, and stays. */
static void do_cell(struct change *change, const struct change_op *op)
{
    struct change_list *list = choose_list(change, op);
    struct change_row *row = list != NULL ? &list->rows[op->row % list->count] : NULL;

    for (size_t i = 0; row != NULL && !row->deleted && i < row->base->field_count; i++) {
        const struct made_field *field =
            row->base->fields[((size_t)op->target + i) % row->base->field_count];
        const char *text = text_for(field, op->text);
        if (field->format == MADE_FIXED || field->merged || field->control_count == 0)
            continue;
        /* Whether a new row has an empty element or none is not told by its cell. */
        if (row->added && (*text == '\0' || is_outer(change, field)))
            continue;
        set_field(change, field, row, text, op->tracked);
        return;
    }
}

/* Whether a label begins in a row of the table that goes on below, or begins or ends beside it. */
static bool begins_label(const struct part_node *tr)
{
    for (const struct part_node *node = tr->first; node != NULL;
         node = part_after(tr, (struct part_node *)node)) {
        if (part_is(node, "w:vMerge") && part_attribute(node, "w:val") != NULL)
            return true;
    }
    return false;
}

/* The other list's row in the same row of the table, if two lists stand side by side. */
static struct change_row *row_beside(struct change *change, const struct change_list *list,
                                     const struct change_row *row)
{
    for (size_t i = 0; i < change->list_count; i++) {
        for (int j = 0; &change->lists[i] != list && j < change->lists[i].count; j++) {
            if (change->lists[i].rows[j].tr == row->tr)
                return &change->lists[i].rows[j];
        }
    }
    return NULL;
}

/* Returns the row of an operation if rows of its list can be added and removed there. */
static struct change_row *choose_row(struct change *change, const struct change_op *op,
                                     struct change_list **list)
{
    struct change_row *row;

    *list = choose_list(change, op);
    if (*list == NULL || (change->thrown->editor == BY_WORD && !(*list)->base->section))
        return NULL;
    row = &(*list)->rows[op->row % (*list)->count];
    if (row->tr == NULL || row->deleted || begins_label(row->tr) ||
        row_beside(change, *list, row) != NULL)
        return NULL;
    return row;
}

/* Takes out of a copied row what a document has but once. */
static void make_ids_new(struct change *change, struct part_node *tr)
{
    struct part_node *next;

    for (struct part_node *node = tr->first; node != NULL; node = next) {
        next = part_after(tr, node);
        if (part_is(node, "w:bookmarkStart") || part_is(node, "w:bookmarkEnd"))
            part_remove(node);
        else if (part_is(node, "w:id"))
            part_set(change->arena, node, "w:val", change_new_id(change));
    }
}

/* Returns what stands for a row among the others: its item, or the row of the table alone. */
static struct part_node *holder_of(const struct change_row *row)
{
    struct part_node *sdt = row->tr->parent->parent;

    return part_is(sdt, "w:sdt") && part_is(sdt->last, "w:sdtContent") ? sdt : row->tr;
}

static struct part_node *copy_beside(struct change *change, struct part_node *node)
{
    struct part_node *copy = part_copy(change->arena, node);

    part_insert(node->parent, node->next, copy);
    make_ids_new(change, copy);
    return copy;
}

/* What silences a rule in a row is said of that row alone, as are its attributes. */
static void forget_own(struct part_node *record)
{
    struct part_node *silence;

    record->attributes = NULL;
    while ((silence = part_child(record, "忽略")) != NULL)
        part_remove(silence);
}

static void fill_added(struct change *change, struct change_row *row, int text)
{
    for (size_t i = 0; i < row->base->field_count; i++) {
        const struct made_field *field = row->base->fields[i];
        const char *value = field->format == MADE_TEXT
                                ? NEW_TEXTS[(text + (int)i) % COUNT(NEW_TEXTS)]
                                : text_for(field, 2);
        if (field->format != MADE_FIXED && !field->merged && field->control_count > 0 &&
            !is_outer(change, field))
            set_field(change, field, row, value, false);
    }
}

/* A copy begins with its source's values; what is typed into it comes then. */
static void do_add(struct change *change, const struct change_op *op)
{
    struct change_list *list;
    struct change_row *row = choose_row(change, op, &list), *added;
    struct part_node *holder;

    if (row == NULL || list->count == CHANGE_ROWS_MOST || row->added)
        return;
    row->copied = true;
    memmove(row + 2, row + 1, (size_t)(&list->rows[list->count] - row - 1) * sizeof *row);
    list->count++;
    added = row + 1;
    *added = *row;
    added->added = true;
    holder = copy_beside(change, holder_of(row));
    added->tr = part_is(holder, "w:tr") ? holder : part_child(holder->last, "w:tr");
    added->stored = part_copy(change->arena, row->stored);
    added->record = part_copy(change->arena, row->record);
    forget_own(added->record);
    fill_added(change, added, op->text);
}

static int rows_left(const struct change_list *list)
{
    int left = 0;

    for (int i = 0; i < list->count; i++)
        left += !list->rows[i].deleted && !list->rows[i].added && list->rows[i].tr != NULL;
    return left;
}

static void mark_row(struct change *change, struct change_row *row)
{
    struct part_node *properties = part_child(row->tr, "w:trPr");
    struct part_node *mark = part_new(change->arena, "w:del");

    if (properties == NULL) {
        properties = part_new(change->arena, "w:trPr");
        part_insert(row->tr, row->tr->first, properties);
    }
    part_set(change->arena, mark, "w:id", change_new_id(change));
    part_set(change->arena, mark, "w:author", "甲");
    part_insert(properties, NULL, mark);
    row->deleted = true;
}

/* The last row stays: no editor gives a list up, and then there is nothing to add to. */
static void do_remove(struct change *change, const struct change_op *op)
{
    struct change_list *list;
    struct change_row *row = choose_row(change, op, &list);

    if (row == NULL || row->copied || (!row->added && rows_left(list) == 1))
        return;
    change->done++;
    if (row->record->parent != NULL)
        part_remove(row->record);
    if (op->tracked && change->thrown->editor == BY_WORD) {
        mark_row(change, row);
        return;
    }
    part_remove(holder_of(row));
    memmove(row, row + 1, (size_t)(&list->rows[list->count] - row - 1) * sizeof *row);
    list->count--;
}

static bool has_merges(const struct part_node *tr)
{
    for (const struct part_node *node = tr->first; node != NULL;
         node = part_after(tr, (struct part_node *)node)) {
        if (part_is(node, "w:vMerge"))
            return true;
    }
    return false;
}

/* Whether rows from one to another stand side by side, with no label that goes over them. */
static bool are_movable(const struct change_list *list, int from, int to)
{
    for (int i = from < to ? from : to; i <= (from < to ? to : from); i++) {
        const struct change_row *row = &list->rows[i];
        if (row->tr == NULL || row->deleted || row->added || row->copied || has_merges(row->tr) ||
            holder_of(row)->parent != holder_of(&list->rows[from])->parent)
            return false;
    }
    return true;
}

static void move_beside(struct part_node *node, struct part_node *other, bool after)
{
    struct part_node *parent = other->parent, *before = after ? other->next : other;

    part_remove(node);
    part_insert(parent, before, node);
}

static void do_move(struct change *change, const struct change_op *op)
{
    struct change_list *list;
    struct change_row *chosen = choose_row(change, op, &list), row;
    int from, to;

    if (chosen == NULL)
        return;
    from = (int)(chosen - list->rows);
    to = op->target % list->count;
    if (from == to || !are_movable(list, from, to))
        return;
    row = *chosen;
    move_beside(holder_of(&row), holder_of(&list->rows[to]), from < to);
    memmove(&list->rows[from], &list->rows[from + 1],
            (size_t)(list->count - from - 1) * sizeof row);
    memmove(&list->rows[to + 1], &list->rows[to], (size_t)(list->count - to - 1) * sizeof row);
    list->rows[to] = row;
    change->done++;
}

/* ---- all of them ---- */

/* The element of a row that the record lacks: what the store has for it. */
static struct part_node *blank_record(struct change *change, const struct made_row *row)
{
    struct part_node *record = part_copy(change->arena, row->stored->twin);

    record->attributes = NULL;
    return record;
}

static void begin_list(struct change *change, struct change_list *list, struct made_list *base)
{
    list->base = base;
    list->count = 0;
    for (size_t i = 0; i < base->row_count && i < CHANGE_ROWS_MOST; i++) {
        struct made_row *row = base->rows[i];
        list->rows[list->count++] = (struct change_row){
            .base = row,
            .tr = row->tr != NULL ? row->tr->twin : NULL,
            .stored = row->stored->twin,
            .record = row->record != NULL ? row->record->twin : blank_record(change, row),
        };
    }
}

void change_run(struct change *out, struct fb_arena *arena, const struct change_case *thrown)
{
    static void (*const DO[])(struct change *, const struct change_op *) = {
        [CHANGE_VALUE] = do_value,   [CHANGE_CELL] = do_cell, [CHANGE_ADD] = do_add,
        [CHANGE_REMOVE] = do_remove, [CHANGE_MOVE] = do_move,
    };
    enum { FIRST_ID = 100000 };
    struct made *made = thrown->made;

    *out = (struct change){.thrown = thrown, .arena = arena, .last_id = FIRST_ID};
    out->document = part_copy(arena, made->document);
    out->store = part_copy(arena, made->store);
    out->record = part_copy(arena, made->record);
    out->lists = must(FB_NEW_ARRAY(arena, struct change_list, made->list_count + 1));
    out->touched = must(FB_NEW_ARRAY(arena, bool, made->field_count + 1));
    out->list_count = made->list_count;
    for (size_t i = 0; i < made->list_count; i++)
        begin_list(out, &out->lists[i], made->lists[i]);
    for (int i = 0; i < thrown->op_count; i++) {
        if (!thrown->ops[i].off)
            DO[thrown->ops[i].kind](out, &thrown->ops[i]);
    }
}

void change_put_case(struct fb_buffer *out, const struct change_case *thrown)
{
    static const char *const EDITORS[] = {"Word", "LibreOffice", "WPS", "store alone"};
    static const char *const KINDS[] = {"value", "cell", "add", "remove", "move"};
    static const char *const KEEPS[] = {"all", "no tags", "no bindings", "bookmarks alone"};

    fb_buffer_append_format(out, "%s, saved by %s (keeps %s), noise %d\n", thrown->made->name,
                            EDITORS[thrown->editor], KEEPS[thrown->keeps], thrown->noise);
    for (int i = 0; i < thrown->op_count; i++) {
        const struct change_op *op = &thrown->ops[i];
        if (!op->off)
            fb_buffer_append_format(out, "%s list %d row %d target %d text %d%s\n", KINDS[op->kind],
                                    op->list, op->row, op->target, op->text,
                                    op->tracked ? " tracked" : "");
    }
}

/*
 * throw_case.c: the numbers of a case.
 *
 * Most cases are like forms: a few columns, short texts, a page or two. One in a few has something
 * that a form hardly ever has, because that is where faults are.
 */
#include "dice.h"
#include "table_case.h"

struct maker {
    struct fb_arena *arena;
    struct dice dice;
    struct table_case *made;
    int scripts; /* so many are used */
};

static void add_knob(struct maker *maker, int *value, int simplest)
{
    struct case_knob *knob = FB_PUSH(maker->arena, &maker->made->knobs);

    if (knob != NULL)
        *knob = (struct case_knob){value, simplest};
}

/* Throws a number whose simplest value is the least. */
static void throw_number(struct maker *maker, int *out, int least, int most)
{
    *out = dice_between(&maker->dice, least, most);
    if (*out != least)
        add_knob(maker, out, least);
}

static void throw_chance(struct maker *maker, int *out, int percent)
{
    *out = dice_chance(&maker->dice, percent);
    if (*out != 0)
        add_knob(maker, out, 0);
}

/* Something that is there until a shrinker takes it away. */
static void throw_part(struct maker *maker, int *gone)
{
    *gone = 0;
    add_knob(maker, gone, 1);
}

static void throw_choice(struct maker *maker, int *out, const int *values, int count)
{
    *out = values[dice_between(&maker->dice, 0, count - 1)];
    if (*out != values[0])
        add_knob(maker, out, values[0]);
}

#define THROW_CHOICE(maker, out, values) \
    throw_choice((maker), (out), (values), (int)(sizeof(values) / sizeof *(values)))

/* Long texts are rare; the longest fill more than a page of some cases. */
static int throw_length(struct maker *maker)
{
    int luck = dice_between(&maker->dice, 1, 400);

    if (luck <= 70)
        return 0;
    if (luck <= 340)
        return dice_between(&maker->dice, 1, 6);
    if (luck <= 390)
        return dice_between(&maker->dice, 1, 30);
    if (luck <= 399)
        return dice_between(&maker->dice, 20, 120);
    return dice_between(&maker->dice, 100, 700);
}

static void throw_text_of(struct maker *maker, struct case_text *out, int length)
{
    out->length = length;
    if (length > 0)
        add_knob(maker, &out->length, 0);
    throw_number(maker, &out->script, 0, maker->scripts - 1);
    out->salt = dice_between(&maker->dice, 0, 1 << 30);
}

static void throw_text(struct maker *maker, struct case_text *out)
{
    static const int LINES[] = {1, 1, 1, 1, 1, 1, 2, 3, 5};

    throw_text_of(maker, out, throw_length(maker));
    THROW_CHOICE(maker, &out->lines, LINES);
}

static void throw_short_text(struct maker *maker, struct case_text *out)
{
    throw_text_of(maker, out, dice_between(&maker->dice, 1, 8));
}

/* A text of a few that are the same in many places, so that there is something to merge. */
static void throw_common_text(struct maker *maker, struct case_text *out)
{
    throw_text_of(maker, out, 3);
    out->script = 0;
    out->salt = dice_between(&maker->dice, 1, 2);
}

/* What most styles leave as it is. */
static void throw_rare_style(struct maker *maker, struct case_style *out)
{
    static const int OVERFLOWS[] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2};
    static const int MAX_LINES[] = {0, 0, 0, 0, 0, 0, 0, 2, 3, 5};
    static const int HANGINGS[] = {0, 0, 0, 0, 0, 100, 200, -1};
    static const int INDENTS[] = {0, 0, 0, 0, 0, 0, 50, 100};

    throw_number(maker, &out->breaking, 0, 3);
    throw_chance(maker, &out->no_gap, 10);
    throw_chance(maker, &out->vertical, 3);
    THROW_CHOICE(maker, &out->hanging, HANGINGS);
    THROW_CHOICE(maker, &out->indent_left, INDENTS);
    THROW_CHOICE(maker, &out->indent_right, INDENTS);
    THROW_CHOICE(maker, &out->overflow, OVERFLOWS);
    THROW_CHOICE(maker, &out->max_lines, MAX_LINES);
}

static void throw_style(struct maker *maker, struct case_style *out)
{
    static const int SIZES[] = {18, 18, 18, 20, 21, 14, 24, 32}; /* half points */
    static const int LINES[] = {135, 130, 100, 150, 200};        /* hundredths */
    static const int PADDINGS[] = {12, 12, 8, 0, 5, 20, 35};     /* tenths of mm */
    static const int SPACES[] = {0, 0, 20, 50};                  /* tenths of mm */
    static const int INDENTS[] = {0, 0, 0, 0, 0, 200, 150};      /* hundredths of an em */

    throw_part(maker, &out->gone);
    throw_number(maker, &out->font, 0, 4);
    THROW_CHOICE(maker, &out->size, SIZES);
    throw_chance(maker, &out->bold, 15);
    THROW_CHOICE(maker, &out->line, LINES);
    throw_number(maker, &out->align, 0, 3);
    throw_chance(maker, &out->wrap, 30);
    THROW_CHOICE(maker, &out->indent, INDENTS);
    THROW_CHOICE(maker, &out->before, SPACES);
    THROW_CHOICE(maker, &out->after, SPACES);
    throw_number(maker, &out->valign, 0, 2);
    THROW_CHOICE(maker, &out->padding_x, PADDINGS);
    THROW_CHOICE(maker, &out->padding_y, PADDINGS);
    throw_rare_style(maker, out);
}

static void throw_field(struct maker *maker, struct case_field *out)
{
    throw_part(maker, &out->gone);
    throw_chance(maker, &out->left_out, 5);
    throw_chance(maker, &out->in_group, 30);
    throw_text(maker, &out->text);
    out->cents = dice_between(&maker->dice, 0, 200000000);
}

static int throw_item_count(struct maker *maker)
{
    if (dice_chance(&maker->dice, 75))
        return dice_between(&maker->dice, 0, 6);
    return dice_between(&maker->dice, 0, dice_chance(&maker->dice, 80) ? 20 : CASE_ITEMS);
}

static void throw_list(struct maker *maker, struct case_list *out)
{
    bool common = dice_chance(&maker->dice, 60);

    throw_part(maker, &out->unused);
    out->items = throw_item_count(maker);
    add_knob(maker, &out->items, 0);
    throw_number(maker, &out->levels, 0, CASE_LEVELS);
    for (int level = 0; level < CASE_LEVELS; level++)
        throw_number(maker, &out->kinds[level], 1, 3);
    for (int i = 0; i < out->items; i++) {
        throw_part(maker, &out->gone[i]);
        for (int level = 0; level < CASE_LEVELS; level++)
            out->item_kinds[i][level] = dice_between(&maker->dice, 0, 2);
        for (int k = 0; k < CASE_ITEM_FIELDS; k++) {
            if (common && k < 2)
                throw_common_text(maker, &out->values[i][k]);
            else
                throw_text(maker, &out->values[i][k]);
        }
    }
}

static void throw_cell(struct maker *maker, struct case_cell *out)
{
    static const int COLUMNS[] = {1, 1, 1, 1, 2, 2, 3, CASE_COLUMNS};
    static const int ROWS[] = {1, 1, 1, 1, 2, CASE_BAND_ROWS};
    static const int CONTENTS[] = {
        CONTENT_EMPTY, CONTENT_FIXED,       CONTENT_FIXED, CONTENT_VALUE,      CONTENT_VALUE,
        CONTENT_VALUE, CONTENT_FIXED_VALUE, CONTENT_BREAK, CONTENT_PARAGRAPHS, CONTENT_MONEY,
        CONTENT_LABEL, CONTENT_LABEL,       CONTENT_SUPER, CONTENT_CHECK,      CONTENT_NUMBER,
    };

    THROW_CHOICE(maker, &out->columns, COLUMNS);
    THROW_CHOICE(maker, &out->rows, ROWS);
    throw_number(maker, &out->style, 0, CASE_STYLES - 1);
    throw_number(maker, &out->head, 0, 2);
    throw_chance(maker, &out->merge, 40);
    throw_chance(maker, &out->once, 10);
    THROW_CHOICE(maker, &out->content, CONTENTS);
    throw_number(maker, &out->field, 0, CASE_FIELDS - 1);
    throw_number(maker, &out->level, 0, CASE_LEVELS - 1);
}

static void throw_height(struct maker *maker, struct case_band *band, int row, bool header)
{
    static const int RULES[] = {HEIGHT_AUTO, HEIGHT_AUTO, HEIGHT_AT_LEAST, HEIGHT_AT_LEAST,
                                HEIGHT_AT_LEAST};

    THROW_CHOICE(maker, &band->height_rule[row], RULES);
    throw_number(maker, &band->height[row], 20, header ? 60 : 150);
    if (dice_chance(&maker->dice, 1)) {
        band->height_rule[row] = HEIGHT_EXACT;
        band->height[row] = dice_between(&maker->dice, 100, 600);
        add_knob(maker, &band->height_rule[row], HEIGHT_AUTO);
    }
    throw_chance(maker, &band->keep_next[row], 15);
}

static void throw_band(struct maker *maker, struct case_band *out, int columns, bool header)
{
    throw_part(maker, &out->gone);
    throw_number(maker, &out->rows, 1, header ? 2 : CASE_BAND_ROWS);
    if (!header && dice_chance(&maker->dice, 45))
        throw_number(maker, &out->list, 1, CASE_LISTS);
    throw_chance(maker, &out->by_catalogue, 60);
    if (dice_chance(&maker->dice, 10))
        throw_number(maker, &out->min_rows, 0, 15);
    if (dice_chance(&maker->dice, 20))
        throw_number(maker, &out->keep, 0, 2);
    for (int row = 0; row < out->rows; row++) {
        throw_height(maker, out, row, header);
        for (int column = 0; column < columns; column++) {
            struct case_cell *cell = &out->cells[row][column];
            throw_cell(maker, cell);
            if (!header && cell->rows == 1) {
                throw_text(maker, &cell->text);
                continue;
            }
            throw_short_text(maker, &cell->text);
            if (dice_chance(&maker->dice, 90))
                cell->content = CONTENT_LABEL;
        }
    }
}

static void throw_marks(struct maker *maker, struct case_table *out)
{
    throw_chance(maker, &out->continued, 20);
    throw_chance(maker, &out->carried, 20);
    throw_short_text(maker, &out->continued_text);
    throw_short_text(maker, &out->carried_text);
    out->continued_text.script = out->carried_text.script = 1;
}

static void throw_table(struct maker *maker, struct case_table *out)
{
    static const int WIDTHS[] = {100, 100, 100, 100, 100, 100, 90, 70, 70, 30};
    static const int OUTERS[] = {100, 100, 50, 300};
    static const int INNERS[] = {50, 50, 25, 100};
    int bands = dice_between(&maker->dice, 1, dice_chance(&maker->dice, 70) ? 2 : CASE_BANDS);

    throw_number(maker, &out->columns, 1, dice_chance(&maker->dice, 20) ? CASE_COLUMNS : 4);
    for (int i = 0; i < CASE_COLUMNS; i++)
        throw_number(maker, &out->shares[i], 2, 6);
    THROW_CHOICE(maker, &out->width, WIDTHS);
    if (dice_chance(&maker->dice, 1))
        out->width = 103;
    throw_number(maker, &out->style, 0, CASE_STYLES - 1);
    THROW_CHOICE(maker, &out->outer, OUTERS);
    THROW_CHOICE(maker, &out->inner, INNERS);
    throw_chance(maker, &out->joined, 50);
    if (dice_chance(&maker->dice, 10))
        throw_number(maker, &out->fill, 0, 100);
    throw_marks(maker, out);
    out->header.gone = 1;
    if (dice_chance(&maker->dice, 40))
        throw_band(maker, &out->header, CASE_COLUMNS, true);
    for (int i = 0; i < CASE_BANDS; i++) {
        out->bands[i].gone = 1;
        if (i < bands)
            throw_band(maker, &out->bands[i], CASE_COLUMNS, false);
    }
}

static void throw_block(struct maker *maker, struct case_block *out)
{
    throw_part(maker, &out->gone);
    out->is_table = dice_chance(&maker->dice, 70);
    throw_number(maker, &out->style, 0, CASE_STYLES - 1);
    throw_number(maker, &out->content, CONTENT_FIXED, CONTENT_FIXED_VALUE);
    throw_number(maker, &out->field, 0, CASE_FIELDS - 1);
    throw_text(maker, &out->text);
    if (out->is_table)
        throw_table(maker, &out->table);
}

static void throw_section(struct maker *maker, struct case_section *out)
{
    static const int WIDTHS[] = {75, 75, 75, 75, 90, 90, 40, 25};
    static const int HEIGHTS[] = {75, 75, 75, 75, 85, 40, 25, 15};
    int blocks = dice_between(&maker->dice, 1, dice_chance(&maker->dice, 70) ? 2 : CASE_BLOCKS);

    throw_part(maker, &out->gone);
    throw_number(maker, &out->paper, 0, 2);
    throw_chance(maker, &out->landscape, 30);
    THROW_CHOICE(maker, &out->body_width, WIDTHS);
    THROW_CHOICE(maker, &out->body_height, HEIGHTS);
    throw_chance(maker, &out->number, 60);
    if (dice_chance(&maker->dice, 4))
        throw_number(maker, &out->fit, 0, 3);
    for (int i = 0; i < CASE_BLOCKS; i++) {
        out->blocks[i].gone = 1;
        if (i < blocks)
            throw_block(maker, &out->blocks[i]);
    }
}

struct table_case *table_case_new(struct fb_arena *arena, uint64_t seed, bool rare)
{
    struct maker maker = {
        .arena = arena, .dice = dice_of(seed), .made = FB_NEW(arena, struct table_case)};
    int sections = dice_chance(&maker.dice, 70) ? 1 : dice_between(&maker.dice, 2, CASE_SECTIONS);

    maker.scripts = rare ? 7 : 6;
    if (maker.made == NULL)
        return NULL;
    for (int i = 0; i < CASE_SECTIONS; i++) {
        maker.made->sections[i].gone = 1;
        if (i < sections)
            throw_section(&maker, &maker.made->sections[i]);
    }
    for (int i = 0; i < CASE_LISTS; i++)
        throw_list(&maker, &maker.made->lists[i]);
    for (int i = 0; i < CASE_FIELDS; i++)
        throw_field(&maker, &maker.made->fields[i]);
    for (int i = 0; i < CASE_STYLES; i++)
        throw_style(&maker, &maker.made->styles[i]);
    return maker.made;
}

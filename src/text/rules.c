/*
 * rules.c: gaps, trims and line starts between neighbours (clreq, "Punctuation Width Adjustment",
 * "Prohibition Rules", "Mixed Text Composition"; GB/T 15834-2011, 5.1).
 */
#include "text/cluster.h"
#include "text/sign.h"

/* Two marks in a row take 1.5 em instead of 2 (clreq, "Adjustment of adjacent punctuation"). */
static void trim_pair(struct fb_cluster *left, struct fb_cluster *right)
{
    left->trim_right = 0;
    right->trim_left = 0;
    if (right->half == 0)
        return;
    if (left->class == FB_CHAR_OPEN) {
        if (right->class == FB_CHAR_OPEN)
            right->trim_left = right->half;
    } else {
        left->trim_right = left->half;
    }
}

/* Two of ！？ take one em together, three take two (GB/T 15834-2011, 5.1.2). */
static void trim_exclamations(struct fb_cluster_row *row)
{
    size_t length = 0;

    for (size_t i = 0; i < row->count; i++) {
        length = row->items[i].class == FB_CHAR_EXCLAIM ? length + 1 : 0;
        if (length > 0 && length % 2 == 0)
            row->items[i].trim_right = row->items[i].half;
    }
}

/* The gap is ¼ of the ideograph's em. */
static void set_gap(const struct fb_cluster *left, struct fb_cluster *right)
{
    right->gap = 0;
    if (left->class == FB_CHAR_IDEOGRAPH && right->western)
        right->gap = left->size / 4;
    else if (left->western && right->class == FB_CHAR_IDEOGRAPH)
        right->gap = right->size / 4;
}

static bool is_alphanumeric(const struct fb_cluster *cluster)
{
    return cluster->class == FB_CHAR_LETTER || cluster->class == FB_CHAR_DIGIT;
}

/* True between the parts of one Western word or number, and before a mark that ends it. */
static bool is_inside_word(const struct fb_cluster *items, size_t index)
{
    const struct fb_cluster *left = &items[index - 1], *right = &items[index];

    if (right->class == FB_CHAR_POINT)
        return is_alphanumeric(left) || left->class == FB_CHAR_POINT;
    if (!is_alphanumeric(right))
        return false;
    if (left->class == FB_CHAR_CONNECTOR || left->class == FB_CHAR_SOLIDUS)
        return index > 1 && items[index - 2].class == FB_CHAR_DIGIT &&
               right->class == FB_CHAR_DIGIT;
    return is_alphanumeric(left) || left->class == FB_CHAR_POINT;
}

/* Returns true between the two halves of —— and ……; two of these in a row may be divided. */
static bool is_inside_pair(const struct fb_cluster *items, size_t index)
{
    const struct fb_cluster *right = &items[index];
    size_t before = 0;

    if (right->class != FB_CHAR_DASH && right->class != FB_CHAR_ELLIPSIS)
        return false;
    if (right->natural > right->size * 3 / 2) /* a pair in one glyph */
        return false;
    while (before < index && items[index - 1 - before].character == right->character)
        before++;
    return before % 2 == 1;
}

static bool is_closing(const struct fb_cluster_row *row, size_t index)
{
    return index < row->count && fb_class_closes(row->items[index].class);
}

/* Three marks in a row may break the rule, so that no line is pulled apart for their sake. */
static bool is_among_three(const struct fb_cluster_row *row, size_t index)
{
    return is_closing(row, index) && is_closing(row, index - 1) &&
           (is_closing(row, index + 1) || (index > 1 && is_closing(row, index - 2)));
}

static enum fb_start start_of(const struct fb_cluster_row *row, size_t index,
                              enum fb_breaking level)
{
    const struct fb_cluster *left = &row->items[index - 1], *right = &row->items[index];

    if (right->class == FB_CHAR_SPACE || right->class == FB_CHAR_NO_BREAK ||
        left->class == FB_CHAR_NO_BREAK || right->script)
        return FB_START_NEVER;
    if (is_inside_word(row->items, index) || is_inside_pair(row->items, index))
        return FB_START_NEVER;
    if (!fb_class_forbids_start(right->class, level) && !fb_class_forbids_end(left->class, level))
        return FB_START_FREE;
    return is_among_three(row, index) ? FB_START_REMEDY : FB_START_HELD;
}

static bool is_linking(enum fb_character_class class)
{
    return class == FB_CHAR_CONNECTOR || class == FB_CHAR_SOLIDUS || class == FB_CHAR_NO_BREAK;
}

/*
 * A line is widened between all characters but those of one unit, and not beside marks that link
 * (clreq, "Procedures for Inter-Character Space Expansion"). A space is widened itself.
 */
static bool stretches_between(const struct fb_cluster *left, const struct fb_cluster *right)
{
    if (right->class == FB_CHAR_SPACE)
        return true;
    if (right->joined || left->class == FB_CHAR_SPACE)
        return false;
    if (is_linking(left->class) || is_linking(right->class))
        return false;
    if (left->class == FB_CHAR_POINT || right->class == FB_CHAR_POINT)
        return !right->western && right->class != FB_CHAR_POINT;
    return !(left->western && right->western);
}

/* A dot between Chinese names is half an em wide, one between Latin letters as its face has it. */
static bool is_chinese_dot(const struct fb_cluster_row *row, size_t index)
{
    bool after = index > 0 && row->items[index - 1].western;
    bool before = index + 1 < row->count && row->items[index + 1].western;

    return row->items[index].class == FB_CHAR_MIDDLE_DOT && !(after && before);
}

/* What a neighbour makes of a dash and of a dot. */
static void rule_signs(struct fb_cluster_row *row)
{
    for (size_t i = 0; i < row->count; i++) {
        struct fb_cluster *cluster = &row->items[i];
        if (is_chinese_dot(row, i))
            fb_sign_narrow_dot(cluster);
        if (cluster->class == FB_CHAR_DASH && is_inside_pair(row->items, i))
            fb_sign_join_dashes(cluster - 1, cluster);
    }
}

/* A — that is not one of two is a connector (GB/T 15834-2011, 4.13.3.2). */
static void class_dashes(struct fb_cluster_row *row)
{
    for (size_t i = 0, end; i < row->count; i = end) {
        end = i + 1;
        if (row->items[i].class != FB_CHAR_DASH)
            continue;
        while (end < row->count && row->items[end].class == FB_CHAR_DASH)
            end++;
        if (end == i + 1 && row->items[i].natural <= row->items[i].size * 3 / 2)
            row->items[i].class = FB_CHAR_CONNECTOR;
    }
}

fb_status fb_cluster_row_rule(struct fb_cluster_row *row, struct fb_arena *arena,
                              enum fb_breaking level, enum fb_gap gap)
{
    class_dashes(row);
    rule_signs(row);
    for (size_t i = 1; i < row->count; i++) {
        trim_pair(&row->items[i - 1], &row->items[i]);
        if (gap == FB_GAP_QUARTER)
            set_gap(&row->items[i - 1], &row->items[i]);
        row->items[i].start = start_of(row, i, level);
        row->items[i].joined = row->items[i].start == FB_START_NEVER;
    }
    trim_exclamations(row);
    FB_TRY(fb_cluster_row_join_numbers(row, arena, level));
    for (size_t i = 1; i < row->count; i++)
        row->items[i].stretches = stretches_between(&row->items[i - 1], &row->items[i]);
    return FB_OK;
}

/*
 * rules.c: gaps, trims and line starts between neighbours (clreq 3.1, 3.2; GB/T 15834-2011, 5.1).
 */
#include "text/cluster.h"

/* Two marks in a row take 1.5 em instead of 2 (clreq 3.1.6.1, "adjacent punctuation marks"). */
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

/* The gap is ¼ of the ideograph's em (clreq 3.2.2.1). */
static void set_gap(const struct fb_cluster *left, struct fb_cluster *right)
{
    bool left_western = fb_character_is_western(left->character, left->class);
    bool right_western = fb_character_is_western(right->character, right->class);

    right->gap = 0;
    if (left->class == FB_CHAR_IDEOGRAPH && right_western)
        right->gap = left->size / 4;
    else if (left_western && right->class == FB_CHAR_IDEOGRAPH)
        right->gap = right->size / 4;
}

static bool is_alphanumeric(const struct fb_cluster *cluster)
{
    return cluster->class == FB_CHAR_LETTER || cluster->class == FB_CHAR_DIGIT;
}

/* True between the parts of one Western word or number. */
static bool is_inside_word(const struct fb_cluster *items, size_t index)
{
    const struct fb_cluster *left = &items[index - 1], *right = &items[index];

    if (!is_alphanumeric(right))
        return false;
    if (left->class == FB_CHAR_CONNECTOR || left->class == FB_CHAR_SOLIDUS)
        return index > 1 && items[index - 2].class == FB_CHAR_DIGIT &&
               right->class == FB_CHAR_DIGIT;
    return is_alphanumeric(left) || left->class == FB_CHAR_POINT;
}

static bool is_same_mark(const struct fb_cluster *left, const struct fb_cluster *right)
{
    return left->character == right->character &&
           (left->class == FB_CHAR_DASH || left->class == FB_CHAR_ELLIPSIS);
}

static bool may_start(const struct fb_cluster *items, size_t index, bool strict)
{
    const struct fb_cluster *left = &items[index - 1], *right = &items[index];

    if (right->class == FB_CHAR_SPACE || right->class == FB_CHAR_NO_BREAK ||
        left->class == FB_CHAR_NO_BREAK)
        return false;
    if (is_inside_word(items, index) || is_same_mark(left, right))
        return false;
    if (!strict)
        return true;
    return !fb_class_forbids_start(right->class) && !fb_class_forbids_end(left->class);
}

/* A unit stays with its number (house rule after clreq 3.1.3.2 and GB/T 15835-2011). */
static fb_status keep_units(struct fb_cluster_row *row, struct fb_arena *arena)
{
    uint32_t *characters = FB_NEW_ARRAY(arena, uint32_t, row->count + 1);

    FB_NEED(characters);
    for (size_t i = 0; i < row->count; i++)
        characters[i] = row->items[i].character;
    for (size_t i = 1; i < row->count; i++) {
        size_t length;
        if (row->items[i - 1].class != FB_CHAR_DIGIT)
            continue;
        length = fb_unit_length(characters + i, row->count - i);
        for (size_t k = i; k < i + length; k++)
            row->items[k].may_start = false;
    }
    return FB_OK;
}

fb_status fb_cluster_row_rule(struct fb_cluster_row *row, struct fb_arena *arena, bool strict)
{
    for (size_t i = 1; i < row->count; i++) {
        trim_pair(&row->items[i - 1], &row->items[i]);
        set_gap(&row->items[i - 1], &row->items[i]);
        row->items[i].may_start = may_start(row->items, i, strict);
    }
    return strict ? keep_units(row, arena) : FB_OK;
}

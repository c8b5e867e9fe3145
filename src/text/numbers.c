/*
 * numbers.c: what stays together around a figure (clreq, "Digits and their Prefix and Suffix";
 * GB/T 15835-2011). A number's sign and suffix are as good as its digits; a unit that is a word
 * (万元) is held to it by house rule, a month to its year, a day to its month, both ends of a
 * range.
 */
#include "text/cluster.h"

/* Numbers of one row being joined. */
struct joining {
    struct fb_cluster_row *row;
    const uint32_t *characters; /* of all clusters */
    enum fb_breaking level;
};

static bool is_class(const struct joining *joining, size_t index, enum fb_character_class class)
{
    return index < joining->row->count && joining->row->items[index].class == class;
}

static bool is_character(const struct joining *joining, size_t index, uint32_t character)
{
    return index < joining->row->count && joining->characters[index] == character;
}

/* Ties a cluster to the one before it. */
static void tie(const struct joining *joining, size_t index, enum fb_start start)
{
    struct fb_cluster *cluster = &joining->row->items[index];

    cluster->joined = true;
    if (cluster->start > start)
        cluster->start = start;
}

/* Returns the end of digits with points between them, from `first` on. */
static size_t digits_end(const struct joining *joining, size_t first)
{
    size_t end = first;

    while (is_class(joining, end, FB_CHAR_DIGIT) ||
           (is_class(joining, end, FB_CHAR_POINT) && is_class(joining, end + 1, FB_CHAR_DIGIT)))
        end++;
    return end;
}

static void tie_prefixes(const struct joining *joining, size_t first)
{
    while (first > 0 && is_class(joining, first - 1, FB_CHAR_PREFIX))
        tie(joining, first--, FB_START_NEVER);
}

/* Ties signs and a unit to a number that ends at `end`, and returns the end of them. */
static size_t tie_suffixes(const struct joining *joining, size_t end)
{
    size_t length = 0;

    while (is_class(joining, end, FB_CHAR_SUFFIX))
        tie(joining, end++, FB_START_NEVER);
    if (joining->level != FB_BREAKING_NONE && end < joining->row->count)
        length = fb_unit_length(joining->characters + end, joining->row->count - end);
    for (size_t i = 0; i < length; i++)
        tie(joining, end++, FB_START_HELD);
    return end;
}

/*
 * 2021年1月 and 1月15日 are not divided, or else after the year or the month, never between a
 * number and its 月 or 日; 2021年1月15日, which is as long as some cells are wide, may be divided
 * after the year.
 */
static void tie_date(const struct joining *joining, size_t end)
{
    bool year = is_character(joining, end - 1, U'年'),
         month = is_character(joining, end - 1, U'月');
    size_t next = digits_end(joining, end);

    if (next == end)
        return;
    if (month && (is_character(joining, next, U'日') || is_character(joining, next, U'号')))
        tie(joining, end, FB_START_REMEDY);
    else if (year && is_character(joining, next, U'月') &&
             !is_class(joining, next + 1, FB_CHAR_DIGIT))
        tie(joining, end, FB_START_REMEDY);
}

/* Ties the mark of a range, at `mark`, and what is after it: 14-24℃, 10万元～20万元. */
static void tie_range(const struct joining *joining, size_t mark, bool bare)
{
    size_t next = mark + 1;

    while (is_class(joining, next, FB_CHAR_PREFIX))
        next++;
    if (!is_class(joining, mark, FB_CHAR_CONNECTOR) || !is_class(joining, next, FB_CHAR_DIGIT))
        return;
    tie(joining, mark, FB_START_HELD);
    tie(joining, mark + 1, bare ? FB_START_NEVER : FB_START_REMEDY);
}

static size_t join_number(const struct joining *joining, size_t first)
{
    size_t digits = digits_end(joining, first), end;

    tie_prefixes(joining, first);
    end = tie_suffixes(joining, digits);
    if (joining->level == FB_BREAKING_NONE)
        return digits;
    if (end > digits)
        tie_date(joining, end);
    tie_range(joining, end, end == digits);
    return digits;
}

fb_status fb_cluster_row_join_numbers(struct fb_cluster_row *row, struct fb_arena *arena,
                                      enum fb_breaking level)
{
    uint32_t *characters = FB_NEW_ARRAY(arena, uint32_t, row->count + 1);
    const struct joining joining = {row, characters, level};

    FB_NEED(characters);
    for (size_t i = 0; i < row->count; i++)
        characters[i] = row->items[i].character;
    for (size_t i = 0; i < row->count;) {
        bool enclosed = fb_character_is_enclosed_number(characters[i]);
        if (enclosed && i > 0 && fb_character_is_enclosed_number(characters[i - 1]))
            tie(&joining, i, FB_START_HELD);
        if (row->items[i].class == FB_CHAR_DIGIT)
            i = join_number(&joining, i);
        else
            i++;
    }
    return FB_OK;
}

/*
 * rules_indicators.c: names and values of indicators.
 */
#include "base/map.h"
#include "base/quantity.h"
#include "base/utf8.h"
#include "check/indicator.h"
#include "check/rule_run.h"

#include <string.h>

enum {
    SATISFACTION_LOW = 85,
    SATISFACTION_HIGH = 100,
    WORD_MAX = 15,   /* characters of a value in words */
    NAME_LEAST = 12, /* bytes of a name that a value may hold by chance */
    FULL_WIDTH = 3,  /* bytes of a full-width character */
};

/* ---- how a value is written ---- */

/* Returns the half-width form of a full-width digit, letter, percent sign or point; 0 if none. */
static char half_width(uint32_t character)
{
    bool ours = (character >= 0xFF10 && character <= 0xFF19) ||
                (character >= 0xFF21 && character <= 0xFF3A) ||
                (character >= 0xFF41 && character <= 0xFF5A) || character == 0xFF05 ||
                character == 0xFF0E;

    return ours ? (char)(character - 0xFF01 + 0x21) : 0;
}

/* Returns the offset of the first character of a text that has a half-width form; or its length. */
static size_t find_full_width(const char *text, size_t length)
{
    size_t at = 0;

    while (at < length) {
        uint32_t character;
        size_t size = fb_utf8_decode(text + at, length - at, &character);
        if (half_width(character) != 0)
            break;
        at += size;
    }
    return at;
}

/* Returns a text with its half-width forms; NULL when memory is used up. */
static const char *narrow(const struct fb_rule_run *run, const char *text, size_t length)
{
    char *fixed = fb_arena_alloc(run->checker->arena, length + 1);
    size_t end = 0, size;

    for (size_t at = 0; fixed != NULL && at < length; at += size) {
        uint32_t character;
        size = fb_utf8_decode(text + at, length - at, &character);
        memcpy(fixed + end, text + at, size);
        if (half_width(character) != 0)
            fixed[end++] = half_width(character);
        else
            end += size;
    }
    if (fixed != NULL)
        fixed[end] = '\0';
    return fixed;
}

/* Reports full-width digits and the like, with the value as it should be. */
static void check_width(struct fb_rule_run *run, const struct fb_operand *value)
{
    size_t length = strlen(value->text), first = find_full_width(value->text, length);
    const char *fixed = first < length ? narrow(run, value->text, length) : NULL;

    if (fixed != NULL)
        fb_rule_report_in(run, FB_DIAG_RULE_WIDTH, value, first, FULL_WIDTH,
                          fb_operand_name(run, value), fb_rule_excerpt(run, value->text),
                          fb_rule_excerpt(run, fixed));
}

/* Reports a relation that is written in words, or by a sign that the forms do not have. */
static void check_sign(struct fb_rule_run *run, const struct fb_operand *value,
                       const struct fb_indicator *read)
{
    const char *better;

    if (read->plain)
        return;
    better = fb_arena_format(run->checker->arena, "%s%.*s%.*s", fb_relation_sign(read->relation),
                             (int)read->number_length, value->text + read->number_offset,
                             (int)read->unit_length, value->text + read->unit_offset);
    if (better != NULL)
        fb_rule_report(run, FB_DIAG_RULE_SIGN, value, fb_operand_name(run, value),
                       fb_rule_excerpt(run, value->text), better);
}

/* A value that is neither number nor a short text in words. */
static bool is_loose(const char *text, bool read)
{
    return !read && (fb_has_number(text) || fb_utf8_length(text, strlen(text)) > WORD_MAX);
}

fb_status fb_rule_syntax(struct fb_rule_run *run)
{
    struct fb_indicator read;
    struct fb_operand value;
    bool good;

    FB_TRY(fb_operand_read(&value, run, "value"));
    if (!fb_operand_filled(&value))
        return FB_OK;
    check_width(run, &value);
    good = fb_indicator_read(&read, value.text);
    if (good)
        check_sign(run, &value, &read);
    if (fb_rule_yes(run->rule, "strict") && is_loose(value.text, good))
        fb_rule_report(run, FB_DIAG_RULE_SYNTAX, &value, fb_operand_name(run, &value),
                       fb_rule_excerpt(run, value.text));
    return FB_OK;
}

/* ---- satisfaction ---- */

fb_status fb_rule_satisfaction(struct fb_rule_run *run)
{
    struct fb_decimal low = fb_rule_decimal(run->rule, "low", SATISFACTION_LOW);
    struct fb_decimal high = fb_rule_decimal(run->rule, "high", SATISFACTION_HIGH);
    struct fb_operand value;
    struct fb_indicator read;

    FB_TRY(fb_operand_read(&value, run, "value"));
    if (!fb_indicator_read(&read, value.text) ||
        (fb_decimal_compare(read.number, low) >= 0 && fb_decimal_compare(read.number, high) < 0))
        return FB_OK;
    fb_rule_report(run, FB_DIAG_RULE_SATISFACTION, &value, fb_operand_name(run, &value), value.text,
                   fb_rule_number(run, low), fb_rule_number(run, high));
    return FB_OK;
}

/* ---- the sign's direction ---- */

fb_status fb_rule_direction(struct fb_rule_run *run)
{
    struct fb_indicator read;
    struct fb_operand value;
    const char *const *signs;
    size_t count;

    FB_TRY(fb_operand_read(&value, run, "value"));
    if (!fb_indicator_read(&read, value.text) || read.relation == FB_RELATION_NONE)
        return FB_OK;
    signs = fb_rule_words(&count, run->rule, "not");
    for (size_t i = 0; i < count; i++) {
        if (fb_relation_of(signs[i]) != read.relation)
            continue;
        fb_rule_report(run, FB_DIAG_RULE_DIRECTION, &value, fb_operand_name(run, &value),
                       value.text, fb_relation_sign(read.relation));
        return FB_OK;
    }
    return FB_OK;
}

/* ---- words that say nothing ---- */

fb_status fb_rule_vague(struct fb_rule_run *run)
{
    static const char *const WORDS[] = {
        "进一步", "不断", "效果明显", "效果显著", "按计划", "按时", "及时", "合理", "有效", "明显",
        "显著",   "持续", "逐步",     "较好",     "良好",   "提高", "提升", "加强", "促进", "推进"};
    struct fb_operand value;
    const char *const *words;
    size_t count;

    FB_TRY(fb_operand_read(&value, run, "value"));
    if (fb_has_number(value.text))
        return FB_OK;
    words = fb_rule_words(&count, run->rule, "words");
    if (words == NULL) {
        words = WORDS;
        count = sizeof WORDS / sizeof *WORDS;
    }
    for (size_t i = 0; i < count; i++) {
        const char *at = strstr(value.text, words[i]);
        if (at == NULL)
            continue;
        fb_rule_report_in(run, FB_DIAG_RULE_VAGUE, &value, (size_t)(at - value.text),
                          strlen(words[i]), fb_operand_name(run, &value),
                          fb_rule_excerpt(run, value.text), words[i]);
        return FB_OK;
    }
    return FB_OK;
}

/* ---- names ---- */

/* A row's name and what belongs to it. */
struct name {
    struct fb_operand name, value;
    const char *group;
};

static fb_status read_name(struct name *out, struct fb_rule_run *run)
{
    struct fb_operand group;

    FB_TRY(fb_operand_read(&out->name, run, "name"));
    FB_TRY(fb_operand_read(&out->value, run, "value"));
    FB_TRY(fb_operand_read(&group, run, "group"));
    out->group = group.text == NULL ? "" : group.text;
    return FB_OK;
}

/* Returns where a name has the number and the unit of a value, one after the other; or NULL. */
static const char *find_quantity(const char *name, const char *value,
                                 const struct fb_indicator *read)
{
    const char *number = value + read->number_offset, *unit = value + read->unit_offset;

    for (; *name != '\0'; name++) {
        if (*name == *number && strncmp(name, number, read->number_length) == 0 &&
            strncmp(name + read->number_length, unit, read->unit_length) == 0)
            return name;
    }
    return NULL;
}

/* Reports a name that holds its value, "培训人数≥100人", or a value that is its name again. */
static void check_value(struct fb_rule_run *run, const struct name *row)
{
    const char *name = row->name.text, *value = row->value.text, *found, *quantity;
    struct fb_indicator read;

    if (value == NULL || value[0] == '\0')
        return;
    if (strcmp(name, value) == 0 || (strlen(name) >= NAME_LEAST && strstr(value, name) != NULL)) {
        fb_rule_report(run, FB_DIAG_RULE_VALUE_IS_NAME, &row->value,
                       fb_operand_name(run, &row->value), fb_rule_excerpt(run, value));
        return;
    }
    if (!fb_indicator_read(&read, value) || read.unit_length == 0)
        return;
    found = find_quantity(name, value, &read);
    if (found == NULL)
        return;
    quantity = fb_arena_copy(run->checker->arena, found, read.number_length + read.unit_length);
    if (quantity != NULL)
        fb_rule_report_in(run, FB_DIAG_RULE_NAME_HOLDS_VALUE, &row->name, (size_t)(found - name),
                          strlen(quantity), fb_operand_name(run, &row->name), quantity);
}

/* Returns the names of a group so far, as operands by their texts; NULL when memory is used up. */
static struct fb_map *names_of(struct fb_arena *arena, struct fb_map *groups, const char *group)
{
    struct fb_map *names = fb_map_lookup(groups, group);

    if (names != NULL)
        return names;
    names = FB_NEW(arena, struct fb_map);
    return names != NULL && fb_map_put(arena, groups, group, names) == FB_OK ? names : NULL;
}

/* Reports a name that an earlier row of the same group has. */
static fb_status check_twice(struct fb_rule_run *run, struct fb_map *groups, const struct name *row)
{
    struct fb_arena *arena = run->checker->arena;
    struct fb_map *names = names_of(arena, groups, row->group);
    struct fb_operand *name;

    FB_NEED(names);
    name = fb_map_lookup(names, row->name.text);
    if (name == NULL) {
        FB_NEED(name = FB_NEW(arena, struct fb_operand));
        *name = row->name;
        return fb_map_put(arena, names, name->text, name);
    }
    fb_rule_report(run, FB_DIAG_RULE_NAME_TWICE, &row->name, fb_operand_name(run, &row->name),
                   fb_rule_excerpt(run, row->name.text), fb_operand_name(run, name));
    return FB_OK;
}

fb_status fb_rule_names(struct fb_rule_run *run)
{
    struct fb_map groups = {0};

    for (size_t i = 0; i < run->nodes->count; i++) {
        struct name row;
        run->node = run->nodes->items[i];
        FB_TRY(read_name(&row, run));
        if (row.name.text[0] == '\0')
            continue;
        check_value(run, &row);
        FB_TRY(check_twice(run, &groups, &row));
    }
    return FB_OK;
}

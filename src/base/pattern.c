#include "base/pattern_private.h"

#include "base/utf8.h"
#include "base/vector.h"

#include <string.h>

enum {
    DEPTH_LIMIT = 32,  /* brackets in brackets */
    TIMES_LIMIT = 100, /* of a repetition */
    UNBOUNDED = -1,
};

struct parser {
    struct fb_arena *arena;
    const char *text;
    size_t at, end;
    size_t depth;
    FB_VECTOR(struct fb_pattern_step) steps;
};

static bool is_at(const struct parser *parser, char character)
{
    return parser->text[parser->at] == character;
}

/* Moves over a mark if it is next. */
static bool take(struct parser *parser, char character)
{
    if (!is_at(parser, character))
        return false;
    parser->at++;
    return true;
}

static uint32_t take_character(struct parser *parser)
{
    uint32_t character;

    parser->at += fb_utf8_decode(parser->text + parser->at, parser->end - parser->at, &character);
    return character;
}

static fb_status add_step(struct parser *parser, struct fb_pattern_step step)
{
    struct fb_pattern_step *slot;

    if (parser->steps.count == FB_PATTERN_LIMIT)
        return FB_ERR_INPUT;
    slot = FB_PUSH(parser->arena, &parser->steps);
    FB_NEED(slot);
    *slot = step;
    return FB_OK;
}

/* Makes room for a step before those from `at` on. */
static fb_status insert_step(struct parser *parser, size_t at, struct fb_pattern_step step)
{
    FB_TRY(add_step(parser, step));
    memmove(&parser->steps.items[at + 1], &parser->steps.items[at],
            (parser->steps.count - 1 - at) * sizeof step);
    parser->steps.items[at] = step;
    return FB_OK;
}

static fb_status add_ranges(struct parser *parser, const struct fb_pattern_range *ranges,
                            size_t count, bool negated)
{
    struct fb_pattern_range *copy = FB_NEW_ARRAY(parser->arena, struct fb_pattern_range, count + 1);

    FB_NEED(copy);
    if (count > 0)
        memcpy(copy, ranges, count * sizeof *copy);
    return add_step(parser, (struct fb_pattern_step){.kind = FB_STEP_RANGE,
                                                     .negated = negated,
                                                     .ranges = copy,
                                                     .range_count = count});
}

/* A character that stands for itself, with \ before it where it has another meaning. */
static fb_status read_literal(struct parser *parser, const char *special, uint32_t *out)
{
    if (take(parser, '\\')) {
        if (parser->at == parser->end ||
            strchr(".[]()|?*+{}\\^-", parser->text[parser->at]) == NULL)
            return FB_ERR_INPUT;
    } else if (parser->at == parser->end || strchr(special, parser->text[parser->at]) != NULL) {
        return FB_ERR_INPUT;
    }
    *out = take_character(parser);
    return FB_OK;
}

/* What stands between [ and ]. */
static fb_status read_set(struct parser *parser)
{
    FB_VECTOR(struct fb_pattern_range) ranges = {0};
    bool negated = take(parser, '^');

    do {
        struct fb_pattern_range *range = FB_PUSH(parser->arena, &ranges);
        FB_NEED(range);
        FB_TRY(read_literal(parser, "[]^-", &range->from));
        range->to = range->from;
        if (take(parser, '-'))
            FB_TRY(read_literal(parser, "[]^-", &range->to));
        if (range->to < range->from)
            return FB_ERR_INPUT;
    } while (!take(parser, ']'));
    return add_ranges(parser, ranges.items, ranges.count, negated);
}

static fb_status read_ways(struct parser *parser);

static fb_status read_group(struct parser *parser)
{
    if (++parser->depth > DEPTH_LIMIT)
        return FB_ERR_INPUT;
    FB_TRY(read_ways(parser));
    parser->depth--;
    return take(parser, ')') ? FB_OK : FB_ERR_INPUT;
}

/* One character, a set of them, or a group. */
static fb_status read_atom(struct parser *parser)
{
    struct fb_pattern_range one;

    if (take(parser, '('))
        return read_group(parser);
    if (take(parser, '['))
        return read_set(parser);
    if (take(parser, '.'))
        return add_ranges(parser, NULL, 0, true);
    FB_TRY(read_literal(parser, ")]|?*+{}", &one.from));
    one.to = one.from;
    return add_ranges(parser, &one, 1, false);
}

static fb_status read_count(struct parser *parser, int *out)
{
    size_t digits = strspn(parser->text + parser->at, "0123456789");

    if (digits == 0 || digits > 3)
        return FB_ERR_INPUT;
    for (*out = 0; digits > 0; digits--)
        *out = 10 * *out + (parser->text[parser->at++] - '0');
    return *out <= TIMES_LIMIT ? FB_OK : FB_ERR_INPUT;
}

/* How often what was read may stand. */
static fb_status read_times(struct parser *parser, int *least, int *most)
{
    *least = 1;
    *most = 1;
    if (take(parser, '?')) {
        *least = 0;
    } else if (take(parser, '*')) {
        *least = 0;
        *most = UNBOUNDED;
    } else if (take(parser, '+')) {
        *most = UNBOUNDED;
    } else if (take(parser, '{')) {
        FB_TRY(read_count(parser, least));
        *most = *least;
        if (take(parser, ',')) {
            *most = UNBOUNDED;
            if (!is_at(parser, '}'))
                FB_TRY(read_count(parser, most));
        }
        if (!take(parser, '}') || (*most != UNBOUNDED && *most < *least) || *most == 0)
            return FB_ERR_INPUT;
    }
    return FB_OK;
}

/* Adds `count` steps from `from` on once more. */
static fb_status copy_steps(struct parser *parser, size_t from, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct fb_pattern_step step = parser->steps.items[from + i];
        FB_TRY(add_step(parser, step));
    }
    return FB_OK;
}

/* Makes the steps from `from` on, all of them, ones that may be left out, or stand again. */
static fb_status make_optional(struct parser *parser, size_t from, bool again)
{
    size_t count = parser->steps.count - from;
    struct fb_pattern_step split = {.kind = FB_STEP_SPLIT, .other = (int)count + (again ? 2 : 1)};

    FB_TRY(insert_step(parser, from, split));
    if (!again)
        return FB_OK;
    return add_step(parser,
                    (struct fb_pattern_step){.kind = FB_STEP_JUMP, .other = -(int)count - 1});
}

/* Writes out how often the steps from `from` on may stand. */
static fb_status repeat_steps(struct parser *parser, size_t from, int least, int most)
{
    size_t count = parser->steps.count - from;
    int needed = least > 0 ? least : 1, total = most == UNBOUNDED ? needed + 1 : most;

    if (least == 1 && most == 1)
        return FB_OK;
    if (least == 0 && (most == UNBOUNDED || most == 1))
        return make_optional(parser, from, most == UNBOUNDED);
    for (int i = 1; i < total; i++) {
        size_t start = parser->steps.count;
        FB_TRY(copy_steps(parser, from, count));
        if (i >= least)
            FB_TRY(make_optional(parser, start, most == UNBOUNDED));
    }
    return least == 0 ? make_optional(parser, from, false) : FB_OK;
}

static fb_status read_sequence(struct parser *parser)
{
    while (parser->at < parser->end && !is_at(parser, '|') && !is_at(parser, ')')) {
        size_t from = parser->steps.count;
        int least, most;
        FB_TRY(read_atom(parser));
        FB_TRY(read_times(parser, &least, &most));
        FB_TRY(repeat_steps(parser, from, least, most));
    }
    return FB_OK;
}

/* Sequences with | between them. */
static fb_status read_ways(struct parser *parser)
{
    size_t from = parser->steps.count, jump;

    FB_TRY(read_sequence(parser));
    if (!take(parser, '|'))
        return FB_OK;
    FB_TRY(insert_step(parser, from,
                       (struct fb_pattern_step){.kind = FB_STEP_SPLIT,
                                                .other = (int)(parser->steps.count - from) + 2}));
    jump = parser->steps.count;
    FB_TRY(add_step(parser, (struct fb_pattern_step){.kind = FB_STEP_JUMP}));
    FB_TRY(read_ways(parser));
    parser->steps.items[jump].other = (int)(parser->steps.count - jump);
    return FB_OK;
}

fb_status fb_pattern_new(const struct fb_pattern **out, struct fb_arena *arena, const char *text,
                         size_t *offset)
{
    struct parser parser = {.arena = arena, .text = text, .end = strlen(text)};
    struct fb_pattern *pattern = FB_NEW(arena, struct fb_pattern);
    fb_status status;

    FB_NEED(pattern);
    status = read_ways(&parser);
    *offset = parser.at;
    if (status == FB_OK && parser.at < parser.end)
        status = FB_ERR_INPUT;
    if (status == FB_OK)
        status = add_step(&parser, (struct fb_pattern_step){.kind = FB_STEP_END});
    pattern->steps = parser.steps.items;
    pattern->count = parser.steps.count;
    *out = pattern;
    return status;
}

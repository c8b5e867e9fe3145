/*
 * pattern_match.c: all ways through a pattern at once (Thompson 1968).
 */
#include "base/pattern_private.h"

#include "base/utf8.h"

/* Steps that wait for the next character, each once. */
struct state {
    size_t *items;
    size_t count;
    size_t *seen; /* of each step, the last round in which it was added */
};

/* Follows splits and jumps from a step. Every step is put aside once a round at most. */
static void add(struct state *state, const struct fb_pattern *pattern, size_t *stack, size_t step,
                size_t round)
{
    size_t depth = 0;

    stack[depth++] = step;
    while (depth > 0) {
        size_t at = stack[--depth];
        const struct fb_pattern_step *found = &pattern->steps[at];
        if (state->seen[at] == round)
            continue;
        state->seen[at] = round;
        if (found->kind == FB_STEP_RANGE || found->kind == FB_STEP_END) {
            state->items[state->count++] = at;
            continue;
        }
        stack[depth++] = at + (size_t)found->other;
        if (found->kind == FB_STEP_SPLIT)
            stack[depth++] = at + 1;
    }
}

static bool takes(const struct fb_pattern_step *step, uint32_t character)
{
    for (size_t i = 0; i < step->range_count; i++) {
        if (character >= step->ranges[i].from && character <= step->ranges[i].to)
            return !step->negated;
    }
    return step->negated;
}

static bool at_end(const struct state *state, const struct fb_pattern *pattern)
{
    for (size_t i = 0; i < state->count; i++) {
        if (pattern->steps[state->items[i]].kind == FB_STEP_END)
            return true;
    }
    return false;
}

static fb_status state_new(struct state *out, struct fb_arena *arena, size_t count)
{
    *out = (struct state){.items = FB_NEW_ARRAY(arena, size_t, count),
                          .seen = FB_NEW_ARRAY(arena, size_t, count)};
    FB_NEED(out->items);
    FB_NEED(out->seen);
    return FB_OK;
}

fb_status fb_pattern_match(bool *out, struct fb_arena *arena, const struct fb_pattern *pattern,
                           const char *text, size_t length)
{
    size_t *stack = FB_NEW_ARRAY(arena, size_t, 2 * pattern->count + 1), round = 1;
    struct state states[2], *now = &states[0], *next = &states[1];

    FB_NEED(stack);
    FB_TRY(state_new(now, arena, pattern->count));
    FB_TRY(state_new(next, arena, pattern->count));
    add(now, pattern, stack, 0, round);
    for (size_t at = 0; at < length && now->count > 0; round++) {
        struct state *swap = now;
        uint32_t character;
        at += fb_utf8_decode(text + at, length - at, &character);
        next->count = 0;
        for (size_t i = 0; i < now->count; i++) {
            const struct fb_pattern_step *step = &pattern->steps[now->items[i]];
            if (step->kind == FB_STEP_RANGE && takes(step, character))
                add(next, pattern, stack, now->items[i] + 1, round + 1);
        }
        now = next;
        next = swap;
    }
    *out = at_end(now, pattern);
    return FB_OK;
}

/*
 * self_test: puts faults into the pages of random cases and sees that each is found, and found as
 * what it is.
 *
 *     self_test FONTS
 */
#include "spoil.h"

#include <stdio.h>
#include <string.h>

/* Each fault must be found in so many cases that have a place for it. */
enum { CASES = 400, FINDS = 8 };

static bool names_property(const char *properties, const char *property)
{
    size_t length = strlen(property);

    for (const char *at = properties; (at = strstr(at, property)) != NULL; at += length) {
        bool starts = at == properties || at[-1] == ' ';
        if (starts && (at[length] == ' ' || at[length] == '\0'))
            return true;
    }
    return false;
}

/* Tries one fault in one case; false if it is not found, or as something else. */
static bool try_fault(struct trial *trial, const struct spoiler *spoiler, uint64_t seed, int *found)
{
    struct fb_arena *arena;
    enum trial_outcome outcome;
    bool right = true;

    if (fb_arena_new(&arena, FB_ARENA_JOB_LIMIT) != FB_OK)
        must(NULL);
    trial->spoil = spoiler->spoil;
    trial->seed = seed;
    outcome = trial_run(trial, must(table_case_new(arena, seed, false)));
    if (trial->spoiled) {
        right =
            outcome == TRIAL_FAILS && names_property(spoiler->properties, trial->verdict.property);
        *found += right;
        right |= spoiler->may_escape && outcome == TRIAL_HOLDS;
    }
    if (!right)
        printf("case %llu: %s: %s\n", (unsigned long long)seed, spoiler->name,
               outcome == TRIAL_FAILS ? trial->verdict.detail : "not found");
    fb_arena_free(arena);
    return right;
}

static bool try_spoiler(struct trial *trial, const struct spoiler *spoiler)
{
    int found = 0;

    for (uint64_t seed = 1; seed <= CASES && found < FINDS; seed++) {
        if (!try_fault(trial, spoiler, seed, &found))
            return false;
    }
    printf("%-45s found in %d cases\n", spoiler->name, found);
    return found == FINDS;
}

int main(int argc, char **argv)
{
    struct fb_font_problem problem;
    struct trial trial = {0};
    struct fb_font_set *fonts;
    bool right = true;

    if (argc != 2 ||
        fb_font_set_open(&fonts, (const char *const[]){argv[1], NULL}, &problem) != FB_OK) {
        fprintf(stderr, "usage: self_test FONTS\n");
        return 3;
    }
    trial.fonts = fonts;
    for (const struct spoiler *spoiler = SPOILERS; spoiler->name != NULL; spoiler++)
        right &= try_spoiler(&trial, spoiler);
    fb_font_set_free(fonts);
    return right ? 0 : 1;
}

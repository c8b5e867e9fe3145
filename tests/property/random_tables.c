/*
 * random_tables: random templates and records through the whole library.
 *
 *     random_tables [--seed N] [--count N] [--case N] [--shrink 0] [--fonts FOLDER]
 *
 * Tries cases 0 to count-1 of a seed, or one of them. A case that fails is made as small as it gets
 * and printed, template and record, with the property that it breaks. Exit status: 0 all hold, 1
 * one fails, 3 usage, 4 the fonts cannot be opened.
 */
#include "trial.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* So many per cent of the cases may be refused, for sizes that do not fit; more prove too little.
 */
enum { REFUSED_PERCENT = 25, FILES_EVERY = 20 };

struct options {
    uint64_t seed;
    long count, only; /* only: -1 all */
    long shrink;      /* 0: go on, with a line for each case that fails */
    const char *fonts;
};

static bool parse_number(long *out, const char *text)
{
    char *end;

    *out = strtol(text, &end, 10);
    return *text != '\0' && *end == '\0' && *out >= 0;
}

static bool parse_options(struct options *options, int argc, char **argv)
{
    for (int i = 1; i + 1 < argc; i += 2) {
        long number;
        if (strcmp(argv[i], "--fonts") == 0) {
            options->fonts = argv[i + 1];
            continue;
        }
        if (!parse_number(&number, argv[i + 1]))
            return false;
        if (strcmp(argv[i], "--seed") == 0)
            options->seed = (uint64_t)number;
        else if (strcmp(argv[i], "--count") == 0)
            options->count = number;
        else if (strcmp(argv[i], "--shrink") == 0)
            options->shrink = number;
        else if (strcmp(argv[i], "--case") == 0)
            options->only = number;
        else
            return false;
    }
    return argc % 2 == 1;
}

static void print_failure(const struct options *options, long number, const struct trial *trial,
                          const struct table_case *table_case)
{
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    table_case_put_template(&text, table_case);
    fb_buffer_append_string(&text, "---- record.xml\n");
    table_case_put_record(&text, table_case);
    printf("FAILED: %s: %s\nrandom_tables --seed %llu --case %ld\n---- template.xml\n%s\n",
           trial->verdict.property, trial->verdict.detail, (unsigned long long)options->seed,
           number, text.data);
    fb_buffer_release(&text);
}

/* What became of the cases. */
struct tally {
    long tried, refused;
    size_t pages;
};

static bool try_case(struct trial *trial, const struct options *options, long number,
                     struct tally *tally)
{
    struct fb_arena *arena;
    struct table_case *table_case;
    enum trial_outcome outcome;
    bool rare = fb_font_set_missing(trial->fonts) == NULL;

    if (fb_arena_new(&arena, FB_ARENA_JOB_LIMIT) != FB_OK)
        must(NULL);
    table_case = must(table_case_new(arena, options->seed * 1000003 + (uint64_t)number, rare));
    trial->files = number % FILES_EVERY == 0;
    outcome = trial_run(trial, table_case);
    if (outcome == TRIAL_FAILS) {
        printf("case %ld fails: %s: %s\n", number, trial->verdict.property, trial->verdict.detail);
        fflush(stdout);
    }
    if (outcome == TRIAL_FAILS && options->shrink) {
        trial_shrink(trial, table_case);
        print_failure(options, number, trial, table_case);
    }
    tally->tried++;
    tally->refused += outcome == TRIAL_REFUSED;
    tally->pages += trial->pages;
    fb_arena_free(arena);
    return outcome != TRIAL_FAILS;
}

static bool try_all(struct trial *trial, const struct options *options)
{
    struct tally tally = {0};

    if (options->only >= 0)
        return try_case(trial, options, options->only, &tally);
    for (long i = 0; i < options->count; i++) {
        if (!try_case(trial, options, i, &tally) && options->shrink)
            return false;
    }
    printf("%ld cases of seed %llu, %zu pages; %ld refused\n", tally.tried,
           (unsigned long long)options->seed, tally.pages, tally.refused);
    if (tally.tried >= 100 && tally.refused * 100 > tally.tried * REFUSED_PERCENT) {
        printf("FAILED: more than %d per cent were refused\n", REFUSED_PERCENT);
        return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    struct options options = {
        .seed = 1, .count = 1000, .only = -1, .shrink = 1, .fonts = FB_TEST_FONTS};
    struct fb_font_problem problem;
    struct fb_font_set *fonts;
    struct trial trial = {0};
    bool holds;

    if (!parse_options(&options, argc, argv)) {
        fprintf(stderr, "usage: random_tables [--seed N] [--count N] [--case N] [--shrink 0] "
                        "[--fonts FOLDER]\n");
        return 3;
    }
    if (fb_font_set_open(&fonts, (const char *const[]){options.fonts, NULL}, &problem) != FB_OK) {
        fprintf(stderr, "random_tables: %s: %s\n", problem.path, problem.reason);
        return 4;
    }
    trial.fonts = fonts;
    holds = try_all(&trial, &options);
    fb_font_set_free(fonts);
    return holds ? 0 : 1;
}

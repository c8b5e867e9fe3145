/*
 * rules_wording.c: what a record says as a whole: one word for one thing, and that an empty table
 * is meant to be empty.
 */
#include "check/characters.h"
#include "check/rule_run.h"

#include <string.h>

/* ---- one word for one thing ---- */

struct wording {
    const char *const *words;
    size_t count;
    size_t *times; /* how often the record says each of them */
};

static const char *const OWN_HOUSE[] = {"本部门", "本单位"};

/* Returns which of the words stands at the start of a text; `count` if none does. */
static size_t word_at(const struct wording *wording, const char *text)
{
    size_t i = 0;

    while (i < wording->count && !fb_check_starts_with(text, wording->words[i]))
        i++;
    return i;
}

/* Returns the next of the words at or after `*at`, which is set to its place. */
static size_t next_word(const struct wording *wording, const char *text, size_t *at)
{
    for (; text[*at] != '\0'; ++*at) {
        size_t word = word_at(wording, text + *at);
        if (word < wording->count)
            return word;
    }
    return wording->count;
}

static fb_status count_words(struct wording *wording, const struct fb_rule_run *run)
{
    for (size_t i = 0; i < run->nodes->count; i++) {
        struct fb_operand text;
        size_t at = 0, word;
        FB_TRY(fb_operand_of(&text, run, run->nodes->items[i]));
        while ((word = next_word(wording, text.text, &at)) < wording->count) {
            wording->times[word]++;
            at += strlen(wording->words[word]);
        }
    }
    return FB_OK;
}

/* The word that the record says most often; of two the one that the rule names first. */
static size_t usual_word(const struct wording *wording)
{
    size_t usual = 0;

    for (size_t i = 1; i < wording->count; i++) {
        if (wording->times[i] > wording->times[usual])
            usual = i;
    }
    return usual;
}

static fb_status report_words(struct fb_rule_run *run, const struct wording *wording, size_t usual)
{
    const char *times = fb_arena_format(run->checker->arena, "%zu", wording->times[usual]);

    FB_NEED(times);
    for (size_t i = 0; i < run->nodes->count; i++) {
        struct fb_operand text;
        size_t at = 0, word;
        run->node = run->nodes->items[i];
        FB_TRY(fb_operand_of(&text, run, run->node));
        while ((word = next_word(wording, text.text, &at)) < wording->count) {
            size_t length = strlen(wording->words[word]);
            if (word != usual)
                fb_rule_report_in(run, FB_DIAG_RULE_WORDING, &text, at, length,
                                  fb_operand_name(run, &text), wording->words[word],
                                  wording->words[usual], times);
            at += length;
        }
    }
    return FB_OK;
}

fb_status fb_rule_wording(struct fb_rule_run *run)
{
    struct wording wording = {0};

    wording.words = fb_rule_words(&wording.count, run->rule, "words");
    if (wording.count == 0) {
        wording.words = OWN_HOUSE;
        wording.count = sizeof OWN_HOUSE / sizeof *OWN_HOUSE;
    }
    wording.times = FB_NEW_ARRAY(run->checker->arena, size_t, wording.count);
    FB_NEED(wording.times);
    FB_TRY(count_words(&wording, run));
    return report_words(run, &wording, usual_word(&wording));
}

/* ---- empty tables ---- */

/* Whether a field says something: blank, the marks for none and 0 say nothing. */
static bool says_something(const struct fb_operand *operand)
{
    struct fb_decimal amount;

    if (!fb_operand_filled(operand))
        return false;
    return !fb_operand_amount(&amount, operand) || amount.units != 0;
}

/* Sets `*out` to the first element of the paths that says something; its text is NULL if none. */
static fb_status find_filled(struct fb_operand *out, struct fb_rule_run *run)
{
    const struct fb_rule_parameter *parts = fb_rule_parameter(run->rule, "parts");
    struct fb_checker *checker = run->checker;

    *out = (struct fb_operand){0};
    for (size_t i = 0; i < parts->as.expressions.count; i++) {
        struct fb_xpath_nodes nodes;
        FB_TRY(fb_xpath_nodes(&nodes, checker->arena, checker->xpath,
                              parts->as.expressions.items[i].compiled, run->node));
        for (size_t k = 0; k < nodes.count && out->text == NULL; k++) {
            struct fb_operand operand;
            FB_TRY(fb_operand_of(&operand, run, nodes.items[k]));
            if (says_something(&operand))
                *out = operand;
        }
    }
    return FB_OK;
}

/*
 * Returns where a text says that the table is empty, NULL if it does not, and sets `*statement` to
 * how it says so, or should.
 */
static const char *find_statement(const char **statement, const struct fb_rule *rule,
                                  const char *text)
{
    static const char *const USUAL[] = {"本表为空表"};
    size_t count;
    const char *const *words = fb_rule_words(&count, rule, "words");

    if (count == 0) {
        words = USUAL;
        count = 1;
    }
    for (size_t i = 0; i < count; i++) {
        const char *found = strstr(text, words[i]);
        *statement = words[i];
        if (found != NULL)
            return found;
    }
    *statement = words[0];
    return NULL;
}

fb_status fb_rule_empty_table(struct fb_rule_run *run)
{
    struct fb_operand field, filled;
    const char *statement, *found;

    FB_TRY(fb_operand_read(&field, run, "field"));
    FB_TRY(find_filled(&filled, run));
    found = find_statement(&statement, run->rule, field.text);
    if (found == NULL && filled.text == NULL)
        fb_rule_report(run, FB_DIAG_RULE_EMPTY_TABLE, &field, fb_operand_name(run, &field),
                       statement);
    if (found != NULL && filled.text != NULL)
        fb_rule_report_in(run, FB_DIAG_RULE_TABLE_NOT_EMPTY, &field, (size_t)(found - field.text),
                          strlen(statement), fb_operand_name(run, &field), statement,
                          fb_operand_name(run, &filled));
    return FB_OK;
}

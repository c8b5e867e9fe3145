/*
 * choice.c: the words of a choice, each with its box.
 */
#include "merge/merge_private.h"

#include <string.h>

static fb_status append(struct fb_merger *merger, const char **text, const char *part)
{
    *text = fb_arena_format(merger->arena, "%s%s", *text, part);
    FB_NEED(*text);
    return FB_OK;
}

/* Marks the word that a line of a value is; says so and marks none if it is no word. */
static fb_status mark(struct fb_merger *merger, const struct fb_choice_spec *choice,
                      const struct fb_merge_value *value, const char *line, size_t length,
                      bool *marked)
{
    const char *copy, *words = "";

    for (size_t i = 0; i < choice->word_count; i++) {
        if (strlen(choice->words[i]) == length && memcmp(choice->words[i], line, length) == 0) {
            marked[i] = true;
            return FB_OK;
        }
        FB_TRY(append(merger, &words, i == 0 ? "" : "、"));
        FB_TRY(append(merger, &words, choice->words[i]));
    }
    copy = fb_arena_copy(merger->arena, line, length);
    FB_NEED(copy);
    fb_report(merger->sink, FB_DIAG_MERGE_CHOICE, fb_merge_origin(value), copy, words);
    return FB_OK;
}

/* Marks the words that the record has: each element, and each line of one, is a word. */
static fb_status mark_all(struct fb_merger *merger, const struct fb_choice_spec *choice,
                          const struct fb_xml_node *node, bool *marked)
{
    const struct fb_value_spec spec = {.select = choice->check.select};
    struct fb_merge_values values;

    FB_TRY(fb_merge_evaluate(merger, &spec, node, &values));
    for (size_t i = 0; i < values.count; i++) {
        const char *line = values.items[i].text;
        for (;;) {
            size_t length = strcspn(line, "\n");
            FB_TRY(mark(merger, choice, &values.items[i], line, length, marked));
            if (line[length] == '\0')
                break;
            line += length + 1;
        }
    }
    return FB_OK;
}

fb_status fb_merge_choice(struct fb_merger *merger, const struct fb_choice_spec *choice,
                          const struct fb_xml_node *node, const char **out)
{
    bool *marked = FB_NEW_ARRAY(merger->arena, bool, choice->word_count);

    FB_NEED(marked);
    *out = "";
    FB_TRY(mark_all(merger, choice, node, marked));
    for (size_t i = 0; i < choice->word_count; i++) {
        const char *box = marked[i] ? choice->check.mark : choice->check.box;
        FB_TRY(append(merger, out, i == 0 ? "" : choice->separator));
        FB_TRY(append(merger, out, choice->box_first ? box : choice->words[i]));
        FB_TRY(append(merger, out, choice->box_first ? choice->words[i] : box));
    }
    return FB_OK;
}

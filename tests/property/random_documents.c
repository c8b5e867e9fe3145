/*
 * random_documents: documents that the program made, edited at random, whose records must come
 * back exactly.
 *
 *     random_documents [--damage 1] [--seed N] [--count N] [--case N] [--keep FILE] RECORD...
 *
 * Makes the documents of all records once, tries cases 0 to count-1 of a seed, or one of them. A
 * case that fails is made as small as it gets and printed; --keep writes the document of that case
 * as XML. With --damage the saved parts are damaged, and all that must hold is that they are read
 * or refused. Exit status: 0 all hold, 1 one fails, 3 usage, 4 a document cannot be made.
 */
#include "base/file.h"
#include "change.h"
#include "convert/form.h"
#include "extract/compare.h"
#include "extract/merge.h"
#include "verdict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOCUMENTS_MOST = 64, MERGED_EVERY = 5 };

struct options {
    uint64_t seed;
    long count, only; /* only: -1 all */
    long damage;      /* 0: none */
    const char *keep;
};

/* What came of a case. */
struct outcome {
    struct fb_buffer expected, found;
    bool holds;
};

/* A text as XML that the library reads. */
struct part {
    struct fb_buffer text;
    struct fb_source source;
    struct fb_xml *xml;
};

static void part_init(struct part *part)
{
    *part = (struct part){0};
    fb_buffer_init(&part->text, FB_BUFFER_OUTPUT_LIMIT);
}

static void part_release(struct part *part)
{
    fb_xml_free(part->xml);
    fb_buffer_release(&part->text);
}

/* Returns the root, or NULL if it is no XML. */
static const struct fb_xml_node *part_parse(struct part *part)
{
    struct fb_diagnostics *sink;

    if (fb_diagnostics_new(&sink) != FB_OK)
        must(NULL);
    part->source =
        (struct fb_source){.name = "part", .text = part->text.data, .length = part->text.length};
    if (fb_xml_read(&part->xml, &part->source, sink) != FB_OK)
        part->xml = NULL;
    fb_diagnostics_free(sink);
    return part->xml != NULL ? fb_xml_root(part->xml) : NULL;
}

static fb_status put_form(struct fb_buffer *out, const struct fb_xml *record)
{
    struct fb_diagnostics *sink;
    fb_status status = fb_diagnostics_new(&sink);

    FB_TRY(status);
    status = fb_form_write_xml(out, record, sink);
    fb_diagnostics_free(sink);
    return status;
}

/* The text of a record in the form that all records are compared in. */
static fb_status put_text(struct fb_buffer *out, struct part *text)
{
    FB_NEED(part_parse(text));
    return put_form(out, text->xml);
}

static fb_status put_tree(struct fb_buffer *out, const struct fb_tree *tree)
{
    struct fb_xml *record;
    fb_status status = fb_tree_document(&record, tree);

    FB_TRY(status);
    status = put_form(out, record);
    fb_xml_free(record);
    return status;
}

/* What cannot come of a case: conflicts and what is lost; and anything if nothing was edited. */
static void put_unexpected(struct fb_buffer *out, const struct fb_compared *compared, bool edited)
{
    for (size_t i = 0; i < compared->edits.count; i++) {
        const struct fb_edit *edit = &compared->edits.items[i];
        if (edit->kind >= FB_EDIT_CONFLICT || !edited)
            fb_buffer_append_format(out, "unexpected edit %d: %s '%s' '%s' '%s'\n", edit->kind,
                                    edit->path, edit->from != NULL ? edit->from : "",
                                    edit->to != NULL ? edit->to : "",
                                    edit->other != NULL ? edit->other : "");
    }
}

/* Controls of ours begin with any root. */
static void name_roots(struct fb_arena *arena, struct fb_word *word, const char *root)
{
    for (size_t i = 0; i < word->controls.count; i++) {
        struct fb_word_control *control = &word->controls.items[i];
        if (control->path != NULL && control->path[1] == '*')
            control->path = must(fb_arena_format(arena, "/%s%s", root, control->path + 2));
    }
}

static fb_status extract(struct outcome *out, const struct fb_tree **record, struct change *change,
                         struct part parts[3])
{
    struct fb_baseline baseline;
    struct fb_word word;
    struct fb_compared compared;
    struct fb_compare_input input = {
        .baseline = &baseline, .word = &word, .libre_office = change->thrown->editor == BY_OFFICE};

    if (change->baseline != NULL)
        part_write(&parts[0].text, change->baseline);
    else
        fb_buffer_append_string(&parts[0].text, change->thrown->made->baseline_text);
    part_write(&parts[1].text, change->store);
    part_write(&parts[2].text, change->document);
    for (size_t i = 0; i < 3; i++) {
        if (part_parse(&parts[i]) == NULL)
            return FB_ERR_INPUT;
    }
    FB_TRY(fb_baseline_read(&baseline, change->arena, fb_xml_root(parts[0].xml)));
    input.store = must(fb_tree_read(change->arena, fb_xml_root(parts[1].xml)));
    FB_TRY(fb_word_read(&word, change->arena, fb_xml_root(parts[2].xml)));
    name_roots(change->arena, &word, input.store->name);
    FB_TRY(fb_compare(&compared, change->arena, &input));
    put_unexpected(&out->found, &compared, change->done > 0);
    *record = compared.record;
    return put_tree(&out->found, compared.record);
}

/* Puts the edits into the file of the record, which must then say what was expected. */
static fb_status merge(struct outcome *out, struct change *change, const struct fb_tree *record)
{
    struct part file, merged;
    struct fb_merge_input input = {.edited = record};
    struct fb_merged edits;
    fb_status status;

    part_init(&file);
    part_init(&merged);
    fb_buffer_append(&file.text, change->thrown->made->record_text.data,
                     change->thrown->made->record_text.length);
    FB_NEED(part_parse(&file));
    input.record = file.xml;
    status = fb_extract_merge(&edits, change->arena, &input, NULL);
    if (status == FB_OK) {
        fb_merged_write(&merged.text, &edits, &file.source);
        fb_buffer_clear(&out->found);
        if (edits.conflicts > 0)
            fb_buffer_append_string(&out->found, "unexpected conflicts in the record's file\n");
        status = put_text(&out->found, &merged);
    }
    part_release(&merged);
    part_release(&file);
    return status;
}

static bool is_same(const struct outcome *outcome)
{
    return outcome->expected.length == outcome->found.length &&
           memcmp(outcome->expected.data, outcome->found.data, outcome->found.length) == 0;
}

static void run_in(struct outcome *out, struct fb_arena *arena, const struct change_case *thrown,
                   bool merges, const char *keep)
{
    struct part parts[4];
    struct change change;
    const struct fb_tree *record;
    fb_status status;

    for (size_t i = 0; i < 4; i++)
        part_init(&parts[i]);
    change_run(&change, arena, thrown);
    change_save(&change);
    change_put_expected(&parts[3].text, &change);
    status = put_text(&out->expected, &parts[3]);
    if (status == FB_OK)
        status = extract(out, &record, &change, parts);
    out->holds = status == FB_OK && is_same(out);
    if (out->holds && merges)
        out->holds = merge(out, &change, record) == FB_OK && is_same(out);
    if (keep != NULL && fb_file_write(keep, parts[2].text.data, parts[2].text.length) != FB_OK)
        fprintf(stderr, "cannot write %s\n", keep);
    for (size_t i = 0; i < 4; i++)
        part_release(&parts[i]);
}

static void run(struct outcome *out, const struct change_case *thrown, bool merges,
                const char *keep)
{
    struct fb_arena *arena;

    if (fb_arena_new(&arena, FB_ARENA_JOB_LIMIT) != FB_OK)
        must(NULL);
    fb_buffer_init(&out->expected, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&out->found, FB_BUFFER_OUTPUT_LIMIT);
    run_in(out, arena, thrown, merges, keep);
    fb_arena_free(arena);
}

static void release(struct outcome *outcome)
{
    fb_buffer_release(&outcome->expected);
    fb_buffer_release(&outcome->found);
}

static bool fails(const struct change_case *thrown, bool merges)
{
    struct outcome outcome;

    run(&outcome, thrown, merges, NULL);
    release(&outcome);
    return !outcome.holds;
}

/* ---- shrinking and printing ---- */

static bool shrink_once(struct change_case *thrown)
{
    int noise = thrown->noise;

    for (int i = 0; i < thrown->op_count; i++) {
        if (thrown->ops[i].off)
            continue;
        thrown->ops[i].off = true;
        if (fails(thrown, true))
            return true;
        thrown->ops[i].off = false;
        if (!thrown->ops[i].tracked)
            continue;
        thrown->ops[i].tracked = false;
        if (fails(thrown, true))
            return true;
        thrown->ops[i].tracked = true;
    }
    thrown->noise = 0;
    if (noise > 0 && fails(thrown, true))
        return true;
    thrown->noise = noise;
    return false;
}

/* Prints the lines of two texts that differ; they are of one form, so lines are near each other. */
static void print_difference(const char *expected, const char *found)
{
    enum { AHEAD = 12 };

    while (*expected != '\0' || *found != '\0') {
        size_t first = strcspn(expected, "\n"), second = strcspn(found, "\n");
        if (first == second && memcmp(expected, found, first) == 0) {
            expected += first + (expected[first] != '\0');
            found += second + (found[second] != '\0');
            continue;
        }
        for (int i = 0; i < AHEAD && *expected != '\0'; i++, first = strcspn(expected, "\n")) {
            printf("- %.*s\n", (int)first, expected);
            expected += first + (expected[first] != '\0');
        }
        for (int i = 0; i < AHEAD && *found != '\0'; i++, second = strcspn(found, "\n")) {
            printf("+ %.*s\n", (int)second, found);
            found += second + (found[second] != '\0');
        }
        return;
    }
}

static void print_failure(const struct options *options, long number,
                          const struct change_case *thrown)
{
    struct outcome outcome;
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    change_put_case(&text, thrown);
    printf("FAILED: random_documents --seed %llu --case %ld\n%s- what must be, + what came, from "
           "where they differ\n",
           (unsigned long long)options->seed, number, text.data);
    run(&outcome, thrown, true, options->keep);
    print_difference(outcome.expected.data, outcome.found.data);
    fb_buffer_release(&text);
    release(&outcome);
}

/* Reads damaged parts, which may come to anything but a fault of the program. */
static bool try_damaged(const struct change_case *thrown)
{
    struct outcome outcome = {.holds = false};
    struct part parts[3];
    struct change change;
    struct fb_arena *arena;
    const struct fb_tree *record;
    fb_status status;

    if (fb_arena_new(&arena, FB_ARENA_JOB_LIMIT) != FB_OK)
        must(NULL);
    fb_buffer_init(&outcome.found, FB_BUFFER_OUTPUT_LIMIT);
    for (size_t i = 0; i < 3; i++)
        part_init(&parts[i]);
    change_run(&change, arena, thrown);
    change_save(&change);
    change_damage(&change);
    status = extract(&outcome, &record, &change, parts);
    if (status == FB_OK)
        status = merge(&outcome, &change, record);
    for (size_t i = 0; i < 3; i++)
        part_release(&parts[i]);
    fb_buffer_release(&outcome.found);
    fb_arena_free(arena);
    return status == FB_OK || status == FB_ERR_INPUT;
}

static bool try_case(const struct options *options, struct made **documents, size_t documents_count,
                     long number)
{
    struct change_case thrown;
    bool merges = options->only >= 0 || number % MERGED_EVERY == 0;

    change_throw(&thrown, documents, documents_count, options->seed * 1000003 + (uint64_t)number);
    if (options->damage != 0) {
        bool holds = try_damaged(&thrown);
        if (!holds)
            printf("FAILED: random_documents --damage 1 --seed %llu --case %ld\n",
                   (unsigned long long)options->seed, number);
        return holds;
    }
    if (!fails(&thrown, merges))
        return true;
    while (shrink_once(&thrown))
        continue;
    print_failure(options, number, &thrown);
    return false;
}

static bool try_all(const struct options *options, struct made **documents, size_t count)
{
    if (options->only >= 0)
        return try_case(options, documents, count, options->only);
    for (long i = 0; i < options->count; i++) {
        if (!try_case(options, documents, count, i))
            return false;
    }
    printf("%ld cases of seed %llu, in %zu documents\n", options->count,
           (unsigned long long)options->seed, count);
    return true;
}

static size_t make_all(struct made **documents, char **paths)
{
    struct fb_diagnostics *sink;
    struct fb_context *context;
    size_t count = 0;

    if (fb_diagnostics_new(&sink) != FB_OK ||
        fb_context_new(&context, FB_TEST_SOURCE_DIR, sink) != FB_OK)
        must(NULL);
    for (; paths[count] != NULL && count < DOCUMENTS_MOST; count++) {
        documents[count] = made_new(context, paths[count]);
        if (documents[count] == NULL)
            break;
    }
    fb_context_free(context);
    fb_diagnostics_free(sink);
    return paths[count] == NULL ? count : 0;
}

static bool parse_number(long *out, const char *text)
{
    char *end;

    *out = strtol(text, &end, 10);
    return *text != '\0' && *end == '\0' && *out >= 0;
}

/* Returns the index of the first argument that is no option, or 0. */
static int parse_options(struct options *options, int argc, char **argv)
{
    int i = 1;

    for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
        long number = 0;
        if (strcmp(argv[i], "--keep") == 0)
            options->keep = argv[i + 1];
        else if (!parse_number(&number, argv[i + 1]))
            return 0;
        else if (strcmp(argv[i], "--seed") == 0)
            options->seed = (uint64_t)number;
        else if (strcmp(argv[i], "--count") == 0)
            options->count = number;
        else if (strcmp(argv[i], "--case") == 0)
            options->only = number;
        else if (strcmp(argv[i], "--damage") == 0)
            options->damage = number;
        else
            return 0;
    }
    return i < argc ? i : 0;
}

int main(int argc, char **argv)
{
    struct options options = {.seed = 1, .count = 1000, .only = -1};
    struct made *documents[DOCUMENTS_MOST] = {0};
    int first = parse_options(&options, argc, argv);
    size_t count;
    bool holds;

    if (first == 0) {
        fprintf(stderr, "usage: random_documents [--damage 1] [--seed N] [--count N] [--case N] "
                        "[--keep FILE] RECORD...\n");
        return 3;
    }
    count = make_all(documents, argv + first);
    holds = count > 0 && try_all(&options, documents, count);
    for (size_t i = 0; i < DOCUMENTS_MOST; i++)
        made_free(documents[i]);
    return holds ? 0 : count > 0 ? 1 : 4;
}

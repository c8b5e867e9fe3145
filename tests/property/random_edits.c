/*
 * random_edits: edits of a document at random, which must come back exactly.
 *
 *     random_edits [--seed N] [--count N] [--case N]
 *
 * Tries cases 0 to count-1 of a seed, or one of them. A case that fails is made as small as it gets
 * and printed. Exit status: 0 all hold, 1 one fails, 3 usage.
 */
#include "convert/form.h"
#include "edit_case.h"
#include "extract/compare.h"
#include "extract/merge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What came of a case. */
struct outcome {
    struct fb_buffer expected, found;
    struct fb_buffer merged; /* the text of the record with the edits */
    bool holds;
};

/* A part of the file while it is read. */
struct part {
    struct fb_buffer text;
    struct fb_source source;
    struct fb_xml *xml;
};

static bool read_part(struct part *part, const char *name,
                      void (*put)(struct fb_buffer *, const struct edit_case *),
                      const struct edit_case *edited)
{
    struct fb_diagnostics *sink;
    fb_status status;

    fb_buffer_init(&part->text, FB_BUFFER_OUTPUT_LIMIT);
    put(&part->text, edited);
    part->source =
        (struct fb_source){.name = name, .text = part->text.data, .length = part->text.length};
    if (fb_diagnostics_new(&sink) != FB_OK)
        return false;
    status = fb_xml_read(&part->xml, &part->source, sink);
    fb_diagnostics_free(sink);
    return status == FB_OK;
}

static void release_part(struct part *part)
{
    fb_xml_free(part->xml);
    fb_buffer_release(&part->text);
}

/* Appends a text of XML as the record that it is. */
static fb_status read_again(struct fb_buffer *out, const struct fb_buffer *text)
{
    struct fb_source source = {.name = "merged", .text = text->data, .length = text->length};
    struct fb_diagnostics *sink;
    struct fb_xml *xml = NULL;
    fb_status status = fb_diagnostics_new(&sink);

    FB_TRY(status);
    status = fb_xml_read(&xml, &source, sink);
    if (status == FB_OK)
        status = fb_form_write_xml(out, xml, sink);
    fb_xml_free(xml);
    fb_diagnostics_free(sink);
    return status;
}

/* Puts the edits into the text of the record that was, which must be what the record is now. */
static fb_status merge(struct fb_buffer *out, struct fb_arena *arena, const struct fb_tree *record,
                       const struct part *file)
{
    struct fb_merge_input input = {.edited = record, .record = file->xml};
    struct fb_merged merged;
    struct fb_buffer text;
    fb_status status;

    FB_TRY(fb_extract_merge(&merged, arena, &input, NULL));
    if (merged.conflicts > 0)
        fb_buffer_append_string(out, "unexpected: conflicts\n");
    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_merged_write(&text, &merged, &file->source);
    status = read_again(out, &text);
    fb_buffer_release(&text);
    return status;
}

static fb_status write_record(struct fb_buffer *out, const struct fb_tree *record)
{
    struct fb_diagnostics *sink;
    struct fb_xml *xml;
    fb_status status = fb_tree_document(&xml, record);

    FB_TRY(status);
    status = fb_diagnostics_new(&sink);
    if (status == FB_OK) {
        status = fb_form_write_xml(out, xml, sink);
        fb_diagnostics_free(sink);
    }
    fb_xml_free(xml);
    return status;
}

static fb_status compare(struct outcome *out, struct fb_arena *arena,
                         const struct edit_case *edited, struct part parts[4])
{
    struct fb_baseline baseline;
    struct fb_word word;
    struct fb_compared compared;
    struct fb_compare_input input = {
        .baseline = &baseline, .word = &word, .libre_office = edited->program == EDIT_BY_OFFICE};

    FB_TRY(fb_baseline_read(&baseline, arena, fb_xml_root(parts[0].xml)));
    FB_TRY(fb_word_read(&word, arena, fb_xml_root(parts[2].xml)));
    input.store = fb_tree_read(arena, fb_xml_root(parts[1].xml));
    FB_NEED(input.store);
    FB_TRY(fb_compare(&compared, arena, &input));
    for (size_t i = 0; i < compared.edits.count; i++) {
        if (compared.edits.items[i].kind >= FB_EDIT_CONFLICT)
            fb_buffer_append_format(&out->found, "unexpected: %s\n", compared.edits.items[i].path);
    }
    FB_TRY(merge(&out->merged, arena, compared.record, &parts[3]));
    return write_record(&out->found, compared.record);
}

/* The record comes with a declaration, which the expectation has not. */
static bool same(const struct outcome *outcome)
{
    const char *root = strstr(outcome->found.data, "<项目");

    return root != NULL && strcmp(root, outcome->expected.data) == 0 &&
           strncmp(outcome->found.data, "<?xml", 5) == 0 &&
           strcmp(outcome->merged.data, outcome->found.data) == 0;
}

static void run(struct outcome *out, const struct edit_case *thrown)
{
    struct part parts[4] = {0};
    struct edit_case edited = *thrown;
    struct fb_arena *arena;
    bool read;

    edit_case_run(&edited);
    fb_buffer_init(&out->expected, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&out->found, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&out->merged, FB_BUFFER_OUTPUT_LIMIT);
    edit_case_put_expected(&out->expected, &edited);
    out->holds = false;
    read = read_part(&parts[0], "baseline", edit_case_put_baseline, &edited) &
           read_part(&parts[1], "store", edit_case_put_store, &edited) &
           read_part(&parts[2], "document", edit_case_put_document, &edited) &
           read_part(&parts[3], "record", edit_case_put_record, &edited);
    if (fb_arena_new(&arena, FB_ARENA_JOB_LIMIT) == FB_OK) {
        out->holds = read && compare(out, arena, &edited, parts) == FB_OK && same(out);
        fb_arena_free(arena);
    }
    for (size_t i = 0; i < 4; i++)
        release_part(&parts[i]);
}

static void release(struct outcome *outcome)
{
    fb_buffer_release(&outcome->expected);
    fb_buffer_release(&outcome->found);
    fb_buffer_release(&outcome->merged);
}

static bool fails(const struct edit_case *thrown)
{
    struct outcome outcome;

    run(&outcome, thrown);
    release(&outcome);
    return !outcome.holds;
}

/* Tries a number at something simpler; it stays there if the case still fails. */
static bool turn(struct edit_case *thrown, int *number, int simpler)
{
    int old = *number;

    if (old <= simpler)
        return false;
    *number = simpler;
    if (fails(thrown))
        return true;
    *number = old;
    return false;
}

static bool shrink_ops(struct edit_case *thrown)
{
    bool shrunk = false;

    for (int i = 0; i < thrown->op_count; i++) {
        struct edit_op *op = &thrown->ops[i];
        if (op->off)
            continue;
        op->off = true;
        if (fails(thrown)) {
            shrunk = true;
            continue;
        }
        op->off = false;
        shrunk |= turn(thrown, &op->row, 0) || turn(thrown, &op->row, op->row / 2);
        shrunk |= turn(thrown, &op->target, 0) || turn(thrown, &op->target, op->target / 2);
        shrunk |= turn(thrown, &op->field, 0) || turn(thrown, &op->field, op->field / 2);
    }
    return shrunk;
}

static void shrink(struct edit_case *thrown)
{
    bool split = thrown->split;

    thrown->split = false;
    if (!fails(thrown))
        thrown->split = split;
    while (shrink_ops(thrown) ||
           (thrown->base_count > 1 && turn(thrown, &thrown->base_count, thrown->base_count - 1)))
        continue;
}

static void print_failure(uint64_t seed, long number, struct edit_case *thrown)
{
    struct outcome outcome;
    struct fb_buffer text;

    run(&outcome, thrown);
    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    edit_case_put_ops(&text, thrown);
    fb_buffer_append_string(&text, "---- the record was\n");
    edit_case_put_record(&text, thrown);
    printf("FAILED: random_edits --seed %llu --case %ld\n%s---- must become\n%s---- became\n%s---- "
           "and its text\n%s\n",
           (unsigned long long)seed, number, text.data, outcome.expected.data, outcome.found.data,
           outcome.merged.data);
    fb_buffer_release(&text);
    release(&outcome);
}

static bool try_case(uint64_t seed, long number)
{
    struct edit_case thrown;

    edit_case_throw(&thrown, seed * 1000003 + (uint64_t)number);
    if (!fails(&thrown))
        return true;
    shrink(&thrown);
    print_failure(seed, number, &thrown);
    return false;
}

static bool parse_number(long *out, const char *text)
{
    char *end;

    *out = strtol(text, &end, 10);
    return *text != '\0' && *end == '\0' && *out >= 0;
}

int main(int argc, char **argv)
{
    long seed = 1, count = 10000, only = -1;

    for (int i = 1; i < argc; i += 2) {
        long *number = strcmp(argv[i], "--seed") == 0    ? &seed
                       : strcmp(argv[i], "--count") == 0 ? &count
                       : strcmp(argv[i], "--case") == 0  ? &only
                                                         : NULL;
        if (number == NULL || i + 1 >= argc || !parse_number(number, argv[i + 1])) {
            fprintf(stderr, "usage: random_edits [--seed N] [--count N] [--case N]\n");
            return 3;
        }
    }
    if (only >= 0)
        return try_case((uint64_t)seed, only) ? 0 : 1;
    for (long i = 0; i < count; i++) {
        if (!try_case((uint64_t)seed, i))
            return 1;
    }
    printf("%ld cases of seed %ld\n", count, seed);
    return 0;
}

/*
 * content.c: paragraphs of runs, from fixed text, values, labels and check boxes.
 */
#include "base/chinese_number.h"
#include "merge/merge_private.h"
#include "template/catalogue.h"

#include <stdio.h>
#include <string.h>

/* Paragraphs while they are being put together; the last one is still open. */
struct composer {
    struct fb_merger *merger;
    const struct fb_style *style;
    int heading;                   /* of every paragraph */
    bool gaps;                     /* a value that is not there leaves a gap to be filled by hand */
    bool keep_next;                /* likewise */
    enum fb_script script;         /* of what is being added */
    FB_VECTOR(struct fb_run) runs; /* of the open paragraph */
    size_t length;                 /* of their text */
    FB_VECTOR(struct fb_shown_mark) marks;
    FB_VECTOR(struct fb_paragraph) paragraphs;
};

/* Adds text that lives as long as the document. */
static fb_status add_run(struct composer *composer, const char *text, size_t length,
                         const struct fb_position *origin, const struct fb_xml_node *node)
{
    struct fb_run *run;

    if (length == 0)
        return FB_OK;
    run = FB_PUSH(composer->merger->scratch, &composer->runs);
    FB_NEED(run);
    *run = (struct fb_run){.text = text,
                           .length = length,
                           .style = composer->style,
                           .script = composer->script,
                           .origin = origin,
                           .node = node};
    composer->length += length;
    return FB_OK;
}

/* Adds text that is not the record's to the run before it if that is such text too. */
static fb_status add_fixed(struct composer *composer, const char *text,
                           const struct fb_position *origin)
{
    struct fb_run *last =
        composer->runs.count > 0 ? &composer->runs.items[composer->runs.count - 1] : NULL;

    if (last == NULL || last->node != NULL || last->script != composer->script)
        return add_run(composer, text, strlen(text), origin, NULL);
    last->text = fb_arena_format(composer->merger->arena, "%s%s", last->text, text);
    FB_NEED(last->text);
    last->length += strlen(text);
    composer->length += strlen(text);
    return FB_OK;
}

static fb_status end_paragraph(struct composer *composer)
{
    struct fb_paragraph *paragraph = FB_PUSH(composer->merger->scratch, &composer->paragraphs);
    size_t count = composer->runs.count;
    struct fb_run *runs = FB_NEW_ARRAY(composer->merger->arena, struct fb_run, count);
    struct fb_shown_mark *marks =
        FB_NEW_ARRAY(composer->merger->arena, struct fb_shown_mark, composer->marks.count);

    FB_NEED(paragraph);
    FB_NEED(runs);
    FB_NEED(marks);
    for (size_t i = 0; i < count; i++)
        runs[i] = composer->runs.items[i];
    for (size_t i = 0; i < composer->marks.count; i++)
        marks[i] = composer->marks.items[i];
    *paragraph = (struct fb_paragraph){
        .style = composer->style,
        .runs = runs,
        .run_count = count,
        .heading = composer->heading,
        .keep_next = composer->keep_next,
        .marks = marks,
        .mark_count = composer->marks.count,
    };
    composer->runs.count = 0;
    composer->marks.count = 0;
    composer->length = 0;
    return FB_OK;
}

/*
 * Marks the last `length` bytes of the open paragraph as a value, or a line of one; NULL: as none.
 */
static fb_status add_mark(struct composer *composer, size_t length, const struct fb_shown *shown)
{
    struct fb_shown_mark *mark;

    if (shown == NULL)
        return FB_OK;
    mark = FB_PUSH(composer->merger->scratch, &composer->marks);
    FB_NEED(mark);
    *mark = (struct fb_shown_mark){(uint32_t)(composer->length - length), (uint32_t)length, shown};
    return FB_OK;
}

/* Notes a value if the document is to be edited; `*out` is NULL if it is not. */
static fb_status note_value(struct composer *composer, const struct fb_merge_value *value,
                            const char *text, const struct fb_shown **out)
{
    *out = NULL;
    if (!composer->merger->editable)
        return FB_OK;
    return fb_merge_shown(composer->merger,
                          (struct fb_shown){.node = value->node, .kind = value->kind, .text = text},
                          out);
}

/* Adds a value's lines, each but the first in a new paragraph. */
static fb_status add_lines(struct composer *composer, const struct fb_merge_value *value)
{
    const struct fb_shown *shown;
    const char *line = fb_arena_string(composer->merger->arena, value->text);

    FB_NEED(line);
    FB_TRY(note_value(composer, value, line, &shown));
    for (;;) {
        size_t length = strcspn(line, "\n");
        bool last = line[length] == '\0';
        const char *text = last ? line : fb_arena_copy(composer->merger->arena, line, length);
        FB_NEED(text);
        FB_TRY(add_run(composer, text, length, value->origin, value->node));
        FB_TRY(add_mark(composer, length, shown));
        if (last)
            return FB_OK;
        FB_TRY(end_paragraph(composer));
        line += length + 1;
    }
}

/* Adds fixed text that is printed where a value is not, as the document knows it. */
static fb_status add_noted(struct composer *composer, struct fb_shown note, const char *text,
                           const struct fb_position *origin)
{
    const struct fb_shown *shown = NULL;

    if (composer->merger->editable)
        FB_TRY(fb_merge_shown(composer->merger, note, &shown));
    FB_TRY(add_fixed(composer, text, origin));
    return add_mark(composer, strlen(text), shown);
}

/* Adds fixed text that stands for something in the record but cannot be read back. */
static fb_status add_locked(struct composer *composer, const char *text,
                            const struct fb_position *origin)
{
    return add_noted(composer, (struct fb_shown){.text = text}, text, origin);
}

/*
 * Adds what is printed where no value is. A blank row is there to be written in by hand, so nothing
 * is printed in it. `empty` is the element that is there and empty, or NULL.
 */
static fb_status add_nothing(struct composer *composer, const struct fb_value_spec *spec,
                             struct fb_merge_place place, const struct fb_xml_node *empty)
{
    bool noted = composer->merger->editable || composer->gaps;
    struct fb_shown note = {.text = spec->empty != NULL && place.node != NULL ? spec->empty : "",
                            .node = noted ? empty : NULL,
                            .kind = fb_merge_empty_kind(spec)};

    if (noted && empty == NULL)
        FB_TRY(fb_merge_path(composer->merger, &spec->select, place, &note.path));
    if ((note.node == NULL && note.path == NULL) || note.kind == FB_SHOWN_FIXED)
        return *note.text == '\0' ? FB_OK : add_locked(composer, note.text, &spec->select.position);
    return add_noted(composer, note, *note.text == '\0' && composer->gaps ? FB_DOC_GAP : note.text,
                     &spec->select.position);
}

static fb_status add_value(struct composer *composer, const struct fb_value_spec *spec,
                           struct fb_merge_place place)
{
    struct fb_merge_values values;

    FB_TRY(fb_merge_evaluate(composer->merger, spec, place.node, &values));
    if (values.count == 0)
        return add_nothing(composer, spec, place, values.empty);
    for (size_t i = 0; i < values.count; i++) {
        if (i > 0)
            FB_TRY(end_paragraph(composer));
        FB_TRY(add_lines(composer, &values.items[i]));
    }
    return FB_OK;
}

static fb_status add_check(struct composer *composer, const struct fb_check_spec *check,
                           struct fb_merge_place place)
{
    bool checked = false;

    /* The boxes of a blank row are there to be ticked by hand. */
    if (place.node != NULL)
        FB_TRY(fb_merge_test(composer->merger, &check->select, place.node, &checked));
    return add_locked(composer, checked ? check->mark : check->box, &check->select.position);
}

static fb_status add_choice(struct composer *composer, const struct fb_choice_spec *choice,
                            struct fb_merge_place place)
{
    const char *text;

    FB_TRY(fb_merge_choice(composer->merger, choice, place.node, &text));
    return add_locked(composer, text, &choice->check.select.position);
}

/* Adds the number of the item; a blank row has none. */
static fb_status add_number(struct composer *composer, const struct fb_inline *item,
                            struct fb_merge_place place)
{
    char text[FB_CHINESE_NUMBER_TEXT];
    const char *copy;

    if (place.number == 0)
        return FB_OK;
    if (item->as.numerals == FB_NUMERALS_CHINESE)
        fb_chinese_number(text, place.number);
    else
        snprintf(text, sizeof text, "%zu", place.number);
    copy = fb_arena_string(composer->merger->arena, text);
    FB_NEED(copy);
    return add_fixed(composer, copy, &item->position);
}

static fb_status add_inline(struct composer *composer, const struct fb_inline *item,
                            struct fb_merge_place place)
{
    composer->script = item->script;
    switch (item->kind) {
    case FB_INLINE_TEXT:
        return add_fixed(composer, item->as.text, &item->position);
    case FB_INLINE_BREAK:
        return add_fixed(composer, "\n", &item->position);
    case FB_INLINE_VALUE:
        return add_value(composer, &item->as.value, place);
    case FB_INLINE_LABEL:
        return add_fixed(composer, fb_kind_at_level(place.kind, item->as.level)->label,
                         &item->position);
    case FB_INLINE_CHECK:
        return add_check(composer, &item->as.check, place);
    case FB_INLINE_CHOICE:
        return add_choice(composer, &item->as.choice, place);
    case FB_INLINE_NUMBER:
        return add_number(composer, item, place);
    case FB_INLINE_UNIT:
        return add_fixed(
            composer,
            fb_field_unit(composer->merger->template, item->as.unit_of, composer->merger->root),
            &item->position);
    }
    return FB_ERR_INTERNAL;
}

static fb_status compose(struct composer *composer, const struct fb_content *content,
                         struct fb_merge_place place)
{
    for (size_t i = 0; i < content->count; i++) {
        bool shown;
        FB_TRY(fb_merge_holds(composer->merger, content->items[i].when, place.node, &shown));
        if (shown)
            FB_TRY(add_inline(composer, &content->items[i], place));
    }
    return end_paragraph(composer);
}

/* Copies the paragraphs out of what is cleared. */
static fb_status keep_paragraphs(const struct fb_paragraph **out, size_t *count,
                                 const struct composer *composer)
{
    struct fb_paragraph *copy =
        FB_NEW_ARRAY(composer->merger->arena, struct fb_paragraph, composer->paragraphs.count);

    FB_NEED(copy);
    for (size_t i = 0; i < composer->paragraphs.count; i++)
        copy[i] = composer->paragraphs.items[i];
    *out = copy;
    *count = composer->paragraphs.count;
    return FB_OK;
}

/* A cell that is all value is blank as it is; within a text there must be room to write. */
static bool has_text(const struct fb_content *content)
{
    for (size_t i = 0; i < content->count; i++) {
        if (content->items[i].kind == FB_INLINE_TEXT)
            return true;
    }
    return false;
}

fb_status fb_merge_paragraph(struct fb_merger *merger, const struct fb_paragraph_spec *spec,
                             struct fb_merge_place place, const struct fb_paragraph **out,
                             size_t *count)
{
    struct composer composer = {.merger = merger,
                                .style = spec->style,
                                .heading = spec->heading,
                                .keep_next = spec->keep_next,
                                .gaps = merger->blank_form && has_text(&spec->content)};
    fb_status status = compose(&composer, &spec->content, place);

    if (status == FB_OK)
        status = keep_paragraphs(out, count, &composer);
    fb_arena_clear(merger->scratch);
    return status;
}

static fb_status join_paragraphs(const char **out, const struct composer *composer)
{
    *out = "";
    for (size_t i = 0; i < composer->paragraphs.count; i++) {
        const struct fb_paragraph *paragraph = &composer->paragraphs.items[i];
        for (size_t j = 0; j < paragraph->run_count; j++) {
            *out = fb_arena_format(composer->merger->arena, "%s%s", *out, paragraph->runs[j].text);
            FB_NEED(*out);
        }
    }
    return FB_OK;
}

fb_status fb_merge_string(struct fb_merger *merger, const struct fb_content *content,
                          const char **out)
{
    struct fb_merge_place place = {.node = merger->root};
    struct composer composer = {.merger = merger};
    fb_status status = compose(&composer, content, place);

    if (status == FB_OK)
        status = join_paragraphs(out, &composer);
    fb_arena_clear(merger->scratch);
    return status;
}

/*
 * change_text.c: texts as editors leave them.
 */
#include "change.h"

#include "verdict.h"

#include <stdio.h>
#include <string.h>

static const char PLACEHOLDER[] = "　　　";

const char *change_new_id(struct change *change)
{
    return must(fb_arena_format(change->arena, "%d", ++change->last_id));
}

static struct part_node *add(struct change *change, struct part_node *parent, const char *name)
{
    struct part_node *node = part_new(change->arena, name);

    part_insert(parent, NULL, node);
    return node;
}

static void set(struct change *change, struct part_node *node, const char *name, const char *value)
{
    part_set(change->arena, node, name, value);
}

static void add_text(struct change *change, struct part_node *run, const char *plain, size_t length)
{
    struct part_node *text = add(change, run, "w:t");

    set(change, text, "xml:space", "preserve");
    part_set_text(change->arena, text, must(fb_arena_copy(change->arena, plain, length)));
}

/* Adds a run of some text, its lines divided by breaks. */
static struct part_node *add_run(struct change *change, struct part_node *parent, const char *text)
{
    struct part_node *run = add(change, parent, "w:r");

    set(change, run, "w:rsidR", "00A17C52");
    for (;;) {
        size_t length = strcspn(text, "\n");
        add_text(change, run, text, length);
        if (text[length] == '\0')
            return run;
        add(change, run, "w:br");
        text += length + 1;
    }
}

/* ---- values ---- */

/* Turns what is there into what was deleted. */
static void mark_deleted(struct change *change, struct part_node *content)
{
    struct part_node *next;

    for (struct part_node *node = content->first; node != NULL; node = next) {
        struct part_node *mark;
        next = node->next;
        if (!part_is(node, "w:r"))
            continue;
        mark = part_wrap(change->arena, node, "w:del");
        set(change, mark, "w:id", change_new_id(change));
        set(change, mark, "w:author", "甲");
        for (struct part_node *text = node->first; text != NULL; text = text->next) {
            if (part_is(text, "w:t"))
                text->name = "w:delText";
        }
    }
}

static void set_placeholder(struct change *change, struct part_node *control, bool shown)
{
    struct part_node *properties = part_child(control, "w:sdtPr");
    struct part_node *mark = part_child(properties, "w:showingPlcHdr");

    if (mark != NULL)
        part_remove(mark);
    if (shown)
        add(change, properties, "w:showingPlcHdr");
}

static void set_inline(struct change *change, struct part_node *control, const char *text,
                       bool tracked)
{
    struct part_node *content = part_child(control, "w:sdtContent");
    bool empty = *text == '\0';
    struct part_node *run;

    /* What was a placeholder is not kept as text that was deleted. */
    if (tracked && !empty && part_child(part_child(control, "w:sdtPr"), "w:showingPlcHdr") == NULL)
        mark_deleted(change, content);
    else
        part_clear(content);
    set_placeholder(change, control, empty);
    run = add_run(change, content, empty ? PLACEHOLDER : text);
    if (tracked && !empty) {
        struct part_node *mark = part_wrap(change->arena, run, "w:ins");
        set(change, mark, "w:id", change_new_id(change));
        set(change, mark, "w:author", "甲");
    }
}

/* Takes all but its properties and the ends of bookmarks out of a paragraph. */
static void empty_paragraph(struct part_node *paragraph)
{
    struct part_node *next;

    for (struct part_node *node = paragraph->first; node != NULL; node = next) {
        next = node->next;
        if (!part_is(node, "w:pPr") && !part_is(node, "w:bookmarkStart") &&
            !part_is(node, "w:bookmarkEnd"))
            part_remove(node);
    }
}

/* Makes one paragraph of those that a bookmark is around. */
static void join_lines(struct part_node *first)
{
    while (part_child(first, "w:bookmarkEnd") == NULL) {
        struct part_node *next = first->next, *end = part_child(next, "w:bookmarkEnd");
        if (end != NULL) {
            part_remove(end);
            part_insert(first, NULL, end);
        }
        part_remove(next);
    }
}

/* Gives a control around paragraphs a line for each; its bookmark ends in the last of them. */
static void set_lines(struct change *change, struct part_node *first, const char *text)
{
    struct part_node *end;
    size_t length;

    join_lines(first);
    empty_paragraph(first);
    for (; length = strcspn(text, "\n"), text[length] != '\0'; text += length + 1) {
        struct part_node *line = part_copy(change->arena, first);
        struct part_node *start = part_child(line, "w:bookmarkStart");
        part_insert(first->parent, first->next, line);
        part_remove(part_child(first, "w:bookmarkEnd"));
        if (start != NULL)
            part_remove(start);
        add_run(change, first, must(fb_arena_copy(change->arena, text, length)));
        first = line;
    }
    end = part_child(first, "w:bookmarkEnd");
    part_remove(end);
    add_run(change, first, text);
    part_insert(first, NULL, end);
}

void change_control(struct change *change, struct part_node *control, const char *text,
                    bool tracked)
{
    struct part_node *node = part_child(control, "w:sdtContent");

    while (node != NULL && !part_is(node, "w:p") && !part_is(node, "w:r"))
        node = part_after(control, node);
    if (part_is(node, "w:p"))
        set_lines(change, node, text);
    else
        set_inline(change, control, text, tracked);
}

/* ---- noise ---- */

/* Returns where a text of two characters or more can be divided; 0: nowhere. */
static size_t middle(const char *text)
{
    size_t half = strlen(text) / 2;

    if (strchr(text, '&') != NULL)
        return 0;
    while (text[half] != '\0' && ((unsigned char)text[half] & 0xC0) == 0x80)
        half++;
    return text[half] != '\0' ? half : 0;
}

/* Divides a run of one text in two, the second of them under a tag of Word's own. */
static void split(struct change *change, struct part_node *run)
{
    struct part_node *text = part_child(run, "w:t"), *second;
    size_t half;

    if (text == NULL || text->next != NULL || text->first == NULL)
        return;
    half = middle(text->first->text);
    if (half == 0)
        return;
    second = part_copy(change->arena, run);
    part_insert(run->parent, run->next, second);
    part_child(second, "w:t")->first->text = text->first->text + half;
    text->first->text = must(fb_arena_copy(change->arena, text->first->text, half));
    second = part_wrap(change->arena, second, "w:smartTag");
    set(change, second, "w:element", "chmetcnv");
}

static void insert_before(struct change *change, struct part_node *run, const char *name,
                          const char *attribute, const char *value)
{
    struct part_node *node = part_new(change->arena, name);

    set(change, node, attribute, value);
    part_insert(run->parent, run, node);
}

static void add_proof(struct change *change, struct part_node *run)
{
    insert_before(change, run, "w:proofErr", "w:type", "spellStart");
    set(change, run, "w:rsidRPr", "00B93D11");
}

static void add_break(struct change *change, struct part_node *run)
{
    struct part_node *node = part_new(change->arena, "w:lastRenderedPageBreak");

    part_insert(run, part_is(run->first, "w:rPr") ? run->first->next : run->first, node);
}

static void add_bookmark(struct change *change, struct part_node *run)
{
    const char *id = change_new_id(change);
    struct part_node *end = part_new(change->arena, "w:bookmarkEnd");

    insert_before(change, run, "w:bookmarkStart", "w:id", id);
    set(change, run->before, "w:name", "_GoBack");
    set(change, end, "w:id", id);
    part_insert(run->parent, run->next, end);
}

/* A run of nothing but a drawing, and of what stands for it: the text in it is nobody's value. */
static void add_drawing(struct change *change, struct part_node *run)
{
    static const char DRAWING[] =
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"w15\"><w:drawing><w:t>图</w:t></w:drawing>"
        "</mc:Choice><mc:Fallback><w:pict><w:p><w:r><w:t>图</w:t></w:r></w:p></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>";

    part_insert(run->parent, run, part_read(change->arena, DRAWING));
}

static void add_deleted(struct change *change, struct part_node *run)
{
    static const char DELETED[] =
        "<w:moveFrom w:id=\"0\" w:author=\"甲\"><w:r><w:t>别处</w:t></w:r></w:moveFrom>";
    struct part_node *node = part_read(change->arena, DELETED);

    set(change, node, "w:id", change_new_id(change));
    part_insert(run->parent, run, node);
}

void change_add_noise(struct change *change)
{
    static void (*const ADD[])(struct change *, struct part_node *) = {
        split, add_proof, add_break, add_bookmark, add_drawing, add_deleted, split,
    };
    enum { KINDS = sizeof ADD / sizeof *ADD };
    struct dice dice = dice_of(change->thrown->seed);
    struct part_node *node = change->document, *next;

    for (; node != NULL; node = next) {
        next = part_after(change->document, node);
        if (!part_is(node, "w:r") || part_is(node->parent, "w:del") ||
            part_is(node->parent, "w:smartTag") || !dice_chance(&dice, change->thrown->noise))
            continue;
        ADD[dice_between(&dice, 0, KINDS - 1)](change, node);
    }
}

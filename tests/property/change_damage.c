/*
 * change_damage.c: files that nobody saved: parts of ours with elements where none belongs.
 */
#include "change.h"

#include "verdict.h"

#include <string.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static const char *const VALUES[] = {
    "",
    "0",
    "-1",
    "1",
    "2",
    "99999999999999999999",
    "4294967296",
    "1048577",
    "f_1",
    "f_2",
    "f_",
    "restart",
    "continue",
    "/*[1]",
    "/*[1]/x[1]",
    "/a/b",
    "[",
    "]",
    "/x[99999999999999999999]/y[1]",
    "yes",
    "no",
    "text",
    "number",
    "fixed",
};
static const char *const TEXTS[] = {
    "",           "　",
    "点击填写",   "1e999",
    "-",          ",",
    "%",          "99999999999999999999999999999999999999",
    "2026-13-45", "\xF0\xA0\xAE\xB7",
    "&amp;",      "\n\n\n",
};

static int count_nodes(struct part_node *top)
{
    int count = 0;

    for (struct part_node *node = top; node != NULL; node = part_after(top, node))
        count++;
    return count;
}

/* Returns some node below the top. */
static struct part_node *any_node(struct part_node *top, struct dice *dice)
{
    int at = dice_between(dice, 0, count_nodes(top) - 1);
    struct part_node *node = top;

    while (at-- > 0)
        node = part_after(top, node);
    return node;
}

static bool is_within(const struct part_node *node, const struct part_node *other)
{
    while (node != NULL && node != other)
        node = node->parent;
    return node != NULL;
}

static void change_value(struct change *change, struct part_node *node, struct dice *dice)
{
    const struct part_attribute *attribute = node->attributes;

    if (node->name == NULL) {
        node->text = TEXTS[dice_between(dice, 0, COUNT(TEXTS) - 1)];
        return;
    }
    for (int at = dice_between(dice, 0, 5); attribute != NULL && at > 0; at--)
        attribute = attribute->next;
    /* Namespaces and prefixes are the reader's of XML. */
    if (attribute != NULL && strncmp(attribute->name, "xmlns", 5) != 0)
        part_set(change->arena, node, attribute->name,
                 VALUES[dice_between(dice, 0, COUNT(VALUES) - 1)]);
}

static void part_move(struct part_node *parent, struct part_node *node)
{
    part_remove(node);
    part_insert(parent, parent->first, node);
}

static void damage(struct change *change, struct part_node *top, struct dice *dice)
{
    enum { REMOVE, COPY, MOVE, RENAME, UNWRAP, VALUE, KINDS = VALUE + 4 };
    int kind = dice_between(dice, 0, KINDS);
    struct part_node *node = any_node(top, dice), *other = any_node(top, dice);
    bool named = node->name != NULL && other->name != NULL;

    if (node == top)
        return;
    if (kind == REMOVE)
        part_remove(node);
    else if (kind == COPY && named && other != top)
        part_insert(other->parent, other, part_copy(change->arena, node));
    else if (kind == MOVE && named && !is_within(other, node))
        part_move(other, node);
    else if (kind == RENAME && named)
        node->name = other->name;
    else if (kind == UNWRAP && named)
        part_unwrap(node);
    else
        change_value(change, node, dice);
}

void change_damage(struct change *change)
{
    struct dice dice = dice_of(change->thrown->seed + 1);
    struct part_node *tops[3];

    change->baseline = part_copy(change->arena, change->thrown->made->baseline);
    change->store = part_copy(change->arena, change->store);
    change->document = part_copy(change->arena, change->document);
    tops[0] = change->document;
    tops[1] = change->store;
    tops[2] = change->baseline;
    for (int i = dice_between(&dice, 1, 12); i > 0; i--)
        damage(change, tops[dice_between(&dice, 0, 2)], &dice);
}

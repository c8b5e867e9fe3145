#include "part.h"

#include "verdict.h"

#include <stdlib.h>
#include <string.h>

struct part_node *part_new(struct fb_arena *arena, const char *name)
{
    struct part_node *node = must(FB_NEW(arena, struct part_node));

    node->name = name;
    return node;
}

struct part_node *part_new_text(struct fb_arena *arena, const char *text)
{
    struct part_node *node = part_new(arena, NULL);

    node->text = text;
    return node;
}

void part_insert(struct part_node *parent, struct part_node *before, struct part_node *node)
{
    node->parent = parent;
    node->next = before;
    node->before = before != NULL ? before->before : parent->last;
    *(node->before != NULL ? &node->before->next : &parent->first) = node;
    *(before != NULL ? &before->before : &parent->last) = node;
}

void part_remove(struct part_node *node)
{
    *(node->before != NULL ? &node->before->next : &node->parent->first) = node->next;
    *(node->next != NULL ? &node->next->before : &node->parent->last) = node->before;
    node->parent = node->before = node->next = NULL;
}

void part_unwrap(struct part_node *node)
{
    while (node->first != NULL) {
        struct part_node *child = node->first;
        part_remove(child);
        part_insert(node->parent, node, child);
    }
    part_remove(node);
}

struct part_node *part_wrap(struct fb_arena *arena, struct part_node *node, const char *name)
{
    struct part_node *around = part_new(arena, name);

    part_insert(node->parent, node, around);
    part_remove(node);
    part_insert(around, NULL, node);
    return around;
}

void part_clear(struct part_node *node)
{
    while (node->first != NULL)
        part_remove(node->first);
}

struct part_node *part_after(const struct part_node *top, struct part_node *node)
{
    if (node->first != NULL)
        return node->first;
    while (node != top && node->next == NULL)
        node = node->parent;
    return node != top ? node->next : NULL;
}

/* ---- reading and writing ---- */

/* Text that is read, and how far. */
struct reading {
    struct fb_arena *arena;
    const char *at;
};

static const char *take(struct reading *reading, const char *end)
{
    size_t length = strcspn(reading->at, end);
    const char *text = must(fb_arena_copy(reading->arena, reading->at, length));

    reading->at += length;
    return text;
}

/* Returns what follows the next of a character, which is there. */
static const char *after(const char *text, char character)
{
    const char *found = strchr(text, character);

    return found != NULL ? found + 1 : must(NULL);
}

static void read_attributes(struct reading *reading, struct part_node *node)
{
    struct part_attribute **place = &node->attributes;

    while (*reading->at == ' ') {
        struct part_attribute *attribute = must(FB_NEW(reading->arena, struct part_attribute));
        reading->at++;
        attribute->name = take(reading, "=");
        reading->at += 2;
        attribute->value = take(reading, "\"");
        reading->at++;
        *place = attribute;
        place = &attribute->next;
    }
}

struct part_node *part_read(struct fb_arena *arena, const char *text)
{
    struct reading reading = {arena, text};
    struct part_node *top = part_new(arena, ""), *open = top;

    if (strncmp(text, "<?", 2) == 0)
        reading.at = after(text, '>');
    while (*reading.at != '\0') {
        struct part_node *node;
        if (*reading.at != '<') {
            part_insert(open, NULL, part_new_text(arena, take(&reading, "<")));
            continue;
        }
        reading.at++;
        if (*reading.at == '/') {
            reading.at = after(reading.at, '>');
            open = open->parent;
            continue;
        }
        node = part_new(arena, take(&reading, " />"));
        read_attributes(&reading, node);
        part_insert(open, NULL, node);
        open = *reading.at == '/' ? open : node;
        reading.at = after(reading.at, '>');
    }
    while (top->first->name == NULL)
        part_remove(top->first);
    top = top->first;
    part_remove(top);
    return top;
}

struct part_node *part_copy(struct fb_arena *arena, struct part_node *node)
{
    struct part_node *copy = must(FB_NEW(arena, struct part_node));

    *copy =
        (struct part_node){.name = node->name, .text = node->text, .attributes = node->attributes};
    node->twin = copy;
    for (struct part_node *child = node->first; child != NULL; child = child->next)
        part_insert(copy, NULL, part_copy(arena, child));
    return copy;
}

void part_write(struct fb_buffer *out, const struct part_node *node)
{
    if (node->name == NULL) {
        fb_buffer_append_string(out, node->text);
        return;
    }
    fb_buffer_append_char(out, '<');
    fb_buffer_append_string(out, node->name);
    for (const struct part_attribute *i = node->attributes; i != NULL; i = i->next) {
        fb_buffer_append_char(out, ' ');
        fb_buffer_append_string(out, i->name);
        fb_buffer_append_string(out, "=\"");
        fb_buffer_append_string(out, i->value);
        fb_buffer_append_char(out, '"');
    }
    if (node->first == NULL) {
        fb_buffer_append_string(out, "/>");
        return;
    }
    fb_buffer_append_char(out, '>');
    for (const struct part_node *child = node->first; child != NULL; child = child->next)
        part_write(out, child);
    fb_buffer_append_string(out, "</");
    fb_buffer_append_string(out, node->name);
    fb_buffer_append_char(out, '>');
}

/* ---- what is where ---- */

bool part_is(const struct part_node *node, const char *name)
{
    return node != NULL && node->name != NULL && strcmp(node->name, name) == 0;
}

const char *part_attribute(const struct part_node *node, const char *name)
{
    const struct part_attribute *attribute = node != NULL ? node->attributes : NULL;

    while (attribute != NULL && strcmp(attribute->name, name) != 0)
        attribute = attribute->next;
    return attribute != NULL ? attribute->value : NULL;
}

/* Copies of an element share their attributes, so a list is made anew. */
void part_set(struct fb_arena *arena, struct part_node *node, const char *name, const char *value)
{
    struct part_attribute *attributes = NULL, **place = &attributes;
    bool there = false;

    for (const struct part_attribute *i = node->attributes; i != NULL; i = i->next) {
        bool same = strcmp(i->name, name) == 0;
        *place = must(FB_NEW(arena, struct part_attribute));
        **place = (struct part_attribute){i->name, same ? value : i->value, NULL};
        place = &(*place)->next;
        there = there || same;
    }
    if (!there) {
        *place = must(FB_NEW(arena, struct part_attribute));
        **place = (struct part_attribute){name, value, NULL};
    }
    node->attributes = attributes;
}

struct part_node *part_child(const struct part_node *node, const char *name)
{
    struct part_node *child = node != NULL ? node->first : NULL;

    while (child != NULL && !part_is(child, name))
        child = child->next;
    return child;
}

struct part_node *part_above(const struct part_node *node, const char *name)
{
    struct part_node *above = node->parent;

    while (above != NULL && !part_is(above, name))
        above = above->parent;
    return above;
}

struct part_node *part_find(struct part_node *node, const char *steps)
{
    while (node != NULL && *steps == '/') {
        size_t length = strcspn(steps + 1, "["), seen = 0;
        size_t number = strtoul(steps + 1 + length + 1, NULL, 10);
        struct part_node *child = node->first;

        for (; child != NULL; child = child->next) {
            if (child->name != NULL && strlen(child->name) == length &&
                memcmp(child->name, steps + 1, length) == 0 && ++seen == number)
                break;
        }
        node = child;
        steps += strcspn(steps, "]") + 1;
    }
    return node;
}

/* ---- texts ---- */

static const struct {
    const char *reference;
    char character;
} REFERENCES[] = {
    {"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#10;", '\n'}, {"&#9;", '\t'},
};

enum { REFERENCE_COUNT = sizeof REFERENCES / sizeof *REFERENCES };

const char *part_plain(struct fb_arena *arena, const char *escaped)
{
    char *plain = must(fb_arena_string(arena, escaped)), *to = plain;

    for (const char *from = plain; *from != '\0';) {
        size_t i = 0;
        while (i < REFERENCE_COUNT &&
               strncmp(from, REFERENCES[i].reference, strlen(REFERENCES[i].reference)) != 0)
            i++;
        *to++ = i < REFERENCE_COUNT ? REFERENCES[i].character : *from;
        from += i < REFERENCE_COUNT ? strlen(REFERENCES[i].reference) : 1;
    }
    *to = '\0';
    return plain;
}

const char *part_escaped(struct fb_arena *arena, const char *plain)
{
    enum { LONGEST = 6 };
    char *escaped = must(fb_arena_alloc(arena, strlen(plain) * LONGEST + 1)), *to = escaped;

    for (; *plain != '\0'; plain++) {
        size_t i = 0;
        while (i < 3 && REFERENCES[i].character != *plain)
            i++;
        if (i < 3) {
            memcpy(to, REFERENCES[i].reference, strlen(REFERENCES[i].reference));
            to += strlen(REFERENCES[i].reference);
        } else {
            *to++ = *plain;
        }
    }
    *to = '\0';
    return escaped;
}

const char *part_text(struct fb_arena *arena, const struct part_node *node)
{
    const char *text = "";

    for (const struct part_node *child = node->first; child != NULL; child = child->next) {
        if (child->name == NULL)
            text = *text == '\0' ? child->text
                                 : must(fb_arena_format(arena, "%s%s", text, child->text));
    }
    return part_plain(arena, text);
}

void part_set_text(struct fb_arena *arena, struct part_node *node, const char *plain)
{
    part_clear(node);
    if (*plain != '\0')
        part_insert(node, NULL, part_new_text(arena, part_escaped(arena, plain)));
}

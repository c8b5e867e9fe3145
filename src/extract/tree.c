#include "extract/tree.h"

#include "data/value.h"
#include "extract/binding.h"
#include "xml/build.h"

#include <stdlib.h>
#include <string.h>

struct fb_tree *fb_tree_new(struct fb_arena *arena, const char *name, const char *value)
{
    struct fb_tree *tree = FB_NEW(arena, struct fb_tree);

    if (tree == NULL)
        return NULL;
    tree->name = name;
    tree->value = value;
    return tree;
}

static bool add_attribute(struct fb_arena *arena, struct fb_tree *tree, const char *name,
                          const char *value)
{
    struct fb_tree_attribute *attribute = FB_PUSH(arena, &tree->attributes);

    if (attribute == NULL)
        return false;
    *attribute = (struct fb_tree_attribute){name, value};
    return true;
}

static bool read_attributes(struct fb_arena *arena, struct fb_tree *tree,
                            const struct fb_xml_node *element)
{
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++) {
        if (!add_attribute(arena, tree, name, fb_xml_attribute(element, name)))
            return false;
    }
    return true;
}

/* Adds a child at the end. */
static bool append(struct fb_arena *arena, struct fb_tree *parent, struct fb_tree *child)
{
    return child != NULL && fb_tree_insert(arena, parent, parent->children.count, child) == FB_OK;
}

/* The depth is bounded by FB_XML_DEPTH_LIMIT. */
struct fb_tree *fb_tree_read(struct fb_arena *arena, const struct fb_xml_node *element)
{
    const struct fb_xml_node *child = fb_xml_first(element);
    struct fb_tree *tree = fb_tree_new(arena, fb_xml_name(element), NULL);

    if (tree == NULL || !read_attributes(arena, tree, element))
        return NULL;
    tree->element = element;
    if (child == NULL)
        tree->value = fb_value_text(arena, element);
    for (; child != NULL; child = fb_xml_next(child)) {
        if (!append(arena, tree, fb_tree_read(arena, child)))
            return NULL;
    }
    return tree;
}

struct fb_tree *fb_tree_copy(struct fb_arena *arena, const struct fb_tree *tree)
{
    struct fb_tree *copy = fb_tree_new(arena, tree->name, tree->value);

    if (copy == NULL)
        return NULL;
    copy->origin = tree;
    for (size_t i = 0; i < tree->attributes.count; i++) {
        const struct fb_tree_attribute *attribute = &tree->attributes.items[i];
        if (!add_attribute(arena, copy, attribute->name, attribute->value))
            return NULL;
    }
    for (size_t i = 0; i < tree->children.count; i++) {
        if (!append(arena, copy, fb_tree_copy(arena, tree->children.items[i])))
            return NULL;
    }
    return copy;
}

fb_status fb_tree_insert(struct fb_arena *arena, struct fb_tree *parent, size_t index,
                         struct fb_tree *child)
{
    FB_NEED(FB_PUSH(arena, &parent->children));
    memmove(parent->children.items + index + 1, parent->children.items + index,
            (parent->children.count - 1 - index) * sizeof *parent->children.items);
    parent->children.items[index] = child;
    parent->value = NULL;
    child->parent = parent;
    return FB_OK;
}

void fb_tree_remove(struct fb_tree *child)
{
    struct fb_tree *parent = child->parent;
    size_t index = fb_tree_index(child);

    parent->children.count--;
    memmove(parent->children.items + index, parent->children.items + index + 1,
            (parent->children.count - index) * sizeof *parent->children.items);
    child->parent = NULL;
}

size_t fb_tree_index(const struct fb_tree *child)
{
    size_t index = 0;

    while (child->parent->children.items[index] != child)
        index++;
    return index;
}

size_t fb_tree_number(const struct fb_tree *child)
{
    size_t number = 1;

    if (child->parent == NULL)
        return 1;
    for (size_t i = 0; child->parent->children.items[i] != child; i++) {
        if (strcmp(child->parent->children.items[i]->name, child->name) == 0)
            number++;
    }
    return number;
}

struct fb_tree *fb_tree_child(const struct fb_tree *parent, const char *name, size_t number)
{
    for (size_t i = 0; i < parent->children.count; i++) {
        if (strcmp(parent->children.items[i]->name, name) == 0 && --number == 0)
            return parent->children.items[i];
    }
    return NULL;
}

/* Returns true if the step at `path` names the element; sets its number and its length. */
static bool step_is(const char *path, const char *name, size_t *number, size_t *length)
{
    size_t size = strcspn(path + 1, "[");

    *number = strtoul(path + 1 + size + 1, NULL, 10);
    *length = strcspn(path, "]") + 1;
    return strlen(name) == size && memcmp(path + 1, name, size) == 0;
}

static struct fb_tree *find_step(const struct fb_tree *parent, const char *path, size_t *length)
{
    size_t number = 0, seen = 0;

    for (size_t i = 0; i < parent->children.count; i++) {
        struct fb_tree *child = parent->children.items[i];
        if (step_is(path, child->name, &number, length) && ++seen == number)
            return child;
    }
    return NULL;
}

struct fb_tree *fb_tree_find(struct fb_tree *root, const char *path)
{
    size_t number, length;

    if (!step_is(path, root->name, &number, &length) || number != 1)
        return NULL;
    return fb_tree_below(root, path + length);
}

struct fb_tree *fb_tree_below(struct fb_tree *element, const char *steps)
{
    while (element != NULL && *steps != '\0') {
        size_t length = 0;
        element = find_step(element, steps, &length);
        steps += length;
    }
    return element;
}

char *fb_tree_path(struct fb_arena *arena, const struct fb_tree *element)
{
    const char *above = element->parent != NULL ? fb_tree_path(arena, element->parent) : "";

    if (above == NULL)
        return NULL;
    return fb_arena_format(arena, "%s/%s[%zu]", above, element->name, fb_tree_number(element));
}

const char *fb_tree_value(const struct fb_tree *element)
{
    return element->value != NULL ? element->value : "";
}

const char *fb_tree_attribute(const struct fb_tree *element, const char *name)
{
    for (size_t i = 0; i < element->attributes.count; i++) {
        if (strcmp(element->attributes.items[i].name, name) == 0)
            return element->attributes.items[i].value;
    }
    return NULL;
}

static bool equal_attributes(const struct fb_tree *a, const struct fb_tree *b)
{
    if (a->attributes.count != b->attributes.count)
        return false;
    for (size_t i = 0; i < a->attributes.count; i++) {
        const char *other = fb_tree_attribute(b, a->attributes.items[i].name);
        if (other == NULL || strcmp(other, a->attributes.items[i].value) != 0)
            return false;
    }
    return true;
}

bool fb_tree_equal(const struct fb_tree *a, const struct fb_tree *b)
{
    if (strcmp(a->name, b->name) != 0 || strcmp(fb_tree_value(a), fb_tree_value(b)) != 0 ||
        a->children.count != b->children.count || !equal_attributes(a, b))
        return false;
    for (size_t i = 0; i < a->children.count; i++) {
        if (!fb_tree_equal(a->children.items[i], b->children.items[i]))
            return false;
    }
    return true;
}

bool fb_tree_blank(const struct fb_tree *tree)
{
    for (size_t i = 0; i < tree->children.count; i++) {
        if (!fb_tree_blank(tree->children.items[i]))
            return false;
    }
    return fb_tree_value(tree)[0] == '\0';
}

static const struct fb_xml_place NOWHERE = {0};

static fb_status build_content(struct fb_xml *document, struct fb_xml_node *element,
                               const struct fb_tree *tree)
{
    const char *value = fb_tree_value(tree);

    for (size_t i = 0; i < tree->attributes.count; i++)
        FB_TRY(fb_xml_build_attribute(document, element, tree->attributes.items[i].name,
                                      tree->attributes.items[i].value, NOWHERE));
    /* A path of a broken file may lead to an element that has elements: these count. */
    if (*value != '\0' && tree->children.count == 0)
        FB_TRY(fb_xml_build_text(document, element, value, strlen(value), NOWHERE));
    for (size_t i = 0; i < tree->children.count; i++) {
        struct fb_xml_node *child;
        FB_TRY(fb_xml_build_element(&child, document, element, tree->children.items[i]->name,
                                    NOWHERE));
        FB_TRY(build_content(document, child, tree->children.items[i]));
    }
    return FB_OK;
}

fb_status fb_tree_document(struct fb_xml **out, const struct fb_tree *tree)
{
    static const struct fb_source NO_TEXT = {.name = "", .text = ""};
    fb_status status = fb_xml_build(out, &NO_TEXT, tree->name, NOWHERE);

    FB_TRY(status);
    status = build_content(*out, fb_xml_build_root(*out), tree);
    if (status != FB_OK) {
        fb_xml_free(*out);
        *out = NULL;
    }
    return status;
}

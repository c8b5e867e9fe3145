/*
 * texts.c: the values of a record's elements, each worked out once.
 *
 * A form has some hundred values, and a score of rules look at each of them.
 */
#include "check/check_private.h"
#include "data/value.h"

enum { FIRST_CAPACITY = 256 };

/* A table with open addresses, at most half full; its capacity is a power of two. */
struct fb_check_text {
    const struct fb_xml_node *element; /* NULL: free */
    const char *text;
};

/* Returns the slot of an element, or the free one where it belongs. */
static struct fb_check_text *find_slot(struct fb_check_text *slots, size_t capacity,
                                       const struct fb_xml_node *element)
{
    /* Nodes lie at multiples of 16 at least; Knuth's factor spreads the rest. */
    size_t at = ((uintptr_t)element >> 4) * 2654435761U & (capacity - 1);

    while (slots[at].element != NULL && slots[at].element != element)
        at = (at + 1) & (capacity - 1);
    return &slots[at];
}

static fb_status grow(struct fb_checker *checker)
{
    size_t capacity = checker->text_capacity == 0 ? FIRST_CAPACITY : 2 * checker->text_capacity;
    struct fb_check_text *slots = FB_NEW_ARRAY(checker->arena, struct fb_check_text, capacity);

    FB_NEED(slots);
    for (size_t i = 0; i < checker->text_capacity; i++) {
        if (checker->texts[i].element != NULL)
            *find_slot(slots, capacity, checker->texts[i].element) = checker->texts[i];
    }
    checker->texts = slots;
    checker->text_capacity = capacity;
    return FB_OK;
}

const char *fb_check_text(struct fb_checker *checker, const struct fb_xml_node *element)
{
    struct fb_check_text *slot;

    if (2 * (checker->text_count + 1) > checker->text_capacity && grow(checker) != FB_OK)
        return NULL;
    slot = find_slot(checker->texts, checker->text_capacity, element);
    if (slot->element == NULL) {
        slot->text = fb_value_text(checker->arena, element);
        if (slot->text == NULL)
            return NULL;
        slot->element = element;
        checker->text_count++;
    }
    return slot->text;
}

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

/*
 * Returns the slot of an element, or the free one where it belongs. Elements are looked at one
 * after the other, and the parser puts them side by side: those of one stretch of memory share a
 * run of slots, in their order, so that the next one is mostly near at hand. Fibonacci hashing
 * spreads the runs (Knuth, The Art of Computer Programming, 6.4).
 */
static struct fb_check_text *find_slot(struct fb_check_text *slots, size_t capacity,
                                       const struct fb_xml_node *element)
{
    /* A node takes 128 bytes at least, so that a stretch has no more elements than its run slots.
     */
    enum { NODE_BITS = 7, RUN_BITS = 5, STRETCH_BITS = NODE_BITS + RUN_BITS };
    uint64_t address = (uintptr_t)element;
    uint64_t run = (address >> STRETCH_BITS) * UINT64_C(0x9E3779B97F4A7C15) >> 32;
    uint64_t in_run = address >> NODE_BITS & ((1U << RUN_BITS) - 1);
    size_t at = (size_t)(run << RUN_BITS | in_run) & (capacity - 1);

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

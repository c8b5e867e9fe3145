#include "base/map.h"

#include "base/hash.h"

#include <string.h>

enum { FIRST_CAPACITY = 16 };

struct fb_map_slot {
    const char *name; /* NULL: the slot is free */
    void *value;
};

/* Returns the slot that holds `name`, or the free one where it would go. */
static struct fb_map_slot *find_slot(const struct fb_map *map, const char *name)
{
    size_t mask = map->capacity - 1;
    size_t i = (size_t)fb_hash_bytes(name, strlen(name)).low & mask;

    while (map->slots[i].name != NULL && strcmp(map->slots[i].name, name) != 0)
        i = (i + 1) & mask;
    return &map->slots[i];
}

static fb_status grow(struct fb_arena *arena, struct fb_map *map)
{
    struct fb_map larger = {.count = map->count};

    larger.capacity = map->capacity == 0 ? FIRST_CAPACITY : map->capacity * 2;
    larger.slots = FB_NEW_ARRAY(arena, struct fb_map_slot, larger.capacity);
    FB_NEED(larger.slots);
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->slots[i].name != NULL)
            *find_slot(&larger, map->slots[i].name) = map->slots[i];
    }
    *map = larger;
    return FB_OK;
}

fb_status fb_map_put(struct fb_arena *arena, struct fb_map *map, const char *name, void *value)
{
    struct fb_map_slot *slot;

    if (map->count * 2 >= map->capacity)
        FB_TRY(grow(arena, map));
    slot = find_slot(map, name);
    map->count += slot->name == NULL;
    slot->name = name;
    slot->value = value;
    return FB_OK;
}

void *fb_map_lookup(const struct fb_map *map, const char *name)
{
    return map->capacity == 0 ? NULL : find_slot(map, name)->value;
}

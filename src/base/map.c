#include "base/map.h"

#include "base/hash.h"

#include <string.h>

enum { FIRST_CAPACITY = 16 };

struct fb_map_slot {
    const char *name; /* NULL: the slot is free */
    uint64_t hash;    /* of the name */
    void *value;
};

static uint64_t hash_of(const char *name)
{
    return fb_hash_bytes(name, strlen(name)).low;
}

/* Returns the slot that holds `name`, or the free one where it would go. */
static struct fb_map_slot *find_slot(const struct fb_map *map, const char *name, uint64_t hash)
{
    size_t mask = map->capacity - 1;
    size_t i = (size_t)hash & mask;

    while (map->slots[i].name != NULL &&
           (map->slots[i].hash != hash || strcmp(map->slots[i].name, name) != 0))
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
            *find_slot(&larger, map->slots[i].name, map->slots[i].hash) = map->slots[i];
    }
    *map = larger;
    return FB_OK;
}

fb_status fb_map_put(struct fb_arena *arena, struct fb_map *map, const char *name, void *value)
{
    uint64_t hash = hash_of(name);
    struct fb_map_slot *slot;

    if (map->count * 2 >= map->capacity)
        FB_TRY(grow(arena, map));
    slot = find_slot(map, name, hash);
    map->count += slot->name == NULL;
    slot->name = name;
    slot->hash = hash;
    slot->value = value;
    return FB_OK;
}

void *fb_map_lookup(const struct fb_map *map, const char *name)
{
    return map->capacity == 0 ? NULL : find_slot(map, name, hash_of(name))->value;
}

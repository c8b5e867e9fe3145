#include "package/package_memory.h"

#include "base/hash.h"

#include <stdlib.h>
#include <string.h>

/* Some twelve parts of a form are common: there is room for dozens of forms, in 8 MiB at most. */
enum { KEPT_PARTS = 512, KEPT_SIZE_LIMIT = 16 * 1024 };

/* A part that is kept: its content, and behind it the same deflated. */
struct kept {
    char *bytes; /* owned; NULL: none */
    size_t full_length, length;
    uint32_t crc;
};

struct fb_package_memory {
    struct fb_deflater *deflater;
    struct kept kept[KEPT_PARTS]; /* each content has one place, which the last one to come has */
};

fb_status fb_package_memory_new(struct fb_package_memory **out)
{
    struct fb_package_memory *memory = calloc(1, sizeof *memory);
    fb_status status;

    *out = NULL;
    FB_NEED(memory);
    status = fb_deflater_new(&memory->deflater);
    if (status != FB_OK) {
        free(memory);
        return status;
    }
    *out = memory;
    return FB_OK;
}

void fb_package_memory_free(struct fb_package_memory *memory)
{
    if (memory == NULL)
        return;
    for (size_t i = 0; i < KEPT_PARTS; i++)
        free(memory->kept[i].bytes);
    fb_deflater_free(memory->deflater);
    free(memory);
}

struct fb_deflater *fb_package_deflater(struct fb_package_memory *memory)
{
    return memory->deflater;
}

static size_t place_of(const void *bytes, size_t length)
{
    return fb_hash_bytes(bytes, length).low % KEPT_PARTS;
}

bool fb_package_recall(struct fb_deflated *out, const struct fb_package_memory *memory,
                       const void *bytes, size_t length)
{
    const struct kept *kept = &memory->kept[place_of(bytes, length)];

    if (kept->bytes == NULL || kept->full_length != length ||
        memcmp(kept->bytes, bytes, length) != 0)
        return false;
    *out = (struct fb_deflated){.bytes = kept->bytes + length,
                                .length = kept->length,
                                .full_length = length,
                                .crc = kept->crc};
    return true;
}

void fb_package_keep(struct fb_package_memory *memory, const void *bytes,
                     const struct fb_deflated *deflated)
{
    size_t full_length = (size_t)deflated->full_length;
    struct kept *kept = &memory->kept[place_of(bytes, full_length)];
    char *copy;

    if (full_length == 0 || full_length + deflated->length > KEPT_SIZE_LIMIT)
        return;
    copy = malloc(full_length + deflated->length);
    if (copy == NULL)
        return;
    memcpy(copy, bytes, full_length);
    memcpy(copy + full_length, deflated->bytes, deflated->length);
    free(kept->bytes);
    *kept = (struct kept){copy, full_length, deflated->length, deflated->crc};
}

#include "base/hash.h"

#include <xxhash.h>

bool fb_hash_equal(struct fb_hash a, struct fb_hash b)
{
    return a.low == b.low && a.high == b.high;
}

struct fb_hash fb_hash_bytes(const void *bytes, size_t length)
{
    XXH128_hash_t hash = XXH3_128bits(bytes, length);

    return (struct fb_hash){.low = hash.low64, .high = hash.high64};
}

/* The library's state, which is never looked into. */
static XXH3_state_t *state_of(struct fb_hasher *hasher)
{
    return (XXH3_state_t *)(void *)hasher;
}

fb_status fb_hasher_new(struct fb_hasher **out)
{
    XXH3_state_t *state = XXH3_createState();

    *out = (struct fb_hasher *)(void *)state;
    FB_NEED(state);
    (void)XXH3_128bits_reset(state); /* it fails for no state alone */
    return FB_OK;
}

void fb_hasher_free(struct fb_hasher *hasher)
{
    XXH3_freeState(state_of(hasher));
}

void fb_hasher_add(struct fb_hasher *hasher, const void *bytes, size_t length)
{
    /* It fails for bytes at NULL alone. */
    (void)XXH3_128bits_update(state_of(hasher), bytes, length);
}

struct fb_hash fb_hasher_value(const struct fb_hasher *hasher)
{
    XXH128_hash_t hash = XXH3_128bits_digest((const XXH3_state_t *)(const void *)hasher);

    return (struct fb_hash){.low = hash.low64, .high = hash.high64};
}

void fb_hash_store(unsigned char out[16], struct fb_hash hash)
{
    XXH128_canonical_t canonical;

    XXH128_canonicalFromHash(&canonical, (XXH128_hash_t){hash.low, hash.high});
    for (size_t i = 0; i < sizeof canonical.digest; i++)
        out[i] = canonical.digest[i];
}

struct fb_hash fb_hash_load(const unsigned char bytes[16])
{
    XXH128_canonical_t canonical;
    XXH128_hash_t hash;

    for (size_t i = 0; i < sizeof canonical.digest; i++)
        canonical.digest[i] = bytes[i];
    hash = XXH128_hashFromCanonical(&canonical);
    return (struct fb_hash){.low = hash.low64, .high = hash.high64};
}

/*
 * hash.h: content hashes, the same on every machine.
 *
 * XXH3 of 128 bits: it names outputs after their content (document identifiers, subset tags) and
 * tells whether a file changed. It does not protect against an adversary.
 */
#ifndef FB_BASE_HASH_H
#define FB_BASE_HASH_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fb_hash {
    uint64_t low;
    uint64_t high;
};

bool fb_hash_equal(struct fb_hash a, struct fb_hash b);

struct fb_hash fb_hash_bytes(const void *bytes, size_t length);

/*
 * A hash of bytes that come in pieces: the same as of all of them together. A hasher is on the
 * heap.
 */
struct fb_hasher;

FB_MUST_USE fb_status fb_hasher_new(struct fb_hasher **out);
void fb_hasher_free(struct fb_hasher *hasher);
void fb_hasher_add(struct fb_hasher *hasher, const void *bytes, size_t length);

/* Returns the hash of what was added so far. */
struct fb_hash fb_hasher_value(const struct fb_hasher *hasher);

/* Writes the 16 bytes of the hash, most significant first. */
void fb_hash_store(unsigned char out[16], struct fb_hash hash);

/* Returns the hash that was stored so. */
struct fb_hash fb_hash_load(const unsigned char bytes[16]);

#endif

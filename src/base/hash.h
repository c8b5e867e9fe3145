/*
 * hash.h: content hashes, the same on every machine.
 *
 * XXH3 of 128 bits: it names outputs after their content (document identifiers, subset tags) and
 * tells whether a file changed. It does not protect against an adversary.
 */
#ifndef FB_BASE_HASH_H
#define FB_BASE_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fb_hash {
    uint64_t low;
    uint64_t high;
};

bool fb_hash_equal(struct fb_hash a, struct fb_hash b);

struct fb_hash fb_hash_bytes(const void *bytes, size_t length);

/* Writes the 16 bytes of the hash, most significant first. */
void fb_hash_store(unsigned char out[16], struct fb_hash hash);

/* Returns the hash that was stored so. */
struct fb_hash fb_hash_load(const unsigned char bytes[16]);

#endif

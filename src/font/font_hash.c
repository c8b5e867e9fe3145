/*
 * font_hash.c: whether two runs had the same fonts.
 */
#include "font/face.h"

#include <hb.h>

static struct fb_hash face_hash(const struct fb_face *face)
{
    hb_blob_t *blob = hb_face_reference_blob(face->hb_face);
    unsigned length = 0;
    const char *bytes = hb_blob_get_data(blob, &length);
    struct fb_hash hash = fb_hash_bytes(bytes, length);

    hb_blob_destroy(blob);
    return hash;
}

struct fb_hash fb_font_set_hash(const struct fb_font_set *set)
{
    struct fb_hash hashes[FB_FONT_FILES] = {{0}};

    for (size_t i = 0; i < FB_FONT_FILES; i++) {
        const struct fb_face *face = fb_font_set_find(set, (enum fb_font_file_index)i);
        if (face != NULL)
            hashes[i] = face_hash(face);
    }
    return fb_hash_bytes(hashes, sizeof hashes);
}

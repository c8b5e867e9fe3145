#include "deflate/deflate.h"

#include "deflate/block.h"
#include "deflate/frame.h"
#include "deflate/stream_search.h"

#include <stdlib.h>

struct fb_deflater {
    struct fb_bits bits;
    struct fb_deflate_stream_search search;
    struct fb_deflate_counts counts; /* of the block */
    struct fb_deflate_codes fixed;
};

/* What a block stands for: as bytes, and as the first tokens of the search. */
struct content {
    const uint8_t *bytes;
    size_t length;
    size_t tokens;
};

/* A description costs bits; without one the codes are fixed. */
static void write_coded(struct fb_deflater *deflater, const struct content *content,
                        const struct fb_deflate_codes *codes,
                        const struct fb_deflate_description *description, uint64_t cost)
{
    struct fb_bits *bits = &deflater->bits;

    if (fb_bits_reserve(bits, FB_DEFLATE_HEAD_BITS + (size_t)cost) != FB_OK)
        return;
    fb_deflate_begin_block(bits, description != NULL ? FB_DEFLATE_DYNAMIC : FB_DEFLATE_FIXED,
                           false);
    if (description != NULL)
        fb_deflate_put_description(bits, description);
    fb_deflate_put_tokens(bits, codes, deflater->search.tokens, content->tokens);
    fb_deflate_end_block(bits, codes);
    fb_bits_commit(bits);
}

static void write_stored(struct fb_deflater *deflater, const struct content *content)
{
    struct fb_bits *bits = &deflater->bits;

    for (size_t at = 0, taken; at < content->length; at += taken) {
        size_t rest = content->length - at;

        taken = rest < FB_DEFLATE_STORED_MOST ? rest : FB_DEFLATE_STORED_MOST;
        if (fb_bits_reserve(bits, FB_DEFLATE_STORED_BITS) != FB_OK)
            return;
        fb_deflate_begin_stored(bits, taken);
        fb_bits_commit(bits);
        fb_buffer_append(bits->out, content->bytes + at, taken);
    }
}

/* Writes a block in the shortest way. */
static void write_block(struct fb_deflater *deflater, const struct content *content)
{
    size_t stored_blocks = content->length / FB_DEFLATE_STORED_MOST + 1;
    uint64_t stored = ((uint64_t)content->length + stored_blocks * 5) * 8, fixed, dynamic;
    struct fb_deflate_codes codes;
    struct fb_deflate_description description;

    fb_deflate_make_codes(&codes, &deflater->counts);
    fb_deflate_describe(&description, &codes);
    dynamic = description.cost + fb_deflate_codes_cost(&codes, &deflater->counts);
    fixed = fb_deflate_codes_cost(&deflater->fixed, &deflater->counts);
    if (stored < dynamic && stored < fixed)
        write_stored(deflater, content);
    else if (fixed <= dynamic)
        write_coded(deflater, content, &deflater->fixed, NULL, fixed);
    else
        write_coded(deflater, content, &codes, &description, dynamic);
}

/* Searches the bytes from `at` on for what one block can say. */
static struct content next_content(struct fb_deflater *deflater, size_t at)
{
    struct fb_deflate_stream_search *search = &deflater->search;
    struct content content = {.bytes = search->bytes + at};
    size_t end = at;

    deflater->counts = (struct fb_deflate_counts){0};
    deflater->counts.literals[FB_DEFLATE_END_OF_BLOCK] = 1;
    content.tokens = fb_deflate_stream_parse(search, &deflater->counts, &end);
    content.length = end - at;
    return content;
}

fb_status fb_deflater_new(struct fb_deflater **out)
{
    *out = calloc(1, sizeof **out);
    FB_NEED(*out);
    fb_deflate_fix_codes(&(*out)->fixed);
    return FB_OK;
}

void fb_deflater_free(struct fb_deflater *deflater)
{
    free(deflater);
}

void fb_deflater_begin(struct fb_deflater *deflater, struct fb_buffer *out)
{
    fb_bits_begin(&deflater->bits, out);
}

void fb_deflater_add(struct fb_deflater *deflater, const void *bytes, size_t length)
{
    fb_deflate_stream_open(&deflater->search, bytes, length);
    for (size_t at = 0; at < length;) {
        struct content content = next_content(deflater, at);

        write_block(deflater, &content);
        at += content.length;
    }
}

/* An empty block with fixed codes is the shortest that can be the last. */
fb_status fb_deflater_end(struct fb_deflater *deflater)
{
    struct fb_bits *bits = &deflater->bits;

    FB_TRY(fb_bits_reserve(bits, FB_DEFLATE_HEAD_BITS + FB_DEFLATE_CODE_BITS));
    fb_deflate_begin_block(bits, FB_DEFLATE_FIXED, true);
    fb_deflate_end_block(bits, &deflater->fixed);
    fb_bits_close(bits);
    return FB_OK;
}

fb_status fb_deflater_write_framed(struct fb_deflater *deflater, struct fb_buffer *out,
                                   const void *bytes, size_t length)
{
    struct fb_adler sum = FB_ADLER_START;
    struct fb_bits bits;

    FB_TRY(fb_bits_open(&bits, out, FB_DEFLATE_FRAME_HEAD_BITS));
    fb_deflate_begin_frame(&bits);
    fb_bits_close(&bits);
    fb_deflater_begin(deflater, out);
    fb_deflater_add(deflater, bytes, length);
    FB_TRY(fb_deflater_end(deflater));
    fb_adler_join(&sum, fb_adler_of(bytes, length), length);
    FB_TRY(fb_bits_open(&bits, out, FB_DEFLATE_FRAME_END_BITS));
    fb_deflate_end_frame(&bits, sum);
    fb_bits_close(&bits);
    return FB_OK;
}

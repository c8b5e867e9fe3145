#include "base/deflate_pieces.h"

/* Puts a block of the tokens. */
static void put_block(struct fb_bits *bits, const struct fb_deflate_search *search, size_t count,
                      bool last)
{
    struct fb_deflate_counts counts = {0};
    struct fb_deflate_code code;

    fb_deflate_count(&counts, search->tokens, count);
    fb_deflate_make_code(&code, &counts);
    fb_deflate_begin_block(bits, &code, last);
    fb_deflate_put_tokens(bits, &code, search->tokens, count);
    fb_deflate_end_block(bits, &code);
}

/* A block stands for as many bytes as it has tokens at least. */
static size_t most_bits(size_t length)
{
    return FB_DEFLATE_FRAME_BITS + FB_DEFLATE_BLOCK_BITS * (length / FB_DEFLATE_TOKENS + 1) +
           FB_DEFLATE_CODE_BITS * length;
}

void fb_deflate_bytes(struct fb_buffer *out, struct fb_deflate_search *search, const uint8_t *bytes,
                      size_t length)
{
    struct fb_adler sum = FB_ADLER_START;
    struct fb_bits bits;
    size_t at = 0;

    if (fb_bits_open(&bits, out, most_bits(length)) != FB_OK)
        return;
    fb_deflate_open(search, FB_DEFLATE_FAST, bytes, length);
    fb_deflate_begin(&bits);
    do {
        size_t count = fb_deflate_parse(search, &at);

        put_block(&bits, search, count, at == length);
    } while (at < length);
    fb_adler_join(&sum, fb_adler_of(bytes, length), length);
    fb_deflate_end(&bits, sum);
    fb_bits_close(&bits);
}

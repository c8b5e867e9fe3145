#include "grey.h"

#include "base/buffer.h"
#include "base/file.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char SIGNATURE[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

/* 4 bits, grey, deflated, filters by row, not interlaced. */
static const unsigned char KIND[5] = {4, 0, 0, 0, 0};

/* A page of these pictures is far smaller. */
enum { SIDE_MAX = 10000, FILE_MAX = 16 << 20 };

bool grey_init(struct grey *out, size_t width, size_t height)
{
    *out = (struct grey){width, height, malloc(width * height)};
    if (out->pixels != NULL)
        memset(out->pixels, 255, width * height);
    return out->pixels != NULL;
}

void grey_release(struct grey *picture)
{
    free(picture->pixels);
    *picture = (struct grey){0};
}

static bool complain(const char *path, const char *what)
{
    fprintf(stderr, "%s: %s\n", path, what);
    return false;
}

/* ---- reading ---- */

static size_t read_number(const unsigned char *bytes)
{
    return (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 | bytes[3];
}

/* What stands in front of the pixels, and the pixels, still packed. */
struct parts {
    size_t width, height;
    struct fb_buffer packed;
};

static bool read_header(struct parts *parts, const unsigned char *data, size_t length)
{
    if (length != 13)
        return false;
    parts->width = read_number(data);
    parts->height = read_number(data + 4);
    return parts->width > 0 && parts->width <= SIDE_MAX && parts->height > 0 &&
           parts->height <= SIDE_MAX && memcmp(data + 8, KIND, sizeof KIND) == 0;
}

/* Collects the chunks that matter; false if they are not those of a picture of this kind. */
static bool read_chunks(struct parts *parts, const unsigned char *bytes, size_t length)
{
    size_t at = sizeof SIGNATURE;

    if (length < at || memcmp(bytes, SIGNATURE, at) != 0)
        return false;
    while (length - at >= 12) {
        size_t size = read_number(bytes + at);
        const unsigned char *data = bytes + at + 8;
        if (size > length - at - 12)
            return false;
        if (memcmp(bytes + at + 4, "IHDR", 4) == 0 && !read_header(parts, data, size))
            return false;
        if (memcmp(bytes + at + 4, "IDAT", 4) == 0)
            fb_buffer_append(&parts->packed, data, size);
        at += size + 12;
    }
    return parts->width > 0 && parts->packed.length > 0;
}

static void unpack_row(unsigned char *out, const unsigned char *row, size_t width)
{
    for (size_t x = 0; x < width; x++) {
        unsigned nibble = x % 2 == 0 ? row[x / 2] >> 4 : row[x / 2] & 15U;
        out[x] = (unsigned char)(nibble * 17);
    }
}

static bool unpack(struct grey *out, const struct parts *parts)
{
    size_t stride = (parts->width + 1) / 2 + 1, size = stride * parts->height;
    struct libdeflate_decompressor *inflater = libdeflate_alloc_decompressor();
    unsigned char *rows = malloc(size);
    bool right = inflater != NULL && rows != NULL &&
                 libdeflate_zlib_decompress(inflater, parts->packed.data, parts->packed.length,
                                            rows, size, NULL) == LIBDEFLATE_SUCCESS &&
                 grey_init(out, parts->width, parts->height);

    for (size_t y = 0; right && y < parts->height; y++) {
        const unsigned char *row = rows + y * stride;
        right = row[0] == 0;
        unpack_row(out->pixels + y * parts->width, row + 1, parts->width);
    }
    if (inflater != NULL)
        libdeflate_free_decompressor(inflater);
    free(rows);
    return right;
}

bool grey_read_png(struct grey *out, const char *path)
{
    struct parts parts = {0};
    struct fb_buffer file;
    bool right;

    *out = (struct grey){0};
    fb_buffer_init(&file, FILE_MAX);
    fb_buffer_init(&parts.packed, FILE_MAX);
    right = fb_file_read(&file, path) == FB_OK &&
            read_chunks(&parts, (const unsigned char *)file.data, file.length) &&
            unpack(out, &parts);
    fb_buffer_release(&file);
    fb_buffer_release(&parts.packed);
    return right || complain(path, "is no picture that was kept");
}

/* Reads a number and the one character of white space after it; false if there is none. */
static bool read_decimal(size_t *out, const char **text, const char *end)
{
    const char *start = *text;

    for (*out = 0; *text < end && **text >= '0' && **text <= '9' && *out <= SIDE_MAX; (*text)++)
        *out = *out * 10 + (size_t)(**text - '0');
    return *text > start && *text < end && *out <= SIDE_MAX && (unsigned char)*(*text)++ <= ' ';
}

/* The head of a PGM file as pdftoppm writes it, and the pixels after it. */
static bool read_pgm(struct grey *out, const struct fb_buffer *file)
{
    const char *text = file->data + 3, *end = file->data + file->length;
    size_t width, height, white;

    if (file->length < 3 || memcmp(file->data, "P5\n", 3) != 0 ||
        !read_decimal(&width, &text, end) || !read_decimal(&height, &text, end) ||
        !read_decimal(&white, &text, end) || white != 255 ||
        (size_t)(end - text) != width * height || width * height == 0 ||
        !grey_init(out, width, height))
        return false;
    memcpy(out->pixels, text, width * height);
    return true;
}

bool grey_read_pgm(struct grey *out, const char *path)
{
    struct fb_buffer file;
    bool right;

    *out = (struct grey){0};
    fb_buffer_init(&file, FILE_MAX);
    right = fb_file_read(&file, path) == FB_OK && read_pgm(out, &file);
    fb_buffer_release(&file);
    return right || complain(path, "is no picture of pdftoppm -gray");
}

/* ---- writing ---- */

static void put_number(struct fb_buffer *out, size_t number)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        fb_buffer_append_char(out, (char)(number >> shift & 255));
}

static void put_chunk(struct fb_buffer *out, const char *type, const void *data, size_t length)
{
    size_t start = out->length + 4;

    put_number(out, length);
    fb_buffer_append(out, type, 4);
    fb_buffer_append(out, data, length);
    put_number(out, libdeflate_crc32(0, out->data + start, out->length - start));
}

/* Appends the rows, two pixels a byte, each without a filter. */
static void put_rows(struct fb_buffer *out, const struct grey *picture)
{
    for (size_t y = 0; y < picture->height; y++) {
        const unsigned char *row = picture->pixels + y * picture->width;
        fb_buffer_append_char(out, 0);
        for (size_t x = 0; x < picture->width; x += 2) {
            unsigned left = (row[x] + 8U) / 17, right = x + 1 < picture->width ? row[x + 1] : 255;
            fb_buffer_append_char(out, (char)(left << 4 | (right + 8) / 17));
        }
    }
}

static bool put_pixels(struct fb_buffer *out, const struct grey *picture)
{
    enum { BEST = 12 };
    struct libdeflate_compressor *deflater = libdeflate_alloc_compressor(BEST);
    struct fb_buffer rows;
    size_t bound, size = 0;
    unsigned char *packed;

    fb_buffer_init(&rows, FILE_MAX);
    put_rows(&rows, picture);
    bound = libdeflate_zlib_compress_bound(deflater, rows.length);
    packed = malloc(bound);
    if (deflater != NULL && packed != NULL && rows.status == FB_OK)
        size = libdeflate_zlib_compress(deflater, rows.data, rows.length, packed, bound);
    if (size > 0)
        put_chunk(out, "IDAT", packed, size);
    if (deflater != NULL)
        libdeflate_free_compressor(deflater);
    fb_buffer_release(&rows);
    free(packed);
    return size > 0;
}

bool grey_write_png(const struct grey *picture, const char *path)
{
    struct fb_buffer file, header;
    bool done;

    fb_buffer_init(&file, FILE_MAX);
    fb_buffer_init(&header, FILE_MAX);
    put_number(&header, picture->width);
    put_number(&header, picture->height);
    fb_buffer_append(&header, KIND, sizeof KIND);
    fb_buffer_append(&file, SIGNATURE, sizeof SIGNATURE);
    put_chunk(&file, "IHDR", header.data, header.length);
    done = put_pixels(&file, picture);
    put_chunk(&file, "IEND", "", 0);
    done = done && file.status == FB_OK && fb_file_write(path, file.data, file.length) == FB_OK;
    fb_buffer_release(&file);
    fb_buffer_release(&header);
    return done || complain(path, "cannot be written");
}

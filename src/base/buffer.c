#include "base/buffer.h"

#include "base/large_block.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 256 };

/* What stands before the bytes of a buffer. */
struct head {
    _Alignas(max_align_t) size_t total; /* bytes, with the head */
};

/*
 * Memory of so many bytes is a large block. What is smaller the C library keeps for the next
 * buffer, which then need not touch it anew; and the sanitizer sees no overrun in memory from the
 * system.
 */
#ifdef __SANITIZE_ADDRESS__
static const size_t LARGE = SIZE_MAX;
#else
static const size_t LARGE = (size_t)4 << 20;
#endif

/* What an empty buffer points at; never written, for its capacity is 0. */
static char empty[1];

void fb_buffer_init(struct fb_buffer *buffer, size_t limit)
{
    *buffer = (struct fb_buffer){.data = empty, .limit = limit};
}

static struct head *head_of(char *data)
{
    return (struct head *)(void *)data - 1;
}

void fb_buffer_release(struct fb_buffer *buffer)
{
    size_t limit = buffer->limit;

    if (buffer->capacity > 0)
        fb_buffer_free_taken(buffer->data);
    fb_buffer_init(buffer, limit);
}

char *fb_buffer_take(struct fb_buffer *buffer)
{
    char *data = buffer->capacity > 0 && buffer->status == FB_OK ? buffer->data : NULL;

    if (data != NULL)
        fb_buffer_init(buffer, buffer->limit);
    return data;
}

void fb_buffer_free_taken(char *data)
{
    struct head *head = data != NULL ? head_of(data) : NULL;

    if (head != NULL && head->total >= LARGE)
        fb_large_block_free(head, head->total);
    else
        free(head);
}

void fb_buffer_clear(struct fb_buffer *buffer)
{
    buffer->length = 0;
    buffer->status = FB_OK;
    if (buffer->capacity > 0)
        buffer->data[0] = '\0';
}

/* Moves what stands in `old`, which may be NULL, to a large block. */
static struct head *enlarge(struct head *old, size_t total)
{
    struct head *head;

    if (old != NULL && old->total >= LARGE)
        return fb_large_block_grow(old, old->total, total);
    head = fb_large_block_new(total);
    if (head != NULL && old != NULL)
        memcpy(head, old, old->total);
    if (head != NULL)
        free(old);
    return head;
}

/* Gives the buffer another capacity, a larger one; false if there is no memory for it. */
static bool set_capacity(struct fb_buffer *buffer, size_t capacity)
{
    struct head *head = buffer->capacity > 0 ? head_of(buffer->data) : NULL;
    size_t total = sizeof *head + capacity;

    head = total >= LARGE ? enlarge(head, total) : realloc(head, total);
    if (head == NULL)
        return false;
    head->total = total;
    buffer->data = (char *)(head + 1);
    buffer->capacity = capacity;
    return true;
}

/* Makes room for `extra` more bytes and the NUL, or sets the status. */
static fb_status reserve(struct fb_buffer *buffer, size_t extra)
{
    size_t needed, capacity = buffer->capacity > 0 ? buffer->capacity : FIRST_CAPACITY;

    if (buffer->status != FB_OK)
        return buffer->status;
    if (extra > buffer->limit || buffer->length > buffer->limit - extra)
        return buffer->status = FB_ERR_NOMEM;
    needed = buffer->length + extra + 1;
    if (needed <= buffer->capacity)
        return FB_OK;
    while (capacity < needed)
        capacity = capacity > SIZE_MAX / 2 ? needed : capacity * 2;
    if (capacity > buffer->limit + 1)
        capacity = buffer->limit + 1;
    return set_capacity(buffer, capacity) ? FB_OK : (buffer->status = FB_ERR_NOMEM);
}

void fb_buffer_append_slowly(struct fb_buffer *buffer, const void *bytes, size_t length)
{
    if (reserve(buffer, length) != FB_OK)
        return;
    memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
}

char *fb_buffer_room(struct fb_buffer *buffer, size_t length)
{
    return reserve(buffer, length) == FB_OK ? buffer->data + buffer->length : NULL;
}

void fb_buffer_append_number(struct fb_buffer *buffer, uint64_t number)
{
    char text[20]; /* 2^64 - 1 has so many digits */
    size_t start = sizeof text;

    do {
        text[--start] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    fb_buffer_append(buffer, text + start, sizeof text - start);
}

void fb_buffer_append_integer(struct fb_buffer *buffer, int64_t number)
{
    if (number < 0)
        fb_buffer_append_char(buffer, '-');
    fb_buffer_append_number(buffer, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void fb_buffer_append_hex(struct fb_buffer *buffer, uint32_t number, unsigned digits)
{
    char text[8];

    for (unsigned i = digits; i > 0; i--, number >>= 4)
        text[i - 1] = "0123456789ABCDEF"[number & 15];
    fb_buffer_append(buffer, text, digits);
}

void fb_buffer_append_format(struct fb_buffer *buffer, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0 && buffer->status == FB_OK)
        buffer->status = FB_ERR_INTERNAL;
    if (length <= 0 || reserve(buffer, (size_t)length) != FB_OK)
        return;
    va_start(arguments, format);
    vsnprintf(buffer->data + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
}

char *fb_buffer_extend(struct fb_buffer *buffer, size_t length)
{
    size_t start = buffer->length;

    if (reserve(buffer, length) != FB_OK)
        return NULL;
    buffer->length += length;
    buffer->data[buffer->length] = '\0';
    return buffer->data + start;
}

void fb_buffer_cut(struct fb_buffer *buffer, size_t length)
{
    if (length >= buffer->length)
        return;
    buffer->length = length;
    buffer->data[length] = '\0';
}

/*
 * buffer.h: bytes that grow up to a stated limit.
 *
 * Invariants: `data` is never NULL and always has a NUL after its `length` bytes. The first failed
 * append sets `status` and drops that and every later append, so a writer may append many times
 * and look at the status once, at the end.
 */
#ifndef FB_BASE_BUFFER_H
#define FB_BASE_BUFFER_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>

struct fb_buffer {
    char *data;
    size_t length;
    size_t capacity;
    size_t limit; /* bytes; an append that would pass it fails with FB_ERR_NOMEM */
    fb_status status;
};

/* No output of fubiao is larger; a writer that needs less states less. */
#define FB_BUFFER_OUTPUT_LIMIT ((size_t)1 << 30)

void fb_buffer_init(struct fb_buffer *buffer, size_t limit);

/* Frees the bytes; the buffer is then empty and usable again. */
void fb_buffer_release(struct fb_buffer *buffer);

/* Forgets the bytes and the status but keeps the memory. */
void fb_buffer_clear(struct fb_buffer *buffer);

void fb_buffer_append(struct fb_buffer *buffer, const void *bytes, size_t length);
void fb_buffer_append_string(struct fb_buffer *buffer, const char *string);
void fb_buffer_append_char(struct fb_buffer *buffer, char character);

/*
 * Makes room for `length` more bytes and returns where they go; NULL if that fails, as an append
 * does. What is written there counts when fb_buffer_advance says how much it is.
 */
char *fb_buffer_room(struct fb_buffer *buffer, size_t length);
void fb_buffer_advance(struct fb_buffer *buffer, size_t length);

/* Appends a whole number in decimal digits. */
void fb_buffer_append_number(struct fb_buffer *buffer, uint64_t number);
void fb_buffer_append_integer(struct fb_buffer *buffer, int64_t number);

/* Appends the last `digits` digits (at most 8) of a number in base 16, in capital letters. */
void fb_buffer_append_hex(struct fb_buffer *buffer, uint32_t number, unsigned digits);
__attribute__((format(printf, 2, 3))) void fb_buffer_append_format(struct fb_buffer *buffer,
                                                                   const char *format, ...);

#endif

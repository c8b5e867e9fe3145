/*
 * buffer.h: bytes that grow up to a stated limit.
 *
 * Invariants: `data` is never NULL and always has a NUL after its `length` bytes; `capacity`, which
 * counts that NUL, is 0 or above `length`, and above `limit` by no more than it. The first failed
 * append sets `status` and drops that and every later append, so a writer may append many times
 * and look at the status once, at the end.
 */
#ifndef FB_BASE_BUFFER_H
#define FB_BASE_BUFFER_H

#include "base/status.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

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

/*
 * Gives the bytes, with the NUL, to the caller, who frees them by fb_buffer_free_taken; the buffer
 * is then empty. NULL, and nothing changes, if there never were any or the status is not FB_OK.
 */
char *fb_buffer_take(struct fb_buffer *buffer);

/* Frees what fb_buffer_take gave. NULL is legal. */
void fb_buffer_free_taken(char *data);

/* Forgets the bytes and the status but keeps the memory. */
void fb_buffer_clear(struct fb_buffer *buffer);

/* As fb_buffer_append, which calls it where there is no room yet. */
void fb_buffer_append_slowly(struct fb_buffer *buffer, const void *bytes, size_t length);

/* Where there is room, what is left of these is a copy: writers of XML call little else. */
static inline void fb_buffer_append(struct fb_buffer *buffer, const void *bytes, size_t length)
{
    if (buffer->status == FB_OK && length < buffer->capacity - buffer->length) {
        memcpy(buffer->data + buffer->length, bytes, length);
        buffer->length += length;
        buffer->data[buffer->length] = '\0';
    } else if (length > 0) {
        fb_buffer_append_slowly(buffer, bytes, length);
    }
}

static inline void fb_buffer_append_char(struct fb_buffer *buffer, char character)
{
    fb_buffer_append(buffer, &character, 1);
}

static inline void fb_buffer_append_string(struct fb_buffer *buffer, const char *string)
{
    fb_buffer_append(buffer, string, strlen(string));
}

/*
 * Makes room for `length` more bytes beforehand and returns where they will go; NULL if that fails,
 * as an append does.
 */
char *fb_buffer_room(struct fb_buffer *buffer, size_t length);

/* Appends a whole number in decimal digits. */
void fb_buffer_append_number(struct fb_buffer *buffer, uint64_t number);
void fb_buffer_append_integer(struct fb_buffer *buffer, int64_t number);

/* Appends the last `digits` digits (at most 8) of a number in base 16, in capital letters. */
void fb_buffer_append_hex(struct fb_buffer *buffer, uint32_t number, unsigned digits);
__attribute__((format(printf, 2, 3))) void fb_buffer_append_format(struct fb_buffer *buffer,
                                                                   const char *format, ...);

/*
 * Makes the buffer longer by `length` bytes, which the caller must fill, and returns where they
 * begin; NULL if that fails.
 */
char *fb_buffer_extend(struct fb_buffer *buffer, size_t length);

/* Makes the buffer shorter: `length` bytes long. */
void fb_buffer_cut(struct fb_buffer *buffer, size_t length);

#endif

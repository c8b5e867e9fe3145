/*
 * message.h: what the processes of a batch tell each other.
 *
 * A message is a sequence of numbers, texts and hashes, written and read in the same order by the
 * same program, and travels through a channel (batch/channel.h). It never leaves the machine or
 * outlives the night, so it has no version.
 */
#ifndef FB_BATCH_MESSAGE_H
#define FB_BATCH_MESSAGE_H

#include "base/buffer.h"
#include "base/hash.h"

#include <stdbool.h>
#include <stdint.h>

/* No message has more bytes; one that says it has is refused. */
#define FB_MESSAGE_LIMIT ((size_t)16 << 20)

/* ---- writing: into a buffer of that limit ---- */

void fb_message_put_number(struct fb_buffer *message, uint64_t number);
void fb_message_put_text(struct fb_buffer *message, const char *text);
void fb_message_put_hash(struct fb_buffer *message, struct fb_hash hash);

/* ---- reading ---- */

/* A place in a message. Once something is missing it is broken, and all that is read is 0 or "". */
struct fb_message {
    const char *bytes;
    size_t length;
    size_t offset;
    bool broken;
};

uint64_t fb_message_number(struct fb_message *message);

/* Borrowed from the message's bytes. */
const char *fb_message_text(struct fb_message *message);
struct fb_hash fb_message_hash(struct fb_message *message);

#endif

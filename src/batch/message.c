#include "batch/message.h"

#include <string.h>

void fb_message_put_number(struct fb_buffer *message, uint64_t number)
{
    fb_buffer_append(message, &number, sizeof number);
}

void fb_message_put_text(struct fb_buffer *message, const char *text)
{
    size_t length = strlen(text);

    fb_message_put_number(message, length);
    fb_buffer_append(message, text, length + 1);
}

void fb_message_put_hash(struct fb_buffer *message, struct fb_hash hash)
{
    fb_message_put_number(message, hash.low);
    fb_message_put_number(message, hash.high);
}

/* Returns so many bytes of the message, or NULL if it has fewer left. */
static const char *take(struct fb_message *message, size_t length)
{
    const char *bytes = message->bytes + message->offset;

    if (message->broken || message->length - message->offset < length) {
        message->broken = true;
        return NULL;
    }
    message->offset += length;
    return bytes;
}

uint64_t fb_message_number(struct fb_message *message)
{
    uint64_t number = 0;
    const char *bytes = take(message, sizeof number);

    if (bytes != NULL)
        memcpy(&number, bytes, sizeof number);
    return number;
}

const char *fb_message_text(struct fb_message *message)
{
    uint64_t length = fb_message_number(message);
    const char *text = length < FB_MESSAGE_LIMIT ? take(message, (size_t)length + 1) : NULL;

    if (text != NULL && text[length] == '\0')
        return text;
    message->broken = true;
    return "";
}

struct fb_hash fb_message_hash(struct fb_message *message)
{
    struct fb_hash hash;

    hash.low = fb_message_number(message);
    hash.high = fb_message_number(message);
    return hash;
}

#include "batch/message.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

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

static fb_status send_bytes(int socket, const void *bytes, size_t length)
{
    const char *rest = bytes;

    while (length > 0) {
        ssize_t count = send(socket, rest, length, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return FB_ERR_IO;
        rest += count;
        length -= (size_t)count;
    }
    return FB_OK;
}

fb_status fb_message_send(int socket, const struct fb_buffer *message)
{
    uint64_t length = message->length;

    if (message->status != FB_OK)
        return message->status;
    FB_TRY(send_bytes(socket, &length, sizeof length));
    return send_bytes(socket, message->data, message->length);
}

/* Fills `bytes`; errno is 0 if the stream ends before. */
static fb_status receive_bytes(int socket, void *bytes, size_t length)
{
    char *rest = bytes;

    while (length > 0) {
        ssize_t count = recv(socket, rest, length, 0);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            errno = count == 0 ? 0 : errno;
            return FB_ERR_IO;
        }
        rest += count;
        length -= (size_t)count;
    }
    return FB_OK;
}

static fb_status receive_body(struct fb_buffer *out, int socket, size_t length)
{
    char chunk[8192];

    while (length > 0) {
        size_t size = length < sizeof chunk ? length : sizeof chunk;
        FB_TRY(receive_bytes(socket, chunk, size));
        fb_buffer_append(out, chunk, size);
        length -= size;
    }
    return out->status;
}

fb_status fb_message_receive(struct fb_buffer *out, int socket)
{
    uint64_t length = 0;

    fb_buffer_clear(out);
    FB_TRY(receive_bytes(socket, &length, sizeof length));
    if (length > FB_MESSAGE_LIMIT) {
        errno = EPROTO;
        return FB_ERR_IO;
    }
    return receive_body(out, socket, (size_t)length);
}

#include "batch/channel.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A message travels behind its length. */
enum { HEAD = sizeof(uint64_t), CHUNK = 16 << 10 };

void fb_channel_init(struct fb_channel *channel, int socket)
{
    *channel = (struct fb_channel){.socket = socket};
    fb_buffer_init(&channel->put, 2 * FB_MESSAGE_LIMIT);
    fb_buffer_init(&channel->come, FB_MESSAGE_LIMIT + HEAD + CHUNK);
}

void fb_channel_release(struct fb_channel *channel)
{
    if (channel->socket >= 0)
        close(channel->socket);
    channel->socket = -1;
    fb_buffer_release(&channel->put);
    fb_buffer_release(&channel->come);
}

fb_status fb_channel_put(struct fb_channel *channel, const struct fb_buffer *message)
{
    uint64_t length = message->length;

    FB_TRY(message->status);
    /* So what waits is never more than the buffer holds. */
    if (channel->put.length > FB_MESSAGE_LIMIT / 2)
        FB_TRY(fb_channel_send(channel));
    fb_buffer_append(&channel->put, &length, sizeof length);
    fb_buffer_append(&channel->put, message->data, message->length);
    return channel->put.status;
}

fb_status fb_channel_send(struct fb_channel *channel)
{
    const char *rest = channel->put.data;
    size_t length = channel->put.length;

    while (length > 0) {
        ssize_t count = send(channel->socket, rest, length, MSG_NOSIGNAL);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return FB_ERR_IO;
        rest += count;
        length -= (size_t)count;
    }
    fb_buffer_clear(&channel->put);
    return FB_OK;
}

/* The length of the next message; false if not even that has come. */
static bool next_length(uint64_t *length, const struct fb_channel *channel)
{
    if (channel->come.length - channel->taken < HEAD)
        return false;
    memcpy(length, channel->come.data + channel->taken, HEAD);
    return true;
}

bool fb_channel_has_message(const struct fb_channel *channel)
{
    uint64_t length;

    return next_length(&length, channel) && channel->come.length - channel->taken - HEAD >= length;
}

/* Forgets what is done with. */
static void forget_taken(struct fb_channel *channel)
{
    struct fb_buffer *come = &channel->come;
    size_t rest = come->length - channel->taken;

    if (channel->taken == 0)
        return;
    memmove(come->data, come->data + channel->taken, rest);
    come->length = rest;
    channel->taken = 0;
}

/* Waits for more bytes. */
static fb_status receive_more(struct fb_channel *channel)
{
    char chunk[CHUNK];
    ssize_t count;

    do
        count = recv(channel->socket, chunk, sizeof chunk, 0);
    while (count < 0 && errno == EINTR);
    if (count <= 0) {
        errno = count == 0 ? 0 : errno;
        return FB_ERR_IO;
    }
    fb_buffer_append(&channel->come, chunk, (size_t)count);
    return channel->come.status;
}

fb_status fb_channel_receive(struct fb_message *out, struct fb_channel *channel)
{
    uint64_t length = 0;

    if (!fb_channel_has_message(channel))
        forget_taken(channel);
    while (!fb_channel_has_message(channel)) {
        if (next_length(&length, channel) && length > FB_MESSAGE_LIMIT) {
            errno = EPROTO;
            return FB_ERR_IO;
        }
        FB_TRY(receive_more(channel));
    }
    (void)next_length(&length, channel);
    *out =
        (struct fb_message){channel->come.data + channel->taken + HEAD, (size_t)length, 0, false};
    channel->taken += HEAD + (size_t)length;
    return FB_OK;
}

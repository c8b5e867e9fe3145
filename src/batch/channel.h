/*
 * channel.h: one end of a socket through which messages go both ways.
 *
 * Messages that are put are sent together, and many that have come are received at once: a message
 * is small, and asking the system for each would cost more than what is in it.
 */
#ifndef FB_BATCH_CHANNEL_H
#define FB_BATCH_CHANNEL_H

#include "batch/message.h"

struct fb_channel {
    int socket;            /* a stream socket; -1: none */
    struct fb_buffer put;  /* what is not sent yet */
    struct fb_buffer come; /* what was received, */
    size_t taken;          /* and how much of it is done with */
};

/* Begins with a socket, which the channel then owns. */
void fb_channel_init(struct fb_channel *channel, int socket);

/* Closes the socket; what was put and not sent is forgotten. A channel without one is legal. */
void fb_channel_release(struct fb_channel *channel);

/* Puts a message behind those that wait to be sent. Its status, if that is not FB_OK. */
FB_MUST_USE fb_status fb_channel_put(struct fb_channel *channel, const struct fb_buffer *message);

/* Sends all that wait. FB_ERR_IO with errno set; EPIPE if nobody is there to read them. */
FB_MUST_USE fb_status fb_channel_send(struct fb_channel *channel);

/* True if a message has come whole, so that receiving does not wait. */
bool fb_channel_has_message(const struct fb_channel *channel);

/*
 * Gives the next message, for which it waits if none is there. Its bytes live until the next call.
 * FB_ERR_IO if the other side has gone (errno is then 0) or sends what is no message.
 */
FB_MUST_USE fb_status fb_channel_receive(struct fb_message *out, struct fb_channel *channel);

#endif

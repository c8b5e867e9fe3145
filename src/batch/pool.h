/*
 * pool.h: processes that work, and what happens to them.
 *
 * A pool forks its workers from the process that has opened all they share. A worker takes tasks
 * and answers each with messages, of which the last is an empty one. If it dies, takes too long
 * over one message or more memory than it may have, the pool says so, and puts another in its
 * place: what was lost is the task in hand, and which of its messages had come the caller knows.
 *
 * A worker may be given a task while it has one, so that it need not wait for the next when it is
 * done. It does them one after the other. If it breaks down, the task behind the one in hand was
 * not begun: the caller gives it out again.
 *
 * Workers pay no heed to SIGINT and SIGTERM, which a terminal or a service manager sends to all;
 * they end when the pool closes its side of their socket, or dies.
 */
#ifndef FB_BATCH_POOL_H
#define FB_BATCH_POOL_H

#include "batch/channel.h"

#include <stddef.h>

struct fb_pool;

/* No pool has more workers, and no worker more tasks: one in hand, and one behind it. */
enum { FB_POOL_WORKERS = 256, FB_POOL_TASKS = 2 };

/*
 * The work of one task, in the worker's process; it puts its messages into the channel. They are
 * sent when the task is done: what is to be known before, whatever happens, the work itself sends.
 * Another status than FB_OK ends the worker.
 */
typedef fb_status fb_pool_work(void *data, struct fb_message *task, struct fb_channel *channel);

struct fb_pool_setup {
    size_t workers; /* 1 to FB_POOL_WORKERS */
    size_t seconds; /* that a worker may take from one message to the next; 0: any time */
    size_t memory;  /* bytes of address space that a worker may have; 0: all there are */
    fb_pool_work *work;
    void *data; /* for `work`; as it is when the pool is made */
};

/* Makes a pool and forks its workers. FB_ERR_IO with errno set. */
FB_MUST_USE fb_status fb_pool_new(struct fb_pool **out, const struct fb_pool_setup *setup);

/* Ends all workers, at once if they are at work, and frees the pool. NULL is legal. */
void fb_pool_free(struct fb_pool *pool);

/* Returns the worker that has the fewest tasks, or SIZE_MAX if all have `tasks` or more. */
size_t fb_pool_taker(const struct fb_pool *pool, size_t tasks);

/*
 * True if a worker can be given a task: if it has none, or has one and the other is short. A long
 * one could fill the socket, and then pool and worker would wait for each other.
 */
bool fb_pool_accepts(const struct fb_pool *pool, size_t worker, const struct fb_buffer *task);

/*
 * Gives a task to a worker that accepts it. FB_ERR_IO, with errno set, if an idle one has gone and
 * no other can be forked. That one which had a task has gone, the next waits tell.
 */
FB_MUST_USE fb_status fb_pool_give(struct fb_pool *pool, size_t worker,
                                   const struct fb_buffer *task);

enum fb_pool_event_kind {
    FB_POOL_NOTHING, /* no worker has a task, or the wait was interrupted */
    FB_POOL_MESSAGE,
    FB_POOL_DONE,    /* the task in hand is done; the one behind it, if any, now is in hand */
    FB_POOL_CRASHED, /* the worker died of `signal`, or left with `status` if that is 0 */
    FB_POOL_STARVED, /* it needed more memory than it may have, and left */
    FB_POOL_HUNG,    /* it took too long */
    FB_POOL_UNBEGUN, /* it had gone before the task in hand could be sent to it */
};

struct fb_pool_event {
    enum fb_pool_event_kind kind;
    size_t worker;
    struct fb_message message; /* of FB_POOL_MESSAGE; until the next call */
    int signal, status;        /* of FB_POOL_CRASHED */
};

/*
 * Waits until a worker has something to tell, for at most `milliseconds` (-1: for ever). FB_ERR_IO
 * with errno set if no new worker can be forked.
 */
FB_MUST_USE fb_status fb_pool_wait(struct fb_pool_event *out, struct fb_pool *pool,
                                   int milliseconds);

#endif

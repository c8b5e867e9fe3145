/*
 * rounds.h: things are given to the workers of a pool, and what becomes of them is taken back.
 *
 * The slots of a run (run.c) and the groups of a binding (bind.c) go the same way: as long as the
 * night is not stopped, each worker that can take one gets one; then the rounds wait for what a
 * worker tells; and so on, until no worker has anything. A worker that breaks down breaks the thing
 * that it has in hand. The one behind it was not begun, and goes back.
 */
#ifndef FB_BATCH_ROUNDS_H
#define FB_BATCH_ROUNDS_H

#include "batch/night.h"

/* What is different between one kind of things and another. `data` is the caller's. */
struct fb_rounds_kind {
    size_t tasks; /* that a worker may have, up to FB_POOL_TASKS */

    /*
     * Offers the next thing with its task, which lives until the next call; NULL: there is none
     * now. The thing is a worker's from then on.
     */
    fb_status (*offer)(void **thing, const struct fb_buffer **task, void *data);

    /* A worker tells something of the thing in hand. */
    fb_status (*hear)(void *data, void *thing, const struct fb_message *message);

    /* It is done with (FB_DIAG_COUNT), or the worker broke down: the code and its argument say how.
     */
    fb_status (*end)(void *data, void *thing, enum fb_diag_code broken, const char *why);

    /* It was not begun, and may be offered again. At the end of rounds that fail, all go back. */
    void (*put_back)(void *data, void *thing);

    /* Something was heard, and all workers have something to do. NULL: nothing is to be done. */
    fb_status (*settle)(void *data);
};

/* Gives out and takes back until no worker has anything. FB_ERR_IO, reported, without workers. */
FB_MUST_USE fb_status fb_rounds_run(struct fb_night *night, struct fb_pool *pool,
                                    const struct fb_rounds_kind *kind, void *data);

#endif

/*
 * worker_process.h: a process of a pool, seen from its start to its end.
 */
#ifndef FB_BATCH_WORKER_PROCESS_H
#define FB_BATCH_WORKER_PROCESS_H

#include "batch/pool.h"

#include <sys/types.h>

/* The exit status of a worker whose memory, or the limit on it, was used up. */
enum { FB_WORKER_STARVED = 2 };

/*
 * Forks a worker and gives the pool's end of its socket. The worker takes one task after the other
 * until that end is closed everywhere: so it does not keep the `count` ends of the other workers,
 * of which some may be -1. FB_ERR_IO with errno set.
 */
FB_MUST_USE fb_status fb_worker_process_start(pid_t *process, int *socket,
                                              const struct fb_pool_setup *setup, const int *others,
                                              size_t count);

#endif

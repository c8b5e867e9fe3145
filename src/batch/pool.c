#include "batch/pool.h"

#include "batch/worker_process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

struct worker {
    pid_t process;
    struct fb_channel channel;
    size_t tasks;          /* that it has and that are not done */
    bool unsent;           /* the last of them: it had gone by then */
    struct timespec since; /* when the one in hand was given or its last message came */
};

struct fb_pool {
    struct fb_pool_setup setup;
    struct worker *workers;
    size_t count; /* of those that were forked */
    size_t next;  /* where the next search for one that is ready begins, so that none waits long */
};

static struct timespec now(void)
{
    struct timespec moment = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &moment);
    return moment;
}

/* Forks a worker into a slot. */
static fb_status start(struct fb_pool *pool, size_t slot)
{
    struct worker *worker = &pool->workers[slot];
    int others[FB_POOL_WORKERS], socket = -1;
    fb_status status;

    for (size_t i = 0; i < pool->count; i++)
        others[i] = pool->workers[i].channel.socket;
    status = fb_worker_process_start(&worker->process, &socket, &pool->setup, others, pool->count);
    fb_channel_init(&worker->channel, socket);
    return status;
}

fb_status fb_pool_new(struct fb_pool **out, const struct fb_pool_setup *setup)
{
    struct fb_pool *pool = calloc(1, sizeof *pool);
    fb_status status = FB_OK;

    *out = NULL;
    FB_NEED(pool);
    pool->setup = *setup;
    pool->workers = calloc(setup->workers, sizeof *pool->workers);
    if (pool->workers == NULL)
        status = FB_ERR_NOMEM;
    for (; status == FB_OK && pool->count < setup->workers; pool->count++)
        status = start(pool, pool->count);
    if (status != FB_OK) {
        fb_pool_free(pool);
        return status;
    }
    *out = pool;
    return FB_OK;
}

/* Waits for a process that is ending; returns what it ended with. */
static int bury(pid_t process)
{
    int status = 0;

    while (waitpid(process, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

static int end_worker(struct worker *worker, bool kill_it)
{
    int status;

    if (kill_it)
        (void)kill(worker->process, SIGKILL);
    fb_channel_release(&worker->channel);
    status = bury(worker->process);
    *worker = (struct worker){.channel = worker->channel};
    return status;
}

void fb_pool_free(struct fb_pool *pool)
{
    if (pool == NULL)
        return;
    for (size_t i = 0; i < pool->count; i++) {
        if (pool->workers[i].process > 0)
            end_worker(&pool->workers[i], pool->workers[i].tasks > 0);
    }
    free(pool->workers);
    free(pool);
}

size_t fb_pool_taker(const struct fb_pool *pool, size_t tasks)
{
    size_t taker = SIZE_MAX;

    for (size_t i = 0; i < pool->count; i++) {
        if (pool->workers[i].tasks < tasks) {
            tasks = pool->workers[i].tasks;
            taker = i;
        }
    }
    return taker;
}

bool fb_pool_accepts(const struct fb_pool *pool, size_t worker, const struct fb_buffer *task)
{
    /* Two of them are far less than what a socket holds (net.core.wmem_default, 208 KiB). */
    enum { SHORT = 16 << 10 };
    size_t tasks = pool->workers[worker].tasks;

    return tasks == 0 || (tasks < FB_POOL_TASKS && task->length <= SHORT);
}

static fb_status send_task(struct fb_channel *channel, const struct fb_buffer *task)
{
    FB_TRY(fb_channel_put(channel, task));
    return fb_channel_send(channel);
}

/*
 * An idle worker may have been killed by somebody; then another takes its place. If one that is at
 * work has gone, what it had told before is still to be heard: the task counts as given till then.
 */
fb_status fb_pool_give(struct fb_pool *pool, size_t worker, const struct fb_buffer *task)
{
    struct worker *taker = &pool->workers[worker];
    fb_status status = send_task(&taker->channel, task);

    if (status == FB_ERR_IO && taker->tasks > 0) {
        fb_buffer_clear(&taker->channel.put);
        taker->unsent = true;
        status = FB_OK;
    }
    if (status == FB_ERR_IO) {
        end_worker(taker, true);
        FB_TRY(start(pool, worker));
        status = send_task(&taker->channel, task);
    }
    FB_TRY(status);
    if (taker->tasks++ == 0)
        taker->since = now();
    return FB_OK;
}

/* Returns the milliseconds that a busy worker has left; 0 if its time is over. */
static int64_t time_left(const struct fb_pool *pool, const struct worker *worker)
{
    struct timespec moment = now();
    int64_t passed = (moment.tv_sec - worker->since.tv_sec) * 1000 +
                     (moment.tv_nsec - worker->since.tv_nsec) / 1000000;
    int64_t left = (int64_t)pool->setup.seconds * 1000 - passed;

    return left > 0 ? left : 0;
}

/* Shortens a wait to the time that the busy workers have. */
static int shorten(const struct fb_pool *pool, int milliseconds)
{
    int64_t wait = milliseconds;

    for (size_t i = 0; pool->setup.seconds > 0 && i < pool->count; i++) {
        int64_t left = pool->workers[i].tasks > 0 ? time_left(pool, &pool->workers[i]) : INT64_MAX;
        if (left != INT64_MAX && (wait < 0 || left < wait))
            wait = left;
    }
    return wait > INT32_MAX ? INT32_MAX : (int)wait;
}

/* Tells how a worker ended whose socket is closed, or that gave no sign, and replaces it. */
static fb_status replace(struct fb_pool_event *out, struct fb_pool *pool, size_t index, bool hung)
{
    bool unbegun = pool->workers[index].unsent && pool->workers[index].tasks == 1;
    int status = end_worker(&pool->workers[index], true);

    out->kind = unbegun ? FB_POOL_UNBEGUN : hung ? FB_POOL_HUNG : FB_POOL_CRASHED;
    if (out->kind == FB_POOL_CRASHED && WIFEXITED(status) &&
        WEXITSTATUS(status) == FB_WORKER_STARVED)
        out->kind = FB_POOL_STARVED;
    out->worker = index;
    out->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    out->status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    return start(pool, index);
}

/* Reads what a worker has to tell. */
static fb_status hear(struct fb_pool_event *out, struct fb_pool *pool, size_t index)
{
    struct worker *worker = &pool->workers[index];
    fb_status status = fb_channel_receive(&out->message, &worker->channel);

    if (status == FB_ERR_IO)
        return replace(out, pool, index, false);
    FB_TRY(status);
    out->worker = index;
    out->kind = out->message.length > 0 ? FB_POOL_MESSAGE : FB_POOL_DONE;
    worker->tasks -= out->kind == FB_POOL_DONE;
    worker->since = now();
    return FB_OK;
}

/* True if a worker has told something that is already here. */
static bool is_told(const struct worker *worker)
{
    return worker->tasks > 0 && fb_channel_has_message(&worker->channel);
}

/*
 * Finds the first worker, in turn, that has told something, for which a poll found something, or
 * whose time is over.
 */
static fb_status attend(struct fb_pool_event *out, struct fb_pool *pool,
                        const struct pollfd *polled)
{
    size_t first = pool->next;

    for (size_t i = 0; i < pool->count; i++) {
        size_t index = (first + i) % pool->count;
        struct worker *worker = &pool->workers[index];
        if (worker->tasks == 0)
            continue;
        pool->next = index + 1;
        if (is_told(worker) || polled[index].revents != 0)
            return hear(out, pool, index);
        if (pool->setup.seconds > 0 && time_left(pool, worker) == 0)
            return replace(out, pool, index, true);
    }
    return FB_OK;
}

fb_status fb_pool_wait(struct fb_pool_event *out, struct fb_pool *pool, int milliseconds)
{
    struct pollfd polled[FB_POOL_WORKERS];
    bool any = false, told = false;

    *out = (struct fb_pool_event){.kind = FB_POOL_NOTHING};
    for (size_t i = 0; i < pool->count; i++) {
        bool busy = pool->workers[i].tasks > 0;
        polled[i] =
            (struct pollfd){.fd = busy ? pool->workers[i].channel.socket : -1, .events = POLLIN};
        any = any || busy;
        told = told || is_told(&pool->workers[i]);
    }
    if (!any)
        return FB_OK;
    /* What is here is taken before others are asked. */
    if (!told && poll(polled, pool->count, shorten(pool, milliseconds)) < 0)
        return errno == EINTR ? FB_OK : FB_ERR_IO;
    return attend(out, pool, polled);
}

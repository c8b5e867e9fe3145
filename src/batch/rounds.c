#include "batch/rounds.h"

#include <stdio.h>
#include <string.h>

struct rounds {
    struct fb_night *night;
    struct fb_pool *pool;
    const struct fb_rounds_kind *kind;
    void *data;
    void *held[FB_POOL_WORKERS][FB_POOL_TASKS]; /* of each worker; first: in hand */
};

/* ---- what a worker has ---- */

static void hold(void **held, void *thing)
{
    size_t place = 0;

    while (held[place] != NULL)
        place++;
    held[place] = thing;
}

/* Takes the thing in hand from a worker; the one behind it is in hand then. */
static void *let_go(void **held)
{
    void *thing = held[0];

    memmove(held, held + 1, (FB_POOL_TASKS - 1) * sizeof *held);
    held[FB_POOL_TASKS - 1] = NULL;
    return thing;
}

static void put_back_all(struct rounds *rounds, void **held)
{
    while (held[0] != NULL)
        rounds->kind->put_back(rounds->data, let_go(held));
}

static bool is_working(const struct rounds *rounds)
{
    for (size_t i = 0; i < FB_POOL_WORKERS; i++) {
        if (rounds->held[i][0] != NULL)
            return true;
    }
    return false;
}

/* ---- giving out ---- */

static fb_status give_out(struct rounds *rounds)
{
    const struct fb_buffer *task;
    void *thing;
    size_t worker;

    while (!fb_night_is_stopped(rounds->night) &&
           (worker = fb_pool_taker(rounds->pool, rounds->kind->tasks)) != SIZE_MAX) {
        FB_TRY(rounds->kind->offer(&thing, &task, rounds->data));
        if (thing == NULL)
            return FB_OK;
        if (!fb_pool_accepts(rounds->pool, worker, task)) {
            rounds->kind->put_back(rounds->data, thing);
            return FB_OK;
        }
        hold(rounds->held[worker], thing);
        FB_TRY(fb_night_report_workers(rounds->night, fb_pool_give(rounds->pool, worker, task)));
    }
    return FB_OK;
}

/* ---- taking back ---- */

/* A worker broke down over the thing in hand. */
static fb_status take_breakdown(struct rounds *rounds, void *thing,
                                const struct fb_pool_event *event)
{
    enum fb_diag_code code = FB_DIAG_BATCH_CRASHED;
    char why[64] = "";

    if (event->kind == FB_POOL_HUNG) {
        code = FB_DIAG_BATCH_HUNG;
        snprintf(why, sizeof why, "%zu", rounds->night->setup->seconds);
    } else if (event->kind == FB_POOL_STARVED) {
        code = FB_DIAG_BATCH_MEMORY;
    } else if (event->signal != 0) {
        snprintf(why, sizeof why, "signal %d", event->signal);
    } else {
        snprintf(why, sizeof why, "status %d", event->status);
    }
    return rounds->kind->end(rounds->data, thing, code, why);
}

static fb_status take_event(struct rounds *rounds, const struct fb_pool_event *event)
{
    void **held = rounds->held[event->worker];
    fb_status status = FB_OK;

    switch (event->kind) {
    case FB_POOL_NOTHING:
        return FB_OK;
    case FB_POOL_MESSAGE:
        return rounds->kind->hear(rounds->data, held[0], &event->message);
    case FB_POOL_DONE:
        return rounds->kind->end(rounds->data, let_go(held), FB_DIAG_COUNT, "");
    case FB_POOL_UNBEGUN:
        break;
    default:
        status = take_breakdown(rounds, let_go(held), event);
    }
    put_back_all(rounds, held);
    return status;
}

static fb_status run(struct rounds *rounds)
{
    struct fb_pool_event event;

    for (;;) {
        FB_TRY(give_out(rounds));
        if (!is_working(rounds))
            return FB_OK;
        FB_TRY(fb_night_report_workers(rounds->night, fb_pool_wait(&event, rounds->pool, -1)));
        FB_TRY(take_event(rounds, &event));
        /* A worker need not wait until what it did is settled. */
        FB_TRY(give_out(rounds));
        if (rounds->kind->settle != NULL)
            FB_TRY(rounds->kind->settle(rounds->data));
    }
}

fb_status fb_rounds_run(struct fb_night *night, struct fb_pool *pool,
                        const struct fb_rounds_kind *kind, void *data)
{
    struct rounds rounds = {.night = night, .pool = pool, .kind = kind, .data = data};
    fb_status status = run(&rounds);

    for (size_t i = 0; i < FB_POOL_WORKERS; i++)
        put_back_all(&rounds, rounds.held[i]);
    return status;
}

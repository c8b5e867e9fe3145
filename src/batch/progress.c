#include "batch/progress.h"

#include "base/i18n.h"

#include <time.h>

int64_t fb_progress_clock(void)
{
    struct timespec moment = {0};

    (void)clock_gettime(CLOCK_MONOTONIC, &moment);
    return (int64_t)moment.tv_sec * 1000 + moment.tv_nsec / 1000000;
}

void fb_progress_begin(struct fb_progress *progress, int64_t now)
{
    *progress = (struct fb_progress){now, now};
}

bool fb_progress_due(struct fb_progress *progress, int64_t now, int64_t every)
{
    if (now - progress->told < every)
        return false;
    progress->told = now;
    return true;
}

void fb_progress_append_binding(struct fb_buffer *out, const struct fb_binding_progress *binding)
{
    fb_buffer_append_format(out, _("binding volumes: %zu of %zu done, %zu records bound"),
                            binding->done, binding->groups, binding->records);
}

/* Appends a time in the two units that matter. */
static void append_time(struct fb_buffer *out, int64_t seconds)
{
    if (seconds >= 3600)
        fb_buffer_append_format(out, _("%d h %d min left"), (int)(seconds / 3600),
                                (int)(seconds / 60 % 60));
    else if (seconds >= 60)
        fb_buffer_append_format(out, _("%d min %d s left"), (int)(seconds / 60),
                                (int)(seconds % 60));
    else
        fb_buffer_append_format(out, _("%d s left"), (int)seconds);
}

void fb_progress_append(struct fb_buffer *out, const struct fb_progress *progress, int64_t now,
                        const struct fb_batch_tally *tally, size_t left)
{
    int64_t passed = now - progress->begun;
    size_t done = tally->records, bad = tally->failed + tally->broken;
    size_t percent = done + left > 0 ? done * 100 / (done + left) : 100;

    fb_buffer_append_format(out, _("%zu%%: %zu records"), percent, done);
    if (bad > 0)
        fb_buffer_append_format(out, _(", %zu failed"), bad);
    if (passed <= 0 || done == 0)
        return;
    fb_buffer_append_format(out, _("; %zu a second, "), done * 1000 / (size_t)passed);
    append_time(out, (int64_t)left * passed / (int64_t)done / 1000);
}

#include "batch/night.h"

#include "base/file.h"
#include "base/system_error.h"

#include <errno.h>

bool fb_night_is_stopped(const struct fb_night *night)
{
    volatile sig_atomic_t *stop = night->setup->stop;

    return (stop != NULL && *stop != 0) || night->unwritable;
}

bool fb_night_stamp(struct fb_file_stamp *out, struct fb_night *night, const char *path)
{
    char *full = fb_arena_format(night->scratch, "%s/%s", night->setup->output, path);

    return full != NULL && fb_file_stamp_of(out, full);
}

fb_status fb_night_has_bytes(bool *out, const char *path, struct fb_hash hash)
{
    struct fb_buffer bytes;
    fb_status status;

    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_file_read(&bytes, path);
    *out = status == FB_OK && fb_hash_equal(fb_hash_bytes(bytes.data, bytes.length), hash);
    fb_buffer_release(&bytes);
    return status == FB_ERR_NOMEM ? status : FB_OK;
}

fb_status fb_night_stands(bool *out, struct fb_night *night, const char *path, struct fb_hash hash)
{
    char *full = fb_arena_format(night->scratch, "%s/%s", night->setup->output, path);

    FB_NEED(full);
    return fb_night_has_bytes(out, full, hash);
}

fb_status fb_night_report_unwritable(struct fb_night *night, const char *path)
{
    struct fb_source source = {.name = path};

    fb_report(night->sink, FB_DIAG_BATCH_UNWRITABLE, ((struct fb_position){.source = &source}),
              fb_system_error(errno));
    return FB_ERR_IO;
}

fb_status fb_night_report_state(struct fb_night *night)
{
    struct fb_source source = {.name = night->setup->output};

    fb_report(night->sink, FB_DIAG_BATCH_STATE, ((struct fb_position){.source = &source}),
              night->state != NULL ? fb_state_failure(night->state) : "");
    return FB_ERR_IO;
}

fb_status fb_night_report_workers(const struct fb_night *night, fb_status status)
{
    struct fb_source source = {.name = night->setup->output};

    if (status == FB_ERR_IO)
        fb_report(night->sink, FB_DIAG_BATCH_WORKERS, ((struct fb_position){.source = &source}),
                  fb_system_error(errno));
    return status;
}

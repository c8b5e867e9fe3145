/*
 * work_output.c: what a worker gives back, be it of records or of volumes: documents, and words.
 */
#include "base/system_error.h"
#include "batch/work.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static fb_status write_bytes(const char *path, const struct fb_buffer *bytes)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    size_t done = 0;

    if (file < 0)
        return FB_ERR_IO;
    while (done < bytes->length) {
        ssize_t count = write(file, bytes->data + done, bytes->length - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            break;
        done += (size_t)count;
    }
    return close(file) == 0 && done == bytes->length ? FB_OK : FB_ERR_IO;
}

static fb_status report_unwritable(struct fb_diagnostics *sink, const char *path)
{
    struct fb_source source = {.name = path};

    fb_report(sink, FB_DIAG_BATCH_UNWRITABLE, ((struct fb_position){.source = &source}),
              fb_system_error(errno));
    return FB_ERR_IO;
}

fb_status fb_work_write(struct fb_result_output *output, struct fb_work_setup *setup,
                        struct fb_arena *arena, const struct fb_buffer *bytes,
                        struct fb_diagnostics *sink)
{
    char *name = fb_arena_format(arena, "%ld-%zu", (long)getpid(), setup->written++);
    char *path = fb_arena_format(arena, "%s/%s", setup->folder, name);

    FB_NEED(name);
    FB_NEED(path);
    if (write_bytes(path, bytes) != FB_OK || !fb_file_stamp_of(&output->stamp, path))
        return report_unwritable(sink, path);
    output->temporary = name;
    output->hash = fb_hash_bytes(bytes->data, bytes->length);
    return FB_OK;
}

fb_status fb_work_print(const char **out, struct fb_arena *arena, struct fb_diagnostics *sink,
                        fb_work_form *form)
{
    struct fb_buffer text;

    fb_buffer_init(&text, FB_MESSAGE_LIMIT / 4);
    form(sink, &text);
    *out = fb_arena_copy(arena, text.data, text.length);
    fb_buffer_release(&text);
    FB_NEED(*out);
    return FB_OK;
}

void fb_work_print_plain(struct fb_diagnostics *sink, struct fb_buffer *out)
{
    fb_diagnostics_print(sink, out, false);
}

void fb_work_explain(struct fb_diagnostics *sink, const char *name, fb_status status)
{
    struct fb_source source = {.name = name};
    struct fb_position whole = {.source = &source};

    if (status == FB_ERR_NOMEM)
        fb_report(sink, FB_DIAG_BATCH_MEMORY, whole, "");
    else if (status == FB_ERR_INTERNAL)
        fb_report(sink, FB_DIAG_BATCH_CRASHED, whole, "internal");
}

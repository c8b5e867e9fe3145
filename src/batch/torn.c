/*
 * torn.c: documents of which a loss of power has left a part.
 *
 * A file system may have noted a document's name and not yet its bytes. What is there then is the
 * very file that was written (its number and time tell), not longer than it was, and cannot be
 * read. But whoever writes into a file can do all that too: copying a DOCX that Word has locked
 * with a password over it, with its time, or one that broke off. So of a DOCX only the bytes tell:
 * what was written is made again, and what is left of it has no other bytes, but zeros where the
 * file system has not written any.
 */
#include "base/file.h"
#include "batch/night.h"
#include "package/package.h"

#include <string.h>

/* What a disk writes at once, or not at all. */
enum { SECTOR = 512 };

static bool is_left_by_stamp(const struct fb_file_stamp *found, const struct fb_file_stamp *written)
{
    bool later = found->seconds != written->seconds ? found->seconds > written->seconds
                                                    : found->nanoseconds > written->nanoseconds;

    return found->inode == written->inode && found->size <= written->size && !later;
}

/* A DOCX ends with the list of its parts. */
static fb_status is_readable_docx(bool *out, const struct fb_buffer *bytes)
{
    struct fb_package_fault fault;
    struct fb_package *package;
    fb_status status = fb_package_open(&package, bytes->data, bytes->length, &fault);

    *out = status == FB_OK;
    fb_package_free(package);
    return status == FB_ERR_NOMEM ? status : FB_OK;
}

/* A PDF ends with a line that says so (ISO 32000-1, 7.5.5). */
static bool is_readable_pdf(const struct fb_buffer *bytes)
{
    static const char END[] = "%%EOF";
    size_t length = bytes->length;

    while (length > 0 && (bytes->data[length - 1] == '\n' || bytes->data[length - 1] == '\r'))
        length--;
    return length >= strlen(END) &&
           memcmp(bytes->data + length - strlen(END), END, strlen(END)) == 0;
}

static bool is_blank(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != '\0')
            return false;
    }
    return true;
}

/* Judges what stands in the place of a document that may be torn. */
static fb_status judge(enum fb_torn *out, enum fb_output_kind kind, const struct fb_buffer *bytes)
{
    bool readable = kind == FB_OUTPUT_PDF && is_readable_pdf(bytes);

    if (kind == FB_OUTPUT_DOCX)
        FB_TRY(is_readable_docx(&readable, bytes));
    if (readable)
        *out = FB_TORN_NOT;
    else if (kind == FB_OUTPUT_DOCX && !is_blank(bytes->data, bytes->length))
        *out = FB_TORN_PERHAPS;
    else
        *out = FB_TORN_SURELY;
    return FB_OK;
}

fb_status fb_night_torn(enum fb_torn *out, struct fb_night *night,
                        const struct fb_state_output *output)
{
    char *path = fb_arena_format(night->scratch, "%s/%s", night->setup->output, output->path);
    struct fb_file_stamp found;
    enum fb_output_kind kind;
    struct fb_buffer bytes;
    fb_status status;

    FB_NEED(path);
    *out = FB_TORN_NOT;
    if (!fb_output_of_path(&kind, path) || !fb_file_stamp_of(&found, path) ||
        !is_left_by_stamp(&found, &output->stamp))
        return FB_OK;
    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_file_read(&bytes, path);
    if (status == FB_OK)
        status = judge(out, kind, &bytes);
    fb_buffer_release(&bytes);
    /* Nobody knows what is in a file that cannot be read. */
    return status == FB_ERR_NOMEM ? status : FB_OK;
}

/* True if each sector is as it was written, or was not. */
static bool are_left(const struct fb_buffer *found, const struct fb_buffer *again)
{
    if (found->length > again->length)
        return false;
    for (size_t at = 0; at < found->length; at += SECTOR) {
        size_t length = found->length - at < SECTOR ? found->length - at : SECTOR;
        if (memcmp(found->data + at, again->data + at, length) != 0 &&
            !is_blank(found->data + at, length))
            return false;
    }
    return true;
}

static fb_status compare(bool *out, const char *path, const char *again)
{
    struct fb_buffer found, whole;
    fb_status status;

    fb_buffer_init(&found, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&whole, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_file_read(&found, path);
    if (status == FB_OK)
        status = fb_file_read(&whole, again);
    *out = status == FB_OK && are_left(&found, &whole);
    fb_buffer_release(&found);
    fb_buffer_release(&whole);
    return status == FB_ERR_NOMEM ? status : FB_OK;
}

fb_status fb_night_is_left(bool *out, struct fb_night *night, const struct fb_state_output *output,
                           struct fb_hash hash, const char *again)
{
    enum fb_torn torn;
    char *path;

    FB_TRY(fb_night_torn(&torn, night, output));
    *out = torn == FB_TORN_SURELY;
    if (torn != FB_TORN_PERHAPS || !fb_hash_equal(output->hash, hash))
        return FB_OK;
    FB_NEED(path = fb_arena_format(night->scratch, "%s/%s", night->setup->output, output->path));
    return compare(out, path, again);
}

/*
 * torn.c: documents of which a loss of power has left a part.
 *
 * A file system may have noted a document's name and not yet its bytes. What is there then is the
 * very file that was written (its number and time tell), not longer than it was, and cannot be
 * read. So nothing that a person has made counts as torn: whoever writes to a file changes its
 * time, and whoever puts another in its place does not put a broken one there.
 */
#include "base/file.h"
#include "batch/night.h"
#include "package/package.h"

#include <string.h>

static bool is_left_of(const struct fb_file_stamp *found, const struct fb_file_stamp *written)
{
    bool later = found->seconds != written->seconds ? found->seconds > written->seconds
                                                    : found->nanoseconds > written->nanoseconds;

    return found->inode == written->inode && found->size <= written->size && !later;
}

/* A DOCX ends with the list of its parts. */
static bool is_readable_docx(const struct fb_buffer *bytes)
{
    struct fb_package_fault fault;
    struct fb_package *package;

    if (fb_package_open(&package, bytes->data, bytes->length, &fault) != FB_OK)
        return false;
    fb_package_free(package);
    return true;
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

bool fb_night_is_torn(struct fb_night *night, const struct fb_state_output *output)
{
    char *path = fb_arena_format(night->scratch, "%s/%s", night->setup->output, output->path);
    struct fb_file_stamp found;
    enum fb_output_kind kind;
    struct fb_buffer bytes;
    bool torn;

    if (path == NULL || !fb_output_of_path(&kind, path) || !fb_file_stamp_of(&found, path) ||
        !is_left_of(&found, &output->stamp))
        return false;
    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    torn = fb_file_read(&bytes, path) == FB_OK &&
           !(kind == FB_OUTPUT_DOCX ? is_readable_docx(&bytes) : is_readable_pdf(&bytes));
    fb_buffer_release(&bytes);
    return torn;
}

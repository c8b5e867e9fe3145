/*
 * rewrite: the least that writing documents costs.
 *
 *     rewrite FROM TO
 *
 * Writes the bytes of all documents below a folder again, as a batch does: each to a new file,
 * renamed to its place; nothing is synced. Prints how many there are, and the milliseconds
 * of processors for one, for itself and in the system; reading is not counted.
 */
#include "base/buffer.h"
#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

struct rewriting {
    const char *to;
    size_t count;
    double user, system; /* seconds */
    struct fb_buffer bytes;
};

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static bool write_bytes(const struct fb_buffer *bytes, const char *temporary, const char *path)
{
    int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0666);
    bool written;

    if (file < 0)
        return false;
    written = write(file, bytes->data, bytes->length) == (ssize_t)bytes->length;
    return close(file) == 0 && written && rename(temporary, path) == 0;
}

/* Writes one document, and adds what that took. */
static bool rewrite(struct rewriting *work, const char *from)
{
    char temporary[PATH_SIZE], path[PATH_SIZE];
    struct rusage begin, end;
    bool written;

    fb_buffer_clear(&work->bytes);
    if (fb_file_read(&work->bytes, from) != FB_OK)
        return false;
    snprintf(temporary, sizeof temporary, "%s/new", work->to);
    snprintf(path, sizeof path, "%s/%zu", work->to, work->count++);
    getrusage(RUSAGE_SELF, &begin);
    written = write_bytes(&work->bytes, temporary, path);
    getrusage(RUSAGE_SELF, &end);
    work->user += seconds_of(end.ru_utime) - seconds_of(begin.ru_utime);
    work->system += seconds_of(end.ru_stime) - seconds_of(begin.ru_stime);
    return written;
}

static bool walk(struct rewriting *work, const char *folder)
{
    DIR *directory = opendir(folder);
    struct dirent *entry;
    bool done = directory != NULL;

    while (done && (entry = readdir(directory)) != NULL) {
        char path[PATH_SIZE];
        struct stat info;
        if (entry->d_name[0] == '.')
            continue;
        done = snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < (int)sizeof path &&
               stat(path, &info) == 0 &&
               (S_ISDIR(info.st_mode) ? walk(work, path) : rewrite(work, path));
    }
    if (directory != NULL)
        closedir(directory);
    return done;
}

int main(int argc, char **argv)
{
    struct rewriting work = {.to = argc == 3 ? argv[2] : NULL};
    bool done;

    if (work.to == NULL) {
        fprintf(stderr, "usage: rewrite FROM TO\n");
        return 3;
    }
    fb_buffer_init(&work.bytes, FB_BUFFER_OUTPUT_LIMIT);
    done = fb_file_make_folder(work.to) == FB_OK && walk(&work, argv[1]) && work.count > 0;
    fb_buffer_release(&work.bytes);
    if (!done) {
        fprintf(stderr, "rewrite: cannot write %s to %s\n", argv[1], work.to);
        return 4;
    }
    printf("%zu %.4f %.4f\n", work.count, work.user * 1e3 / (double)work.count,
           work.system * 1e3 / (double)work.count);
    return 0;
}

#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, PATH_LIMIT = 16 * 1024, NAME_ATTEMPTS = 10000 };

static fb_status read_all(struct fb_buffer *out, int file)
{
    char *chunk = malloc(CHUNK);
    ssize_t count = 0;

    FB_NEED(chunk);
    while (out->status == FB_OK) {
        count = read(file, chunk, CHUNK);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        fb_buffer_append(out, chunk, (size_t)count);
    }
    free(chunk);
    return count < 0 ? FB_ERR_IO : out->status;
}

fb_status fb_file_read(struct fb_buffer *out, const char *path)
{
    fb_status status;
    int file, error;

    if (strcmp(path, "-") == 0)
        return read_all(out, STDIN_FILENO);
    file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return FB_ERR_IO;
    status = read_all(out, file);
    error = errno;
    close(file);
    errno = error;
    return status;
}

static fb_status write_all(int file, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t count = write(file, bytes, length);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return FB_ERR_IO;
        bytes += count;
        length -= (size_t)count;
    }
    return FB_OK;
}

/* A new file beside the one it is going to replace. */
struct temporary {
    char path[PATH_LIMIT];
    int file;
};

/*
 * Makes a temporary file in the folder of `path`, with the permissions of a new file. Its name does
 * not contain the final one, which may be as long as the system allows.
 */
static fb_status make_temporary(struct temporary *out, const char *path)
{
    const char *slash = strrchr(path, '/');
    int folder = slash == NULL ? 0 : (int)(slash - path + 1);

    for (int attempt = 0; attempt < NAME_ATTEMPTS; attempt++) {
        int length = snprintf(out->path, sizeof out->path, "%.*s.fubiao-%ld-%d", folder, path,
                              (long)getpid(), attempt);
        if (length >= (int)sizeof out->path) {
            errno = ENAMETOOLONG;
            return FB_ERR_IO;
        }
        out->file = open(out->path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (out->file >= 0)
            return FB_OK;
        if (errno != EEXIST)
            return FB_ERR_IO;
    }
    return FB_ERR_IO;
}

/* Closes a file that was written; a failure to close is a failure to write. Keeps errno. */
static fb_status close_written(int file, fb_status status)
{
    int error = errno;

    if (close(file) != 0 && status == FB_OK)
        return FB_ERR_IO;
    errno = error;
    return status;
}

/* Writes a file that is complete before it gets its name; `mode` is NULL for a new file. */
static fb_status replace(const char *path, const mode_t *mode, const void *bytes, size_t length)
{
    struct temporary temporary;
    fb_status status;
    int error;

    FB_TRY(make_temporary(&temporary, path));
    status = write_all(temporary.file, bytes, length);
    if (status == FB_OK && mode != NULL && fchmod(temporary.file, *mode) != 0)
        status = FB_ERR_IO;
    if (status == FB_OK && fsync(temporary.file) != 0)
        status = FB_ERR_IO;
    status = close_written(temporary.file, status);
    if (status == FB_OK && rename(temporary.path, path) != 0)
        status = FB_ERR_IO;
    error = errno;
    if (status != FB_OK)
        unlink(temporary.path);
    errno = error;
    return status;
}

/* Replaces a file that is there: the one that a link leads to, if its permissions allow it. */
static fb_status replace_existing(const char *path, mode_t mode, const void *bytes, size_t length)
{
    char *target;
    fb_status status;

    if (access(path, W_OK) != 0)
        return FB_ERR_IO;
    target = realpath(path, NULL);
    if (target == NULL)
        return FB_ERR_IO;
    status = replace(target, &mode, bytes, length);
    free(target);
    return status;
}

/* Writes to a pipe or a device, which have no content to keep. */
static fb_status write_through(const char *path, const void *bytes, size_t length)
{
    int file = open(path, O_WRONLY | O_CLOEXEC);

    if (file < 0)
        return FB_ERR_IO;
    return close_written(file, write_all(file, bytes, length));
}

/* Tells a link that leads nowhere from a path that nothing has; keeps errno. */
static bool is_link(const char *path)
{
    struct stat info;
    int error = errno;
    bool link = lstat(path, &info) == 0 && S_ISLNK(info.st_mode);

    errno = error;
    return link;
}

fb_status fb_file_write(const char *path, const void *bytes, size_t length)
{
    struct stat info;

    if (stat(path, &info) != 0)
        return is_link(path) ? FB_ERR_IO : replace(path, NULL, bytes, length);
    if (S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return FB_ERR_IO;
    }
    if (!S_ISREG(info.st_mode))
        return write_through(path, bytes, length);
    return replace_existing(path, info.st_mode & 0777, bytes, length);
}

bool fb_file_is_folder(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

bool fb_file_exists(const char *path)
{
    struct stat info;

    return stat(path, &info) == 0;
}

fb_status fb_file_make_folder(const char *path)
{
    char part[PATH_LIMIT];
    size_t length = strlen(path);

    if (length >= sizeof part) {
        errno = ENAMETOOLONG;
        return FB_ERR_IO;
    }
    for (size_t i = 1; i <= length; i++) {
        if (path[i] != '/' && path[i] != '\0')
            continue;
        memcpy(part, path, i);
        part[i] = '\0';
        if (mkdir(part, 0777) == 0 || fb_file_is_folder(part))
            continue;
        if (errno == EEXIST)
            errno = ENOTDIR;
        return FB_ERR_IO;
    }
    return FB_OK;
}

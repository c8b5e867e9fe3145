#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, PATH_LIMIT = 16 * 1024 };

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

/* Returns the permissions that a new file at `path` gets: the old file's, else those of umask. */
static mode_t target_mode(const char *path)
{
    struct stat info;
    mode_t mask;

    if (stat(path, &info) == 0)
        return info.st_mode & 07777;
    mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static fb_status write_temporary(int file, const char *path, const void *bytes, size_t length)
{
    fb_status status = write_all(file, bytes, length);

    if (status == FB_OK && (fchmod(file, target_mode(path)) != 0 || fsync(file) != 0))
        status = FB_ERR_IO;
    return status;
}

fb_status fb_file_write(const char *path, const void *bytes, size_t length)
{
    char temporary[PATH_LIMIT];
    int file, error;
    fb_status status;

    if (snprintf(temporary, sizeof temporary, "%s.XXXXXX", path) >= (int)sizeof temporary) {
        errno = ENAMETOOLONG;
        return FB_ERR_IO;
    }
    file = mkstemp(temporary);
    if (file < 0)
        return FB_ERR_IO;
    status = write_temporary(file, path, bytes, length);
    error = errno;
    if (close(file) != 0 && status == FB_OK) {
        status = FB_ERR_IO;
        error = errno;
    }
    if (status == FB_OK && rename(temporary, path) != 0) {
        status = FB_ERR_IO;
        error = errno;
    }
    if (status != FB_OK)
        unlink(temporary);
    errno = error;
    return status;
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
        if (mkdir(part, 0777) != 0 && !fb_file_is_folder(part))
            return FB_ERR_IO;
    }
    return FB_OK;
}

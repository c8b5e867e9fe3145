#include "base/system_error.h"

#include "base/i18n.h"

#include <errno.h>
#include <string.h>

static const struct {
    int number;
    const char *text;
} FREQUENT[] = {
    {ENOENT, N_("there is no such file or folder")},
    {EACCES, N_("permission denied")},
    {EPERM, N_("operation not permitted")},
    {EISDIR, N_("it is a folder")},
    {ENOTDIR, N_("a part of the path is not a folder")},
    {EEXIST, N_("a file of this name exists")},
    {ENOSPC, N_("no space is left on the disk")},
    {EROFS, N_("the file system is read-only")},
    {ENAMETOOLONG, N_("the name is too long")},
    {EMFILE, N_("too many files are open")},
    {EIO, N_("the device failed to read or write")},
    {EBADF, N_("it is closed")},
    {ELOOP, N_("its links lead in a circle")},
    {EPIPE, N_("the reader of the pipe is gone")},
};

const char *fb_system_error(int number)
{
    for (size_t i = 0; i < sizeof FREQUENT / sizeof *FREQUENT; i++) {
        if (FREQUENT[i].number == number)
            return _(FREQUENT[i].text);
    }
    return strerror(number);
}

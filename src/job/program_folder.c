#include "job/program_folder.h"

#include <string.h>
#include <unistd.h>

fb_status fb_program_folder(char *out, size_t size)
{
    ssize_t length = readlink("/proc/self/exe", out, size);
    char *slash;

    if (length < 0)
        return FB_ERR_IO;
    if ((size_t)length >= size)
        return FB_ERR_NOMEM;
    out[length] = '\0';
    slash = strrchr(out, '/');
    if (slash == NULL)
        return FB_ERR_IO;
    *slash = '\0';
    return FB_OK;
}

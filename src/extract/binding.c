#include "extract/binding.h"

#include "base/buffer.h"

#include <stdlib.h>
#include <string.h>

enum { PATH_LIMIT = 1 << 16 };

/* A path while it is read. */
struct reading {
    const char *at;
    struct fb_buffer out;
};

static void skip_blanks(struct reading *reading)
{
    reading->at += strspn(reading->at, " \t\r\n");
}

/* Reads "[3]" if it is there; without one the position is 1. */
static bool read_position(struct reading *reading)
{
    unsigned long number = 1;
    char *end;

    skip_blanks(reading);
    if (*reading->at == '[') {
        reading->at++;
        skip_blanks(reading);
        if (*reading->at < '1' || *reading->at > '9')
            return false;
        number = strtoul(reading->at, &end, 10);
        reading->at = end;
        skip_blanks(reading);
        if (*reading->at++ != ']')
            return false;
        skip_blanks(reading);
    }
    fb_buffer_append_format(&reading->out, "[%lu]", number);
    return *reading->at == '/' || *reading->at == '\0';
}

/* Reads a name and drops its prefix; a step of XPath that is no name of a child is refused. The
 * root may be "*".
 */
static bool read_name(struct reading *reading)
{
    size_t length = strcspn(reading->at, " \t\r\n[]/@*()=|<>.:$,'\"");

    if (*reading->at == '*' && reading->out.length == 1)
        length = 1;
    if (reading->at[length] == ':') {
        if (length == 0 || reading->at[length + 1] == ':')
            return false;
        reading->at += length + 1;
        length = strcspn(reading->at, " \t\r\n[]/@*()=|<>.:$,'\"");
    }
    if (length == 0)
        return false;
    fb_buffer_append(&reading->out, reading->at, length);
    reading->at += length;
    return true;
}

static bool read_steps(struct reading *reading)
{
    skip_blanks(reading);
    if (*reading->at != '/')
        return false;
    while (*reading->at == '/') {
        reading->at++;
        skip_blanks(reading);
        fb_buffer_append_char(&reading->out, '/');
        if (!read_name(reading) || !read_position(reading))
            return false;
    }
    return true;
}

fb_status fb_binding_normalize(char **out, struct fb_arena *arena, const char *path)
{
    struct reading reading = {.at = path};
    fb_status status = FB_OK;

    *out = NULL;
    if (path == NULL)
        return FB_OK;
    fb_buffer_init(&reading.out, PATH_LIMIT);
    if (read_steps(&reading) && reading.out.status == FB_OK) {
        *out = fb_arena_copy(arena, reading.out.data, reading.out.length);
        status = *out != NULL ? FB_OK : FB_ERR_NOMEM;
    }
    fb_buffer_release(&reading.out);
    return status;
}

bool fb_binding_within(const char *path, const char *base)
{
    size_t length = strlen(base);

    return strncmp(path, base, length) == 0 && (path[length] == '\0' || path[length] == '/');
}

char *fb_binding_last(struct fb_arena *arena, const char *path, size_t *length, size_t *number)
{
    const char *step = strrchr(path, '/'), *bracket = strrchr(path, '[');

    *length = (size_t)(step - path);
    *number = strtoul(bracket + 1, NULL, 10);
    return fb_arena_copy(arena, step + 1, (size_t)(bracket - step - 1));
}

#include "cli/terminal.h"

#include "base/i18n.h"
#include "base/system_error.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum fb_exit report_output_failure(void)
{
    fb_terminal_error(_("cannot write to standard output: %s"), fb_system_error(errno));
    return FB_EXIT_SYSTEM;
}

enum fb_exit fb_terminal_print(const char *format, ...)
{
    va_list arguments;
    int count;

    va_start(arguments, format);
    count = vprintf(format, arguments);
    va_end(arguments);
    return count < 0 ? report_output_failure() : FB_EXIT_DONE;
}

enum fb_exit fb_terminal_print_buffer(const struct fb_buffer *buffer)
{
    if (fwrite(buffer->data, 1, buffer->length, stdout) != buffer->length)
        return report_output_failure();
    return FB_EXIT_DONE;
}

void fb_terminal_error(const char *format, ...)
{
    va_list arguments;

    fputs("fubiao: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

void fb_terminal_progress(const char *format, ...)
{
    va_list arguments;

    if (!isatty(STDERR_FILENO))
        return;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

bool fb_terminal_is_one(void)
{
    return isatty(STDERR_FILENO) != 0;
}

void fb_terminal_status(const char *line)
{
    if (!fb_terminal_is_one())
        return;
    fprintf(stderr, "\r\033[K%s", line);
    fflush(stderr);
}

void fb_terminal_note(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

void fb_terminal_message(const struct fb_buffer *buffer)
{
    fwrite(buffer->data, 1, buffer->length, stderr);
}

bool fb_terminal_colour(void)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");

    if (no_colour != NULL && no_colour[0] != '\0')
        return false;
    if (terminal == NULL || strcmp(terminal, "dumb") == 0)
        return false;
    return isatty(STDERR_FILENO) == 1;
}

enum fb_exit fb_terminal_close(void)
{
    if (fflush(stdout) != 0)
        return report_output_failure();
    return FB_EXIT_DONE;
}

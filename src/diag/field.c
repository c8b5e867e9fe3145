#include "diag/field.h"

#include "base/i18n.h"

#include <stdbool.h>
#include <string.h>

/* Returns the bytes of the row's number at the end of a step, with its brackets; 0: it has none. */
static size_t row_length(const char *step, size_t length)
{
    size_t at = length;

    if (length < strlen("[1]") || step[length - 1] != ']')
        return 0;
    at--;
    while (at > 0 && step[at - 1] >= '0' && step[at - 1] <= '9')
        at--;
    return at > 1 && at < length - 1 && step[at - 1] == '[' ? length - at + 1 : 0;
}

/* Appends a step, and what joins it to the next, if there is one. */
static void append_step(struct fb_buffer *out, const char *step, size_t length, bool last)
{
    size_t number = row_length(step, length);
    const char *digits = step + length - number + 1;

    fb_buffer_append(out, step, length - number);
    if (number > 0)
        fb_buffer_append_format(out, last ? _(" row %.*s") : _(" row %.*s, "),
                                (int)(number - strlen("[]")), digits);
    else if (!last)
        /* xgettext: between a group and a field in it */
        fb_buffer_append_string(out, _("/"));
}

void fb_field_words(struct fb_buffer *out, const char *steps)
{
    bool last = false;

    while (!last) {
        size_t length = strcspn(steps, "/");
        last = steps[length] == '\0';
        append_step(out, steps, length, last);
        steps += length + 1;
    }
}

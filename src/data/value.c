#include "data/value.h"

#include <string.h>

/* Returns how many blanks the text begins with. */
static size_t count_blanks(const char *text)
{
    size_t count = 0;

    while (text[count] == ' ' || text[count] == '\t' || text[count] == '\r' || text[count] == '\n')
        count++;
    return count;
}

void fb_value_normalize(char *text)
{
    const char *in = text + count_blanks(text);
    char *out = text;

    while (*in != '\0') {
        size_t blank = count_blanks(in);
        bool line_break = memchr(in, '\n', blank) != NULL;
        if (in[blank] == '\0')
            break;
        if (line_break) {
            *out++ = '\n';
        } else {
            memset(out, ' ', blank);
            out += blank;
        }
        in += blank;
        *out++ = *in++;
    }
    *out = '\0';
}

char *fb_value_text(struct fb_arena *arena, const struct fb_xml_node *element)
{
    char *text = fb_xml_text(arena, element);

    if (text != NULL)
        fb_value_normalize(text);
    return text;
}

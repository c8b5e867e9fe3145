#include "data/value.h"

#include <string.h>

void fb_value_normalize(char *text)
{
    static const char BLANKS[] = " \t\r\n";
    const char *in = text + strspn(text, BLANKS);
    char *out = text;

    while (*in != '\0') {
        size_t blank = strspn(in, BLANKS);
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

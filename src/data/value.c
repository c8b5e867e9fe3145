#include "data/value.h"

#include <string.h>

static const char BLANKS[] = " \t\r\n";

/* Writes what stands for blanks inside a text and moves `*out` past it. */
static void write_blanks(char **out, const char *blanks, size_t length)
{
    if (memchr(blanks, '\n', length) != NULL) {
        *(*out)++ = '\n';
    } else {
        memset(*out, ' ', length);
        *out += length;
    }
}

void fb_value_normalize(char *text)
{
    const char *in = text + strspn(text, BLANKS);
    char *out = text;

    while (*in != '\0') {
        size_t length = strcspn(in, BLANKS), blank = strspn(in + length, BLANKS);
        memmove(out, in, length);
        out += length;
        in += length;
        if (in[blank] == '\0')
            break;
        write_blanks(&out, in, blank);
        in += blank;
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

const char *fb_value_of(const struct fb_xml_node *element)
{
    const char *bare = fb_xml_bare_text(element);
    char *text;
    bool made;

    if (bare != NULL)
        return bare;
    text = fb_xml_kept_text(&made, element);
    if (text != NULL && made)
        fb_value_normalize(text);
    return text;
}

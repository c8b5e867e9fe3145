/*
 * position_extent.c: where an element ends, found by walking its tags in the source again.
 */
#include "xml/document_private.h"

#include <string.h>

/* A tag in the text; comments, CDATA and processing instructions are passed over. */
struct tag {
    size_t start, end; /* from '<' to after '>' */
    bool closes;       /* "</" */
    bool alone;        /* "/>" */
};

static size_t after(const struct fb_source *source, size_t at, const char *end)
{
    const char *found = strstr(source->text + at, end);

    return found != NULL ? (size_t)(found - source->text) + strlen(end) : source->length;
}

/* Returns the offset after the '>' of the tag that begins at `at`; quotes may hold a '>'. */
static size_t tag_end(const struct fb_source *source, size_t at)
{
    char quote = '\0';

    for (; at < source->length; at++) {
        char c = source->text[at];

        if (quote != '\0')
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return at;
}

/* Finds the next tag at or after `at`. The text is known to be well-formed. */
static bool next_tag(struct tag *out, const struct fb_source *source, size_t at)
{
    for (;;) {
        const char *found = memchr(source->text + at, '<', source->length - at);

        if (found == NULL)
            return false;
        at = (size_t)(found - source->text);
        if (strncmp(found, "<!--", 4) == 0)
            at = after(source, at, "-->");
        else if (strncmp(found, "<![CDATA[", 9) == 0)
            at = after(source, at, "]]>");
        else if (strncmp(found, "<?", 2) == 0)
            at = after(source, at, "?>");
        else
            break;
    }
    out->start = at;
    out->end = tag_end(source, at);
    out->closes = source->text[at + 1] == '/';
    out->alone = out->end >= 2 && source->text[out->end - 2] == '/';
    return true;
}

/* Finds the first and the last tag of an element; they are one if it closes itself. */
static bool find_tags(struct tag *first, struct tag *last, const struct fb_source *source,
                      size_t start)
{
    size_t depth = 0;

    if (start >= source->length || !next_tag(first, source, start))
        return false;
    *last = *first;
    for (;;) {
        if (last->closes)
            depth--;
        else if (!last->alone)
            depth++;
        if (depth == 0)
            return true;
        if (!next_tag(last, source, last->end))
            return false;
    }
}

static struct fb_position between(const struct fb_source *source, size_t start, size_t end)
{
    return (struct fb_position){source, start, end - start};
}

struct fb_position fb_xml_extent(const struct fb_xml_node *element)
{
    const struct fb_source *source = ((struct fb_xml *)fb_xml_raw(element)->doc->_private)->source;
    struct tag first, last;

    if (!find_tags(&first, &last, source, fb_xml_offset(fb_xml_raw(element))))
        return between(source, 0, 0);
    return between(source, first.start, last.end);
}

struct fb_position fb_xml_inside(const struct fb_xml_node *element)
{
    const struct fb_source *source = ((struct fb_xml *)fb_xml_raw(element)->doc->_private)->source;
    struct tag first, last;

    if (!find_tags(&first, &last, source, fb_xml_offset(fb_xml_raw(element))))
        return between(source, 0, 0);
    if (first.alone)
        return between(source, first.end - 2, first.end - 2);
    return between(source, first.end, last.start);
}

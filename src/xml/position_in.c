/*
 * position_in.c: from a byte of decoded text back to the byte of the source that it came from.
 */
#include "base/utf8.h"
#include "xml/document.h"

#include <stdlib.h>
#include <string.h>

static bool starts_with(const struct fb_source *source, size_t at, const char *prefix)
{
    size_t length = strlen(prefix);

    return source->length - at >= length && memcmp(source->text + at, prefix, length) == 0;
}

/* Returns the offset just after `end`, or the end of the text. */
static size_t skip_past(const struct fb_source *source, size_t at, const char *end)
{
    while (at < source->length && !starts_with(source, at, end))
        at++;
    return at < source->length ? at + strlen(end) : at;
}

/* Skips what is markup inside a text: comments, and the brackets of CDATA. */
static size_t skip_markup(const struct fb_source *source, size_t at)
{
    for (;;) {
        if (starts_with(source, at, "<!--"))
            at = skip_past(source, at, "-->");
        else if (starts_with(source, at, "<![CDATA["))
            at += strlen("<![CDATA[");
        else if (starts_with(source, at, "]]>"))
            at += strlen("]]>");
        else
            return at;
    }
}

/* Returns how many bytes the reference at `at` stands for (XML 1.0, 4.1 and 4.6). */
static size_t reference_size(const struct fb_source *source, size_t at)
{
    char bytes[4];
    size_t size;

    if (starts_with(source, at, "&#x"))
        size = fb_utf8_encode(bytes, (uint32_t)strtoul(source->text + at + 3, NULL, 16));
    else if (starts_with(source, at, "&#"))
        size = fb_utf8_encode(bytes, (uint32_t)strtoul(source->text + at + 2, NULL, 10));
    else
        size = 1;
    return size;
}

/* Moves `*at` past one reference or byte of the source and returns how many bytes it stands for. */
static size_t step(const struct fb_source *source, size_t *at)
{
    size_t size = 1;

    if (source->text[*at] == '&') {
        size = reference_size(source, *at);
        *at = skip_past(source, *at, ";");
        return size;
    }
    /* A line end of two bytes is read as one (XML 1.0, 2.11). */
    if (starts_with(source, *at, "\r\n"))
        (*at)++;
    (*at)++;
    return size;
}

struct fb_position fb_xml_position_in(struct fb_position start, size_t offset, size_t length)
{
    const struct fb_source *source = start.source;
    size_t at = start.offset, passed = 0, end;

    if (source == NULL)
        return start;
    at = skip_markup(source, at);
    while (passed < offset && at < source->length) {
        passed += step(source, &at);
        at = skip_markup(source, at);
    }
    end = at;
    for (passed = 0; passed < length && end < source->length;)
        passed += step(source, &end);
    return (struct fb_position){source, at, end - at};
}

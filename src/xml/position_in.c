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

/* Skips what is markup inside a text of XML: comments, and the brackets of CDATA. */
static size_t skip_markup(const struct fb_source *source, size_t at)
{
    while (source->escapes == FB_ESCAPES_XML) {
        if (starts_with(source, at, "<!--"))
            at = skip_past(source, at, "-->");
        else if (starts_with(source, at, "<![CDATA["))
            at += strlen("<![CDATA[");
        else if (starts_with(source, at, "]]>"))
            at += strlen("]]>");
        else
            break;
    }
    return at;
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

/* Returns the four digits of \uXXXX at `at`, or 0 if it does not stand there. */
static uint32_t json_unit(const struct fb_source *source, size_t at)
{
    char digits[5] = "";

    if (!starts_with(source, at, "\\u") || source->length - at < 6)
        return 0;
    memcpy(digits, source->text + at + 2, 4);
    return (uint32_t)strtoul(digits, NULL, 16);
}

/* Moves past an escape of JSON; two units of a surrogate pair are one character. */
static size_t step_json(const struct fb_source *source, size_t *at)
{
    uint32_t unit = json_unit(source, *at), low;
    char bytes[4];

    if (!starts_with(source, *at, "\\u")) {
        *at += source->length - *at > 1 ? 2 : 1;
        return 1;
    }
    *at += source->length - *at < 6 ? source->length - *at : 6;
    low = (unit & 0xFC00) == 0xD800 ? json_unit(source, *at) : 0;
    if ((low & 0xFC00) == 0xDC00) {
        *at += 6;
        unit = 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF);
    }
    return fb_utf8_encode(bytes, unit);
}

/* True if the two bytes at `at` are read as one: a line end (XML 1.0, 2.11), a doubled quote. */
static bool is_pair(const struct fb_source *source, size_t at)
{
    switch (source->escapes) {
    case FB_ESCAPES_XML:
        return starts_with(source, at, "\r\n");
    case FB_ESCAPES_QUOTES:
        return starts_with(source, at, "\r\n") || starts_with(source, at, "\"\"");
    case FB_ESCAPES_JSON:
    case FB_ESCAPES_NONE:
        break;
    }
    return false;
}

/* Moves `*at` past one escape or byte of the source and returns how many bytes it stands for. */
static size_t step(const struct fb_source *source, size_t *at)
{
    size_t size = 1;

    if (source->escapes == FB_ESCAPES_XML && source->text[*at] == '&') {
        size = reference_size(source, *at);
        *at = skip_past(source, *at, ";");
        return size;
    }
    if (source->escapes == FB_ESCAPES_JSON && source->text[*at] == '\\')
        return step_json(source, at);
    *at += is_pair(source, *at) ? 2 : 1;
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

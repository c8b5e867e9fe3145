#include "batch/pattern.h"

#include <string.h>

/* Returns the end of the part that begins at `at`: the next slash outside of braces, or the end. */
static const char *part_end(const char *at)
{
    bool inside = false;

    for (; *at != '\0' && (inside || *at != '/'); at++) {
        if (*at == '{' || *at == '}')
            inside = *at == '{';
    }
    return at;
}

static bool is_dots(const char *part, size_t length)
{
    return (length == 1 && part[0] == '.') || (length == 2 && memcmp(part, "..", 2) == 0);
}

static enum fb_pattern_fault check_braces(const char *pattern, size_t *offset)
{
    const char *at = pattern;

    while ((at = strpbrk(at, "{}")) != NULL) {
        size_t length = strcspn(at + 1, "{}");
        *offset = (size_t)(at - pattern);
        if (*at == '}' || length == 0 || at[1 + length] != '}')
            return FB_PATTERN_BRACE;
        at += length + 2;
    }
    return FB_PATTERN_GOOD;
}

static enum fb_pattern_fault check_parts(const char *pattern, size_t *offset)
{
    const char *part = pattern;

    for (;;) {
        const char *end = part_end(part);
        *offset = (size_t)(part - pattern);
        if (end == part || is_dots(part, (size_t)(end - part)))
            return FB_PATTERN_PART;
        if (*end == '\0')
            return FB_PATTERN_GOOD;
        part = end + 1;
    }
}

/* Returns the length of a pattern without FB_PATTERN_END; 0 if it does not end so. */
static size_t stem_length(const char *pattern)
{
    size_t length = strlen(pattern), end = strlen(FB_PATTERN_END);

    return length > end && strcmp(pattern + length - end, FB_PATTERN_END) == 0 ? length - end : 0;
}

enum fb_pattern_fault fb_pattern_check(const char *pattern, size_t *offset)
{
    enum fb_pattern_fault fault = check_braces(pattern, offset);
    size_t stem = stem_length(pattern);

    if (fault == FB_PATTERN_GOOD)
        fault = check_parts(pattern, offset);
    if (fault != FB_PATTERN_GOOD)
        return fault;
    *offset = stem;
    return stem > 0 && pattern[stem - 1] != '/' ? FB_PATTERN_GOOD : FB_PATTERN_TAIL;
}

/* Appends the value of a name, or the name in brackets where the record has none. */
static void append_value(struct fb_buffer *out, const char *name, size_t length,
                         fb_pattern_value *value, void *data)
{
    const char *text = value(data, name, length);

    if (text != NULL && text[strspn(text, " \t\r\n")] != '\0')
        fb_buffer_append_string(out, text);
    else
        fb_buffer_append_format(out, "（%.*s）", (int)length, name);
}

/* Fills in one part of a pattern, as it stands in the record. */
static void fill_part(struct fb_buffer *out, const char *part, const char *end,
                      fb_pattern_value *value, void *data)
{
    while (part < end) {
        size_t length = strcspn(part + 1, "}");
        if (*part == '{') {
            append_value(out, part + 1, length, value, data);
            part += length + 2;
        } else {
            fb_buffer_append_char(out, *part++);
        }
    }
}

static void append_part(struct fb_buffer *out, struct fb_buffer *raw, const char *part,
                        const char *end, fb_pattern_value *value, void *data)
{
    fb_buffer_clear(raw);
    fill_part(raw, part, end, value, data);
    if (!fb_name_append(out, raw->data))
        fb_buffer_append_char(out, '_');
}

fb_status fb_pattern_expand(struct fb_buffer *out, const char *pattern, fb_pattern_value *value,
                            void *data)
{
    enum { RAW_LIMIT = 16 << 20 };
    const char *end = pattern + stem_length(pattern), *part = pattern;
    struct fb_buffer raw;
    fb_status status;

    fb_buffer_init(&raw, RAW_LIMIT);
    while (part < end) {
        const char *part_stop = part_end(part);
        if (part_stop > end)
            part_stop = end;
        if (part != pattern)
            fb_buffer_append_char(out, '/');
        append_part(out, &raw, part, part_stop, value, data);
        part = part_stop + 1;
    }
    status = raw.status != FB_OK ? raw.status : out->status;
    fb_buffer_release(&raw);
    return status;
}

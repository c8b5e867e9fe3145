#include "data/json.h"

#include "base/i18n.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

char fb_json_peek(struct fb_json *json)
{
    while (json->at < json->end && strchr(" \t\r\n", json->source->text[json->at]) != NULL)
        json->at++;
    return json->at < json->end ? json->source->text[json->at] : '\0';
}

bool fb_json_accept(struct fb_json *json, char byte)
{
    if (fb_json_peek(json) != byte)
        return false;
    json->at++;
    return true;
}

fb_status fb_json_fail(struct fb_json *json, size_t offset, const char *reason)
{
    fb_report(json->sink, FB_DIAG_JSON_SYNTAX,
              ((struct fb_position){.source = json->source, .offset = offset}), _(reason));
    return FB_ERR_INPUT;
}

fb_status fb_json_expect(struct fb_json *json, char byte, const char *reason)
{
    return fb_json_accept(json, byte) ? FB_OK : fb_json_fail(json, json->at, reason);
}

/* Returns the value of the four hexadecimal digits of \uXXXX at the cursor; -1: it is none. */
static int32_t read_unit(const struct fb_json *json)
{
    int32_t unit = 0;

    if (json->end - json->at < 6 || json->source->text[json->at] != '\\' ||
        json->source->text[json->at + 1] != 'u')
        return -1;
    for (size_t i = 2; i < 6; i++) {
        static const char DIGITS[] = "0123456789abcdef0123456789ABCDEF";
        const char *digit = strchr(DIGITS, json->source->text[json->at + i]);
        if (digit == NULL || *digit == '\0')
            return -1;
        unit = unit * 16 + (int32_t)((digit - DIGITS) % 16);
    }
    return unit;
}

/* Characters that XML has (XML 1.0, 2.2). */
static bool is_text(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) ||
           (c >= 0xE000 && c != 0xFFFE && c != 0xFFFF);
}

/* Reads \uXXXX, or two of them that are one character. */
static fb_status read_unicode(struct fb_json *json, struct fb_buffer *out)
{
    size_t start = json->at;
    int32_t unit = read_unit(json), low;
    uint32_t character = (uint32_t)unit;
    char bytes[4];

    if (unit < 0)
        return fb_json_fail(json, start, N_("\\u is not followed by four digits of base 16"));
    json->at += 6;
    low = (unit & 0xFC00) == 0xD800 ? read_unit(json) : -1;
    if (low >= 0 && (low & 0xFC00) == 0xDC00) {
        json->at += 6;
        character = 0x10000 + ((uint32_t)(unit & 0x3FF) << 10) + (uint32_t)(low & 0x3FF);
    }
    if (!is_text(character))
        return fb_json_fail(json, start, N_("an escape that stands for no character of a text"));
    if (out != NULL)
        fb_buffer_append(out, bytes, fb_utf8_encode(bytes, character));
    return FB_OK;
}

/* Reads an escape (RFC 8259, 7); \b and \f are no characters of a text. */
static fb_status read_escape(struct fb_json *json, struct fb_buffer *out)
{
    static const char NAMES[] = "\"\\/nrt", BYTES[] = "\"\\/\n\r\t";
    char name = json->at + 1 < json->end ? json->source->text[json->at + 1] : '\0';
    const char *known = name != '\0' ? strchr(NAMES, name) : NULL;

    if (name == 'u')
        return read_unicode(json, out);
    if (known == NULL)
        return fb_json_fail(json, json->at,
                            N_("an escape that is none of \\\" \\\\ \\/ \\n \\r \\t \\uXXXX"));
    if (out != NULL)
        fb_buffer_append_char(out, BYTES[known - NAMES]);
    json->at += 2;
    return FB_OK;
}

/* Returns the length of what stands as it is in a string. */
static size_t plain_length(const struct fb_json *json)
{
    const char *text = json->source->text;
    size_t at = json->at;

    while (at < json->end && text[at] != '"' && text[at] != '\\' && (unsigned char)text[at] >= 0x20)
        at++;
    return at - json->at;
}

fb_status fb_json_string(struct fb_json *json, struct fb_buffer *out, struct fb_xml_place *place)
{
    size_t start = json->at;

    FB_TRY(fb_json_expect(json, '"', N_("a text does not begin with a quote \"")));
    place->offset = json->at;
    for (;;) {
        size_t length = plain_length(json);
        if (out != NULL)
            fb_buffer_append(out, json->source->text + json->at, length);
        json->at += length;
        if (json->at == json->end)
            return fb_json_fail(json, start, N_("a text has no closing quote"));
        if (json->source->text[json->at] == '"')
            break;
        if (json->source->text[json->at] != '\\')
            return fb_json_fail(json, json->at,
                                N_("a line end or control character in a text; write \\n"));
        FB_TRY(read_escape(json, out));
    }
    place->length = json->at - place->offset;
    json->at++;
    return out != NULL ? out->status : FB_OK;
}

static size_t digits_at(const struct fb_json *json, size_t at)
{
    size_t start = at;

    while (at < json->end && json->source->text[at] >= '0' && json->source->text[at] <= '9')
        at++;
    return at - start;
}

/* Returns the length of the number at the cursor (RFC 8259, 6), or 0. */
static size_t number_length(const struct fb_json *json)
{
    const char *text = json->source->text;
    size_t at = json->at, digits;

    at += at < json->end && text[at] == '-';
    digits = digits_at(json, at);
    if (digits == 0 || (digits > 1 && text[at] == '0'))
        return 0;
    at += digits;
    if (at < json->end && text[at] == '.') {
        digits = digits_at(json, at + 1);
        if (digits == 0)
            return 0;
        at += 1 + digits;
    }
    if (at < json->end && (text[at] == 'e' || text[at] == 'E')) {
        at++;
        at += at < json->end && (text[at] == '+' || text[at] == '-');
        digits = digits_at(json, at);
        if (digits == 0)
            return 0;
        at += digits;
    }
    return at - json->at;
}

static bool ends_word(const struct fb_json *json, size_t at)
{
    return at >= json->end || strchr(" \t\r\n,:]}", json->source->text[at]) != NULL;
}

fb_status fb_json_word(struct fb_json *json, struct fb_xml_place *place)
{
    static const char *const WORDS[] = {"true", "false", "null"};
    const char *text = json->source->text + json->at;
    size_t length = number_length(json);

    for (size_t i = 0; length == 0 && i < sizeof WORDS / sizeof *WORDS; i++) {
        size_t size = strlen(WORDS[i]);
        if (json->end - json->at >= size && memcmp(text, WORDS[i], size) == 0)
            length = size;
    }
    if (length == 0 || !ends_word(json, json->at + length))
        return fb_json_fail(json, json->at,
                            N_("neither a text in quotes \" nor a number, null, { or ["));
    *place = (struct fb_xml_place){json->at, length};
    json->at += length;
    return FB_OK;
}

fb_status fb_json_next(struct fb_json *json, char close, bool *ended)
{
    *ended = fb_json_accept(json, close);
    if (*ended)
        return FB_OK;
    FB_TRY(fb_json_expect(json, ',',
                          close == ']' ? N_("a comma or the end ] of the array is missing")
                                       : N_("a comma or the end } of the object is missing")));
    if (fb_json_peek(json) == close)
        return fb_json_fail(json, json->at, N_("there is a comma, but nothing after it"));
    return FB_OK;
}

/* Goes past what is inside an object or array. */
static fb_status skip_items(struct fb_json *json, char close, size_t depth)
{
    bool ended = fb_json_accept(json, close);

    while (!ended) {
        struct fb_xml_place place;
        if (close == '}') {
            fb_json_peek(json);
            FB_TRY(fb_json_string(json, NULL, &place));
            FB_TRY(fb_json_expect(json, ':', N_("a colon is missing after a name")));
        }
        FB_TRY(fb_json_skip(json, depth));
        FB_TRY(fb_json_next(json, close, &ended));
    }
    return FB_OK;
}

fb_status fb_json_skip(struct fb_json *json, size_t depth)
{
    struct fb_xml_place place;
    char byte = fb_json_peek(json);

    if (byte == '"')
        return fb_json_string(json, NULL, &place);
    if (byte != '{' && byte != '[')
        return fb_json_word(json, &place);
    if (depth == FB_JSON_DEPTH_LIMIT) {
        char limit[16];
        snprintf(limit, sizeof limit, "%d", FB_JSON_DEPTH_LIMIT);
        fb_report(json->sink, FB_DIAG_JSON_TOO_DEEP,
                  ((struct fb_position){json->source, json->at, 1}), limit);
        return FB_ERR_INPUT;
    }
    json->at++;
    return skip_items(json, byte == '{' ? '}' : ']', depth + 1);
}

fb_status fb_json_finish(struct fb_json *json)
{
    if (fb_json_peek(json) == '\0' && json->at == json->end)
        return FB_OK;
    return fb_json_fail(json, json->at, N_("there is text after the end of the record"));
}

#include "sheet/xlsx_text.h"

#include "base/utf8.h"

#include <string.h>

enum {
    ESCAPE = 7, /* bytes of _x000D_ */
    RUN_LIMIT = ESCAPE * FB_SHEET_CELL_LENGTH,
    TEXT_LIMIT = 4 * FB_SHEET_CELL_LENGTH,
    LOST = 0xFFFD,
};

void fb_xlsx_text_init(struct fb_xlsx_text *text)
{
    *text = (struct fb_xlsx_text){0};
    fb_buffer_init(&text->run, RUN_LIMIT);
    fb_buffer_init(&text->text, TEXT_LIMIT);
}

void fb_xlsx_text_release(struct fb_xlsx_text *text)
{
    fb_buffer_release(&text->run);
    fb_buffer_release(&text->text);
}

void fb_xlsx_text_clear(struct fb_xlsx_text *text)
{
    fb_buffer_clear(&text->text);
    text->too_long = false;
}

void fb_xlsx_text_begin(struct fb_xlsx_text *text, bool preserve)
{
    fb_buffer_clear(&text->run);
    text->preserve = preserve;
}

void fb_xlsx_text_add(struct fb_xlsx_text *text, const char *bytes, size_t length)
{
    if (length > RUN_LIMIT - text->run.length)
        text->too_long = true;
    else
        fb_buffer_append(&text->run, bytes, length);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The number that four hexadecimal digits are, or -1. */
static int hexadecimal(const char *digits)
{
    int number = 0;

    for (size_t i = 0; i < 4; i++) {
        char digit = digits[i];
        if (digit >= '0' && digit <= '9')
            number = number * 16 + (digit - '0');
        else if ((digit | 0x20) >= 'a' && (digit | 0x20) <= 'f')
            number = number * 16 + ((digit | 0x20) - 'a' + 10);
        else
            return -1;
    }
    return number;
}

static int escape_at(const char *at, const char *end)
{
    if (end - at < ESCAPE || at[0] != '_' || at[1] != 'x' || at[ESCAPE - 1] != '_')
        return -1;
    return hexadecimal(at + 2);
}

static void append_character(struct fb_buffer *out, uint32_t character)
{
    bool allowed = character >= ' ' || character == '\t' || character == '\n';
    char bytes[4];
    size_t length = fb_utf8_encode(bytes, allowed ? character : LOST);

    if (length == 0)
        length = fb_utf8_encode(bytes, LOST);
    fb_buffer_append(out, bytes, length);
}

/* Appends what an escape stands for. A carriage return belongs to the line feed after it. */
static void append_escape(struct fb_buffer *out, uint32_t character, const char *after,
                          const char *end)
{
    if (character != '\r')
        append_character(out, character);
    else if (after == end || *after != '\n')
        fb_buffer_append_char(out, '\n');
}

static void append_run(struct fb_buffer *out, const char *at, const char *end)
{
    while (at < end) {
        const char *mark = memchr(at, '_', (size_t)(end - at));
        int character = mark == NULL ? -1 : escape_at(mark, end);
        const char *plain = mark == NULL ? end : character < 0 ? mark + 1 : mark;
        fb_buffer_append(out, at, (size_t)(plain - at));
        at = plain;
        if (character < 0)
            continue;
        at += ESCAPE;
        append_escape(out, (uint32_t)character, at, end);
    }
}

void fb_xlsx_text_end(struct fb_xlsx_text *text)
{
    const char *start = text->run.data, *end = start + text->run.length;

    while (!text->preserve && start < end && is_blank(*start))
        start++;
    while (!text->preserve && start < end && is_blank(end[-1]))
        end--;
    append_run(&text->text, start, end);
    if (text->text.status != FB_OK ||
        (text->text.length > FB_SHEET_CELL_LENGTH &&
         fb_utf8_length(text->text.data, text->text.length) > FB_SHEET_CELL_LENGTH))
        text->too_long = true;
}

/*
 * format_number.c: which section of a format a value takes, and the digits of a number in it.
 */
#include "sheet/format_private.h"

#include <stdlib.h>
#include <string.h>

/* What an office shows where it can show nothing else. */
static const char NOTHING_SHOWN[] = "########";

/* A number while its digits are put in the places of a section. */
struct filling {
    struct fb_buffer *out;
    const struct fb_section *section;
    const struct fb_digits *number; /* or its mantissa */
    int power;                      /* of the next place */
    int exponent;
    bool begun; /* a digit of the whole part stands */
    bool past_exponent;
};

static void append_digit(const struct filling *filling, char digit)
{
    if (filling->section->numerals > 0)
        fb_buffer_append_string(filling->out, fb_chinese_digit(filling->section->numerals, digit));
    else
        fb_buffer_append_char(filling->out, digit);
}

/* One digit of the whole part, and the comma that follows it. */
static void fill_whole(struct filling *filling, int power, char mark)
{
    if (power < filling->number->point || filling->begun || mark == '0') {
        append_digit(filling, fb_digits_at(filling->number, power));
        filling->begun = true;
    } else if (mark == '?') {
        fb_buffer_append_char(filling->out, ' ');
    }
    if (filling->section->grouped && filling->begun && power > 0 && power % 3 == 0)
        fb_buffer_append_char(filling->out, ',');
}

/* The first place takes all digits that stand before those of the other places. */
static void fill_first(struct filling *filling, char mark)
{
    for (int power = filling->number->point - 1; power > filling->power; power--)
        fill_whole(filling, power, mark);
    fill_whole(filling, filling->power, mark);
}

static void fill_part(const struct filling *filling, char mark)
{
    int lowest = filling->number->point - (int)filling->number->count;

    if (filling->power >= lowest || mark == '0')
        append_digit(filling, fb_digits_at(filling->number, filling->power));
    else if (mark == '?')
        fb_buffer_append_char(filling->out, ' ');
}

static void fill_digit(struct filling *filling, char mark)
{
    if (filling->past_exponent)
        return;
    if (filling->power < 0)
        fill_part(filling, mark);
    else if (filling->power == filling->section->whole_digits - 1)
        fill_first(filling, mark);
    else
        fill_whole(filling, filling->power, mark);
    filling->power--;
}

/* The exponent with as many digits as there are places after it. */
static void fill_exponent(struct filling *filling, size_t at)
{
    const struct fb_section *section = filling->section;
    unsigned least = 0;

    while (at + 1 + least < section->tokens.count &&
           section->tokens.items[at + 1 + least].kind == FB_TOKEN_DIGIT)
        least++;
    fb_buffer_append_char(filling->out, 'E');
    if (filling->exponent < 0 || section->tokens.items[at].mark == '+')
        fb_buffer_append_char(filling->out, filling->exponent < 0 ? '-' : '+');
    fb_buffer_append_format(filling->out, "%0*d", (int)least, abs(filling->exponent));
    filling->past_exponent = true;
}

static void fill_general(const struct filling *filling)
{
    const struct fb_digits *number = filling->number;
    struct fb_buffer text;
    size_t whole;

    if (filling->section->numerals == 0) {
        fb_digits_print(filling->out, number);
        return;
    }
    fb_buffer_init(&text, 100);
    fb_digits_print(&text, number);
    whole = strspn(text.data, "0123456789");
    fb_format_chinese(filling->out, filling->section->numerals, text.data, whole, false);
    for (const char *at = text.data + whole; *at != '\0'; at++)
        if (*at >= '0' && *at <= '9')
            append_digit(filling, *at);
        else
            fb_buffer_append_char(filling->out, *at);
    fb_buffer_release(&text);
}

static void fill_token(struct filling *filling, size_t at)
{
    const struct fb_token *token = &filling->section->tokens.items[at];

    switch (token->kind) {
    case FB_TOKEN_LITERAL:
        fb_buffer_append(filling->out, token->text, token->count);
        break;
    case FB_TOKEN_DIGIT:
        fill_digit(filling, token->mark);
        break;
    case FB_TOKEN_POINT:
        fb_buffer_append_char(filling->out, '.');
        break;
    case FB_TOKEN_EXPONENT:
        fill_exponent(filling, at);
        break;
    case FB_TOKEN_GENERAL:
    case FB_TOKEN_TEXT:
        fill_general(filling);
        break;
    default:
        break;
    }
}

/* Makes a mantissa with as many whole digits as there are places for, and sets its exponent. */
static void take_exponent(struct filling *filling, struct fb_digits *mantissa)
{
    int step = filling->section->whole_digits > 1 ? filling->section->whole_digits : 1;

    for (int rounds = 0; rounds < 2 && mantissa->count > 0; rounds++) {
        int from = mantissa->point - 1, below = from % step;
        int exponent = from - (below < 0 ? below + step : below);
        filling->exponent += exponent;
        mantissa->point -= exponent;
        fb_digits_round(mantissa, filling->section->places);
    }
}

void fb_format_digits(struct fb_buffer *out, const struct fb_section *section,
                      const struct fb_digits *number)
{
    struct fb_digits shown = *number;
    struct filling filling = {
        .out = out, .section = section, .number = &shown, .power = section->whole_digits - 1};

    if (section->has_exponent)
        take_exponent(&filling, &shown);
    else if (section->whole_digits + section->places > 0)
        fb_digits_round(&shown, section->places);
    for (size_t i = 0; i < section->tokens.count; i++)
        fill_token(&filling, i);
}

static bool holds(const struct fb_section *section, const struct fb_digits *number)
{
    int order = fb_digits_compare(number, &section->limit);

    switch (section->comparison) {
    case FB_COMPARE_LESS:
        return order < 0;
    case FB_COMPARE_AT_MOST:
        return order <= 0;
    case FB_COMPARE_EQUAL:
        return order == 0;
    case FB_COMPARE_NOT_EQUAL:
        return order != 0;
    case FB_COMPARE_AT_LEAST:
        return order >= 0;
    case FB_COMPARE_MORE:
        return order > 0;
    default:
        return true;
    }
}

/* The sections for numbers: a last one with an @ is for texts, unless it is the only one. */
static size_t number_sections(const struct fb_format *format)
{
    size_t count = format->section_count;

    if (count > 1 && format->sections[count - 1].has_text)
        count--;
    return count < FB_FORMAT_SECTIONS ? count : FB_FORMAT_SECTIONS - 1;
}

/* Without conditions the sections are for numbers above, below and equal to zero. */
static bool takes(const struct fb_format *format, size_t index, const struct fb_digits *number)
{
    size_t count = number_sections(format);

    if (format->sections[index].comparison != FB_COMPARE_NONE)
        return holds(&format->sections[index], number);
    if (index + 1 == count)
        return true;
    if (index == 0)
        return !number->negative && (count == 2 || number->count > 0);
    return number->negative;
}

/* A section for numbers below zero alone says by itself how these look. */
static bool shows_sign(const struct fb_format *format, size_t index)
{
    const struct fb_section *section = &format->sections[index];
    bool below = section->comparison == FB_COMPARE_LESS ||
                 (section->comparison == FB_COMPARE_AT_MOST && section->limit.negative);

    if (section->comparison == FB_COMPARE_NONE)
        return index != 1 ||
               (format->sections[0].comparison != FB_COMPARE_NONE && number_sections(format) == 2);
    return !below || (!section->limit.negative && section->limit.count > 0);
}

static bool has_slash(const struct fb_section *section)
{
    for (size_t i = 0; i < section->tokens.count; i++)
        if (section->tokens.items[i].kind == FB_TOKEN_SLASH)
            return true;
    return false;
}

/* What rounds to zero has no sign. */
static bool rounds_to_zero(const struct fb_section *section, struct fb_digits number)
{
    if (!section->has_exponent && section->whole_digits + section->places > 0 &&
        !has_slash(section))
        fb_digits_round(&number, section->places);
    return number.count == 0;
}

static void append_number(struct fb_buffer *out, const struct fb_format *format, size_t index,
                          const struct fb_digits *number)
{
    const struct fb_section *section = &format->sections[index];
    struct fb_digits size = *number;

    size.negative = false;
    if (size.count > 0)
        size.point += section->scale;
    if (number->negative && shows_sign(format, index) && !rounds_to_zero(section, size))
        fb_buffer_append_char(out, '-');
    if (has_slash(section))
        fb_format_fraction(out, section, &size);
    else
        fb_format_digits(out, section, &size);
}

/* Takes the blanks off that an accounting format sets around a number. */
static void trim(struct fb_buffer *out, size_t start)
{
    size_t first = start;

    while (out->length > start && out->data[out->length - 1] == ' ')
        out->length--;
    while (first < out->length && out->data[first] == ' ')
        first++;
    memmove(out->data + start, out->data + first, out->length - first);
    out->length -= first - start;
    out->data[out->length] = '\0';
}

enum fb_cell_kind fb_format_number(struct fb_buffer *out, const struct fb_format *format,
                                   const struct fb_digits *number, bool from_1904)
{
    size_t count = number_sections(format), index = 0, start = out->length;
    const struct fb_section *section = format->sections;

    if (format->is_general) {
        fb_digits_print(out, number);
        return FB_CELL_NUMBER;
    }
    while (index < count && !takes(format, index, number))
        index++;
    section += index;
    if (index == count || (section->is_date && !fb_format_date(out, section, number, from_1904))) {
        fb_buffer_append_string(out, NOTHING_SHOWN);
        return FB_CELL_ERROR;
    }
    if (!section->is_date)
        append_number(out, format, index, number);
    trim(out, start);
    return section->is_date ? FB_CELL_DATE : FB_CELL_NUMBER;
}

void fb_format_text(struct fb_buffer *out, const struct fb_format *format, const char *text,
                    size_t length)
{
    const struct fb_section *section = &format->sections[format->section_count - 1];

    if (format->section_count < FB_FORMAT_SECTIONS && !section->has_text) {
        fb_buffer_append(out, text, length);
        return;
    }
    for (size_t i = 0; i < section->tokens.count; i++) {
        const struct fb_token *token = &section->tokens.items[i];
        if (token->kind == FB_TOKEN_TEXT)
            fb_buffer_append(out, text, length);
        else if (token->kind == FB_TOKEN_LITERAL)
            fb_buffer_append(out, token->text, token->count);
    }
}

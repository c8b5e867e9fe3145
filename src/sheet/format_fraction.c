/*
 * format_fraction.c: formats such as "# ?/?" and "# ??/16".
 */
#include "sheet/format_private.h"

/* The part of a number below one, exactly as far as it matters: in units of 10^-12. */
enum { PART_DIGITS = 12 };
static const int64_t PART_UNIT = 1000000000000;

/* A larger number has no part below one, and would not fit. */
enum { WHOLE_DIGITS = 14 };

/* Denominators of more than four digits are cut to that. */
enum { DENOMINATOR_LIMIT = 9999 };

struct fraction {
    uint64_t whole;
    int64_t numerator;
    int64_t denominator;
};

static int64_t part_of(const struct fb_digits *number)
{
    int64_t part = 0;

    for (int power = -1; power >= -PART_DIGITS; power--)
        part = part * 10 + (fb_digits_at(number, power) - '0');
    return part;
}

static int64_t nearest(int64_t part, int64_t denominator)
{
    return (part * denominator + PART_UNIT / 2) / PART_UNIT;
}

/*
 * The last convergent of the continued fraction that the limit allows, as Excel has it, or the
 * first that is as near as makes no difference: 3.14159 is 22/7, though 311/99 is nearer.
 */
static void approximate(struct fraction *out, int64_t part, int64_t limit)
{
    int64_t above = part, below = PART_UNIT, before[2] = {0, 1}, last[2] = {1, 0};

    while (last[1] < limit) {
        int64_t times = above / below, rest = above % below;
        int64_t next[2] = {times * last[0] + before[0], times * last[1] + before[1]};
        if (next[1] > limit)
            break;
        for (size_t i = 0; i < 2; i++) {
            before[i] = last[i];
            last[i] = next[i];
        }
        if (rest <= below / 20000000)
            break;
        above = below;
        below = rest;
    }
    out->numerator = last[0];
    out->denominator = last[1];
}

/* The tokens of a section's three numbers: whole, numerator, denominator. */
struct places {
    size_t numerator; /* the first token of it */
    size_t slash;     /* the token */
    size_t end;       /* the token after the denominator */
    int64_t fixed;    /* the denominator if it is given; 0 */
    unsigned width;   /* the places of the denominator */
    bool has_whole;
};

static bool is_digit_token(const struct fb_token *token)
{
    return token->kind == FB_TOKEN_DIGIT;
}

static bool is_figure(const struct fb_token *token)
{
    return token->kind == FB_TOKEN_LITERAL && token->count == 1 && token->text[0] >= '0' &&
           token->text[0] <= '9';
}

static struct places find_places(const struct fb_section *section)
{
    const struct fb_token *tokens = section->tokens.items;
    struct places places = {0};

    while (tokens[places.slash].kind != FB_TOKEN_SLASH)
        places.slash++;
    places.numerator = places.slash;
    while (places.numerator > 0 && is_digit_token(&tokens[places.numerator - 1]))
        places.numerator--;
    for (size_t i = 0; i < places.numerator; i++)
        places.has_whole = places.has_whole || is_digit_token(&tokens[i]);
    places.end = places.slash + 1;
    for (; places.end < section->tokens.count; places.end++) {
        const struct fb_token *token = &tokens[places.end];
        if (!is_digit_token(token) && !is_figure(token))
            break;
        places.width++;
        if (is_figure(token) || places.fixed > 0)
            places.fixed = places.fixed * 10 + (is_figure(token) ? token->text[0] - '0' : 0);
        if (places.fixed > DENOMINATOR_LIMIT)
            places.fixed = DENOMINATOR_LIMIT;
    }
    return places;
}

static struct fraction make_fraction(const struct places *places, const struct fb_digits *number)
{
    struct fraction fraction = {0};
    int64_t limit = 1, part = part_of(number);

    for (int power = number->point - 1; power >= 0; power--)
        fraction.whole = fraction.whole * 10 + (uint64_t)(fb_digits_at(number, power) - '0');
    for (unsigned i = 0; i < places->width && limit <= DENOMINATOR_LIMIT / 10; i++)
        limit *= 10;
    if (places->fixed > 0) {
        fraction.denominator = places->fixed;
        fraction.numerator = nearest(part, places->fixed);
    } else {
        approximate(&fraction, part, limit > 1 ? limit - 1 : 9);
    }
    if (fraction.numerator == fraction.denominator && places->has_whole) {
        fraction.whole++;
        fraction.numerator = 0;
    }
    if (!places->has_whole)
        fraction.numerator += (int64_t)fraction.whole * fraction.denominator;
    return fraction;
}

/* The literals of a stretch of tokens, which has one number among them. */
static void append_literals(struct fb_buffer *out, const struct fb_section *section, size_t from,
                            size_t end)
{
    for (size_t i = from; i < end; i++)
        if (section->tokens.items[i].kind == FB_TOKEN_LITERAL)
            fb_buffer_append(out, section->tokens.items[i].text, section->tokens.items[i].count);
}

/* A whole number leaves the place of the fraction blank; a fraction alone has no 0 before it. */
void fb_format_fraction(struct fb_buffer *out, const struct fb_section *section,
                        const struct fb_digits *number)
{
    struct places places = find_places(section);
    struct fraction fraction;
    bool shown;

    if (number->point > WHOLE_DIGITS) {
        fb_digits_print(out, number);
        return;
    }
    fraction = make_fraction(&places, number);
    shown = fraction.numerator > 0 || !places.has_whole;
    if (places.has_whole && (fraction.whole > 0 || !shown))
        fb_buffer_append_number(out, fraction.whole);
    append_literals(out, section, 0, places.numerator);
    if (shown) {
        fb_buffer_append_number(out, (uint64_t)fraction.numerator);
        fb_buffer_append_char(out, '/');
        fb_buffer_append_number(out, (uint64_t)fraction.denominator);
    }
    append_literals(out, section, places.end, section->tokens.count);
}

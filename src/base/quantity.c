#include "base/quantity.h"

#include "base/amount_purpose.h"

#include <string.h>

/* Bytes before an amount in which a word may say that it is the price of one thing. */
enum { EACH_REACH = 24, GROUP = 3 };

static const char DIGITS[] = "0123456789";

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool fb_has_number(const char *text)
{
    if (strpbrk(text, DIGITS) != NULL)
        return true;
    /* U+FF10 to U+FF19 */
    for (; (text = strstr(text, "\xEF\xBC")) != NULL; text++) {
        if ((unsigned char)text[2] >= 0x90 && (unsigned char)text[2] <= 0x99)
            return true;
    }
    return false;
}

/* Returns the bytes of the number at the start of a text: digits, groups of them, decimals. */
static size_t number_length(const char *text)
{
    size_t length = strspn(text, DIGITS);
    bool grouped = length <= GROUP;

    while (grouped && text[length] == ',' && strspn(text + length + 1, DIGITS) == GROUP)
        length += 1 + GROUP;
    if (text[length] == '.' && is_digit(text[length + 1]))
        length += 1 + strspn(text + length + 1, DIGITS);
    return length;
}

bool fb_number_next(struct fb_number *out, const char *text, size_t at)
{
    size_t unread;

    for (at += strcspn(text + at, DIGITS); text[at] != '\0'; at += strcspn(text + at, DIGITS)) {
        *out = (struct fb_number){.offset = at, .length = number_length(text + at)};
        if (fb_decimal_parse(&out->value, text + at, out->length, &unread))
            return true;
        at += out->length;
    }
    return false;
}

static bool starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

bool fb_money_unit(int *power, size_t *length, const char *text)
{
    static const struct {
        const char *name;
        int power;
    } MULTIPLES[] = {{"十", 1}, {"百", 2}, {"千", 3}, {"万", 4}, {"亿", 8}};
    size_t at = 0, found = 1;

    *power = 0;
    while (found > 0) {
        found = 0;
        for (size_t i = 0; i < sizeof MULTIPLES / sizeof *MULTIPLES && found == 0; i++) {
            if (starts_with(text + at, MULTIPLES[i].name)) {
                *power += MULTIPLES[i].power;
                found = strlen(MULTIPLES[i].name);
            }
        }
        at += found;
    }
    *length = at + strlen("元");
    return starts_with(text + at, "元") && *power <= FB_DECIMAL_MAX_SCALE;
}

/* Whether a text holds one of the words that make an amount the price of one thing. */
static bool says_each(const char *text, size_t length)
{
    static const char *const WORDS[] = {"每", "人均", "户均", "单价", "标准为"};

    for (size_t at = 0; at < length; at++) {
        for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
            if (text[at] == WORDS[i][0] && length - at >= strlen(WORDS[i]) &&
                starts_with(text + at, WORDS[i]))
                return true;
        }
    }
    return false;
}

/* Looks back from an amount as far as its clause reaches. */
static bool is_each(const char *text, const struct fb_amount *amount)
{
    size_t start = fb_clause_start(text, amount->offset, EACH_REACH, true);

    return text[amount->offset + amount->length] == '/' ||
           says_each(text + start, amount->offset - start);
}

bool fb_amount_next(struct fb_amount *out, const char *text, size_t at)
{
    struct fb_number number;

    while (fb_number_next(&number, text, at)) {
        size_t end = number.offset + number.length, unit;
        const char *after = text + end + strspn(text + end, " ");
        at = end;
        if (!fb_money_unit(&out->power, &unit, after))
            continue;
        out->offset = number.offset;
        out->length = (size_t)(after - text) + unit - number.offset;
        out->value = number.value;
        out->each = is_each(text, out);
        out->spent = fb_amount_is_spent(text, out->offset, out->length);
        return true;
    }
    return false;
}

bool fb_amount_in(struct fb_decimal *out, const struct fb_amount *amount, int power)
{
    return fb_decimal_shift(out, amount->value, amount->power - power);
}

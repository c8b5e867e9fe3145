#include "base/chinese_number.h"

#include <stdio.h>
#include <string.h>

static const uint64_t WAN = 10000, YI = 100000000;

/* The characters of one way to write numbers. */
struct characters {
    const char *digits[10];
    const char *tens[4]; /* one, ten, hundred, thousand */
};

static const struct characters PLAIN = {
    {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
    {"", "十", "百", "千"},
};

static const struct characters CAPITAL = {
    {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
    {"", "拾", "佰", "仟"},
};

/* A number while it is written. */
struct writing {
    const struct characters *characters;
    char *out;
    size_t length;
};

static void append(struct writing *writing, const char *text)
{
    size_t length = strlen(text);

    if (writing->length + length >= FB_CHINESE_NUMBER_TEXT)
        return;
    memcpy(writing->out + writing->length, text, length + 1);
    writing->length += length;
}

/* Writes 1 to 9999; zeros between digits are one 零, those at the end nothing. */
static void append_thousands(struct writing *writing, unsigned number)
{
    static const unsigned POWERS[] = {1, 10, 100, 1000};
    bool begun = false, zero = false;

    for (size_t i = 4; i-- > 0;) {
        unsigned digit = number / POWERS[i] % 10;
        if (digit == 0) {
            zero = begun;
            continue;
        }
        if (zero)
            append(writing, writing->characters->digits[0]);
        append(writing, writing->characters->digits[digit]);
        append(writing, writing->characters->tens[i]);
        begun = true;
        zero = false;
    }
}

static void append_number(struct writing *writing, uint64_t number);

/* Writes the part from a power of ten on, the power's name, and what is left below it. */
static void append_above(struct writing *writing, uint64_t number, uint64_t power, const char *name)
{
    uint64_t rest = number % power;

    append_number(writing, number / power);
    append(writing, name);
    if (rest > 0 && rest < power / 10)
        append(writing, writing->characters->digits[0]);
    if (rest > 0)
        append_number(writing, rest);
}

/* Writes a number from 1. The depth is that of 亿亿: three. */
static void append_number(struct writing *writing, uint64_t number)
{
    if (number >= YI)
        append_above(writing, number, YI, "亿");
    else if (number >= WAN)
        append_above(writing, number, WAN, "万");
    else
        append_thousands(writing, (unsigned)number);
}

void fb_chinese_number(char out[FB_CHINESE_NUMBER_TEXT], uint64_t number)
{
    struct writing writing = {.characters = &PLAIN, .out = out};
    size_t one = strlen(PLAIN.digits[1]);

    out[0] = '\0';
    if (number == 0)
        append(&writing, PLAIN.digits[0]);
    else
        append_number(&writing, number);
    /* 十二, not 一十二; but 一百一十二. */
    if (number >= 10 && number < 20)
        memmove(out, out + one, strlen(out + one) + 1);
}

/* Divides an amount without its sign into yuan and fen, rounded half away from zero. */
static void divide(struct fb_decimal amount, uint64_t *yuan, unsigned *fen)
{
    uint64_t units = amount.units < 0 ? 0 - (uint64_t)amount.units : (uint64_t)amount.units;
    uint64_t power = 1, hundredths;

    for (unsigned i = 0; i < amount.scale; i++)
        power *= 10;
    /* The part is below 10^9, so a hundred times as much still fits. */
    hundredths = (units % power * 100 + power / 2) / power;
    *yuan = units / power + hundredths / 100;
    *fen = (unsigned)(hundredths % 100);
}

/* Writes what is below one yuan: 整 if there is nothing. */
static void append_cents(struct writing *writing, unsigned jiao, unsigned fen, bool has_yuan)
{
    if (jiao > 0) {
        append(writing, CAPITAL.digits[jiao]);
        append(writing, "角");
    } else if (fen > 0 && has_yuan) {
        append(writing, CAPITAL.digits[0]);
    }
    if (fen > 0) {
        append(writing, CAPITAL.digits[fen]);
        append(writing, "分");
    }
    if (jiao == 0 && fen == 0)
        append(writing, "整");
}

void fb_chinese_amount(char out[FB_CHINESE_NUMBER_TEXT], struct fb_decimal yuan)
{
    struct writing writing = {.characters = &CAPITAL, .out = out};
    uint64_t whole;
    unsigned fen;

    divide(yuan, &whole, &fen);
    out[0] = '\0';
    if (yuan.units < 0 && (whole > 0 || fen > 0))
        append(&writing, "负");
    if (whole > 0)
        append_number(&writing, whole);
    else if (fen == 0)
        append(&writing, CAPITAL.digits[0]);
    if (whole > 0 || fen == 0)
        append(&writing, "元");
    append_cents(&writing, fen / 10, fen % 10, whole > 0);
}

/*
 * rules_personal.c: numbers of persons that a public copy must not show: telephones, and the
 * identity numbers of GB 11643-1999.
 *
 * A number is looked for in groups of digits with a blank or a hyphen between them (138 0013 8000),
 * and is made of whole groups, so that no part of a longer number is taken for one. Digits, blanks
 * and hyphens of both widths count, for a person reads them alike.
 */
#include "check/characters.h"
#include "check/rule_run.h"

#include <string.h>

enum {
    MOBILE = 11,
    IDENTITY = 18,
    COUNTRY = 2, /* digits of 86 */
    AREA_LEAST = 3,
    AREA_MOST = 4,
    LINE_LEAST = 7,
    LINE_MOST = 8,
    GROUP_LEAST = 3, /* digits of the first group of a number in groups */
    DIGITS_MOST = COUNTRY + IDENTITY,
};

/* Digits of one group or more, in a row. */
struct digits {
    char text[DIGITS_MOST + 1];
    size_t count, bytes; /* with what stands between them */
    size_t first;        /* digits of the first group */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Returns the bytes of the digit at the start of a text, of either width; 0 if there is none. */
static size_t read_digit(char *out, const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;

    *out = text[0];
    if (is_digit(text[0]))
        return 1;
    /* U+FF10 to U+FF19 */
    if (bytes[0] != 0xEF || bytes[1] != 0xBC || bytes[2] < 0x90 || bytes[2] > 0x99)
        return 0;
    *out = (char)('0' + bytes[2] - 0x90);
    return strlen("０");
}

/* Returns the bytes of the first of some words that a text starts with; 0 if there is none. */
static size_t word_length(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (fb_check_starts_with(text, words[i]))
            return strlen(words[i]);
    }
    return 0;
}

/* Returns the bytes of a group of digits; sets `*count` and those that `group` has room for. */
static size_t read_group(char group[DIGITS_MOST], size_t *count, const char *text)
{
    size_t bytes = 0, size;
    char read;

    *count = 0;
    while ((size = read_digit(&read, text + bytes)) > 0) {
        if (*count < DIGITS_MOST)
            group[*count] = read;
        ++*count;
        bytes += size;
    }
    return bytes;
}

static unsigned digit(const struct digits *digits, size_t at)
{
    return (unsigned)(digits->text[at] - '0');
}

static unsigned two_digits(const struct digits *digits, size_t at)
{
    return 10 * digit(digits, at) + digit(digits, at + 1);
}

/* The check character of an identity number, after ISO 7064, MOD 11-2. */
static char check_character(const struct digits *digits)
{
    static const unsigned WEIGHTS[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    unsigned sum = 0;

    for (size_t i = 0; i < sizeof WEIGHTS / sizeof *WEIGHTS; i++)
        sum += WEIGHTS[i] * digit(digits, i);
    return "10X98765432"[sum % 11];
}

/* Six digits of a place, eight of a day of birth, three, and the check character. */
static bool is_identity(const struct digits *digits)
{
    unsigned century, month, day;

    if (digits->count != IDENTITY)
        return false;
    century = two_digits(digits, 6);
    month = two_digits(digits, 10);
    day = two_digits(digits, 12);
    return (century == 19 || century == 20) && month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
           check_character(digits) == digits->text[IDENTITY - 1];
}

static bool is_mobile(const char *text, size_t count)
{
    return count == MOBILE && text[0] == '1' && text[1] >= '3' && text[1] <= '9';
}

/* A mobile number with or without 86, or an area code and a line in groups of their own. */
static bool is_telephone(const struct digits *digits)
{
    size_t line = digits->count - digits->first;

    if (strncmp(digits->text, "86", COUNTRY) == 0 &&
        is_mobile(digits->text + COUNTRY, digits->count - COUNTRY))
        return true;
    if (digits->first < GROUP_LEAST)
        return false;
    if (is_mobile(digits->text, digits->count))
        return true;
    return digits->text[0] == '0' && digits->first >= AREA_LEAST && digits->first <= AREA_MOST &&
           line >= LINE_LEAST && line <= LINE_MOST;
}

/* Adds the group of digits that stands behind those that were read; false if there is none. */
static bool add_group(struct digits *digits, const char *text)
{
    static const char *const BETWEEN[] = {" ", "-", "\xE3\x80\x80", "－"}, *const LAST[] = {
                                                                               "X", "x", "Ｘ",
                                                                               "ｘ"};
    char group[DIGITS_MOST];
    const char *at = text + digits->bytes;
    size_t between = word_length(at, BETWEEN, sizeof BETWEEN / sizeof *BETWEEN);
    size_t count, bytes;

    between = digits->count > 0 ? between : 0;
    if (digits->count > 0 && between == 0)
        return false;
    bytes = read_group(group, &count, at + between);
    /* An X is the last character of an identity number alone. */
    if (digits->count + count == IDENTITY - 1) {
        size_t last = word_length(at + between + bytes, LAST, sizeof LAST / sizeof *LAST);
        group[count] = 'X';
        count += last > 0;
        bytes += last;
    }
    if (count == 0 || digits->count + count > DIGITS_MOST)
        return false;
    memcpy(digits->text + digits->count, group, count);
    digits->first = digits->count == 0 ? count : digits->first;
    digits->count += count;
    digits->bytes += between + bytes;
    return true;
}

/* Finds the number that the groups at the start of a text are; `*bytes` is 0 if they are none. */
static enum fb_diag_code find_number(size_t *bytes, const char *text)
{
    struct digits digits = {0};

    while (add_group(&digits, text)) {
        *bytes = digits.bytes;
        if (is_identity(&digits))
            return FB_DIAG_RULE_IDENTITY;
        if (is_telephone(&digits))
            return FB_DIAG_RULE_PERSONAL;
    }
    *bytes = 0;
    return FB_DIAG_RULE_PERSONAL;
}

static size_t next_digit(const char *text, size_t at)
{
    char read;

    at += strcspn(text + at, "0123456789\xEF");
    while (text[at] != '\0' && read_digit(&read, text + at) == 0) {
        at++;
        at += strcspn(text + at, "0123456789\xEF");
    }
    return at;
}

fb_status fb_rule_personal(struct fb_rule_run *run)
{
    const struct fb_field *field;
    struct fb_operand text;
    size_t length;

    if (!run->checker->setup->public_copy)
        return FB_OK;
    field = fb_check_field_of(run->checker, run->node);
    if (field != NULL && field->is_private)
        return FB_OK;
    FB_TRY(fb_operand_of(&text, run, run->node));
    for (size_t at = next_digit(text.text, 0); text.text[at] != '\0';
         at = next_digit(text.text, at + length)) {
        enum fb_diag_code code = find_number(&length, text.text + at);
        const char *number;
        if (length == 0) {
            char group[DIGITS_MOST];
            size_t count;
            length = read_group(group, &count, text.text + at);
            continue;
        }
        number = fb_arena_copy(run->checker->arena, text.text + at, length);
        FB_NEED(number);
        fb_rule_report_in(run, code, &text, at, length, fb_operand_name(run, &text), number);
    }
    return FB_OK;
}

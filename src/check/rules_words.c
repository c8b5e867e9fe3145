/*
 * rules_words.c: words and characters that do not belong into a filled-in form.
 */
#include "base/utf8.h"
#include "check/rule_run.h"

#include <stdio.h>
#include <string.h>

/* Most texts differ in the first byte already. */
static bool starts_with(const char *text, const char *prefix)
{
    return text[0] == prefix[0] && strncmp(text, prefix, strlen(prefix)) == 0;
}

/* Moves over one character of a text that is not at its end; returns its bytes. */
static size_t step(const char *text, uint32_t *character)
{
    size_t length = 1;

    while (length < 4 && ((unsigned char)text[length] & 0xC0) == 0x80)
        length++;
    length = fb_utf8_decode(text, length, character);
    return length > 0 ? length : 1;
}

static bool is_han(uint32_t character)
{
    return character >= 0x4E00 && character <= 0x9FFF;
}

/* ---- placeholders ---- */

/* Characters that stand for others when two of them follow each other. */
static bool is_blank_mark(uint32_t character)
{
    static const uint32_t MARKS[] = {'X', 'x', 0xD7, '*', '_', 0xFF38, 0xFF58, 0x25CB, 0x25EF};

    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        if (MARKS[i] == character)
            return true;
    }
    return false;
}

/* Returns the bytes of the run of one mark at the start of a text: two at least, else 0. */
static size_t marks_length(const char *text)
{
    uint32_t first, next;
    size_t size = step(text, &first), length = size, count = 1;

    if (!is_blank_mark(first))
        return 0;
    while (text[length] != '\0' && step(text + length, &next) == size && next == first) {
        length += size;
        count++;
    }
    return count >= 2 ? length : 0;
}

/* Whether a run of ○ is the zeros of a year such as 二○○八, and of X a part of a Latin word. */
static bool belongs_to_word(const char *text, size_t at, size_t length)
{
    static const char *const NUMERALS[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
    bool letters = text[at] == 'X' || text[at] == 'x';
    char before = at > 0 ? text[at - 1] : ' ', after = text[at + length];

    if (letters)
        return ((before | 0x20) >= 'a' && (before | 0x20) <= 'z') ||
               ((after | 0x20) >= 'a' && (after | 0x20) <= 'z');
    for (size_t i = 0; i < sizeof NUMERALS / sizeof *NUMERALS; i++) {
        if (at >= 3 && starts_with(text + at - 3, NUMERALS[i]))
            return true;
    }
    return false;
}

/* Whether a placeholder may begin at a text, by its first bytes: 待 is E5 BE 85, 某 is E6 9F 90. */
static bool may_be_placeholder(const char *text)
{
    switch ((unsigned char)text[0]) {
    case 'X':
    case 'x':
    case '*':
    case '_':
    case '{':
    case 0xC3:
    case 0xE2:
    case 0xEF:
        return true;
    case 0xE5:
        return (unsigned char)text[1] == 0xBE;
    case 0xE6:
        return (unsigned char)text[1] == 0x9F;
    default:
        return false;
    }
}

/* Returns the bytes of a placeholder at byte `at`; 0 if there is none. */
static size_t placeholder_length(const char *text, size_t at)
{
    static const char *const WORDS[] = {"某某", "待填", "待定", "待补充",
                                        "X年",  "Ｘ年", "×年",  "X月"};
    size_t length = marks_length(text + at);

    if (length > 0)
        return belongs_to_word(text, at, length) ? 0 : length;
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (starts_with(text + at, WORDS[i]))
            return strlen(WORDS[i]);
    }
    if (text[at] == '{' && strchr(text + at, '}') != NULL)
        return (size_t)(strchr(text + at, '}') - (text + at)) + 1;
    return 0;
}

fb_status fb_rule_placeholders(struct fb_rule_run *run)
{
    struct fb_operand text;

    FB_TRY(fb_operand_of(&text, run, run->node));
    for (size_t at = 0; text.text[at] != '\0';) {
        size_t length = may_be_placeholder(text.text + at) ? placeholder_length(text.text, at) : 0;
        if (length > 0) {
            const char *found = fb_arena_copy(run->checker->arena, text.text + at, length);
            FB_NEED(found);
            fb_rule_report_in(run, FB_DIAG_RULE_PLACEHOLDER, &text, at, length,
                              fb_operand_name(run, &text), fb_rule_excerpt(run, found));
        }
        at += length > 0 ? length : 1;
    }
    return FB_OK;
}

/* ---- words that stand twice ---- */

/* A word of so many Han characters may be repeated by mistake; each has three bytes. */
enum { REPEATED_LEAST = 2, REPEATED_MOST = 8, HAN_BYTES = 3 };

/* Returns how many Han characters, each of three bytes, a text begins with, at most `most`. */
static size_t han_count(const char *text, size_t most)
{
    size_t count = 0;
    uint32_t character;

    while (count < most && text[count * HAN_BYTES] != '\0' &&
           step(text + count * HAN_BYTES, &character) == HAN_BYTES && is_han(character))
        count++;
    return count;
}

/* Whether the first character of a text stands again within the reach of a repeated word. */
static bool may_repeat(const char *text, size_t length)
{
    for (size_t at = HAN_BYTES; at + HAN_BYTES <= length && at <= REPEATED_MOST * HAN_BYTES;
         at += HAN_BYTES) {
        if (memcmp(text, text + at, HAN_BYTES) == 0)
            return true;
    }
    return false;
}

/* Returns the bytes of the word at the start of a text if it follows itself; 0 if none does. */
static size_t repeated_length(const char *text, size_t length)
{
    static const char *const SINGLE[] = {"的", "了", "是", "和", "在",
                                         "及", "与", "对", "为", "将"};
    size_t count = may_repeat(text, length) ? han_count(text, (size_t)2 * REPEATED_MOST) : 0;

    /* 一步一步, 一个一个 are words. */
    for (size_t half = count / 2; half >= REPEATED_LEAST && !starts_with(text, "一"); half--) {
        if (memcmp(text, text + half * HAN_BYTES, half * HAN_BYTES) == 0)
            return half * HAN_BYTES;
    }
    for (size_t i = 0; i < sizeof SINGLE / sizeof *SINGLE && count >= 2; i++) {
        if (starts_with(text, SINGLE[i]) && starts_with(text + HAN_BYTES, SINGLE[i]))
            return HAN_BYTES;
    }
    return 0;
}

fb_status fb_rule_repeated(struct fb_rule_run *run)
{
    struct fb_operand text;
    uint32_t character;
    size_t end;

    FB_TRY(fb_operand_of(&text, run, run->node));
    end = strlen(text.text);
    for (size_t at = 0; at < end;) {
        size_t length =
            (unsigned char)text.text[at] >= 0xE4 ? repeated_length(text.text + at, end - at) : 0;
        if (length > 0) {
            const char *word = fb_arena_copy(run->checker->arena, text.text + at, length);
            FB_NEED(word);
            fb_rule_report_in(run, FB_DIAG_RULE_REPEATED, &text, at, 2 * length,
                              fb_operand_name(run, &text), word);
            length *= 2;
        }
        at += length > 0 ? length : step(text.text + at, &character);
    }
    return FB_OK;
}

/* ---- spaces ---- */

/* Characters that look like a space, or like nothing. */
static bool is_odd_space(uint32_t character)
{
    return character == 0x3000 || character == 0xA0 || character == 0xFEFF ||
           (character >= 0x2000 && character <= 0x200D) || character == 0x202F ||
           character == 0x2060;
}

/* Whether the space between two characters is one that Chinese text does not have. */
static bool is_stray(uint32_t before, uint32_t space, uint32_t after)
{
    if (is_odd_space(space))
        return true;
    return space == ' ' && (after == ' ' || (is_han(before) && is_han(after)));
}

/* Whether a text may begin with a space, by its first byte. */
static bool may_be_space(const char *text)
{
    switch ((unsigned char)text[0]) {
    case ' ':
    case 0xC2:
    case 0xE2:
    case 0xE3:
    case 0xEF:
        return true;
    default:
        return false;
    }
}

/* Returns the character that ends at byte `at`, or 0. */
static uint32_t character_before(const char *text, size_t at)
{
    size_t start = at;
    uint32_t character;

    while (start > 0 && at - start < 4) {
        if (((unsigned char)text[--start] & 0xC0) != 0x80)
            return fb_utf8_decode(text + start, at - start, &character) > 0 ? character : 0;
    }
    return 0;
}

fb_status fb_rule_spaces(struct fb_rule_run *run)
{
    struct fb_operand text;

    FB_TRY(fb_operand_of(&text, run, run->node));
    for (size_t at = 0; text.text[at] != '\0'; at++) {
        uint32_t space, after = 0;
        char code[12];
        size_t size;
        if (!may_be_space(text.text + at))
            continue;
        size = step(text.text + at, &space);
        if (text.text[at + size] != '\0')
            step(text.text + at + size, &after);
        if (!is_stray(character_before(text.text, at), space, after))
            continue;
        snprintf(code, sizeof code, "U+%04X", (unsigned)space);
        fb_rule_report_in(run, FB_DIAG_RULE_SPACE, &text, at, size, fb_operand_name(run, &text),
                          code);
    }
    return FB_OK;
}

/* ---- telephone numbers ---- */

enum { MOBILE_DIGITS = 11, LINE_LEAST = 7, LINE_MOST = 8, AREA_LEAST = 3, AREA_MOST = 4 };

static const char DIGITS[] = "0123456789";

/*
 * Returns the bytes of the telephone number that the digits at the start of a text are: a mobile
 * number of 11 digits from 13 to 19, or an area code, a hyphen and 7 or 8 digits. 0 if they are
 * none.
 */
static size_t telephone_length(const char *text, size_t digits)
{
    size_t line;

    if (digits == MOBILE_DIGITS)
        return text[0] == '1' && text[1] >= '3' ? digits : 0;
    if (text[0] != '0' || digits < AREA_LEAST || digits > AREA_MOST || text[digits] != '-')
        return 0;
    line = strspn(text + digits + 1, DIGITS);
    return line >= LINE_LEAST && line <= LINE_MOST ? digits + 1 + line : 0;
}

fb_status fb_rule_personal(struct fb_rule_run *run)
{
    const struct fb_field *field;
    struct fb_operand text;
    size_t digits;

    if (!run->checker->setup->public_copy)
        return FB_OK;
    field = fb_check_field_of(run->checker, run->node);
    if (field != NULL && field->is_private)
        return FB_OK;
    FB_TRY(fb_operand_of(&text, run, run->node));
    for (size_t at = strcspn(text.text, DIGITS); text.text[at] != '\0';
         at += digits + strcspn(text.text + at + digits, DIGITS)) {
        const char *number;
        size_t length;
        digits = strspn(text.text + at, DIGITS);
        length = telephone_length(text.text + at, digits);
        if (length == 0)
            continue;
        number = fb_arena_copy(run->checker->arena, text.text + at, length);
        FB_NEED(number);
        fb_rule_report_in(run, FB_DIAG_RULE_PERSONAL, &text, at, length,
                          fb_operand_name(run, &text), number);
        digits = length;
    }
    return FB_OK;
}

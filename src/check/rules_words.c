/*
 * rules_words.c: words and characters that do not belong into a filled-in form.
 */
#include "base/utf8.h"
#include "check/characters.h"
#include "check/rule_run.h"

#include <stdio.h>
#include <string.h>

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
    size_t size = fb_check_step(text, &first), length = size, count = 1;

    if (!is_blank_mark(first))
        return 0;
    while (text[length] != '\0' && fb_check_step(text + length, &next) == size && next == first) {
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
        if (at >= 3 && fb_check_starts_with(text + at - 3, NUMERALS[i]))
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
        if (fb_check_starts_with(text + at, WORDS[i]))
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
    return space == ' ' && (after == ' ' || (fb_check_is_han(before) && fb_check_is_han(after)));
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
        size = fb_check_step(text.text + at, &space);
        if (text.text[at + size] != '\0')
            fb_check_step(text.text + at + size, &after);
        if (!is_stray(character_before(text.text, at), space, after))
            continue;
        snprintf(code, sizeof code, "U+%04X", (unsigned)space);
        fb_rule_report_in(run, FB_DIAG_RULE_SPACE, &text, at, size, fb_operand_name(run, &text),
                          code);
    }
    return FB_OK;
}

/*
 * rules_texts.c: what is wrong with a text by itself.
 */
#include "check/characters.h"
#include "check/rule_run.h"

#include <string.h>

/* Returns the start of the last character of a text that is not empty. */
static size_t last_character(const char *text)
{
    size_t at = strlen(text) - 1;

    while (at > 0 && ((unsigned char)text[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Whether a text may begin with a mark; most characters are none by their first byte. */
static bool may_be_mark(const char *text)
{
    switch ((unsigned char)text[0]) {
    case 0xE2:
    case 0xE3:
    case 0xEF:
    case '(':
    case ')':
    case '[':
    case ',':
    case ':':
    case ';':
        return true;
    default:
        return false;
    }
}

fb_status fb_rule_cut(struct fb_rule_run *run)
{
    /* What no sentence ends with: a mark that goes on, an opening bracket or quotation mark. */
    static const char *const OPEN_ENDS[] = {"、", "，", "：", "；", ",", ":", ";", "（",
                                            "(",  "《", "【", "〔", "“", "‘", "["};
    struct fb_operand text;
    size_t at;

    FB_TRY(fb_operand_of(&text, run, run->node));
    if (text.text[0] == '\0')
        return FB_OK;
    at = last_character(text.text);
    if (!may_be_mark(text.text + at))
        return FB_OK;
    for (size_t i = 0; i < sizeof OPEN_ENDS / sizeof *OPEN_ENDS; i++) {
        if (strcmp(text.text + at, OPEN_ENDS[i]) == 0)
            fb_rule_report_in(run, FB_DIAG_RULE_CUT, &text, at, strlen(OPEN_ENDS[i]),
                              fb_operand_name(run, &text), OPEN_ENDS[i]);
    }
    return FB_OK;
}

/* ---- brackets and quotation marks ---- */

enum { OPEN_MARKS = 32 };

/* A mark of a pair. A full-width bracket and a half-width one do close each other. */
struct mark {
    const char *text, *partner;
    unsigned pair;
    bool opens;
};

static const struct mark MARKS[] = {
    {"（", "）", 0, true}, {"(", ")", 0, true},    {"）", "（", 0, false}, {")", "(", 0, false},
    {"《", "》", 1, true}, {"》", "《", 1, false}, {"〈", "〉", 2, true},  {"〉", "〈", 2, false},
    {"“", "”", 3, true},   {"”", "“", 3, false},   {"‘", "’", 4, true},    {"’", "‘", 4, false},
    {"【", "】", 5, true}, {"】", "【", 5, false}, {"〔", "〕", 6, true},  {"〕", "〔", 6, false},
    {"「", "」", 7, true}, {"」", "「", 7, false}, {"『", "』", 8, true},  {"』", "『", 8, false},
};

/* Marks that are open at a place of a text. */
struct open_marks {
    struct {
        const struct mark *mark;
        size_t offset;
    } items[OPEN_MARKS];
    size_t count;
};

/* Returns the mark that a text begins with, or NULL. */
static const struct mark *mark_at(const char *text)
{
    if (!may_be_mark(text))
        return NULL;
    for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++) {
        if (fb_check_starts_with(text, MARKS[i].text))
            return &MARKS[i];
    }
    return NULL;
}

static void report_mark(struct fb_rule_run *run, enum fb_diag_code code,
                        const struct fb_operand *text, size_t offset, const struct mark *mark)
{
    fb_rule_report_in(run, code, text, offset, strlen(mark->text), fb_operand_name(run, text),
                      mark->text, mark->partner);
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/* Whether bytes are what numbers an item of a list: digits, a letter, or 一 to 十. */
static bool numbers_item(const char *text, size_t length)
{
    static const char *const NUMERALS[] = {"一", "二", "三", "四", "五",
                                           "六", "七", "八", "九", "十"};

    if (length > 0 && text[length - 1] >= '0' && text[length - 1] <= '9')
        return true;
    if (length > 0 && is_letter(text[length - 1]))
        return length == 1 || !is_letter(text[length - 2]);
    for (size_t i = 0; i < sizeof NUMERALS / sizeof *NUMERALS; i++) {
        size_t size = strlen(NUMERALS[i]);
        if (length >= size && memcmp(text + length - size, NUMERALS[i], size) == 0)
            return true;
    }
    return false;
}

/* Whether the mark closes nothing but a number, as in "1）" and "a)", or is an apostrophe. */
static bool stands_alone(const char *text, size_t offset, const struct mark *mark)
{
    if (strcmp(mark->text, "’") == 0)
        return true;
    return mark->pair == 0 && numbers_item(text, offset);
}

/* A closing mark: those that were opened after its partner are not closed. */
static void close_mark(struct fb_rule_run *run, struct open_marks *open,
                       const struct fb_operand *text, size_t offset, const struct mark *mark)
{
    size_t partner = open->count;

    while (partner > 0 && open->items[partner - 1].mark->pair != mark->pair)
        partner--;
    if (partner == 0) {
        if (!stands_alone(text->text, offset, mark))
            report_mark(run, FB_DIAG_RULE_UNOPENED, text, offset, mark);
        return;
    }
    for (size_t i = partner; i < open->count; i++)
        report_mark(run, FB_DIAG_RULE_UNCLOSED, text, open->items[i].offset, open->items[i].mark);
    open->count = partner - 1;
}

fb_status fb_rule_pairs(struct fb_rule_run *run)
{
    struct open_marks open = {0};
    struct fb_operand text;

    FB_TRY(fb_operand_of(&text, run, run->node));
    if (text.text[0] == '"')
        fb_rule_report_in(run, FB_DIAG_RULE_STRAIGHT, &text, 0, 1, fb_operand_name(run, &text));
    for (size_t at = 0; text.text[at] != '\0'; at++) {
        const struct mark *mark = mark_at(text.text + at);
        if (mark != NULL && !mark->opens) {
            close_mark(run, &open, &text, at, mark);
        } else if (mark != NULL && open.count < OPEN_MARKS) {
            open.items[open.count].mark = mark;
            open.items[open.count++].offset = at;
        }
    }
    for (size_t i = 0; i < open.count; i++)
        report_mark(run, FB_DIAG_RULE_UNCLOSED, &text, open.items[i].offset, open.items[i].mark);
    return FB_OK;
}

/*
 * rules_goals.c: goals, which are prose: how long they are, and how they agree with each other.
 */
#include "base/utf8.h"
#include "check/rule_run.h"

#include <string.h>

/* Two goals are almost the same if at most one in so many bytes differs. */
enum { ALMOST_SHARE = 5 };

fb_status fb_rule_length(struct fb_rule_run *run)
{
    struct fb_decimal least = fb_rule_decimal(run->rule, "least", 0);
    struct fb_decimal most = fb_rule_decimal(run->rule, "most", INT64_MAX);
    struct fb_decimal count;
    struct fb_operand text;

    FB_TRY(fb_operand_of(&text, run, run->node));
    if (text.text[0] == '\0')
        return FB_OK;
    count = (struct fb_decimal){.units = (int64_t)fb_utf8_length(text.text, strlen(text.text))};
    if (fb_decimal_compare(count, least) < 0)
        fb_rule_report(run, FB_DIAG_RULE_SHORT, &text, fb_operand_name(run, &text),
                       fb_rule_number(run, count), fb_rule_number(run, least));
    if (fb_decimal_compare(count, most) > 0)
        fb_rule_report(run, FB_DIAG_RULE_LONG, &text, fb_operand_name(run, &text),
                       fb_rule_number(run, count), fb_rule_number(run, most));
    return FB_OK;
}

fb_status fb_rule_distinct(struct fb_rule_run *run)
{
    struct fb_operand text, other;

    FB_TRY(fb_operand_of(&text, run, run->node));
    FB_TRY(fb_operand_read(&other, run, "with"));
    if (text.text[0] != '\0' && text.node != other.node && strcmp(text.text, other.text) == 0)
        fb_rule_report(run, FB_DIAG_RULE_DISTINCT, &text, fb_operand_name(run, &text),
                       fb_operand_name(run, &other));
    return FB_OK;
}

static size_t common_start(const char *a, const char *b)
{
    size_t length = 0;

    while (a[length] != '\0' && a[length] == b[length])
        length++;
    /* Not into the middle of a character. */
    while (length > 0 && ((unsigned char)a[length] & 0xC0) == 0x80)
        length--;
    return length;
}

/* Returns the bytes at both ends that are equal, outside the common start. */
static size_t common_end(const char *a, size_t a_length, const char *b, size_t b_length)
{
    size_t length = 0, most = a_length < b_length ? a_length : b_length;

    while (length < most && a[a_length - 1 - length] == b[b_length - 1 - length])
        length++;
    while (length > 0 && ((unsigned char)a[a_length - length] & 0xC0) == 0x80)
        length--;
    return length;
}

static bool is_han(uint32_t character)
{
    return character >= 0x4E00 && character <= 0x9FFF;
}

/* Bytes of a text. */
struct span {
    size_t from, to;
};

/*
 * Widens what differs by a character on each side, so that a reader sees words: 预计 and 共计
 * rather than 预 and 共.
 */
static struct span widen(const char *text, struct span span)
{
    uint32_t character;
    size_t size, before = span.from;

    size = fb_utf8_decode(text + span.to, strlen(text + span.to), &character);
    if (size > 0 && is_han(character))
        span.to += size;
    while (before > 0 && span.from - before < 3)
        before--;
    if (fb_utf8_decode(text + before, span.from - before, &character) == 3 && is_han(character))
        span.from = before;
    return span;
}

static const char *part(const struct fb_rule_run *run, const char *text, struct span span)
{
    const char *copy = fb_arena_copy(run->checker->arena, text + span.from, span.to - span.from);

    return copy == NULL ? "" : fb_rule_excerpt(run, copy);
}

fb_status fb_rule_almost(struct fb_rule_run *run)
{
    struct fb_operand text, other;
    size_t length, other_length, start, end, differing;
    struct span here, there;

    FB_TRY(fb_operand_of(&text, run, run->node));
    FB_TRY(fb_operand_read(&other, run, "with"));
    length = strlen(text.text);
    other_length = strlen(other.text);
    start = common_start(text.text, other.text);
    end = common_end(text.text + start, length - start, other.text + start, other_length - start);
    differing = (length > other_length ? length : other_length) - start - end;
    if (text.node == other.node || length == 0 || other_length == 0 || differing == 0 ||
        differing * ALMOST_SHARE > length)
        return FB_OK;
    here = widen(text.text, (struct span){start, length - end});
    there = widen(other.text, (struct span){start, other_length - end});
    fb_rule_report_in(run, FB_DIAG_RULE_ALMOST, &text, here.from, here.to - here.from,
                      fb_operand_name(run, &text), part(run, text.text, here),
                      fb_operand_name(run, &other), part(run, other.text, there));
    return FB_OK;
}

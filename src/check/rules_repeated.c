/*
 * rules_repeated.c: words that stand twice in a row.
 *
 * Chinese has no blanks between words, so that two words may meet in the same characters without a
 * fault: 研究|研究人员, 以及|及时, 参与|与否. What is found is a repetition that no such reading
 * explains. 研究研究 alone, a colloquial form of the verb, is found: a form that states targets has
 * no use for it, and a word typed twice looks the same.
 */
#include "check/characters.h"
#include "check/rule_run.h"

#include <string.h>

/* A word of so many Han characters may be repeated by mistake; each has three bytes. */
enum { REPEATED_LEAST = 2, REPEATED_MOST = 8, HAN_BYTES = 3 };

/* Returns how many Han characters, each of three bytes, a text begins with, at most `most`. */
static size_t han_count(const char *text, size_t most)
{
    size_t count = 0;
    uint32_t character;

    while (count < most && text[count * HAN_BYTES] != '\0' &&
           fb_check_step(text + count * HAN_BYTES, &character) == HAN_BYTES &&
           fb_check_is_han(character))
        count++;
    return count;
}

/* Whether the first character of a text stands again within the reach of a repeated word. */
static bool may_repeat(const char *text, size_t length)
{
    enum { REACH = REPEATED_MOST * HAN_BYTES };
    size_t end = length < REACH + HAN_BYTES ? length : REACH + HAN_BYTES;
    uint16_t tail, other;

    /* Characters that differ mostly do in their last two bytes. */
    memcpy(&tail, text + 1, sizeof tail);
    for (size_t at = HAN_BYTES; at + HAN_BYTES <= end; at += HAN_BYTES) {
        memcpy(&other, text + at + 1, sizeof other);
        if (other == tail && text[at] == text[0])
            return true;
    }
    return false;
}

static bool begins_with_one_of(const char *text, const char *const words[], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (fb_check_starts_with(text, words[i]))
            return true;
    }
    return false;
}

#define ONE_OF(text, words) begins_with_one_of((text), (words), sizeof(words) / sizeof *(words))

/*
 * Whether the second of two words goes on as a longer word: 研究人员 after 研究. `after` is what
 * follows it.
 */
static bool goes_on(const char *after)
{
    static const char *const ENDS[] = {
        "人", "者", "员", "生", "师", "家",   "所",   "院",   "室",   "站",   "点",  "局",
        "处", "科", "厅", "部", "会", "组",   "队",   "区",   "网",   "量",   "额",  "率",
        "费", "度", "法", "表", "书", "中心", "机构", "对象", "平台", "体系", "单位"};

    return ONE_OF(after, ENDS);
}

/* Returns the bytes of a word of two characters and more that a text begins with twice; else 0. */
static size_t word_length(const char *text, size_t count)
{
    /* 一步一步, 一个一个 are words. */
    if (fb_check_starts_with(text, "一"))
        return 0;
    for (size_t half = count / 2; half >= REPEATED_LEAST; half--) {
        size_t length = half * HAN_BYTES;
        if (memcmp(text, text + length, length) == 0 && !goes_on(text + 2 * length))
            return length;
    }
    return 0;
}

/* Whether a single character that stands twice belongs to two words, the one before or after it. */
static bool belongs_to_two(const char *text, size_t at)
{
    static const char *const BEFORE[] = {
        "目的", "标的", "为了", "除了", "以及", "普及", "涉及", "参与", "给予", "因为", "作为",
        "成为", "认为", "行为", "存在", "现在", "面对", "应对", "针对", "相对", "绝对", "核对",
        "但是", "还是", "总是", "凡是", "即将", "必将", "饱和", "缓和", "总和",
    };
    static const char *const AFTER[] = {
        "的确", "了解", "了结", "是否", "是非", "和谐", "和平", "在线", "在建", "在校", "在职",
        "在岗", "在编", "在册", "在读", "在线", "在乎", "在于", "及时", "及格", "与会", "与否",
        "对口", "对象", "对外", "对接", "对应", "对标", "对策", "对照", "对比", "对账", "对方",
        "对内", "对台", "为民", "为主", "为期", "为准", "将来", "将军", "将士", "将近",
    };

    return ONE_OF(text + at + HAN_BYTES, AFTER) ||
           (at >= HAN_BYTES && ONE_OF(text + at - HAN_BYTES, BEFORE));
}

/* Returns the bytes of the word at byte `at` of a text if it follows itself; 0 if none does. */
static size_t repeated_length(const char *text, size_t at, size_t end)
{
    static const char *const SINGLE[] = {"的", "了", "是", "和", "在",
                                         "及", "与", "对", "为", "将"};
    const char *word = text + at;
    size_t count = may_repeat(word, end - at) ? han_count(word, (size_t)2 * REPEATED_MOST) : 0;
    size_t length = count < 2 ? 0 : word_length(word, count);

    if (length == 0 && count >= 2 && memcmp(word, word + HAN_BYTES, HAN_BYTES) == 0 &&
        ONE_OF(word, SINGLE) && !belongs_to_two(text, at))
        length = HAN_BYTES;
    return length;
}

fb_status fb_rule_repeated(struct fb_rule_run *run)
{
    struct fb_operand text;
    size_t end;

    FB_TRY(fb_operand_of(&text, run, run->node));
    end = strlen(text.text);
    for (size_t at = 0; at < end;) {
        size_t length =
            (unsigned char)text.text[at] >= 0xE4 ? repeated_length(text.text, at, end) : 0;
        if (length > 0) {
            const char *word = fb_arena_copy(run->checker->arena, text.text + at, length);
            FB_NEED(word);
            fb_rule_report_in(run, FB_DIAG_RULE_REPEATED, &text, at, 2 * length,
                              fb_operand_name(run, &text), word);
            length *= 2;
        }
        at += length > 0 ? length : fb_check_size(text.text + at);
    }
    return FB_OK;
}

/*
 * format_chinese.c: Chinese numerals as Excel has them for [DBNum1] and [DBNum2]; they differ from
 * those of running text (base/chinese_number.h): 一十二, and 〇 for a digit.
 */
#include "sheet/format_private.h"

enum { PLAIN, CAPITAL, KINDS };

static const char *const DIGITS[KINDS][10] = {
    {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
    {"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
};

static const char *const TENS[KINDS][4] = {{"", "十", "百", "千"}, {"", "拾", "佰", "仟"}};

static const char *const GROUPS[] = {"", "万", "亿", "万亿", "亿亿", "万亿亿"};

const char *fb_chinese_digit(unsigned numerals, char digit)
{
    return DIGITS[numerals - 1][digit - '0'];
}

void fb_format_chinese(struct fb_buffer *out, unsigned numerals, const char *digits, size_t count,
                       bool short_ten)
{
    bool zero = false, group = false, begun = false;

    for (size_t i = 0; i < count; i++) {
        size_t power = count - 1 - i;
        if (digits[i] == '0') {
            zero = begun;
        } else {
            if (zero)
                fb_buffer_append_string(out, fb_chinese_digit(numerals, '0'));
            if (!(short_ten && count == 2 && i == 0 && digits[i] == '1'))
                fb_buffer_append_string(out, fb_chinese_digit(numerals, digits[i]));
            fb_buffer_append_string(out, TENS[numerals - 1][power % 4]);
            zero = false;
            group = begun = true;
        }
        if (power % 4 == 0 && group) {
            if (power / 4 < sizeof GROUPS / sizeof *GROUPS)
                fb_buffer_append_string(out, GROUPS[power / 4]);
            group = false;
        }
    }
    if (!begun && count > 0)
        fb_buffer_append_string(out, fb_chinese_digit(numerals, '0'));
}

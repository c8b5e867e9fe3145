#include "text/character.h"

#include <uchar.h>

struct range {
    uint32_t first, last;
    enum fb_character_class class;
};

/* CJK Unified Ideographs. */
enum { FIRST_UNIFIED = 0x4E00, LAST_UNIFIED = 0x9FFF };

/* In ascending order, without overlap; what is in none is a symbol. */
static const struct range RANGES[] = {
    {0x0020, 0x0020, FB_CHAR_SPACE},
    {0x0021, 0x0021, FB_CHAR_POINT},
    {0x0022, 0x0023, FB_CHAR_LETTER},
    {0x0024, 0x0024, FB_CHAR_PREFIX},
    {0x0025, 0x0025, FB_CHAR_SUFFIX},
    {0x0026, 0x0027, FB_CHAR_LETTER},
    {0x0028, 0x0028, FB_CHAR_OPEN},
    {0x0029, 0x0029, FB_CHAR_CLOSE},
    {0x002A, 0x002B, FB_CHAR_LETTER},
    {0x002C, 0x002C, FB_CHAR_POINT},
    {0x002D, 0x002D, FB_CHAR_CONNECTOR},
    {0x002E, 0x002E, FB_CHAR_POINT},
    {0x002F, 0x002F, FB_CHAR_SOLIDUS},
    {0x0030, 0x0039, FB_CHAR_DIGIT},
    {0x003A, 0x003B, FB_CHAR_POINT},
    {0x003C, 0x003E, FB_CHAR_PREFIX},
    {0x003F, 0x003F, FB_CHAR_POINT},
    {0x0040, 0x005A, FB_CHAR_LETTER},
    {0x005B, 0x005B, FB_CHAR_OPEN},
    {0x005C, 0x005C, FB_CHAR_LETTER},
    {0x005D, 0x005D, FB_CHAR_CLOSE},
    {0x005E, 0x007A, FB_CHAR_LETTER},
    {0x007B, 0x007B, FB_CHAR_OPEN},
    {0x007C, 0x007C, FB_CHAR_LETTER},
    {0x007D, 0x007D, FB_CHAR_CLOSE},
    {0x007E, 0x007E, FB_CHAR_CONNECTOR},
    {0x00A0, 0x00A0, FB_CHAR_NO_BREAK},
    {0x00A3, 0x00A3, FB_CHAR_PREFIX},
    {0x00A5, 0x00A5, FB_CHAR_PREFIX},
    {0x00B0, 0x00B0, FB_CHAR_SUFFIX},
    {0x00B1, 0x00B1, FB_CHAR_PREFIX},
    {0x00B2, 0x00B3, FB_CHAR_SUFFIX},
    {0x00B7, 0x00B7, FB_CHAR_MIDDLE_DOT},
    {0x00B9, 0x00B9, FB_CHAR_SUFFIX},
    {0x00C0, 0x00D6, FB_CHAR_LETTER},
    {0x00D8, 0x00F6, FB_CHAR_LETTER},
    {0x00F8, 0x052F, FB_CHAR_LETTER},
    {0x1E00, 0x1FFF, FB_CHAR_LETTER},
    {0x2010, 0x2013, FB_CHAR_CONNECTOR},
    {0x2014, 0x2015, FB_CHAR_DASH},
    {0x2018, 0x2018, FB_CHAR_OPEN},
    {0x2019, 0x2019, FB_CHAR_CLOSE},
    {0x201C, 0x201C, FB_CHAR_OPEN},
    {0x201D, 0x201D, FB_CHAR_CLOSE},
    {0x2022, 0x2022, FB_CHAR_MIDDLE_DOT},
    {0x2026, 0x2026, FB_CHAR_ELLIPSIS},
    {0x2027, 0x2027, FB_CHAR_MIDDLE_DOT},
    {0x2030, 0x2030, FB_CHAR_SUFFIX},
    {0x2032, 0x2033, FB_CHAR_SUFFIX},
    {0x2060, 0x2060, FB_CHAR_NO_BREAK},
    {0x2070, 0x209C, FB_CHAR_SUFFIX},

    {0x20AC, 0x20AC, FB_CHAR_PREFIX},
    {0x2103, 0x2103, FB_CHAR_SUFFIX},
    {0x2116, 0x2116, FB_CHAR_PREFIX},
    {0x2212, 0x2212, FB_CHAR_CONNECTOR},
    {0x2264, 0x2265, FB_CHAR_PREFIX},
    {0x22EF, 0x22EF, FB_CHAR_ELLIPSIS},
    {0x2E3A, 0x2E3A, FB_CHAR_DASH},
    {0x2E80, 0x2FDF, FB_CHAR_IDEOGRAPH},
    {0x3000, 0x3000, FB_CHAR_SPACE},
    {0x3001, 0x3001, FB_CHAR_PAUSE},
    {0x3002, 0x3002, FB_CHAR_STOP},
    {0x3005, 0x3007, FB_CHAR_IDEOGRAPH},
    {0x3008, 0x3008, FB_CHAR_OPEN},
    {0x3009, 0x3009, FB_CHAR_CLOSE},
    {0x300A, 0x300A, FB_CHAR_OPEN},
    {0x300B, 0x300B, FB_CHAR_CLOSE},
    {0x300C, 0x300C, FB_CHAR_OPEN},
    {0x300D, 0x300D, FB_CHAR_CLOSE},
    {0x300E, 0x300E, FB_CHAR_OPEN},
    {0x300F, 0x300F, FB_CHAR_CLOSE},
    {0x3010, 0x3010, FB_CHAR_OPEN},
    {0x3011, 0x3011, FB_CHAR_CLOSE},
    {0x3014, 0x3014, FB_CHAR_OPEN},
    {0x3015, 0x3015, FB_CHAR_CLOSE},
    {0x3016, 0x3016, FB_CHAR_OPEN},
    {0x3017, 0x3017, FB_CHAR_CLOSE},
    {0x301C, 0x301C, FB_CHAR_CONNECTOR},
    {0x3041, 0x30FA, FB_CHAR_IDEOGRAPH},
    {0x30FB, 0x30FB, FB_CHAR_MIDDLE_DOT},
    {0x30FC, 0x30FF, FB_CHAR_IDEOGRAPH},
    {0x3371, 0x33DF, FB_CHAR_SUFFIX},
    {0x3400, 0x4DBF, FB_CHAR_IDEOGRAPH},
    {FIRST_UNIFIED, LAST_UNIFIED, FB_CHAR_IDEOGRAPH},
    {0xF900, 0xFAFF, FB_CHAR_IDEOGRAPH},
    {0xFF01, 0xFF01, FB_CHAR_EXCLAIM},
    {0xFF04, 0xFF04, FB_CHAR_PREFIX},
    {0xFF05, 0xFF05, FB_CHAR_SUFFIX},
    {0xFF08, 0xFF08, FB_CHAR_OPEN},
    {0xFF09, 0xFF09, FB_CHAR_CLOSE},
    {0xFF0C, 0xFF0C, FB_CHAR_PAUSE},
    {0xFF0D, 0xFF0D, FB_CHAR_CONNECTOR},
    {0xFF0E, 0xFF0E, FB_CHAR_STOP},
    {0xFF0F, 0xFF0F, FB_CHAR_SOLIDUS},
    {0xFF1A, 0xFF1B, FB_CHAR_PAUSE},
    {0xFF1C, 0xFF1E, FB_CHAR_PREFIX},
    {0xFF1F, 0xFF1F, FB_CHAR_EXCLAIM},
    {0xFF3B, 0xFF3B, FB_CHAR_OPEN},
    {0xFF3D, 0xFF3D, FB_CHAR_CLOSE},
    {0xFF5B, 0xFF5B, FB_CHAR_OPEN},
    {0xFF5D, 0xFF5D, FB_CHAR_CLOSE},
    {0xFF5E, 0xFF5E, FB_CHAR_CONNECTOR},
    {0xFFE1, 0xFFE1, FB_CHAR_PREFIX},
    {0xFFE5, 0xFFE5, FB_CHAR_PREFIX},
    {0x20000, 0x3FFFD, FB_CHAR_IDEOGRAPH},
};

/* Above this, "Western" characters come from an East Asian face and bring their own space. */
static const uint32_t LAST_WESTERN = 0x1FFF;

enum fb_character_class fb_character_class(uint32_t character)
{
    size_t low = 0, high = sizeof RANGES / sizeof *RANGES;

    if (character >= FIRST_UNIFIED && character <= LAST_UNIFIED) /* as nearly all are */
        return FB_CHAR_IDEOGRAPH;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (character > RANGES[middle].last)
            low = middle + 1;
        else if (character < RANGES[middle].first)
            high = middle;
        else
            return RANGES[middle].class;
    }
    return FB_CHAR_SYMBOL;
}

bool fb_class_forbids_start(enum fb_character_class class, enum fb_breaking level)
{
    if (level == FB_BREAKING_NONE)
        return false;
    switch (class) {
    case FB_CHAR_CLOSE:
    case FB_CHAR_PAUSE:
    case FB_CHAR_STOP:
    case FB_CHAR_EXCLAIM:
    case FB_CHAR_MIDDLE_DOT:
    case FB_CHAR_SOLIDUS:
    case FB_CHAR_CONNECTOR:
    case FB_CHAR_SUFFIX:
    case FB_CHAR_POINT:
        return true;
    case FB_CHAR_DASH:
    case FB_CHAR_ELLIPSIS:
        return level == FB_BREAKING_STRICT;
    default:
        return false;
    }
}

bool fb_class_forbids_end(enum fb_character_class class, enum fb_breaking level)
{
    if (level == FB_BREAKING_NONE)
        return false;
    if (class == FB_CHAR_SOLIDUS)
        return level != FB_BREAKING_BASIC;
    return class == FB_CHAR_OPEN || class == FB_CHAR_PREFIX;
}

bool fb_character_is_western(uint32_t character, enum fb_character_class class)
{
    switch (class) {
    case FB_CHAR_LETTER:
    case FB_CHAR_DIGIT:
        return true;
    case FB_CHAR_PREFIX:
    case FB_CHAR_SUFFIX:
        return character <= LAST_WESTERN || (character >= 0x2070 && character <= 0x209C);
    default:
        return false;
    }
}

/* Units and measure words of these forms; a longer one stands before its own beginning. */
static const char32_t *const UNITS[] = {
    U"平方公里", U"平方千米", U"平方米", U"立方米", U"千瓦时", U"万人次", U"公里", U"公顷", U"公斤",
    U"千克",     U"千米",     U"千瓦",   U"毫米",   U"厘米",   U"小时",   U"分钟", U"学时", U"课时",
    U"人次",     U"人年",     U"万元",   U"亿元",   U"万人",   U"万亩",   U"万吨", U"万户", U"个月",
    U"万",       U"亿",       U"元",     U"年",     U"月",     U"日",     U"天",   U"人",   U"名",
    U"次",       U"轮",       U"项",     U"组",     U"个",     U"期",     U"家",   U"户",   U"件",
    U"台",       U"套",       U"份",     U"篇",     U"场",     U"处",     U"座",   U"所",   U"米",
    U"吨",       U"亩",       U"分",     U"倍",     U"级",     U"号",     U"册",   U"辆",   U"例",
    U"班",       U"批",       U"本",     U"张",     U"株",     U"头",
};

size_t fb_unit_length(const uint32_t *characters, size_t count)
{
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++) {
        size_t length = 0;
        while (UNITS[i][length] != 0 && length < count && characters[length] == UNITS[i][length])
            length++;
        if (UNITS[i][length] == 0)
            return length;
    }
    return 0;
}

#include "font/font.h"

#include "base/ascii.h"

/*
 * `docx` is the font that offices have installed for official documents; `fallback` comes with
 * every Windows, or is the same design under another name. Word picks a replacement by panose when
 * neither is there. 仿宋_GB2312 and 楷体_GB2312 have no good Latin, and figures in official
 * documents are set in Times New Roman; 黑体 keeps its own, as in the PDF.
 */
static const struct fb_font_names NAMES[FB_FONT_ROLES] = {
    [FB_FONT_SONG] = {"宋体", "宋体", "SimSun", "Times New Roman", "02010600030101010101"},
    [FB_FONT_BIAOSONG] = {"小标宋", "方正小标宋简体", "方正小标宋_GBK", "Times New Roman",
                          "02010600030101010101"},
    [FB_FONT_HEI] = {"黑体", "黑体", "SimHei", "黑体", "02010609060101010101"},
    [FB_FONT_FANGSONG] = {"仿宋", "仿宋_GB2312", "仿宋", "Times New Roman", "02010609030101010101"},
    [FB_FONT_KAI] = {"楷体", "楷体_GB2312", "楷体", "Times New Roman", "02010609030101010101"},
};

/* Other names that templates may use for a role. */
static const struct {
    const char *name;
    enum fb_font_role role;
} ALIASES[] = {
    {"SimSun", FB_FONT_SONG},
    {"NSimSun", FB_FONT_SONG},
    {"新宋体", FB_FONT_SONG},
    {"方正小标宋_GBK", FB_FONT_BIAOSONG},
    {"方正小标宋", FB_FONT_BIAOSONG},
    {"小标宋体", FB_FONT_BIAOSONG},
    {"FZXiaoBiaoSong-B05S", FB_FONT_BIAOSONG},
    {"SimHei", FB_FONT_HEI},
    {"FangSong", FB_FONT_FANGSONG},
    {"FangSong_GB2312", FB_FONT_FANGSONG},
    {"KaiTi", FB_FONT_KAI},
    {"KaiTi_GB2312", FB_FONT_KAI},
};

const struct fb_font_names *fb_font_role_names(enum fb_font_role role)
{
    return &NAMES[role];
}

/* Font names ignore the case of ASCII letters, in any locale. */
static bool same_name(const char *a, const char *b)
{
    return fb_ascii_compare(a, b) == 0;
}

bool fb_font_role_parse(enum fb_font_role *out, const char *name)
{
    for (size_t i = 0; i < FB_FONT_ROLES; i++) {
        if (same_name(name, NAMES[i].role) || same_name(name, NAMES[i].docx)) {
            *out = (enum fb_font_role)i;
            return true;
        }
    }
    for (size_t i = 0; i < sizeof ALIASES / sizeof ALIASES[0]; i++) {
        if (same_name(name, ALIASES[i].name)) {
            *out = ALIASES[i].role;
            return true;
        }
    }
    return false;
}

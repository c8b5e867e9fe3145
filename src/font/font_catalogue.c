#include "font/font_catalogue.h"

/* Stems were measured on the outlines, at mid-height of the lower (Latin: the whole) upright. */
static const struct fb_font_file FILES[FB_FONT_FILES] = {
    [FB_FILE_SERIF] = {"NotoSerifSC-Regular.ttf", 68, true, false, "附表宋体"},
    [FB_FILE_SERIF_BOLD] = {"NotoSerifSC-Bold-core.ttf", 128, true, false, "附表小标宋"},
    [FB_FILE_SANS] = {"NotoSansSC-Medium-uro.ttf", 103, true, false, "附表黑体"},
    [FB_FILE_FANG] = {"FandolFang-Regular.ttf", 43, true, false, "附表仿宋"},
    [FB_FILE_KAI] = {"FandolKai-Regular.ttf", 51, true, false, "附表楷体"},
    [FB_FILE_LATIN] = {"LiberationSerif-Regular.ttf", 81, false, false, "Fubiao Roman"},
    [FB_FILE_LATIN_BOLD] = {"LiberationSerif-Bold.ttf", 141, false, false, "Fubiao Roman Bold"},
    [FB_FILE_SIGNS] = {"DejaVuSans.ttf", 90, false, false, "附表符号"},
    [FB_FILE_RARE] = {"HanaMinB.ttf", 63, false, true, "附表生僻字"},
};

static const struct fb_font_chain CHAINS[FB_FONT_ROLES] = {
    [FB_FONT_SONG] = {FB_FILE_LATIN,
                      {FB_FILE_SERIF, FB_FILE_RARE, FB_FILE_LATIN, FB_FILE_SIGNS},
                      4},
    [FB_FONT_BIAOSONG] = {FB_FILE_LATIN_BOLD,
                          {FB_FILE_SERIF_BOLD, FB_FILE_SERIF, FB_FILE_RARE, FB_FILE_LATIN_BOLD,
                           FB_FILE_SIGNS},
                          5},
    [FB_FONT_HEI] = {FB_FILE_SANS,
                     {FB_FILE_SANS, FB_FILE_SERIF, FB_FILE_RARE, FB_FILE_LATIN, FB_FILE_SIGNS},
                     5},
    [FB_FONT_FANGSONG] = {FB_FILE_LATIN,
                          {FB_FILE_FANG, FB_FILE_SERIF, FB_FILE_RARE, FB_FILE_LATIN, FB_FILE_SIGNS},
                          5},
    [FB_FONT_KAI] = {FB_FILE_LATIN,
                     {FB_FILE_KAI, FB_FILE_SERIF, FB_FILE_RARE, FB_FILE_LATIN, FB_FILE_SIGNS},
                     5},
};

/* Where Debian's packages of the fonts that are not ours alone put them. */
static const char *const SYSTEM_FOLDERS[] = {
    "/usr/share/fonts/truetype/hanazono", "/usr/share/fonts/truetype/dejavu",
    "/usr/share/fonts/truetype/liberation2", "/usr/share/fonts/truetype/liberation", NULL};

const struct fb_font_file *fb_font_catalogue_file(enum fb_font_file_index index)
{
    return &FILES[index];
}

const struct fb_font_chain *fb_font_catalogue_chain(enum fb_font_role role)
{
    return &CHAINS[role];
}

const char *const *fb_font_catalogue_system_folders(void)
{
    return SYSTEM_FOLDERS;
}

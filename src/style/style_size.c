#include "style/style_size.h"

#include <string.h>

static const struct type_size {
    const char *name;
    fb_length size;
} TYPE_SIZES[] = {
    {"初号", FB_PT(42)},  {"小初", FB_PT(36)},  {"一号", FB_PT(26)},   {"小一", FB_PT(24)},
    {"二号", FB_PT(22)},  {"小二", FB_PT(18)},  {"三号", FB_PT(16)},   {"小三", FB_PT(15)},
    {"四号", FB_PT(14)},  {"小四", FB_PT(12)},  {"五号", FB_PT(10.5)}, {"小五", FB_PT(9)},
    {"六号", FB_PT(7.5)}, {"小六", FB_PT(6.5)}, {"七号", FB_PT(5.5)},  {"八号", FB_PT(5)},
};

static const struct paper {
    const char *name;
    fb_length width, height;
} PAPERS[] = {
    {"A3", FB_MM(297), FB_MM(420)},
    {"A4", FB_MM(210), FB_MM(297)},
    {"A5", FB_MM(148), FB_MM(210)},
};

bool fb_type_size_parse(fb_length *out, const char *text)
{
    fb_length size;

    for (size_t i = 0; i < sizeof TYPE_SIZES / sizeof TYPE_SIZES[0]; i++) {
        if (strcmp(TYPE_SIZES[i].name, text) == 0) {
            *out = TYPE_SIZES[i].size;
            return true;
        }
    }
    if (!fb_length_parse(&size, text) || size < FB_PT(1) || size > FB_TYPE_SIZE_MAX)
        return false;
    *out = size;
    return true;
}

bool fb_paper_parse(fb_length *width, fb_length *height, const char *text)
{
    for (size_t i = 0; i < sizeof PAPERS / sizeof PAPERS[0]; i++) {
        if (strcmp(PAPERS[i].name, text) == 0) {
            *width = PAPERS[i].width;
            *height = PAPERS[i].height;
            return true;
        }
    }
    return false;
}

const char *fb_paper_names(void)
{
    return "A3, A4, A5";
}

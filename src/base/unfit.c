#include "base/unfit.h"

#include <stddef.h>

struct range {
    uint32_t first, last;
    enum fb_unfit unfit;
};

/* In ascending order, without overlap (DerivedCoreProperties.txt and Blocks.txt of Unicode 15). */
static const struct range RANGES[] = {
    {0x0000, 0x001F, FB_UNFIT_INVISIBLE},
    {0x007F, 0x009F, FB_UNFIT_INVISIBLE},
    {0x00AD, 0x00AD, FB_UNFIT_INVISIBLE},
    {0x034F, 0x034F, FB_UNFIT_INVISIBLE},
    {0x0590, 0x061B, FB_UNFIT_RIGHT_TO_LEFT},
    {0x061C, 0x061C, FB_UNFIT_INVISIBLE},
    {0x061D, 0x08FF, FB_UNFIT_RIGHT_TO_LEFT},
    {0x115F, 0x1160, FB_UNFIT_INVISIBLE},
    {0x17B4, 0x17B5, FB_UNFIT_INVISIBLE},
    {0x180B, 0x180F, FB_UNFIT_INVISIBLE},
    {0x200B, 0x200F, FB_UNFIT_INVISIBLE},
    {0x2028, 0x202E, FB_UNFIT_INVISIBLE},
    {0x2060, 0x206F, FB_UNFIT_INVISIBLE},
    {0x3164, 0x3164, FB_UNFIT_INVISIBLE},
    {0xFB1D, 0xFDFF, FB_UNFIT_RIGHT_TO_LEFT},
    {0xFE00, 0xFE0F, FB_UNFIT_INVISIBLE},
    {0xFE70, 0xFEFE, FB_UNFIT_RIGHT_TO_LEFT},
    {0xFEFF, 0xFEFF, FB_UNFIT_INVISIBLE},
    {0xFFA0, 0xFFA0, FB_UNFIT_INVISIBLE},
    {0xFFF0, 0xFFFB, FB_UNFIT_INVISIBLE},
    {0xFFFC, 0xFFFD, FB_UNFIT_LOST},
    {0x10800, 0x10FFF, FB_UNFIT_RIGHT_TO_LEFT},
    {0x1BCA0, 0x1BCA3, FB_UNFIT_INVISIBLE},
    {0x1D173, 0x1D17A, FB_UNFIT_INVISIBLE},
    {0x1E800, 0x1EFFF, FB_UNFIT_RIGHT_TO_LEFT},
    {0xE0000, 0xE0FFF, FB_UNFIT_INVISIBLE},
};

enum fb_unfit fb_character_unfit(uint32_t character)
{
    size_t low = 0, high = sizeof RANGES / sizeof *RANGES;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (character > RANGES[middle].last)
            low = middle + 1;
        else if (character < RANGES[middle].first)
            high = middle;
        else
            return RANGES[middle].unfit;
    }
    return FB_FIT;
}

/*
 * unfit.h: characters that a printed form must not have, whatever the fonts say.
 *
 * They get into records by copying from web pages, PDF files and chats. Some fonts have a box or
 * nothing at all for them, so that a font's coverage alone does not keep them out.
 */
#ifndef FB_BASE_UNFIT_H
#define FB_BASE_UNFIT_H

#include <stdint.h>

enum fb_unfit {
    FB_FIT,
    /*
     * Controls, line separators and what Unicode 15 calls Default_Ignorable_Code_Point: zero-width
     * space, byte order mark, soft hyphen, direction controls, variation selectors, tags.
     */
    FB_UNFIT_INVISIBLE,
    /* U+FFFC and U+FFFD, which stand where an earlier program lost something. */
    FB_UNFIT_LOST,
    /* Scripts that run from right to left and need forms by context (Arabic, Hebrew …). */
    FB_UNFIT_RIGHT_TO_LEFT,
};

enum fb_unfit fb_character_unfit(uint32_t character);

#endif

/*
 * character.h: what a character is to a line of Chinese text.
 *
 * The classes follow W3C "Requirements for Chinese Text Layout" (clreq), §3.1 and §3.2, and
 * GB/T 15834-2011, 5.1. They are coarse on purpose: two characters of one class behave alike.
 */
#ifndef FB_TEXT_CHARACTER_H
#define FB_TEXT_CHARACTER_H

#include "style/style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fb_character_class {
    FB_CHAR_IDEOGRAPH,  /* Han characters and kana */
    FB_CHAR_SYMBOL,     /* anything that stands alone in an em: □ ① ★ */
    FB_CHAR_OPEN,       /* opening brackets and quotation marks */
    FB_CHAR_CLOSE,      /* closing ones */
    FB_CHAR_PAUSE,      /* 、，；： within a sentence; their right half is blank */
    FB_CHAR_STOP,       /* 。 likewise */
    FB_CHAR_EXCLAIM,    /* ！？ which some faces draw in the middle of the em */
    FB_CHAR_MIDDLE_DOT, /* · */
    FB_CHAR_SOLIDUS,    /* / */
    FB_CHAR_CONNECTOR,  /* - – ～, and a — that is not one of two */
    FB_CHAR_DASH,       /* — of 破折号 */
    FB_CHAR_ELLIPSIS,   /* … of 省略号 */
    FB_CHAR_PREFIX,     /* ¥ ≥ № : belongs to the number after it */
    FB_CHAR_SUFFIX,     /* % ℃ ㎡ : belongs to the number before it */
    FB_CHAR_LETTER,     /* Latin, Greek, Cyrillic */
    FB_CHAR_DIGIT,      /* 0-9 */
    FB_CHAR_POINT,      /* . , : ; ! ? of Western text */
    FB_CHAR_SPACE,      /* U+0020 and U+3000 */
    FB_CHAR_NO_BREAK,   /* U+00A0, U+2060 */
};

enum fb_character_class fb_character_class(uint32_t character);

/* True if no line may begin with the class (clreq, "Prohibition Rules for Line Start and End"). */
bool fb_class_forbids_start(enum fb_character_class class, enum fb_breaking level);

/* True if no line may end with the class. */
bool fb_class_forbids_end(enum fb_character_class class, enum fb_breaking level);

/* True for marks that close what is before them: 。”） and their like. */
static inline bool fb_class_closes(enum fb_character_class class)
{
    return class == FB_CHAR_CLOSE || class == FB_CHAR_PAUSE || class == FB_CHAR_STOP ||
           class == FB_CHAR_EXCLAIM;
}

/* True for ① and its like: a number that is one character. */
static inline bool fb_character_is_enclosed_number(uint32_t character)
{
    return character >= 0x2460 && character <= 0x3289 &&
           (character <= 0x249B || (character >= 0x24EA && character <= 0x24FF) ||
            (character >= 0x2776 && character <= 0x2793) ||
            (character >= 0x3220 && character <= 0x3229) || character >= 0x3280);
}

/* True for parts of Western words and numbers, which get a gap beside an ideograph. */
bool fb_character_is_western(uint32_t character, enum fb_character_class class);

/*
 * Returns how many of `count` characters make a unit that must not leave the number before it
 * (万元, 平方米, 人 …); 0 if they begin with none.
 */
size_t fb_unit_length(const uint32_t *characters, size_t count);

#endif

/*
 * font_catalogue.h: which font files there are, and in which order a role asks them.
 *
 * All of it is constant. docs/fonts.md says why these fonts and this order.
 */
#ifndef FB_FONT_FONT_CATALOGUE_H
#define FB_FONT_FONT_CATALOGUE_H

#include "font/font.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * The place of a face in its set. The optional face is the last, so that the others keep their
 * places when it is missing.
 */
enum fb_font_file_index {
    FB_FILE_SERIF,
    FB_FILE_SERIF_BOLD,
    FB_FILE_SANS,
    FB_FILE_FANG,
    FB_FILE_KAI,
    FB_FILE_LATIN,
    FB_FILE_LATIN_BOLD,
    FB_FILE_SIGNS,
    FB_FILE_RARE,
    FB_FONT_FILES
};

struct fb_font_file {
    const char *name;   /* in the font folders */
    int32_t stem;       /* thousandths of an em: the upright of 十, of l in a Latin face */
    bool east_asian;    /* a face of a role's own: has Chinese punctuation */
    bool optional;      /* only rare characters need it */
    const char *family; /* of the face embedded in a DOCX */
};

enum { FB_CHAIN_MAX = 5 };

/* The faces that a role asks for a character. */
struct fb_font_chain {
    enum fb_font_file_index latin; /* ASCII, and what the own face has not full width */
    enum fb_font_file_index faces[FB_CHAIN_MAX]; /* the role's own face first */
    size_t count;
};

const struct fb_font_file *fb_font_catalogue_file(enum fb_font_file_index index);
const struct fb_font_chain *fb_font_catalogue_chain(enum fb_font_role role);

/* Returns the system's font folders, ended by NULL; they are searched after the caller's. */
const char *const *fb_font_catalogue_system_folders(void);

#endif

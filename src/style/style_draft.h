/*
 * style_draft.h: a style while it is being put together.
 *
 * A draft begins as the defaults or as a copy of its base, takes the properties of its own one by
 * one, as text, and is finished into a complete style. It keeps what the finished style does not:
 * whether the pitch of lines was a factor, which a derived style applies to its own size.
 */
#ifndef FB_STYLE_STYLE_DRAFT_H
#define FB_STYLE_STYLE_DRAFT_H

#include "base/buffer.h"
#include "style/style.h"

struct fb_style_draft {
    struct fb_style style;
    int line_factor; /* of the size, in thousandths; 0: style.line_pitch is a length */
};

enum fb_style_fault {
    FB_STYLE_OK,
    FB_STYLE_NO_PROPERTY, /* there is no property of that name */
    FB_STYLE_BAD_VALUE,   /* the property does not take that value */
};

/* 宋体 五号, lines at 1.3 of the size, left, no space around, in the middle of cells. */
void fb_style_draft_init(struct fb_style_draft *draft);

/*
 * Sets a property, such as "size" to "小五". A value that is refused changes nothing; that of
 * "words" is borrowed.
 */
enum fb_style_fault fb_style_draft_set(struct fb_style_draft *draft, const char *property,
                                       const char *value);

/* Returns what values a property takes, in words for a message; NULL if there is no such property.
 */
const char *fb_style_property_values(const char *property);

/* Computes what depends on several properties; a pitch below the size becomes the size. */
void fb_style_draft_finish(struct fb_style_draft *draft);

/* The words of a template for these values. */
const char *fb_align_name(enum fb_align align);
const char *fb_valign_name(enum fb_valign valign);
const char *fb_wrap_name(enum fb_wrap wrap);
const char *fb_overflow_name(enum fb_overflow overflow);
const char *fb_breaking_name(enum fb_breaking breaking);

/* Appends one line that says all of a style. */
void fb_style_dump(struct fb_buffer *out, const struct fb_style *style);

#endif

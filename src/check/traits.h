/*
 * traits.h: which characters a text has that some rule looks for.
 *
 * A form has a hundred texts and a handful of rules on all of them, of which most find nothing to
 * look at in most texts. One walk over a text tells which of them need not look.
 */
#ifndef FB_CHECK_TRAITS_H
#define FB_CHECK_TRAITS_H

/* Bits. A text without one has no finding of the rules named here. */
enum fb_trait {
    FB_TRAIT_PAIR = 1,  /* a bracket or a quotation mark: unpaired marks */
    FB_TRAIT_BLANK = 2, /* a character that a placeholder begins with: placeholders */
    FB_TRAIT_SPACE = 4, /* a character that looks like a space, or like nothing: spaces */
};

/* Returns the traits of a text, which is UTF-8. */
unsigned fb_text_traits(const char *text);

#endif

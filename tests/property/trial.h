/*
 * trial.h: a case through the whole library, and what is found.
 */
#ifndef FB_TESTS_TRIAL_H
#define FB_TESTS_TRIAL_H

#include "check_pages.h"
#include "table_case.h"

#include "font/font.h"

/* What a case went through without a fault. */
enum trial_outcome { TRIAL_HOLDS, TRIAL_REFUSED, TRIAL_FAILS };

struct trial {
    const struct fb_font_set *fonts;
    bool files; /* write PDF and DOCX too */
    /* Changes pages before they are looked at, to see that the look finds it; NULL: nothing. */
    bool (*spoil)(struct fb_pages *pages, struct fb_arena *arena, const struct fb_doc *doc,
                  uint64_t seed);
    uint64_t seed; /* for spoil */
    bool spoiled;  /* it found something to change */
    size_t pages;  /* so many there were */
    struct verdict verdict;
};

/* Tries a case. Refused: the library reported an error of those that a case may have. */
enum trial_outcome trial_run(struct trial *trial, const struct table_case *table_case);

/* Makes a case simpler as long as it fails in the same property; `*trial` is as it failed last. */
void trial_shrink(struct trial *trial, struct table_case *table_case);

#endif

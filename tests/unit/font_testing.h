/*
 * font_testing.h: the fonts, opened once for all tests of a program, and for each test an arena and
 * a sink: what setting text needs.
 */
#ifndef FB_TESTS_FONT_TESTING_H
#define FB_TESTS_FONT_TESTING_H

#include "base/arena.h"
#include "diag/diagnostics.h"
#include "font/font.h"
#include "testing.h"

struct fixture {
    struct fb_font_set *fonts;
    struct fb_arena *arena;
    struct fb_diagnostics *sink;
};

static inline int set_up(void **state)
{
    static const char *const FOLDERS[] = {FB_TEST_SOURCE_DIR "/fonts", NULL};
    static struct fixture fixture;
    struct fb_font_problem problem;

    if (fb_font_set_open(&fixture.fonts, FOLDERS, &problem) != FB_OK)
        return -1;
    *state = &fixture;
    return 0;
}

static inline int tear_down(void **state)
{
    struct fixture *fixture = *state;

    fb_font_set_free(fixture->fonts);
    return 0;
}

static inline void begin(struct fixture *fixture)
{
    assert_int_equal(fb_arena_new(&fixture->arena, FB_ARENA_JOB_LIMIT), FB_OK);
    assert_int_equal(fb_diagnostics_new(&fixture->sink), FB_OK);
}

static inline void end(struct fixture *fixture)
{
    fb_diagnostics_free(fixture->sink);
    fb_arena_free(fixture->arena);
}

#endif

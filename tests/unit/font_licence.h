/*
 * font_licence.h: the fonts, one of them with other licence bits than it has.
 */
#ifndef FB_TESTS_FONT_LICENCE_H
#define FB_TESTS_FONT_LICENCE_H

#include "base/file.h"
#include "font/font.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The face of most roles' Latin text, and its place in a set. */
#define LATIN_FILE "LiberationSerif-Regular.ttf"
enum { LATIN_FACE = 5, FONT_LIMIT = 1 << 26 };

/* Finds the table OS/2 in the file's directory and writes fsType into it. */
static inline void set_licence_bits(struct fb_buffer *file, unsigned bits)
{
    const unsigned char *record = (const unsigned char *)file->data + 12;
    size_t offset;

    while (memcmp(record, "OS/2", 4) != 0)
        record += 16;
    offset = (size_t)record[8] << 24 | (size_t)record[9] << 16 | (size_t)record[10] << 8 |
             (size_t)record[11];
    file->data[offset + 8] = (char)(bits >> 8);
    file->data[offset + 9] = (char)(bits & 0xFF);
}

/*
 * The fonts, with a copy of the file `name` of a folder that has other licence bits: it is found
 * before the others; mapped, it can go at once.
 */
static inline struct fb_font_set *open_with_bits_of(const char *from, const char *name,
                                                    unsigned bits)
{
    char folder[] = "/tmp/fubiao-licence-XXXXXX", path[200];
    const char *folders[] = {folder, FB_TEST_SOURCE_DIR "/fonts", NULL};
    struct fb_font_problem problem;
    struct fb_font_set *set;
    struct fb_buffer file;

    assert_non_null(mkdtemp(folder));
    fb_buffer_init(&file, FONT_LIMIT);
    snprintf(path, sizeof path, "%s/%s", from, name);
    assert_int_equal(fb_file_read(&file, path), FB_OK);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    set_licence_bits(&file, bits);
    assert_int_equal(fb_file_write(path, file.data, file.length), FB_OK);
    fb_buffer_release(&file);
    assert_int_equal(fb_font_set_open(&set, folders, &problem), FB_OK);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    return set;
}

static inline struct fb_font_set *open_with_licence_bits(unsigned bits)
{
    return open_with_bits_of(FB_TEST_SOURCE_DIR "/fonts", LATIN_FILE, bits);
}

#endif

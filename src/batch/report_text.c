/*
 * report_text.c: paths and names, which may hold anything, in a report.
 */
#include "base/utf8.h"
#include "batch/report_private.h"
#include "diag/shown.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Tells whether JSON and XML 1.0 (2.2) may hold a character. */
static bool is_legal(uint32_t character)
{
    return character >= 0x20 ? character != 0xFFFE && character != 0xFFFF
                             : character == '\t' || character == '\n';
}

const char *fb_report_clean(struct fb_arena *arena, const char *text)
{
    size_t length = strlen(text), at = 0;
    char *clean = fb_arena_alloc(arena, 3 * length + 1), *end = clean;

    if (clean == NULL)
        return NULL;
    while (at < length) {
        uint32_t character;
        size_t taken = fb_utf8_decode(text + at, length - at, &character);
        end += fb_utf8_encode(end, taken > 0 && is_legal(character) ? character : 0xFFFD);
        at += taken > 0 ? taken : 1;
    }
    return clean;
}

const char *fb_report_name(struct fb_arena *arena, const char *text)
{
    const char *shown = fb_shown(arena, text);

    return shown != NULL ? fb_report_clean(arena, shown) : NULL;
}

static bool is_plain(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || (byte != '\0' && strchr("-._~/", byte) != NULL);
}

void fb_report_append_address(struct fb_buffer *out, const char *path)
{
    for (; *path != '\0'; path++) {
        if (is_plain(*path)) {
            fb_buffer_append_char(out, *path);
        } else {
            fb_buffer_append_char(out, '%');
            fb_buffer_append_hex(out, (unsigned char)*path, 2);
        }
    }
}

/* ---- ways ---- */

/* Gives the real path of the folder in which a file is. */
static fb_status folder_of(char out[PATH_MAX], struct fb_arena *arena, const char *file)
{
    const char *slash = strrchr(file, '/');
    const char *folder = slash == NULL ? "." : slash == file ? "/" : NULL;

    if (folder == NULL)
        folder = fb_arena_copy(arena, file, (size_t)(slash - file));
    FB_NEED(folder);
    return realpath(folder, out) != NULL ? FB_OK : FB_ERR_IO;
}

/* Takes what both paths have at the head, up to and with a slash, off both. */
static void skip_common(const char **first, const char **second)
{
    const char *a = *first, *b = *second;

    for (; *a != '\0' && *a == *b; a++, b++) {
        if (*a == '/') {
            *first = a + 1;
            *second = b + 1;
        }
    }
}

fb_status fb_report_way(const char **out, struct fb_arena *arena, const char *file,
                        const char *folder)
{
    char from[PATH_MAX], to[PATH_MAX];
    const char *left, *right, *way;

    FB_TRY(folder_of(from, arena, file));
    if (realpath(folder, to) == NULL)
        return FB_ERR_IO;
    left = fb_arena_format(arena, "%s/", strcmp(from, "/") == 0 ? "" : from);
    right = way = fb_arena_format(arena, "%s/", strcmp(to, "/") == 0 ? "" : to);
    FB_NEED(left);
    FB_NEED(right);
    skip_common(&left, &right);
    way = right;
    for (; way != NULL && *left != '\0'; left++) {
        if (*left == '/')
            way = fb_arena_format(arena, "../%s", way);
    }
    *out = way;
    return way != NULL ? FB_OK : FB_ERR_NOMEM;
}

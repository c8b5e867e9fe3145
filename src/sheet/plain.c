/*
 * plain.c: what a number is, of what a number format shows.
 */
#include "sheet/sheet.h"

#include <string.h>

/* What accounting formats set around a number. */
static const char *const ORNAMENTS[] = {" ", "¥", "￥", "$", "€", "£", "(", ")", "\xC2\xA0"};

/* Returns the bytes of the ornament at a place, or 0. */
static size_t ornament_at(const char *at)
{
    for (size_t i = 0; i < sizeof ORNAMENTS / sizeof *ORNAMENTS; i++)
        if (strncmp(at, ORNAMENTS[i], strlen(ORNAMENTS[i])) == 0)
            return strlen(ORNAMENTS[i]);
    return 0;
}

/* Copies a text without ornaments; parentheses around it are a minus. */
static void strip(char *out, const char *text)
{
    if (strchr(text, '(') != NULL && strchr(text, ')') != NULL)
        *out++ = '-';
    while (*text != '\0') {
        size_t length = ornament_at(text);
        if (length == 0)
            *out++ = *text++;
        text += length;
    }
    *out = '\0';
}

/* Whether a text is a number: a minus, digits and commas, a point and digits, a percent sign. */
static bool is_number(const char *text)
{
    size_t digits = 0;

    text += *text == '-';
    for (; (*text >= '0' && *text <= '9') || *text == ','; text++)
        digits += *text != ',';
    text += *text == '.';
    for (; *text >= '0' && *text <= '9'; text++)
        digits++;
    text += *text == '%';
    return digits > 0 && *text == '\0';
}

/* Gives a point a digit on both sides: ".5" is 0.5 and "5." is 5. There is room for one more. */
static void mend_point(char *text)
{
    char *point = strchr(text, '.');

    if (point == NULL)
        return;
    if (point[1] < '0' || point[1] > '9')
        memmove(point, point + 1, strlen(point));
    else if (point == text || point[-1] == '-') {
        memmove(point + 1, point, strlen(point) + 1);
        *point = '0';
    }
}

char *fb_cell_plain(struct fb_arena *arena, const struct fb_workbook *workbook,
                    const struct fb_cell *cell)
{
    char *shown = fb_cell_text(arena, workbook, cell), *plain;

    if (shown == NULL || cell->kind != FB_CELL_NUMBER)
        return shown;
    plain = fb_arena_alloc(arena, strlen(shown) + 3);
    if (plain == NULL)
        return NULL;
    strip(plain, shown);
    if (strcmp(plain, "-") == 0)
        return fb_arena_string(arena, "0");
    if (!is_number(plain))
        return shown;
    mend_point(plain);
    return plain;
}

/*
 * picture: pictures of pages, kept and compared.
 *
 *     picture store PAGE.pgm KEPT.png
 *     picture compare KEPT.png PAGE.pgm DIFFERENCE.png
 *
 * A pixel differs if its grey does by more than GREY_TOLERANCE of 255, which is more than keeping
 * 16 greys loses and less than a letter that moves by half a pixel; a page differs if more than
 * PIXEL_TOLERANCE pixels do. Then the difference is written as a picture: the kept page in light
 * grey, what differs in black, and where that is is printed. Exit status: 0 alike, 1 different, 4 a
 * file cannot be read or written.
 */
#include "grey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GREY_TOLERANCE = 48, PIXEL_TOLERANCE = 8, FAILED = 4 };

/* Of the pixels that differ. */
struct difference {
    size_t count;
    size_t left, top, right, bottom;
};

static void note(struct difference *difference, size_t x, size_t y)
{
    if (difference->count++ == 0)
        *difference = (struct difference){1, x, y, x, y};
    difference->left = x < difference->left ? x : difference->left;
    difference->right = x > difference->right ? x : difference->right;
    difference->bottom = y;
}

/* Compares pixel by pixel, and draws the difference. */
static void find_difference(struct difference *out, const struct grey *kept,
                            const struct grey *page, struct grey *drawn)
{
    for (size_t y = 0; y < kept->height; y++) {
        for (size_t x = 0; x < kept->width; x++) {
            size_t at = y * kept->width + x;
            bool differs = abs(kept->pixels[at] - page->pixels[at]) > GREY_TOLERANCE;
            drawn->pixels[at] = differs ? 0 : (unsigned char)(192 + kept->pixels[at] / 4);
            if (differs)
                note(out, x, y);
        }
    }
}

static int compare(const struct grey *kept, const struct grey *page, const char *path)
{
    struct difference difference = {0};
    struct grey drawn;

    if (kept->width != page->width || kept->height != page->height) {
        printf("the page is %zu × %zu pixels, and was %zu × %zu\n", page->width, page->height,
               kept->width, kept->height);
        return 1;
    }
    if (!grey_init(&drawn, kept->width, kept->height))
        return FAILED;
    find_difference(&difference, kept, page, &drawn);
    if (difference.count > PIXEL_TOLERANCE) {
        printf("%zu pixels differ, between (%zu, %zu) and (%zu, %zu): see %s\n", difference.count,
               difference.left, difference.top, difference.right, difference.bottom, path);
        grey_write_png(&drawn, path);
    }
    grey_release(&drawn);
    return difference.count > PIXEL_TOLERANCE;
}

static int run_compare(char **paths)
{
    struct grey kept = {0}, page = {0};
    bool read = grey_read_png(&kept, paths[0]) && grey_read_pgm(&page, paths[1]);
    int result = read ? compare(&kept, &page, paths[2]) : FAILED;

    grey_release(&kept);
    grey_release(&page);
    return result;
}

static int run_store(char **paths)
{
    struct grey page;
    bool done = grey_read_pgm(&page, paths[0]) && grey_write_png(&page, paths[1]);

    grey_release(&page);
    return done ? 0 : FAILED;
}

int main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "store") == 0)
        return run_store(argv + 2);
    if (argc == 5 && strcmp(argv[1], "compare") == 0)
        return run_compare(argv + 2);
    fprintf(stderr, "usage: picture store PAGE KEPT | picture compare KEPT PAGE DIFFERENCE\n");
    return 3;
}

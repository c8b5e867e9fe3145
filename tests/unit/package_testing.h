/*
 * package_testing.h: packages made of texts.
 */
#ifndef FB_TESTS_PACKAGE_TESTING_H
#define FB_TESTS_PACKAGE_TESTING_H

#include "package/package.h"

struct package_part {
    const char *name;
    const void *bytes;
    size_t length;
};

/* Appends a package of parts. */
static inline fb_status package_write(struct fb_buffer *out, const struct package_part *parts,
                                      size_t count)
{
    struct fb_package_writer *writer;
    fb_status status = fb_package_writer_new(&writer, NULL);

    for (size_t i = 0; status == FB_OK && i < count; i++) {
        fb_package_begin(writer, parts[i].name);
        fb_package_add(writer, parts[i].bytes, parts[i].length);
        fb_package_end(writer);
    }
    if (status == FB_OK)
        status = fb_package_finish(writer, out);
    fb_package_writer_free(writer);
    return status;
}

#endif

/*
 * docx_lint FILE...: prints the faults of each DOCX; exit status 1 if there are any, 4 if a file
 * cannot be read.
 */
#include "base/file.h"
#include "docx_lint.h"

#include <stdio.h>

static int lint_file(const char *path)
{
    struct fb_buffer bytes, faults;
    int result = 4;

    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&faults, FB_BUFFER_OUTPUT_LIMIT);
    if (fb_file_read(&bytes, path) != FB_OK) {
        fprintf(stderr, "%s: cannot be read\n", path);
    } else {
        result = docx_lint(bytes.data, bytes.length, &faults) > 0 ? 1 : 0;
        if (result != 0)
            printf("%s:\n%s", path, faults.data);
    }
    fb_buffer_release(&faults);
    fb_buffer_release(&bytes);
    return result;
}

int main(int argc, char **argv)
{
    int worst = 0;

    for (int i = 1; i < argc; i++) {
        int result = lint_file(argv[i]);

        worst = result > worst ? result : worst;
    }
    return worst;
}

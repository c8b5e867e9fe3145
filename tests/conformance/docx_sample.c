/*
 * docx_sample FILE: writes the sample document as DOCX, for judges from outside.
 */
#include "base/file.h"
#include "docx/docx.h"
#include "sample_doc.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    const struct fb_docx_setup setup = {0};
    struct fb_buffer out;
    fb_status status;

    if (argc != 2) {
        fprintf(stderr, "usage: docx_sample FILE\n");
        return 3;
    }
    fb_buffer_init(&out, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_docx_write(&out, sample_doc(), &setup);
    if (status == FB_OK)
        status = fb_file_write(argv[1], out.data, out.length);
    fb_buffer_release(&out);
    return status == FB_OK ? 0 : 4;
}

#include "job/output.h"

#include "base/ascii.h"

#include <string.h>

static const char *const NAMES[FB_OUTPUT_KINDS] = {
    [FB_OUTPUT_PDF] = "pdf",
    [FB_OUTPUT_DOCX] = "docx",
};

const char *fb_output_name(enum fb_output_kind kind)
{
    return NAMES[kind];
}

static bool find_name(unsigned *outputs, const char *name, size_t length)
{
    for (unsigned kind = 0; kind < FB_OUTPUT_KINDS; kind++) {
        if (strlen(NAMES[kind]) == length && memcmp(NAMES[kind], name, length) == 0) {
            *outputs |= FB_OUTPUT_BIT(kind);
            return true;
        }
    }
    return false;
}

bool fb_output_parse(unsigned *outputs, const char *list)
{
    unsigned found = 0;

    for (;;) {
        size_t length = strcspn(list, ",");
        if (!find_name(&found, list, length))
            return false;
        if (list[length] == '\0')
            break;
        list += length + 1;
    }
    *outputs = found;
    return true;
}

bool fb_pdf_kind_parse(enum fb_pdf_kind *out, const char *name)
{
    bool plain = strcmp(name, "plain") == 0;

    if (!plain && strcmp(name, "archive") != 0)
        return false;
    *out = plain ? FB_PDF_PLAIN : FB_PDF_ARCHIVE;
    return true;
}

const char *fb_pdf_device_name(enum fb_pdf_kind kind)
{
    return kind == FB_PDF_PLAIN ? "pdf-plain" : "pdf";
}

bool fb_path_has_extension(const char *path, const char *extension)
{
    size_t path_length = strlen(path), length = strlen(extension);

    return path_length > length && path[path_length - length - 1] == '.' &&
           fb_ascii_compare(path + path_length - length, extension) == 0;
}

bool fb_output_of_path(enum fb_output_kind *kind, const char *path)
{
    for (unsigned i = 0; i < FB_OUTPUT_KINDS; i++) {
        if (fb_path_has_extension(path, NAMES[i])) {
            *kind = (enum fb_output_kind)i;
            return true;
        }
    }
    return false;
}

bool fb_form_of_path(enum fb_form *form, const char *path)
{
    for (int i = 0; i < FB_FORMS; i++) {
        if (fb_path_has_extension(path, fb_form_name((enum fb_form)i))) {
            *form = (enum fb_form)i;
            return true;
        }
    }
    return false;
}

void fb_output_files_init(struct fb_output_files *files)
{
    for (unsigned kind = 0; kind < FB_OUTPUT_KINDS; kind++)
        fb_buffer_init(&files->buffers[kind], FB_BUFFER_OUTPUT_LIMIT);
}

void fb_output_files_release(struct fb_output_files *files)
{
    for (unsigned kind = 0; kind < FB_OUTPUT_KINDS; kind++)
        fb_buffer_release(&files->buffers[kind]);
}

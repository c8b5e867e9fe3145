/*
 * output.h: the files that a record becomes.
 *
 * To add an output: its writer's room, a constant here, a line in output.c, its name in help and
 * manual.
 */
#ifndef FB_JOB_OUTPUT_H
#define FB_JOB_OUTPUT_H

#include "base/buffer.h"
#include "convert/form.h"

#include <stdbool.h>

enum fb_output_kind { FB_OUTPUT_PDF, FB_OUTPUT_DOCX, FB_OUTPUT_KINDS };

/* A set of outputs: bit 1 << kind for each. */
#define FB_OUTPUT_BIT(kind) (1U << (kind))
#define FB_OUTPUT_ALL       ((1U << FB_OUTPUT_KINDS) - 1)

/* Returns the name of an output, which is also the extension of its files: "pdf". */
const char *fb_output_name(enum fb_output_kind kind);

/* Reads a list such as "pdf,docx". Returns false and sets nothing if a name in it is unknown. */
bool fb_output_parse(unsigned *outputs, const char *list);

/* Returns true if the path ends in "." and the extension, in small or large ASCII letters. */
bool fb_path_has_extension(const char *path, const char *extension);

/* Returns true and sets `*kind` if the path has the extension of an output. */
bool fb_output_of_path(enum fb_output_kind *kind, const char *path);

/* Returns true and sets `*form` if the path has the extension of a form of records. */
bool fb_form_of_path(enum fb_form *form, const char *path);

/* An archive's PDF is PDF/A-2a and PDF/UA-1; a plain one has no tags and is smaller. */
enum fb_pdf_kind { FB_PDF_ARCHIVE, FB_PDF_PLAIN };

/* Reads "archive" or "plain". Returns false and sets nothing if it is anything else. */
bool fb_pdf_kind_parse(enum fb_pdf_kind *out, const char *name);

/* Returns the name of the device that draws such a PDF (device/device.h). */
const char *fb_pdf_device_name(enum fb_pdf_kind kind);

/* The bytes of a record's outputs; those not asked for stay empty. */
struct fb_output_files {
    struct fb_buffer buffers[FB_OUTPUT_KINDS];
};

void fb_output_files_init(struct fb_output_files *files);
void fb_output_files_release(struct fb_output_files *files);

#endif

/*
 * context.h: what jobs share: data folders, fonts, templates.
 *
 * Fonts are opened and templates read when the first job needs them, once, and stay open until the
 * context is freed. A context belongs to one thread.
 */
#ifndef FB_JOB_CONTEXT_H
#define FB_JOB_CONTEXT_H

#include "check/memory.h"
#include "diag/diagnostics.h"
#include "doc/doc.h"
#include "font/font.h"
#include "job/data_folders.h"
#include "job/template_store.h"
#include "package/package.h"

struct fb_context;

/*
 * Makes a context. `data_folder` may be NULL (job/data_folders.h says where is looked then). A data
 * folder that is not there is reported and FB_ERR_IO, a SOURCE_DATE_EPOCH that is no moment is
 * reported and FB_ERR_INPUT.
 */
FB_MUST_USE fb_status fb_context_new(struct fb_context **out, const char *data_folder,
                                     struct fb_diagnostics *sink);
void fb_context_free(struct fb_context *context);

/* Gives the fonts, opened at the first call. A font that cannot be opened is reported. */
FB_MUST_USE fb_status fb_context_fonts(const struct fb_font_set **out, struct fb_context *context,
                                       struct fb_diagnostics *sink);

/* What the checks of this context's records remember. */
struct fb_check_memory *fb_context_memory(struct fb_context *context);

/* What the packages of this context's records have in common. */
struct fb_package_memory *fb_context_packages(struct fb_context *context);

struct fb_template_store *fb_context_templates(struct fb_context *context);
const struct fb_data_folders *fb_context_folders(const struct fb_context *context);

/* The date of documents whose record has none: from SOURCE_DATE_EPOCH, else all 0. */
struct fb_date fb_context_date(const struct fb_context *context);

#endif

/*
 * template_check.h: what is wrong with a template, without any record.
 *
 * For people who write templates: what the form prints by itself must have room on its pages,
 * whatever a record adds to it.
 */
#ifndef FB_JOB_TEMPLATE_CHECK_H
#define FB_JOB_TEMPLATE_CHECK_H

#include "job/context.h"
#include "job/settings.h"

/*
 * Reads a template, by its name or path, reviews it, and lays out its form with nothing in it, for
 * the diagnostics alone. The settings must be of its parameters.
 */
FB_MUST_USE fb_status fb_template_check(struct fb_context *context, const char *name,
                                        const struct fb_settings *settings,
                                        struct fb_diagnostics *sink);

#endif

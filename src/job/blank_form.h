/*
 * blank_form.h: a template laid out without a record.
 *
 * For people who write templates: what the form prints by itself must have room on its pages,
 * whatever a record adds to it.
 */
#ifndef FB_JOB_BLANK_FORM_H
#define FB_JOB_BLANK_FORM_H

#include "diag/diagnostics.h"
#include "font/font.h"
#include "template/template.h"

/* Lays out the form with a record that has nothing in it, and reports what has no room. */
FB_MUST_USE fb_status fb_blank_form_check(const struct fb_template *template,
                                          const struct fb_font_set *fonts,
                                          struct fb_diagnostics *sink);

#endif

/*
 * settings.h: values of a template's parameters that are given for a run, such as 期间=1-6月.
 *
 * They hold for every record of the run, whatever its root says.
 */
#ifndef FB_JOB_SETTINGS_H
#define FB_JOB_SETTINGS_H

#include "template/template.h"
#include "xml/document.h"

/* The most settings of a run. */
enum { FB_SETTINGS_LIMIT = 64 };

/* Words of the form NAME=VALUE, of which the last of a name counts. Borrowed. */
struct fb_settings {
    const char *items[FB_SETTINGS_LIMIT];
    size_t count;
};

/* Whether a word is a setting: a name, '=', and a value, which may be empty, that XML can hold. */
bool fb_setting_valid(const char *word);

/*
 * Gives the root of a record the values. Those that the template has no parameter for are reported
 * and FB_ERR_INPUT. `record` may be NULL: then they are only looked at.
 */
FB_MUST_USE fb_status fb_settings_apply(const struct fb_settings *settings,
                                        const struct fb_template *template, struct fb_xml *record,
                                        struct fb_arena *arena, struct fb_diagnostics *sink);

#endif

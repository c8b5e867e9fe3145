/*
 * check.h: a record against what its template declares.
 */
#ifndef FB_CHECK_CHECK_H
#define FB_CHECK_CHECK_H

#include "font/font.h"
#include "template/template.h"

/*
 * Reports all that is wrong with a record: fields that are unknown, missing, empty, repeated, too
 * long or not of their type, rows of no known kind, kinds without the rows they must have, and
 * characters that no font has. `fonts` may be NULL; characters are not looked at then.
 * FB_ERR_INPUT if there is an error.
 *
 * A row of a catalogue's list whose fields are empty but for those that name its kind is a blank
 * row: its other fields are not required, and it does not count as a row of its kind.
 */
FB_MUST_USE fb_status fb_check_record(const struct fb_template *template,
                                      const struct fb_xml *record, const struct fb_font_set *fonts,
                                      struct fb_diagnostics *sink);

#endif

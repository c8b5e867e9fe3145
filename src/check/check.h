/*
 * check.h: a record against what its template declares.
 */
#ifndef FB_CHECK_CHECK_H
#define FB_CHECK_CHECK_H

#include "check/memory.h"
#include "template/template.h"

/* How often a rule found something to look at, and something wrong. */
struct fb_rule_tally {
    size_t looked, found;
};

/* How a record is checked. NULL in its place is all zero. */
struct fb_check_setup {
    const struct fb_font_set *fonts; /* NULL: characters are not looked at */
    struct fb_check_memory *memory;  /* of earlier records; or NULL */
    bool public_copy;                /* for a copy that leaves the office */
    struct fb_rule_tally *tallies;   /* one for each rule of the template, added to; or NULL */
    bool *blank_form;                /* set to whether the record is a blank form; or NULL */
};

/*
 * Reports all that is wrong with a record: fields that are unknown, missing, empty, repeated, too
 * long or not of their type, rows of no known kind, kinds without the rows they must have,
 * characters that no font has, and what the template's rules find (docs/rules.md).
 * FB_ERR_INPUT if there is an error.
 *
 * A row of a catalogue's list whose fields are empty but for those that name its kind is a blank
 * row: its other fields are not required, and it does not count as a row of its kind. A record
 * whose root says that it is blank (FB_RECORD_BLANK) and that has no other text is a blank form: it
 * is reported as such, nothing is required of it, and the rules are not asked.
 */
FB_MUST_USE fb_status fb_check_record(const struct fb_template *template,
                                      const struct fb_xml *record,
                                      const struct fb_check_setup *setup,
                                      struct fb_diagnostics *sink);

/*
 * Empties the fields that the template calls private (private="yes"), wherever a record has them,
 * so that no output can show them. For a record that was checked.
 */
void fb_check_blank_private(const struct fb_template *template, struct fb_xml *record);

#endif

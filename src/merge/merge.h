/*
 * merge.h: a record in a template gives a document.
 */
#ifndef FB_MERGE_MERGE_H
#define FB_MERGE_MERGE_H

#include "base/arena.h"
#include "doc/doc.h"
#include "template/template.h"

struct fb_merge_setup {
    /*
     * The record is a blank form, as the check has found it: it is there to be written on by hand.
     * Repeats have the blank rows that the template asks for in it, and a value within a text
     * leaves a gap.
     */
    bool blank_form;
    bool editable; /* the document knows which values and items it shows (doc/shown.h) */
};

/*
 * Merges a record, which fb_check_record has found free of errors, into a template. The document
 * lives in `arena` and borrows from the template and the record, which must live as long.
 *
 * Text of the record is shown as it stands but for white space (data/value.h), each line of a value
 * in its own paragraph. FB_ERR_INPUT, with errors in the sink, if an expression cannot be
 * evaluated, a value is not a number where one is printed, or a row belongs to no kind of the
 * catalogue it is printed under: a row is never left out.
 */
FB_MUST_USE fb_status fb_merge(struct fb_doc **out, struct fb_arena *arena,
                               const struct fb_template *template, const struct fb_xml *record,
                               const struct fb_merge_setup *setup, struct fb_diagnostics *sink);

#endif

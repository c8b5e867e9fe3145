/*
 * extraction.h: edited DOCX, and the files that their records are kept in.
 */
#ifndef FB_JOB_EXTRACTION_H
#define FB_JOB_EXTRACTION_H

#include "base/buffer.h"
#include "diag/diagnostics.h"
#include "xml/document.h"

/*
 * Reads a DOCX, "-" from standard input, and appends its record as XML. What was edited is reported
 * as notes. FB_ERR_INPUT if the file is refused, or has two new values for one; FB_ERR_IO if it
 * cannot be read; these are reported as errors.
 */
FB_MUST_USE fb_status fb_extraction_record(struct fb_buffer *out, const char *docx,
                                           struct fb_diagnostics *sink);

/*
 * Reads a DOCX and the file with its record; appends the file's bytes to `old`, and to `merged`
 * what they become. Of a file with several records the one is taken that the document was made of.
 * FB_ERR_INPUT likewise, and if both were changed in two ways, if the file is no XML in UTF-8, or
 * has no such record.
 */
FB_MUST_USE fb_status fb_extraction_merge(struct fb_buffer *merged, struct fb_buffer *old,
                                          const char *docx, const char *record,
                                          struct fb_diagnostics *sink);

/* What is lost if a DOCX that is there is written over. */
enum fb_edited {
    FB_EDITED_NOT,     /* nothing: it says what it said when it was made */
    FB_EDITED_TAKEN,   /* nothing: the record has all that was edited */
    FB_EDITED,         /* what somebody edited */
    FB_EDITED_UNKNOWN, /* it cannot be read as a DOCX of ours; somebody may have made it */
};

/*
 * Judges the bytes of a DOCX that is there, under its name, beside the record that is rendered now
 * and the new DOCX, which may be NULL: texts that nobody can read as values, such as sums, count as
 * edited unless the new one shows them. Edits that would be lost are reported as notes, unless the
 * sink is NULL. FB_ERR_NOMEM.
 */
FB_MUST_USE fb_status fb_extraction_judge(enum fb_edited *out, const char *name,
                                          const struct fb_buffer *docx, const struct fb_xml *record,
                                          const struct fb_buffer *made,
                                          struct fb_diagnostics *sink);

/*
 * Tells whether a DOCX may be written to a path: nothing is there, or nothing is lost. Else that is
 * reported and FB_ERR_INPUT. What is there is read only if it is not what is written.
 */
FB_MUST_USE fb_status fb_extraction_guard(const char *path, const struct fb_buffer *made,
                                          const struct fb_xml *record, struct fb_diagnostics *sink);

#endif

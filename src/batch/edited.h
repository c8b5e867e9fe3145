/*
 * edited.h: what somebody changed in a DOCX that a run wrote.
 */
#ifndef FB_BATCH_EDITED_H
#define FB_BATCH_EDITED_H

#include "base/arena.h"
#include "xml/document.h"

/*
 * Gives the changes in words and as JSON, both in the arena. Where the file is no DOCX of ours any
 * more they say that; layout, and what a record does not hold, is not among them.
 */
FB_MUST_USE fb_status fb_edited_describe(const char **text, const char **json,
                                         struct fb_arena *arena, const char *path);

/*
 * True if a DOCX was changed, and all changes of its values are in the record by now (extract
 * --into): then nothing that a record can hold is lost with it. Whatever cannot be read, or is in
 * conflict, or is no value, is not in a record.
 */
FB_MUST_USE fb_status fb_edited_is_in(bool *out, const char *path, const struct fb_xml *record);

#endif

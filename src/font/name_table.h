/*
 * name_table.h: the names of an embedded face (inside the room).
 */
#ifndef FB_FONT_NAME_TABLE_H
#define FB_FONT_NAME_TABLE_H

#include "base/buffer.h"

#include <hb.h>

/*
 * Appends a `name` table (OpenType 1.9): family, full and typographic family name are `family`, the
 * style is Regular, and copyright, version, description and licence are those of `source`.
 */
FB_MUST_USE fb_status fb_name_table_write(struct fb_buffer *out, hb_face_t *source,
                                          const char *family);

#endif

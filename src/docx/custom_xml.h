/*
 * custom_xml.h: identifiers of parts. Internal to docx/.
 */
#ifndef FB_DOCX_CUSTOM_XML_H
#define FB_DOCX_CUSTOM_XML_H

#include "base/arena.h"
#include "base/hash.h"

/* Returns a hash as a GUID {…} of version 8, whose bits are the maker's own (RFC 9562, 5.8). */
const char *fb_docx_guid(struct fb_arena *arena, struct fb_hash hash);

#endif

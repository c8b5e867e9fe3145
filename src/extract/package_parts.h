/*
 * package_parts.h: the parts of a DOCX as XML. Internal to extract/.
 */
#ifndef FB_EXTRACT_PACKAGE_PARTS_H
#define FB_EXTRACT_PACKAGE_PARTS_H

#include "base/vector.h"
#include "package/package.h"
#include "xml/document.h"

/* A part that was read; the parts own their documents. */
struct fb_part {
    struct fb_buffer bytes;
    struct fb_source source;
    struct fb_xml *xml;
};

struct fb_parts {
    struct fb_arena *arena;
    struct fb_package *package;
    const char *name; /* of the file */
    struct fb_diagnostics *sink;
    FB_VECTOR(struct fb_part *) items;
};

/* Opens the package. What is wrong is reported. */
FB_MUST_USE fb_status fb_parts_open(struct fb_parts *out, struct fb_arena *arena, const void *bytes,
                                    size_t length, const char *name, struct fb_diagnostics *sink);
void fb_parts_release(struct fb_parts *parts);

/* Reads part `index` of the package as XML. What is wrong is reported. */
FB_MUST_USE fb_status fb_parts_read(const struct fb_xml_node **root, struct fb_parts *parts,
                                    size_t index);

/* Forgets the part that was read last, with its elements. */
void fb_parts_forget(struct fb_parts *parts);

/*
 * Finds the part that the package's relationships name as its document, or the one of the usual
 * name; FB_PACKAGE_NONE if there is neither.
 */
FB_MUST_USE fb_status fb_parts_find_document(size_t *out, struct fb_parts *parts);

#endif

/*
 * json_build.h: a record of JSON as a tree (docs/record.md).
 *
 * A record is an object with one member, its root element. A member is an element: an object holds
 * its elements, an array is elements of that name, a text or a number is its text, null is nothing.
 * "@name" is an attribute and "#text" the text of an element that has attributes too.
 */
#ifndef FB_DATA_JSON_BUILD_H
#define FB_DATA_JSON_BUILD_H

#include "data/json.h"

/*
 * Builds the record at the cursor and moves past it. The arena is for the time of the call. What is
 * wrong is reported, as much as can be found, and then FB_ERR_INPUT.
 */
FB_MUST_USE fb_status fb_json_build(struct fb_xml **out, struct fb_json *json,
                                    struct fb_arena *arena);

#endif

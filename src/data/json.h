/*
 * json.h: the text of JSON (RFC 8259), piece by piece, with places.
 *
 * A cursor moves through the source and never holds more than one string. Numbers stay the digits
 * that were written. Strings are texts of XML: an escape that stands for a character that XML does
 * not have is a fault. The first fault is reported as json-syntax, and the cursor then stops.
 */
#ifndef FB_DATA_JSON_H
#define FB_DATA_JSON_H

#include "xml/build.h"

/* Objects and arrays may be nested so deep: each element of a record is at most one of each. */
enum { FB_JSON_DEPTH_LIMIT = 2 * FB_XML_DEPTH_LIMIT };

struct fb_json {
    const struct fb_source *source;
    size_t at;
    size_t end; /* of the part of the source that is read */
    struct fb_diagnostics *sink;
};

/* Goes to the next byte that is not blank and returns it; '\0' at the end. */
char fb_json_peek(struct fb_json *json);

/* Goes past a byte if it is the next that is not blank. */
bool fb_json_accept(struct fb_json *json, char byte);

/* As fb_json_accept; if it is another, `reason` is reported and FB_ERR_INPUT returned. */
FB_MUST_USE fb_status fb_json_expect(struct fb_json *json, char byte, const char *reason);

/* Reports a fault at `offset`; the reason is marked for translation. */
fb_status fb_json_fail(struct fb_json *json, size_t offset, const char *reason);

/* Reads a string; appends its text to `out` unless that is NULL. Its place is between the quotes.
 */
FB_MUST_USE fb_status fb_json_string(struct fb_json *json, struct fb_buffer *out,
                                     struct fb_xml_place *place);

/* Reads a number or one of the words true, false and null. */
FB_MUST_USE fb_status fb_json_word(struct fb_json *json, struct fb_xml_place *place);

/* What comes after an item of an object or array that `close` ends: sets whether it has ended. */
FB_MUST_USE fb_status fb_json_next(struct fb_json *json, char close, bool *ended);

/* Goes past a whole value. `depth` counts the objects and arrays around it. */
FB_MUST_USE fb_status fb_json_skip(struct fb_json *json, size_t depth);

/* Reports that only blanks may follow, if something does. */
FB_MUST_USE fb_status fb_json_finish(struct fb_json *json);

#endif

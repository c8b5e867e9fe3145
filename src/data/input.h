/*
 * input.h: a file of the user, read whole, as a source.
 */
#ifndef FB_DATA_INPUT_H
#define FB_DATA_INPUT_H

#include "diag/diagnostics.h"

struct fb_input;

/* No record and no template, as a file, has more bytes. */
#define FB_INPUT_LIMIT ((size_t)64 << 20)

/*
 * Reads a file of at most FB_INPUT_LIMIT bytes; "-" is standard input. A file that cannot be read
 * is reported and FB_ERR_IO, one that is too large is reported and FB_ERR_INPUT.
 */
FB_MUST_USE fb_status fb_input_read(struct fb_input **out, const char *path,
                                    struct fb_diagnostics *sink);

/*
 * Makes a text UTF-8, unless it is a package or another file of no text. Its encoding is the one
 * that is named (fb_encoding_parse knows the name); NULL: that of its byte order mark, of its XML
 * declaration, or the one that its bytes look like. The source is then the decoded text, without
 * its mark. Bytes that are no character of the encoding are reported and FB_ERR_INPUT; private
 * characters are a warning.
 */
FB_MUST_USE fb_status fb_input_decode(struct fb_input *input, const char *encoding,
                                      struct fb_diagnostics *sink);

/* Returns true if the bytes are those of a zip package or of an old office document. */
bool fb_input_is_package(const struct fb_source *source);
void fb_input_free(struct fb_input *input);

/* The text, under the name that was given as path. Borrowed from the input. */
const struct fb_source *fb_input_source(const struct fb_input *input);

#endif

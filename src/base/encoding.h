/*
 * encoding.h: texts in the encodings of Chinese offices, as UTF-8.
 *
 * GB 18030 is decoded with the code points of its edition of 2022, in force since 2023-08-01: what
 * earlier editions put into the private area of Unicode (the vertical marks 0xA6D9 to 0xA6F3,
 * fourteen ideographs of row 0xFE) is the character itself, and so are the four-byte codes with
 * which these were exchanged. GBK and GB 2312 are parts of GB 18030 and are decoded as it; a single
 * byte 0x80 is the euro sign, as in Windows' code page 936. What remains private are the codes that
 * the standard leaves to users; they are decoded, and counted.
 */
#ifndef FB_BASE_ENCODING_H
#define FB_BASE_ENCODING_H

#include "base/buffer.h"

#include <stdbool.h>

enum fb_encoding {
    FB_ENCODING_UTF8,
    FB_ENCODING_GB18030,
    FB_ENCODING_UTF16LE,
    FB_ENCODING_UTF16BE,
};

/*
 * Finds an encoding by a name that people and files use: "UTF-8", "GB18030", "GBK", "GB2312",
 * "CP936", "UTF-16" (which a byte order mark then tells; without one it is big-endian), "UTF-16LE"
 * …; case and '-' or '_' are no matter. Returns false if it is none of these.
 */
bool fb_encoding_parse(enum fb_encoding *out, const char *name);

/* Room for every name that is known. */
enum { FB_ENCODING_NAME = 16 };

/* Returns the name of an encoding for people. */
const char *fb_encoding_name(enum fb_encoding encoding);

/* Returns true if the text begins with a byte order mark, and sets the encoding that it tells. */
bool fb_encoding_mark(enum fb_encoding *out, const char *bytes, size_t length);

/* Returns true if all bytes are ASCII, so that most encodings say the same. */
bool fb_encoding_is_ascii(const char *bytes, size_t length);

/*
 * Finds out how a text is encoded: by its byte order mark; else UTF-8 if all of it is, unless it
 * has only such characters as two of GB 2312's most frequent ideographs look like; else UTF-8 with
 * faults or GB 18030, whichever explains more of the bytes.
 */
enum fb_encoding fb_encoding_detect(const char *bytes, size_t length);

/* What was found while a text was decoded. */
struct fb_decoding {
    size_t bad_length;     /* bytes of the input that are no character; 0: there are none */
    uint32_t bad;          /* these bytes, the first one highest; at the end of `out` */
    size_t private_count;  /* characters of the private area */
    size_t private_offset; /* of the first of them, in `out` */
    uint32_t private_code; /* its bytes in the input */
    uint32_t private_character;
};

/*
 * Appends the text, without its byte order mark. At bytes that are no character of the encoding it
 * stops with FB_ERR_INPUT; `out` then has what stands before. FB_ERR_INTERNAL: the C library has no
 * table of GB 18030.
 */
FB_MUST_USE fb_status fb_encoding_decode(struct fb_buffer *out, const char *bytes, size_t length,
                                         enum fb_encoding encoding, struct fb_decoding *found);

#endif

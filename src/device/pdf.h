/*
 * pdf.h: what the files of the PDF device share. Included by pdf*.c alone.
 *
 * libharu 2.3.0 keeps and writes the objects, and makes the page tree. It is used below its
 * font and drawing functions, through the exported functions of its object layer, because its
 * Unicode fonts reach only U+FFFF, keep every glyph slot and carry a ToUnicode that readers reject.
 * What the object layer lacks is made here:
 *
 *     pdf_device.c      the operations, beginning and end of a device
 *     pdf_document.c    catalog, information
 *     pdf_file.c        the file around the objects, identifier
 *     pdf_metadata.c    the metadata stream (XMP)
 *     pdf_structure.c   the structure tree
 *     pdf_element.c     its elements
 *     pdf_mark.c        what of a page belongs to which element
 *     pdf_outline.c     bookmarks, page labels
 *     pdf_link.c        links to places of the document
 *     pdf_page.c        pages, rules, the content stream
 *     pdf_text.c        a line of text in the content stream
 *     pdf_vertical.c    the glyphs of a vertical one
 *     pdf_font.c        a composite font: its dictionaries, widths, font program
 *     pdf_glyphs.c      which code stands for which glyph and text
 *     pdf_unicode.c     UTF-16 and the ToUnicode map
 *     pdf_object.c      libharu's dictionaries and errors
 *     pdf_stream.c      streams
 *
 * libharu's error state is sticky: after a first failure its functions fail too. So its results
 * are not looked at call by call; fb_pdf_status tells the state at the end of a step. Objects that
 * could not be made are NULL and must not be passed on; FB_NEED sees to that.
 *
 * Limits of libharu 2.3.0 that matter, and how they are kept:
 *   - an array has at most 8,191 elements (32,767 as Debian builds it): the page tree has two
 *     levels of at most 8,191 by FB_PDF_PAGES_PER_NODE pages; the widths of a font are grouped
 *     (pdf_font.c); arrays of the structure and the outline are written as text
 *     (fb_pdf_set_entries);
 *   - a string has at most 65,535 bytes, in PDF/A-2 32,767: text strings are cut
 *     (fb_pdf_add_text), the metadata stream has them whole; ToUnicode is a stream;
 *   - a page is 3 to 14,400 points wide and high: begin_page fails with FB_ERR_INTERNAL beyond;
 *   - graphics states nest 28 deep: the device saves none.
 */
#ifndef FB_DEVICE_PDF_H
#define FB_DEVICE_PDF_H

#include "base/arena.h"
#include "base/vector.h"
#include "deflate/deflate.h"
#include "device/device.h"

#include <hpdf.h>

enum {
    FB_PDF_PAGES_PER_NODE = 256,
    FB_PDF_CIDS = 65534,      /* of one font; code 0 is .notdef and never used */
    FB_PDF_PRODUCER = 64,     /* bytes of the producer's name, with its NUL */
    FB_PDF_TEXT_UNITS = 8000, /* UTF-16 units of a text string */
    FB_PDF_OBJECTS = 8388607, /* of a file (ISO 19005-2, 6.1.13) */
};

/* The memory that one page's operators may take. */
#define FB_PDF_CONTENT_LIMIT ((size_t)64 << 20)

/* One code of a font: a glyph as it shows one text. */
struct fb_pdf_glyph {
    uint32_t id;
    const char *text; /* in the device's arena */
    size_t text_length;
    int32_t width; /* advance in thousandths of an em, as the font's W says it */
};

/* The codes of a font, in order of first use. The code of glyphs.items[i] is i + 1. */
struct fb_pdf_glyphs {
    FB_VECTOR(struct fb_pdf_glyph) list;
    uint32_t *slots; /* open hash table of codes; 0 is free */
    size_t capacity; /* a power of two, or 0 */
};

struct fb_pdf_font {
    const struct fb_face *face;
    size_t number;    /* its resource name is F<number> */
    HPDF_Dict object; /* the Type0 dictionary; complete after fb_pdf_font_finish */
    struct fb_pdf_glyphs glyphs;
    struct fb_font_program program;
};

/* A glyph of the line being written. */
struct fb_pdf_shown {
    const struct fb_glyph_run *run;
    const struct fb_glyph *glyph;
    const struct fb_pdf_font *font;
    uint32_t code;
    uint32_t character; /* that it shows; 0: several */
    int32_t adjustment; /* of TJ before the glyph: thousandths of the size to the left */
    size_t text_start, text_end;
};

/*
 * A piece of a page that belongs to an element: marked content (ISO 32000-1, 14.6). Of these and of
 * elements a large table has millions, so numbers have 32 bits.
 */
struct fb_pdf_mark {
    uint32_t element; /* number of its object */
    uint32_t page;
    uint32_t next; /* the element's next one, by its number; of the last: its first */
};

/* What few elements have besides. */
struct fb_pdf_note {
    uint32_t element;                 /* its place in the part */
    uint32_t first_link, last_link;   /* of a link, by their numbers; 0: none */
    const char *title;                /* of a table, in the device's arena; NULL: none */
    const struct fb_bookmark *target; /* of a link; borrowed until the part ends */
};

/*
 * The elements of a part, as they are kept until the file is written; none of a plain file, which
 * has notes alone. Their objects are not libharu's, for there may be millions: they have numbers
 * that follow one another, and are written when the file is.
 */
struct fb_pdf_elements {
    HPDF_UINT first; /* number of the first one's object */
    size_t count;
    const struct fb_element *list;
    uint32_t *last_marks; /* of each element the last mark, by its number; 0: it has none */
    struct fb_pdf_note *notes;
    size_t note_count;
    bool front; /* the part stands before the others, though it is drawn last */
};

/* The part of a page that leads elsewhere (ISO 32000-1, 12.5.6.5). */
struct fb_pdf_link {
    HPDF_Dict object;
    HPDF_UINT element; /* number of the object whose text it is */
    const struct fb_bookmark *target;
    size_t page;
    fb_length left, top, right, bottom;
    size_t next; /* the element's next one, by its number; 0: none. Link 0 is not used. */
};

/* An entry of the outline; the title is in the device's arena. */
struct fb_pdf_bookmark {
    const char *title;
    int level;
    size_t page;
    fb_length y;
};

struct fb_pdf_bookmarks {
    FB_VECTOR(struct fb_pdf_bookmark) list;
};

struct fb_pdf_page {
    HPDF_Page object;
    fb_length height;
    size_t first_mark; /* its marks are those up to the next page's; MCID 0 is the first */
};

/* What the operators being written belong to. */
enum fb_pdf_marking {
    FB_PDF_UNMARKED,
    FB_PDF_IN_ELEMENT,
    FB_PDF_IN_HEADER, /* text that is repeated */
    FB_PDF_IN_FOOTER, /* the page number */
    FB_PDF_IN_LAYOUT, /* rules */
};

struct fb_pdf {
    struct fb_device device;
    bool plain; /* no tags, no metadata stream, no colour profile */
    struct fb_arena *arena;
    HPDF_Doc document;
    HPDF_STATUS error; /* the first that libharu reported */
    const struct fb_device_info *info;
    struct fb_deflater *deflater;
    struct fb_buffer compressed; /* the stream being filled */
    HPDF_Dict resources;         /* one for all pages */
    HPDF_Dict font_resources;
    FB_VECTOR(struct fb_pdf_font *) fonts;
    HPDF_Dict structure; /* the root of the structure */
    HPDF_Dict whole;     /* the element of a bound document, which holds its parts'; else NULL */
    FB_VECTOR(struct fb_pdf_elements) parts; /* in the order in which they are drawn */
    struct fb_pdf_bookmarks front_bookmarks, bookmarks;
    FB_VECTOR(struct fb_pdf_mark) marks; /* the first is not used */
    FB_VECTOR(struct fb_pdf_link) links;
    FB_VECTOR(struct fb_pdf_page) pages; /* in the order in which they are drawn */
    size_t front_pages;                  /* that stand before all others */
    /* Of the part being written. */
    const struct fb_device_part *part;
    struct fb_pdf_elements *elements;
    size_t part_page; /* its first */
    size_t part_link; /* the first of its links */
    /* Of the page being written. */
    HPDF_Page page;
    enum fb_pdf_marking marking;
    size_t marked_element;
    fb_length page_height;
    fb_length line_width;     /* in force; -1: none set yet */
    bool bold;                /* whether text is stroked as well as filled */
    fb_length rise;           /* of text above its baseline */
    fb_length line_x, line_y; /* of the line of text being written */
    struct fb_buffer content;
    FB_VECTOR(struct fb_pdf_shown) shown;
};

/* pdf_object.c */

/* Returns FB_OK, FB_ERR_NOMEM or FB_ERR_INTERNAL by the first error that libharu reported. */
FB_MUST_USE fb_status fb_pdf_status(struct fb_pdf *pdf);

/* libharu's error handler; `user_data` is the struct fb_pdf. */
void fb_pdf_record_error(HPDF_STATUS error, HPDF_STATUS detail, void *user_data);

/* Returns a new indirect dictionary, or NULL. */
HPDF_Dict fb_pdf_new_dict(struct fb_pdf *pdf);

/* Returns a new direct dictionary that is the value of `key` in `parent`, or NULL. */
HPDF_Dict fb_pdf_add_dict(struct fb_pdf *pdf, HPDF_Dict parent, const char *key);

/* Returns a new array that is the value of `key` in `parent`, or NULL. */
HPDF_Array fb_pdf_add_array(struct fb_pdf *pdf, HPDF_Dict parent, const char *key);

/* Adds an ASCII string. */
void fb_pdf_add_string(struct fb_pdf *pdf, HPDF_Dict parent, const char *key, const char *string);

/*
 * Makes the bytes the entries of a dictionary, after those it has. They must be ASCII without NUL.
 */
FB_MUST_USE fb_status fb_pdf_set_entries(struct fb_pdf *pdf, HPDF_Dict dict,
                                         const struct fb_buffer *entries);

/* Returns the number of an indirect object of libharu. */
HPDF_UINT fb_pdf_number(const void *object);

/*
 * Keeps the next numbers for `count` objects that libharu does not know, and gives the first.
 * FB_ERR_NOMEM beyond FB_PDF_OBJECTS.
 */
FB_MUST_USE fb_status fb_pdf_take_numbers(HPDF_UINT *first, struct fb_pdf *pdf, size_t count);

/* Returns how many numbers are taken, with 0, which is no object's. */
size_t fb_pdf_number_count(const struct fb_pdf *pdf);

/* Appends a reference to an indirect object, by its number. */
void fb_pdf_put_reference(struct fb_buffer *out, HPDF_UINT number);

/*
 * Adds a text string (ISO 32000-1, 7.9.2.2) in UTF-16BE: the first FB_PDF_TEXT_UNITS units.
 */
FB_MUST_USE fb_status fb_pdf_add_text(struct fb_pdf *pdf, HPDF_Dict parent, const char *key,
                                      const char *text);

/* pdf_stream.c */

/* Makes a new stream the value of `key` in `parent`, filled with the bytes, compressed. */
FB_MUST_USE fb_status fb_pdf_add_stream(HPDF_Dict *out, struct fb_pdf *pdf, HPDF_Dict parent,
                                        const char *key, const struct fb_buffer *bytes);

/* As fb_pdf_add_stream, not compressed. */
FB_MUST_USE fb_status fb_pdf_add_plain_stream(HPDF_Dict *out, struct fb_pdf *pdf, HPDF_Dict parent,
                                              const char *key, const struct fb_buffer *bytes);

/*
 * As fb_pdf_add_stream, of bytes in the zlib format, which are borrowed until the file is written.
 */
FB_MUST_USE fb_status fb_pdf_add_deflated_stream(HPDF_Dict *out, struct fb_pdf *pdf,
                                                 HPDF_Dict parent, const char *key,
                                                 const void *bytes, size_t length);

/* Makes the bytes, compressed, the operators of a page that has none yet. */
FB_MUST_USE fb_status fb_pdf_fill_page(struct fb_pdf *pdf, HPDF_Page page,
                                       const struct fb_buffer *bytes);

/* pdf_document.c */

FB_MUST_USE fb_status fb_pdf_begin_document(struct fb_pdf *pdf, const struct fb_device_info *info);
FB_MUST_USE fb_status fb_pdf_begin_part(struct fb_pdf *pdf, const struct fb_device_part *part);
FB_MUST_USE fb_status fb_pdf_end_part(struct fb_pdf *pdf, const struct fb_bookmark *bookmarks,
                                      size_t count);
FB_MUST_USE fb_status fb_pdf_end_document(struct fb_pdf *pdf);

/* What made the file: the Producer of the information dictionary and of the metadata stream. */
void fb_pdf_producer(char out[FB_PDF_PRODUCER]);

/* pdf_file.c */

/*
 * Writes the file into the device's buffer, which must be empty. Its identifier is a hash of all
 * that it holds, the same for the same content.
 */
FB_MUST_USE fb_status fb_pdf_write_file(struct fb_pdf *pdf);

/* pdf_metadata.c */

/* Adds the metadata stream of PDF/A-2a and PDF/UA-1, with all that is in the information. */
FB_MUST_USE fb_status fb_pdf_add_metadata(struct fb_pdf *pdf);

/* pdf_structure.c */

/* Prepares for the elements of the document's parts. */
FB_MUST_USE fb_status fb_pdf_begin_structure(struct fb_pdf *pdf);

/* Writes what holds the parts' elements, and the parent tree. */
FB_MUST_USE fb_status fb_pdf_end_structure(struct fb_pdf *pdf);

/* pdf_element.c */

/* Keeps what there is to know of the part's elements. */
FB_MUST_USE fb_status fb_pdf_keep_elements(struct fb_pdf *pdf);

/* Returns the number of the object of an element of the part; 0 in a plain file, which has none. */
HPDF_UINT fb_pdf_element_number(const struct fb_pdf *pdf, size_t element);

/* Returns what is noted of an element; NULL: nothing. */
struct fb_pdf_note *fb_pdf_note(const struct fb_pdf_elements *part, size_t element);

/* Appends the entries of an element (ISO 32000-1, 14.7), when all pages are drawn. */
void fb_pdf_put_element(const struct fb_pdf *pdf, struct fb_buffer *out,
                        const struct fb_pdf_elements *part, size_t number);

/* pdf_link.c */

/* Makes the place of a line lead where the element of the line does, if it is in a link. */
FB_MUST_USE fb_status fb_pdf_link_line(struct fb_pdf *pdf, const struct fb_line *line, fb_length x,
                                       fb_length y, size_t element);

/* Writes the links of the part; all pages to which they lead are drawn. */
FB_MUST_USE fb_status fb_pdf_end_links(struct fb_pdf *pdf);

/* Appends "[page /XYZ null top null]": a place on a page (ISO 32000-1, 12.3.2.2). */
void fb_pdf_put_destination(struct fb_buffer *out, const struct fb_pdf_page *page, fb_length y);

/* pdf_mark.c */

/*
 * Says what the operators that follow belong to; `element` counts for FB_PDF_IN_ELEMENT alone.
 * Operators that belong to the same thing are marked once. Does nothing in a plain file.
 */
FB_MUST_USE fb_status fb_pdf_mark(struct fb_pdf *pdf, enum fb_pdf_marking marking, size_t element);

/* Adds a mark to an element, and appends its identifier on the page to the operators. */
FB_MUST_USE fb_status fb_pdf_add_mark(struct fb_pdf *pdf, size_t element);

/* Appends the name of an element's type (ISO 32000-1, 14.8.4). */
void fb_pdf_put_type(struct fb_buffer *out, const struct fb_element *element);

/* pdf_outline.c */

/* Keeps the bookmarks of the part. */
FB_MUST_USE fb_status fb_pdf_keep_bookmarks(struct fb_pdf *pdf, const struct fb_bookmark *bookmarks,
                                            size_t count);

/* Adds the bookmarks, if there are any (ISO 32000-1, 12.3.3). */
FB_MUST_USE fb_status fb_pdf_add_outline(struct fb_pdf *pdf);

/* Labels the pages: those in front with Roman numbers, all others decimal (ISO 32000-1, 12.4.2). */
FB_MUST_USE fb_status fb_pdf_add_page_labels(struct fb_pdf *pdf);

/* pdf_page.c */

FB_MUST_USE fb_status fb_pdf_begin_page(struct fb_pdf *pdf, fb_length width, fb_length height);
FB_MUST_USE fb_status fb_pdf_rule(struct fb_pdf *pdf, const struct fb_rule *rule);
FB_MUST_USE fb_status fb_pdf_end_page(struct fb_pdf *pdf);

/* Appends a length in points and a space; the number has no more than three decimals. */
void fb_pdf_put_length(struct fb_pdf *pdf, fb_length length);

/* Appends the operator that sets the line width, if another is in force. */
void fb_pdf_put_line_width(struct fb_pdf *pdf, fb_length width);

/* pdf_text.c */

FB_MUST_USE fb_status fb_pdf_line(struct fb_pdf *pdf, const struct fb_line *line, fb_length x,
                                  fb_length y, struct fb_text_tag tag);

/* Sets the font, the size, the rise, and whether glyphs are stroked as well as filled. */
void fb_pdf_put_face(struct fb_pdf *pdf, const struct fb_pdf_shown *shown, fb_length rise);

/* pdf_vertical.c */

/* Shows glyphs [first, end) of pdf->shown, which are of a vertical line. */
void fb_pdf_put_vertical(struct fb_pdf *pdf, size_t first, size_t end);

/* pdf_font.c */

/* Finds the font of a face, or makes it. */
FB_MUST_USE fb_status fb_pdf_font_of(struct fb_pdf *pdf, const struct fb_face *face,
                                     struct fb_pdf_font **out);

/* Writes the font's objects for the codes that were used. */
FB_MUST_USE fb_status fb_pdf_font_finish(struct fb_pdf *pdf, struct fb_pdf_font *font);

/* pdf_glyphs.c */

/*
 * Sets `*code` to the code of a glyph as it shows `text`, a new one at the first time.
 * FB_ERR_NOMEM beyond FB_PDF_CIDS codes.
 */
FB_MUST_USE fb_status fb_pdf_glyph_code(struct fb_pdf *pdf, struct fb_pdf_font *font, uint32_t id,
                                        const char *text, size_t text_length, uint32_t *code);

/* pdf_unicode.c */

/*
 * Writes UTF-8 text as UTF-16BE bytes, without a byte order mark, and returns their number.
 * Stops before the character that would pass `limit` bytes.
 */
size_t fb_pdf_utf16(unsigned char *out, size_t limit, const char *text, size_t length);

/* Appends UTF-8 text as the hexadecimal digits of its UTF-16BE form. */
void fb_pdf_put_utf16_hex(struct fb_buffer *out, const char *text, size_t length);

/* Appends a text string, cut to FB_PDF_TEXT_UNITS. */
void fb_pdf_put_text_string(struct fb_buffer *out, const char *text);

/* Appends the CMap that maps a font's codes to their text (ISO 32000-1, 9.10.3). */
void fb_pdf_put_to_unicode(struct fb_buffer *out, const struct fb_pdf_glyphs *glyphs);

#endif

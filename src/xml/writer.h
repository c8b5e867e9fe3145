/*
 * writer.h: XML written into a buffer, and the one place that escapes.
 *
 * A writer never fails in the middle: the first fault is kept, later calls write on, and
 * fb_xml_writer_finish tells. Tags that do not pair, or an attribute after content, are our own
 * mistakes and asserted. Names (of elements, attributes, namespaces) are written as they are given
 * and are borrowed until the element's end; only values and text come from users.
 */
#ifndef FB_XML_WRITER_H
#define FB_XML_WRITER_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* No format that we write nests deeper; a record within one has FB_XML_DEPTH_LIMIT at most. */
enum { FB_XML_WRITER_DEPTH = 128 };

struct fb_xml_writer {
    struct fb_buffer *out; /* borrowed */
    fb_status status;
    bool tag_open; /* the last start tag still takes attributes */
    size_t depth;
    /* Of the elements that are open, outermost first; may be followed by the rest of a tag. */
    const char *names[FB_XML_WRITER_DEPTH];
};

/* Begins a document: writes the XML declaration (UTF-8, standalone) to `out`. */
void fb_xml_writer_init(struct fb_xml_writer *writer, struct fb_buffer *out);

/* As fb_xml_writer_init without the declaration, for XML inside something else. */
void fb_xml_writer_init_fragment(struct fb_xml_writer *writer, struct fb_buffer *out);

/*
 * Ends a document whose elements are all closed. FB_ERR_INTERNAL if a value or text had bytes that
 * XML 1.0 (2.2, Char) cannot hold: not UTF-8, a C0 control other than tab and line ends, U+FFFE or
 * U+FFFF; readers of records refuse such text, so none should come this far. FB_ERR_NOMEM if the
 * buffer could not take all.
 */
FB_MUST_USE fb_status fb_xml_writer_finish(struct fb_xml_writer *writer);

/* Of fb_xml_write_markup: asserts that tags pair with those before. */
#ifdef NDEBUG
static inline void fb_xml_writer_follow(struct fb_xml_writer *writer, const char *markup)
{
    (void)writer;
    (void)markup;
}
#else
void fb_xml_writer_follow(struct fb_xml_writer *writer, const char *markup);
#endif

void fb_xml_write_start(struct fb_xml_writer *writer, const char *name);

/* Add an attribute to the element started last, before it has any content. */
void fb_xml_write_attribute(struct fb_xml_writer *writer, const char *name, const char *value);
void fb_xml_write_integer(struct fb_xml_writer *writer, const char *name, int64_t value);

/*
 * Writes whole tags as they stand, for what is written often. They may leave elements open, or end
 * such; names are borrowed as in fb_xml_write_start.
 */
static inline void fb_xml_write_markup(struct fb_xml_writer *writer, const char *markup)
{
    fb_xml_writer_follow(writer, markup);
    if (writer->tag_open)
        fb_buffer_append_char(writer->out, '>');
    writer->tag_open = false;
    /* A call has a constant string as a rule, and is then a few moves. */
    fb_buffer_append_string(writer->out, markup);
}

/* As fb_xml_write_markup; %s is an attribute's value, which is escaped, %d an int, %zu a size. */
__attribute__((format(printf, 2, 3))) void fb_xml_write_format(struct fb_xml_writer *writer,
                                                               const char *format, ...);

/* Adds xml:space="preserve": blanks at the edges of the text count (XML 1.0, 2.10). */
void fb_xml_write_preserve(struct fb_xml_writer *writer);

/* Writes `length` bytes of character data. */
void fb_xml_write_text(struct fb_xml_writer *writer, const char *text, size_t length);

/* Ends the innermost element, which must be `name`; an element without content ends as <name/>. */
void fb_xml_write_end(struct fb_xml_writer *writer, const char *name);

/* Writes an element without attributes and content. */
void fb_xml_write_empty(struct fb_xml_writer *writer, const char *name);

/* Writes an element with nothing but text. */
void fb_xml_write_element(struct fb_xml_writer *writer, const char *name, const char *text);

/*
 * Writes a comment inside an element. A comment cannot hold two hyphens in a row, nor end in one
 * (XML 1.0, 2.5): a blank is put between them, and there is one at each
 * end.
 */
void fb_xml_write_comment(struct fb_xml_writer *writer, const char *text);

/*
 * Writes a line feed and two blanks for each level, before the child of an element that has nothing
 * but elements. `level` is 0 before the end of the root.
 */
void fb_xml_write_indent(struct fb_xml_writer *writer, size_t level);

/* Ends the start tag, so that an element without content ends as <name></name>. */
void fb_xml_write_open(struct fb_xml_writer *writer);

#endif

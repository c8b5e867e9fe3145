#include "xml/writer.h"

#include "base/utf8.h"

#include <assert.h>
#include <string.h>

static const char DECLARATION[] = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

void fb_xml_writer_init(struct fb_xml_writer *writer, struct fb_buffer *out)
{
    fb_xml_writer_init_fragment(writer, out);
    fb_buffer_append_string(out, DECLARATION);
}

void fb_xml_writer_init_fragment(struct fb_xml_writer *writer, struct fb_buffer *out)
{
    *writer = (struct fb_xml_writer){.out = out, .status = FB_OK};
}

fb_status fb_xml_writer_finish(struct fb_xml_writer *writer)
{
    assert(writer->depth == 0);
    return writer->status != FB_OK ? writer->status : writer->out->status;
}

static void close_tag(struct fb_xml_writer *writer)
{
    if (writer->tag_open)
        fb_buffer_append_char(writer->out, '>');
    writer->tag_open = false;
}

void fb_xml_write_start(struct fb_xml_writer *writer, const char *name)
{
    assert(writer->depth < FB_XML_WRITER_DEPTH);
    close_tag(writer);
    fb_buffer_append_char(writer->out, '<');
    fb_buffer_append_string(writer->out, name);
    writer->names[writer->depth++] = name;
    writer->tag_open = true;
}

/*
 * Returns what stands for a byte of ASCII, or NULL if it stands for itself. A parser turns raw line
 * ends and tabs in attributes into blanks, and a raw carriage return in text into a line feed (XML
 * 1.0, 2.11 and 3.3.3), so these are written as references where they would be lost.
 */
static const char *reference(unsigned char byte, bool attribute)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '\r':
        return "&#13;";
    case '"':
        return attribute ? "&quot;" : NULL;
    case '\t':
        return attribute ? "&#9;" : NULL;
    case '\n':
        return attribute ? "&#10;" : NULL;
    default:
        return NULL;
    }
}

/* Returns how many bytes the legal character at `bytes` takes; 0 if it is none (XML 1.0, 2.2). */
static size_t legal_length(const char *bytes, size_t length)
{
    uint32_t character = (unsigned char)*bytes;
    size_t taken = character < 0x80 ? 1 : fb_utf8_decode(bytes, length, &character);

    if (character < 0x20 && character != '\t' && character != '\n' && character != '\r')
        return 0;
    if (character == 0xFFFE || character == 0xFFFF)
        return 0;
    return taken;
}

/* Copies runs of plain characters at once; only what needs a reference stops a run. */
static void append_escaped(struct fb_xml_writer *writer, const char *text, size_t length,
                           bool attribute)
{
    size_t start = 0, at = 0;

    while (at < length) {
        const char *replacement = reference((unsigned char)text[at], attribute);
        size_t taken = legal_length(text + at, length - at);

        if (taken == 0) {
            if (writer->status == FB_OK)
                writer->status = FB_ERR_INTERNAL;
            return;
        }
        if (replacement != NULL) {
            fb_buffer_append(writer->out, text + start, at - start);
            fb_buffer_append_string(writer->out, replacement);
            start = at + taken;
        }
        at += taken;
    }
    fb_buffer_append(writer->out, text + start, at - start);
}

static void begin_attribute(struct fb_xml_writer *writer, const char *name)
{
    assert(writer->tag_open);
    fb_buffer_append_char(writer->out, ' ');
    fb_buffer_append_string(writer->out, name);
    fb_buffer_append_string(writer->out, "=\"");
}

void fb_xml_write_attribute(struct fb_xml_writer *writer, const char *name, const char *value)
{
    begin_attribute(writer, name);
    append_escaped(writer, value, strlen(value), true);
    fb_buffer_append_char(writer->out, '"');
}

void fb_xml_write_integer(struct fb_xml_writer *writer, const char *name, int64_t value)
{
    begin_attribute(writer, name);
    fb_buffer_append_integer(writer->out, value);
    fb_buffer_append_char(writer->out, '"');
}

void fb_xml_write_preserve(struct fb_xml_writer *writer)
{
    fb_xml_write_attribute(writer, "xml:space", "preserve");
}

void fb_xml_write_text(struct fb_xml_writer *writer, const char *text, size_t length)
{
    assert(writer->depth > 0);
    if (length == 0)
        return;
    close_tag(writer);
    append_escaped(writer, text, length, false);
}

void fb_xml_write_end(struct fb_xml_writer *writer, const char *name)
{
    assert(writer->depth > 0 && strcmp(writer->names[writer->depth - 1], name) == 0);
    writer->depth--;
    if (writer->tag_open) {
        fb_buffer_append_string(writer->out, "/>");
        writer->tag_open = false;
        return;
    }
    fb_buffer_append_string(writer->out, "</");
    fb_buffer_append_string(writer->out, name);
    fb_buffer_append_char(writer->out, '>');
}

void fb_xml_write_empty(struct fb_xml_writer *writer, const char *name)
{
    fb_xml_write_start(writer, name);
    fb_xml_write_end(writer, name);
}

void fb_xml_write_element(struct fb_xml_writer *writer, const char *name, const char *text)
{
    fb_xml_write_start(writer, name);
    fb_xml_write_text(writer, text, strlen(text));
    fb_xml_write_end(writer, name);
}

void fb_xml_write_open(struct fb_xml_writer *writer)
{
    assert(writer->depth > 0);
    close_tag(writer);
}

void fb_xml_write_indent(struct fb_xml_writer *writer, size_t level)
{
    close_tag(writer);
    fb_buffer_append_char(writer->out, '\n');
    for (size_t i = 0; i < level; i++)
        fb_buffer_append_string(writer->out, "  ");
}

void fb_xml_write_comment(struct fb_xml_writer *writer, const char *text)
{
    size_t length;

    close_tag(writer);
    fb_buffer_append_string(writer->out, "<!-- ");
    for (; *text != '\0'; text += length) {
        uint32_t character;
        length = fb_utf8_decode(text, strlen(text), &character);
        if (legal_length(text, strlen(text)) == 0) {
            if (writer->status == FB_OK)
                writer->status = FB_ERR_INTERNAL;
            return;
        }
        fb_buffer_append(writer->out, text, length);
        if (character == '-' && text[1] == '-')
            fb_buffer_append_char(writer->out, ' ');
    }
    fb_buffer_append_string(writer->out, " -->");
}

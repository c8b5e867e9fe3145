#include "xml/writer.h"

#include "base/utf8.h"

#include <assert.h>
#include <stdarg.h>
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
 * Returns what stands for a character of ASCII, or NULL if it stands for itself. A parser turns raw
 * line ends and tabs in attributes into blanks, and a raw carriage return in text into a line feed
 * (XML 1.0, 2.11 and 3.3.3), so these are written as references where they would be lost.
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

/*
 * Of each byte: '.' is a character that always stands for itself; '3' begins one of three bytes
 * from U+1000 to U+CFFF, of which most of Chinese is, and no such three bytes are anything else
 * (RFC 3629, 4); what else there is must be looked at.
 */
static const char KINDS[] = "                                "  /* 00 */
                            ".. ... ..................... . ."  /* 20 */
                            "................................"  /* 40 */
                            "................................"  /* 60 */
                            "                                "  /* 80 */
                            "                                "  /* A0 */
                            "                                "  /* C0 */
                            " 333333333333                   "; /* E0 */

/* Tells whether the two bytes after a '3' go on. */
static bool goes_on(const char *bytes)
{
    return ((unsigned char)bytes[1] & 0xC0) == 0x80 && ((unsigned char)bytes[2] & 0xC0) == 0x80;
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

/* Returns where the first character is that must be looked at. */
static size_t skip_plain(const char *text, size_t at, size_t length)
{
    for (;;) {
        while (at < length && KINDS[(unsigned char)text[at]] == '.')
            at++;
        if (at + 3 > length || KINDS[(unsigned char)text[at]] != '3' || !goes_on(text + at))
            return at;
        at += 3;
    }
}

/* Copies runs of plain characters at once; only what needs a reference stops a run. */
static void append_escaped(struct fb_xml_writer *writer, const char *text, size_t length,
                           bool attribute)
{
    size_t start = 0, at;

    while ((at = skip_plain(text, start, length)) < length) {
        size_t taken = legal_length(text + at, length - at);
        const char *replacement = reference((unsigned char)text[at], attribute);

        if (taken == 0) {
            if (writer->status == FB_OK)
                writer->status = FB_ERR_INTERNAL;
            return;
        }
        fb_buffer_append(writer->out, text + start, at - start + (replacement == NULL ? taken : 0));
        if (replacement != NULL)
            fb_buffer_append_string(writer->out, replacement);
        start = at + taken;
    }
    fb_buffer_append(writer->out, text + start, length - start);
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

#ifndef NDEBUG
/* Returns the length of the name that a tag begins with. */
static size_t name_length(const char *tag)
{
    return strcspn(tag, " />");
}

/* Tells whether the element started last has a name. */
static bool is_innermost(const struct fb_xml_writer *writer, const char *name, size_t length)
{
    const char *open = writer->depth > 0 ? writer->names[writer->depth - 1] : "";

    return name_length(open) == length && memcmp(open, name, length) == 0;
}
#endif

void fb_xml_write_end(struct fb_xml_writer *writer, const char *name)
{
    assert(is_innermost(writer, name, strlen(name)));
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

#ifndef NDEBUG
void fb_xml_writer_follow(struct fb_xml_writer *writer, const char *markup)
{
    for (const char *tag = markup, *end; *tag != '\0'; tag = end + 1) {
        end = strchr(tag, '>');
        assert(*tag == '<' && end != NULL);
        if (tag[1] == '/') {
            assert(is_innermost(writer, tag + 2, name_length(tag + 2)));
            writer->depth--;
        } else if (end[-1] != '/') {
            assert(writer->depth < FB_XML_WRITER_DEPTH);
            writer->names[writer->depth++] = tag + 1;
        }
    }
}
#endif

/* Writes what a conversion stands for, and returns what follows it. */
static const char *convert(struct fb_xml_writer *writer, const char *conversion, va_list *arguments)
{
    const char *value;

    switch (*conversion) {
    case 's':
        value = va_arg(*arguments, const char *);
        append_escaped(writer, value, strlen(value), true);
        return conversion + 1;
    case 'd':
        fb_buffer_append_integer(writer->out, va_arg(*arguments, int));
        return conversion + 1;
    default:
        assert(conversion[0] == 'z' && conversion[1] == 'u');
        fb_buffer_append_number(writer->out, va_arg(*arguments, size_t));
        return conversion + 2;
    }
}

void fb_xml_write_format(struct fb_xml_writer *writer, const char *format, ...)
{
    const char *percent;
    va_list arguments;

    fb_xml_writer_follow(writer, format);
    close_tag(writer);
    va_start(arguments, format);
    while ((percent = strchr(format, '%')) != NULL) {
        fb_buffer_append(writer->out, format, (size_t)(percent - format));
        format = convert(writer, percent + 1, &arguments);
    }
    va_end(arguments);
    fb_buffer_append_string(writer->out, format);
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

/*
 * word_text.c: the characters of a run (ISO/IEC 29500-1, 17.3.3).
 */
#include "base/utf8.h"
#include "extract/word_private.h"

#include <stdlib.h>
#include <string.h>

#define XML_NAMESPACE "http://www.w3.org/XML/1998/namespace"

static const char BLANKS[] = " \t\r\n";

/* Takes blanks off both edges of the text that begins at `start`. */
static void trim(struct fb_buffer *text, size_t start)
{
    size_t blank = strspn(text->data + start, BLANKS);

    text->length -= blank;
    memmove(text->data + start, text->data + start + blank, text->length - start + 1);
    while (text->length > start && strchr(BLANKS, text->data[text->length - 1]) != NULL)
        text->data[--text->length] = '\0';
}

/* Without xml:space="preserve", blanks at the edges of w:t are the file's and not the text's. */
static void add_characters(struct fb_word_reading *reading, const struct fb_xml_node *element)
{
    const char *space = fb_xml_attribute_in(element, XML_NAMESPACE, "space");
    const struct fb_xml_node *part = fb_xml_first_content(element);
    size_t start = reading->text.length;

    for (; part != NULL; part = fb_xml_next_content(part)) {
        const char *text = fb_xml_text(reading->arena, part);
        if (text == NULL)
            reading->text.status = FB_ERR_NOMEM;
        else
            fb_buffer_append_string(&reading->text, text);
    }
    if (space == NULL || strcmp(space, "preserve") != 0)
        trim(&reading->text, start);
}

/* w:sym names a character of a font by its number. */
static void add_symbol(struct fb_word_reading *reading, const struct fb_xml_node *element)
{
    const char *number = fb_word_attribute(element, "char");
    char bytes[4];

    if (number != NULL)
        fb_buffer_append(&reading->text, bytes,
                         fb_utf8_encode(bytes, (uint32_t)strtoul(number, NULL, 16)));
}

static const struct {
    const char *name;
    const char *text;
} CHARACTERS[] = {
    {"br", "\n"}, {"cr", "\n"}, {"tab", "\t"}, {"ptab", "\t"}, {"noBreakHyphen", "\xE2\x80\x91"},
};

void fb_word_add_text(struct fb_word_reading *reading, const struct fb_xml_node *element)
{
    if (fb_xml_is(element, "t"))
        add_characters(reading, element);
    else if (fb_xml_is(element, "sym"))
        add_symbol(reading, element);
    for (size_t i = 0; i < sizeof CHARACTERS / sizeof *CHARACTERS; i++) {
        if (fb_xml_is(element, CHARACTERS[i].name))
            fb_buffer_append_string(&reading->text, CHARACTERS[i].text);
    }
}

void fb_word_end_line(struct fb_word_reading *reading)
{
    if (reading->ended)
        fb_buffer_append_char(&reading->text, '\n');
    reading->ended = false;
}

char *fb_word_slice(struct fb_word_reading *reading, size_t start)
{
    if (reading->text.status != FB_OK)
        return NULL;
    return fb_arena_copy(reading->arena, reading->text.data + start, reading->text.length - start);
}

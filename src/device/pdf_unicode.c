#include "base/utf8.h"
#include "device/pdf.h"

#include <string.h>

enum { CODES_PER_RANGE = 256 }; /* ISO 32000-1, 9.10.3: only the last byte differs in a range */

/* Writes one character and returns how many bytes it takes, 2 or 4. */
static size_t encode(unsigned char out[4], uint32_t character)
{
    uint32_t high = character, low = 0;
    size_t length = 2;

    if (character > 0xFFFF) {
        high = 0xD800 + ((character - 0x10000) >> 10);
        low = 0xDC00 + ((character - 0x10000) & 0x3FF);
        length = 4;
    }
    out[0] = (unsigned char)(high >> 8);
    out[1] = (unsigned char)high;
    out[2] = (unsigned char)(low >> 8);
    out[3] = (unsigned char)low;
    return length;
}

size_t fb_pdf_utf16(unsigned char *out, size_t limit, const char *text, size_t length)
{
    size_t done = 0;

    while (length > 0) {
        unsigned char units[4];
        uint32_t character;
        size_t taken = fb_utf8_decode(text, length, &character);
        size_t size = taken > 0 ? encode(units, character) : 0;

        if (taken == 0 || size > limit - done)
            break;
        for (size_t i = 0; i < size; i++)
            out[done++] = units[i];
        text += taken;
        length -= taken;
    }
    return done;
}

void fb_pdf_put_utf16_hex(struct fb_buffer *out, const char *text, size_t length)
{
    uint32_t character;
    size_t taken;

    for (; (taken = fb_utf8_decode(text, length, &character)) > 0; text += taken, length -= taken) {
        unsigned char units[4];
        size_t size = encode(units, character);

        for (size_t i = 0; i < size; i += 2)
            fb_buffer_append_hex(out, (uint32_t)units[i] << 8 | units[i + 1], 4);
    }
}

void fb_pdf_put_text_string(struct fb_buffer *out, const char *text)
{
    size_t length = 0, units = 0;

    while (text[length] != '\0') {
        uint32_t character;
        size_t taken = fb_utf8_decode(text + length, strlen(text + length), &character);

        units += character > 0xFFFF ? 2 : 1;
        if (taken == 0 || units > FB_PDF_TEXT_UNITS)
            break;
        length += taken;
    }
    fb_buffer_append_string(out, "<FEFF");
    fb_pdf_put_utf16_hex(out, text, length);
    fb_buffer_append_string(out, ">");
}

static const char map_head[] = "/CIDInit /ProcSet findresource begin\n"
                               "12 dict begin\n"
                               "begincmap\n"
                               "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 "
                               ">> def\n"
                               "/CMapName /Adobe-Identity-UCS def\n"
                               "/CMapType 2 def\n"
                               "1 begincodespacerange\n"
                               "<0000> <FFFF>\n"
                               "endcodespacerange\n";

static const char map_tail[] = "endcmap\n"
                               "CMapName currentdict /CMap defineresource pop\n"
                               "end\n"
                               "end\n";

/* Appends one range, of `count` codes from list item `first` on, whose texts are listed. */
static void put_range(struct fb_buffer *out, const struct fb_pdf_glyph *glyphs, size_t first,
                      size_t count)
{
    fb_buffer_append_string(out, "1 beginbfrange\n<");
    fb_buffer_append_hex(out, (uint32_t)first + 1, 4);
    fb_buffer_append_string(out, "><");
    fb_buffer_append_hex(out, (uint32_t)(first + count), 4);
    fb_buffer_append_string(out, ">[");
    for (size_t i = first; i < first + count; i++) {
        fb_buffer_append_char(out, '<');
        fb_pdf_put_utf16_hex(out, glyphs[i].text, glyphs[i].text_length);
        fb_buffer_append_char(out, '>');
    }
    fb_buffer_append_string(out, "]\nendbfrange\n");
}

void fb_pdf_put_to_unicode(struct fb_buffer *out, const struct fb_pdf_glyphs *glyphs)
{
    size_t count = glyphs->list.count;

    fb_buffer_append_string(out, map_head);
    /* The code after item i is i + 1; those of a range have the same first byte. */
    for (size_t i = 0, end; i < count; i = end) {
        end = (i + 1) / CODES_PER_RANGE * CODES_PER_RANGE + CODES_PER_RANGE - 1;
        if (end > count)
            end = count;
        put_range(out, glyphs->list.items, i, end - i);
    }
    fb_buffer_append_string(out, map_tail);
}

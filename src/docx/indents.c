#include "docx/indents.h"

#include "base/utf8.h"
#include "text/numbering.h"

/* How far lines stand from the sides of their place. */
struct indents {
    fb_length left, right; /* of all lines but, at the left, the first */
    fb_length first;       /* of the first line beyond the left; below 0 if it hangs out */
};

/* Returns the width of the number that a paragraph hangs by, as Word sets it: 一、 two ems. */
static int number_ems(const struct fb_paragraph *paragraph)
{
    const struct fb_run *run = paragraph->runs;
    size_t length = paragraph->run_count > 0 ? fb_numbering_length(run->text, run->length) : 0;
    int hundredths = 0;

    for (size_t at = 0; at < length;) {
        uint32_t character;
        size_t taken = fb_utf8_decode(run->text + at, run->length - at, &character);
        hundredths += character < 0x2000 ? 50 : 100;
        at += taken;
    }
    return hundredths;
}

/* Lines that are to be narrower are so on the sides where they are not aligned. */
static struct indents indents_of(const struct fb_style *style, int hanging, fb_length narrower)
{
    fb_length left = style->align == FB_ALIGN_CENTER  ? narrower / 2
                     : style->align == FB_ALIGN_RIGHT ? narrower
                                                      : 0;

    return (struct indents){.left = left + (style->indent_left + hanging) * style->size / 100,
                            .right = narrower - left + style->indent_right * style->size / 100,
                            .first = (style->indent - hanging) * style->size / 100};
}

/*
 * The indents in characters follow a change of size in Word; those in twips are for readers that
 * do not know the first (ISO/IEC 29500-1, 17.3.1.12).
 */
static void write_indent(struct fb_xml_writer *xml, const char *name, const char *name_in_chars,
                         fb_length length, fb_length size)
{
    fb_xml_write_integer(xml, name_in_chars, (length * 100 + size / 2) / size);
    fb_xml_write_integer(xml, name, fb_length_twips(length));
}

/* Returns the hanging indent of a paragraph; NULL: of a named style, which knows no text. */
static int hanging_of(const struct fb_style *style, const struct fb_paragraph *paragraph)
{
    if (style->hanging != FB_HANGING_NUMBER)
        return style->hanging;
    if (paragraph == NULL)
        return 0;
    return number_ems(paragraph) > 0 ? style->indent + number_ems(paragraph) : 0;
}

static bool same_indents(struct indents a, struct indents b)
{
    return a.left == b.left && a.right == b.right && a.first == b.first;
}

/*
 * Writes w:ind. The sides of lines that are narrower for balance are lengths, which would not
 * follow a change of size. What is inherited and not wanted is written as 0.
 */
static void write_ind(struct fb_xml_writer *xml, struct indents wanted, struct indents inherited,
                      fb_length size, bool narrower)
{
    bool sides =
        wanted.left != 0 || wanted.right != 0 || inherited.left != 0 || inherited.right != 0;

    fb_xml_write_start(xml, "w:ind");
    if (sides && narrower) {
        fb_xml_write_integer(xml, "w:left", fb_length_twips(wanted.left));
        fb_xml_write_integer(xml, "w:right", fb_length_twips(wanted.right));
    } else if (sides) {
        write_indent(xml, "w:left", "w:leftChars", wanted.left, size);
        write_indent(xml, "w:right", "w:rightChars", wanted.right, size);
    }
    if (wanted.first < 0)
        write_indent(xml, "w:hanging", "w:hangingChars", -wanted.first, size);
    else if (wanted.first > 0 || inherited.first != 0)
        write_indent(xml, "w:firstLine", "w:firstLineChars", wanted.first, size);
    fb_xml_write_end(xml, "w:ind");
}

void fb_docx_write_indents(struct fb_xml_writer *xml, const struct fb_style *style,
                           const struct fb_style *base, const struct fb_paragraph *paragraph,
                           fb_length narrower)
{
    struct indents wanted = indents_of(style, hanging_of(style, paragraph), narrower);
    struct indents inherited = {0};

    if (base != NULL)
        inherited = indents_of(base, hanging_of(base, NULL), 0);
    if (!same_indents(wanted, inherited))
        write_ind(xml, wanted, inherited, style->size, narrower > 0);
}

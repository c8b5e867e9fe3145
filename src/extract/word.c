#include "extract/word.h"

#include "doc/docx_parts.h"
#include "extract/word_private.h"

#include <string.h>

#define MC_NAMESPACE "http://schemas.openxmlformats.org/markup-compatibility/2006"

const struct fb_xml_node *fb_word_child(const struct fb_xml_node *element, const char *name)
{
    const struct fb_xml_node *child = element != NULL ? fb_xml_first(element) : NULL;

    while (child != NULL &&
           (!fb_xml_is(child, name) || strcmp(fb_xml_namespace(child), FB_DOCX_W_NAMESPACE) != 0))
        child = fb_xml_next(child);
    return child;
}

const char *fb_word_attribute(const struct fb_xml_node *element, const char *name)
{
    return element != NULL ? fb_xml_attribute_in(element, FB_DOCX_W_NAMESPACE, name) : NULL;
}

bool fb_word_is_on(const struct fb_xml_node *property)
{
    static const char *const OFF[] = {"0", "false", "off"};
    const char *value = fb_word_attribute(property, "val");

    for (size_t i = 0; value != NULL && i < sizeof OFF / sizeof *OFF; i++) {
        if (strcmp(value, OFF[i]) == 0)
            return false;
    }
    return property != NULL;
}

/* A paragraph whose mark is deleted or moved away runs on into the next one (17.13.5.15). */
static bool mark_is_gone(const struct fb_xml_node *paragraph)
{
    const struct fb_xml_node *format = fb_word_child(fb_word_child(paragraph, "pPr"), "rPr");

    return fb_word_child(format, "del") != NULL || fb_word_child(format, "moveFrom") != NULL;
}

static fb_status note_style(struct fb_word_reading *reading, const struct fb_xml_node *paragraph)
{
    const struct fb_xml_node *style = fb_word_child(fb_word_child(paragraph, "pPr"), "pStyle");
    const char *name = fb_word_attribute(style, "val");
    struct fb_word_cell *cell;

    if (reading->cell == FB_WORD_NONE)
        return FB_OK;
    cell = &reading->word->rows.items[reading->row].cells.items[reading->cell];
    if (cell->style == NULL)
        FB_NEED(cell->style = fb_arena_string(reading->arena, name != NULL ? name : ""));
    return FB_OK;
}

static fb_status read_paragraph(struct fb_word_reading *reading,
                                const struct fb_xml_node *paragraph)
{
    fb_word_end_line(reading);
    reading->paragraph++;
    FB_TRY(note_style(reading, paragraph));
    FB_TRY(fb_word_walk(reading, paragraph));
    reading->ended = !mark_is_gone(paragraph);
    return FB_OK;
}

static fb_status read_alternatives(struct fb_word_reading *reading,
                                   const struct fb_xml_node *alternatives)
{
    const struct fb_xml_node *first = fb_xml_first(alternatives);

    return first != NULL ? fb_word_walk(reading, first) : FB_OK;
}

/* Elements with a reader of their own. */
static const struct {
    const char *name;
    fb_status (*read)(struct fb_word_reading *reading, const struct fb_xml_node *element);
} READERS[] = {
    {"p", read_paragraph},
    {"sdt", fb_word_read_control},
    {"tbl", fb_word_read_table},
    {"tr", fb_word_read_row},
    {"tc", fb_word_read_cell},
    {"bookmarkStart", fb_word_begin_bookmark},
    {"bookmarkEnd", fb_word_end_bookmark},
};

/* Elements with nothing in them that a reader of the document sees as its text. */
static const char *const PASSED_OVER[] = {
    "del",  "moveFrom", "delText", "instrText", "delInstrText", "rt",     "drawing",
    "pict", "object",   "sectPr",  "pPr",       "rPr",          "tblPr",  "trPr",
    "tcPr", "sdtPr",    "tblGrid", "sdtEndPr",  "rubyPr",       "ffData",
};

static bool is_passed_over(const struct fb_xml_node *element)
{
    for (size_t i = 0; i < sizeof PASSED_OVER / sizeof *PASSED_OVER; i++) {
        if (fb_xml_is(element, PASSED_OVER[i]))
            return true;
    }
    return false;
}

static fb_status read_element(struct fb_word_reading *reading, const struct fb_xml_node *element)
{
    const char *space = fb_xml_namespace(element);

    if (strcmp(space, MC_NAMESPACE) == 0 && fb_xml_is(element, "AlternateContent"))
        return read_alternatives(reading, element);
    if (strcmp(space, FB_DOCX_W_NAMESPACE) != 0)
        return fb_word_walk(reading, element);
    for (size_t i = 0; i < sizeof READERS / sizeof *READERS; i++) {
        if (fb_xml_is(element, READERS[i].name))
            return READERS[i].read(reading, element);
    }
    if (is_passed_over(element))
        return FB_OK;
    fb_word_add_text(reading, element);
    return fb_word_walk(reading, element);
}

/* The depth is bounded by FB_XML_DEPTH_LIMIT. */
fb_status fb_word_walk(struct fb_word_reading *reading, const struct fb_xml_node *element)
{
    const struct fb_xml_node *child = fb_xml_first(element);

    for (; child != NULL; child = fb_xml_next(child))
        FB_TRY(read_element(reading, child));
    return reading->text.status;
}

fb_status fb_word_read(struct fb_word *out, struct fb_arena *arena, const struct fb_xml_node *root)
{
    struct fb_word_reading reading = {
        .arena = arena, .word = out, .row = FB_WORD_NONE, .cell = FB_WORD_NONE};
    fb_status status;

    *out = (struct fb_word){0};
    fb_buffer_init(&reading.text, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_word_walk(&reading, root);
    fb_buffer_release(&reading.text);
    return status;
}

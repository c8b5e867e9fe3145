#include "docx/body.h"

/* Between the sheet's edge and a header, which we do not have: Word's own 15 mm. */
static const fb_length HEADER_DISTANCE = FB_EMU_PER_MM * 15;

/* Between columns of text, of which there is one: Word's own 7.5 mm. */
enum { COLUMN_GAP_TWIPS = 425 };

/* The pitch of Word's grid, 15.6 pt; without a type the grid binds nothing. */
enum { GRID_PITCH_TWIPS = 312 };

static void write_footer_reference(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                                   const struct fb_style *number, bool even)
{
    const struct fb_docx_part *footer = fb_docx_find_footer(context, number, even);

    fb_xml_write_start(xml, "w:footerReference");
    fb_xml_write_attribute(xml, "w:type", even ? "even" : "default");
    fb_xml_write_attribute(xml, "r:id", footer->id);
    fb_xml_write_end(xml, "w:footerReference");
}

static void write_page_size(struct fb_xml_writer *xml, const struct fb_page_setup *page)
{
    fb_xml_write_start(xml, "w:pgSz");
    fb_xml_write_integer(xml, "w:w", fb_length_twips(page->width));
    fb_xml_write_integer(xml, "w:h", fb_length_twips(page->height));
    if (page->width > page->height)
        fb_xml_write_attribute(xml, "w:orient", "landscape");
    fb_xml_write_end(xml, "w:pgSz");
}

/*
 * Word places a footer by its lower edge, from the sheet's; GB/T 9704-2012, 7.5 places the number
 * by its upper edge, from the type area. The number stands in the middle of its line.
 */
static fb_length footer_distance(const struct fb_page_setup *page)
{
    fb_length below;

    if (page->number == NULL)
        return page->bottom / 2;
    below =
        page->bottom - page->number_distance - (page->number->size + page->number->line_pitch) / 2;
    return below > 0 ? below : 0;
}

static void write_margins(struct fb_xml_writer *xml, const struct fb_page_setup *page)
{
    fb_length header = page->top < HEADER_DISTANCE ? page->top : HEADER_DISTANCE;

    fb_xml_write_start(xml, "w:pgMar");
    fb_xml_write_integer(xml, "w:top", fb_length_twips(page->top));
    fb_xml_write_integer(xml, "w:right", fb_length_twips(page->right));
    fb_xml_write_integer(xml, "w:bottom", fb_length_twips(page->bottom));
    fb_xml_write_integer(xml, "w:left", fb_length_twips(page->left));
    fb_xml_write_integer(xml, "w:header", fb_length_twips(header));
    fb_xml_write_integer(xml, "w:footer", fb_length_twips(footer_distance(page)));
    fb_xml_write_integer(xml, "w:gutter", 0);
    fb_xml_write_end(xml, "w:pgMar");
}

/* What the field in the footer shows: i, ii … instead of 1, 2 … */
static void write_number_format(struct fb_xml_writer *xml, const struct fb_page_setup *page)
{
    if (!page->number_roman)
        return;
    fb_xml_write_start(xml, "w:pgNumType");
    fb_xml_write_attribute(xml, "w:fmt", "lowerRoman");
    fb_xml_write_end(xml, "w:pgNumType");
}

static void write_columns(struct fb_xml_writer *xml)
{
    fb_xml_write_start(xml, "w:cols");
    fb_xml_write_integer(xml, "w:space", COLUMN_GAP_TWIPS);
    fb_xml_write_end(xml, "w:cols");
}

static void write_grid(struct fb_xml_writer *xml)
{
    fb_xml_write_start(xml, "w:docGrid");
    fb_xml_write_integer(xml, "w:linePitch", GRID_PITCH_TWIPS);
    fb_xml_write_end(xml, "w:docGrid");
}

void fb_docx_write_section(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                           const struct fb_section *section)
{
    const struct fb_page_setup *page = &section->page;

    fb_xml_write_start(xml, "w:sectPr");
    if (context->numbered) {
        write_footer_reference(xml, context, page->number, false);
        write_footer_reference(xml, context, page->number, true);
    }
    fb_docx_write_value(xml, "w:type", "nextPage");
    write_page_size(xml, page);
    write_margins(xml, page);
    write_number_format(xml, page);
    write_columns(xml);
    write_grid(xml);
    fb_xml_write_end(xml, "w:sectPr");
}

#include "device/pdf.h"

void fb_pdf_put_length(struct fb_pdf *pdf, fb_length length)
{
    char points[FB_LENGTH_TEXT];

    fb_length_points(points, length);
    fb_buffer_append_string(&pdf->content, points);
    fb_buffer_append_char(&pdf->content, ' ');
}

void fb_pdf_put_line_width(struct fb_pdf *pdf, fb_length width)
{
    if (width == pdf->line_width)
        return;
    fb_pdf_put_length(pdf, width);
    fb_buffer_append_string(&pdf->content, "w\n");
    pdf->line_width = width;
}

/* Sets the page's size through libharu, which checks its bounds. */
static void set_size(struct fb_pdf *pdf, fb_length width, fb_length height)
{
    HPDF_Page_SetWidth(pdf->page, (HPDF_REAL)width / (HPDF_REAL)FB_EMU_PER_PT);
    HPDF_Page_SetHeight(pdf->page, (HPDF_REAL)height / (HPDF_REAL)FB_EMU_PER_PT);
}

/* The pages of a part in front come before the first that was drawn. */
static HPDF_Page add_page(struct fb_pdf *pdf)
{
    pdf->front_pages += pdf->part->front;
    return pdf->part->front && pdf->part_page > 0
               ? HPDF_InsertPage(pdf->document, pdf->pages.items[0].object)
               : HPDF_AddPage(pdf->document);
}

fb_status fb_pdf_begin_page(struct fb_pdf *pdf, fb_length width, fb_length height)
{
    struct fb_pdf_page *page = FB_PUSH(pdf->arena, &pdf->pages);

    FB_NEED(page);
    FB_NEED(pdf->page = page->object = add_page(pdf));
    page->height = height;
    page->first_mark = pdf->marks.count;
    set_size(pdf, width, height);
    /* In place of the page's own, which would list each font again. */
    HPDF_Dict_Add(pdf->page, "Resources", pdf->resources);
    pdf->page_height = height;
    pdf->line_width = -1;
    pdf->bold = false;
    pdf->rise = 0;
    fb_buffer_clear(&pdf->content);
    /* Black for fill and stroke, square line ends, round joins for text that is drawn bolder. */
    fb_buffer_append_string(&pdf->content, "0 g 0 G 2 J 1 j\n");
    return fb_pdf_status(pdf);
}

fb_status fb_pdf_rule(struct fb_pdf *pdf, const struct fb_rule *rule)
{
    FB_TRY(fb_pdf_mark(pdf, FB_PDF_IN_LAYOUT, 0));
    fb_pdf_put_line_width(pdf, rule->width);
    fb_pdf_put_length(pdf, rule->x1);
    fb_pdf_put_length(pdf, pdf->page_height - rule->y1);
    fb_buffer_append_string(&pdf->content, "m ");
    fb_pdf_put_length(pdf, rule->x2);
    fb_pdf_put_length(pdf, pdf->page_height - rule->y2);
    fb_buffer_append_string(&pdf->content, "l S\n");
    return pdf->content.status;
}

fb_status fb_pdf_end_page(struct fb_pdf *pdf)
{
    FB_TRY(fb_pdf_mark(pdf, FB_PDF_UNMARKED, 0));
    return fb_pdf_fill_page(pdf, pdf->page, &pdf->content);
}

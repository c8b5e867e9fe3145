/*
 * pdf_vertical.c: the glyphs of a vertical line as operators.
 *
 * The fonts are those of horizontal text (Identity-H), so each glyph is put at its own place.
 */
#include "device/pdf.h"

/* Puts the text matrix (ISO 32000-1, 9.4.2) at a glyph's origin, turned clockwise if need be. */
static void put_matrix(struct fb_pdf *pdf, const struct fb_pdf_shown *shown)
{
    fb_buffer_append_string(&pdf->content, shown->run->turned ? "0 -1 1 0 " : "1 0 0 1 ");
    fb_pdf_put_length(pdf, pdf->line_x + shown->glyph->x);
    fb_pdf_put_length(pdf, pdf->page_height - pdf->line_y - shown->glyph->y);
    fb_buffer_append_string(&pdf->content, "Tm");
}

void fb_pdf_put_vertical(struct fb_pdf *pdf, size_t first, size_t end)
{
    const struct fb_pdf_shown *shown = pdf->shown.items;

    for (size_t i = first; i < end; i++) {
        if (i == first || shown[i].run != shown[i - 1].run)
            fb_pdf_put_face(pdf, &shown[i], 0);
        put_matrix(pdf, &shown[i]);
        fb_buffer_append_format(&pdf->content, "<%04X>Tj\n", (unsigned)shown[i].code);
    }
}

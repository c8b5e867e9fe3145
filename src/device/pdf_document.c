#include "device/pdf.h"
#include "device/srgb_profile.h"

#include <stdio.h>
#include <string.h>

/* What the catalog holds besides the page tree. */
static fb_status fill_catalog(struct fb_pdf *pdf)
{
    HPDF_Dict catalog = pdf->document->catalog;
    HPDF_Dict preferences = fb_pdf_add_dict(pdf, catalog, "ViewerPreferences");

    FB_NEED(preferences);
    HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
    fb_pdf_add_string(pdf, catalog, "Lang", pdf->info->language);
    return fb_pdf_status(pdf);
}

/* What colours mean: sRGB (ISO 19005-2, 6.2.3). */
static fb_status add_output_intent(struct fb_pdf *pdf)
{
    static const char name[] = "sRGB IEC61966-2.1";
    HPDF_Array intents = fb_pdf_add_array(pdf, pdf->document->catalog, "OutputIntents");
    HPDF_Dict intent = fb_pdf_new_dict(pdf), stream;

    FB_NEED(intents);
    FB_NEED(intent);
    HPDF_Array_Add(intents, intent);
    HPDF_Dict_AddName(intent, "Type", "OutputIntent");
    HPDF_Dict_AddName(intent, "S", "GTS_PDFA1");
    fb_pdf_add_string(pdf, intent, "OutputConditionIdentifier", name);
    fb_pdf_add_string(pdf, intent, "Info", name);
    FB_TRY(fb_pdf_add_deflated_stream(&stream, pdf, intent, "DestOutputProfile", fb_srgb_profile,
                                      fb_srgb_profile_length));
    HPDF_Dict_AddNumber(stream, "N", 3);
    return fb_pdf_status(pdf);
}

fb_status fb_pdf_begin_document(struct fb_pdf *pdf, const struct fb_device_info *info)
{
    struct fb_pdf_link *unused = FB_PUSH(pdf->arena, &pdf->links);

    FB_NEED(unused);
    pdf->info = info;
    HPDF_SetPagesConfiguration(pdf->document, FB_PDF_PAGES_PER_NODE);
    FB_NEED(pdf->resources = fb_pdf_new_dict(pdf));
    FB_NEED(pdf->font_resources = fb_pdf_add_dict(pdf, pdf->resources, "Font"));
    return pdf->plain ? FB_OK : fb_pdf_begin_structure(pdf);
}

fb_status fb_pdf_begin_part(struct fb_pdf *pdf, const struct fb_device_part *part)
{
    pdf->part = part;
    pdf->part_page = pdf->pages.count;
    pdf->part_link = pdf->links.count;
    return fb_pdf_keep_elements(pdf);
}

fb_status fb_pdf_end_part(struct fb_pdf *pdf, const struct fb_bookmark *bookmarks, size_t count)
{
    FB_TRY(fb_pdf_keep_bookmarks(pdf, bookmarks, count));
    return fb_pdf_end_links(pdf);
}

void fb_pdf_producer(char out[FB_PDF_PRODUCER])
{
    snprintf(out, FB_PDF_PRODUCER, "libharu %s", HPDF_GetVersion());
}

static fb_status add_unless_empty(struct fb_pdf *pdf, const char *key, const char *text)
{
    return text[0] != '\0' ? fb_pdf_add_text(pdf, pdf->document->info, key, text) : FB_OK;
}

/* Both dates are the record's; it does not say in which zone (ISO 32000-1, 7.9.4). */
static fb_status add_dates(struct fb_pdf *pdf)
{
    const int *date = pdf->info->date;
    char text[64];

    if (date[0] == 0)
        return FB_OK;
    snprintf(text, sizeof text, "D:%04d%02d%02d%02d%02d%02d", date[0], date[1], date[2], date[3],
             date[4], date[5]);
    fb_pdf_add_string(pdf, pdf->document->info, "CreationDate", text);
    fb_pdf_add_string(pdf, pdf->document->info, "ModDate", text);
    return fb_pdf_status(pdf);
}

static fb_status fill_information(struct fb_pdf *pdf)
{
    char producer[FB_PDF_PRODUCER];

    fb_pdf_producer(producer);
    FB_TRY(add_unless_empty(pdf, "Title", pdf->info->title));
    FB_TRY(add_unless_empty(pdf, "Author", pdf->info->author));
    FB_TRY(add_unless_empty(pdf, "Subject", pdf->info->subject));
    FB_TRY(add_unless_empty(pdf, "Keywords", pdf->info->keywords));
    FB_TRY(add_unless_empty(pdf, "Creator", pdf->info->creator));
    FB_TRY(fb_pdf_add_text(pdf, pdf->document->info, "Producer", producer));
    return add_dates(pdf);
}

/* What makes the file PDF/A-2a and PDF/UA-1. */
static fb_status add_archive(struct fb_pdf *pdf)
{
    FB_TRY(fb_pdf_end_structure(pdf));
    FB_TRY(add_output_intent(pdf));
    return fb_pdf_add_metadata(pdf);
}

fb_status fb_pdf_end_document(struct fb_pdf *pdf)
{
    for (size_t i = 0; i < pdf->fonts.count; i++)
        FB_TRY(fb_pdf_font_finish(pdf, pdf->fonts.items[i]));
    FB_TRY(fill_catalog(pdf));
    FB_TRY(fb_pdf_add_outline(pdf));
    FB_TRY(fb_pdf_add_page_labels(pdf));
    FB_TRY(fill_information(pdf));
    if (!pdf->plain)
        FB_TRY(add_archive(pdf));
    return fb_pdf_write_file(pdf);
}

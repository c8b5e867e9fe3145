#include "docx/balance.h"
#include "docx/body.h"
#include "docx/format.h"

#include <string.h>

/* Writes w:t of one line of a run, and before it the break that ends the line before. */
static void write_line(struct fb_xml_writer *xml, const char *text, size_t length, bool first)
{
    if (!first)
        fb_xml_write_empty(xml, "w:br");
    if (length == 0)
        return;
    fb_xml_write_start(xml, "w:t");
    fb_xml_write_preserve(xml);
    fb_xml_write_text(xml, text, length);
    fb_xml_write_end(xml, "w:t");
}

/* A line feed within w:t would be no more than a blank: forced breaks are w:br. */
static void write_lines(struct fb_xml_writer *xml, const struct fb_run *run)
{
    const char *start = run->text, *end = run->text + run->length;
    bool first = true;

    for (;;) {
        const char *stop = memchr(start, '\n', (size_t)(end - start));

        write_line(xml, start, (size_t)((stop != NULL ? stop : end) - start), first);
        if (stop == NULL)
            return;
        start = stop + 1;
        first = false;
    }
}

static bool beyond_ascii(const struct fb_run *run)
{
    for (size_t i = 0; i < run->length; i++) {
        if ((unsigned char)run->text[i] >= 0x80)
            return true;
    }
    return false;
}

/* `base` is what the run inherits from its paragraph's named style. */
static void write_run(struct fb_xml_writer *xml, const struct fb_run *run,
                      const struct fb_style *base)
{
    if (run->length == 0)
        return;
    fb_xml_write_start(xml, "w:r");
    fb_docx_write_run_format(xml, run->style, base,
                             (struct fb_docx_run_kind){beyond_ascii(run), run->script});
    write_lines(xml, run);
    fb_xml_write_end(xml, "w:r");
}

/* Writes w:pPr: the named style, and what this paragraph has otherwise. */
static void write_properties(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                             const struct fb_docx_style *named,
                             const struct fb_paragraph *paragraph,
                             const struct fb_docx_place *place)
{
    struct fb_style wanted = *paragraph->style;

    if (place->at_top)
        wanted.before = 0;
    if (place->at_bottom)
        wanted.after = 0;
    fb_xml_write_start(xml, "w:pPr");
    fb_docx_write_value(xml, "w:pStyle", named->id);
    if (place->keep_next)
        fb_xml_write_empty(xml, "w:keepNext");
    fb_docx_write_paragraph_format(xml, &wanted, named->style, paragraph,
                                   fb_docx_balance(paragraph, place->width));
    if (paragraph->heading > 0)
        fb_docx_write_number(xml, "w:outlineLvl", paragraph->heading - 1);
    fb_docx_write_run_format(xml, paragraph->style, named->style, (struct fb_docx_run_kind){0});
    if (place->ending != NULL)
        fb_docx_write_section(xml, context, place->ending);
    fb_xml_write_end(xml, "w:pPr");
}

fb_status fb_docx_write_paragraph(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                                  const struct fb_paragraph *paragraph,
                                  const struct fb_docx_place *place)
{
    const struct fb_docx_style *named = fb_docx_find_style(context, paragraph->style);

    if (named == NULL)
        return FB_ERR_INTERNAL;
    FB_TRY(fb_docx_keep_words(&paragraph, context->arena, paragraph, place->width));
    fb_xml_write_start(xml, "w:p");
    write_properties(xml, context, named, paragraph, place);
    for (size_t i = 0; i < paragraph->run_count; i++)
        write_run(xml, &paragraph->runs[i], named->style);
    fb_xml_write_end(xml, "w:p");
    return FB_OK;
}

fb_status fb_docx_write_empty_paragraph(struct fb_xml_writer *xml,
                                        const struct fb_docx_context *context,
                                        const struct fb_style *style,
                                        const struct fb_docx_place *place)
{
    const struct fb_paragraph empty = {.style = style};

    return fb_docx_write_paragraph(xml, context, &empty, place);
}

/* The paragraph mark is set in the smallest size; it would else make the line higher. */
static void write_seam_mark(struct fb_xml_writer *xml)
{
    fb_xml_write_start(xml, "w:rPr");
    fb_docx_write_size(xml, FB_PT(1));
    fb_xml_write_end(xml, "w:rPr");
}

void fb_docx_write_seam(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                        const struct fb_docx_place *place)
{
    fb_xml_write_start(xml, "w:p");
    fb_xml_write_start(xml, "w:pPr");
    if (place->keep_next)
        fb_xml_write_empty(xml, "w:keepNext");
    fb_docx_write_spacing(xml, 0, 0, FB_EMU_PER_TWIP);
    write_seam_mark(xml);
    if (place->ending != NULL)
        fb_docx_write_section(xml, context, place->ending);
    fb_xml_write_end(xml, "w:pPr");
    fb_xml_write_end(xml, "w:p");
}

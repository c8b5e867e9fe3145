#include "base/utf8.h"
#include "docx/balance.h"
#include "docx/body.h"
#include "docx/control.h"
#include "docx/fonts.h"
#include "docx/format.h"

#include <string.h>

/* Writes w:t of one line of a run, and before it the break that ends the line before. */
static void write_line(struct fb_xml_writer *xml, const char *text, size_t length, bool first)
{
    if (!first)
        fb_xml_write_markup(xml, "<w:br/>");
    if (length == 0)
        return;
    fb_xml_write_markup(xml, "<w:t xml:space=\"preserve\">");
    fb_xml_write_text(xml, text, length);
    fb_xml_write_markup(xml, "</w:t>");
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

/* `base` is what the run inherits from its paragraph's named style. */
static void write_run(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                      const struct fb_run *run, const struct fb_style *base, const char *family)
{
    fb_xml_write_markup(xml, "<w:r>");
    fb_docx_write_run_format(
        xml, context, run->style, base,
        (struct fb_docx_run_kind){.text = true, .script = run->script, .family = family});
    write_lines(xml, run);
    fb_xml_write_markup(xml, "</w:r>");
}

/* Writes a run; in its font, or in others where that has not all characters and these are kept. */
static void write_in_fonts(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                           const struct fb_run *run, const struct fb_style *base)
{
    struct fb_run part = *run;
    size_t at = 0;

    if (context->fonts.count == 0) {
        write_run(xml, context, run, base, NULL);
        return;
    }
    while (at < run->length) {
        const char *family = NULL, *next = NULL;
        size_t end = at;

        for (size_t taken; end < run->length; end += taken) {
            uint32_t character;
            taken = fb_utf8_decode(run->text + end, run->length - end, &character);
            next = fb_docx_other_family(context, run->style->font, character);
            if (end > at && next != family)
                break;
            family = next;
        }
        part.text = run->text + at;
        part.length = end - at;
        write_run(xml, context, &part, base, family);
        at = end;
    }
}

/* Writes the runs of the paragraph's bytes from `start` to `end`. */
static void write_span(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                       const struct fb_paragraph *paragraph, size_t start, size_t end,
                       const struct fb_style *base)
{
    size_t at = 0;

    for (size_t i = 0; i < paragraph->run_count && at < end; i++) {
        struct fb_run part = paragraph->runs[i];
        size_t first = start > at ? start - at : 0;
        size_t stop = end - at < part.length ? end - at : part.length;
        at += part.length;
        if (first >= stop)
            continue;
        part.text += first;
        part.length = stop - first;
        write_in_fonts(xml, context, &part, base);
    }
}

/* Returns the style of the text at a place. */
static const struct fb_style *style_at(const struct fb_paragraph *paragraph, size_t place)
{
    size_t at = 0;

    for (size_t i = 0; i < paragraph->run_count; i++) {
        at += paragraph->runs[i].length;
        if (place < at)
            return paragraph->runs[i].style;
    }
    return paragraph->style;
}

/* Writes a value as a control of its own, or as mere text. */
static void write_mark(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                       const struct fb_paragraph *paragraph, const struct fb_shown_mark *mark,
                       struct fb_docx_control *control)
{
    control->field = fb_docx_inline_field(context, mark);
    if (control->field == NULL) {
        write_span(xml, context, paragraph, mark->start, mark->start + mark->length, control->base);
        return;
    }
    control->empty = mark->shown->text[0] == '\0';
    control->style = style_at(paragraph, mark->start);
    fb_docx_begin_bookmark(xml, context, control->field);
    fb_docx_begin_control(xml, context, control);
    if (control->empty)
        fb_docx_write_placeholder(xml);
    else
        write_span(xml, context, paragraph, mark->start, mark->start + mark->length, control->base);
    fb_docx_end_control(xml);
    fb_docx_end_bookmark(xml, control->field);
}

/* Writes the text of a paragraph, with its values as controls. */
static void write_text(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                       const struct fb_paragraph *paragraph, const struct fb_style *base,
                       const struct fb_docx_place *place)
{
    struct fb_docx_control control = {.base = base, .deletable = place->deletable};
    size_t at = 0;

    for (size_t i = 0; i < paragraph->mark_count; i++) {
        const struct fb_shown_mark *mark = &paragraph->marks[i];
        write_span(xml, context, paragraph, at, mark->start, base);
        write_mark(xml, context, paragraph, mark, &control);
        at = mark->start + mark->length;
    }
    write_span(xml, context, paragraph, at, SIZE_MAX, base);
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
    fb_xml_write_format(xml, "<w:pPr><w:pStyle w:val=\"%s\"/>", named->id);
    if (place->keep_next || paragraph->keep_next)
        fb_xml_write_markup(xml, "<w:keepNext/>");
    fb_docx_write_paragraph_format(xml, &wanted, named->style, paragraph,
                                   fb_docx_balance(paragraph, place->width));
    if (paragraph->heading > 0)
        fb_docx_write_number(xml, "w:outlineLvl", paragraph->heading - 1);
    fb_docx_write_run_format(xml, context, paragraph->style, named->style,
                             (struct fb_docx_run_kind){0});
    if (place->ending != NULL)
        fb_docx_write_section(xml, context, place->ending);
    fb_xml_write_markup(xml, "</w:pPr>");
}

/* A value of several lines is a control around its paragraphs, and a bookmark from first to last.
 */
fb_status fb_docx_write_paragraph(struct fb_xml_writer *xml, const struct fb_docx_context *context,
                                  const struct fb_paragraph *paragraph,
                                  const struct fb_docx_place *place)
{
    const struct fb_docx_style *named = fb_docx_find_style(context, paragraph->style);
    const struct fb_docx_field *field = fb_docx_lines_field(context, paragraph);
    bool first = field != NULL && fb_docx_lines_field(context, place->before) != field;
    bool last = field != NULL && fb_docx_lines_field(context, place->after) != field;

    if (named == NULL)
        return FB_ERR_INTERNAL;
    /* A value keeps the lines that it has in the record, for it is read back. */
    if (paragraph->mark_count == 0)
        FB_TRY(fb_docx_keep_words(&paragraph, context->arena, paragraph, place->width));
    if (first && !place->in_control)
        fb_docx_begin_control(
            xml, context, &(struct fb_docx_control){.field = field, .deletable = place->deletable});
    fb_xml_write_markup(xml, "<w:p>");
    write_properties(xml, context, named, paragraph, place);
    if (first)
        fb_docx_begin_bookmark(xml, context, field);
    write_text(xml, context, paragraph, named->style, place);
    if (last)
        fb_docx_end_bookmark(xml, field);
    fb_xml_write_markup(xml, "</w:p>");
    if (last && !place->in_control)
        fb_docx_end_control(xml);
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

#include "paint/paint.h"

#include "paint/outline.h"

#include <stdlib.h>

struct fb_painter {
    struct fb_device *device;
    struct fb_arena *arena;
    struct fb_paint_part part;
    struct fb_device_info info;
    struct fb_device_part drawn;
    /* What the part is to those who do not see its pages. */
    struct fb_structure structure;
    struct fb_outline outline;
    size_t near; /* as fb_structure_element has it */
    size_t page_count;
};

static const enum fb_text_part PARTS[] = {
    [FB_PLACED_TEXT] = FB_TEXT_CONTENT,
    [FB_PLACED_REPEATED] = FB_TEXT_REPEATED,
    [FB_PLACED_PAGE_NUMBER] = FB_TEXT_PAGE_NUMBER,
};

struct fb_device_info fb_paint_describe(const struct fb_doc *doc)
{
    const struct fb_date *date = &doc->date;

    return (struct fb_device_info){
        .title = doc->title[0] != '\0' ? doc->title : doc->template_name,
        .author = doc->author,
        .subject = doc->subject,
        .keywords = doc->keywords,
        .language = doc->language,
        .creator = "fubiao",
        .date = {date->year, date->month, date->day, date->hour, date->minute, date->second},
    };
}

/*
 * A reader is told a title in any case (ISO 14289-1, 7.1): the first heading, or the template's.
 */
static fb_status begin_document(struct fb_painter *painter)
{
    const struct fb_doc *doc = painter->part.doc;

    painter->info = fb_paint_describe(doc);
    if (doc->title[0] == '\0')
        FB_TRY(fb_outline_title(&painter->info.title, painter->arena, doc, &painter->structure));
    return fb_device_begin_document(painter->device, &painter->info);
}

static fb_status begin(struct fb_painter *painter)
{
    const struct fb_paint_part *part = &painter->part;

    FB_TRY(fb_arena_new(&painter->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_structure_build(&painter->structure, painter->arena, part->doc, part->targets,
                              part->target_count));
    FB_TRY(fb_outline_begin(&painter->outline, painter->arena, part->doc, &painter->structure,
                            part->title));
    if (!part->bound)
        FB_TRY(begin_document(painter));
    painter->drawn = (struct fb_device_part){.elements = painter->structure.elements.items,
                                             .element_count = painter->structure.elements.count,
                                             .notes = painter->structure.notes.items,
                                             .note_count = painter->structure.notes.count,
                                             .front = part->front};
    return fb_device_begin_part(painter->device, &painter->drawn);
}

fb_status fb_painter_new(struct fb_painter **out, struct fb_device *device,
                         const struct fb_paint_part *part)
{
    struct fb_painter *painter = calloc(1, sizeof *painter);
    fb_status status;

    *out = NULL;
    FB_NEED(painter);
    painter->device = device;
    painter->part = *part;
    status = begin(painter);
    if (status != FB_OK) {
        fb_painter_free(painter);
        return status;
    }
    *out = painter;
    return FB_OK;
}

void fb_painter_free(struct fb_painter *painter)
{
    if (painter == NULL)
        return;
    fb_arena_free(painter->arena);
    free(painter);
}

static fb_status paint_line(struct fb_painter *painter, const struct fb_placed_line *placed)
{
    struct fb_text_tag tag = {.part = PARTS[placed->kind]};

    if (tag.part == FB_TEXT_CONTENT) {
        tag.element = fb_structure_element(&painter->structure, &painter->near, placed);
        FB_TRY(fb_outline_line(&painter->outline, placed, tag.element, painter->page_count));
    }
    return fb_device_line(painter->device, placed->line, placed->x, placed->y, tag);
}

fb_status fb_painter_page(struct fb_painter *painter, const struct fb_page *page)
{
    struct fb_device *device = painter->device;

    FB_TRY(fb_device_begin_page(device, page->width, page->height));
    for (size_t i = 0; i < page->line_count; i++)
        FB_TRY(paint_line(painter, &page->lines[i]));
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct fb_placed_rule *rule = &page->rules[i];
        FB_TRY(fb_device_rule(
            device, &(struct fb_rule){rule->x1, rule->y1, rule->x2, rule->y2, rule->width}));
    }
    painter->page_count++;
    return fb_device_end_page(device);
}

fb_status fb_painter_finish(struct fb_painter *painter)
{
    FB_TRY(fb_device_end_part(painter->device, painter->outline.bookmarks.items,
                              painter->outline.bookmarks.count));
    return painter->part.bound ? FB_OK : fb_device_end_document(painter->device);
}

fb_status fb_paint(struct fb_device *device, const struct fb_paint_part *part,
                   const struct fb_pages *pages)
{
    struct fb_painter *painter;
    fb_status status;

    FB_TRY(fb_painter_new(&painter, device, part));
    status = FB_OK;
    for (size_t i = 0; status == FB_OK && i < pages->count; i++)
        status = fb_painter_page(painter, &pages->items[i]);
    if (status == FB_OK)
        status = fb_painter_finish(painter);
    fb_painter_free(painter);
    return status;
}

#include "paint/paint.h"

#include "paint/outline.h"

static const enum fb_text_part PARTS[] = {
    [FB_PLACED_TEXT] = FB_TEXT_CONTENT,
    [FB_PLACED_REPEATED] = FB_TEXT_REPEATED,
    [FB_PLACED_PAGE_NUMBER] = FB_TEXT_PAGE_NUMBER,
};

static fb_status paint_line(const struct fb_placed_line *placed,
                            const struct fb_structure *structure, struct fb_device *device)
{
    struct fb_text_tag tag = {.part = PARTS[placed->kind]};

    if (tag.part == FB_TEXT_CONTENT)
        tag.element = fb_structure_element(structure, placed);
    return fb_device_line(device, placed->line, placed->x, placed->y, tag);
}

static fb_status paint_page(const struct fb_page *page, const struct fb_structure *structure,
                            struct fb_device *device)
{
    FB_TRY(fb_device_begin_page(device, page->width, page->height));
    for (size_t i = 0; i < page->line_count; i++)
        FB_TRY(paint_line(&page->lines[i], structure, device));
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct fb_placed_rule *rule = &page->rules[i];
        FB_TRY(fb_device_rule(
            device, &(struct fb_rule){rule->x1, rule->y1, rule->x2, rule->y2, rule->width}));
    }
    return fb_device_end_page(device);
}

/* A reader is told a title in any case (ISO 14289-1, 7.1): the first heading, or the template's. */
static const char *title_of(const struct fb_doc *doc, const struct fb_outline *outline)
{
    if (doc->title[0] != '\0')
        return doc->title;
    return outline->bookmarks.count > 0 ? outline->bookmarks.items[0].title : doc->template_name;
}

static struct fb_device_info describe(const struct fb_doc *doc,
                                      const struct fb_structure *structure,
                                      const struct fb_outline *outline)
{
    const struct fb_date *date = &doc->date;

    return (struct fb_device_info){
        .title = title_of(doc, outline),
        .author = doc->author,
        .subject = doc->subject,
        .keywords = doc->keywords,
        .language = doc->language,
        .creator = "fubiao",
        .date = {date->year, date->month, date->day, date->hour, date->minute, date->second},
        .elements = structure->elements.items,
        .element_count = structure->elements.count,
        .bookmarks = outline->bookmarks.items,
        .bookmark_count = outline->bookmarks.count,
    };
}

static fb_status paint(struct fb_arena *arena, const struct fb_pages *pages,
                       const struct fb_doc *doc, struct fb_device *device)
{
    struct fb_structure structure;
    struct fb_outline outline;
    struct fb_device_info info;

    FB_TRY(fb_structure_build(&structure, arena, doc));
    FB_TRY(fb_outline_build(&outline, arena, doc, pages, &structure));
    info = describe(doc, &structure, &outline);
    FB_TRY(fb_device_begin_document(device, &info));
    for (size_t i = 0; i < pages->count; i++)
        FB_TRY(paint_page(&pages->items[i], &structure, device));
    return fb_device_end_document(device);
}

fb_status fb_paint(const struct fb_pages *pages, const struct fb_doc *doc, struct fb_device *device)
{
    struct fb_arena *arena;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    status = paint(arena, pages, doc, device);
    fb_arena_free(arena);
    return status;
}

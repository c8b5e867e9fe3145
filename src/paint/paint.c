#include "paint/paint.h"

#include "paint/outline.h"

static const enum fb_text_part PARTS[] = {
    [FB_PLACED_TEXT] = FB_TEXT_CONTENT,
    [FB_PLACED_REPEATED] = FB_TEXT_REPEATED,
    [FB_PLACED_PAGE_NUMBER] = FB_TEXT_PAGE_NUMBER,
};

static fb_status paint_line(const struct fb_placed_line *placed,
                            const struct fb_structure *structure, size_t *near,
                            struct fb_device *device)
{
    struct fb_text_tag tag = {.part = PARTS[placed->kind]};

    if (tag.part == FB_TEXT_CONTENT)
        tag.element = fb_structure_element(structure, near, placed);
    return fb_device_line(device, placed->line, placed->x, placed->y, tag);
}

static fb_status paint_page(const struct fb_page *page, const struct fb_structure *structure,
                            size_t *near, struct fb_device *device)
{
    FB_TRY(fb_device_begin_page(device, page->width, page->height));
    for (size_t i = 0; i < page->line_count; i++)
        FB_TRY(paint_line(&page->lines[i], structure, near, device));
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct fb_placed_rule *rule = &page->rules[i];
        FB_TRY(fb_device_rule(
            device, &(struct fb_rule){rule->x1, rule->y1, rule->x2, rule->y2, rule->width}));
    }
    return fb_device_end_page(device);
}

/*
 * A reader is told a title in any case (ISO 14289-1, 7.1): the first heading, or the template's.
 */
static const char *title_of(const struct fb_doc *doc, const struct fb_outline *outline)
{
    if (doc->title[0] != '\0')
        return doc->title;
    return outline->bookmarks.count > 0 ? outline->bookmarks.items[0].title : doc->template_name;
}

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

/* What a part is to those who do not see its pages. */
struct reading {
    struct fb_structure structure;
    struct fb_outline outline;
};

static fb_status read_part(struct reading *out, struct fb_arena *arena,
                           const struct fb_paint_part *part)
{
    FB_TRY(
        fb_structure_build(&out->structure, arena, part->doc, part->targets, part->target_count));
    return fb_outline_build(&out->outline, arena, part->doc, part->pages, &out->structure,
                            part->title);
}

static fb_status paint_part(struct fb_device *device, const struct fb_paint_part *part,
                            const struct reading *reading)
{
    const struct fb_device_part drawn = {
        .elements = reading->structure.elements.items,
        .element_count = reading->structure.elements.count,
        .bookmarks = reading->outline.bookmarks.items,
        .bookmark_count = reading->outline.bookmarks.count,
        .front = part->front,
    };
    size_t near = 0;

    FB_TRY(fb_device_begin_part(device, &drawn));
    for (size_t i = 0; i < part->pages->count; i++)
        FB_TRY(paint_page(&part->pages->items[i], &reading->structure, &near, device));
    return fb_device_end_part(device);
}

fb_status fb_paint_part(struct fb_device *device, const struct fb_paint_part *part)
{
    struct reading reading;
    struct fb_arena *arena;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    status = read_part(&reading, arena, part);
    if (status == FB_OK)
        status = paint_part(device, part, &reading);
    fb_arena_free(arena);
    return status;
}

static fb_status paint_alone(struct fb_device *device, struct fb_arena *arena,
                             const struct fb_paint_part *part)
{
    struct fb_device_info info = fb_paint_describe(part->doc);
    struct reading reading;

    FB_TRY(read_part(&reading, arena, part));
    info.title = title_of(part->doc, &reading.outline);
    FB_TRY(fb_device_begin_document(device, &info));
    FB_TRY(paint_part(device, part, &reading));
    return fb_device_end_document(device);
}

fb_status fb_paint(const struct fb_pages *pages, const struct fb_doc *doc, struct fb_device *device)
{
    struct fb_arena *arena;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    status = paint_alone(device, arena, &(struct fb_paint_part){.doc = doc, .pages = pages});
    fb_arena_free(arena);
    return status;
}

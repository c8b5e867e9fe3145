#include "paint/paint.h"

static const enum fb_text_part PARTS[] = {
    [FB_PLACED_TEXT] = FB_TEXT_CONTENT,
    [FB_PLACED_REPEATED] = FB_TEXT_REPEATED,
    [FB_PLACED_PAGE_NUMBER] = FB_TEXT_PAGE_NUMBER,
};

static fb_status paint_page(const struct fb_page *page, struct fb_device *device)
{
    FB_TRY(fb_device_begin_page(device, page->width, page->height));
    for (size_t i = 0; i < page->line_count; i++) {
        const struct fb_placed_line *placed = &page->lines[i];
        FB_TRY(fb_device_line(device, placed->line, placed->x, placed->y, PARTS[placed->kind]));
    }
    for (size_t i = 0; i < page->rule_count; i++) {
        const struct fb_placed_rule *rule = &page->rules[i];
        FB_TRY(fb_device_rule(
            device, &(struct fb_rule){rule->x1, rule->y1, rule->x2, rule->y2, rule->width}));
    }
    return fb_device_end_page(device);
}

fb_status fb_paint(const struct fb_pages *pages, const struct fb_doc *doc, struct fb_device *device)
{
    const struct fb_date *date = &doc->date;
    struct fb_device_info info = {
        .title = doc->title,
        .author = doc->author,
        .subject = doc->subject,
        .language = doc->language,
        .creator = "fubiao",
        .date = {date->year, date->month, date->day, date->hour, date->minute, date->second},
    };

    FB_TRY(fb_device_begin_document(device, &info));
    for (size_t i = 0; i < pages->count; i++)
        FB_TRY(paint_page(&pages->items[i], device));
    return fb_device_end_document(device);
}

/*
 * report_page_volume.c: the bound files (合订本) in the report for people.
 */
#include "base/i18n.h"
#include "batch/report_page.h"
#include "batch/state_volume.h"

/* Counts the records in a volume, and those that should be. */
static fb_status count_bounds(size_t *in, size_t *missing, struct fb_page *page,
                              const struct fb_state_volume *volume)
{
    struct fb_state_bounds bounds;

    *in = *missing = 0;
    FB_TRY(fb_state_bounds(&bounds, page->work.scratch, page->work.state, volume->id));
    for (size_t i = 0; i < bounds.count; i++)
        (*(bounds.items[i].page > 0 ? in : missing))++;
    return FB_OK;
}

static fb_status write_volume(struct fb_page *page, const struct fb_state_volume *volume)
{
    struct fb_state_outputs outputs;
    size_t records, missing;
    const char *name = fb_report_name(page->work.scratch, volume->value);

    FB_NEED(name);
    FB_TRY(count_bounds(&records, &missing, page, volume));
    FB_TRY(fb_state_outputs_of(&outputs, page->work.scratch, page->work.state,
                               FB_STATE_VOLUME_INPUT, volume->id));
    fb_page_open(page, "tr", NULL);
    fb_page_element(page, "td", NULL, name);
    fb_page_open(page, "td", NULL);
    FB_TRY(fb_page_links(page, &outputs));
    fb_page_text(page, "");
    fb_page_close(page, "td");
    fb_page_number(page, "td", records);
    fb_page_number(page, "td", volume->pages);
    fb_page_number(page, "td", missing);
    fb_page_close(page, "tr");
    return FB_OK;
}

static fb_status write_table(struct fb_page *page, const struct fb_state_volumes *volumes)
{
    static const char *const HEADINGS[] = {N_("Bound by"), N_("File"),    N_("Records"),
                                           N_("Pages"),    N_("Missing"), NULL};

    fb_page_open(page, "table", "counts");
    fb_page_headings(page, HEADINGS);
    fb_page_open(page, "tbody", NULL);
    for (size_t i = 0; i < volumes->count; i++) {
        fb_arena_clear(page->work.scratch);
        FB_TRY(write_volume(page, &volumes->items[i]));
    }
    fb_page_close(page, "tbody");
    fb_page_close(page, "table");
    return FB_OK;
}

fb_status fb_page_volumes(struct fb_page *page)
{
    struct fb_state_volumes volumes;

    FB_TRY(fb_state_volumes(&volumes, page->work.arena, page->work.state, NULL, NULL));
    if (volumes.count == 0)
        return FB_OK;
    fb_page_element(page, "h2", NULL, _("Volumes"));
    FB_TRY(write_table(page, &volumes));
    for (size_t i = 0; i < volumes.count; i++) {
        fb_arena_clear(page->work.scratch);
        if (volumes.items[i].messages[0] != '\0')
            FB_TRY(fb_page_messages(page, volumes.items[i].messages, ""));
    }
    return FB_OK;
}

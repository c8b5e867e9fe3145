/*
 * xlsx_strings.c: the strings that cells share (18.4.8). Of a rich text its runs, without what is
 * said about its pronunciation.
 */
#include "base/i18n.h"
#include "sheet/xlsx.h"
#include "sheet/xlsx_text.h"

#include <string.h>

struct reading {
    struct fb_xlsx *xlsx;
    struct fb_xlsx_text text;
    bool in_run;      /* a <t> */
    bool in_phonetic; /* a <rPh> */
};

static fb_status on_start(void *context, const char *space, const char *name,
                          const struct fb_xml_stream_attributes *attributes)
{
    struct reading *reading = context;

    if (!fb_xlsx_is_main(space))
        return FB_OK;
    if (strcmp(name, "si") == 0) {
        fb_xlsx_text_clear(&reading->text);
    } else if (strcmp(name, "rPh") == 0) {
        reading->in_phonetic = true;
    } else if (strcmp(name, "t") == 0 && !reading->in_phonetic) {
        reading->in_run = true;
        fb_xlsx_text_begin(
            &reading->text,
            fb_xlsx_piece_is(fb_xml_stream_attribute(attributes, "space"), "preserve"));
    }
    return FB_OK;
}

/* A string that is too long for a cell is marked by one byte that no text has. */
static fb_status add_string(struct reading *reading)
{
    struct fb_xlsx_strings *strings = &reading->xlsx->strings;
    uint32_t *end;

    if (reading->text.too_long)
        fb_buffer_append_char(&strings->text, '\0');
    else
        fb_buffer_append(&strings->text, reading->text.text.data, reading->text.text.length);
    if (strings->text.status != FB_OK)
        return fb_xlsx_refuse_size(reading->xlsx, N_("its texts have more than 256 MB"));
    end = FB_PUSH(reading->xlsx->arena, &strings->ends);
    FB_NEED(end);
    *end = (uint32_t)strings->text.length;
    return FB_OK;
}

static fb_status on_end(void *context, const char *space, const char *name)
{
    struct reading *reading = context;

    if (!fb_xlsx_is_main(space))
        return FB_OK;
    if (strcmp(name, "si") == 0)
        return add_string(reading);
    if (strcmp(name, "rPh") == 0)
        reading->in_phonetic = false;
    if (strcmp(name, "t") == 0 && reading->in_run) {
        reading->in_run = false;
        fb_xlsx_text_end(&reading->text);
    }
    return FB_OK;
}

static fb_status on_text(void *context, const char *bytes, size_t length)
{
    struct reading *reading = context;

    if (reading->in_run)
        fb_xlsx_text_add(&reading->text, bytes, length);
    return FB_OK;
}

fb_status fb_xlsx_read_strings(struct fb_xlsx *xlsx, size_t part)
{
    static const struct fb_xml_stream_events EVENTS = {on_start, on_end, on_text};
    struct reading reading = {.xlsx = xlsx};
    fb_status status;

    fb_xlsx_text_init(&reading.text);
    status = fb_xlsx_part(xlsx, part, &EVENTS, &reading);
    fb_xlsx_text_release(&reading.text);
    return status;
}

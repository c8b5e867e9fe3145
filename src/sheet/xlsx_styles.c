/*
 * xlsx_styles.c: from the styles only the number format of each cell style (18.8.9, 18.8.30,
 * 18.8.45).
 */
#include "sheet/xlsx.h"

#include <string.h>

/* No office writes more (Excel specifications and limits: 65,490 cell formats, 250 number formats
 * besides the built-in ones; other programs write some thousands). */
enum { STYLE_LIMIT = 1 << 16, CODE_LIMIT = 5000 };

struct code {
    uint32_t id;
    const char *text;
    struct fb_format *format; /* NULL: not yet compiled */
};

struct reading {
    struct fb_xlsx *xlsx;
    bool in_cell_styles; /* rather than the styles that these derive from */
    FB_VECTOR(struct code) codes;
    FB_VECTOR(uint32_t) ids; /* of the cell styles */
};

static fb_status add_code(struct reading *reading,
                          const struct fb_xml_stream_attributes *attributes)
{
    struct fb_xml_piece id = fb_xml_stream_attribute(attributes, "numFmtId");
    struct fb_xml_piece text = fb_xml_stream_attribute(attributes, "formatCode");
    struct code *code;

    if (id.bytes == NULL || text.bytes == NULL)
        return FB_OK;
    if (reading->codes.count >= CODE_LIMIT)
        return FB_ERR_INPUT;
    code = FB_PUSH(reading->xlsx->arena, &reading->codes);
    FB_NEED(code);
    code->id = fb_xlsx_number(id, UINT32_MAX, 0);
    code->text = fb_arena_copy(reading->xlsx->arena, text.bytes, text.length);
    FB_NEED(code->text);
    return FB_OK;
}

static fb_status add_style(struct reading *reading,
                           const struct fb_xml_stream_attributes *attributes)
{
    uint32_t *id;

    if (reading->ids.count >= STYLE_LIMIT)
        return FB_ERR_INPUT;
    id = FB_PUSH(reading->xlsx->arena, &reading->ids);
    FB_NEED(id);
    *id = fb_xlsx_number(fb_xml_stream_attribute(attributes, "numFmtId"), UINT32_MAX, 0);
    return FB_OK;
}

static fb_status on_start(void *context, const char *space, const char *name,
                          const struct fb_xml_stream_attributes *attributes)
{
    struct reading *reading = context;

    if (!fb_xlsx_is_main(space))
        return FB_OK;
    if (strcmp(name, "cellXfs") == 0)
        reading->in_cell_styles = true;
    else if (strcmp(name, "numFmt") == 0)
        return add_code(reading, attributes);
    else if (strcmp(name, "xf") == 0 && reading->in_cell_styles)
        return add_style(reading, attributes);
    return FB_OK;
}

static fb_status on_end(void *context, const char *space, const char *name)
{
    struct reading *reading = context;

    if (fb_xlsx_is_main(space) && strcmp(name, "cellXfs") == 0)
        reading->in_cell_styles = false;
    return FB_OK;
}

/* The code of a number; one that the file gives goes before a built-in one. */
static struct code *find_code(struct reading *reading, uint32_t id)
{
    const char *built_in;
    struct code *code;

    for (size_t i = 0; i < reading->codes.count; i++)
        if (reading->codes.items[i].id == id)
            return &reading->codes.items[i];
    built_in = fb_format_builtin(id);
    code = FB_PUSH(reading->xlsx->arena, &reading->codes);
    if (code == NULL)
        return NULL;
    code->id = id;
    code->text = built_in == NULL ? "General" : built_in;
    return code;
}

static fb_status compile(struct reading *reading)
{
    struct fb_xlsx *xlsx = reading->xlsx;

    for (size_t i = 0; i < reading->ids.count; i++) {
        struct code *code = find_code(reading, reading->ids.items[i]);
        const struct fb_format **format = FB_PUSH(xlsx->arena, &xlsx->styles.formats);
        FB_NEED(code);
        FB_NEED(format);
        if (code->format == NULL)
            FB_TRY(fb_format_compile(&code->format, xlsx->arena, code->text));
        *format = code->format;
    }
    return FB_OK;
}

fb_status fb_xlsx_read_styles(struct fb_xlsx *xlsx, size_t part)
{
    static const struct fb_xml_stream_events EVENTS = {.start = on_start, .end = on_end};
    struct reading reading = {.xlsx = xlsx};

    FB_TRY(fb_xlsx_part(xlsx, part, &EVENTS, &reading));
    return compile(&reading);
}

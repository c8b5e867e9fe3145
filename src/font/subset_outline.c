#include "font/subset_outline.h"

enum {
    HEADER_SIZE = 10, /* number of contours, box */
    /* Flags of a part. */
    WORDS = 0x0001,
    SCALE = 0x0008,
    MORE_PARTS = 0x0020,
    SCALE_X_Y = 0x0040,
    MATRIX = 0x0080,
    INSTRUCTIONS = 0x0100,
};

static uint32_t read_u16(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 8 | bytes[1];
}

static void append_u16(struct fb_buffer *out, uint32_t number)
{
    fb_buffer_append_char(out, (char)(number >> 8));
    fb_buffer_append_char(out, (char)(number & 0xFF));
}

bool fb_outline_is_composite(struct fb_sfnt_table outline)
{
    return outline.length > 0 && (outline.bytes[0] & 0x80) != 0;
}

/* Returns the bytes of a part with such flags. */
static size_t part_size(uint32_t flags)
{
    size_t size = 4 + ((flags & WORDS) != 0 ? 4 : 2);

    if ((flags & SCALE) != 0)
        return size + 2;
    if ((flags & SCALE_X_Y) != 0)
        return size + 4;
    return (flags & MATRIX) != 0 ? size + 8 : size;
}

fb_status fb_outline_next_part(bool *more, struct fb_outline_part *part,
                               struct fb_sfnt_table outline)
{
    size_t at = part->end == 0 ? HEADER_SIZE : part->end;
    uint32_t flags;

    *more = !part->last;
    if (part->last)
        return FB_OK;
    if (outline.length < at + 4)
        return FB_ERR_INTERNAL;
    flags = read_u16(outline.bytes + at);
    part->offset = at;
    part->end = at + part_size(flags);
    part->glyph = read_u16(outline.bytes + at + 2);
    part->last = (flags & MORE_PARTS) == 0;
    return part->end <= outline.length ? FB_OK : FB_ERR_INTERNAL;
}

static fb_status copy_composite(struct fb_buffer *out, struct fb_sfnt_table outline,
                                fb_outline_renumber *renumber, const void *context)
{
    struct fb_outline_part part = {0};
    bool more;

    fb_buffer_append(out, outline.bytes, HEADER_SIZE);
    for (;;) {
        FB_TRY(fb_outline_next_part(&more, &part, outline));
        if (!more)
            return FB_OK;
        append_u16(out, read_u16(outline.bytes + part.offset) & ~(uint32_t)INSTRUCTIONS);
        append_u16(out, renumber(context, part.glyph));
        fb_buffer_append(out, outline.bytes + part.offset + 4, part.end - part.offset - 4);
    }
}

/* A simple outline: the last point of each contour, the hinting program, the points. */
static fb_status copy_simple(struct fb_buffer *out, struct fb_sfnt_table outline)
{
    size_t program = HEADER_SIZE + 2 * (size_t)read_u16(outline.bytes), points;

    if (outline.length < program + 2)
        return FB_ERR_INTERNAL;
    points = program + 2 + read_u16(outline.bytes + program);
    if (outline.length < points)
        return FB_ERR_INTERNAL;
    fb_buffer_append(out, outline.bytes, program);
    append_u16(out, 0);
    fb_buffer_append(out, outline.bytes + points, outline.length - points);
    return FB_OK;
}

fb_status fb_outline_copy(struct fb_buffer *out, struct fb_sfnt_table outline,
                          fb_outline_renumber *renumber, const void *context)
{
    if (outline.length == 0)
        return FB_OK;
    if (fb_outline_is_composite(outline))
        return copy_composite(out, outline, renumber, context);
    return copy_simple(out, outline);
}

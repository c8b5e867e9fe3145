#include "package/package_source.h"

#include <string.h>

static zip_int64_t read_bytes(struct fb_source *source, void *out, zip_uint64_t room)
{
    size_t left = source->deflated.length - source->taken;
    size_t count = room < left ? (size_t)room : left;

    memcpy(out, source->deflated.bytes + source->taken, count);
    source->taken += count;
    return (zip_int64_t)count;
}

static zip_int64_t tell_state(const struct fb_deflated *deflated, zip_stat_t *out)
{
    zip_stat_init(out);
    out->size = deflated->full_length;
    out->comp_size = deflated->length;
    out->comp_method = ZIP_CM_DEFLATE;
    out->crc = deflated->crc;
    out->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
    return sizeof *out;
}

/* What libzip calls (zip_source_function(3)). Nothing here can fail. */
static zip_int64_t answer(void *state, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    struct fb_source *source = state;

    switch (command) {
    case ZIP_SOURCE_OPEN:
        source->taken = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return read_bytes(source, data, length);
    case ZIP_SOURCE_STAT:
        return tell_state(&source->deflated, data);
    case ZIP_SOURCE_ERROR:
        memset(data, 0, (size_t)length);
        return (zip_int64_t)length;
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                              -1);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    default:
        return -1;
    }
}

zip_source_t *fb_source_new(zip_t *archive, struct fb_source *source)
{
    return zip_source_function(archive, answer, source);
}

#include "package/package_deflated.h"

#include <stdlib.h>
#include <string.h>

fb_status fb_deflated_init(struct fb_deflated *out, struct libdeflate_compressor *compressor,
                           const void *bytes, size_t length)
{
    size_t bound = libdeflate_deflate_compress_bound(compressor, length);
    void *room = malloc(bound), *shrunk;

    FB_NEED(room);
    *out = (struct fb_deflated){.full_length = length};
    out->length = libdeflate_deflate_compress(compressor, bytes, length, room, bound);
    out->crc = libdeflate_crc32(0, bytes, length);
    /* Where memory cannot even be made smaller, the larger piece serves. */
    shrunk = realloc(room, out->length);
    out->bytes = shrunk != NULL ? shrunk : room;
    return FB_OK;
}

void fb_deflated_release(struct fb_deflated *deflated)
{
    free(deflated->bytes);
    *deflated = (struct fb_deflated){0};
}

static zip_int64_t read_bytes(struct fb_deflated *deflated, void *out, zip_uint64_t room)
{
    size_t left = deflated->length - deflated->taken;
    size_t count = room < left ? (size_t)room : left;

    memcpy(out, (const char *)deflated->bytes + deflated->taken, count);
    deflated->taken += count;
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
    struct fb_deflated *deflated = state;

    switch (command) {
    case ZIP_SOURCE_OPEN:
        deflated->taken = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return read_bytes(deflated, data, length);
    case ZIP_SOURCE_STAT:
        return tell_state(deflated, data);
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

zip_source_t *fb_deflated_source(zip_t *archive, struct fb_deflated *deflated)
{
    return zip_source_function(archive, answer, deflated);
}

#include "package/package.h"

#include <libdeflate.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* The date word of 1980-01-01: year 0 after 1980, month 1, day 1. */
enum { FIRST_DOS_DATE = 0 << 9 | 1 << 5 | 1 };

/* libdeflate's own default; its level 9 makes our documents 2% smaller and takes twice as long. */
enum { DEFLATE_LEVEL = 6 };

/* A part as the archive has it: deflated beforehand, for libdeflate takes half of zlib's time. */
struct entry {
    const char *bytes;
    size_t length;
    size_t size; /* of the part */
    uint32_t crc;
    size_t read; /* so many bytes are taken */
    zip_error_t error;
};

/* All parts deflated. */
struct entries {
    struct entry *items;
    char *bytes;
};

static fb_status status_of(const zip_error_t *error)
{
    return zip_error_code_zip(error) == ZIP_ER_MEMORY ? FB_ERR_NOMEM : FB_ERR_INTERNAL;
}

/* Fixes all that libzip would take from the clock and the system. */
static bool fix_entry(zip_t *archive, zip_uint64_t index)
{
    return zip_file_set_dostime(archive, index, 0, FIRST_DOS_DATE, 0) == 0 &&
           zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_DOS, 0) == 0 &&
           zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, DEFLATE_LEVEL) == 0;
}

static zip_int64_t tell(const struct entry *entry, zip_stat_t *out)
{
    zip_stat_init(out);
    out->size = entry->size;
    out->comp_size = entry->length;
    out->crc = entry->crc;
    out->comp_method = ZIP_CM_DEFLATE;
    out->encryption_method = ZIP_EM_NONE;
    out->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD |
                 ZIP_STAT_ENCRYPTION_METHOD;
    return sizeof *out;
}

static zip_int64_t take(struct entry *entry, void *out, zip_uint64_t length)
{
    size_t rest = entry->length - entry->read;
    size_t taken = length < rest ? (size_t)length : rest;

    if (taken > 0)
        memcpy(out, entry->bytes + entry->read, taken);
    entry->read += taken;
    return (zip_int64_t)taken;
}

/* What libzip asks of a source; it is read once, from its start. */
static zip_int64_t answer(void *context, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    struct entry *entry = context;

    switch (command) {
    case ZIP_SOURCE_OPEN:
        entry->read = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return take(entry, data, length);
    case ZIP_SOURCE_STAT:
        return tell(entry, data);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&entry->error, data, length);
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE,
                                              ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE,
                                              -1);
    default:
        zip_error_set(&entry->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

static fb_status add_part(zip_t *archive, const char *name, struct entry *entry)
{
    zip_source_t *source = zip_source_function(archive, answer, entry);
    zip_int64_t index;

    FB_NEED(source);
    index = zip_file_add(archive, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return status_of(zip_get_error(archive));
    }
    if (!fix_entry(archive, (zip_uint64_t)index))
        return status_of(zip_get_error(archive));
    return FB_OK;
}

/* Deflates the parts, one behind the other. */
static fb_status deflate_parts(struct entries *out, struct libdeflate_compressor *compressor,
                               const struct fb_package_part *parts, size_t count)
{
    size_t room = 0, at = 0;

    for (size_t i = 0; i < count; i++)
        room += libdeflate_deflate_compress_bound(compressor, parts[i].length);
    out->items = calloc(count + 1, sizeof *out->items);
    out->bytes = malloc(room + 1);
    FB_NEED(out->items);
    FB_NEED(out->bytes);
    for (size_t i = 0; i < count; i++) {
        const struct fb_package_part *part = &parts[i];
        size_t length = libdeflate_deflate_compress(compressor, part->bytes, part->length,
                                                    out->bytes + at, room - at);
        if (length == 0)
            return FB_ERR_INTERNAL;
        out->items[i] = (struct entry){.bytes = out->bytes + at,
                                       .length = length,
                                       .size = part->length,
                                       .crc = libdeflate_crc32(0, part->bytes, part->length)};
        at += length;
    }
    return FB_OK;
}

static fb_status make_entries(struct entries *out, const struct fb_package_part *parts,
                              size_t count)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    fb_status status;

    FB_NEED(compressor);
    status = deflate_parts(out, compressor, parts, count);
    libdeflate_free_compressor(compressor);
    return status;
}

/* Writes the whole archive into `target`, which the caller keeps. */
static fb_status fill(zip_source_t *target, const struct fb_package_part *parts, size_t count,
                      const struct entries *entries)
{
    zip_error_t error;
    zip_t *archive;
    fb_status status = FB_OK;

    zip_error_init(&error);
    archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    if (archive == NULL) {
        status = status_of(&error);
        zip_error_fini(&error);
        return status;
    }
    zip_source_keep(target);
    for (size_t i = 0; i < count && status == FB_OK; i++)
        status = add_part(archive, parts[i].name, &entries->items[i]);
    if (status == FB_OK && zip_close(archive) == 0)
        return FB_OK;
    if (status == FB_OK)
        status = status_of(zip_get_error(archive));
    zip_discard(archive);
    return status;
}

static fb_status append_source(struct fb_buffer *out, zip_source_t *source)
{
    char chunk[16384];
    zip_int64_t length;

    if (zip_source_open(source) != 0)
        return FB_ERR_INTERNAL;
    while ((length = zip_source_read(source, chunk, sizeof chunk)) > 0)
        fb_buffer_append(out, chunk, (size_t)length);
    zip_source_close(source);
    return length < 0 ? FB_ERR_INTERNAL : out->status;
}

static fb_status write_archive(struct fb_buffer *out, const struct fb_package_part *parts,
                               size_t count, const struct entries *entries)
{
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, NULL);
    fb_status status;

    FB_NEED(target);
    status = fill(target, parts, count, entries);
    if (status == FB_OK)
        status = append_source(out, target);
    zip_source_free(target);
    return status;
}

fb_status fb_package_write(struct fb_buffer *out, const struct fb_package_part *parts, size_t count)
{
    struct entries entries = {0};
    fb_status status;

    if (count > FB_PACKAGE_PART_LIMIT)
        return FB_ERR_NOMEM;
    status = make_entries(&entries, parts, count);
    if (status == FB_OK)
        status = write_archive(out, parts, count, &entries);
    free(entries.items);
    free(entries.bytes);
    return status;
}

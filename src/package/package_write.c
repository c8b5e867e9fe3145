#include "package/package_deflated.h"

#include <stdbool.h>
#include <stdlib.h>

/* The date word of 1980-01-01: year 0 after 1980, month 1, day 1. */
enum { FIRST_DOS_DATE = 0 << 9 | 1 << 5 | 1 };

/* Of libdeflate: level 6 makes our documents a tenth smaller for twice the time. */
enum { DEFLATE_LEVEL = 1 };

static fb_status status_of(const zip_error_t *error)
{
    return zip_error_code_zip(error) == ZIP_ER_MEMORY ? FB_ERR_NOMEM : FB_ERR_INTERNAL;
}

/* Fixes all that libzip would take from the clock and the system. */
static bool fix_entry(zip_t *archive, zip_uint64_t index)
{
    return zip_file_set_dostime(archive, index, 0, FIRST_DOS_DATE, 0) == 0 &&
           zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_DOS, 0) == 0 &&
           zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, 0) == 0;
}

static fb_status add_part(zip_t *archive, const char *name, struct fb_deflated *deflated)
{
    zip_source_t *source = fb_deflated_source(archive, deflated);
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

/* Writes the whole archive into `target`, which the caller keeps. */
static fb_status fill(zip_source_t *target, const struct fb_package_part *parts,
                      struct fb_deflated *deflated, size_t count)
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
        status = add_part(archive, parts[i].name, &deflated[i]);
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

static fb_status deflate_parts(struct fb_deflated *deflated, const struct fb_package_part *parts,
                               size_t count)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    fb_status status = FB_OK;

    FB_NEED(compressor);
    for (size_t i = 0; i < count && status == FB_OK; i++)
        status = fb_deflated_init(&deflated[i], compressor, parts[i].bytes, parts[i].length);
    libdeflate_free_compressor(compressor);
    return status;
}

static fb_status write_archive(struct fb_buffer *out, const struct fb_package_part *parts,
                               struct fb_deflated *deflated, size_t count)
{
    zip_source_t *target;
    fb_status status;

    FB_TRY(deflate_parts(deflated, parts, count));
    target = zip_source_buffer_create(NULL, 0, 0, NULL);
    FB_NEED(target);
    status = fill(target, parts, deflated, count);
    if (status == FB_OK)
        status = append_source(out, target);
    zip_source_free(target);
    return status;
}

fb_status fb_package_write(struct fb_buffer *out, const struct fb_package_part *parts, size_t count)
{
    struct fb_deflated *deflated;
    fb_status status;

    if (count > FB_PACKAGE_PART_LIMIT)
        return FB_ERR_NOMEM;
    FB_NEED(deflated = calloc(count + 1, sizeof *deflated));
    status = write_archive(out, parts, deflated, count);
    for (size_t i = 0; i < count; i++)
        fb_deflated_release(&deflated[i]);
    free(deflated);
    return status;
}

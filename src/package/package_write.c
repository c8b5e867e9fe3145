#include "package/package_source.h"

#include <libdeflate.h>
#include <stdlib.h>

/* The date word of 1980-01-01: year 0 after 1980, month 1, day 1. */
enum { FIRST_DOS_DATE = 0 << 9 | 1 << 5 | 1 };

struct part {
    const char *name;        /* borrowed */
    bool behind;             /* all others */
    size_t start;            /* in the writer's bytes, where all parts stand one after the other */
    struct fb_source source; /* its bytes are set at the end, for until then they may move */
};

struct fb_package_writer {
    struct fb_package_memory *memory; /* borrowed, or `own` */
    struct fb_package_memory *own;    /* NULL: another's is used */
    struct fb_buffer bytes;
    struct part *parts;
    size_t count, capacity;
    fb_status status;
};

fb_status fb_package_writer_new(struct fb_package_writer **out, struct fb_package_memory *memory)
{
    struct fb_package_writer *writer = calloc(1, sizeof *writer);

    *out = writer;
    FB_NEED(writer);
    fb_buffer_init(&writer->bytes, FB_BUFFER_OUTPUT_LIMIT);
    if (memory == NULL)
        writer->status = fb_package_memory_new(&writer->own);
    writer->memory = memory != NULL ? memory : writer->own;
    return writer->status;
}

void fb_package_writer_free(struct fb_package_writer *writer)
{
    if (writer == NULL)
        return;
    fb_buffer_release(&writer->bytes);
    fb_package_memory_free(writer->own);
    free(writer->parts);
    free(writer);
}

/* ---- parts ---- */

static fb_status make_room(struct fb_package_writer *writer)
{
    size_t capacity = writer->capacity > 0 ? writer->capacity * 2 : 32;
    struct part *parts;

    if (writer->count >= FB_PACKAGE_PART_LIMIT)
        return FB_ERR_NOMEM;
    if (writer->count < writer->capacity)
        return FB_OK;
    parts = realloc(writer->parts, capacity * sizeof *parts);
    FB_NEED(parts);
    writer->parts = parts;
    writer->capacity = capacity;
    return FB_OK;
}

/* Adds a part with nothing in it. */
static struct part *new_part(struct fb_package_writer *writer, const char *name)
{
    struct part *part;

    if (writer->status == FB_OK)
        writer->status = make_room(writer);
    if (writer->status != FB_OK)
        return NULL;
    part = &writer->parts[writer->count++];
    *part = (struct part){.name = name, .start = writer->bytes.length};
    return part;
}

static struct part *last_part(struct fb_package_writer *writer)
{
    return &writer->parts[writer->count - 1];
}

void fb_package_begin(struct fb_package_writer *writer, const char *name)
{
    if (new_part(writer, name) != NULL)
        fb_deflater_begin(fb_package_deflater(writer->memory), &writer->bytes);
}

void fb_package_begin_behind(struct fb_package_writer *writer, const char *name)
{
    fb_package_begin(writer, name);
    if (writer->status == FB_OK)
        last_part(writer)->behind = true;
}

void fb_package_add(struct fb_package_writer *writer, const void *bytes, size_t length)
{
    struct fb_deflated *deflated;

    if (writer->status != FB_OK)
        return;
    deflated = &last_part(writer)->source.deflated;
    fb_deflater_add(fb_package_deflater(writer->memory), bytes, length);
    deflated->full_length += length;
    deflated->crc = libdeflate_crc32(deflated->crc, bytes, length);
}

void fb_package_end(struct fb_package_writer *writer)
{
    if (writer->status != FB_OK)
        return;
    writer->status = fb_deflater_end(fb_package_deflater(writer->memory));
    last_part(writer)->source.deflated.length = writer->bytes.length - last_part(writer)->start;
}

/* Deflates a part and lets the memory keep it. */
static void add_new(struct fb_package_writer *writer, const char *name, const void *bytes,
                    size_t length)
{
    struct fb_deflated deflated;

    fb_package_begin(writer, name);
    fb_package_add(writer, bytes, length);
    fb_package_end(writer);
    if (writer->status != FB_OK)
        return;
    deflated = last_part(writer)->source.deflated;
    deflated.bytes = writer->bytes.data + last_part(writer)->start;
    fb_package_keep(writer->memory, bytes, &deflated);
}

void fb_package_add_common(struct fb_package_writer *writer, const char *name, const void *bytes,
                           size_t length)
{
    struct fb_deflated kept;
    struct part *part;

    if (!fb_package_recall(&kept, writer->memory, bytes, length)) {
        add_new(writer, name, bytes, length);
        return;
    }
    part = new_part(writer, name);
    if (part == NULL)
        return;
    part->source.deflated = kept;
    fb_buffer_append(&writer->bytes, kept.bytes, kept.length);
    writer->status = writer->bytes.status;
}

/* ---- the archive ---- */

static fb_status status_of(const zip_error_t *error)
{
    return zip_error_code_zip(error) == ZIP_ER_MEMORY ? FB_ERR_NOMEM : FB_ERR_INTERNAL;
}

/*
 * Gives an entry the first time that ZIP can say. Which moment that is depends on the time zone,
 * for which the system is asked: once, the other entries are as old as the first.
 */
static bool fix_time(zip_t *archive, zip_uint64_t index)
{
    zip_stat_t first;

    if (index == 0)
        return zip_file_set_dostime(archive, index, 0, FIRST_DOS_DATE, 0) == 0;
    return zip_stat_index(archive, 0, 0, &first) == 0 &&
           zip_file_set_mtime(archive, index, first.mtime, 0) == 0;
}

/* Fixes all that libzip would take from the clock and the system. */
static bool fix_entry(zip_t *archive, zip_uint64_t index)
{
    return fix_time(archive, index) &&
           zip_file_set_external_attributes(archive, index, 0, ZIP_OPSYS_DOS, 0) == 0 &&
           zip_set_file_compression(archive, index, ZIP_CM_DEFLATE, 0) == 0;
}

static fb_status add_entry(zip_t *archive, struct part *part)
{
    zip_source_t *source = fb_source_new(archive, &part->source);
    zip_int64_t index;

    FB_NEED(source);
    index = zip_file_add(archive, part->name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return status_of(zip_get_error(archive));
    }
    if (!fix_entry(archive, (zip_uint64_t)index))
        return status_of(zip_get_error(archive));
    return FB_OK;
}

static fb_status add_entries(zip_t *archive, struct fb_package_writer *writer, bool behind)
{
    for (size_t i = 0; i < writer->count; i++) {
        if (writer->parts[i].behind == behind)
            FB_TRY(add_entry(archive, &writer->parts[i]));
    }
    return FB_OK;
}

/* Writes the whole archive into `target`, which the caller keeps. */
static fb_status fill(zip_source_t *target, struct fb_package_writer *writer)
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
    status = add_entries(archive, writer, false);
    if (status == FB_OK)
        status = add_entries(archive, writer, true);
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

fb_status fb_package_finish(struct fb_package_writer *writer, struct fb_buffer *out)
{
    zip_source_t *target;
    fb_status status;

    FB_TRY(writer->status);
    for (size_t i = 0; i < writer->count; i++) {
        struct part *part = &writer->parts[i];
        part->source.deflated.bytes = writer->bytes.data + part->start;
    }
    target = zip_source_buffer_create(NULL, 0, 0, NULL);
    FB_NEED(target);
    status = fill(target, writer);
    if (status == FB_OK)
        status = append_source(out, target);
    zip_source_free(target);
    return status;
}

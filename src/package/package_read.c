/*
 * package_read.c: archives of others, on which no reliance is placed.
 */
#include "base/ascii.h"
#include "base/utf8.h"
#include "package/package.h"
#include "package/package_signature.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { CHUNK = 64 << 10 };

struct entry {
    const char *name; /* libzip's */
    uint64_t size;
    uint64_t packed;
};

struct name {
    const char *name;
    size_t index;
};

struct fb_package {
    zip_t *archive;
    struct entry *entries;
    struct name *names; /* sorted */
    size_t count;
};

/* Returns the length of a name's start that fits `room` and does not cut a character. */
static size_t fitting(const char *name, size_t room)
{
    size_t length = strlen(name), offset = 0;

    if (length < room)
        return length;
    return fb_utf8_valid(name, room - 1, &offset) ? room - 1 : offset;
}

static fb_status refuse(struct fb_package_fault *fault, enum fb_package_fault_kind kind,
                        const char *part)
{
    size_t length = fitting(part, sizeof fault->part);

    fault->kind = kind;
    memcpy(fault->part, part, length);
    fault->part[length] = '\0';
    return FB_ERR_INPUT;
}

/* libzip hands names over as text: control characters as the symbols of code page 437. */
static bool name_valid(const char *name)
{
    if (*name == '\0' || *name == '/')
        return false;
    for (const char *segment = name; *segment != '\0';) {
        size_t length = strcspn(segment, "/");
        bool dots = length <= 2 && strspn(segment, ".") == length;
        if (dots || memchr(segment, '\\', length) != NULL)
            return false;
        segment += length + (segment[length] == '/');
    }
    return true;
}

/* Holds one entry of the directory against the limits. */
static fb_status check_entry(const zip_stat_t *stat, struct fb_package_fault *fault)
{
    const char *name = stat->name;

    if (!name_valid(name))
        return refuse(fault, FB_PACKAGE_NAME, name);
    if (stat->encryption_method != ZIP_EM_NONE)
        return refuse(fault, FB_PACKAGE_ENCRYPTED, name);
    if (stat->comp_method != ZIP_CM_STORE && stat->comp_method != ZIP_CM_DEFLATE)
        return refuse(fault, FB_PACKAGE_METHOD, name);
    if (stat->size > FB_PACKAGE_PART_SIZE_LIMIT)
        return refuse(fault, FB_PACKAGE_PART_TOO_LARGE, name);
    if (stat->size > FB_PACKAGE_RATIO_FROM && stat->size / FB_PACKAGE_RATIO_LIMIT > stat->comp_size)
        return refuse(fault, FB_PACKAGE_BOMB, name);
    return FB_OK;
}

static fb_status read_entry(struct fb_package *package, size_t index,
                            struct fb_package_fault *fault)
{
    const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
                                ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    zip_stat_t stat;

    if (zip_stat_index(package->archive, index, 0, &stat) != 0 || (stat.valid & needed) != needed)
        return refuse(fault, FB_PACKAGE_BROKEN, "");
    FB_TRY(check_entry(&stat, fault));
    package->entries[index] = (struct entry){stat.name, stat.size, stat.comp_size};
    package->names[index] = (struct name){stat.name, index};
    return FB_OK;
}

static int compare_names(const void *left, const void *right)
{
    return fb_ascii_compare(((const struct name *)left)->name, ((const struct name *)right)->name);
}

static fb_status read_directory(struct fb_package *package, struct fb_package_fault *fault)
{
    uint64_t total = 0;
    zip_int64_t count = zip_get_num_entries(package->archive, 0);

    if (count > FB_PACKAGE_PART_LIMIT)
        return refuse(fault, FB_PACKAGE_TOO_MANY, "");
    package->count = (size_t)count;
    package->entries = calloc(package->count + 1, sizeof *package->entries);
    package->names = calloc(package->count + 1, sizeof *package->names);
    FB_NEED(package->entries);
    FB_NEED(package->names);
    for (size_t i = 0; i < package->count; i++) {
        FB_TRY(read_entry(package, i, fault));
        total += package->entries[i].size;
    }
    if (total > FB_PACKAGE_SIZE_LIMIT)
        return refuse(fault, FB_PACKAGE_TOO_LARGE, "");
    qsort(package->names, package->count, sizeof *package->names, compare_names);
    for (size_t i = 1; i < package->count; i++)
        if (compare_names(&package->names[i - 1], &package->names[i]) == 0)
            return refuse(fault, FB_PACKAGE_DUPLICATE, package->names[i].name);
    return FB_OK;
}

static fb_status open_archive(zip_t **out, const void *bytes, size_t length,
                              struct fb_package_fault *fault)
{
    zip_error_t error;
    zip_source_t *source;
    bool memory;

    zip_error_init(&error);
    source = zip_source_buffer_create(bytes, length, 0, &error);
    *out = source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY, &error);
    memory = zip_error_code_zip(&error) == ZIP_ER_MEMORY;
    zip_error_fini(&error);
    if (*out != NULL)
        return FB_OK;
    zip_source_free(source);
    return memory ? FB_ERR_NOMEM : refuse(fault, FB_PACKAGE_BROKEN, "");
}

fb_status fb_package_open(struct fb_package **out, const void *bytes, size_t length,
                          struct fb_package_fault *fault)
{
    struct fb_package *package;
    enum fb_package_fault_kind kind = fb_package_signature(bytes, length);
    fb_status status;

    *out = NULL;
    *fault = (struct fb_package_fault){0};
    if (kind != FB_PACKAGE_SOUND)
        return refuse(fault, kind, "");
    package = calloc(1, sizeof *package);
    FB_NEED(package);
    status = open_archive(&package->archive, bytes, length, fault);
    if (status == FB_OK)
        status = read_directory(package, fault);
    if (status == FB_OK)
        *out = package;
    else
        fb_package_free(package);
    return status;
}

void fb_package_free(struct fb_package *package)
{
    if (package == NULL)
        return;
    if (package->archive != NULL)
        zip_discard(package->archive);
    free(package->names);
    free(package->entries);
    free(package);
}

size_t fb_package_count(const struct fb_package *package)
{
    return package->count;
}

const char *fb_package_name(const struct fb_package *package, size_t index)
{
    return package->entries[index].name;
}

uint64_t fb_package_size(const struct fb_package *package, size_t index)
{
    return package->entries[index].size;
}

size_t fb_package_find(const struct fb_package *package, const char *name)
{
    const struct name key = {.name = name};
    const struct name *found =
        bsearch(&key, package->names, package->count, sizeof key, compare_names);

    return found == NULL ? FB_PACKAGE_NONE : found->index;
}

/* Reads to the end, where libzip compares length and checksum. */
static fb_status stream(zip_file_t *file, const struct entry *entry, fb_package_take *take,
                        void *context, struct fb_package_fault *fault)
{
    uint64_t total = 0;
    zip_int64_t length = 0;
    fb_status status = FB_OK;
    char *chunk = malloc(CHUNK);

    FB_NEED(chunk);
    while (status == FB_OK && (length = zip_fread(file, chunk, CHUNK)) > 0) {
        total += (uint64_t)length;
        if (total > entry->size)
            break;
        status = take(context, chunk, (size_t)length);
    }
    free(chunk);
    if (status != FB_OK)
        return status;
    if (length < 0 && zip_error_code_zip(zip_file_get_error(file)) == ZIP_ER_MEMORY)
        return FB_ERR_NOMEM;
    return length == 0 && total == entry->size ? FB_OK
                                               : refuse(fault, FB_PACKAGE_BROKEN, entry->name);
}

fb_status fb_package_stream(struct fb_package *package, size_t index, fb_package_take *take,
                            void *context, struct fb_package_fault *fault)
{
    const struct entry *entry = &package->entries[index];
    zip_file_t *file = zip_fopen_index(package->archive, index, 0);
    fb_status status;

    *fault = (struct fb_package_fault){0};
    if (file == NULL)
        return zip_error_code_zip(zip_get_error(package->archive)) == ZIP_ER_MEMORY
                   ? FB_ERR_NOMEM
                   : refuse(fault, FB_PACKAGE_BROKEN, entry->name);
    status = stream(file, entry, take, context, fault);
    zip_fclose(file);
    return status;
}

static fb_status append(void *context, const char *bytes, size_t length)
{
    struct fb_buffer *out = context;

    fb_buffer_append(out, bytes, length);
    return out->status;
}

fb_status fb_package_read(struct fb_buffer *out, struct fb_package *package, size_t index,
                          uint64_t limit, struct fb_package_fault *fault)
{
    *fault = (struct fb_package_fault){0};
    if (package->entries[index].size > limit)
        return refuse(fault, FB_PACKAGE_PART_TOO_LARGE, package->entries[index].name);
    return fb_package_stream(package, index, append, out, fault);
}

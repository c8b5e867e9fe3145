#include "docx/docx.h"

#include "docx/parts.h"
#include "package/package.h"

#include <string.h>

/* The parts that tell about the others: content types, and relationships of each source. */
enum { DESCRIBING_PARTS = 1 + FB_DOCX_SOURCES };

/* The parts of one package in their order, with the buffers that hold them. */
struct assembly {
    struct fb_package_part *parts;
    struct fb_buffer *buffers;
    size_t count;
};

static fb_status assembly_init(struct assembly *assembly, struct fb_docx_context *context)
{
    size_t capacity = context->parts.count + DESCRIBING_PARTS;

    *assembly = (struct assembly){0};
    assembly->parts = FB_NEW_ARRAY(context->arena, struct fb_package_part, capacity);
    FB_NEED(assembly->parts);
    assembly->buffers = FB_NEW_ARRAY(context->arena, struct fb_buffer, capacity);
    FB_NEED(assembly->buffers);
    return FB_OK;
}

static void assembly_release(struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->count; i++)
        fb_buffer_release(&assembly->buffers[i]);
}

/* Returns the buffer of a new part, empty. */
static struct fb_buffer *begin_part(struct assembly *assembly, const char *name)
{
    struct fb_buffer *buffer = &assembly->buffers[assembly->count];

    fb_buffer_init(buffer, FB_BUFFER_OUTPUT_LIMIT);
    assembly->parts[assembly->count].name = name;
    assembly->count++;
    return buffer;
}

/* Readers look for content types and the package's relationships first. */
static fb_status write_parts(struct assembly *assembly, const struct fb_docx_context *context)
{
    FB_TRY(fb_docx_write_content_types(begin_part(assembly, "[Content_Types].xml"), context));
    for (int source = 0; source < FB_DOCX_SOURCES; source++) {
        const char *name = fb_docx_relationships_part(context, source);

        if (name != NULL)
            FB_TRY(fb_docx_write_relationships(begin_part(assembly, name), context, source));
    }
    for (size_t i = 0; i < context->parts.count; i++) {
        const struct fb_docx_part *part = &context->parts.items[i];

        FB_TRY(part->write(begin_part(assembly, part->name), context, part));
    }
    return FB_OK;
}

static fb_status pack(struct fb_buffer *out, struct assembly *assembly)
{
    for (size_t i = 0; i < assembly->count; i++) {
        assembly->parts[i].bytes = assembly->buffers[i].data;
        assembly->parts[i].length = assembly->buffers[i].length;
    }
    return fb_package_write(out, assembly->parts, assembly->count);
}

static fb_status write_package(struct fb_buffer *out, struct fb_docx_context *context)
{
    struct assembly assembly;
    fb_status status;

    FB_TRY(assembly_init(&assembly, context));
    status = write_parts(&assembly, context);
    if (status == FB_OK)
        status = pack(out, &assembly);
    assembly_release(&assembly);
    return status;
}

bool fb_docx_fonts_parse(enum fb_docx_fonts *out, const char *name)
{
    static const char *const NAMES[] = {[FB_DOCX_FONTS_NONE] = "none",
                                        [FB_DOCX_FONTS_SUBSET] = "subset",
                                        [FB_DOCX_FONTS_FULL] = "full"};

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (strcmp(name, NAMES[i]) == 0) {
            *out = (enum fb_docx_fonts)i;
            return true;
        }
    }
    return false;
}

fb_status fb_docx_write(struct fb_buffer *out, const struct fb_doc *doc,
                        const struct fb_docx_setup *setup)
{
    struct fb_docx_context context;
    struct fb_arena *arena;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    status = fb_docx_context_init(&context, arena, doc, setup);
    if (status == FB_OK)
        status = write_package(out, &context);
    fb_docx_context_release(&context);
    fb_arena_free(arena);
    return status;
}

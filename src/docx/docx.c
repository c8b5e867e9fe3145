#include "docx/docx.h"

#include "docx/parts.h"
#include "package/package.h"

#include <string.h>

/* The document of a form of one page has some 90 kB. */
enum { USUAL_PART = 96 * 1024 };

/* A package while its parts are written, one after the other into the same buffer. */
struct assembly {
    struct fb_package_writer *package;
    struct fb_buffer part;
};

static void add_part(struct assembly *assembly, const char *name, const struct fb_buffer *bytes)
{
    fb_package_begin(assembly->package, name);
    fb_package_add(assembly->package, bytes->data, bytes->length);
    fb_package_end(assembly->package);
}

/* Adds the part in the buffer, which other documents of the template have as well. */
static void add_common_part(struct assembly *assembly, const char *name)
{
    fb_package_add_common(assembly->package, name, assembly->part.data, assembly->part.length);
    fb_buffer_clear(&assembly->part);
}

/* The parts that tell about the others: content types, and relationships of each source. */
static fb_status write_describing_parts(struct assembly *assembly,
                                        const struct fb_docx_context *context)
{
    FB_TRY(fb_docx_write_content_types(&assembly->part, context));
    add_common_part(assembly, "[Content_Types].xml");
    for (int source = 0; source < FB_DOCX_SOURCES; source++) {
        const char *name = fb_docx_relationships_part(context, source);

        if (name == NULL)
            continue;
        FB_TRY(fb_docx_write_relationships(&assembly->part, context, source));
        add_common_part(assembly, name);
    }
    return FB_OK;
}

static fb_status write_part(struct assembly *assembly, const struct fb_docx_context *context,
                            const struct fb_docx_part *part)
{
    if (part->bytes != NULL) {
        add_part(assembly, part->name, part->bytes);
        return FB_OK;
    }
    FB_TRY(part->write(&assembly->part, context, part));
    if (part->common) {
        add_common_part(assembly, part->name);
        return FB_OK;
    }
    add_part(assembly, part->name, &assembly->part);
    fb_buffer_clear(&assembly->part);
    return FB_OK;
}

/* Readers look for content types and the package's relationships first. */
static fb_status write_parts(struct assembly *assembly, const struct fb_docx_context *context)
{
    FB_TRY(write_describing_parts(assembly, context));
    for (size_t i = 0; i < context->parts.count; i++)
        FB_TRY(write_part(assembly, context, &context->parts.items[i]));
    return FB_OK;
}

static fb_status write_package(struct fb_buffer *out, struct fb_docx_context *context)
{
    struct assembly assembly;
    fb_status status;

    fb_buffer_init(&assembly.part, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_package_writer_new(&assembly.package, context->setup->memory);
    if (status == FB_OK && fb_buffer_room(&assembly.part, USUAL_PART) == NULL)
        status = assembly.part.status;
    if (status == FB_OK)
        status = write_parts(&assembly, context);
    if (status == FB_OK)
        status = fb_package_finish(assembly.package, out);
    fb_package_writer_free(assembly.package);
    fb_buffer_release(&assembly.part);
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

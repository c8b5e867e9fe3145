#include "docx/docx.h"

#include "docx/parts.h"
#include "package/package.h"

#include <string.h>

/* The document of a form of one page has some 90 kB. */
enum { USUAL_PART = 96 * 1024 };

/* Adds a common part, which is in the buffer, and empties that. */
static void add_common_part(const struct fb_docx_context *context, const char *name,
                            struct fb_buffer *buffer)
{
    fb_package_add_common(context->package, name, buffer->data, buffer->length);
    fb_buffer_clear(buffer);
}

/* The parts that tell about the others: content types, and relationships of each source. */
static fb_status write_describing_parts(const struct fb_docx_context *context,
                                        struct fb_buffer *buffer)
{
    FB_TRY(fb_docx_write_content_types(buffer, context));
    add_common_part(context, "[Content_Types].xml", buffer);
    for (int source = 0; source < FB_DOCX_SOURCES; source++) {
        const char *name = fb_docx_relationships_part(context, source);

        if (name == NULL)
            continue;
        FB_TRY(fb_docx_write_relationships(buffer, context, source));
        add_common_part(context, name, buffer);
    }
    return FB_OK;
}

/* Writes a part, which may hand pieces over before it is whole. */
static fb_status write_part(const struct fb_docx_context *context, const struct fb_docx_part *part,
                            struct fb_buffer *buffer)
{
    const struct fb_buffer *bytes = part->bytes != NULL ? part->bytes : buffer;

    if (part->common) {
        FB_TRY(part->write(buffer, context, part));
        add_common_part(context, part->name, buffer);
        return FB_OK;
    }
    fb_package_begin(context->package, part->name);
    if (part->bytes == NULL)
        FB_TRY(part->write(buffer, context, part));
    fb_package_add(context->package, bytes->data, bytes->length);
    fb_package_end(context->package);
    fb_buffer_clear(buffer);
    return FB_OK;
}

/*
 * Writes the parts one after the other into the same buffer. Readers look for content types and the
 * package's relationships first.
 */
static fb_status write_parts(const struct fb_docx_context *context, struct fb_buffer *buffer)
{
    if (fb_buffer_room(buffer, USUAL_PART) == NULL)
        return buffer->status;
    FB_TRY(write_describing_parts(context, buffer));
    for (size_t i = 0; i < context->parts.count; i++) {
        if (!context->parts.items[i].behind)
            FB_TRY(write_part(context, &context->parts.items[i], buffer));
    }
    return FB_OK;
}

/* Writes the parts of a document into a package that is still empty. */
static fb_status write_document(struct fb_package_writer *package, struct fb_arena *arena,
                                const struct fb_doc *doc, const struct fb_docx_setup *setup)
{
    struct fb_docx_context context;
    struct fb_buffer buffer;
    fb_status status;

    fb_buffer_init(&buffer, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_docx_context_init(&context, arena, doc, setup, package);
    if (status == FB_OK)
        status = write_parts(&context, &buffer);
    fb_docx_context_release(&context);
    fb_buffer_release(&buffer);
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
    struct fb_package_writer *package;
    struct fb_arena *arena;
    fb_status status;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    status = fb_package_writer_new(&package, setup->memory);
    if (status == FB_OK)
        status = write_document(package, arena, doc, setup);
    if (status == FB_OK)
        status = fb_package_finish(package, out);
    fb_package_writer_free(package);
    fb_arena_free(arena);
    return status;
}

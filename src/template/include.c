/*
 * include.c: the files of a template: its own, and those of its family that it includes.
 */
#include "template/template_private.h"

#include <string.h>

enum { DEPTH_MAX = 8, NAME_MAX_BYTES = 1024 };

static const char EXTENSION[] = ".xml";

/* Returns true if a name of a file or folder is neither empty nor hidden nor leads upward. */
static bool part_valid(const char *part, size_t length)
{
    return length > 0 && part[0] != '.';
}

bool fb_template_name_valid(const char *name)
{
    if (strlen(name) > NAME_MAX_BYTES)
        return false;
    for (const char *p = name; *p != '\0'; p++) {
        if ((unsigned char)*p < 0x20 || *p == 0x7F || *p == '\\')
            return false;
    }
    for (;;) {
        size_t length = strcspn(name, "/");
        if (!part_valid(name, length))
            return false;
        if (name[length] == '\0')
            return true;
        name += length + 1;
    }
}

static bool is_path(const char *href)
{
    size_t length = strlen(href), extension = strlen(EXTENSION);

    return fb_template_name_valid(href) && length > extension &&
           strcmp(href + length - extension, EXTENSION) == 0;
}

/* A file that is being read, and the one that includes it. */
struct open_file {
    const char *path; /* NULL: the template */
    const struct open_file *outer;
    size_t depth;
};

static bool is_open(const struct open_file *file, const char *path)
{
    for (; file != NULL && file->path != NULL; file = file->outer) {
        if (strcmp(file->path, path) == 0)
            return true;
    }
    return false;
}

/* Keeps a document with the template, which frees it. */
static fb_status keep(struct fb_template *template, struct fb_xml *document)
{
    FB_VECTOR(struct fb_xml *)
    list = {template->documents, template->document_count, template->document_capacity};
    struct fb_xml **slot = FB_PUSH(template->arena, &list);

    if (slot == NULL) {
        fb_xml_free(document);
        return FB_ERR_NOMEM;
    }
    *slot = document;
    template->documents = list.items;
    template->document_count = list.count;
    template->document_capacity = list.capacity;
    return FB_OK;
}

static fb_status read_file(struct fb_template_reader *reader, const struct fb_source *source,
                           const struct open_file *file);

static void refuse(struct fb_template_reader *reader, enum fb_diag_code code,
                   const struct fb_xml_node *element)
{
    fb_report(reader->sink, code, fb_xml_attribute_position(element, "href"),
              fb_xml_attribute(element, "href"));
}

/* Gets the text of an included file; NULL if it was refused. */
static fb_status load(struct fb_template_reader *reader, const struct fb_xml_node *element,
                      const char *path, const struct fb_source **out)
{
    size_t before = fb_diagnostics_count(reader->sink, FB_ERROR);
    fb_status status = FB_ERR_INPUT;

    *out = NULL;
    if (reader->loader != NULL)
        status = reader->loader->load(out, reader->loader->data, path, reader->sink);
    if (status != FB_ERR_INPUT)
        return status;
    if (fb_diagnostics_count(reader->sink, FB_ERROR) == before)
        refuse(reader, FB_DIAG_TEMPLATE_INCLUDE_MISSING, element);
    return FB_OK;
}

/* Reads an included file unless an earlier one includes it too. */
static fb_status read_include(struct fb_template_reader *reader, const struct fb_xml_node *element,
                              const struct open_file *outer)
{
    const char *path = fb_xml_attribute(element, "href");
    struct open_file file = {.path = path, .outer = outer, .depth = outer->depth + 1};
    const struct fb_source *source;

    if (path == NULL)
        return FB_OK;
    if (!is_path(path))
        refuse(reader, FB_DIAG_TEMPLATE_INCLUDE, element);
    else if (is_open(outer, path))
        refuse(reader, FB_DIAG_TEMPLATE_INCLUDE_CYCLE, element);
    else if (file.depth > DEPTH_MAX)
        refuse(reader, FB_DIAG_TEMPLATE_INCLUDE_DEEP, element);
    else if (fb_map_lookup(&reader->included, path) == NULL) {
        FB_TRY(fb_map_put(reader->arena, &reader->included, path, reader));
        FB_TRY(load(reader, element, path, &source));
        return source == NULL ? FB_OK : read_file(reader, source, &file);
    }
    return FB_OK;
}

/* Reads a file: those that it includes come first, so that it may change what they declare. */
static fb_status read_file(struct fb_template_reader *reader, const struct fb_source *source,
                           const struct open_file *file)
{
    const struct fb_xml_node *root, *element, **slot;
    struct fb_xml *document;
    fb_status status;

    FB_TRY(fb_xml_read(&document, source, reader->sink));
    FB_TRY(keep(reader->template, document));
    root = fb_xml_root(document);
    status = fb_schema_check(reader, root, file->path == NULL ? "template" : "family");
    if (status == FB_ERR_INPUT)
        return file->path == NULL ? FB_ERR_INPUT : FB_OK;
    FB_TRY(status);
    for (element = fb_xml_first(root); element != NULL; element = fb_xml_next(element)) {
        if (fb_xml_is(element, "include"))
            FB_TRY(read_include(reader, element, file));
    }
    slot = FB_PUSH(reader->arena, &reader->roots);
    FB_NEED(slot);
    *slot = root;
    return FB_OK;
}

fb_status fb_read_documents(struct fb_template_reader *reader, const struct fb_source *source)
{
    struct open_file template = {0};

    return read_file(reader, source, &template);
}

/*
 * record_documents.c: records as XML.
 */
#include "data/record_kind.h"

#include <stdlib.h>
#include <string.h>

struct documents {
    struct fb_xml *file;     /* the document of the whole file */
    struct fb_xml **records; /* those of a set; NULL: the file is one record */
    size_t count;
};

static bool is_set(const struct fb_xml *file)
{
    const struct fb_xml_node *root = fb_xml_root(file);

    return fb_xml_is(root, FB_RECORD_SET) && fb_xml_namespace(root)[0] == '\0';
}

/* A set has records and the name of a template, and nothing besides. */
static void check_set(const struct fb_xml_node *set, struct fb_diagnostics *sink)
{
    const struct fb_xml_node *node = fb_xml_first_content(set);
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(set, i)) != NULL; i++) {
        if (strcmp(name, FB_RECORD_TEMPLATE) != 0)
            fb_report(sink, FB_DIAG_RECORD_ATTRIBUTE, fb_xml_attribute_position(set, name),
                      FB_RECORD_SET, name);
    }
    for (; node != NULL; node = fb_xml_next_content(node)) {
        if (fb_xml_is_text(node) && !fb_xml_is_blank(node))
            fb_report(sink, FB_DIAG_RECORD_TEXT, fb_xml_position(node), FB_RECORD_SET);
    }
    if (fb_xml_first(set) == NULL)
        fb_report(sink, FB_DIAG_RECORD_SET_EMPTY, fb_xml_position(set), FB_RECORD_SET);
}

static size_t count_elements(const struct fb_xml_node *parent)
{
    const struct fb_xml_node *element = fb_xml_first(parent);
    size_t count = 0;

    for (; element != NULL; element = fb_xml_next(element))
        count++;
    return count;
}

/* Makes a document of each record of a set. */
static fb_status divide(struct documents *documents, struct fb_diagnostics *sink)
{
    const struct fb_xml_node *set = fb_xml_root(documents->file), *element, *next;
    size_t before = fb_diagnostics_count(sink, FB_ERROR);

    check_set(set, sink);
    if (fb_diagnostics_count(sink, FB_ERROR) > before)
        return FB_ERR_INPUT;
    documents->records = calloc(count_elements(set), sizeof *documents->records);
    FB_NEED(documents->records);
    for (element = fb_xml_first(set); element != NULL; element = next) {
        next = fb_xml_next(element);
        FB_TRY(fb_xml_detach(&documents->records[documents->count], documents->file, element));
        documents->count++;
    }
    return FB_OK;
}

static void free_documents(void *reader)
{
    struct documents *documents = reader;

    if (documents == NULL)
        return;
    for (size_t i = 0; i < documents->count; i++)
        fb_xml_free(documents->records[i]);
    free(documents->records);
    fb_xml_free(documents->file);
    free(documents);
}

/* What no other kind recognizes is told what is wrong with it as XML. */
static bool recognize(const struct fb_source *file)
{
    (void)file;
    return true;
}

static fb_status open_documents(void **reader, const struct fb_source *file,
                                const struct fb_record_setup *setup, struct fb_diagnostics *sink)
{
    struct documents *documents = calloc(1, sizeof *documents);
    fb_status status;

    (void)setup;
    *reader = NULL;
    FB_NEED(documents);
    status = fb_xml_read(&documents->file, file, sink);
    if (status == FB_OK && is_set(documents->file))
        status = divide(documents, sink);
    if (status != FB_OK) {
        free_documents(documents);
        return status;
    }
    *reader = documents;
    return FB_OK;
}

static size_t count_documents(const void *reader)
{
    const struct documents *documents = reader;

    return documents->records != NULL ? documents->count : 1;
}

static fb_status give_document(struct fb_xml **out, void *reader, size_t index,
                               struct fb_diagnostics *sink)
{
    struct documents *documents = reader;

    (void)sink;
    *out = documents->records != NULL ? documents->records[index] : documents->file;
    return FB_OK;
}

static const char *set_template(const void *reader, struct fb_position *position)
{
    const struct documents *documents = reader;

    if (documents->records == NULL)
        return NULL;
    *position = fb_xml_attribute_position(fb_xml_root(documents->file), FB_RECORD_TEMPLATE);
    return fb_record_template(documents->file);
}

const struct fb_record_kind fb_record_documents = {
    .recognizes = recognize,
    .open = open_documents,
    .free = free_documents,
    .count = count_documents,
    .build = give_document,
    .template_name = set_template,
};

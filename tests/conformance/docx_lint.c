#include "docx_lint.h"

#include "docx_lint_package.h"

#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define FONT_RELATIONSHIPS "word/_rels/fontTable.xml.rels"

xmlDocPtr lint_find(const struct package *package, const char *name)
{
    for (size_t i = 0; i < package->count; i++) {
        if (strcmp(package->parts[i].name, name) == 0)
            return package->parts[i].document;
    }
    return NULL;
}

/* C0 controls, U+FFFE and U+FFFF and what is not UTF-8 make XML malformed. */
static xmlDocPtr read_part(zip_t *archive, zip_uint64_t index, zip_uint64_t size)
{
    char *content = malloc(size + 1);
    zip_file_t *file = zip_fopen_index(archive, index, 0);
    xmlDocPtr document = NULL;

    if (content == NULL || file == NULL)
        abort();
    if (zip_fread(file, content, size) == (zip_int64_t)size)
        document = xmlReadMemory(content, (int)size, NULL, NULL,
                                 XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    zip_fclose(file);
    free(content);
    return document;
}

static void read_parts(struct package *package, zip_t *archive, struct lint *lint)
{
    zip_int64_t count = zip_get_num_entries(archive, 0);

    for (zip_uint64_t i = 0; i < (zip_uint64_t)count && i < PART_LIMIT; i++) {
        zip_stat_t entry;

        if (zip_stat_index(archive, i, 0, &entry) != 0)
            abort();
        strncpy(package->parts[i].name, entry.name, NAME_LIMIT - 1);
        package->parts[i].document = read_part(archive, i, entry.size);
        package->count++;
        lint->part = package->parts[i].name;
        if (package->parts[i].document == NULL && strstr(entry.name, ".odttf") == NULL)
            lint_fault(lint, "not well-formed XML");
    }
    lint->part = "package";
    if (package->count == 0 || strcmp(package->parts[0].name, "[Content_Types].xml") != 0)
        lint_fault(lint, "[Content_Types].xml is not the first part");
}

/* Calls `check` with the value of each node that the XPath selects in the document. */
static void for_each(struct lint *lint, const struct package *package, xmlDocPtr document,
                     const char *xpath,
                     void (*check)(struct lint *, const struct package *, const char *))
{
    xmlXPathObjectPtr selection = lint_select(document, xmlDocGetRootElement(document), xpath);

    for (int i = 0; i < lint_selected(selection); i++) {
        xmlChar *value = xmlNodeGetContent(selection->nodesetval->nodeTab[i]);

        check(lint, package, (const char *)value);
        xmlFree(value);
    }
    xmlXPathFreeObject(selection);
}

/* Returns how many nodes of `document` an XPath with one value in it selects. */
static int count_with(xmlDocPtr document, const char *before, const char *value, const char *after)
{
    xmlXPathObjectPtr selection;
    struct fb_buffer xpath;
    int count;

    if (document == NULL)
        return 0;
    fb_buffer_init(&xpath, 10000);
    fb_buffer_append_format(&xpath, "%s\"%s\"%s", before, value, after);
    selection = lint_select(document, xmlDocGetRootElement(document), xpath.data);
    count = lint_selected(selection);
    xmlXPathFreeObject(selection);
    fb_buffer_release(&xpath);
    return count;
}

static void check_override(struct lint *lint, const struct package *package, const char *name)
{
    if (name[0] != '/' || lint_find(package, name + 1) == NULL)
        lint_fault(lint, "the part %s is typed and not there", name);
}

static void check_package_target(struct lint *lint, const struct package *package,
                                 const char *target)
{
    if (lint_find(package, target) == NULL)
        lint_fault(lint, "the target %s is not there", target);
}

static void check_document_target(struct lint *lint, const struct package *package,
                                  const char *target)
{
    static const char up[] = "../";
    char name[NAME_LIMIT] = "word/";
    bool above = strncmp(target, up, sizeof up - 1) == 0;

    strncat(name, target, sizeof name - 6);
    check_package_target(lint, package, above ? target + sizeof up - 1 : name);
}

/* Parts of custom XML refer to others in their folder. */
static void check_custom_target(struct lint *lint, const struct package *package,
                                const char *target)
{
    char name[NAME_LIMIT] = "customXml/";

    strncat(name, target, sizeof name - sizeof "customXml/");
    check_package_target(lint, package, name);
}

static void check_relationship_used(struct lint *lint, const struct package *package,
                                    const char *id)
{
    xmlDocPtr relationships = lint_find(package, "word/_rels/document.xml.rels");

    if (count_with(relationships, "//rel:Relationship[@Id = ", id, "]") != 1)
        lint_fault(lint, "the relationship %s is not there once", id);
}

static void check_style_used(struct lint *lint, const struct package *package, const char *id)
{
    if (count_with(lint_find(package, "word/styles.xml"), "//w:style[@w:styleId = ", id, "]") != 1)
        lint_fault(lint, "the style %s is not there once", id);
}

static void check_style_name(struct lint *lint, const struct package *package, const char *name)
{
    if (count_with(lint_find(package, "word/styles.xml"), "//w:style/w:name[@w:val = ", name,
                   "]") != 1)
        lint_fault(lint, "several styles are named %s", name);
}

static void check_font_used(struct lint *lint, const struct package *package, const char *name)
{
    if (count_with(lint_find(package, "word/fontTable.xml"), "//w:font[@w:name = ", name, "]") != 1)
        lint_fault(lint, "the font %s is not listed once", name);
}

static bool is_font(const char *name)
{
    return strstr(name, ".odttf") != NULL;
}

/* Parts that are relationships or fonts, and custom XML itself, have their type by extension. */
static bool typed_by_extension(const char *name)
{
    static const char item[] = "customXml/item";

    return strstr(name, ".rels") != NULL || is_font(name) ||
           (strncmp(name, item, sizeof item - 1) == 0 && name[sizeof item - 1] <= '9');
}

static void check_typed(struct lint *lint, const struct package *package)
{
    for (size_t i = 1; i < package->count; i++) {
        const char *name = package->parts[i].name;
        char absolute[NAME_LIMIT + 1] = "/";
        xmlDocPtr types = lint_find(package, "[Content_Types].xml");

        strncat(absolute, name, NAME_LIMIT - 1);
        if (!typed_by_extension(name) &&
            count_with(types, "//ct:Override[@PartName = ", absolute, "]") != 1)
            lint_fault(lint, "the part %s has no type of its own", name);
    }
}

/* A font is referred to once, and once from the list of fonts. */
static void check_font_relationship(struct lint *lint, const struct package *package,
                                    const char *id)
{
    if (count_with(lint_find(package, FONT_RELATIONSHIPS), "//rel:Relationship[@Id = ", id, "]") !=
        1)
        lint_fault(lint, "the relationship %s is not there once", id);
}

static void check_font_target(struct lint *lint, const struct package *package, const char *target)
{
    char name[NAME_LIMIT] = "word/";

    strncat(name, target, sizeof name - 6);
    for (size_t i = 0; i < package->count; i++) {
        if (strcmp(package->parts[i].name, name) == 0)
            return;
    }
    lint_fault(lint, "the target %s is not there", target);
}

/* {8-4-4-4-12} digits, capital letters. */
static void check_font_key(struct lint *lint, const struct package *package, const char *key)
{
    static const char FORM[] = "{00000000-0000-0000-0000-000000000000}";
    bool fits = strlen(key) == sizeof FORM - 1;

    (void)package;
    for (size_t i = 0; fits && i < sizeof FORM - 1; i++)
        fits = FORM[i] == '0' ? strchr("0123456789ABCDEF", key[i]) != NULL : key[i] == FORM[i];
    if (!fits)
        lint_fault(lint, "the key of a font is no GUID: %s", key);
}

static void check_font_type(struct lint *lint, const struct package *package, const char *target)
{
    (void)target;
    if (count_with(lint_find(package, "[Content_Types].xml"),
                   "//ct:Default[@Extension = 'odttf' and @ContentType = ",
                   "application/vnd.openxmlformats-officedocument.obfuscatedFont", "]") != 1)
        lint_fault(lint, "fonts have no type");
}

struct cross_check {
    const char *part, *xpath;
    void (*check)(struct lint *, const struct package *, const char *);
};

static const struct cross_check CROSS_CHECKS[] = {
    {"[Content_Types].xml", "//ct:Override/@PartName", check_override},
    {"_rels/.rels", "//rel:Relationship/@Target", check_package_target},
    {"word/_rels/document.xml.rels", "//rel:Relationship/@Target", check_document_target},
    {"word/_rels/document.xml.rels", "//rel:Relationship/@Id", check_relationship_used},
    {"customXml/_rels/item1.xml.rels", "//rel:Relationship/@Target", check_custom_target},
    {"customXml/_rels/item2.xml.rels", "//rel:Relationship/@Target", check_custom_target},
    {"word/fontTable.xml", "//@r:id", check_font_relationship},
    {"word/fontTable.xml", "//@w:fontKey", check_font_key},
    {FONT_RELATIONSHIPS, "//rel:Relationship/@Target", check_font_target},
    {FONT_RELATIONSHIPS, "//rel:Relationship/@Target", check_font_type},
    {"word/document.xml", "//@r:id", check_relationship_used},
    {"word/document.xml", "//w:pStyle/@w:val | //w:rStyle/@w:val", check_style_used},
    {"word/styles.xml", "//w:basedOn/@w:val", check_style_used},
    {"word/styles.xml", "//w:style/w:name/@w:val", check_style_name},
    {"word/styles.xml", "//w:rFonts/@*[local-name() != 'hint']", check_font_used},
    {"word/document.xml", "//w:rFonts/@*[local-name() != 'hint']", check_font_used},
    {"word/footer1.xml", "//w:pStyle/@w:val", check_style_used},
};

static void check_across(struct lint *lint, const struct package *package)
{
    for (size_t i = 0; i < sizeof CROSS_CHECKS / sizeof *CROSS_CHECKS; i++) {
        const struct cross_check *cross = &CROSS_CHECKS[i];
        xmlDocPtr document = lint_find(package, cross->part);

        lint->part = cross->part;
        if (document != NULL)
            for_each(lint, package, document, cross->xpath, cross->check);
    }
    lint->part = "package";
    check_typed(lint, package);
    if (lint_find(package, "word/document.xml") == NULL)
        lint_fault(lint, "word/document.xml is not there");
}

static void check_parts(struct lint *lint, const struct package *package)
{
    lint_controls(lint, package);
    for (size_t i = 0; i < package->count; i++) {
        if (package->parts[i].document == NULL)
            continue;
        lint->part = package->parts[i].name;
        lint_unwrap(package->parts[i].document);
        lint_patterns(lint, package->parts[i].document);
        lint_tables(lint, package->parts[i].document);
    }
}

static zip_t *open_archive(const void *bytes, size_t length)
{
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, NULL);
    zip_t *archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);

    if (archive == NULL)
        zip_source_free(source);
    return archive;
}

size_t docx_lint(const void *bytes, size_t length, struct fb_buffer *faults)
{
    struct lint lint = {.faults = faults, .part = "package"};
    struct package *package = calloc(1, sizeof *package);
    zip_t *archive = open_archive(bytes, length);

    if (package == NULL)
        abort();
    if (archive == NULL) {
        lint_fault(&lint, "not a ZIP archive");
    } else {
        read_parts(package, archive, &lint);
        zip_discard(archive);
        check_across(&lint, package);
        check_parts(&lint, package);
    }
    for (size_t i = 0; i < package->count; i++)
        xmlFreeDoc(package->parts[i].document);
    free(package);
    return lint.count;
}

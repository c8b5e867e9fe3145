/*
 * xlsx.c: the workbook's own part, and the order in which the others are read.
 */
#include "sheet/xlsx.h"

#include "base/i18n.h"

#include <string.h>

/* The memory for what is kept while a workbook is read, besides the shared strings. */
#define READING_LIMIT ((size_t)256 << 20)

/* A sheet of the workbook's part. */
struct entry {
    const char *name;
    const char *part; /* NULL: a chart, or a sheet of another kind without cells */
    bool hidden;
};

struct reading {
    struct fb_xlsx *xlsx;
    const struct fb_xlsx_relations *relations;
    bool is_workbook; /* the root element says so */
    FB_VECTOR(struct entry) entries;
};

static fb_status add_entry(struct reading *reading,
                           const struct fb_xml_stream_attributes *attributes)
{
    struct fb_arena *arena = reading->xlsx->arena;
    struct fb_xml_piece name = fb_xml_stream_attribute(attributes, "name");
    struct fb_xml_piece state = fb_xml_stream_attribute(attributes, "state");
    const struct fb_xlsx_relation *relation =
        fb_xlsx_relation_of_id(reading->relations, fb_xml_stream_attribute(attributes, "id"));
    struct entry *entry;

    if (name.bytes == NULL || relation == NULL)
        return FB_ERR_INPUT;
    if (reading->entries.count >= FB_WORKBOOK_SHEET_LIMIT)
        return fb_xlsx_refuse_size(reading->xlsx, N_("it has more than 1,000 sheets"));
    entry = FB_PUSH(arena, &reading->entries);
    FB_NEED(entry);
    entry->name = fb_arena_copy(arena, name.bytes, name.length);
    FB_NEED(entry->name);
    entry->hidden = fb_xlsx_piece_is(state, "hidden") || fb_xlsx_piece_is(state, "veryHidden");
    entry->part = strcmp(relation->type, "worksheet") == 0 ? relation->target : NULL;
    return FB_OK;
}

static fb_status on_start(void *context, const char *space, const char *name,
                          const struct fb_xml_stream_attributes *attributes)
{
    struct reading *reading = context;
    bool is_main = fb_xlsx_is_main(space);

    if (!reading->is_workbook && (!is_main || strcmp(name, "workbook") != 0))
        return fb_xlsx_refuse(reading->xlsx, FB_DIAG_WORKBOOK_OTHER, "");
    reading->is_workbook = true;
    if (is_main && strcmp(name, "workbookPr") == 0)
        reading->xlsx->from_1904 = fb_xlsx_flag(attributes, "date1904");
    if (is_main && strcmp(name, "sheet") == 0)
        return add_entry(reading, attributes);
    return FB_OK;
}

/* Reads the part that a relationship of the workbook leads to, if there is such a one. */
static fb_status read_related(struct fb_xlsx *xlsx, const struct fb_xlsx_relations *relations,
                              const char *type, fb_status (*read)(struct fb_xlsx *, size_t))
{
    const struct fb_xlsx_relation *relation = fb_xlsx_relation_of_type(relations, type);
    size_t index;

    if (relation == NULL)
        return FB_OK;
    index = fb_package_find(xlsx->package, relation->target);
    if (index == FB_PACKAGE_NONE)
        return fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_BROKEN, relation->target);
    return read(xlsx, index);
}

static fb_status read_sheets(struct reading *reading)
{
    struct fb_xlsx *xlsx = reading->xlsx;

    for (size_t i = 0; i < reading->entries.count; i++) {
        const struct entry *entry = &reading->entries.items[i];
        size_t part;
        if (entry->part == NULL)
            continue;
        part = fb_package_find(xlsx->package, entry->part);
        if (part == FB_PACKAGE_NONE)
            return fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_BROKEN, entry->part);
        FB_TRY(fb_workbook_add_sheet(xlsx->workbook, entry->name, entry->hidden));
        FB_TRY(fb_xlsx_read_sheet(xlsx, part));
    }
    return FB_OK;
}

static fb_status read_workbook(struct fb_xlsx *xlsx)
{
    static const struct fb_xml_stream_events EVENTS = {.start = on_start};
    struct fb_xlsx_relations root, relations;
    struct reading reading = {.xlsx = xlsx, .relations = &relations};
    const struct fb_xlsx_relation *document;
    size_t part;

    FB_TRY(fb_xlsx_read_relations(&root, xlsx, ""));
    document = fb_xlsx_relation_of_type(&root, "officeDocument");
    part = document == NULL ? FB_PACKAGE_NONE : fb_package_find(xlsx->package, document->target);
    if (part == FB_PACKAGE_NONE)
        return fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_OTHER, "");
    FB_TRY(fb_xlsx_read_relations(&relations, xlsx, document->target));
    FB_TRY(fb_xlsx_part(xlsx, part, &EVENTS, &reading));
    FB_TRY(read_related(xlsx, &relations, "styles", fb_xlsx_read_styles));
    FB_TRY(read_related(xlsx, &relations, "sharedStrings", fb_xlsx_read_strings));
    return read_sheets(&reading);
}

/* Reports what was found in cells, now that their places are known. */
static fb_status report_findings(struct fb_xlsx *xlsx)
{
    fb_status status = FB_OK;

    for (size_t i = 0; i < xlsx->findings.count; i++) {
        const struct fb_xlsx_finding *finding = &xlsx->findings.items[i];
        struct fb_position position = {&xlsx->workbook->source, finding->offset, finding->length};
        fb_report(xlsx->sink, finding->code, position, "");
        if (fb_diag_level(finding->code) == FB_ERROR)
            status = FB_ERR_INPUT;
    }
    return status;
}

static fb_status read_package(struct fb_xlsx *xlsx)
{
    FB_TRY(read_workbook(xlsx));
    FB_TRY(fb_workbook_finish(xlsx->workbook));
    if (xlsx->workbook->sheet_count == 0)
        return fb_xlsx_refuse(xlsx, FB_DIAG_WORKBOOK_OTHER, "");
    return report_findings(xlsx);
}

static fb_status read_bytes(struct fb_xlsx *xlsx, const void *bytes, size_t length)
{
    struct fb_package_fault fault;
    fb_status status = fb_package_open(&xlsx->package, bytes, length, &fault);

    if (status == FB_ERR_INPUT)
        return fb_xlsx_refuse_fault(xlsx, &fault);
    return status == FB_OK ? read_package(xlsx) : status;
}

fb_status fb_workbook_read(struct fb_workbook **out, const char *name, const void *bytes,
                           size_t length, struct fb_diagnostics *sink)
{
    struct fb_xlsx xlsx = {.sink = sink, .file = {.name = name}};
    fb_status status;

    *out = NULL;
    fb_buffer_init(&xlsx.strings.text, FB_WORKBOOK_TEXT_LIMIT);
    FB_TRY(fb_workbook_new(&xlsx.workbook, name));
    status = fb_arena_new(&xlsx.arena, READING_LIMIT);
    if (status == FB_OK)
        status = read_bytes(&xlsx, bytes, length);
    fb_package_free(xlsx.package);
    fb_arena_free(xlsx.arena);
    fb_buffer_release(&xlsx.strings.text);
    if (status == FB_OK)
        *out = xlsx.workbook;
    else
        fb_workbook_free(xlsx.workbook);
    return status;
}

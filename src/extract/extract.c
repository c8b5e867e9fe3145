#include "extract/extract.h"

#include "base/i18n.h"
#include "doc/docx_parts.h"
#include "extract/package_parts.h"

#include <stdlib.h>
#include <string.h>

#define CUSTOM_XML_FOLDER "customXml/"
#define APP_PART          "docProps/app.xml"
#define APP_LIMIT         ((size_t)1 << 20)

struct fb_extract {
    struct fb_arena *arena;
    struct fb_parts parts;
    struct fb_baseline baseline;
    struct fb_word word;
    struct fb_compared compared;
};

static fb_status refuse(const struct fb_parts *parts, enum fb_diag_code code)
{
    const struct fb_source file = {.name = parts->name};

    if (parts->sink != NULL)
        fb_report(parts->sink, code, ((struct fb_position){.source = &file}), "");
    return FB_ERR_INPUT;
}

/* Whether a part may be one of those that programs keep beside a document (ISO/IEC
 * 29500-1, 15.2.5).
 */
static bool is_custom(const char *name)
{
    size_t length = strlen(name);

    return strncmp(name, CUSTOM_XML_FOLDER, strlen(CUSTOM_XML_FOLDER)) == 0 && length > 4 &&
           strcmp(name + length - 4, ".xml") == 0;
}

/* Finds the baseline, and the store: the part whose root is called as that of the record. */
struct found {
    const struct fb_xml_node *baseline;
    FB_VECTOR(const struct fb_xml_node *) others;
};

static fb_status find_parts(struct found *out, struct fb_parts *parts)
{
    for (size_t i = 0; i < fb_package_count(parts->package); i++) {
        const struct fb_xml_node *root, **place;
        const char *space;

        if (!is_custom(fb_package_name(parts->package, i)))
            continue;
        FB_TRY(fb_parts_read(&root, parts, i));
        space = fb_xml_namespace(root);
        if (strcmp(space, FB_DOCX_BASELINE_NAMESPACE) == 0)
            out->baseline = root;
        if (*space != '\0')
            continue;
        place = FB_PUSH(parts->arena, &out->others);
        FB_NEED(place);
        *place = root;
    }
    return FB_OK;
}

static fb_status read_record(struct fb_tree **store, struct fb_extract *extract)
{
    struct found found = {0};
    fb_status status;

    FB_TRY(find_parts(&found, &extract->parts));
    if (found.baseline == NULL)
        return refuse(&extract->parts, FB_DIAG_DOCX_NO_RECORD);
    status = fb_baseline_read(&extract->baseline, extract->arena, found.baseline);
    if (status == FB_ERR_INPUT)
        return refuse(&extract->parts, FB_DIAG_DOCX_NO_RECORD);
    FB_TRY(status);
    for (size_t i = 0; i < found.others.count; i++) {
        if (!fb_xml_is(found.others.items[i], extract->baseline.record->name))
            continue;
        *store = fb_tree_read(extract->arena, found.others.items[i]);
        return *store != NULL ? FB_OK : FB_ERR_NOMEM;
    }
    return refuse(&extract->parts, FB_DIAG_DOCX_NO_RECORD);
}

static fb_status read_document(struct fb_extract *extract)
{
    const struct fb_xml_node *root;
    size_t index;

    FB_TRY(fb_parts_find_document(&index, &extract->parts));
    if (index == FB_PACKAGE_NONE)
        return refuse(&extract->parts, FB_DIAG_DOCX_NO_TEXT);
    FB_TRY(fb_parts_read(&root, &extract->parts, index));
    if (strcmp(fb_xml_namespace(root), FB_WORD_STRICT_NAMESPACE) == 0)
        return refuse(&extract->parts, FB_DIAG_DOCX_STRICT);
    if (strcmp(fb_xml_namespace(root), FB_DOCX_W_NAMESPACE) != 0 || !fb_xml_is(root, "document"))
        return refuse(&extract->parts, FB_DIAG_DOCX_NO_TEXT);
    FB_TRY(fb_word_read(&extract->word, extract->arena, root));
    /* It is the largest of all parts, and as XML several times larger. */
    fb_parts_forget(&extract->parts);
    return FB_OK;
}

/* Tells whether LibreOffice saved the file last, by what it says of itself. */
static fb_status find_program(bool *libre_office, struct fb_extract *extract)
{
    size_t index = fb_package_find(extract->parts.package, APP_PART);
    struct fb_package_fault fault;
    struct fb_buffer bytes;
    fb_status status;

    *libre_office = false;
    if (index == FB_PACKAGE_NONE)
        return FB_OK;
    fb_buffer_init(&bytes, APP_LIMIT);
    status = fb_package_read(&bytes, extract->parts.package, index, APP_LIMIT, &fault);
    if (status == FB_OK)
        *libre_office = strstr(bytes.data, "LibreOffice") != NULL;
    fb_buffer_release(&bytes);
    return status == FB_ERR_INPUT ? refuse(&extract->parts, FB_DIAG_DOCX_BROKEN) : status;
}

/* Controls may be bound by paths that begin with any root: that of the store. */
static fb_status name_roots(struct fb_extract *extract, const char *root)
{
    for (size_t i = 0; i < extract->word.controls.count; i++) {
        struct fb_word_control *control = &extract->word.controls.items[i];
        if (control->path == NULL || control->path[1] != '*')
            continue;
        control->path = fb_arena_format(extract->arena, "/%s%s", root, control->path + 2);
        FB_NEED(control->path);
    }
    return FB_OK;
}

static fb_status read_all(struct fb_extract *extract, const void *bytes, size_t length,
                          const char *name, struct fb_diagnostics *sink)
{
    struct fb_compare_input input = {.baseline = &extract->baseline, .word = &extract->word};

    FB_TRY(fb_arena_new(&extract->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_parts_open(&extract->parts, extract->arena, bytes, length, name, sink));
    FB_TRY(read_document(extract));
    FB_TRY(read_record(&input.store, extract));
    FB_TRY(name_roots(extract, input.store->name));
    FB_TRY(find_program(&input.libre_office, extract));
    return fb_compare(&extract->compared, extract->arena, &input);
}

fb_status fb_extract_new(struct fb_extract **out, const void *bytes, size_t length,
                         const char *name, struct fb_diagnostics *sink)
{
    struct fb_extract *extract = calloc(1, sizeof *extract);
    fb_status status;

    *out = NULL;
    FB_NEED(extract);
    status = read_all(extract, bytes, length, name, sink);
    if (status != FB_OK) {
        fb_extract_free(extract);
        return status;
    }
    *out = extract;
    return FB_OK;
}

void fb_extract_free(struct fb_extract *extract)
{
    if (extract == NULL)
        return;
    fb_parts_release(&extract->parts);
    fb_arena_free(extract->arena);
    free(extract);
}

const struct fb_tree *fb_extract_record(const struct fb_extract *extract)
{
    return extract->compared.record;
}

const struct fb_edit *fb_extract_edits(const struct fb_extract *extract, size_t *count)
{
    *count = extract->compared.edits.count;
    return extract->compared.edits.items;
}

bool fb_extract_is_public(const struct fb_extract *extract)
{
    return extract->baseline.public_copy;
}

bool fb_extract_shows_fixed(const struct fb_extract *extract, const char *text)
{
    for (size_t i = 0; i < extract->baseline.fields.count; i++) {
        const struct fb_base_field *field = extract->baseline.fields.items[i];
        if (field->format == FB_EXTRACT_FIXED && strcmp(field->shown, text) == 0)
            return true;
    }
    return false;
}

/* Each edit's code, and how the record's file gets it, where it does: later, or now. */
static const struct {
    enum fb_diag_code code;
    const char *later, *now;
} REPORTS[] = {
    [FB_EDIT_VALUE] = {FB_DIAG_EDIT_VALUE,
                       N_("'fubiao extract --into RECORD' puts it into the record's file"),
                       N_("it is put into the record's file, unless there are errors")},
    [FB_EDIT_ROW_ADDED] = {FB_DIAG_EDIT_ROW_ADDED,
                           N_("'fubiao extract --into RECORD' puts it into the record's file"),
                           N_("it is put into the record's file, unless there are errors")},
    [FB_EDIT_ROW_REMOVED] = {FB_DIAG_EDIT_ROW_REMOVED,
                             N_("'fubiao extract --into RECORD' takes it out of the record's file"),
                             N_("it is taken out of the record's file, unless there are errors")},
    [FB_EDIT_ROW_MOVED] = {FB_DIAG_EDIT_ROW_MOVED,
                           N_("'fubiao extract --into RECORD' moves it in the record's file"),
                           N_("it is moved in the record's file, unless there are errors")},
    [FB_EDIT_CONFLICT] = {FB_DIAG_EDIT_CONFLICT, "", ""},
    [FB_EDIT_FIXED] = {FB_DIAG_EDIT_FIXED, "", ""},
    [FB_EDIT_UNDIVIDED] = {FB_DIAG_EDIT_UNDIVIDED, "", ""},
    [FB_EDIT_LIST_LOST] = {FB_DIAG_EDIT_LIST_LOST, "", ""},
};

/* No text has a translation of its own; that of "" is the header of the translations. */
static const char *translated(const char *hint)
{
    return *hint != '\0' ? _(hint) : "";
}

static const char *or_empty(const char *text)
{
    return text != NULL ? text : "";
}

void fb_extract_report(const struct fb_extract *extract, bool merges, struct fb_diagnostics *sink)
{
    const struct fb_source file = {.name = extract->parts.name};

    for (size_t i = 0; i < extract->compared.edits.count; i++) {
        const struct fb_edit *edit = &extract->compared.edits.items[i];
        const char *hint = merges ? REPORTS[edit->kind].now : REPORTS[edit->kind].later;
        fb_report(sink, REPORTS[edit->kind].code, ((struct fb_position){.source = &file}),
                  edit->path, or_empty(edit->from), or_empty(edit->to), or_empty(edit->other),
                  translated(hint));
    }
    if (extract->baseline.public_copy && !merges)
        fb_report(sink, FB_DIAG_DOCX_PUBLIC, ((struct fb_position){.source = &file}), "");
}

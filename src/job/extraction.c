#include "job/extraction.h"

#include "base/file.h"
#include "convert/form.h"
#include "data/record.h"
#include "extract/extract.h"
#include "extract/merge.h"

#include <string.h>

static const char MARK[] = "\xEF\xBB\xBF"; /* the byte order mark of UTF-8 */

/* A DOCX that was read; zeroed at first. */
struct document {
    struct fb_input *input;
    struct fb_extract *extract;
};

static void close_document(struct document *document)
{
    fb_extract_free(document->extract);
    fb_input_free(document->input);
}

/* Reads a DOCX and reports its edits, which are to be merged into the record's file or not. */
static fb_status open_document(struct document *out, const char *path, bool merges,
                               struct fb_diagnostics *sink)
{
    const struct fb_source *file;

    FB_TRY(fb_input_read(&out->input, path, sink));
    file = fb_input_source(out->input);
    FB_TRY(fb_extract_new(&out->extract, file->text != NULL ? file->text : "", file->length, path,
                          sink));
    fb_extract_report(out->extract, merges, sink);
    return fb_diagnostics_count(sink, FB_ERROR) > 0 ? FB_ERR_INPUT : FB_OK;
}

/* Appends a record as XML. */
static fb_status write_record(struct fb_buffer *out, const struct fb_tree *tree,
                              struct fb_diagnostics *sink)
{
    struct fb_xml *record;
    fb_status status = fb_tree_document(&record, tree);

    FB_TRY(status);
    status = fb_form_write_xml(out, record, sink);
    fb_xml_free(record);
    return status;
}

fb_status fb_extraction_record(struct fb_buffer *out, const char *docx, struct fb_diagnostics *sink)
{
    struct document document = {0};
    fb_status status = open_document(&document, docx, false, sink);

    if (status == FB_OK)
        status = write_record(out, fb_extract_record(document.extract), sink);
    close_document(&document);
    return status;
}

static struct fb_merge_input input_of(const struct fb_extract *extract, const struct fb_xml *record)
{
    return (struct fb_merge_input){.edited = fb_extract_record(extract),
                                   .record = record,
                                   .public_copy = fb_extract_is_public(extract)};
}

static fb_status refuse(struct fb_diagnostics *sink, enum fb_diag_code code, const char *path)
{
    const struct fb_source file = {.name = path};

    fb_report(sink, code, ((struct fb_position){.source = &file}), "");
    return FB_ERR_INPUT;
}

static size_t mark_length(const struct fb_buffer *bytes)
{
    size_t length = strlen(MARK);

    return bytes->length >= length && memcmp(bytes->data, MARK, length) == 0 ? length : 0;
}

/* Whether bytes may be XML, in whatever encoding; all that is not begins otherwise. */
static bool may_be_xml(const struct fb_buffer *bytes)
{
    size_t at = mark_length(bytes);

    while (at < bytes->length && strchr(" \t\r\n", bytes->data[at]) != NULL)
        at++;
    return at < bytes->length && (bytes->data[at] == '<' || (unsigned char)bytes->data[at] >= 0xFE);
}

/* Returns true if a text is the bytes of its file as they are, less the mark. */
static bool is_plain(const struct fb_source *source, const struct fb_buffer *bytes)
{
    size_t mark = mark_length(bytes);

    if (source->length == bytes->length)
        mark = 0;
    return source->length + mark == bytes->length &&
           memcmp(source->text, bytes->data + mark, source->length) == 0;
}

/* Finds the record that a document was made of. */
static fb_status find_record(struct fb_xml **out, struct fb_record *file, const char *path,
                             struct fb_arena *arena, const struct fb_extract *extract,
                             struct fb_diagnostics *sink)
{
    enum { LEAST = 500 }; /* of a thousand: else it was made of another */
    size_t best = 0, index = 0, times = 0;

    for (size_t i = 0; i < fb_record_count(file); i++) {
        struct fb_merge_input input;
        size_t likeness;
        FB_TRY(fb_record_at(out, file, i, sink));
        input = input_of(extract, *out);
        FB_TRY(fb_extract_likeness(&likeness, arena, &input));
        times = likeness > best ? 1 : times + (likeness == best);
        index = likeness > best ? i : index;
        best = likeness > best ? likeness : best;
    }
    if (best < LEAST)
        return refuse(sink, FB_DIAG_INTO_OTHER, path);
    if (times > 1)
        return refuse(sink, FB_DIAG_INTO_UNCLEAR, path);
    return fb_record_at(out, file, index, sink);
}

static fb_status merge_text(struct fb_buffer *merged, const struct fb_buffer *old,
                            const struct fb_extract *extract, const struct fb_xml *record,
                            struct fb_arena *arena, struct fb_diagnostics *sink)
{
    const struct fb_source *source = fb_xml_source(record);
    struct fb_merge_input input = input_of(extract, record);
    struct fb_merged edits;

    if (!is_plain(source, old))
        return refuse(sink, FB_DIAG_INTO_ENCODING, source->name);
    FB_TRY(fb_extract_merge(&edits, arena, &input, sink));
    if (edits.conflicts > 0)
        return FB_ERR_INPUT;
    fb_buffer_append(merged, old->data, old->length - source->length);
    fb_merged_write(merged, &edits, source);
    return merged->status;
}

static fb_status merge_file(struct fb_buffer *merged, const struct fb_buffer *old,
                            const struct fb_extract *extract, const char *path,
                            struct fb_arena *arena, struct fb_diagnostics *sink)
{
    struct fb_record *file;
    struct fb_xml *record;
    fb_status status = fb_record_read(&file, path, NULL, sink);

    FB_TRY(status);
    status = find_record(&record, file, path, arena, extract, sink);
    if (status == FB_OK)
        status = merge_text(merged, old, extract, record, arena, sink);
    fb_record_free(file);
    return status;
}

/* Reads the bytes of the record's file, which must be XML. */
static fb_status read_bytes(struct fb_buffer *out, const char *path, struct fb_diagnostics *sink)
{
    struct fb_input *input;
    const struct fb_source *source;

    FB_TRY(fb_input_read(&input, path, sink));
    source = fb_input_source(input);
    fb_buffer_append(out, source->text, source->length);
    fb_input_free(input);
    FB_TRY(out->status);
    return may_be_xml(out) ? FB_OK : refuse(sink, FB_DIAG_INTO_FORMAT, path);
}

fb_status fb_extraction_merge(struct fb_buffer *merged, struct fb_buffer *old, const char *docx,
                              const char *record, struct fb_diagnostics *sink)
{
    struct document document = {0};
    struct fb_arena *arena = NULL;
    fb_status status = fb_arena_new(&arena, FB_ARENA_JOB_LIMIT);

    FB_TRY(status);
    status = read_bytes(old, record, sink);
    if (status == FB_OK)
        status = open_document(&document, docx, true, sink);
    if (status == FB_OK)
        status = merge_file(merged, old, document.extract, record, arena, sink);
    close_document(&document);
    fb_arena_free(arena);
    return status;
}

/* Whether the new document shows a text that nobody can read as a value. */
static bool is_shown(const struct fb_buffer *made, const char *text)
{
    struct fb_extract *extract;
    bool shown = false;

    if (made == NULL || fb_extract_new(&extract, made->data, made->length, "", NULL) != FB_OK)
        return false;
    shown = fb_extract_shows_fixed(extract, text);
    fb_extract_free(extract);
    return shown;
}

/* Whether an edit is lost for good, whatever the record says. */
static bool is_lost(const struct fb_edit *edit, const struct fb_buffer *made)
{
    if (edit->kind == FB_EDIT_FIXED)
        return !is_shown(made, edit->to);
    return edit->kind == FB_EDIT_CONFLICT || edit->kind == FB_EDIT_LIST_LOST;
}

static fb_status judge_edits(enum fb_edited *out, const struct fb_extract *extract,
                             const struct fb_xml *record, const struct fb_buffer *made)
{
    struct fb_merge_input input = input_of(extract, record);
    struct fb_arena *arena;
    struct fb_merged merged;
    fb_status status;
    size_t count;
    const struct fb_edit *edits = fb_extract_edits(extract, &count);

    *out = count == 0 ? FB_EDITED_NOT : FB_EDITED;
    for (size_t i = 0; i < count; i++) {
        if (is_lost(&edits[i], made))
            return FB_OK;
    }
    if (count == 0)
        return FB_OK;
    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    status = fb_extract_count_changes(&merged, arena, &input);
    if (status == FB_OK && merged.changes == 0 && merged.conflicts == 0)
        *out = FB_EDITED_TAKEN;
    fb_arena_free(arena);
    return status;
}

fb_status fb_extraction_judge(enum fb_edited *out, const char *name, const struct fb_buffer *docx,
                              const struct fb_xml *record, const struct fb_buffer *made,
                              struct fb_diagnostics *sink)
{
    struct fb_extract *extract;
    fb_status status = fb_extract_new(&extract, docx->data, docx->length, name, NULL);

    *out = FB_EDITED_UNKNOWN;
    if (status == FB_ERR_INPUT)
        return FB_OK;
    FB_TRY(status);
    status = judge_edits(out, extract, record, made);
    if (status == FB_OK && sink != NULL && *out == FB_EDITED)
        fb_extract_report(extract, false, sink);
    fb_extract_free(extract);
    return status;
}

/* Whether bytes may be what a word processor saved, with a password or in the old form too. */
static bool is_document(const struct fb_buffer *bytes)
{
    const struct fb_source source = {.text = bytes->data, .length = bytes->length};

    return fb_input_is_package(&source);
}

static bool is_equal(const struct fb_buffer *a, const struct fb_buffer *b)
{
    return a->length == b->length && memcmp(a->data, b->data, a->length) == 0;
}

/* Judges what is there and reports if it would be lost. */
static fb_status guard(const char *path, const struct fb_buffer *there,
                       const struct fb_buffer *made, const struct fb_xml *record,
                       struct fb_diagnostics *sink)
{
    enum fb_edited edited;

    FB_TRY(fb_extraction_judge(&edited, path, there, record, made, sink));
    if (edited == FB_EDITED)
        return refuse(sink, FB_DIAG_DOCX_EDITED, path);
    return edited == FB_EDITED_UNKNOWN ? refuse(sink, FB_DIAG_DOCX_UNKNOWN, path) : FB_OK;
}

fb_status fb_extraction_guard(const char *path, const struct fb_buffer *made,
                              const struct fb_xml *record, struct fb_diagnostics *sink)
{
    struct fb_buffer there;
    fb_status status;

    if (!fb_file_exists(path))
        return FB_OK;
    fb_buffer_init(&there, FB_INPUT_LIMIT);
    status = fb_file_read(&there, path);
    if (status == FB_ERR_IO) /* whoever writes the file will say so */
        status = FB_OK;
    else if (status == FB_ERR_NOMEM)
        status = refuse(sink, FB_DIAG_DOCX_UNKNOWN, path);
    else if (is_document(&there) && !is_equal(&there, made))
        status = guard(path, &there, made, record, sink);
    fb_buffer_release(&there);
    return status;
}

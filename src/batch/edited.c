#include "batch/edited.h"

#include "base/file.h"
#include "extract/extract.h"

enum { TEXT_LIMIT = 1 << 20 };

/* A DOCX that was read. */
struct edited {
    struct fb_buffer bytes;
    struct fb_extract *extract; /* NULL: it cannot be read */
};

static void release(struct edited *edited)
{
    fb_extract_free(edited->extract);
    fb_buffer_release(&edited->bytes);
}

/* Reads a DOCX; only memory that is used up is a failure. */
static fb_status open_docx(struct edited *out, const char *path, struct fb_diagnostics *sink)
{
    fb_status status;

    *out = (struct edited){0};
    fb_buffer_init(&out->bytes, FB_BUFFER_OUTPUT_LIMIT);
    status = fb_file_read(&out->bytes, path);
    if (status == FB_OK)
        status = fb_extract_new(&out->extract, out->bytes.data, out->bytes.length, path, sink);
    return status == FB_ERR_NOMEM ? status : FB_OK;
}

static fb_status print(const char **text, const char **json, struct fb_arena *arena,
                       struct fb_diagnostics *sink)
{
    struct fb_buffer out;

    fb_buffer_init(&out, TEXT_LIMIT);
    fb_diagnostics_print(sink, &out, false);
    *text = fb_arena_copy(arena, out.data, out.length);
    fb_buffer_clear(&out);
    fb_diagnostics_print_json(sink, &out);
    *json = fb_arena_copy(arena, out.data, out.length);
    fb_buffer_release(&out);
    FB_NEED(*text);
    FB_NEED(*json);
    return FB_OK;
}

fb_status fb_edited_describe(const char **text, const char **json, struct fb_arena *arena,
                             const char *path)
{
    struct fb_diagnostics *sink;
    struct edited edited;
    fb_status status;

    FB_TRY(fb_diagnostics_new(&sink));
    status = open_docx(&edited, path, sink);
    if (status == FB_OK && edited.extract != NULL)
        fb_extract_report(edited.extract, false, sink);
    if (status == FB_OK)
        status = print(text, json, arena, sink);
    release(&edited);
    fb_diagnostics_free(sink);
    return status;
}

/* True if there are changes, and all are of kinds that a record can take. */
static bool are_values(const struct fb_extract *extract)
{
    size_t count;
    const struct fb_edit *edits = fb_extract_edits(extract, &count);

    for (size_t i = 0; i < count; i++) {
        if (edits[i].kind == FB_EDIT_CONFLICT || edits[i].kind == FB_EDIT_FIXED ||
            edits[i].kind == FB_EDIT_LIST_LOST)
            return false;
    }
    return count > 0;
}

static fb_status is_in(bool *out, const struct fb_extract *extract, const struct fb_xml *record)
{
    struct fb_arena *arena;
    const struct fb_tree *tree;

    FB_TRY(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT));
    tree = fb_tree_read(arena, fb_xml_root(record));
    *out = tree != NULL && fb_tree_equal(tree, fb_extract_record(extract));
    fb_arena_free(arena);
    return tree != NULL ? FB_OK : FB_ERR_NOMEM;
}

fb_status fb_edited_is_in(bool *out, const char *path, const struct fb_xml *record)
{
    struct edited edited;
    fb_status status = open_docx(&edited, path, NULL);

    *out = false;
    if (status == FB_OK && edited.extract != NULL && are_values(edited.extract))
        status = is_in(out, edited.extract, record);
    release(&edited);
    return status;
}

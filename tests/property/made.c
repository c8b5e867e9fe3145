#include "made.h"

#include "base/file.h"
#include "job/job.h"
#include "package/package.h"
#include "verdict.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Room for what a document of ours has. */
enum { FIELDS = 4000, LISTS = 200, ROWS = 500, CONTROLS = 40 };

/* ---- the file ---- */

static const char *read_part(const struct made *made, struct fb_package *package, const char *name)
{
    struct fb_package_fault fault;
    struct fb_buffer bytes;
    const char *text;

    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    if (fb_package_read(&bytes, package, fb_package_find(package, name), FB_BUFFER_OUTPUT_LIMIT,
                        &fault) != FB_OK)
        must(NULL);
    text = must(fb_arena_copy(made->arena, bytes.data, bytes.length));
    fb_buffer_release(&bytes);
    return text;
}

static void read_parts(struct made *made, const struct fb_buffer *docx)
{
    struct fb_package_fault fault;
    struct fb_package *package;

    if (fb_package_open(&package, docx->data, docx->length, &fault) != FB_OK)
        must(NULL);
    made->document = part_read(made->arena, read_part(made, package, "word/document.xml"));
    made->store = part_read(made->arena, read_part(made, package, "customXml/item1.xml"));
    made->baseline_text = read_part(made, package, "customXml/item2.xml");
    made->baseline = part_read(made->arena, made->baseline_text);
    made->record = part_child(made->baseline, "record")->first;
    fb_package_free(package);
}

static fb_status render(struct fb_output_files *files, struct fb_context *context, const char *path)
{
    struct fb_job *job;
    fb_status status = fb_job_new(&job, context, NULL);

    FB_TRY(status);
    status = fb_job_read(job, path);
    if (status == FB_OK)
        status = fb_job_render(job, FB_OUTPUT_BIT(FB_OUTPUT_DOCX), files);
    fb_job_free(job);
    return status;
}

/* ---- what the baseline says ---- */

static enum made_format format_of(const char *name)
{
    static const char *const NAMES[] = {"text", "number", "percent", "date"};
    size_t i = 0;

    while (i < MADE_FIXED && strcmp(name, NAMES[i]) != 0)
        i++;
    return (enum made_format)i;
}

/* Returns what a path of a tree leads to; its first step is the root's. */
static struct part_node *at_path(struct part_node *root, const char *path)
{
    return path != NULL ? part_find(root, path + strcspn(path, "]") + 1) : NULL;
}

static struct made_list *need_list(struct made *made, const char *path)
{
    const char *last = strrchr(path, '/');
    const char *parent = must(fb_arena_copy(made->arena, path, (size_t)(last - path)));
    const char *name = must(fb_arena_copy(made->arena, last + 1, strcspn(last + 1, "[")));
    struct made_list *list;

    for (size_t i = 0; i < made->list_count; i++) {
        list = made->lists[i];
        if (strcmp(list->parent, parent) == 0 && strcmp(list->name, name) == 0)
            return list;
    }
    list = must(FB_NEW(made->arena, struct made_list));
    *list = (struct made_list){.parent = parent, .name = name};
    list->rows = must(FB_NEW_ARRAY(made->arena, struct made_row *, ROWS));
    made->lists[made->list_count++] = list;
    return list;
}

static void add_row(struct made *made, const struct part_node *element)
{
    struct made_row *row = must(FB_NEW(made->arena, struct made_row));

    row->path = part_attribute(element, "path");
    row->list = need_list(made, row->path);
    row->stored = must(at_path(made->store, row->path));
    row->record = at_path(made->record, part_attribute(element, "record"));
    row->fields = must(FB_NEW_ARRAY(made->arena, struct made_field *, CONTROLS));
    row->list->rows[row->list->row_count++] = row;
}

/* The longest path of a row that a path goes through is that of the innermost. */
static struct made_row *row_of(const struct made *made, const char *path)
{
    struct made_row *found = NULL;

    for (size_t i = 0; i < made->list_count; i++) {
        for (size_t j = 0; j < made->lists[i]->row_count; j++) {
            struct made_row *row = made->lists[i]->rows[j];
            size_t length = strlen(row->path);
            if (strncmp(path, row->path, length) == 0 && (path[length] == '/' || !path[length]) &&
                (found == NULL || length > strlen(found->path)))
                found = row;
        }
    }
    return found;
}

static struct made_field *need_field(struct made *made, const struct part_node *element)
{
    const char *path = part_attribute(element, "path");
    struct made_field *field;

    for (size_t i = 0; i < made->field_count; i++) {
        if (path != NULL && made->fields[i]->path != NULL &&
            strcmp(made->fields[i]->path, path) == 0)
            return made->fields[i];
    }
    field = must(FB_NEW(made->arena, struct made_field));
    *field = (struct made_field){
        .number = made->field_count,
        .path = path,
        .shown = part_plain(made->arena, part_attribute(element, "shown")),
        .format = format_of(part_attribute(element, "format")),
        .merged = part_attribute(element, "rows") != NULL,
        .stored = at_path(made->store, path),
        .record = at_path(made->record, part_attribute(element, "record")),
        .row = path != NULL ? row_of(made, path) : NULL,
        .controls = must(FB_NEW_ARRAY(made->arena, struct part_node *, CONTROLS)),
    };
    if (path != NULL)
        field->below =
            field->row != NULL ? path + strlen(field->row->path) : path + strcspn(path, "]") + 1;
    if (field->row != NULL)
        field->row->fields[field->row->field_count++] = field;
    made->fields[made->field_count++] = field;
    return field;
}

/* Finds the control of a tag in the document. */
static struct part_node *control_of(const struct made *made, const char *tag)
{
    struct part_node *node = made->document;

    for (; node != NULL; node = part_after(made->document, node)) {
        if (part_is(node, "w:tag") && strcmp(part_attribute(node, "w:val"), tag) == 0)
            return node->parent->parent;
    }
    return NULL;
}

static void add_control(struct made *made, const struct part_node *element)
{
    struct made_field *field = need_field(made, element);
    struct part_node *control = control_of(made, part_attribute(element, "tag"));

    if (control == NULL)
        return;
    field->controls[field->control_count++] = control;
    if (field->row == NULL)
        return;
    field->row->tr = part_above(control, "w:tr");
    field->row->list->section |=
        part_is(part_child(part_above(control, "w:tr")->parent->parent, "w:sdtPr"), "w:sdtPr");
}

static void read_baseline(struct made *made)
{
    made->fields = must(FB_NEW_ARRAY(made->arena, struct made_field *, FIELDS));
    made->lists = must(FB_NEW_ARRAY(made->arena, struct made_list *, LISTS));
    for (const struct part_node *i = made->baseline->first; i != NULL; i = i->next) {
        if (part_is(i, "row"))
            add_row(made, i);
        else if (part_is(i, "control"))
            add_control(made, i);
    }
}

struct made *made_new(struct fb_context *context, const char *path)
{
    struct fb_output_files files;
    struct made *made = must(calloc(1, sizeof *made));
    const char *slash = strrchr(path, '/');

    if (fb_arena_new(&made->arena, FB_ARENA_JOB_LIMIT) != FB_OK)
        must(NULL);
    made->name = slash != NULL ? slash + 1 : path;
    fb_buffer_init(&made->record_text, FB_BUFFER_OUTPUT_LIMIT);
    fb_output_files_init(&files);
    if (fb_file_read(&made->record_text, path) != FB_OK || render(&files, context, path) != FB_OK) {
        fprintf(stderr, "random_documents: cannot make the document of %s\n", path);
        made_free(made);
        made = NULL;
    } else {
        read_parts(made, &files.buffers[FB_OUTPUT_DOCX]);
        read_baseline(made);
    }
    fb_output_files_release(&files);
    return made;
}

void made_free(struct made *made)
{
    if (made == NULL)
        return;
    fb_buffer_release(&made->record_text);
    fb_arena_free(made->arena);
    free(made);
}

struct made_field *made_row_field(const struct made_row *row, const char *below)
{
    for (size_t i = 0; i < row->field_count; i++) {
        if (strcmp(row->fields[i]->below, below) == 0)
            return row->fields[i];
    }
    return NULL;
}

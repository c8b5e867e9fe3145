/*
 * record_json.c: records as JSON: one, an array of them, or one a line (JSON Lines).
 *
 * The file is looked through once, for its faults and for where its records stand; a record becomes
 * a tree when it is asked for. Lines stand by themselves: a fault in one is that record's alone.
 */
#include "base/ascii.h"
#include "base/i18n.h"
#include "base/vector.h"
#include "data/json_build.h"
#include "data/record_kind.h"

#include <stdlib.h>
#include <string.h>

/* Where a record stands in the source. */
struct stretch {
    uint32_t offset, length;
};

struct json_file {
    struct fb_source source;  /* the file's, with the escapes of JSON */
    struct fb_arena *arena;   /* of the list */
    struct fb_arena *scratch; /* of the record that is built */
    FB_VECTOR(struct stretch) records;
    struct fb_xml *current;
};

static bool has_extension(const char *path, const char *extension)
{
    size_t length = fb_record_extension(path);

    return fb_ascii_compare(path + strlen(path) - length, extension) == 0;
}

static bool is_lines(const char *path)
{
    return has_extension(path, ".jsonl") || has_extension(path, ".ndjson");
}

static bool recognize(const struct fb_source *file)
{
    struct fb_json json = {.source = file, .end = file->length};
    char first = fb_json_peek(&json);

    if (fb_input_is_package(file) || first == '<')
        return false;
    if (has_extension(file->name, ".csv") || has_extension(file->name, ".tsv"))
        return false;
    return first == '{' || first == '[' || is_lines(file->name) ||
           has_extension(file->name, ".json");
}

static fb_status add(struct json_file *file, size_t start, size_t end)
{
    struct stretch *record = FB_PUSH(file->arena, &file->records);

    FB_NEED(record);
    *record = (struct stretch){(uint32_t)start, (uint32_t)(end - start)};
    return FB_OK;
}

/* Lists the lines that are not blank. */
static fb_status list_lines(struct json_file *file, struct fb_json *json)
{
    const char *text = file->source.text;

    while (fb_json_peek(json) != '\0') {
        const char *newline = memchr(text + json->at, '\n', json->end - json->at);
        size_t end = newline != NULL ? (size_t)(newline - text) : json->end;
        FB_TRY(add(file, json->at, end));
        json->at = end;
    }
    return FB_OK;
}

static fb_status list_items(struct json_file *file, struct fb_json *json)
{
    bool ended;

    json->at++;
    ended = fb_json_accept(json, ']');
    while (!ended) {
        size_t start;
        fb_json_peek(json);
        start = json->at;
        FB_TRY(fb_json_skip(json, 1));
        FB_TRY(add(file, start, json->at));
        FB_TRY(fb_json_next(json, ']', &ended));
    }
    return fb_json_finish(json);
}

/* A file of one object is one record, unless it ends with its line and another line follows. */
static fb_status list_object(struct json_file *file, struct fb_json *json)
{
    size_t start = json->at, end;

    FB_TRY(fb_json_skip(json, 0));
    end = json->at;
    if (fb_json_peek(json) == '{' && memchr(file->source.text + start, '\n', end - start) == NULL &&
        memchr(file->source.text + end, '\n', json->at - end) != NULL) {
        json->at = start;
        return list_lines(file, json);
    }
    FB_TRY(add(file, start, end));
    return fb_json_finish(json);
}

static fb_status list(struct json_file *file, struct fb_diagnostics *sink)
{
    struct fb_json json = {.source = &file->source, .end = file->source.length, .sink = sink};
    char first = fb_json_peek(&json);

    if (first == '\0')
        return fb_json_fail(&json, json.at, N_("the file is empty"));
    if (is_lines(file->source.name))
        return list_lines(file, &json);
    if (first == '[')
        FB_TRY(list_items(file, &json));
    else
        FB_TRY(list_object(file, &json));
    if (file->records.count > 0)
        return FB_OK;
    fb_report(sink, FB_DIAG_JSON_RECORD, ((struct fb_position){.source = &file->source}), "");
    return FB_ERR_INPUT;
}

static void free_file(void *reader)
{
    struct json_file *file = reader;

    if (file == NULL)
        return;
    fb_xml_free(file->current);
    fb_arena_free(file->scratch);
    fb_arena_free(file->arena);
    free(file);
}

static fb_status prepare(struct json_file *file, const struct fb_source *source,
                         struct fb_diagnostics *sink)
{
    file->source = *source;
    file->source.escapes = FB_ESCAPES_JSON;
    FB_TRY(fb_arena_new(&file->arena, FB_ARENA_JOB_LIMIT));
    FB_TRY(fb_arena_new(&file->scratch, FB_ARENA_JOB_LIMIT));
    return list(file, sink);
}

static fb_status open_file(void **reader, const struct fb_source *source,
                           const struct fb_record_setup *setup, struct fb_diagnostics *sink)
{
    struct json_file *file = calloc(1, sizeof *file);
    fb_status status;

    (void)setup;
    *reader = NULL;
    FB_NEED(file);
    status = prepare(file, source, sink);
    if (status != FB_OK) {
        free_file(file);
        return status;
    }
    *reader = file;
    return FB_OK;
}

static size_t count_records(const void *reader)
{
    const struct json_file *file = reader;

    return file->records.count;
}

static fb_status build(struct fb_xml **out, void *reader, size_t index, struct fb_diagnostics *sink)
{
    struct json_file *file = reader;
    const struct stretch *record = &file->records.items[index];
    struct fb_json json = {.source = &file->source,
                           .at = record->offset,
                           .end = (size_t)record->offset + record->length,
                           .sink = sink};

    fb_xml_free(file->current);
    file->current = NULL;
    fb_arena_clear(file->scratch);
    FB_TRY(fb_json_build(&file->current, &json, file->scratch));
    FB_TRY(fb_json_finish(&json));
    *out = file->current;
    return FB_OK;
}

/* JSON has no place for a template of all its records. */
static const char *template_name(const void *reader, struct fb_position *position)
{
    (void)reader, (void)position;
    return NULL;
}

const struct fb_record_kind fb_record_json = {
    .recognizes = recognize,
    .open = open_file,
    .free = free_file,
    .count = count_records,
    .build = build,
    .template_name = template_name,
};

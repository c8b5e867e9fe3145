/*
 * report_json.c: the report for programs. Names and numbers are fixed; only messages are in the
 * user's language. A record is one line, so that a report of any length is read line by line.
 */
#include "batch/report_private.h"
#include "batch/state_volume.h"

#include <jansson.h>
#include <stdlib.h>

/* The version of these fields; a field that is added leaves it as it is. */
enum { FORM = 1 };

struct json {
    struct fb_report_work work;
    struct fb_buffer *out;
    bool first;
};

static json_t *text_of(struct fb_report_work *work, const char *text)
{
    const char *clean = fb_report_clean(work->scratch, text);

    return clean != NULL ? json_string(clean) : NULL;
}

static json_t *number_of(size_t number)
{
    return json_integer((json_int_t)number);
}

/* Appends a value, which it takes over; NULL is memory that is used up. */
static void append(struct fb_buffer *out, json_t *value)
{
    char *text = value != NULL ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;

    if (text != NULL)
        fb_buffer_append_string(out, text);
    else if (out->status == FB_OK)
        out->status = FB_ERR_NOMEM;
    free(text);
    json_decref(value);
}

/* Appends `"key": value` and what follows it. */
static void append_member(struct fb_buffer *out, const char *key, json_t *value)
{
    fb_buffer_append_format(out, "\"%s\": ", key);
    append(out, value);
    fb_buffer_append_string(out, ",\n");
}

static json_t *tally_object(const struct fb_batch_tally *tally)
{
    json_t *object = json_object();

    json_object_set_new(object, "records", number_of(tally->records));
    json_object_set_new(object, "made", number_of(tally->made));
    json_object_set_new(object, "unchanged", number_of(tally->unchanged));
    json_object_set_new(object, "failed", number_of(tally->failed));
    json_object_set_new(object, "broken", number_of(tally->broken));
    json_object_set_new(object, "kept", number_of(tally->kept));
    json_object_set_new(object, "elsewhere", number_of(tally->elsewhere));
    json_object_set_new(object, "left", number_of(tally->left));
    json_object_set_new(object, "warned", number_of(tally->warned));
    json_object_set_new(object, "vanished", number_of(tally->vanished));
    json_object_set_new(object, "renamed", number_of(tally->renamed));
    json_object_set_new(object, "volumes_made", number_of(tally->volumes_made));
    json_object_set_new(object, "volumes_unchanged", number_of(tally->volumes_unchanged));
    json_object_set_new(object, "volumes_failed", number_of(tally->volumes_failed));
    json_object_set_new(object, "volumes_left", number_of(tally->volumes_left));
    json_object_set_new(object, "volumes_gone", number_of(tally->volumes_gone));
    return object;
}

static json_t *department_object(struct fb_report_work *work,
                                 const struct fb_report_department *department)
{
    json_t *object = json_object();

    json_object_set_new(object, "name", text_of(work, department->name));
    json_object_set_new(object, "records", number_of(department->records));
    json_object_set_new(object, "failed", number_of(department->counts[FB_REPORT_BAD]));
    json_object_set_new(object, "kept", number_of(department->counts[FB_REPORT_KEPT]));
    json_object_set_new(object, "warned", number_of(department->counts[FB_REPORT_WARNED]));
    json_object_set_new(object, "gone", number_of(department->counts[FB_REPORT_GONE]));
    return object;
}

static json_t *departments_array(struct fb_report_work *work)
{
    json_t *array = json_array();

    for (size_t i = 0; i < work->departments.count; i++)
        json_array_append_new(array, department_object(work, &work->departments.items[i]));
    return array;
}

/* The diagnostics as they were kept; if that is no JSON, as the text that was found. */
static json_t *messages_of(struct fb_report_work *work, const char *messages)
{
    json_t *array = messages[0] != '\0' ? json_loads(messages, 0, NULL) : json_array();

    return array != NULL ? array : text_of(work, messages);
}

static json_t *documents_array(struct fb_report_work *work, const struct fb_state_outputs *outputs)
{
    json_t *array = json_array();

    for (size_t i = 0; i < outputs->count; i++)
        json_array_append_new(array, text_of(work, outputs->items[i].path));
    return array;
}

static fb_status write_record(void *data, const struct fb_report_record *shown)
{
    struct json *json = data;
    struct fb_report_work *work = &json->work;
    const struct fb_state_record *record = shown->record;
    json_t *object = json_object();

    json_object_set_new(object, "input", text_of(work, record->input));
    json_object_set_new(object, "record", number_of(record->index + 1));
    json_object_set_new(object, "end", json_string(fb_report_end_name(shown)));
    json_object_set_new(object, "gone", json_boolean(shown->class == FB_REPORT_GONE));
    json_object_set_new(object, "department", text_of(work, record->department));
    json_object_set_new(object, "title", text_of(work, record->title));
    json_object_set_new(object, "template", text_of(work, record->template_name));
    json_object_set_new(object, "documents", documents_array(work, &shown->outputs));
    json_object_set_new(object, "errors", number_of(record->errors));
    json_object_set_new(object, "warnings", number_of(record->warnings));
    json_object_set_new(object, "messages", messages_of(work, record->messages));
    json_object_set_new(object, "edits", messages_of(work, record->edits));
    fb_buffer_append_string(json->out, json->first ? "\n" : ",\n");
    json->first = false;
    append(json->out, object);
    return json->out->status;
}

/* ---- volumes ---- */

/* The records that are in a volume, or those that should be. */
static json_t *bounds_array(struct fb_report_work *work, const struct fb_state_bounds *bounds,
                            bool missing)
{
    json_t *array = json_array();

    for (size_t i = 0; i < bounds->count; i++) {
        const struct fb_state_bound *bound = &bounds->items[i];
        json_t *object;

        if ((bound->page == 0) != missing)
            continue;
        object = json_object();
        json_object_set_new(object, "input", text_of(work, bound->input));
        json_object_set_new(object, "record", number_of(bound->index + 1));
        json_object_set_new(object, "title", text_of(work, bound->title));
        if (!missing)
            json_object_set_new(object, "page", number_of(bound->page));
        json_array_append_new(array, object);
    }
    return array;
}

static fb_status write_volume(struct json *json, const struct fb_state_volume *volume)
{
    struct fb_report_work *work = &json->work;
    struct fb_state_outputs outputs;
    struct fb_state_bounds bounds;
    json_t *object;

    FB_TRY(fb_state_bounds(&bounds, work->scratch, work->state, volume->id));
    FB_TRY(fb_state_outputs_of(&outputs, work->scratch, work->state, FB_STATE_VOLUME_INPUT,
                               volume->id));
    FB_NEED(object = json_object());
    json_object_set_new(object, "field", text_of(work, volume->field));
    json_object_set_new(object, "value", text_of(work, volume->value));
    json_object_set_new(object, "number", number_of(volume->number));
    json_object_set_new(object, "documents", documents_array(work, &outputs));
    json_object_set_new(object, "pages", number_of(volume->pages));
    json_object_set_new(object, "records", bounds_array(work, &bounds, false));
    json_object_set_new(object, "missing", bounds_array(work, &bounds, true));
    json_object_set_new(object, "messages", messages_of(work, volume->messages));
    append(json->out, object);
    return json->out->status;
}

/* A volume is one line, as a record is. */
static fb_status write_volumes(struct json *json)
{
    struct fb_report_work *work = &json->work;
    struct fb_state_volumes volumes;

    FB_TRY(fb_state_volumes(&volumes, work->arena, work->state, NULL, NULL));
    fb_buffer_append_string(json->out, "\"volumes\": [");
    for (size_t i = 0; i < volumes.count; i++) {
        fb_arena_clear(work->scratch);
        fb_buffer_append_string(json->out, i == 0 ? "\n" : ",\n");
        FB_TRY(write_volume(json, &volumes.items[i]));
    }
    fb_buffer_append_string(json->out, volumes.count > 0 ? "\n],\n" : "],\n");
    return json->out->status;
}

static fb_status write_head(struct json *json)
{
    const struct fb_batch_report *report = json->work.report;
    struct fb_report_work *work = &json->work;
    struct fb_buffer messages;

    fb_buffer_append_string(json->out, "{\n");
    append_member(json->out, "report", number_of(FORM));
    append_member(json->out, "fubiao", json_string(FB_VERSION));
    append_member(json->out, "time", json_string(report->time));
    append_member(json->out, "output", text_of(work, report->output));
    append_member(json->out, "shard", number_of(report->shard + 1));
    append_member(json->out, "shards", number_of(report->shards));
    append_member(json->out, "tally", tally_object(report->tally));
    append_member(json->out, "departments", departments_array(work));
    fb_buffer_init(&messages, FB_BUFFER_OUTPUT_LIMIT);
    fb_diagnostics_print_json(report->run, &messages);
    append_member(json->out, "messages", messages_of(work, messages.data));
    fb_buffer_release(&messages);
    return json->out->status;
}

fb_status fb_report_json(struct fb_buffer *out, const struct fb_batch_report *report,
                         struct fb_state *state)
{
    struct json json = {.out = out, .first = true};
    fb_status status = fb_report_begin(&json.work, report, state);

    if (status == FB_OK)
        status = write_head(&json);
    if (status == FB_OK)
        status = write_volumes(&json);
    if (status == FB_OK) {
        fb_buffer_append_string(out, "\"records\": [");
        status = fb_report_each(&json.work, FB_REPORT_ALL, SIZE_MAX, write_record, &json);
    }
    fb_buffer_append_string(out, "\n]}\n");
    fb_report_end(&json.work);
    return status != FB_OK ? status : out->status;
}

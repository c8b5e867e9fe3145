#include "batch/task.h"

#include <string.h>

size_t fb_shard_of(const char *input, size_t index, size_t shards)
{
    struct fb_hash hash = fb_hash_bytes(input, strlen(input));

    return shards > 1 ? (size_t)((hash.low + index) % shards) : 0;
}

void fb_task_put(struct fb_buffer *message, const struct fb_task *task)
{
    fb_message_put_number(message, FB_TASK_RECORDS);
    fb_message_put_text(message, task->input);
    fb_message_put_text(message, task->place);
    fb_message_put_number(message, task->first);
    fb_message_put_number(message, task->count);
    fb_message_put_number(message, task->shard);
    fb_message_put_number(message, task->shards);
    fb_message_put_number(message, task->known);
    for (size_t i = 0; i < task->known; i++) {
        fb_message_put_hash(message, task->records[i].data);
        fb_message_put_hash(message, task->records[i].surroundings);
        fb_message_put_number(message, task->records[i].missing);
        fb_message_put_number(message, task->records[i].kept);
        fb_message_put_text(message, task->records[i].path);
    }
}

fb_status fb_task_take(struct fb_task *out, struct fb_arena *arena, struct fb_message *message)
{
    struct fb_task_record *records;

    *out = (struct fb_task){0};
    out->input = fb_message_text(message);
    out->place = fb_message_text(message);
    out->first = (size_t)fb_message_number(message);
    out->count = (size_t)fb_message_number(message);
    out->shard = (size_t)fb_message_number(message);
    out->shards = (size_t)fb_message_number(message);
    out->known = (size_t)fb_message_number(message);
    if (message->broken || out->known > message->length)
        return FB_ERR_INTERNAL;
    records = FB_NEW_ARRAY(arena, struct fb_task_record, out->known);
    FB_NEED(records);
    for (size_t i = 0; i < out->known; i++) {
        records[i].data = fb_message_hash(message);
        records[i].surroundings = fb_message_hash(message);
        records[i].missing = (unsigned)fb_message_number(message);
        records[i].kept = (unsigned)fb_message_number(message);
        records[i].path = fb_message_text(message);
    }
    out->records = records;
    return message->broken ? FB_ERR_INTERNAL : FB_OK;
}

void fb_task_put_stamp(struct fb_buffer *message, const struct fb_file_stamp *stamp)
{
    fb_message_put_number(message, (uint64_t)stamp->size);
    fb_message_put_number(message, (uint64_t)stamp->seconds);
    fb_message_put_number(message, (uint64_t)stamp->nanoseconds);
    fb_message_put_number(message, stamp->inode);
}

struct fb_file_stamp fb_task_take_stamp(struct fb_message *message)
{
    struct fb_file_stamp stamp;

    stamp.size = (int64_t)fb_message_number(message);
    stamp.seconds = (int64_t)fb_message_number(message);
    stamp.nanoseconds = (int64_t)fb_message_number(message);
    stamp.inode = fb_message_number(message);
    return stamp;
}

static void put_outputs(struct fb_buffer *message, const struct fb_result *result)
{
    for (size_t kind = 0; kind < FB_OUTPUT_KINDS; kind++) {
        const struct fb_result_output *output = &result->outputs[kind];
        fb_message_put_text(message, output->temporary != NULL ? output->temporary : "");
        fb_message_put_hash(message, output->hash);
        fb_task_put_stamp(message, &output->stamp);
        fb_task_put_stamp(message, &output->taken);
    }
}

void fb_result_put(struct fb_buffer *message, const struct fb_result *result)
{
    fb_message_put_number(message, result->kind);
    fb_message_put_number(message, result->index);
    fb_message_put_number(message, result->kept);
    fb_message_put_text(message, result->member != NULL ? result->member : "");
    if (result->kind != FB_RESULT_RECORD)
        return;
    fb_message_put_hash(message, result->data);
    fb_message_put_hash(message, result->surroundings);
    fb_message_put_number(message, result->end);
    fb_message_put_text(message, result->template_name);
    fb_message_put_text(message, result->wanted);
    fb_message_put_text(message, result->department);
    fb_message_put_text(message, result->title);
    fb_message_put_number(message, result->unwritable);
    fb_message_put_text(message, result->messages);
    fb_message_put_text(message, result->text);
    fb_message_put_number(message, result->errors);
    fb_message_put_number(message, result->warnings);
    put_outputs(message, result);
}

static void take_outputs(struct fb_result *out, struct fb_message *message)
{
    for (size_t kind = 0; kind < FB_OUTPUT_KINDS; kind++) {
        const char *temporary = fb_message_text(message);
        out->outputs[kind].temporary = temporary[0] != '\0' ? temporary : NULL;
        out->outputs[kind].hash = fb_message_hash(message);
        out->outputs[kind].stamp = fb_task_take_stamp(message);
        out->outputs[kind].taken = fb_task_take_stamp(message);
    }
}

fb_status fb_result_take(struct fb_result *out, struct fb_message *message)
{
    *out = (struct fb_result){0};
    out->kind = (enum fb_result_kind)fb_message_number(message);
    out->index = (size_t)fb_message_number(message);
    out->kept = (unsigned)fb_message_number(message);
    out->member = fb_message_text(message);
    if (out->kind == FB_RESULT_RECORD) {
        out->data = fb_message_hash(message);
        out->surroundings = fb_message_hash(message);
        out->end = (enum fb_record_end)fb_message_number(message);
        out->template_name = fb_message_text(message);
        out->wanted = fb_message_text(message);
        out->department = fb_message_text(message);
        out->title = fb_message_text(message);
        out->unwritable = fb_message_number(message) != 0;
        out->messages = fb_message_text(message);
        out->text = fb_message_text(message);
        out->errors = (size_t)fb_message_number(message);
        out->warnings = (size_t)fb_message_number(message);
        take_outputs(out, message);
    }
    return message->broken ? FB_ERR_INTERNAL : FB_OK;
}

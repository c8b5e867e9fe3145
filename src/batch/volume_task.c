#include "batch/volume_task.h"

#include "batch/task.h"

void fb_volume_task_put(struct fb_buffer *message, const struct fb_volume_task *task)
{
    fb_message_put_text(message, task->field);
    fb_message_put_text(message, task->value);
    fb_message_put_number(message, task->count);
    for (size_t i = 0; i < task->count; i++) {
        fb_message_put_text(message, task->records[i].input);
        fb_message_put_number(message, task->records[i].index);
        fb_message_put_hash(message, task->records[i].data);
        fb_message_put_text(message, task->records[i].title);
    }
    fb_message_put_number(message, task->missing_count);
    for (size_t i = 0; i < task->missing_count; i++)
        fb_message_put_text(message, task->missing[i]);
}

/* Reads a number of things, of which each takes at least a byte. */
static fb_status take_count(size_t *out, struct fb_message *message)
{
    *out = (size_t)fb_message_number(message);
    return message->broken || *out > message->length ? FB_ERR_INTERNAL : FB_OK;
}

fb_status fb_volume_task_take(struct fb_volume_task *out, struct fb_arena *arena,
                              struct fb_message *message)
{
    struct fb_state_member *records;
    const char **missing;

    *out = (struct fb_volume_task){0};
    out->field = fb_message_text(message);
    out->value = fb_message_text(message);
    FB_TRY(take_count(&out->count, message));
    FB_NEED(records = FB_NEW_ARRAY(arena, struct fb_state_member, out->count));
    for (size_t i = 0; i < out->count; i++) {
        records[i].input = fb_message_text(message);
        records[i].index = (size_t)fb_message_number(message);
        records[i].data = fb_message_hash(message);
        records[i].title = fb_message_text(message);
    }
    FB_TRY(take_count(&out->missing_count, message));
    FB_NEED(missing = FB_NEW_ARRAY(arena, const char *, out->missing_count));
    for (size_t i = 0; i < out->missing_count; i++)
        missing[i] = fb_message_text(message);
    out->records = records;
    out->missing = missing;
    return message->broken ? FB_ERR_INTERNAL : FB_OK;
}

void fb_volume_answer_put(struct fb_buffer *message, const struct fb_volume_answer *answer)
{
    fb_message_put_number(message, answer->kind);
    fb_message_put_number(message, answer->page);
    if (answer->kind == FB_VOLUME_DONE) {
        fb_message_put_text(message, answer->temporary);
        fb_message_put_hash(message, answer->hash);
        fb_task_put_stamp(message, &answer->stamp);
        fb_message_put_number(message, answer->pages);
    } else if (answer->kind == FB_VOLUME_FAILED) {
        fb_message_put_text(message, answer->messages);
        fb_message_put_text(message, answer->text);
        fb_message_put_number(message, answer->unwritable);
    }
}

fb_status fb_volume_answer_take(struct fb_volume_answer *out, struct fb_message *message)
{
    *out = (struct fb_volume_answer){0};
    out->kind = (enum fb_volume_answer_kind)fb_message_number(message);
    out->page = (size_t)fb_message_number(message);
    if (out->kind == FB_VOLUME_DONE) {
        out->temporary = fb_message_text(message);
        out->hash = fb_message_hash(message);
        out->stamp = fb_task_take_stamp(message);
        out->pages = (size_t)fb_message_number(message);
    } else if (out->kind == FB_VOLUME_FAILED) {
        out->messages = fb_message_text(message);
        out->text = fb_message_text(message);
        out->unwritable = fb_message_number(message) != 0;
    }
    return message->broken ? FB_ERR_INTERNAL : FB_OK;
}

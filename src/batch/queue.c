#include "batch/queue.h"

#include <stdio.h>
#include <stdlib.h>

static struct fb_slot *make_slot(const struct fb_slot *model)
{
    struct fb_slot *slot = calloc(1, sizeof *slot);

    if (slot == NULL)
        return NULL;
    slot->source = model->source;
    slot->hash = model->hash;
    slot->first = model->first;
    slot->count = model->count;
    slot->total = model->total;
    slot->divided = model->divided;
    for (size_t i = 0; i < FB_SLOT_RECORDS; i++) {
        fb_buffer_init(&slot->results[i].message, FB_MESSAGE_LIMIT);
        slot->results[i].broken = FB_DIAG_COUNT;
    }
    return slot;
}

/* Puts a slot behind another, or at the end of an empty queue. */
static void insert(struct fb_queue *queue, struct fb_slot *before, struct fb_slot *slot)
{
    struct fb_slot **link = before != NULL ? &before->next : &queue->first;

    slot->next = *link;
    *link = slot;
    if (queue->last == before)
        queue->last = slot;
    queue->length++;
}

fb_status fb_queue_add(struct fb_queue *queue, const struct fb_batch_source *source,
                       struct fb_hash hash, bool divided)
{
    struct fb_slot model = {
        .source = source, .hash = hash, .count = FB_SLOT_RECORDS, .divided = divided};
    struct fb_slot *slot = make_slot(&model);

    FB_NEED(slot);
    insert(queue, queue->last, slot);
    return FB_OK;
}

fb_status fb_queue_extend(struct fb_queue *queue, struct fb_slot *slot, size_t total)
{
    struct fb_slot *before = slot;

    slot->total = total;
    if (slot->count > total)
        slot->count = total;
    for (size_t first = slot->count; first < total; first += FB_SLOT_RECORDS) {
        struct fb_slot model = *slot;
        struct fb_slot *next;
        model.first = first;
        model.count = total - first < FB_SLOT_RECORDS ? total - first : FB_SLOT_RECORDS;
        next = make_slot(&model);
        FB_NEED(next);
        insert(queue, before, next);
        before = next;
    }
    return FB_OK;
}

struct fb_slot *fb_queue_waiting(const struct fb_queue *queue)
{
    struct fb_slot *slot = queue->first;

    while (slot != NULL && (slot->given || slot->done))
        slot = slot->next;
    return slot;
}

void fb_queue_pop(struct fb_queue *queue)
{
    struct fb_slot *slot = queue->first;

    queue->first = slot->next;
    if (queue->first == NULL)
        queue->last = NULL;
    queue->length--;
    for (size_t i = 0; i < FB_SLOT_RECORDS; i++)
        fb_buffer_release(&slot->results[i].message);
    free(slot);
}

void fb_queue_release(struct fb_queue *queue)
{
    while (queue->first != NULL)
        fb_queue_pop(queue);
}

fb_status fb_slot_keep(struct fb_slot *slot, const struct fb_message *message)
{
    struct fb_buffer *kept;

    if (slot->received == slot->count)
        return FB_ERR_INTERNAL;
    kept = &slot->results[slot->received++].message;
    fb_buffer_append(kept, message->bytes, message->length);
    return kept->status;
}

void fb_slot_break(struct fb_slot *slot, enum fb_diag_code code, const char *why)
{
    struct fb_slot_result *result = &slot->results[slot->received];

    slot->given = false;
    if (slot->received == slot->count) {
        slot->done = true;
        return;
    }
    result->broken = code;
    snprintf(result->why, sizeof result->why, "%s", why);
    slot->received++;
    /* A file at which a worker broke down before it knew the records is one broken record. */
    if (slot->total == 0)
        slot->count = slot->received;
    slot->done = slot->received == slot->count;
}

/*
 * volume_task.h: what a worker is told of records that it is to bind, and what it says of them.
 *
 * The worker answers with the page of each record as soon as it is in a volume, with each volume
 * that is full, and last with the rest; or that it had to give up.
 */
#ifndef FB_BATCH_VOLUME_TASK_H
#define FB_BATCH_VOLUME_TASK_H

#include "base/arena.h"
#include "batch/message.h"
#include "batch/state_volume.h"

struct fb_volume_task {
    const char *field, *value;             /* what the records have in common */
    const struct fb_state_member *records; /* in their order; none has errors */
    size_t count;
    const char *const *missing; /* what those with errors are called */
    size_t missing_count;
};

enum fb_volume_answer_kind {
    FB_VOLUME_PAGE,   /* the next record of the task is in the volume, from `page` on */
    FB_VOLUME_DONE,   /* a volume is written */
    FB_VOLUME_FAILED, /* nothing is made of the group */
};

struct fb_volume_answer {
    enum fb_volume_answer_kind kind;
    size_t page;
    const char *temporary; /* of FB_VOLUME_DONE: its name in the batch's own folder */
    struct fb_hash hash;
    struct fb_file_stamp stamp;
    size_t pages;
    const char *messages, *text; /* of FB_VOLUME_FAILED: why, as JSON and for people */
    bool unwritable;             /* and that it is the disk */
};

void fb_volume_task_put(struct fb_buffer *message, const struct fb_volume_task *task);

/* Reads what fb_volume_task_put wrote; strings are borrowed from the message. */
FB_MUST_USE fb_status fb_volume_task_take(struct fb_volume_task *out, struct fb_arena *arena,
                                          struct fb_message *message);

void fb_volume_answer_put(struct fb_buffer *message, const struct fb_volume_answer *answer);

/* FB_ERR_INTERNAL if the message is no answer. */
FB_MUST_USE fb_status fb_volume_answer_take(struct fb_volume_answer *out,
                                            struct fb_message *message);

#endif

/*
 * queue.h: what has been given out, in the order in which it is to be put in place.
 *
 * A slot stands for some records of one file, one after the other. It keeps the workers' results
 * until all before it are finished. A large file has several slots, which come in one after the
 * other as soon as its number of records is known.
 */
#ifndef FB_BATCH_QUEUE_H
#define FB_BATCH_QUEUE_H

#include "batch/pool.h"
#include "batch/sources.h"
#include "batch/task.h"
#include "diag/diagnostics.h"

/* Records of one slot: several workers share a large file, and one that breaks down costs little.
 */
enum { FB_SLOT_RECORDS = 32 };

/* The result of one record, as it came; or how its worker broke down. */
struct fb_slot_result {
    struct fb_buffer message;
    enum fb_diag_code broken; /* with `why`; FB_DIAG_COUNT: it did not */
    char why[64];
};

struct fb_slot {
    struct fb_slot *next;
    const struct fb_batch_source *source;
    struct fb_hash hash; /* of the file */
    size_t first, count; /* records */
    size_t total;        /* records of the file; 0: not yet known */
    struct fb_slot_result results[FB_SLOT_RECORDS];
    size_t received;
    bool divided; /* each shard has some of the file's records */
    bool given;   /* a worker has it */
    bool done;
};

struct fb_queue {
    struct fb_slot *first, *last;
    size_t length;
};

/* Adds a slot for the first records of a file. */
FB_MUST_USE fb_status fb_queue_add(struct fb_queue *queue, const struct fb_batch_source *source,
                                   struct fb_hash hash, bool divided);

/* Adds the slots for the rest of a file behind its first, once its number of records is known. */
FB_MUST_USE fb_status fb_queue_extend(struct fb_queue *queue, struct fb_slot *slot, size_t total);

/* Returns the first slot that nobody has and that is not done, or NULL. */
struct fb_slot *fb_queue_waiting(const struct fb_queue *queue);

/* Takes the first slot off and frees it. */
void fb_queue_pop(struct fb_queue *queue);

void fb_queue_release(struct fb_queue *queue);

/* Keeps a message as the next result of a slot. */
FB_MUST_USE fb_status fb_slot_keep(struct fb_slot *slot, const struct fb_message *message);

/* Keeps that the worker broke down at the next record of a slot. The rest of it waits again. */
void fb_slot_break(struct fb_slot *slot, enum fb_diag_code code, const char *why);

#endif

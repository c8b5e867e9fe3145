/*
 * task.h: what a worker is told to do, and what it says of it.
 *
 * A task is one file, or some records of it one after the other. The worker answers with the number
 * of records in the file, and then with a result for each record that it was to make.
 */
#ifndef FB_BATCH_TASK_H
#define FB_BATCH_TASK_H

#include "base/arena.h"
#include "batch/message.h"
#include "batch/state.h"
#include "job/output.h"

/* What is known of a record from an earlier run. */
struct fb_task_record {
    struct fb_hash data;         /* of what it said; all 0: nothing is known */
    struct fb_hash surroundings; /* of all else that its documents were made of */
    unsigned missing;            /* outputs that are no longer there; FB_OUTPUT_BIT of each */
    unsigned kept;               /* outputs that somebody edited, and that are not to be made */
    const char *path;            /* of its documents, below the output folder, without extension */
};

/* What a task is; the first number of its message. */
enum fb_task_kind {
    FB_TASK_RECORDS, /* a struct fb_task follows */
    FB_TASK_VOLUMES, /* a struct fb_volume_task (batch/volume_task.h) */
};

struct fb_task {
    const char *input;    /* the path of the file */
    const char *place;    /* below the folder that was named, without extension */
    size_t first;         /* record, from 0 */
    size_t count;         /* records at most */
    size_t shard, shards; /* of which only those of this shard are made (fb_shard_of) */
    const struct fb_task_record *records; /* `known` of them, from `first` on */
    size_t known;
};

enum fb_result_kind {
    FB_RESULT_COUNT,     /* `index` is the number of records in the file; the first answer */
    FB_RESULT_UNCHANGED, /* nothing was made of the record, because nothing has changed */
    FB_RESULT_ELSEWHERE, /* it is another shard's */
    FB_RESULT_RECORD,
};

/* A document that a worker wrote. */
struct fb_result_output {
    const char *temporary; /* its name in the batch's own folder; NULL: there is none */
    struct fb_hash hash;
    struct fb_file_stamp stamp; /* which it keeps when it is renamed */
    struct fb_file_stamp
        taken; /* of an edited one that it replaces, for the record has the edits */
};

/* An answer. Strings live as long as the message, or whatever it was put together from. */
struct fb_result {
    enum fb_result_kind kind;
    size_t index;  /* of the record */
    unsigned kept; /* outputs that were not made because somebody edited them */
    struct fb_hash data, surroundings;
    enum fb_record_end end;
    const char *template_name; /* "" if none was found */
    const char *wanted;        /* the path that its documents should have, without extension */
    const char *department;
    const char *title;
    const char *member;   /* the value by which it is bound; also if nothing was made of it */
    bool unwritable;      /* the disk is why it is broken, and would be for every other */
    const char *messages; /* as JSON */
    const char *text;     /* the same for people, if there are errors; else "" */
    size_t errors, warnings;
    struct fb_result_output outputs[FB_OUTPUT_KINDS];
};

/* Files up to this size belong whole to one shard; larger ones are divided record by record. */
enum { FB_SHARD_FILE = 1 << 20 };

/* Returns which of so many shards a record belongs to; the same on every machine. */
size_t fb_shard_of(const char *input, size_t index, size_t shards);

/* Writes a task with its kind. */
void fb_task_put(struct fb_buffer *message, const struct fb_task *task);

/* Reads a task behind its kind, in the arena where it needs any; strings are borrowed from the
 * message. */
FB_MUST_USE fb_status fb_task_take(struct fb_task *out, struct fb_arena *arena,
                                   struct fb_message *message);

/* How a file looks, in a message. */
void fb_task_put_stamp(struct fb_buffer *message, const struct fb_file_stamp *stamp);
struct fb_file_stamp fb_task_take_stamp(struct fb_message *message);

void fb_result_put(struct fb_buffer *message, const struct fb_result *result);

/* FB_ERR_INTERNAL if the message is no result. */
FB_MUST_USE fb_status fb_result_take(struct fb_result *out, struct fb_message *message);

#endif

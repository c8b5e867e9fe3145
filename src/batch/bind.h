/*
 * bind.h: what the files of binding share.
 */
#ifndef FB_BATCH_BIND_H
#define FB_BATCH_BIND_H

#include "batch/night.h"
#include "batch/volume_task.h"

/* Where a record of a group stands. */
struct fb_bind_page {
    size_t volume; /* from 0 */
    size_t page;   /* from 1 */
};

/* A volume that a worker wrote. */
struct fb_bind_volume {
    const char *temporary;
    struct fb_hash hash;
    struct fb_file_stamp stamp;
    size_t pages;
};

/* The records that have the same value of a field. All is in its arena. */
struct fb_bind_group {
    struct fb_arena *arena;
    const char *field, *value;
    struct fb_state_member *records; /* to bind */
    size_t count;
    struct fb_state_member *missing; /* that have errors */
    size_t missing_count;
    struct fb_state_volumes known; /* of an earlier run */
    struct fb_hash hash;           /* of all that its volumes are made of */
    /* What the worker told. */
    struct fb_bind_page *pages; /* of the first `bound` records */
    size_t bound;
    FB_VECTOR(struct fb_bind_volume) volumes;
    const char *messages, *text; /* why it gave up; NULL: it did not */
    bool unwritable;
};

/* ---- bind_path.c: where volumes go ---- */

/* Gives the path that a volume should have: 财政厅/合订本, or with （第2册）; `number` from 1. */
FB_MUST_USE fb_status fb_bind_wanted_path(const char **out, struct fb_bind_group *group,
                                          size_t number);

/*
 * Fills in the path that the volume of an index should have, and the one that it gets. `*foreign`
 * is set if a file stands there that no run has written.
 */
FB_MUST_USE fb_status fb_bind_choose_path(bool *foreign, struct fb_state_volume *volume,
                                          struct fb_night *night, struct fb_bind_group *group,
                                          size_t index);

/* ---- bind_tell.c: what is told ---- */

/* Returns what a record is called in a list: its title, else its file. */
const char *fb_bind_name(const struct fb_state_member *member);

/* Makes the group's messages one diagnostic about a path, with two arguments. */
FB_MUST_USE fb_status fb_bind_explain(struct fb_bind_group *group, enum fb_diag_code code,
                                      const char *path, const char *first, const char *second);

/* Tells the group's messages, of a volume as of a record. */
void fb_bind_tell(struct fb_night *night, const struct fb_bind_group *group, const char *path,
                  enum fb_record_end end);

/* Tells which records a group's volumes lack. */
FB_MUST_USE fb_status fb_bind_tell_missing(struct fb_night *night, struct fb_bind_group *group,
                                           enum fb_diag_code code, const char *path);

/* Tells of a group all of whose records have errors. Its volumes stay as they were. */
FB_MUST_USE fb_status fb_bind_tell_empty(struct fb_night *night, struct fb_bind_group *group);

/* Notes that nothing was made of a group: a diagnostic with one argument says why. */
FB_MUST_USE fb_status fb_bind_fail(struct fb_night *night, struct fb_bind_group *group,
                                   enum fb_diag_code code, const char *argument);

/* Likewise; its messages say why. */
FB_MUST_USE fb_status fb_bind_give_up(struct fb_night *night, struct fb_bind_group *group);

/* ---- bind_finish.c: volumes in their places ---- */

/* Puts the volumes of a group, or that there are none, into the state and into their places. */
FB_MUST_USE fb_status fb_bind_finish(struct fb_night *night, struct fb_bind_group *group);

/* Counts the volumes of groups that are no more, and with `prune` takes them away. */
FB_MUST_USE fb_status fb_bind_look_for_gone(struct fb_night *night);

#endif

/*
 * state_volume.h: what the state knows of bound files (合订本).
 *
 * A record is a member of a group by the value of one field, such as 主管部门. The records of a
 * group are bound into one volume, or into several where they are many. A volume's file is known
 * among the documents (fb_state_output) under the input "", which no record has, and its number
 * there.
 *
 * As in state.h, strings are in the arena, none is NULL, and what fails is FB_ERR_IO.
 */
#ifndef FB_BATCH_STATE_VOLUME_H
#define FB_BATCH_STATE_VOLUME_H

#include "batch/state.h"

/* The input of documents that are volumes. */
#define FB_STATE_VOLUME_INPUT ""

/* A record of a group. */
struct fb_state_member {
    const char *input;
    size_t index;
    struct fb_hash data, surroundings; /* as of struct fb_state_record */
    enum fb_record_end end;
    const char *title;
};

struct fb_state_members {
    const struct fb_state_member *items; /* by input and index */
    size_t count;
};

struct fb_state_volume {
    size_t id;                 /* by which its document is known; not asked when it is put */
    const char *field, *value; /* the group's */
    size_t number;             /* from 1, in its group */
    const char *wanted;        /* the path that its file was to have, without extension */
    const char *path;          /* the one it has */
    struct fb_hash hash;       /* of all that its group is made of; all 0: it is to be made again */
    size_t pages;              /* of its records */
    const char *messages;      /* the diagnostics as JSON; "" if there are none */
};

struct fb_state_volumes {
    const struct fb_state_volume *items; /* by field, value and number */
    size_t count;
};

/* A record in a volume, or one that should be in it. */
struct fb_state_bound {
    const char *input;
    size_t index;
    const char *title;
    size_t page; /* its first, from 1; 0: the record had errors */
};

struct fb_state_bounds {
    const struct fb_state_bound *items; /* in their order in the volume */
    size_t count;
};

struct fb_state_values {
    const char **items;
    size_t count;
};

/* Remembers the value of a field by which records are bound; a record has one such field. */
FB_MUST_USE fb_status fb_state_put_member(struct fb_state *state, const char *input, size_t index,
                                          const char *field, const char *value);

/* Tells whether a record's value of the field is known. */
FB_MUST_USE fb_status fb_state_has_member(bool *found, struct fb_state *state, const char *input,
                                          size_t index, const char *field);

/* All values of a field, by their bytes. */
FB_MUST_USE fb_status fb_state_values(struct fb_state_values *out, struct fb_arena *arena,
                                      struct fb_state *state, const char *field);

FB_MUST_USE fb_status fb_state_members(struct fb_state_members *out, struct fb_arena *arena,
                                       struct fb_state *state, const char *field,
                                       const char *value);

/* The volumes of a group; with `field` NULL, all there are. */
FB_MUST_USE fb_status fb_state_volumes(struct fb_state_volumes *out, struct fb_arena *arena,
                                       struct fb_state *state, const char *field,
                                       const char *value);

/* Tells whether a volume has a path (without extension), whatever the case of its ASCII letters. */
FB_MUST_USE fb_status fb_state_volume_at(bool *found, struct fb_state *state, const char *path);

/* Puts a volume in the place of the one that has its group and number; forgets what was in it. */
FB_MUST_USE fb_status fb_state_put_volume(size_t *id, struct fb_state *state,
                                          const struct fb_state_volume *volume);

/* Notes why a volume could not be made, and that it is to be made again. */
FB_MUST_USE fb_status fb_state_spoil_volume(struct fb_state *state, size_t id,
                                            const char *messages);

/* Takes a volume out, and what is known of its document. */
FB_MUST_USE fb_status fb_state_remove_volume(struct fb_state *state, size_t id);

/* Adds a record to a volume; `place` counts them. */
FB_MUST_USE fb_status fb_state_put_bound(struct fb_state *state, size_t id, size_t place,
                                         const struct fb_state_bound *bound);

FB_MUST_USE fb_status fb_state_bounds(struct fb_state_bounds *out, struct fb_arena *arena,
                                      struct fb_state *state, size_t id);

#endif

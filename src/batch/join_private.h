/*
 * join_private.h: what the files of a join share.
 */
#ifndef FB_BATCH_JOIN_PRIVATE_H
#define FB_BATCH_JOIN_PRIVATE_H

#include "batch/join.h"
#include "batch/night.h"

/* A part that is joined. */
struct fb_join_part {
    const char *folder;
    struct fb_state_part part;
    bool here;         /* in the output folder itself */
    const char *label; /* "3/8" */
    const char *work;  /* the folder in which its documents wait */
    size_t base;
    bool finished;
    const char *version, *options, *sources; /* as it noted them */
    struct fb_batch_tally tally;
};

struct fb_join_parts {
    struct fb_join_part *items; /* all of one run, by number; in the arena */
    size_t count;
    bool other_sources; /* they did not find the same */
};

/* Finds the parts and sees that they go together; what is wrong is reported, all at once. */
FB_MUST_USE fb_status fb_join_find(struct fb_join_parts *out, struct fb_night *night,
                                   const struct fb_join_setup *setup);

struct fb_join {
    struct fb_night night; /* of the whole */
    struct fb_batch_setup run;
    struct fb_join_parts parts;
    size_t taken;   /* documents that were linked, by which the next is named */
    size_t waiting; /* for the next commit */
    bool displaced; /* only documents that stand in the places of others are put right */
    FB_VECTOR(struct fb_night_key) partless; /* records that the parts have no more */
};

/* Names all records. */
FB_MUST_USE fb_status fb_join_name(struct fb_join *join);

/* Puts all documents in place. */
FB_MUST_USE fb_status fb_join_place(struct fb_join *join);

#endif

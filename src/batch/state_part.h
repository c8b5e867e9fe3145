/*
 * state_part.h: states of parts of a run, and how they become one.
 *
 * `--shard K/N` has a state of its own in the output folder, so that N machines write into one
 * folder without a lock between them. It begins with what the state of the whole knows of the
 * part's records, and from then on the whole is not written to until all parts are joined. The
 * whole counts its joins in the note FB_NOTE_JOINS, and a part notes what that was when it began
 * (FB_NOTE_BASE): a part with a smaller number has been joined, and its files are only left over.
 *
 * What is frozen so is read without any lock, over a network as well.
 */
#ifndef FB_BATCH_STATE_PART_H
#define FB_BATCH_STATE_PART_H

#include "batch/state.h"

/* ---- notes ---- */

#define FB_NOTE_JOINS    "joins"    /* of the whole: how often parts were joined */
#define FB_NOTE_JOINING  "joining"  /* of the whole: "1" while parts are being joined */
#define FB_NOTE_BASE     "base"     /* of a part: `joins` of the whole when it began */
#define FB_NOTE_FINISHED "finished" /* of a part: "1" once it has looked at all its records */
#define FB_NOTE_VERSION  "version"  /* of a part: the program's */
#define FB_NOTE_OPTIONS  "options"  /* of a part: a hash of what changes documents */
#define FB_NOTE_SOURCES  "sources"  /* of a part: a hash of the paths it found */

/* Puts a short text beside the rows; it is committed with them. */
FB_MUST_USE fb_status fb_state_put_note(struct fb_state *state, const char *name,
                                        const char *value);
FB_MUST_USE fb_status fb_state_put_number(struct fb_state *state, const char *name, size_t number);

/* Finds one; "" or 0 if there is none. */
FB_MUST_USE fb_status fb_state_note(const char **out, struct fb_arena *arena,
                                    struct fb_state *state, const char *name);
FB_MUST_USE fb_status fb_state_number(size_t *out, struct fb_state *state, const char *name);

/* Remembers that a file is a source of the run in hand, and its place among them. */
FB_MUST_USE fb_status fb_state_put_source(struct fb_state *state, size_t position,
                                          const char *path);

/* Forgets them all, when a run begins. */
FB_MUST_USE fb_status fb_state_forget_sources(struct fb_state *state);

/* ---- parts in a folder ---- */

struct fb_state_parts {
    const struct fb_state_part *items; /* by count and number; in the arena */
    size_t count;
};

/* Finds the parts whose states a folder holds. FB_ERR_IO, with errno, if it cannot be read. */
FB_MUST_USE fb_status fb_state_find_parts(struct fb_state_parts *out, struct fb_arena *arena,
                                          const char *folder);

/*
 * Opens a state that nobody writes to, for reading and without a lock. `*out` is NULL if there is
 * none. What is wrong with the file is reported.
 */
FB_MUST_USE fb_status fb_state_open_frozen(struct fb_state **out, const char *folder,
                                           struct fb_state_part part, struct fb_diagnostics *sink);

/* Sees whether another program has a state open; if so, that is reported and FB_ERR_IO. */
FB_MUST_USE fb_status fb_state_check_free(const char *folder, struct fb_state_part part,
                                          struct fb_diagnostics *sink);

/* Takes the files of a part away that it needs no more, but for its lock. FB_ERR_IO with errno. */
FB_MUST_USE fb_status fb_state_discard(const char *folder, struct fb_state_part part);

/* ---- a part begins ---- */

/* Tells whether a record is of the part in hand. */
typedef bool fb_state_has(void *data, const char *input, size_t index);

/*
 * Empties the state of a part, fills it with those rows of the whole (none if it is not there) that
 * are of the part, and notes `base`. All of this is one transaction.
 */
FB_MUST_USE fb_status fb_state_take_part(struct fb_state *state, const char *folder, size_t base,
                                         fb_state_has *has, void *data);

/* ---- parts are joined ---- */

/*
 * Reads the state of a part into tables beside the whole's that last as long as the state is open;
 * `number` stands for the part in the calls below. Of a record that two parts have the first part
 * counts. What the part knows of its inputs becomes known to the whole. `here`: its folder is the
 * output folder.
 */
FB_MUST_USE fb_status fb_state_import(struct fb_state *state, const char *folder,
                                      struct fb_state_part part, size_t number, bool here);

/*
 * Calls for each record of all parts: first those that are in no source any more, then in the order
 * of the sources. As fb_state_walk, but the visitor may change the state.
 */
typedef fb_status fb_state_part_visit(void *data, const struct fb_state_record *record,
                                      size_t part);
FB_MUST_USE fb_status fb_state_walk_parts(struct fb_state *state, fb_state_part_visit *visit,
                                          void *data);

/* Finds the documents of a record as its part has them. */
FB_MUST_USE fb_status fb_state_part_outputs(struct fb_state_outputs *out, struct fb_arena *arena,
                                            struct fb_state *state, const char *input,
                                            size_t index);

/* Finds what parts have put at a path. */
FB_MUST_USE fb_status fb_state_part_outputs_at(struct fb_state_outputs *out, struct fb_arena *arena,
                                               struct fb_state *state, const char *path);

/* Finds what parts have put into the output folder where the whole has nothing. */
FB_MUST_USE fb_status fb_state_part_outputs_left(struct fb_state_outputs *out,
                                                 struct fb_arena *arena, struct fb_state *state);

/* Calls for the path of each source of all parts, in their order. */
typedef fb_status fb_state_path_visit(void *data, const char *path);
FB_MUST_USE fb_status fb_state_walk_part_sources(struct fb_state *state, fb_state_path_visit *visit,
                                                 void *data);

/*
 * Calls for each record of the whole that no part has; `record` has a key and no more. It may not
 * change the state.
 */
FB_MUST_USE fb_status fb_state_walk_partless(struct fb_state *state, fb_state_visit *visit,
                                             void *data);

#endif

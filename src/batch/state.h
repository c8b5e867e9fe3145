/*
 * state.h: what a batch knows of the nights before.
 *
 * One SQLite file in the output folder says for each record what it was made of and how it ended,
 * and for each document which bytes were written. It is what lets a night leave alone what has not
 * changed, and tell a document that somebody edited from one that is ours.
 *
 * A document is first written under another name and then renamed. Before that the state has it as
 * pending, under both names; afterwards as settled. What is pending may be renamed already or not:
 * its hash tells. So the state is true of what is on the disk whenever the program is stopped, by
 * whatever it is.
 *
 * Everything between two commits becomes known at once or not at all. One program at a time has
 * a state open.
 */
#ifndef FB_BATCH_STATE_H
#define FB_BATCH_STATE_H

#include "base/arena.h"
#include "base/hash.h"
#include "diag/diagnostics.h"

#include <stdbool.h>
#include <stdint.h>

struct fb_state;

/*
 * Which part of a run a state is of: part `number` (from 0) of `count`. Each part has files of its
 * own, so that many machines write into one folder; 0 of 1 is the whole.
 */
struct fb_state_part {
    size_t number, count;
};

#define FB_STATE_WHOLE ((struct fb_state_part){0, 1})

/*
 * Gives the path of a file that belongs to a state: "out/.fubiao.sqlite", or of a part
 * "out/.fubiao-3-of-8.sqlite". NULL when memory is used up.
 */
char *fb_state_path(struct fb_arena *arena, const char *folder, struct fb_state_part part,
                    const char *ending);

#define FB_STATE_FILE ".sqlite"
#define FB_STATE_LOCK ".lock"

/* How a record ended. These numbers stand in the file. */
enum fb_record_end {
    FB_RECORD_DONE = 0,
    FB_RECORD_FAILED = 1, /* it has errors; its earlier documents are as they were */
    FB_RECORD_BROKEN = 2, /* the program failed at it: a crash, a limit, the disk */
    FB_RECORD_KEPT = 3,   /* a document of it was edited and has been left alone */
};

/* A record. Strings are the caller's, or from fb_state_record in the arena; none is NULL. */
struct fb_state_record {
    const char *input;           /* the path of its file */
    size_t index;                /* its number in the file, from 0 */
    struct fb_hash data;         /* of what it says */
    struct fb_hash surroundings; /* of all else that its documents are made of */
    const char *template_name;   /* "" if none was found */
    enum fb_record_end end;
    const char *wanted;     /* the path that its documents were to have, without extension */
    const char *path;       /* the one they have: another record may have been first */
    const char *department; /* "" if the record names none */
    const char *title;
    const char *messages; /* the diagnostics as JSON; "" if there are none */
    const char *edits;    /* what was edited in a document that was kept, as JSON; or "" */
    size_t errors, warnings;
};

/* How a file looks without being read. Two that look alike are one file that nobody wrote to. */
struct fb_file_stamp {
    int64_t size;
    int64_t seconds, nanoseconds; /* when it was changed */
    uint64_t inode;
};

/* Gives the stamp of a file; false if there is none at the path, or it is no regular file. */
bool fb_file_stamp_of(struct fb_file_stamp *out, const char *path);

bool fb_file_stamp_equal(const struct fb_file_stamp *a, const struct fb_file_stamp *b);

/* A document. */
struct fb_state_output {
    const char *path;  /* below the output folder */
    const char *input; /* whose it is; as the next, not asked when it is put */
    size_t index;
    const char *temporary; /* what it is called until it is renamed; "": it is settled */
    struct fb_hash hash;
    struct fb_file_stamp stamp;
    struct fb_hash earlier; /* of what a pending one replaces, if a run wrote that; else all 0 */
};

/*
 * Opens the state of an output folder that is there, or begins one. What is wrong is reported:
 * another program has it open, it cannot be read or written, or it is no state of ours or of a
 * later version.
 */
FB_MUST_USE fb_status fb_state_open(struct fb_state **out, const char *folder,
                                    struct fb_diagnostics *sink);

/* Likewise the state of a part. */
FB_MUST_USE fb_status fb_state_open_part(struct fb_state **out, const char *folder,
                                         struct fb_state_part part, struct fb_diagnostics *sink);

/* Closes a state; what was not committed is forgotten. NULL is legal. */
void fb_state_close(struct fb_state *state);

/* The last failure in words of the system, for a message; "" if there was none. */
const char *fb_state_failure(const struct fb_state *state);

/* All that follow are FB_ERR_IO if the file fails. */

FB_MUST_USE fb_status fb_state_commit(struct fb_state *state);

/* Remembers that a file has this hash and so many records. */
FB_MUST_USE fb_status fb_state_put_input(struct fb_state *state, const char *path,
                                         struct fb_hash hash, size_t records);

/* Finds what was remembered of a file; `*records` is 0 if nothing was, or if its hash differs. */
FB_MUST_USE fb_status fb_state_input(size_t *records, struct fb_state *state, const char *path,
                                     struct fb_hash hash);

/* Finds how many records a file had when it was last read to its end; 0 if it never was. */
FB_MUST_USE fb_status fb_state_input_records(size_t *records, struct fb_state *state,
                                             const char *path);

FB_MUST_USE fb_status fb_state_put_record(struct fb_state *state,
                                          const struct fb_state_record *record);

/* Finds a record; false in `*found` if it is not known. */
FB_MUST_USE fb_status fb_state_record(bool *found, struct fb_state_record *out,
                                      struct fb_arena *arena, struct fb_state *state,
                                      const char *input, size_t index);

/*
 * Finds whose documents have a path (without extension), whatever the case of its ASCII letters;
 * `*found` is false if nobody's have. `out` has an input and an index, and no more.
 */
FB_MUST_USE fb_status fb_state_owner(bool *found, struct fb_state_record *out,
                                     struct fb_arena *arena, struct fb_state *state,
                                     const char *path);

/*
 * Notes that documents are to be made anew, whatever else the state says: those of a record, or the
 * volume of that number (batch/state_volume.h).
 */
FB_MUST_USE fb_status fb_state_spoil(struct fb_state *state, const char *input, size_t index);

/* Takes a record out, and all that is known of its documents. */
FB_MUST_USE fb_status fb_state_remove(struct fb_state *state, const char *input, size_t index);

/* Remembers a document of a record. */
FB_MUST_USE fb_status fb_state_put_output(struct fb_state *state, const char *input, size_t index,
                                          const struct fb_state_output *output);

/*
 * Remembers that all documents that were pending are in place, with the stamps they had, but for
 * those whose temporary names begin with FB_STATE_WAITING.
 */
#define FB_STATE_WAITING "waiting-"
FB_MUST_USE fb_status fb_state_settle(struct fb_state *state);

/* Forgets a document. */
FB_MUST_USE fb_status fb_state_remove_output(struct fb_state *state, const char *path);

/* Finds a document by its path; false in `*found` if it is not known. */
FB_MUST_USE fb_status fb_state_output(bool *found, struct fb_state_output *out,
                                      struct fb_arena *arena, struct fb_state *state,
                                      const char *path);

struct fb_state_outputs {
    const struct fb_state_output *items; /* by path; in the arena */
    size_t count;
};

/* The documents of a record. */
FB_MUST_USE fb_status fb_state_outputs_of(struct fb_state_outputs *out, struct fb_arena *arena,
                                          struct fb_state *state, const char *input, size_t index);

/* All documents that are pending. */
FB_MUST_USE fb_status fb_state_pending(struct fb_state_outputs *out, struct fb_arena *arena,
                                       struct fb_state *state);

/* All documents that their records have under another path now. */
FB_MUST_USE fb_status fb_state_renamed(struct fb_state_outputs *out, struct fb_arena *arena,
                                       struct fb_state *state);

/*
 * Calls for each record, by input and number; ends when a call is not FB_OK, with its result. What
 * the visitor is given lives as long as its call. It may not change the state.
 */
typedef fb_status fb_state_visit(void *data, const struct fb_state_record *record);
FB_MUST_USE fb_status fb_state_walk(struct fb_state *state, fb_state_visit *visit, void *data);

#endif

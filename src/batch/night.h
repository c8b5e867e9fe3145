/*
 * night.h: what the files of a run share.
 */
#ifndef FB_BATCH_NIGHT_H
#define FB_BATCH_NIGHT_H

#include "batch/run.h"
#include "batch/state_part.h"

#include "base/map.h"
#include "base/vector.h"

/* A record. */
struct fb_night_key {
    const char *input;
    size_t index;
};

/* A run. Its arena holds what lives as long as it; `scratch` what lives as long as one record. */
struct fb_night {
    const struct fb_batch_setup *setup;
    const struct fb_batch_sources *sources;
    struct fb_diagnostics *sink;
    struct fb_arena *arena;
    struct fb_arena *scratch;
    struct fb_work_setup work; /* with `folder` and `surroundings` */
    struct fb_state *state;
    struct fb_map surroundings; /* struct fb_hash of templates, by their names */
    struct fb_map present;      /* the sources' paths */
    struct fb_batch_tally tally;
    FB_VECTOR(struct fb_night_key) again; /* records to be told of at the end (run.h) */
    size_t pruned_records;                /* of tally.vanished, those taken away */
    size_t pruned_outputs;                /* of tally.renamed likewise */
    bool unwritable;                      /* the disk took no more: nothing new is begun */
    struct fb_renames
        *renames; /* documents that the state has as pending and that are not yet in place */
};

/* ---- part.c: parts of a run ---- */

/* Which part of how many the run makes. */
struct fb_state_part fb_night_part(const struct fb_night *night);

/*
 * Opens the state, if the run may write into the folder: while this has states of parts, nothing
 * but these parts may. A part that begins gets from the whole what is known of its records.
 */
FB_MUST_USE fb_status fb_night_enter(struct fb_night *night);

/* Takes the files of all parts away that were joined. */
FB_MUST_USE fb_status fb_night_discard_joined(struct fb_night *night);

/* Notes what a part is made of, for whoever joins it; then that it has been finished. */
FB_MUST_USE fb_status fb_night_begin_part(struct fb_night *night);
FB_MUST_USE fb_status fb_night_finish_part(struct fb_night *night);

/* The names under which a tally is noted, with fields of that many. */
FB_MUST_USE fb_status fb_night_add_tally(struct fb_batch_tally *tally, struct fb_state *part);

/* ---- look.c: what need not be made ---- */

/*
 * Looks whether all records of a file are as they were and their documents too; then counts them
 * and sets `*done`. `hash` is of the file's bytes.
 */
FB_MUST_USE fb_status fb_night_look(bool *done, struct fb_night *night,
                                    const struct fb_batch_source *source, struct fb_hash hash);

/* Finds what a worker has to know of a record; `*found` is false if it is a new one. */
FB_MUST_USE fb_status fb_night_recall(bool *found, struct fb_task_record *out,
                                      struct fb_night *night, const char *input, size_t index);

/*
 * Counts a record that is as it was before, and remembers whether a document of it is kept now. The
 * record is one that the state gave.
 */
FB_MUST_USE fb_status fb_night_count_known(struct fb_night *night, struct fb_state_record *record,
                                           unsigned kept);

/* Counts a record of which a document was kept, and tells of it at the end. */
FB_MUST_USE fb_status fb_night_count_kept(struct fb_night *night, const char *input, size_t index);

/* Tells whether a document is there, as it was written. */
FB_MUST_USE fb_status fb_night_is_whole(bool *whole, struct fb_night *night,
                                        const struct fb_state_output *output);

/*
 * Likewise; but one that has gone, or of which nothing is left that could be somebody else's, is
 * ours too.
 */
FB_MUST_USE fb_status fb_night_is_ours(bool *ours, struct fb_night *night,
                                       const struct fb_state_output *output);

/* ---- torn.c: what a loss of power has left ---- */

/* What stands in a document's place that is not what was written. */
enum fb_torn {
    FB_TORN_NOT,
    FB_TORN_PERHAPS, /* a DOCX that nobody can read, in which there is something */
    FB_TORN_SURELY,  /* a PDF that nobody can read, or a DOCX without a byte */
};

FB_MUST_USE fb_status fb_night_torn(enum fb_torn *out, struct fb_night *night,
                                    const struct fb_state_output *output);

/*
 * Tells whether what stands there is what is left of the document, which was made again: it has
 * this hash and is at the path `again`. If it is another now, a DOCX in which there is something
 * counts as somebody's.
 */
FB_MUST_USE fb_status fb_night_is_left(bool *out, struct fb_night *night,
                                       const struct fb_state_output *output, struct fb_hash hash,
                                       const char *again);

/* ---- again.c: what is told of records that have not changed ---- */

/* Remembers that a record is to be told of at the end. */
FB_MUST_USE fb_status fb_night_tell_later(struct fb_night *night, const char *input, size_t index);

/* Tells of them. */
FB_MUST_USE fb_status fb_night_tell_again(struct fb_night *night);

/* ---- finish.c: what was made ---- */

/* Takes what a worker made of a record into the state, and its documents with the next commit. */
FB_MUST_USE fb_status fb_night_finish(struct fb_night *night, const struct fb_batch_source *source,
                                      const struct fb_result *result);

/*
 * Takes a record into the state at which a worker broke down; `code` says how, and `argument` what
 * the system tells.
 */
FB_MUST_USE fb_status fb_night_finish_broken(struct fb_night *night,
                                             const struct fb_batch_source *source, size_t index,
                                             enum fb_diag_code code, const char *argument);

/*
 * Breaks a record that was counted as done or kept: a diagnostic with one argument about a path
 * says why. It is told of, and goes into the state.
 */
FB_MUST_USE fb_status fb_night_break(struct fb_night *night, struct fb_state_record *record,
                                     enum fb_diag_code code, const char *path,
                                     const char *argument);

/* Keeps a document of a record that was counted as done: it goes into the state as such. */
FB_MUST_USE fb_status fb_night_keep(struct fb_night *night, struct fb_state_record *record);

/* Gives the path (without extension) of a record that wants one; the one it has, if it has it. */
FB_MUST_USE fb_status fb_night_choose_path(const char **out, struct fb_night *night,
                                           const char *input, size_t index, const char *wanted);

/* Gives one diagnostic about a path as JSON and in words. */
FB_MUST_USE fb_status fb_night_explain(const char **messages, const char **words,
                                       struct fb_night *night, enum fb_diag_code code,
                                       const char *path, const char *argument);

/* ---- settle.c: before and after ---- */

/* Settles what an earlier run left pending, and makes an empty folder of the batch's own. */
FB_MUST_USE fb_status fb_night_prepare(struct fb_night *night);

/* Takes the batch's own folder away. */
void fb_night_clean(struct fb_night *night);

/* ---- place.c: documents in their places ---- */

/*
 * Remembers that a document is to be put in place at the next commit. `taken`: of an edited one
 * there that may be replaced (all 0: none); NULL: what stands there then is not looked at once
 * more.
 */
FB_MUST_USE fb_status fb_night_rename_later(struct fb_night *night, const char *input, size_t index,
                                            const struct fb_state_output *output,
                                            const struct fb_file_stamp *taken);

/*
 * Commits the state and puts all in place that is waiting. A record whose place is refused is
 * broken then, and told of; a volume can be asked for (fb_night_refused).
 */
FB_MUST_USE fb_status fb_night_commit(struct fb_night *night);

/* Why a volume was not put in its place. */
struct fb_night_refusal {
    size_t volume; /* its number in the state */
    const char *path, *reason;
};

/* Finds what the last commit could not put in its place of a volume; NULL: nothing. */
const struct fb_night_refusal *fb_night_refused(const struct fb_night *night, size_t volume);

/* ---- guard.c: what stands in a document's place ---- */

/* What may be replaced there. */
struct fb_guard {
    bool set;   /* it is looked at */
    bool known; /* a run wrote a document there: */
    struct fb_hash hash;
    struct fb_file_stamp stamp;
    struct fb_file_stamp taken; /* or an edited one that the record has by now; all 0: none */
};

/*
 * Gives what may be replaced: what the state has at the path (NULL: nothing), before it has what is
 * to go there, or what was `taken` into the record (fb_night_rename_later).
 */
struct fb_guard fb_night_guard(const struct fb_state_output *known,
                               const struct fb_file_stamp *taken);

enum fb_seen {
    FB_SEEN_NOTHING, /* that may not be replaced */
    FB_SEEN_EDITED,  /* a DOCX that somebody has saved since */
    FB_SEEN_FOREIGN, /* a file that no run wrote, and `force` is not set */
};

/* Looks at the path again, where a document is about to be put. */
FB_MUST_USE fb_status fb_night_watch(enum fb_seen *out, struct fb_night *night,
                                     const struct fb_guard *guard,
                                     const struct fb_state_output *output);

/* ---- put.c ---- */

/* What has become of a document that was to be put in its place. */
struct fb_placing {
    enum fb_placing_end {
        FB_PLACING_DONE,
        FB_PLACING_TAKEN,   /* of a part: another file is there */
        FB_PLACING_REFUSED, /* `path` and `reason` say what by; others may be put in theirs */
    } end;
    const char *path, *reason; /* in the scratch arena */
};

/*
 * Renames a pending document to its place; `owned`: what stands there is its earlier form.
 * FB_ERR_IO, reported, if the disk takes nothing.
 */
FB_MUST_USE fb_status fb_night_put(struct fb_placing *out, struct fb_night *night,
                                   const struct fb_state_output *output, bool owned);

/* Keeps a document of a part under a name that stays its own, until the parts are joined. */
FB_MUST_USE fb_status fb_night_wait(struct fb_night *night, const struct fb_state_output *output);

/* ---- night.c ---- */

/* True once nothing new is to be begun. */
bool fb_night_is_stopped(const struct fb_night *night);

/* Reports that nothing can be written at a path, by errno; the result is FB_ERR_IO. */
fb_status fb_night_report_unwritable(struct fb_night *night, const char *path);

/* Reports, as the last failure of the state, that it cannot be used; the result is FB_ERR_IO. */
fb_status fb_night_report_state(struct fb_night *night);

/* Reports, if something of the pool ended with FB_ERR_IO, that the system gives no process; the
 * result is the status. */
FB_MUST_USE fb_status fb_night_report_workers(const struct fb_night *night, fb_status status);

/* ---- vanished.c ---- */

/* Remembers which files are sources of this run. */
FB_MUST_USE fb_status fb_night_note_sources(struct fb_night *night);

/* Tells whether a file that the state knows is no source any more. */
bool fb_night_is_gone(const struct fb_night *night, const char *input);

/*
 * Counts the records that the state knows and no source has any more, and the documents that their
 * records have under another name now; with `prune` both kinds of documents are taken away, but
 * none that somebody edited.
 */
FB_MUST_USE fb_status fb_night_vanished(struct fb_night *night);

/* Tells whether no source has a record any more: its file is gone, or has fewer records now. */
FB_MUST_USE fb_status fb_night_is_vanished(bool *out, struct fb_night *night, const char *input,
                                           size_t index);

/* Takes a record away with its documents, unless one of these was edited. */
FB_MUST_USE fb_status fb_night_prune(struct fb_night *night, const struct fb_night_key *key);

/* Takes a document away if it is as it was written; else `*kept` is set. */
FB_MUST_USE fb_status fb_night_prune_output(bool *kept, struct fb_night *night,
                                            const struct fb_state_output *output);

/* ---- bind.c: volumes ---- */

/*
 * Binds the records of each group of which something has changed (batch/volume_task.h), in the
 * processes of a pool that works by fb_work.
 */
FB_MUST_USE fb_status fb_night_bind(struct fb_night *night, struct fb_pool *pool);

/* Tells whether a file has the bytes that this hash is of; one that cannot be read has not. */
FB_MUST_USE fb_status fb_night_has_bytes(bool *out, const char *path, struct fb_hash hash);

/* Likewise a file below the output folder. */
FB_MUST_USE fb_status fb_night_stands(bool *out, struct fb_night *night, const char *path,
                                      struct fb_hash hash);

/* Gives the stamp of a file below the output folder; false if it is not there. */
bool fb_night_stamp(struct fb_file_stamp *out, struct fb_night *night, const char *path);

#endif

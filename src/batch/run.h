/*
 * run.h: one night: all records of all sources.
 *
 * Records are given out to workers in the order of their sources, and what comes back is put in
 * place in that order too, whichever worker was faster: so names, reports and the state of a night
 * do not depend on who was when ready. A record that fails never stops another.
 *
 * Whatever stops the night, each document is the old one or the new one and whole, and the state is
 * true of it (batch/state.h). The next run goes on from there.
 */
#ifndef FB_BATCH_RUN_H
#define FB_BATCH_RUN_H

#include "batch/sources.h"
#include "batch/state.h"
#include "batch/work.h"

#include <signal.h>

/* How many records ended how. `records` is the sum of the seven that follow it. */
struct fb_batch_tally {
    size_t records;
    size_t made;
    size_t unchanged; /* nothing was to be done */
    size_t failed;
    size_t broken;
    size_t kept;      /* a document was edited, and left alone */
    size_t elsewhere; /* another shard's */
    size_t left;      /* not begun when the run was stopped */
    size_t warned;    /* of those made or unchanged: with warnings */
    size_t vanished;  /* known from earlier runs, and in no source any more */
    size_t renamed;   /* documents of earlier runs that have another name now */
    size_t volumes_made, volumes_unchanged, volumes_failed; /* (fb_night_bind) */
    size_t volumes_left; /* values of the field not begun when the run was stopped */
    size_t volumes_gone; /* of earlier runs, whose records have all gone or another value now */
};

/* Told now and then how far a run is, and how many records are left by what is known so far. */
typedef void fb_batch_tell_progress(void *data, const struct fb_batch_tally *tally, size_t left);

/* How far a run is that binds records: values of the field with which it is done, and records. */
struct fb_binding_progress {
    size_t done, groups;
    size_t records;
};

/* Told now and then of that. */
typedef void fb_batch_tell_binding(void *data, const struct fb_binding_progress *binding);

/*
 * Told of each record that is not as it should be: first, in the order of the sources, of those
 * that fail now, with what is wrong with them in words; at the end, by path and number, of those
 * that have not changed since they failed, with "", and of those of which a document was kept, with
 * what was edited in it.
 */
typedef void fb_batch_tell(void *data, const struct fb_state_record *record, const char *text);

struct fb_batch_setup {
    const char *output;          /* the output folder; made if it is missing */
    struct fb_work_setup work;   /* but the folders and `surroundings`, which the run fills in */
    fb_pool_work *work_function; /* NULL: fb_work, as it is but where workers are to break down */
    size_t workers;
    size_t seconds;              /* that one record may take */
    size_t memory;               /* bytes that one worker may take */
    bool force;                  /* makes all records anew */
    bool prune;                  /* takes away the documents of records that have vanished */
    size_t shard, shards;        /* this run makes part `shard` (from 0) of `shards`; 0, 1: all */
    volatile sig_atomic_t *stop; /* nothing new is begun once it is not 0 */
    fb_batch_tell_progress *progress; /* or NULL */
    fb_batch_tell_binding *binding;   /* or NULL */
    fb_batch_tell *tell;              /* or NULL */
    void *data;                       /* of all three */
};

/*
 * Makes what has to be made. FB_ERR_INPUT or FB_ERR_IO, reported, if there is nothing that can be
 * done at all; what is wrong with single records is in the tally and in the state.
 */
FB_MUST_USE fb_status fb_batch_run(struct fb_batch_tally *out, const struct fb_batch_setup *setup,
                                   const struct fb_batch_sources *sources,
                                   struct fb_diagnostics *sink);

#endif

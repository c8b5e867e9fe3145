/*
 * join.h: the parts of a run (`--shard K/N`) become the whole.
 *
 * Records are taken from the parts in the order of their sources, and documents get the names that
 * one run would have given them. What a part has put in its place already stays there; what waits,
 * or is in a folder of the part's own, is linked to its place, or copied where the file system
 * knows no links. Then the state of the output folder is that of one run, and the next one, divided
 * or not, goes on from it.
 *
 * Nothing is begun unless all parts are there. A join that was stopped is begun again, and goes on
 * from where it was; until then nothing else may write into the folder.
 */
#ifndef FB_BATCH_JOIN_H
#define FB_BATCH_JOIN_H

#include "batch/run.h"

struct fb_join_setup {
    const char *output;   /* the output folder, which is there */
    char *const *folders; /* whose parts are joined, besides those in the output folder */
    size_t folder_count;
    bool force; /* replaces files of others */
    bool prune; /* takes away the documents of records that have vanished */
    fb_batch_tell *tell;
    void *data;
};

/*
 * Joins. The tally is the sum of the parts'; `sources`, in the arena, are what they found. What is
 * wrong is reported: FB_ERR_IO if the parts are not yet what they have to be, FB_ERR_INPUT if they
 * will never be.
 */
FB_MUST_USE fb_status fb_batch_join(struct fb_batch_tally *out, struct fb_batch_sources *sources,
                                    struct fb_arena *arena, const struct fb_join_setup *setup,
                                    struct fb_diagnostics *sink);

/*
 * Takes the states of joined parts out of the output folder, once all has been told of that they
 * know. Those in folders of their own stay.
 */
FB_MUST_USE fb_status fb_batch_join_finish(const char *output, struct fb_diagnostics *sink);

#endif

/*
 * place.h: what the files share that put documents in their places (place.c, refused.c, settle.c).
 */
#ifndef FB_BATCH_PLACE_H
#define FB_BATCH_PLACE_H

#include "batch/night.h"

/* A document that waits for the next commit. */
struct fb_rename {
    struct fb_state_output output;
    struct fb_guard guard; /* what may be replaced */
    bool owned;            /* what stands at the path is the document's earlier form */
};

/* Those of one commit, and what became of the last. */
struct fb_renames {
    struct fb_arena *arena;
    FB_VECTOR(struct fb_rename) waiting;
    struct fb_arena *refused_arena;
    FB_VECTOR(struct fb_night_refusal) refused; /* volumes of the last commit */
};

/*
 * Takes back what the state says of a document that cannot be where it was to be: what it was to
 * replace is there as before, and its record or volume is to be made again.
 */
FB_MUST_USE fb_status fb_place_bring_back(struct fb_night *night,
                                          const struct fb_state_output *output);

/*
 * Give a pending document up: the system refuses its place, which breaks its record (a volume is
 * remembered for fb_night_refused); somebody has put a file there, which breaks the record too; or
 * somebody has saved the DOCX there, which is kept like any that was edited.
 */
FB_MUST_USE fb_status fb_place_refuse(struct fb_night *night, const char *path,
                                      const struct fb_placing *placing);
FB_MUST_USE fb_status fb_place_refuse_foreign(struct fb_night *night, const char *path);
FB_MUST_USE fb_status fb_place_keep_edited(struct fb_night *night, const char *path);

#endif

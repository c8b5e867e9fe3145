/*
 * volume.h: records bound into one PDF (合订本), behind a table of contents.
 *
 * Each record begins on a new page, and the page numbers go on from one to the next. Each has a
 * bookmark, with those of its own below, and an entry in the table of contents that leads to it.
 * The contents stand before the records and count their pages by themselves: i, ii … So nothing of
 * a record has to wait for them, and what a record was made of is forgotten once it is drawn.
 *
 * The table of contents is a template like any other (FB_VOLUME_CONTENTS), for this record:
 *
 *     <合订本>
 *       <分组>主管部门</分组>                what the records have in common,
 *       <名称>自治区党委巡视办</名称>        and its value
 *       <册>2</册>                           where there are several
 *       <条目><项目><名称>…</名称><页码>1</页码></项目> … </条目>
 *       <缺项><项目><名称>…</名称></项目> … </缺项>
 *     </合订本>
 */
#ifndef FB_JOB_VOLUME_H
#define FB_JOB_VOLUME_H

#include "job/job.h"

/* The name of the template of the contents. */
#define FB_VOLUME_CONTENTS "_合订本/目录"

struct fb_volume;

/* What a volume is about. Strings are borrowed. */
struct fb_volume_title {
    const char *group;          /* the field that all records share: 主管部门 */
    const char *name;           /* its value */
    size_t number;              /* of the volume, from 1; 0: it is the only one */
    const char *const *missing; /* records that should be in it and have errors */
    size_t missing_count;
};

/* Begins a volume. The context and the buffer, which takes the PDF, are borrowed. */
FB_MUST_USE fb_status fb_volume_new(struct fb_volume **out, struct fb_context *context,
                                    enum fb_pdf_kind kind, struct fb_buffer *pdf);
void fb_volume_free(struct fb_volume *volume);

/*
 * Adds the record that a job is at, by a name for the contents; with "" that is its document's
 * title. `*page` is the number of its first page, from 1. What is wrong with the record is in the
 * job's diagnostics, and the volume is then as if it had not been added.
 */
FB_MUST_USE fb_status fb_volume_add(size_t *page, struct fb_volume *volume, struct fb_job *job,
                                    const char *name);

/* The number of pages that its records have. */
size_t fb_volume_pages(const struct fb_volume *volume);

/*
 * Adds the contents and completes the PDF; there must be a record in it. What is wrong with the
 * template of the contents is reported.
 */
FB_MUST_USE fb_status fb_volume_finish(struct fb_volume *volume,
                                       const struct fb_volume_title *title,
                                       struct fb_diagnostics *sink);

#endif

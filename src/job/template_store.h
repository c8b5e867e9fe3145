/*
 * template_store.h: templates by name, each read once.
 *
 * The name of a template is its path inside a templates/ folder without ".xml"
 * ("宁夏2021/项目支出绩效目标表"). A name never leads out of the folder; only a user, never a
 * record, may give the path of a template file.
 */
#ifndef FB_JOB_TEMPLATE_STORE_H
#define FB_JOB_TEMPLATE_STORE_H

#include "diag/diagnostics.h"
#include "job/data_folders.h"
#include "template/template.h"

#include <stdbool.h>

struct fb_template_store;

/* The folders are borrowed for as long as the store lives. */
FB_MUST_USE fb_status fb_template_store_new(struct fb_template_store **out,
                                            const struct fb_data_folders *folders);
void fb_template_store_free(struct fb_template_store *store);

/*
 * Gives the template of a name. What is wrong with the name is reported at `position`, what is
 * wrong with the template at its place; both are FB_ERR_INPUT. What is wrong with a template is
 * told to the first that asks, and to others only that it has errors, until fb_template_store_retry
 * is called.
 */
FB_MUST_USE fb_status fb_template_store_find(const struct fb_template **out,
                                             struct fb_template_store *store, const char *name,
                                             struct fb_position position,
                                             struct fb_diagnostics *sink);

/* As fb_template_store_find for what a user gave: a name, or the path of a file if it ends in .xml.
 */
FB_MUST_USE fb_status fb_template_store_open(const struct fb_template **out,
                                             struct fb_template_store *store,
                                             const char *name_or_path, struct fb_diagnostics *sink);

/* Forgets which templates have errors: those that are asked for are read, and told of, anew. */
void fb_template_store_retry(struct fb_template_store *store);

#endif

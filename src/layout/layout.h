/*
 * layout.h: from the resolved document to pages.
 *
 * A row goes on a page whole if any page can hold it; a row taller than that is cut between lines.
 * Header rows are drawn again on every page that the table goes on, merged labels again in the
 * middle of each page's part of them; a part is never lower than its label. What is between the
 * margins stays there: text that cannot is an error, after which no page is given any more.
 */
#ifndef FB_LAYOUT_LAYOUT_H
#define FB_LAYOUT_LAYOUT_H

#include "base/arena.h"
#include "diag/diagnostics.h"
#include "layout/pages.h"

/* A document has no more pages than this; more is FB_ERR_NOMEM. */
enum { FB_PAGE_LIMIT = 100000 };

/*
 * Lays out a document that fb_grid_build accepts in each of its tables, and gives each page away
 * when it is full: of a table's text there is never more in memory than a few pages need.
 * FB_ERR_INPUT if a diagnostic of level error was reported; no page is given any more from the
 * first on, and those that were must not be printed.
 */
FB_MUST_USE fb_status fb_layout_each(const struct fb_doc *doc, const struct fb_font_set *fonts,
                                     struct fb_page_taker taker, struct fb_diagnostics *sink);

/*
 * Likewise, and keeps all pages in the arena: for documents that must be known to be right before
 * the first page is drawn.
 */
FB_MUST_USE fb_status fb_layout(struct fb_pages *out, struct fb_arena *arena,
                                const struct fb_doc *doc, const struct fb_font_set *fonts,
                                struct fb_diagnostics *sink);

#endif

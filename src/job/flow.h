/*
 * flow.h: what of the pages a file for word processors cannot have.
 */
#ifndef FB_JOB_FLOW_H
#define FB_JOB_FLOW_H

#include "diag/diagnostics.h"
#include "layout/pages.h"

/* What is noted of pages as they are laid out; all zero at first. */
struct fb_flow_pages {
    size_t count;
    bool labels_repeat; /* some page shows again a label that an earlier one has */
};

/* Notes the next page of a document. */
void fb_flow_note(struct fb_flow_pages *noted, const struct fb_doc *doc,
                  const struct fb_page *page);

/*
 * Reports in one note what the document's pages have and a flow document has not, because only who
 * breaks pages can draw it. Says nothing if there is nothing (docs/docx.md).
 */
FB_MUST_USE fb_status fb_flow_report(const struct fb_doc *doc, const struct fb_flow_pages *noted,
                                     struct fb_diagnostics *sink);

#endif

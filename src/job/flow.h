/*
 * flow.h: what of the pages a file for word processors cannot have.
 */
#ifndef FB_JOB_FLOW_H
#define FB_JOB_FLOW_H

#include "diag/diagnostics.h"
#include "layout/pages.h"

/*
 * Reports in one note what the document's pages have and a flow document has not, because only who
 * breaks pages can draw it. Says nothing if there is nothing (docs/docx.md).
 */
FB_MUST_USE fb_status fb_flow_report(const struct fb_doc *doc, const struct fb_pages *pages,
                                     struct fb_diagnostics *sink);

#endif

/*
 * coverage.h: whether records try all rules of a template.
 *
 * For people who write templates: a rule that finds nothing to look at in any sample is probably
 * about a field of another name. A coverage takes records of one template, of any number of jobs.
 */
#ifndef FB_JOB_COVERAGE_H
#define FB_JOB_COVERAGE_H

#include "diag/diagnostics.h"
#include "template/template.h"

struct fb_coverage;
struct fb_rule_tally; /* check/check.h */

FB_MUST_USE fb_status fb_coverage_new(struct fb_coverage **out);
void fb_coverage_free(struct fb_coverage *coverage);

/*
 * Sets `*out` to the tallies of a template, which must live as long as the coverage, or to NULL for
 * a template that is not the one of the first record.
 */
FB_MUST_USE fb_status fb_coverage_of(struct fb_rule_tally **out, struct fb_coverage *coverage,
                                     const struct fb_template *template);

/* Reports, at their places in the template, the rules that looked at nothing. */
void fb_coverage_report(const struct fb_coverage *coverage, struct fb_diagnostics *sink);

#endif

#include "job/coverage.h"

#include "check/check.h"
#include "template/rule.h"

#include <stdlib.h>

struct fb_coverage {
    struct fb_arena *arena;
    const struct fb_template *template; /* NULL: no record yet */
    struct fb_rule_tally *tallies;
};

fb_status fb_coverage_new(struct fb_coverage **out)
{
    struct fb_coverage *coverage = calloc(1, sizeof *coverage);
    fb_status status;

    *out = NULL;
    FB_NEED(coverage);
    status = fb_arena_new(&coverage->arena, FB_ARENA_JOB_LIMIT);
    if (status != FB_OK) {
        free(coverage);
        return status;
    }
    *out = coverage;
    return FB_OK;
}

void fb_coverage_free(struct fb_coverage *coverage)
{
    if (coverage == NULL)
        return;
    fb_arena_free(coverage->arena);
    free(coverage);
}

fb_status fb_coverage_of(struct fb_rule_tally **out, struct fb_coverage *coverage,
                         const struct fb_template *template)
{
    *out = NULL;
    if (coverage->template == NULL) {
        coverage->tallies =
            FB_NEW_ARRAY(coverage->arena, struct fb_rule_tally, template->rule_count);
        FB_NEED(coverage->tallies);
        coverage->template = template;
    }
    if (coverage->template == template)
        *out = coverage->tallies;
    return FB_OK;
}

void fb_coverage_report(const struct fb_coverage *coverage, struct fb_diagnostics *sink)
{
    for (size_t i = 0; coverage->template != NULL && i < coverage->template->rule_count; i++) {
        const struct fb_rule *rule = &coverage->template->rules[i];
        if (coverage->tallies[i].looked == 0)
            fb_report(sink, FB_DIAG_RULE_UNTRIED, rule->position, rule->id);
    }
}

/*
 * condition.c: what is shown only if the record is so.
 */
#include "merge/merge_private.h"

fb_status fb_merge_test(struct fb_merger *merger, const struct fb_expression *test,
                        const struct fb_xml_node *node, bool *out)
{
    fb_status status = fb_xpath_boolean(out, merger->context, test->compiled, node);

    if (status != FB_ERR_INPUT)
        return status;
    fb_report(merger->sink, FB_DIAG_MERGE_EXPRESSION, test->position, test->text);
    *out = false;
    return FB_OK;
}

fb_status fb_merge_holds(struct fb_merger *merger, const struct fb_condition *when,
                         const struct fb_xml_node *node, bool *out)
{
    *out = true;
    for (; when != NULL && *out; when = when->outer)
        FB_TRY(fb_merge_test(merger, &when->test, node, out));
    return FB_OK;
}

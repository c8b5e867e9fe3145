/*
 * value.c: text of the record, found by an expression and brought into its format.
 */
#include "data/value.h"
#include "merge/merge_private.h"

struct fb_position fb_merge_origin(const struct fb_merge_value *value)
{
    return value->node != NULL ? fb_xml_content_position(value->node) : fb_origin(value->origin);
}

/* Keeps a value that is not empty, in its format. */
static fb_status keep(struct fb_merger *merger, const struct fb_value_spec *spec,
                      struct fb_merge_value value, struct fb_merge_values *out)
{
    const char *raw = value.text;

    if (raw[0] == '\0' && out->empty == NULL)
        out->empty = value.node;
    if (raw[0] == '\0')
        return FB_OK;
    FB_TRY(fb_merge_format(merger, spec, &value));
    value.kind = fb_merge_shown_kind(spec, raw, value.text);
    if (value.text[0] != '\0')
        out->items[out->count++] = value;
    return FB_OK;
}

static fb_status evaluate_nodes(struct fb_merger *merger, const struct fb_value_spec *spec,
                                const struct fb_xpath_nodes *nodes, struct fb_merge_values *out)
{
    out->items = FB_NEW_ARRAY(merger->scratch, struct fb_merge_value, nodes->count);
    FB_NEED(out->items);
    for (size_t i = 0; i < nodes->count; i++) {
        struct fb_merge_value value = {.text = fb_value_of(nodes->items[i]),
                                       .node = nodes->items[i]};
        FB_NEED(value.text);
        FB_TRY(keep(merger, spec, value, out));
    }
    return FB_OK;
}

/* An expression that computes a text rather than selecting an element. */
static fb_status evaluate_string(struct fb_merger *merger, const struct fb_value_spec *spec,
                                 const struct fb_xml_node *node, struct fb_merge_values *out)
{
    struct fb_merge_value value = {.origin = &spec->select.position};
    char *text;
    fb_status status =
        fb_xpath_string(&text, merger->scratch, merger->context, spec->select.compiled, node);

    if (status == FB_ERR_INPUT) {
        fb_report(merger->sink, FB_DIAG_MERGE_EXPRESSION, spec->select.position, spec->select.text);
        return FB_OK;
    }
    FB_TRY(status);
    fb_value_normalize(text);
    value.text = text;
    out->items = FB_NEW(merger->scratch, struct fb_merge_value);
    FB_NEED(out->items);
    return keep(merger, spec, value, out);
}

/*
 * In a blank row (`node` is NULL) paths from the root and parameters have their values, and all
 * else is empty, also a text that would be put together of nothing.
 */
fb_status fb_merge_evaluate(struct fb_merger *merger, const struct fb_value_spec *value,
                            const struct fb_xml_node *node, struct fb_merge_values *out)
{
    struct fb_xpath_nodes nodes;
    fb_status status;

    *out = (struct fb_merge_values){0};
    status = fb_xpath_nodes(&nodes, merger->scratch, merger->context, value->select.compiled, node);
    if (status == FB_ERR_INPUT)
        return node != NULL || value->select.fixed ? evaluate_string(merger, value, node, out)
                                                   : FB_OK;
    FB_TRY(status);
    return evaluate_nodes(merger, value, &nodes, out);
}

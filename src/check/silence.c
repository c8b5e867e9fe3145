/*
 * silence.c: what a record says is not to be reported.
 *
 *     <忽略 规则="R18" 理由="目标文字含上年结转安排的支出"/>
 *
 * The element stands where fields stand. It silences the rule inside the element that it stands in:
 * for the whole record, for one group, or for one row.
 */
#include "base/nearest.h"
#include "check/check_private.h"
#include "data/record.h"

#include <stdio.h>
#include <string.h>

static const char RULE[] = FB_RECORD_SILENCE_RULE, REASON[] = FB_RECORD_SILENCE_REASON;

bool fb_check_is_silence(const struct fb_xml_node *element)
{
    return fb_xml_is(element, FB_RECORD_SILENCE) && fb_xml_namespace(element)[0] == '\0';
}

/* Reports that the template has no such rule. */
static fb_status report_unknown(struct fb_checker *checker, const struct fb_xml_node *element,
                                const char *id)
{
    const struct fb_template *template = checker->template;
    const char **ids = FB_NEW_ARRAY(checker->arena, const char *, template->rule_count);
    const char *near;

    FB_NEED(ids);
    for (size_t i = 0; i < template->rule_count; i++)
        ids[i] = template->rules[i].id;
    near = fb_nearest(id, ids, template->rule_count);
    fb_report(checker->sink, FB_DIAG_SILENCE_UNKNOWN, fb_xml_attribute_position(element, RULE), id,
              near == NULL ? "–" : near);
    return FB_OK;
}

/* Whether a rule may be silenced; reports if not. */
static fb_status check_rule(bool *out, struct fb_checker *checker,
                            const struct fb_xml_node *element, const char *id)
{
    const struct fb_template *template = checker->template;
    bool known = false;

    *out = false;
    for (size_t i = 0; i < template->rule_count; i++) {
        if (strcmp(template->rules[i].id, id) != 0)
            continue;
        known = true;
        if (template->rules[i].binding) {
            fb_report(checker->sink, FB_DIAG_SILENCE_BINDING,
                      fb_xml_attribute_position(element, RULE), id);
            return FB_OK;
        }
    }
    *out = known;
    return known ? FB_OK : report_unknown(checker, element, id);
}

static bool is_blank(const char *text)
{
    return text == NULL || text[strspn(text, " \t\r\n")] == '\0';
}

/* Reports attributes other than the two. */
static void check_attributes(struct fb_checker *checker, const struct fb_xml_node *element)
{
    const char *name;

    for (size_t i = 0; (name = fb_xml_attribute_name(element, i)) != NULL; i++) {
        if (strcmp(name, RULE) != 0 && strcmp(name, REASON) != 0)
            fb_report(checker->sink, FB_DIAG_RECORD_ATTRIBUTE,
                      fb_xml_attribute_position(element, name), FB_RECORD_SILENCE, name);
    }
}

fb_status fb_check_read_silence(struct fb_checker *checker, const struct fb_xml_node *element)
{
    const char *rule = fb_xml_attribute(element, RULE);
    const char *reason = fb_xml_attribute(element, REASON);
    struct fb_silence *silence;
    bool legal;

    check_attributes(checker, element);
    if (is_blank(rule) || is_blank(reason)) {
        fb_report(checker->sink, FB_DIAG_SILENCE_REASON, fb_xml_position(element),
                  is_blank(rule) ? RULE : REASON);
        return FB_OK;
    }
    FB_TRY(check_rule(&legal, checker, element, rule));
    if (!legal)
        return FB_OK;
    silence = FB_PUSH(checker->arena, &checker->silences);
    FB_NEED(silence);
    *silence = (struct fb_silence){.rule = rule, .reason = reason, .element = element};
    return FB_OK;
}

static bool is_inside(const struct fb_xml_node *node, const struct fb_xml_node *element)
{
    while (node != NULL && node != element)
        node = fb_xml_parent(node);
    return node != NULL;
}

bool fb_check_silenced(struct fb_checker *checker, const struct fb_rule *rule,
                       const struct fb_xml_node *node)
{
    for (size_t i = 0; i < checker->silences.count && !rule->binding; i++) {
        struct fb_silence *silence = &checker->silences.items[i];
        if (strcmp(silence->rule, rule->id) == 0 &&
            is_inside(node, fb_xml_parent(silence->element))) {
            silence->used++;
            return true;
        }
    }
    return false;
}

fb_status fb_check_report_silences(struct fb_checker *checker)
{
    for (size_t i = 0; i < checker->silences.count; i++) {
        const struct fb_silence *silence = &checker->silences.items[i];
        const char *count = fb_arena_format(checker->arena, "%zu", silence->used);
        FB_NEED(count);
        fb_report(checker->sink, silence->used > 0 ? FB_DIAG_RULE_SILENCED : FB_DIAG_SILENCE_UNUSED,
                  fb_xml_attribute_position(silence->element, RULE), silence->rule, count,
                  silence->reason);
        fb_diagnostics_silence(checker->sink, silence->used);
    }
    return FB_OK;
}

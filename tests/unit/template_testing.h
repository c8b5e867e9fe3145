/*
 * template_testing.h: a small template around what a test is about.
 */
#ifndef FB_TESTS_TEMPLATE_TESTING_H
#define FB_TESTS_TEMPLATE_TESTING_H

#include "template/template.h"
#include "testing.h"

/* Parts of a template; the fields that are NULL have defaults. */
struct template_text {
    const char *fields;    /* inside <record> */
    const char *catalogue; /* <catalogue> elements */
    const char *styles;    /* after <style name="cell"/> */
    const char *blocks;    /* after <page> */
    const char *first;     /* before <title> */
};

#define DEFAULT_FIELDS                                          \
    "<field name='名称'/><field name='金额' type='money'/>" \
    "<list name='指标' item='行'><field name='类'/><field name='种'/><field name='值'/></list>"

#define DEFAULT_CATALOGUE                                                                         \
    "<catalogue name='类' levels='类 种'>"                                                     \
    "<kind value='产出' label='1、产出'><kind value='数量'/><kind value='质量'/></kind>" \
    "<kind value='效益' label='2、效益'><kind value='数量'/></kind></catalogue>"

/* A template and all that reading it needs. */
struct template_fixture {
    struct fb_diagnostics *sink;
    struct fb_buffer text;
    struct fb_source source;
    struct fb_template *template;
};

static inline const char *or_default(const char *text, const char *fallback)
{
    return text == NULL ? fallback : text;
}

static inline fb_status read_template(struct template_fixture *fixture,
                                      const struct template_text *parts)
{
    fb_buffer_init(&fixture->text, 1 << 20);
    fb_buffer_append_format(
        &fixture->text,
        "<template xmlns='urn:fubiao:template:1' name='测试/表'>%s<title>表</title>"
        "<record root='表'>%s</record>%s<styles><style name='cell'/>%s</styles>"
        "<section><page top='1cm' bottom='1cm' left='1cm' right='1cm'/>%s</section></template>",
        or_default(parts->first, ""), or_default(parts->fields, DEFAULT_FIELDS),
        or_default(parts->catalogue, DEFAULT_CATALOGUE), or_default(parts->styles, ""),
        or_default(parts->blocks, "<paragraph style='cell'/>"));
    fixture->source = (struct fb_source){
        .name = "template.xml", .text = fixture->text.data, .length = fixture->text.length};
    assert_int_equal(fb_diagnostics_new(&fixture->sink), FB_OK);
    return fb_template_read(&fixture->template, &fixture->source, NULL, fixture->sink);
}

static inline void release_template(struct template_fixture *fixture)
{
    fb_template_free(fixture->template);
    fb_diagnostics_free(fixture->sink);
    fb_buffer_release(&fixture->text);
}

/* Fails with the whole text if a part is not in it. */
static inline void assert_contains(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("no '%s' in:\n%s", part, text);
}

/* Fails with all diagnostics if there are any. */
static inline void assert_silent(struct fb_diagnostics *sink)
{
    struct fb_buffer out;

    fb_buffer_init(&out, 1 << 20);
    fb_diagnostics_print(sink, &out, false);
    if (out.length > 0)
        fail_msg("%s", out.data);
    fb_buffer_release(&out);
}

#endif

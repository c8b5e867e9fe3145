/* What a template declares and does not use. */
#include "template_testing.h"

#define P(inside) "<paragraph style='cell'>" inside "</paragraph>"
#define ALL_SHOWN P("<value select='甲'/><value select='组/乙'/><value select='单/项/丙'/>")
#define FIELDS                                                         \
    "<field name='甲'/><group name='组'><field name='乙'/></group>" \
    "<list name='单' item='项'><field name='丙'/></list>"
#define REPEAT(attributes, inside)                                                               \
    "<table columns='1cm' style='cell'><repeat select='单/项' " attributes "><row><cell>" inside \
    "</cell></row></repeat></table>"

static const struct {
    const char *name;
    struct template_text parts;
    const char *leftovers; /* their names, each with a blank before it */
} CASES[] = {
    {"all is shown", {.fields = FIELDS, .catalogue = "", .blocks = ALL_SHOWN}, ""},
    {"nothing is shown", {.fields = FIELDS, .catalogue = "", .blocks = P("")}, " 甲 乙 丙"},
    {"shown in the title alone",
     {.fields = FIELDS,
      .catalogue = "",
      .first = "<author><value select='甲'/></author>",
      .blocks = P("")},
     " 乙 丙"},
    {"a field that an expression computes with",
     {.fields = FIELDS,
      .catalogue = "",
      .blocks = P("<value select='concat(甲, 组/乙, count(单/项[丙]))'/>")},
     ""},
    {"a condition shows nothing",
     {.fields = FIELDS,
      .catalogue = "",
      .blocks = P("<if test='甲'><value select='组/乙'/></if><value select='单/项/丙'/>")},
     " 甲"},
    {"a box and a choice show something",
     {.fields = FIELDS,
      .catalogue = "",
      .blocks = P("<check select='甲'/><choice select='组/乙' of='是 否'/>"
                  "<value select='单/项/丙'/>")},
     ""},
    {"any field is shown",
     {.fields = FIELDS, .catalogue = "", .blocks = P("<value select='组/*'/>")},
     ""},
    {"a product is no wildcard",
     {.fields = FIELDS, .catalogue = "", .blocks = P("<value select='甲 * 2'/>")},
     " 乙 丙"},
    {"labels show the levels of their catalogue",
     {.fields = FIELDS,
      .catalogue = "<catalogue name='录' levels='丙'><kind value='数量'/></catalogue>",
      .blocks = P("<value select='甲'/><value select='组/乙'/>")
          REPEAT("catalogue='录'", "<label level='1'/>")},
     ""},
    {"an unused catalogue",
     {.fields = FIELDS,
      .catalogue = "<catalogue name='录' levels='丙'><kind value='数量'/></catalogue>",
      .blocks = ALL_SHOWN},
     " 录"},
    {"a rule uses a catalogue",
     {.fields = FIELDS,
      .catalogue = "<catalogue name='录' levels='丙'><kind value='数量'/></catalogue>"
                   "<rules><hard of='单/项' catalogue='录' value='丙'/></rules>",
      .blocks = ALL_SHOWN},
     ""},
    {"a rule asks for a field",
     {.fields = FIELDS,
      .catalogue = "<rules><cut of='甲'/></rules>",
      .blocks = P("<value select='组/乙'/><value select='单/项/丙'/>")},
     ""},
    {"a field that says which item is shown",
     {.fields = "<list name='单' item='项'><field name='丙'/><field name='丁'/></list>",
      .catalogue = "",
      .blocks = P("<value select=\"单/项[丁='一']/丙\"/>")},
     ""},
    {"an unused style",
     {.fields = FIELDS, .catalogue = "", .styles = "<style name='label'/>", .blocks = ALL_SHOWN},
     " label"},
    {"a style that another is based on",
     {.fields = FIELDS,
      .catalogue = "",
      .styles = "<style name='base'/><style name='label' base='base'/>",
      .blocks = ALL_SHOWN "<paragraph style='label'/>"},
     ""},
    {"an unused parameter",
     {.fields = FIELDS,
      .catalogue = "",
      .first = "<parameter name='期间' value=''/>",
      .blocks = ALL_SHOWN},
     " 期间"},
    {"a parameter in an expression",
     {.fields = FIELDS,
      .catalogue = "",
      .first = "<parameter name='期间' value=''/>",
      .blocks = ALL_SHOWN P("<value select='$期间'/>")},
     ""},
    {"a parameter as a unit",
     {.fields = FIELDS "<group name='资金' unit='$单位'/>",
      .catalogue = "",
      .first = "<parameter name='单位' value=''/>",
      .blocks = ALL_SHOWN},
     ""},
};

static void check_case(size_t i)
{
    struct template_fixture fixture = {0};
    char found[500] = "";

    print_message("%s\n", CASES[i].name);
    (void)!read_template(&fixture, &CASES[i].parts);
    assert_silent(fixture.sink);
    for (size_t j = 0; j < fixture.template->leftover_count; j++) {
        size_t length = strlen(found);
        snprintf(found + length, sizeof found - length, " %s", fixture.template->leftovers[j].name);
    }
    assert_string_equal(found, CASES[i].leftovers);
    fb_template_review(fixture.template, fixture.sink);
    assert_int_equal(fb_diagnostics_count(fixture.sink, FB_ERROR), 0);
    assert_int_equal(fb_diagnostics_count(fixture.sink, FB_WARNING) +
                         fb_diagnostics_count(fixture.sink, FB_NOTE),
                     fixture.template->leftover_count);
    release_template(&fixture);
}

static void test_leftovers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(i);
}

/* What a family declares may be for its other forms; a template answers for its own alone. */
static fb_status load_family(const struct fb_source **out, void *data, const char *path,
                             struct fb_diagnostics *sink)
{
    static const char TEXT[] =
        "<family xmlns='urn:fubiao:template:1'><parameter name='期间' value=''/><record root='表'>"
        "<field name='甲'/></record><styles><style name='cell'/><style name='other'/></styles>"
        "</family>";
    struct fb_source *source = data;

    (void)sink;
    *source = (struct fb_source){.name = path, .text = TEXT, .length = sizeof TEXT - 1};
    *out = source;
    return FB_OK;
}

static void test_family(void **state)
{
    static const char TEXT[] =
        "<template xmlns='urn:fubiao:template:1' name='t'><include href='f.xml'/><title/><record>"
        "<field name='乙'/></record><styles><style name='own'/></styles><section><page top='0mm' "
        "bottom='0mm' left='0mm' right='0mm'/></section></template>";
    struct fb_source source = {.name = "t.xml", .text = TEXT, .length = sizeof TEXT - 1}, family;
    const struct fb_template_loader loader = {load_family, &family};
    struct fb_diagnostics *sink;
    struct fb_template *template;

    (void)state;
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_template_read(&template, &source, &loader, sink), FB_OK);
    assert_int_equal(template->leftover_count, 2);
    assert_string_equal(template->leftovers[0].name, "乙");
    assert_string_equal(template->leftovers[1].name, "own");
    fb_template_free(template);
    fb_diagnostics_free(sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_leftovers),
        cmocka_unit_test(test_family),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

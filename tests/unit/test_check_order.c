/*
 * test_check_order.c: rules that look at a record together.
 */
#include "check/check.h"
#include "template_testing.h"

#define FIELDS \
    "<field name='目标'/><list name='指标' item='行'><field name='名'/><field name='值'/></list>"

struct checked {
    struct template_fixture fixture;
    struct fb_xml *record;
    struct fb_diagnostics *sink;
};

/* Checks a record by a template with these rules. */
static void check(struct checked *out, const char *rules, const char *record,
                  struct fb_rule_tally *tallies)
{
    const struct fb_source source = {.name = "a.xml", .text = record, .length = strlen(record)};
    struct template_text parts = {.fields = FIELDS, .catalogue = rules};

    memset(out, 0, sizeof *out);
    (void)!read_template(&out->fixture, &parts);
    assert_silent(out->fixture.sink);
    assert_int_equal(fb_diagnostics_new(&out->sink), FB_OK);
    assert_int_equal(fb_xml_read(&out->record, &source, out->sink), FB_OK);
    (void)!fb_check_record(out->fixture.template, out->record,
                           &(struct fb_check_setup){.tallies = tallies}, out->sink);
}

static void release(struct checked *checked)
{
    fb_xml_free(checked->record);
    fb_diagnostics_free(checked->sink);
    release_template(&checked->fixture);
}

/* Findings at one place stand in the order of the rules, however the elements were selected. */
static void test_order(void **state)
{
    static const char *const ORDER[] = {"[rule 丙]", "[rule-repeated", "[rule-wording", "[rule 甲]",
                                        "[rule 乙]"};
    static const char RULES[] =
        "<rules><rule id='丙' of='*[name()=\"目标\"]' test='.=\"\"'><message>一</message></rule>"
        "<repeated-words/><wording of='目标' words='提升 提高'/>"
        "<rule id='甲' of='目标' test='.=\"\"'><message>一</message></rule>"
        "<rule id='乙' of='*[1]' test='.=\"\"'><message>一</message></rule></rules>";
    struct checked checked;
    struct fb_buffer out;
    const char *at;

    (void)state;
    check(&checked, RULES, "<表><目标>提升提升，提高，提高，提高</目标></表>", NULL);
    fb_buffer_init(&out, 1 << 20);
    fb_diagnostics_print(checked.sink, &out, false);
    at = out.data;
    for (size_t i = 0; i < sizeof ORDER / sizeof *ORDER; i++) {
        const char *found = strstr(at, ORDER[i]);
        if (found == NULL)
            fail_msg("%s is not where it belongs in\n%s", ORDER[i], out.data);
        at = found;
    }
    fb_buffer_release(&out);
    release(&checked);
}

/* A rule that cannot be evaluated is reported once, and the others go on. */
static void test_failing_rule(void **state)
{
    static const char RULES[] =
        "<rules><rule id='甲' of='指标/行' test='count(string(名)) = "
        "1'><message>一</message></rule>"
        "<rule id='乙' of='指标/行' test='名 = \"\"'><message>一</message></rule></rules>";
    struct fb_rule_tally tallies[2] = {{0}};
    struct checked checked;

    (void)state;
    check(&checked, RULES, "<表><指标><行><名>一</名></行><行><名>二</名></行></指标></表>",
          tallies);
    assert_int_equal(fb_diagnostics_count_code(checked.sink, FB_DIAG_RULE_EXPRESSION), 1);
    assert_int_equal(fb_diagnostics_count_code(checked.sink, FB_DIAG_RULE), 2);
    assert_int_equal(tallies[0].looked, 0);
    assert_int_equal(tallies[1].looked, 2);
    release(&checked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_failing_rule),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

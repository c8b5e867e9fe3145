/*
 * test_check.c: what is right with a record. What is wrong is shown by tests/golden/diag.
 */
#include "check/check.h"
#include "data/record.h"
#include "template_testing.h"

#define REPEAT                                                                                \
    "<table columns='1cm 2cm' style='cell'><repeat select='指标/行' catalogue='类'><row>" \
    "<cell><label level='2'/></cell><cell><value select='值'/></cell></row></repeat></table>"

#define REQUIRED_FIELDS                                                                                \
    "<field name='名称' max='4'/><field name='金额' type='money'/><field name='年' type='year'/>" \
    "<field name='日' type='date' min='2021-01-01' max='2021-12-31'/>"                                \
    "<field name='率' type='percent' min='0' max='100'/><field name='数' type='integer'/>"           \
    "<field name='分' type='score' max='10.5'/><field name='长' min='2'/>"                           \
    "<field name='选' type='choice' choices='优 良'/><field name='限年' type='year' min='2000'/>" \
    "<group name='组'><field name='甲'/></group>"                                                    \
    "<list name='指标' item='行'><field name='类' required='yes'/>"                                \
    "<field name='种' required='yes'/><field name='值' required='yes'/></list>"

#define REQUIRED_CATALOGUE                                                                              \
    "<catalogue name='类' levels='类 种'><kind value='产出'>"                                      \
    "<kind value='数量' obligation='必填硬性'/><kind value='质量' obligation='选填'/></kind>" \
    "</catalogue>"

#define ROW(kind, value) "<行><类>产出</类><种>" kind "</种>" value "</行>"
#define FILLED           "<指标>" ROW("数量", "<值>1</值>") "</指标>"

/* Records against the template above, and how many errors of one code they have. */
static const struct {
    const char *name, *record;
    enum fb_diag_code code;
    size_t count; /* of that code; there are no others */
} CASES[] = {
    {"all that is required", FILLED, FB_DIAG_RECORD_MISSING, 0},
    {"empty fields that are not required", "<名称/><金额></金额><年/><组><甲/></组>" FILLED,
     FB_DIAG_RECORD_MONEY, 0},
    {"the longest text", "<名称>\n 一二三四 \n</名称>" FILLED, FB_DIAG_RECORD_TOO_LONG, 0},
    {"one character more", "<名称>一二三四五</名称>" FILLED, FB_DIAG_RECORD_TOO_LONG, 1},
    {"amounts", "<金额>\n -1,234.50 \n</金额>" FILLED, FB_DIAG_RECORD_MONEY, 0},
    {"an amount with its unit", "<金额>935万元</金额>" FILLED, FB_DIAG_RECORD_MONEY, 1},
    {"a full-width amount", "<金额>９３５</金额>" FILLED, FB_DIAG_RECORD_MONEY, 1},
    {"a year", "<年>2021</年>" FILLED, FB_DIAG_RECORD_YEAR, 0},
    {"a year too far", "<年>3021</年>" FILLED, FB_DIAG_RECORD_YEAR, 1},
    {"five digits", "<年>20210</年>" FILLED, FB_DIAG_RECORD_YEAR, 1},
    {"days", "<日>2021年1月1日</日>" FILLED, FB_DIAG_RECORD_DATE, 0},
    {"the last day", "<日>2021/12/31</日>" FILLED, FB_DIAG_RECORD_LATE, 0},
    {"no day of the calendar", "<日>2021-02-29</日>" FILLED, FB_DIAG_RECORD_DATE, 1},
    {"a day before the first", "<日>2020-12-31</日>" FILLED, FB_DIAG_RECORD_EARLY, 1},
    {"a day after the last", "<日>2022-01-01</日>" FILLED, FB_DIAG_RECORD_LATE, 1},
    {"per cent with its sign", "<率>99.5%</率>" FILLED, FB_DIAG_RECORD_NUMBER, 0},
    {"per cent with a full-width sign", "<率>100％</率>" FILLED, FB_DIAG_RECORD_NUMBER, 0},
    {"a sign alone", "<率>%</率>" FILLED, FB_DIAG_RECORD_NUMBER, 1},
    {"too many per cent", "<率>100.01%</率>" FILLED, FB_DIAG_RECORD_ABOVE, 1},
    {"too few per cent", "<率>-1</率>" FILLED, FB_DIAG_RECORD_BELOW, 1},
    {"whole numbers", "<数>1,200</数>" FILLED, FB_DIAG_RECORD_INTEGER, 0},
    {"a fraction", "<数>12.0</数>" FILLED, FB_DIAG_RECORD_INTEGER, 1},
    {"a number in words", "<数>十二</数>" FILLED, FB_DIAG_RECORD_INTEGER, 1},
    {"points", "<分>10.50</分>" FILLED, FB_DIAG_RECORD_ABOVE, 0},
    {"too many points", "<分>10.51</分>" FILLED, FB_DIAG_RECORD_ABOVE, 1},
    {"points with a unit", "<分>9分</分>" FILLED, FB_DIAG_RECORD_NUMBER, 1},
    {"long enough", "<长>一二</长>" FILLED, FB_DIAG_RECORD_TOO_SHORT, 0},
    {"one character less", "<长>一</长>" FILLED, FB_DIAG_RECORD_TOO_SHORT, 1},
    {"choices", "<选>优\n良</选>" FILLED, FB_DIAG_RECORD_CHOICE, 0},
    {"two on a line", "<选>优 良</选>" FILLED, FB_DIAG_RECORD_CHOICE, 1},
    {"the first year", "<限年>2000</限年>" FILLED, FB_DIAG_RECORD_BELOW, 0},
    {"a year too early", "<限年>1999</限年>" FILLED, FB_DIAG_RECORD_BELOW, 1},
    {"none of it has to be there", "<日/><率/><数/><分/><长/><选/><限年/>" FILLED,
     FB_DIAG_RECORD_TOO_SHORT, 0},
    {"comments and CDATA", "<!-- 注 --><名称><![CDATA[<甲>]]></名称>" FILLED, FB_DIAG_RECORD_TEXT,
     0},
    {"a foreign element", "<x:名称 xmlns:x='urn:x'/>" FILLED, FB_DIAG_RECORD_NAMESPACE, 1},
    {"a foreign row",
     "<指标>" ROW("数量",
                  "<值>1</值>") "<x:行 xmlns:x='urn:x'><类>产出</类><种>质量</种></x:行></指标>",
     FB_DIAG_RECORD_NAMESPACE, 1},
    {"a blank row of an optional kind",
     "<指标>" ROW("数量", "<值>1</值>") ROW("质量", "<值/>") "</指标>", FB_DIAG_RECORD_EMPTY, 0},
    {"a blank row without the field", "<指标>" ROW("数量", "<值>1</值>") ROW("质量", "") "</指标>",
     FB_DIAG_RECORD_MISSING, 0},
    {"a blank row does not fill its kind", "<指标>" ROW("数量", "<值/>") "</指标>",
     FB_DIAG_RECORD_KIND_MISSING, 1},
    {"no list at all", "", FB_DIAG_RECORD_KIND_MISSING, 1},
    {"a list without rows", "<指标/>", FB_DIAG_RECORD_KIND_MISSING, 1},
    {"a row that does not say its kind is not also of an unknown one",
     "<指标>" ROW("数量", "<值>1</值>") "<行><类>产出</类><种/><值>2</值></行></指标>",
     FB_DIAG_RECORD_EMPTY, 1},
    {"an unknown kind on the first level",
     "<指标>" ROW("数量", "<值>1</值>") "<行><类>出产</类><种>数量</种><值>2</值></行></指标>",
     FB_DIAG_RECORD_KIND, 1},
};

static void check_case(const struct fb_template *template, size_t i)
{
    char text[2000];
    struct fb_source source = {.name = "record.xml", .text = text, .length = 0};
    struct fb_diagnostics *sink;
    struct fb_xml *record;
    fb_status status;

    print_message("%s\n", CASES[i].name);
    source.length = (size_t)snprintf(text, sizeof text, "<表>%s</表>", CASES[i].record);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_xml_read(&record, &source, sink), FB_OK);
    status = fb_check_record(template, record, NULL, sink);
    if (CASES[i].count == 0)
        assert_silent(sink);
    assert_int_equal(fb_diagnostics_count_code(sink, CASES[i].code), CASES[i].count);
    assert_int_equal(fb_diagnostics_count(sink, FB_ERROR), CASES[i].count);
    assert_int_equal(status, CASES[i].count == 0 ? FB_OK : FB_ERR_INPUT);
    fb_xml_free(record);
    fb_diagnostics_free(sink);
}

static void test_records(void **state)
{
    struct template_text parts = {
        .fields = REQUIRED_FIELDS, .catalogue = REQUIRED_CATALOGUE, .blocks = REPEAT};
    struct template_fixture fixture = {0};

    (void)state;
    (void)!read_template(&fixture, &parts);
    assert_silent(fixture.sink);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(fixture.template, i);
    release_template(&fixture);
}

/* The record's root may give a parameter another value; it is an error where there is none. */
static void test_parameters(void **state)
{
    struct template_text parts = {.first = "<parameter name='期间' value='1-7月'/>"};
    static const char RECORD[] = "<表 模板='a' 期间='1-6月' 单位='元'/>";
    struct fb_source source = {.name = "record.xml", .text = RECORD, .length = sizeof RECORD - 1};
    struct template_fixture fixture = {0};
    struct fb_xml *record;

    (void)state;
    assert_int_equal(read_template(&fixture, &parts), FB_OK);
    assert_int_equal(fb_xml_read(&record, &source, fixture.sink), FB_OK);
    assert_int_equal(fb_check_record(fixture.template, record, NULL, fixture.sink), FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(fixture.sink, FB_DIAG_RECORD_ATTRIBUTE), 1);
    assert_int_equal(fb_diagnostics_count(fixture.sink, FB_ERROR), 1);
    fb_xml_free(record);
    release_template(&fixture);
}

/* A record with every kind of error tells all of them. */
static void test_several_at_once(void **state)
{
    static const char RECORD[] = "<表 甲='1'>文<无/><金额>a</金额><金额/><年>x</年>"
                                 "<名称>一二三四五</名称><组>字</组></表>";
    struct template_text parts = {
        .fields = REQUIRED_FIELDS, .catalogue = REQUIRED_CATALOGUE, .blocks = REPEAT};
    struct fb_source source = {.name = "record.xml", .text = RECORD, .length = sizeof RECORD - 1};
    struct template_fixture fixture = {0};
    struct fb_xml *record;

    (void)state;
    assert_int_equal(read_template(&fixture, &parts), FB_OK);
    assert_int_equal(fb_xml_read(&record, &source, fixture.sink), FB_OK);
    assert_int_equal(fb_check_record(fixture.template, record, NULL, fixture.sink), FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count(fixture.sink, FB_ERROR), 9);
    fb_xml_free(record);
    release_template(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_records),
        cmocka_unit_test(test_parameters),
        cmocka_unit_test(test_several_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * test_convert.c: records written as XML, JSON and workbooks, and what is made of these again.
 */
#include "base/file.h"
#include "check/check.h"
#include "convert/blank.h"
#include "convert/shape.h"
#include "data/record.h"
#include "template_testing.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const struct template_text TEMPLATE = {
    .first = "<parameter name='期间' value='1-7月'/>",
    .fields = "<field name='名称' required='yes' max='10'/><field name='年度' type='year'/>"
              "<group name='资金' unit='万元'><field name='总额' type='money' min='0'/></group>"
              "<list name='指标' item='行'><field name='类'/><field name='种'/><field name='值'/>"
              "<list name='活动' item='项'><field name='名称'/></list></list>"
              "<field name='日期' type='date'/><field name='比例' type='percent'/>"
              "<field name='属性' type='choice' choices='新增 延续'/>",
    .blocks =
        "<table columns='20mm 20mm 20mm' style='cell'><repeat select='指标/行' catalogue='类'>"
        "<row><cell><label level='1'/></cell><cell><label level='2'/></cell>"
        "<cell><value select='值'/></cell></row></repeat></table>",
};

/* ---- from text to a form and back ---- */

struct fixture {
    struct template_fixture template;
    struct fb_arena *arena;
    struct fb_buffer out;
};

static void open_fixture(struct fixture *fixture)
{
    assert_int_equal(read_template(&fixture->template, &TEMPLATE), FB_OK);
    assert_int_equal(fb_arena_new(&fixture->arena, 1 << 24), FB_OK);
    fb_buffer_init(&fixture->out, 1 << 24);
}

static void close_fixture(struct fixture *fixture)
{
    fb_buffer_release(&fixture->out);
    fb_arena_free(fixture->arena);
    release_template(&fixture->template);
}

/* Writes records, which are texts of XML, in a form. */
static fb_status write_form(struct fixture *fixture, enum fb_form form, const char *const *records,
                            size_t count, struct fb_diagnostics *sink)
{
    const struct fb_template *template = fixture->template.template;
    const struct fb_form_setup setup = {.template = template, .several = count > 1};
    struct fb_form_writer *writer;
    fb_status status = FB_OK;

    assert_int_equal(fb_form_writer_new(&writer, form, &fixture->out, &setup), FB_OK);
    for (size_t i = 0; i < count && status == FB_OK; i++) {
        const struct fb_source source = {
            .name = "r.xml", .text = records[i], .length = strlen(records[i])};
        struct fb_form_record record = {.template = template};
        struct fb_xml *xml;
        assert_int_equal(fb_xml_read(&xml, &source, sink), FB_OK);
        record.xml = xml;
        status = fb_form_writer_add(writer, &record, sink);
        fb_xml_free(xml);
    }
    if (status == FB_OK)
        status = fb_form_writer_finish(writer);
    fb_form_writer_free(writer);
    return status;
}

static const struct {
    const char *name;
    const char *record;
    const char *xml;
    const char *json;
} FORMS[] = {
    {"values", "<表><名称> 甲 </名称><!-- 注 --><年度/></表>",
     "<表>\n  <名称>甲</名称>\n  <年度/>\n</表>\n",
     "{\n  \"表\": {\n    \"名称\": \"甲\",\n    \"年度\": null\n  }\n}\n"},
    {"lines", "<表><名称>\n    甲\n    &lt;乙&gt;\n  </名称></表>",
     "<表>\n  <名称>甲\n&lt;乙&gt;</名称>\n</表>\n",
     "{\n  \"表\": {\n    \"名称\": \"甲\\n<乙>\"\n  }\n}\n"},
    {"attributes", "<表 模板='测试/表' 期间='1-6月'><忽略 规则='R1' 理由='二'/></表>",
     "<表 模板=\"测试/表\" 期间=\"1-6月\">\n  <忽略 规则=\"R1\" 理由=\"二\"/>\n</表>\n",
     "{\n  \"表\": {\n    \"@模板\": \"测试/表\",\n    \"@期间\": \"1-6月\",\n    \"忽略\": {\n    "
     "  "
     "\"@规则\": \"R1\",\n      \"@理由\": \"二\"\n    }\n  }\n}\n"},
    {"a list of one is an array", "<表><指标><行><值>1</值></行></指标></表>",
     "<表>\n  <指标>\n    <行>\n      <值>1</值>\n    </行>\n  </指标>\n</表>\n",
     "{\n  \"表\": {\n    \"指标\": {\n      \"行\": [\n        {\n          \"值\": \"1\"\n       "
     " }\n "
     "     ]\n    }\n  }\n}\n"},
    {"elements of one name are an array",
     "<表><忽略 规则='R1'/><名称>甲</名称><忽略 规则='R2'/></表>",
     "<表>\n  <忽略 规则=\"R1\"/>\n  <名称>甲</名称>\n  <忽略 规则=\"R2\"/>\n</表>\n",
     "{\n  \"表\": {\n    \"忽略\": [\n      {\n        \"@规则\": \"R1\"\n      },\n      {\n     "
     "   "
     "\"@规则\": \"R2\"\n      }\n    ],\n    \"名称\": \"甲\"\n  }\n}\n"},
    {"nothing", "<表/>", "<表/>\n", "{\n  \"表\": {}\n}\n"},
};

static void test_forms(void **state)
{
    static const char DECLARATION[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    for (size_t i = 0; i < COUNT(FORMS); i++) {
        struct fb_diagnostics *sink = fixture.template.sink;
        print_message("%s\n", FORMS[i].name);
        fb_buffer_clear(&fixture.out);
        assert_int_equal(write_form(&fixture, FB_FORM_XML, &FORMS[i].record, 1, sink), FB_OK);
        assert_memory_equal(fixture.out.data, DECLARATION, strlen(DECLARATION));
        assert_string_equal(fixture.out.data + strlen(DECLARATION), FORMS[i].xml);
        fb_buffer_clear(&fixture.out);
        assert_int_equal(write_form(&fixture, FB_FORM_JSON, &FORMS[i].record, 1, sink), FB_OK);
        assert_string_equal(fixture.out.data, FORMS[i].json);
    }
    close_fixture(&fixture);
}

static void test_sets(void **state)
{
    static const char *const RECORDS[] = {"<表><名称>甲</名称></表>", "<表/>"};
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    assert_int_equal(
        write_form(&fixture, FB_FORM_XML, RECORDS, COUNT(RECORDS), fixture.template.sink), FB_OK);
    assert_string_equal(fixture.out.data,
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<记录集>\n  <表>\n    "
                        "<名称>甲</名称>\n  </表>\n  <表/>\n</记录集>\n");
    fb_buffer_clear(&fixture.out);
    assert_int_equal(
        write_form(&fixture, FB_FORM_JSON, RECORDS, COUNT(RECORDS), fixture.template.sink), FB_OK);
    assert_string_equal(
        fixture.out.data,
        "[\n{\n  \"表\": {\n    \"名称\": \"甲\"\n  }\n},\n{\n  \"表\": {}\n}\n]\n");
    close_fixture(&fixture);
}

/* ---- what a form cannot hold ---- */

static const struct {
    const char *name;
    const char *record;
    enum fb_diag_code code;
    bool everywhere; /* else in workbooks */
} REFUSED[] = {
    {"text beside fields", "<表>字<名称/></表>", FB_DIAG_RECORD_TEXT, true},
    {"a namespace", "<表 xmlns='urn:a'/>", FB_DIAG_RECORD_NAMESPACE, true},
    {"an unknown element", "<表><名字>甲</名字></表>", FB_DIAG_RECORD_ELEMENT, false},
    {"an unknown item", "<表><指标><项/></指标></表>", FB_DIAG_RECORD_ELEMENT, false},
    {"an unknown attribute", "<表 期='1'/>", FB_DIAG_RECORD_ATTRIBUTE, false},
    {"an attribute of a field", "<表><名称 期间='1'/></表>", FB_DIAG_RECORD_ATTRIBUTE, false},
    {"a field twice", "<表><名称>甲</名称><名称>乙</名称></表>", FB_DIAG_RECORD_REPEATED, false},
    {"an element in a field", "<表><名称><b>甲</b></名称></表>", FB_DIAG_RECORD_NESTED, false},
    {"an item that would take the kind above",
     "<表><指标><行><类>产出</类></行><行><值>1</值></行></指标></表>", FB_DIAG_BOOK_INHERITED,
     false},
    {"another record", "<别/>", FB_DIAG_RECORD_ROOT, false},
};

static void check_refused(struct fixture *fixture, enum fb_form form, size_t index, bool refused)
{
    struct fb_diagnostics *sink;
    fb_status status;

    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    fb_buffer_clear(&fixture->out);
    status = write_form(fixture, form, &REFUSED[index].record, 1, sink);
    assert_int_equal(status, refused ? FB_ERR_INPUT : FB_OK);
    assert_int_equal(fb_diagnostics_count_code(sink, REFUSED[index].code), refused ? 1 : 0);
    fb_diagnostics_free(sink);
}

static void test_refused(void **state)
{
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    for (size_t i = 0; i < COUNT(REFUSED); i++) {
        print_message("%s\n", REFUSED[i].name);
        check_refused(&fixture, FB_FORM_XML, i, REFUSED[i].everywhere);
        check_refused(&fixture, FB_FORM_JSON, i, REFUSED[i].everywhere);
        check_refused(&fixture, FB_FORM_WORKBOOK, i, true);
    }
    close_fixture(&fixture);
}

/* A cell holds 32,767 characters. */
static void test_long_text(void **state)
{
    static const size_t LENGTHS[] = {32767, 32768};
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    for (size_t i = 0; i < COUNT(LENGTHS); i++) {
        struct fb_diagnostics *sink;
        struct fb_buffer text;
        const char *record;
        fb_buffer_init(&text, 1 << 20);
        fb_buffer_append_string(&text, "<表><名称>");
        for (size_t k = 0; k < LENGTHS[i]; k++)
            fb_buffer_append_string(&text, "长");
        fb_buffer_append_string(&text, "</名称></表>");
        record = text.data;
        fb_buffer_clear(&fixture.out);
        assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
        assert_int_equal(write_form(&fixture, FB_FORM_WORKBOOK, &record, 1, sink),
                         i == 0 ? FB_OK : FB_ERR_INPUT);
        assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_BOOK_CELL), i);
        fb_diagnostics_free(sink);
        fb_buffer_release(&text);
    }
    close_fixture(&fixture);
}

/* ---- workbooks, read again ---- */

static const struct fb_template *read_by;

static fb_status give_fields(struct fb_record_fields *out, void *data, const char *template_name,
                             struct fb_position position, struct fb_diagnostics *sink)
{
    struct fixture *fixture = data;

    (void)position;
    (void)sink;
    assert_string_equal(template_name, read_by->name);
    FB_TRY(fb_shape_of(&out->record, fixture->arena, read_by));
    return fb_shape_attributes(&out->attributes, fixture->arena, read_by);
}

/* Reads what was written, and writes it as XML. */
static void read_again(struct fixture *fixture, struct fb_buffer *out)
{
    static const char PATH[] = "test_convert.file";
    const struct fb_record_setup setup = {.fields = give_fields, .data = fixture};
    struct fb_form_setup as = {0};
    struct fb_diagnostics *sink = fixture->template.sink;
    struct fb_form_writer *writer;
    struct fb_record *record;

    read_by = fixture->template.template;
    assert_int_equal(fb_file_write(PATH, fixture->out.data, fixture->out.length), FB_OK);
    assert_int_equal(fb_record_read(&record, PATH, &setup, sink), FB_OK);
    as.several = fb_record_count(record) > 1;
    assert_int_equal(fb_form_writer_new(&writer, FB_FORM_XML, out, &as), FB_OK);
    for (size_t i = 0; i < fb_record_count(record); i++) {
        struct fb_form_record added = {0};
        struct fb_xml *xml;
        assert_int_equal(fb_record_at(&xml, record, i, sink), FB_OK);
        added.xml = xml;
        assert_int_equal(fb_form_writer_add(writer, &added, sink), FB_OK);
    }
    assert_int_equal(fb_form_writer_finish(writer), FB_OK);
    fb_form_writer_free(writer);
    fb_record_free(record);
    assert_int_equal(remove(PATH), 0);
}

/* Each record comes back from a workbook as it was, in the order of the template. */
static const char *const TRAVELLERS[] = {
    "<表><名称>甲</名称></表>",
    "<表 期间='1-6月'><名称>第一行\n第二行</名称><年度>2021</年度></表>",
    "<表><名称>=1+1</名称></表>",
    "<表><名称>_x000A_与_x005F_x000A_</名称></表>",
    "<表><名称>&lt;&amp;\"'</名称></表>",
    "<表><名称>𠮷野家𡒄</名称></表>",
    "<表><资金><总额>935.00</总额></资金></表>",
    "<表><资金><总额>824.355</总额></资金></表>",
    "<表><资金><总额>1,234,567.80</总额></资金></表>",
    "<表><资金><总额>1,234</总额></资金></表>",
    "<表><资金><总额>935</总额></资金></表>",
    "<表><资金><总额>935.0</总额></资金></表>",
    "<表><资金><总额>-0.00</总额></资金></表>",
    "<表><资金><总额>-12.50</总额></资金></表>",
    "<表><资金><总额>0.1</总额></资金></表>",
    "<表><资金><总额>0012</总额></资金></表>",
    "<表><资金><总额>1234567890123.45</总额></资金></表>",
    "<表><资金><总额>12345678901234567</总额></资金></表>",
    "<表><资金><总额>123456789.123456789</总额></资金></表>",
    "<表><资金><总额>九百</总额></资金></表>",
    "<表><年度>0099</年度></表>",
    "<表><日期>2021-01-31</日期></表>",
    "<表><日期>2021年1月31日</日期></表>",
    "<表><日期>2021/1/31</日期></表>",
    "<表><日期>1900-02-28</日期></表>",
    "<表><日期>9999-12-31</日期></表>",
    "<表><日期>2021-02-30</日期></表>",
    "<表><比例>95%</比例></表>",
    "<表><比例>57%</比例></表>",
    "<表><比例>95.50%</比例></表>",
    "<表><比例>0%</比例></表>",
    "<表><比例>007%</比例></表>",
    "<表><比例>95</比例></表>",
    "<表><属性>新增\n延续</属性></表>",
    "<表><指标><行><类>产出</类><种>数量</种><值>3</值></行><行/></指标></表>",
    "<表><指标><行><类>产出</类><种>数量</种></行><行><类>效益</类><值>4</值></行></指标></表>",
    "<表><指标><行><值>1</值><活动><项><名称>子</名称></项><项><名称>丑</名称></项></活动></"
    "行><行><值>2</值>"
    "<活动><项><名称>寅</名称></项></活动></行></指标></表>",
    "<表><名称>甲</名称><资金><总额>5</总额><忽略 规则='R1' "
    "理由='一'/></资金><指标><行><值>1</值><忽略 "
    "规则='R2' 理由='二'/></行></指标><忽略 规则='R3' 理由='三'/></表>",
    "<表 模板='别的/表'/>",
    "<表 空表='是'/>",
};

static void test_workbook_again(void **state)
{
    struct fixture fixture;
    struct fb_buffer wanted, found;

    (void)state;
    open_fixture(&fixture);
    fb_buffer_init(&wanted, 1 << 20);
    fb_buffer_init(&found, 1 << 20);
    for (size_t i = 0; i < COUNT(TRAVELLERS); i++) {
        print_message("%s\n", TRAVELLERS[i]);
        fb_buffer_clear(&fixture.out);
        fb_buffer_clear(&wanted);
        fb_buffer_clear(&found);
        assert_int_equal(
            write_form(&fixture, FB_FORM_XML, &TRAVELLERS[i], 1, fixture.template.sink), FB_OK);
        fb_buffer_append(&wanted, fixture.out.data, fixture.out.length);
        fb_buffer_clear(&fixture.out);
        assert_int_equal(
            write_form(&fixture, FB_FORM_WORKBOOK, &TRAVELLERS[i], 1, fixture.template.sink),
            FB_OK);
        read_again(&fixture, &found);
        assert_string_equal(found.data, wanted.data);
    }
    assert_int_equal(fb_diagnostics_count(fixture.template.sink, FB_WARNING), 0);
    fb_buffer_release(&wanted);
    fb_buffer_release(&found);
    close_fixture(&fixture);
}

/* All of them in one workbook are a set, and the same bytes each time. */
static void test_workbook_set(void **state)
{
    struct fixture fixture;
    struct fb_buffer wanted, found;

    (void)state;
    open_fixture(&fixture);
    fb_buffer_init(&wanted, 1 << 20);
    fb_buffer_init(&found, 1 << 20);
    assert_int_equal(
        write_form(&fixture, FB_FORM_XML, TRAVELLERS, COUNT(TRAVELLERS), fixture.template.sink),
        FB_OK);
    fb_buffer_append(&wanted, fixture.out.data, fixture.out.length);
    fb_buffer_clear(&fixture.out);
    assert_int_equal(write_form(&fixture, FB_FORM_WORKBOOK, TRAVELLERS, COUNT(TRAVELLERS),
                                fixture.template.sink),
                     FB_OK);
    read_again(&fixture, &found);
    assert_string_equal(found.data, wanted.data);
    fb_buffer_clear(&wanted);
    fb_buffer_append(&wanted, fixture.out.data, fixture.out.length);
    fb_buffer_clear(&fixture.out);
    assert_int_equal(write_form(&fixture, FB_FORM_WORKBOOK, TRAVELLERS, COUNT(TRAVELLERS),
                                fixture.template.sink),
                     FB_OK);
    assert_int_equal(fixture.out.length, wanted.length);
    assert_memory_equal(fixture.out.data, wanted.data, wanted.length);
    fb_buffer_release(&wanted);
    fb_buffer_release(&found);
    close_fixture(&fixture);
}

/* ---- blank records ---- */

static void test_blank_xml(void **state)
{
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    assert_int_equal(fb_blank_write(&fixture.out, FB_FORM_XML, fixture.template.template), FB_OK);
    assert_non_null(strstr(fixture.out.data, "<表 模板=\"测试/表\" 空表=\"是\">"));
    assert_non_null(strstr(fixture.out.data, "<!-- 文字；必填；至多10字 -->\n  <名称></名称>"));
    assert_non_null(
        strstr(fixture.out.data, "<!-- 金额，单位万元；可不填；不小于0 -->\n    <总额></总额>"));
    assert_non_null(
        strstr(fixture.out.data, "<!-- 选项：新增、延续；选多项时每项一行；可不填 -->"));
    assert_non_null(strstr(fixture.out.data, "<类>产出</类>"));
    assert_non_null(strstr(fixture.out.data, "<类>效益</类>"));
    close_fixture(&fixture);
}

/* In every form a blank record is one whose rows have their kinds, and nothing else. */
static void test_blank_forms(void **state)
{
    static const enum fb_form FORMS_READ[] = {FB_FORM_XML, FB_FORM_WORKBOOK};
    struct fixture fixture;

    (void)state;
    open_fixture(&fixture);
    for (size_t i = 0; i < COUNT(FORMS_READ); i++) {
        struct fb_diagnostics *sink;
        struct fb_buffer found;
        struct fb_source source;
        struct fb_xml *xml;
        fb_buffer_init(&found, 1 << 20);
        fb_buffer_clear(&fixture.out);
        assert_int_equal(fb_blank_write(&fixture.out, FORMS_READ[i], fixture.template.template),
                         FB_OK);
        read_again(&fixture, &found);
        source = (struct fb_source){.name = "r.xml", .text = found.data, .length = found.length};
        assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
        assert_int_equal(fb_xml_read(&xml, &source, sink), FB_OK);
        assert_int_equal(fb_check_record(fixture.template.template, xml, NULL, sink), FB_OK);
        assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_RECORD_BLANK), 1);
        assert_int_equal(fb_diagnostics_count(sink, FB_WARNING), 1);
        fb_xml_free(xml);
        fb_diagnostics_free(sink);
        fb_buffer_release(&found);
    }
    close_fixture(&fixture);
}

/* As soon as one field has a text, everything is required. */
static void test_filled(void **state)
{
    static const char RECORD[] = "<表 空表='是'><名称/><年度>2021</年度></表>";
    const struct fb_source source = {.name = "r.xml", .text = RECORD, .length = sizeof RECORD - 1};
    struct fb_diagnostics *sink;
    struct fixture fixture;
    struct fb_xml *xml;

    (void)state;
    open_fixture(&fixture);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_xml_read(&xml, &source, sink), FB_OK);
    assert_int_equal(fb_check_record(fixture.template.template, xml, NULL, sink), FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_RECORD_EMPTY), 1);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_RECORD_BLANK), 0);
    fb_xml_free(xml);
    fb_diagnostics_free(sink);
    close_fixture(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),          cmocka_unit_test(test_sets),
        cmocka_unit_test(test_refused),        cmocka_unit_test(test_long_text),
        cmocka_unit_test(test_workbook_again), cmocka_unit_test(test_workbook_set),
        cmocka_unit_test(test_blank_xml),      cmocka_unit_test(test_blank_forms),
        cmocka_unit_test(test_filled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* Templates that share files: what is taken from them, and what a template declares anew. */
#include "template_testing.h"

struct file {
    const char *path, *text;
};

#define FAMILY(parts) "<family xmlns='urn:fubiao:template:1'>" parts "</family>"

static const struct file FILES[] = {
    {"_f/记录.xml",
     FAMILY("<parameter name='期间' value='1-7月'/><parameter name='单位' value='万元'/>"
            "<record root='表'><field name='名称' required='yes' max='9'/>"
            "<group name='资金' unit='元'><field name='总额' type='money'/></group>"
            "<list name='指标' item='行'><field name='值'/></list></record>"
            "<catalogue name='类' levels='值'><kind value='旧'/></catalogue>"
            "<styles><style name='cell' title='格' size='9pt' align='center'/>"
            "<style name='label' base='cell'/></styles>")},
    {"_f/全部.xml", FAMILY("<include href='_f/记录.xml'/><include href='_f/样式.xml'/>")},
    {"_f/样式.xml", FAMILY("<include href='_f/记录.xml'/>"
                           "<styles><style name='cell' size='12pt'/></styles>")},
    {"_f/圈.xml", FAMILY("<include href='_f/圈二.xml'/>")},
    {"_f/圈二.xml", FAMILY("<include href='_f/圈.xml'/>")},
    {"_f/模板.xml", "<template xmlns='urn:fubiao:template:1'/>"},
    {"_f/坏.xml", FAMILY("<styles><style name='cell' align='up'/></styles>")},
    {"_f/1.xml", FAMILY("<include href='_f/2.xml'/>")},
    {"_f/2.xml", FAMILY("<include href='_f/3.xml'/>")},
    {"_f/3.xml", FAMILY("<include href='_f/4.xml'/>")},
    {"_f/4.xml", FAMILY("<include href='_f/5.xml'/>")},
    {"_f/5.xml", FAMILY("<include href='_f/6.xml'/>")},
    {"_f/6.xml", FAMILY("<include href='_f/7.xml'/>")},
    {"_f/7.xml", FAMILY("<include href='_f/8.xml'/>")},
    {"_f/8.xml", FAMILY("<include href='_f/9.xml'/>")},
    {"_f/9.xml", FAMILY("")},
};

enum { FILE_COUNT = sizeof FILES / sizeof *FILES };

/* A template with the files it includes. */
struct family_fixture {
    struct template_fixture base;
    struct fb_source sources[FILE_COUNT];
    size_t loads;
};

static fb_status load(const struct fb_source **out, void *data, const char *path,
                      struct fb_diagnostics *sink)
{
    struct family_fixture *fixture = data;

    (void)sink;
    for (size_t i = 0; i < FILE_COUNT; i++) {
        if (strcmp(FILES[i].path, path) != 0)
            continue;
        fixture->sources[i] = (struct fb_source){
            .name = FILES[i].path, .text = FILES[i].text, .length = strlen(FILES[i].text)};
        *out = &fixture->sources[i];
        fixture->loads++;
        return FB_OK;
    }
    return FB_ERR_INPUT;
}

/* Reads a template of these first elements, which has a paragraph. */
static fb_status read_family(struct family_fixture *fixture, const char *first, const char *last)
{
    const struct fb_template_loader loader = {load, fixture};
    struct template_fixture *base = &fixture->base;

    fb_buffer_init(&base->text, 1 << 20);
    fb_buffer_append_format(
        &base->text,
        "<template xmlns='urn:fubiao:template:1' name='测试/表'>%s<title>表</title>%s"
        "<section><page top='1cm' bottom='1cm' left='1cm' right='1cm'/>"
        "<paragraph style='cell'><value select='名称'/></paragraph></section></template>",
        first, last);
    base->source = (struct fb_source){
        .name = "template.xml", .text = base->text.data, .length = base->text.length};
    assert_int_equal(fb_diagnostics_new(&base->sink), FB_OK);
    return fb_template_read(&base->template, &base->source, &loader, base->sink);
}

#define ALL "<include href='_f/记录.xml'/>"

static const struct {
    const char *name, *first, *last, *dump;
} CASES[] = {
    {"all is taken over", ALL, "",
     "parameter 期间 = 1-7月\nparameter 单位 = 万元\ngroup 表\n  field 名称 text required max 9\n"},
    {"a field is declared anew in its place", ALL, "<record><field name='名称'/></record>",
     "group 表\n  field 名称 text\n  group 资金\n"},
    {"fields are added to a group and a list", ALL,
     "<record><group name='资金'><field name='其他' type='money'/></group>"
     "<list name='指标'><field name='注'/></list></record>",
     "    field 总额 money in 元\n    field 其他 money in 元\n  list 指标 of 行\n"
     "    field 值 text\n    field 注 text\n"},
    {"a group gets another unit for what is added", ALL,
     "<record><group name='资金' unit='万元'><field name='总额' type='money'/></group></record>",
     "    field 总额 money in 万元\n"},
    {"another root", ALL, "<record root='单'/>", "group 单\n  field 名称"},
    {"a parameter gets another value", ALL "<parameter name='期间' value='1-6月'/>", "",
     "parameter 期间 = 1-6月\nparameter 单位 = 万元\n"},
    {"a catalogue is declared anew", ALL,
     "<catalogue name='类' levels='值'><kind value='新'/></catalogue>",
     "catalogue 类 by 值\n  kind 新 \"新\"\nstyle"},
    {"a style is changed, and those based on it", ALL,
     "<styles><style name='cell' size='10pt'/></styles>",
     "style cell (格): 宋体 size=10pt line=13pt center"},
    {"styles based on a changed one follow", ALL,
     "<styles><style name='cell' size='10pt'/></styles>",
     "style label (label): 宋体 size=10pt line=13pt center"},
    {"a file includes others, each read once", "<include href='_f/全部.xml'/>", "",
     "style cell (格): 宋体 size=12pt"},
};

static void check_case(size_t i)
{
    struct family_fixture fixture = {0};
    struct fb_buffer out;

    print_message("%s\n", CASES[i].name);
    (void)!read_family(&fixture, CASES[i].first, CASES[i].last);
    assert_silent(fixture.base.sink);
    fb_buffer_init(&out, 1 << 20);
    fb_template_dump(&out, fixture.base.template);
    assert_contains(out.data, CASES[i].dump);
    fb_buffer_release(&out);
    release_template(&fixture.base);
}

static void test_what_is_shared(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(i);
}

static void test_each_file_is_read_once(void **state)
{
    struct family_fixture fixture = {0};

    (void)state;
    assert_int_equal(read_family(&fixture, "<include href='_f/全部.xml'/>" ALL, ""), FB_OK);
    assert_int_equal(fixture.loads, 3);
    release_template(&fixture.base);
}

static const struct {
    const char *name, *first, *last;
    enum fb_diag_code code;
    const char *place; /* at which the message begins */
} FAULTS[] = {
    {"no file", "<include href='_f/无.xml'/>", "", FB_DIAG_TEMPLATE_INCLUDE_MISSING,
     "template.xml:1:"},
    {"out of the folder", "<include href='../a.xml'/>", "", FB_DIAG_TEMPLATE_INCLUDE,
     "template.xml:1:"},
    {"an absolute path", "<include href='/etc/a.xml'/>", "", FB_DIAG_TEMPLATE_INCLUDE,
     "template.xml:1:"},
    {"another kind of file", "<include href='_f/a.txt'/>", "", FB_DIAG_TEMPLATE_INCLUDE,
     "template.xml:1:"},
    {"a circle", "<include href='_f/圈.xml'/>", "", FB_DIAG_TEMPLATE_INCLUDE_CYCLE,
     "_f/圈二.xml:1:"},
    {"too deep", "<include href='_f/1.xml'/>", "", FB_DIAG_TEMPLATE_INCLUDE_DEEP, "_f/8.xml:1:"},
    {"a template is no family", "<include href='_f/模板.xml'/>", "", FB_DIAG_TEMPLATE_ROOT,
     "_f/模板.xml:1:2:"},
    {"a fault in the included file", ALL "<include href='_f/坏.xml'/>", "", FB_DIAG_TEMPLATE_VALUE,
     "_f/坏.xml:1:"},
    {"one name twice in one file", ALL, "<record><field name='名称'/><field name='名称'/></record>",
     FB_DIAG_TEMPLATE_NAME_TAKEN, "template.xml:1:"},
    {"a parameter twice in one file",
     ALL "<parameter name='甲' value=''/><parameter name='甲' value=''/>", "",
     FB_DIAG_TEMPLATE_NAME_TAKEN, "template.xml:1:"},
    {"no name for a parameter", ALL "<parameter name='1-7月' value=''/>", "",
     FB_DIAG_TEMPLATE_VALUE, "template.xml:1:"},
    {"the name that the template's name has", ALL "<parameter name='模板' value=''/>", "",
     FB_DIAG_TEMPLATE_VALUE, "template.xml:1:"},
    {"a list without items", ALL, "<record><list name='新'/></record>",
     FB_DIAG_TEMPLATE_ATTRIBUTE_MISSING, "template.xml:1:"},
    {"no record", "", "<styles><style name='cell'/></styles>", FB_DIAG_TEMPLATE_ELEMENT_MISSING,
     "template.xml:1:"},
    {"no root of the record", "", "<record/><styles><style name='cell'/></styles>",
     FB_DIAG_TEMPLATE_ATTRIBUTE_MISSING, "template.xml:1:"},
    {"no style", "", "<record root='表'/>", FB_DIAG_TEMPLATE_ELEMENT_MISSING, "template.xml:1:"},
};

static void check_fault(size_t i)
{
    struct family_fixture fixture = {0};
    struct fb_buffer out;

    print_message("%s\n", FAULTS[i].name);
    assert_int_equal(read_family(&fixture, FAULTS[i].first, FAULTS[i].last), FB_ERR_INPUT);
    fb_buffer_init(&out, 1 << 20);
    fb_diagnostics_print(fixture.base.sink, &out, false);
    if (fb_diagnostics_count_code(fixture.base.sink, FAULTS[i].code) != 1)
        fail_msg("%s", out.data);
    assert_contains(out.data, FAULTS[i].place);
    fb_buffer_release(&out);
    release_template(&fixture.base);
}

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++)
        check_fault(i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_shared),
        cmocka_unit_test(test_each_file_is_read_once),
        cmocka_unit_test(test_faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

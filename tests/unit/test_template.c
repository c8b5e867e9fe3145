/*
 * test_template.c: what a template means. What is wrong with one is shown by tests/golden/diag.
 */
#include "template/catalogue.h"
#include "template/template_private.h"
#include "template_testing.h"

struct template_case {
    const char *name;
    struct template_text parts;
    const char *dump; /* a part of fb_template_dump */
};

#define TABLE(rows) "<table columns='1cm 2cm 3cm' style='cell'>" rows "</table>"

static const struct template_case CASES[] = {
    {"fields inherit the unit of their group",
     {.fields = "<group name='资金' unit='万元'><field name='总额' type='money'/>"
                "<field name='其他' type='money' unit='元'/></group>"},
     "  group 资金\n    field 总额 money in 万元\n    field 其他 money in 元\n"},
    {"limits and obligation",
     {.fields = "<field name='甲' required='yes' max='10'/><field name='乙' required='no'/>"},
     "  field 甲 text required max 10\n  field 乙 text\n"},
    {"types of fields and what they may be",
     {.fields = "<field name='甲' type='date' min='2021-01-01' max='2021-12-31'/>"
                "<field name='乙' type='percent' min='0' max='100'/>"
                "<field name='丙' type='score' max='10.5'/><field name='丁' type='integer'/>"
                "<field name='戊' type='choice' choices='优 良'/><field name='己' min='10'/>"
                "<list name='行' item='条' required='yes'/>"},
     "  field 甲 date min 2021-01-01 max 2021-12-31\n"
     "  field 乙 percent min 0 max 100\n  field 丙 score max 10.5\n  field 丁 integer\n"
     "  field 戊 choice of 优|良\n  field 己 text min 10\n  list 行 of 条 required\n"},
    {"conditions",
     {.blocks = "<if test='名称'><paragraph style='cell'>甲<if test='金额'>乙</if></paragraph>"
                "<if test='not(金额)'>" TABLE(
                    "<if test='指标'><row><cell span='3'/></row></if>") "</if></if>"},
     "  if {名称} paragraph cell: 甲if {金额} 乙\n"
     "  if {名称} if {not(金额)} table \"\" columns 28.346pt 56.693pt 85.039pt outer 1pt inner "
     "0.5pt\n    if {指标}\n      row\n        cell 1+3 cell: \n"},
    {"boxes, numbers and units",
     {.fields = "<field name='名称'/><group name='资金' unit='万元'/>"
                "<list name='行' item='条'><field name='值'/></list>",
      .catalogue = "",
      .blocks =
          TABLE("<repeat select='行/条' beside='行/条'><row><cell><number format='一'/></cell>"
                "<cell item='beside'><check select='值' mark='√'/></cell><cell><choice "
                "select='值' of='优 良' place='before'/><unit of='/表/资金'/></cell></row>"
                "</repeat>")},
     "    repeat {行/条} beside {行/条}\n      row\n        cell 1+1 cell: {number 一}\n"
     "        cell 2+1 beside cell: {check 值 √/□}\n"
     "        cell 3+1 cell: {choice 值 after boxes 优 良 ☑/□}{unit 万元}\n"},
    {"nested lists",
     {.fields = "<list name='组' item='项'><list name='行' item='条'/></list>"},
     "  list 组 of 项\n    list 行 of 条\n"},
    {"labels default to values", {.catalogue = NULL}, "    kind 数量 \"数量\"\n"},
    {"a base may come later",
     {.styles = "<style name='a' base='b' size='20pt'/><style name='b' line='1.5'/>"},
     "style a (a): 宋体 size=20pt line=30pt"},
    {"white space with a line break is layout",
     {.blocks = "<paragraph style='cell'>\n   甲 乙\n   丙  <br/>\n</paragraph>"},
     "  paragraph cell: 甲 乙丙  ⏎\n"},
    {"columns of one row",
     {.blocks = TABLE("<row><cell/><cell span='2'/></row>")},
     "    row\n      cell 1+1 cell: \n      cell 2+2 cell: \n"},
    {"columns beside a cell from above",
     {.blocks = TABLE("<row><cell/><cell rows='2'/><cell/></row><row><cell/><cell/></row>")},
     "    row\n      cell 1+1 cell: \n      cell 3+1 cell: \n"},
    {"a row that is covered from above",
     {.blocks = TABLE("<row><cell span='3' rows='2'/></row><row/>")},
     "      cell 1+3 rows=2 cell: \n    row\n"},
    {"a cell down to the table's last row, also beside a repeat",
     {.blocks = TABLE("<header><row><cell rows='rest' head='row'>甲</cell><cell/><cell/></row>"
                      "</header><row><cell span='2'/></row><repeat select='指标/行'><row>"
                      "<cell/><cell/></row></repeat>")},
     "        cell 1+1 rows=rest head=row cell: 甲\n        cell 2+1 cell: \n"
     "        cell 3+1 cell: \n    row\n      cell 2+2 cell: \n    repeat {指标/行}\n"
     "      row\n        cell 2+1 cell: \n        cell 3+1 cell: \n"},
    {"but not into the row that fills the page",
     {.blocks = TABLE("<row><cell rows='rest'/><cell span='2'/></row>"
                      "<row fill='yes'><cell span='3'/></row>")},
     "    row fill\n      cell 1+3 cell: \n"},
    {"heights",
     {.blocks = TABLE("<row height='9pt'><cell span='3'/></row>"
                      "<row exact-height='9pt'><cell span='3'/></row>")},
     "    row at least 9pt\n      cell 1+3 cell: \n    row exactly 9pt\n"},
    {"a joined table has the columns and lines of the one before",
     {.blocks = "<table columns='1cm' outer='2pt' inner='1pt'/><table joined='yes'/>"},
     "  table \"\" joined columns 28.346pt outer 2pt inner 1pt\n"},
    {"a header and a repeat",
     {.blocks = TABLE("<header><row><cell span='3' head='column'>甲</cell></row></header>"
                      "<repeat select='指标/行' catalogue='类'><row><cell merge='equal' "
                      "head='row'><label level='1'/></cell><cell span='2'><value select='值'/>"
                      "</cell></row></repeat>")},
     "    header\n      row\n        cell 1+3 head=column cell: 甲\n"
     "    repeat {指标/行} catalogue 类\n      row\n"
     "        cell 1+1 head=row merge cell: {label 1}\n        cell 2+2 cell: {值}\n"},
    {"money has two decimals unless told",
     {.blocks = "<paragraph style='cell'><value select='金额' format='money'/>"
                "<value select='金额' format='money' decimals='4'/></paragraph>"},
     "{金额 money.2}{金额 money.4}"},
    {"paragraphs in a cell",
     {.blocks = TABLE("<row><cell span='3'>\n<paragraph>甲</paragraph>\n<paragraph>乙"
                      "</paragraph>\n</cell></row>")},
     "      cell 1+3 cell: 甲 ¶ 乙\n"},
    {"a paragraph that stays with what follows",
     {.blocks = "<paragraph style='cell' heading='1' keep-next='yes'>甲</paragraph>"},
     "  paragraph cell heading 1 keep-next: 甲\n"},
    {"marks where pages cut",
     {.blocks = "<table columns='1cm' style='cell'><continued style='cell'>续表</continued>"
                "<carried style='cell'>转下页</carried><row keep-next='yes'><cell/></row>"
                "<row fill='yes'><cell/></row></table>"},
     "    continued\n      paragraph cell: 续表\n    carried\n      paragraph cell: 转下页\n"
     "    row keep-next\n      cell 1+1 cell: \n    row fill\n      cell 1+1 cell: \n"},
    {"a section that is made to fit",
     {.blocks = "<paragraph style='cell'/></section><section fit='1' floor='小六'><page top='0mm' "
                "bottom='0mm' left='0mm' right='0mm'/>"},
     "right 0pt fit 1 floor 6.5pt\n"},
    {"a landscape sheet is wider than high",
     {.blocks = "<paragraph style='cell'/></section><section><page orientation='landscape' "
                "size='A3' top='0mm' bottom='0mm' left='0mm' right='0mm'/>"},
     "section 1190.551pt × 841.89pt"},
};

static void check_case(const struct template_case *test)
{
    struct template_fixture fixture = {0};
    struct fb_buffer out;

    print_message("%s\n", test->name);
    (void)!read_template(&fixture, &test->parts);
    assert_silent(fixture.sink);
    fb_buffer_init(&out, 1 << 20);
    fb_template_dump(&out, fixture.template);
    assert_contains(out.data, test->dump);
    fb_buffer_release(&out);
    release_template(&fixture);
}

static void test_meaning(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(&CASES[i]);
}

static const struct {
    const char *path;
    enum fb_scope_answer answer;
    const char *field; /* where it leads, or the name that is missing */
} PATHS[] = {
    {".", FB_SCOPE_FOUND, "表"},
    {"名称", FB_SCOPE_FOUND, "名称"},
    {"/表", FB_SCOPE_FOUND, "表"},
    {"/表/名称", FB_SCOPE_FOUND, "名称"},
    {"指标/行/值", FB_SCOPE_FOUND, "值"},
    {"指标/行[类='产出[1]']/值", FB_SCOPE_FOUND, "值"},
    {"指标/行[1][种]", FB_SCOPE_FOUND, "指标"},
    {"无", FB_SCOPE_MISSING, "无"},
    {"指标/值", FB_SCOPE_MISSING, "值"},
    {"指标/行/无", FB_SCOPE_MISSING, "无"},
    {"名称/甲", FB_SCOPE_MISSING, "甲"},
    {"/单", FB_SCOPE_MISSING, "单"},
    {"/", FB_SCOPE_UNKNOWN, NULL},
    {"..", FB_SCOPE_UNKNOWN, NULL},
    {"//名称", FB_SCOPE_UNKNOWN, NULL},
    {"*", FB_SCOPE_UNKNOWN, NULL},
    {"count(指标/行)", FB_SCOPE_UNKNOWN, NULL},
    {"名称 | 金额", FB_SCOPE_UNKNOWN, NULL},
    {"child::名称", FB_SCOPE_UNKNOWN, NULL},
    {"'名称'", FB_SCOPE_UNKNOWN, NULL},
    {"1", FB_SCOPE_UNKNOWN, NULL},
    {"@模板", FB_SCOPE_UNKNOWN, NULL},
};

static void check_path(const struct fb_template *template, size_t i)
{
    struct fb_scope start = {.field = &template->record};
    const char *path = PATHS[i].path;
    struct fb_scope_result found;

    print_message("%s\n", path);
    assert_int_equal(fb_scope_follow(&found, template->arena, &template->record, start, path),
                     FB_OK);
    assert_int_equal(found.answer, PATHS[i].answer);
    if (found.answer == FB_SCOPE_FOUND)
        assert_string_equal(found.scope.field->name, PATHS[i].field);
    if (found.answer == FB_SCOPE_MISSING)
        assert_string_equal(fb_arena_copy(template->arena, path + found.offset, found.length),
                            PATHS[i].field);
}

static void test_paths(void **state)
{
    struct template_fixture fixture = {0};

    (void)state;
    assert_int_equal(read_template(&fixture, &(struct template_text){0}), FB_OK);
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++)
        check_path(fixture.template, i);
    release_template(&fixture);
}

static void test_kinds_of_a_level(void **state)
{
    struct template_fixture fixture = {0};
    const struct fb_catalogue *catalogue;

    (void)state;
    assert_int_equal(read_template(&fixture, &(struct template_text){0}), FB_OK);
    catalogue = fixture.template->catalogues[0];
    assert_int_equal(catalogue->leaf_count, 3);
    assert_string_equal(fb_kind_at_level(catalogue->leaves[2], 0)->label, "2、效益");
    assert_string_equal(fb_kind_at_level(catalogue->leaves[1], 1)->label, "质量");
    release_template(&fixture);
}

/* Errors of every part of a template come in one go. */
static void test_all_errors_at_once(void **state)
{
    struct template_text parts = {
        .fields = "<field name='名称' type='x'/>",
        .catalogue = "<catalogue name='类' levels='类'/>",
        .styles = "<style name='a' base='z'/>",
        .blocks = "<paragraph style='b'><value select='甲'/></paragraph>",
    };
    static const enum fb_diag_code EXPECTED[] = {
        FB_DIAG_TEMPLATE_VALUE, FB_DIAG_TEMPLATE_ELEMENT_MISSING, FB_DIAG_TEMPLATE_FIELD};
    struct template_fixture fixture = {0};

    (void)state;
    assert_int_equal(read_template(&fixture, &parts), FB_ERR_INPUT);
    assert_null(fixture.template);
    for (size_t i = 0; i < sizeof EXPECTED / sizeof *EXPECTED; i++)
        assert_int_equal(fb_diagnostics_count_code(fixture.sink, EXPECTED[i]), 1);
    assert_int_equal(fb_diagnostics_count_code(fixture.sink, FB_DIAG_TEMPLATE_STYLE), 2);
    assert_int_equal(fb_diagnostics_count(fixture.sink, FB_ERROR), 5);
    release_template(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_meaning),
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_kinds_of_a_level),
        cmocka_unit_test(test_all_errors_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

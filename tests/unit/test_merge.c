#include "merge_testing.h"

#define JOINED_DUMP "  table \"\" joined columns 28.346pt 28.346pt 28.346pt outer 1pt inner 0.5pt\n"
#define JOINED      "<table joined='yes' style='cell'><row><cell span='3'/></row></table>"
#define MERGED                                         \
    "<cell merge='equal'><value select='类'/></cell>" \
    "<cell merge='equal'><value select='种'/></cell><cell><value select='值'/></cell>"
#define LABELS                                      \
    "<cell merge='equal'><label level='1'/></cell>" \
    "<cell merge='equal'><label level='2'/></cell><cell><value select='值'/></cell>"

static const struct merge_case CASES[] = {
    {"text and value", P("名称：<value select='名称'/>。"), "<名称>甲</名称>",
     "  paragraph cell: 名称： | 甲 [/表[1]/名称[1]] | 。\n"},
    {"a missing field is blank", P("<value select='名称'/>"), "", "  paragraph cell: \n"},
    {"an empty field is blank", P("<value select='金额' format='money'/>"), "<金额> </金额>",
     "  paragraph cell: \n"},
    {"breaks belong to the text around them", P("甲<br/>乙<br/>"), "",
     "  paragraph cell: 甲⏎乙⏎\n"},
    {"above and below the line", P("10<sup>4</sup>m<sup>2</sup>，H<sub>2</sub>O"), "",
     "  paragraph cell: 10 | <sup>4 | m | <sup>2 | ，H | <sub>2 | O\n"},
    {"a value above the line", P("注<sup><value select='名称'/></sup>"), "<名称>①</名称>",
     "  paragraph cell: 注 | <sup>① [/表[1]/名称[1]]\n"},
    {"check boxes", P("<check select=\"名称='甲'\"/>甲<check select=\"名称='乙'\"/>乙"),
     "<名称>甲</名称>", "  paragraph cell: ☑甲□乙\n"},
    {"check boxes without a value", P("<check select='名称'/>有"), "", "  paragraph cell: □有\n"},
    {"each line of a value is a paragraph", P("一<value select='名称'/>二"),
     "<名称>\n 甲\n 乙\n</名称>",
     "  paragraph cell: 一 | 甲 [/表[1]/名称[1]]\n"
     "  paragraph cell: 乙 [/表[1]/名称[1]] | 二\n"},
    {"each element of several is a paragraph", P("<value select='指标/行/值'/>"),
     "<指标>" R("", "", "1") R("", "", "") R("", "", "2") "</指标>",
     "  paragraph cell: 1 [/表[1]/指标[1]/行[1]/值[1]]\n"
     "  paragraph cell: 2 [/表[1]/指标[1]/行[3]/值[1]]\n"},
    {"a computed text has no binding", P("<value select='concat(名称, count(指标/行))'/>"),
     "<名称>甲</名称>", "  paragraph cell: 甲0\n"},
    {"spans and headings",
     T("<header><row><cell span='3' head='column'>甲</cell></row></header>"
       "<row height='9pt'><cell rows='2' head='row'>乙</cell><cell/><cell/></row>"
       "<row exact-height='9pt'><cell span='2'/></row>"),
     "",
     TABLE_DUMP "    header row\n      cell 1+3 column-header repeated cell: 甲\n"
                "    row at least 9pt\n      cell 1+1 rows 2 row-header repeated cell: 乙\n"
                "      cell 2+1 cell:\n      cell 3+1 cell:\n"
                "    row exactly 9pt\n      cell 2+2 cell:\n"},
    {"a table without rows is left out, and the next is not joined to it",
     T("<repeat select='指标/行'><row><cell span='3'/></row></repeat>") JOINED, "",
     TABLE_DUMP "    row\n      cell 1+3 cell:\n"},
    {"nor is it joined to a table before that",
     T("<row><cell span='3'/></row>")
         T("<repeat select='指标/行'><row><cell span='3'/></row></repeat>") JOINED JOINED,
     "",
     TABLE_DUMP "    row\n      cell 1+3 cell:\n" TABLE_DUMP
                "    row\n      cell 1+3 cell:\n" JOINED_DUMP "    row\n      cell 1+3 cell:\n"},
    {"marks where pages cut",
     T("<continued style='cell'>续表</continued>"
       "<carried style='cell'>转下页</carried>"
       "<row keep-next='yes'><cell span='3'/></row><row fill='yes'><cell span='3'/></row>"),
     "<名称>甲</名称>",
     TABLE_DUMP "    continued cell: 续表\n    carried cell: 转下页\n"
                "    row keep-next\n      cell 1+3 cell:\n    row fill\n      cell 1+3 cell:\n"},
    {"a repeat without rows", REPEAT("<cell span='3'/>"), "<指标/>", ""},
    {"equal neighbours are merged, level within level", REPEAT(MERGED),
     "<指标>" R("a", "x", "") R("a", "x", "") R("b", "x", "") R("b", "y", "") R("b", "y", "")
         R("a", "y", "") "</指标>",
     TABLE_DUMP "    row\n      cell 1+1 rows 2 repeated cell: a [/表[1]/指标[1]/行[1]/类[1]]\n"
                "      cell 2+1 rows 2 repeated cell: x [/表[1]/指标[1]/行[1]/种[1]]\n"
                "      cell 3+1 cell:\n"
                "    row\n      cell 3+1 cell:\n"
                "    row\n      cell 1+1 rows 3 repeated cell: b [/表[1]/指标[1]/行[3]/类[1]]\n"
                "      cell 2+1 repeated cell: x [/表[1]/指标[1]/行[3]/种[1]]\n"
                "      cell 3+1 cell:\n"
                "    row\n      cell 2+1 rows 2 repeated cell: y [/表[1]/指标[1]/行[4]/种[1]]\n"
                "      cell 3+1 cell:\n"
                "    row\n      cell 3+1 cell:\n"
                "    row\n      cell 1+1 repeated cell: a [/表[1]/指标[1]/行[6]/类[1]]\n"
                "      cell 2+1 repeated cell: y [/表[1]/指标[1]/行[6]/种[1]]\n"
                "      cell 3+1 cell:\n"},
    {"two repeats do not merge with each other",
     T("<repeat select='指标/行'><row><cell merge='equal'>甲</cell><cell "
       "span='2'/></row></repeat>"
       "<repeat select='指标/行'><row><cell merge='equal'>甲</cell><cell "
       "span='2'/></row></repeat>"),
     "<指标><行/><行/></指标>",
     TABLE_DUMP "    row\n      cell 1+1 rows 2 repeated cell: 甲\n      cell 2+2 cell:\n"
                "    row\n      cell 2+2 cell:\n"
                "    row\n      cell 1+1 rows 2 repeated cell: 甲\n      cell 2+2 cell:\n"
                "    row\n      cell 2+2 cell:\n"},
    {"two rows for each item",
     T("<repeat select='指标/行'><row><cell rows='2' merge='equal'>甲</cell><cell>1</cell>"
       "<cell/></row><row><cell>2</cell><cell/></row></repeat>"),
     "<指标><行/><行/></指标>",
     TABLE_DUMP "    row\n      cell 1+1 rows 4 repeated cell: 甲\n"
                "      cell 2+1 cell: 1\n      cell 3+1 cell:\n"
                "    row\n      cell 2+1 cell: 2\n      cell 3+1 cell:\n"
                "    row\n      cell 2+1 cell: 1\n      cell 3+1 cell:\n"
                "    row\n      cell 2+1 cell: 2\n      cell 3+1 cell:\n"},
    {"a cell goes down to the last row, however many there are",
     T("<header><row><cell rows='rest' head='row'>甲</cell><cell/><cell/></row></header>"
       "<repeat select='指标/行'><row><cell rows='1' merge='equal'>乙</cell><cell/></row></repeat>"
       "<row fill='yes'><cell span='3'/></row>"),
     "<指标><行/><行/></指标>",
     TABLE_DUMP "    header row\n      cell 1+1 rows 3 row-header repeated cell: 甲\n"
                "      cell 2+1 cell:\n      cell 3+1 cell:\n"
                "    row\n      cell 2+1 rows 2 repeated cell: 乙\n      cell 3+1 cell:\n"
                "    row\n      cell 3+1 cell:\n    row fill\n      cell 1+3 cell:\n"},
    {"kinds come in the order of the form, rows in that of the record", BY_KIND(LABELS),
     "<指标>" R("效益", "数量", "1") R("产出", "数量", "2") R("效益", "数量", "3") "</指标>",
     TABLE_DUMP "    row\n      cell 1+1 rows 2 repeated cell: 1、产出\n"
                "      cell 2+1 repeated cell: 数量\n"
                "      cell 3+1 cell: 2 [/表[1]/指标[1]/行[2]/值[1]]\n"
                "    row\n      cell 2+1 repeated cell: 质量\n      cell 3+1 cell:\n"
                "    row\n      cell 1+1 rows 2 repeated cell: 2、效益\n"
                "      cell 2+1 rows 2 repeated cell: 数量\n"
                "      cell 3+1 cell: 1 [/表[1]/指标[1]/行[1]/值[1]]\n"
                "    row\n      cell 3+1 cell: 3 [/表[1]/指标[1]/行[3]/值[1]]\n"},
    {"a label shown once, and groups of it kept together",
     T("<repeat select='指标/行' keep='1'><row><cell merge='equal' show='once'>"
       "<value select='类'/></cell><cell span='2'><value select='值'/></cell></row></repeat>"),
     "<指标>" R("a", "", "1") R("a", "", "2") R("b", "", "3") "</指标>",
     TABLE_DUMP "    row keep-next\n      cell 1+1 rows 2 cell: a [/表[1]/指标[1]/行[1]/类[1]]\n"
                "      cell 2+2 cell: 1 [/表[1]/指标[1]/行[1]/值[1]]\n"
                "    row\n      cell 2+2 cell: 2 [/表[1]/指标[1]/行[2]/值[1]]\n"
                "    row\n      cell 1+1 cell: b [/表[1]/指标[1]/行[3]/类[1]]\n"
                "      cell 2+2 cell: 3 [/表[1]/指标[1]/行[3]/值[1]]\n"},
    {"blank rows up to a number",
     T("<repeat select='指标/行' min-rows='2'><row><cell span='3'><value select='值'/></cell>"
       "</row></repeat>"),
     "<指标>" R("", "", "1") "</指标>",
     TABLE_DUMP "    row\n      cell 1+3 cell: 1 [/表[1]/指标[1]/行[1]/值[1]]\n"
                "    row\n      cell 1+3 cell:\n"},
    {"what is blank in blank rows is not merged",
     T("<repeat select='指标/行' min-rows='3'><row><cell merge='equal'><value select='类'/></cell>"
       "<cell merge='equal'>甲</cell><cell><value select='值'/></cell></row></repeat>"),
     "<指标>" R("", "", "1") "</指标>",
     TABLE_DUMP "    row\n      cell 1+1 repeated cell:\n      cell 2+1 repeated cell: 甲\n"
                "      cell 3+1 cell: 1 [/表[1]/指标[1]/行[1]/值[1]]\n"
                "    row\n      cell 1+1 repeated cell:\n      cell 2+1 rows 2 repeated cell: 甲\n"
                "      cell 3+1 cell:\n"
                "    row\n      cell 1+1 repeated cell:\n      cell 3+1 cell:\n"},
    {"blank rows up to a number in each kind",
     T("<repeat select='指标/行' catalogue='类' min-rows='2'><row><cell span='2'>"
       "<label level='2'/></cell><cell><value select='值'/></cell></row></repeat>"),
     "<指标>" R("产出", "数量", "1") "</指标>",
     TABLE_DUMP "    row\n      cell 1+2 cell: 数量\n"
                "      cell 3+1 cell: 1 [/表[1]/指标[1]/行[1]/值[1]]\n"
                "    row\n      cell 1+2 cell: 数量\n      cell 3+1 cell:\n"
                "    row\n      cell 1+2 cell: 质量\n      cell 3+1 cell:\n"
                "    row\n      cell 1+2 cell: 质量\n      cell 3+1 cell:\n"
                "    row\n      cell 1+2 cell: 数量\n      cell 3+1 cell:\n"
                "    row\n      cell 1+2 cell: 数量\n      cell 3+1 cell:\n"},
    {"cells that are open on some sides",
     T("<row><cell borders='none'/><cell borders='top left'/><cell borders='bottom'/></row>"), "",
     TABLE_DUMP "    row\n      cell 1+1 open top bottom left right cell:\n"
                "      cell 2+1 open bottom right cell:\n"
                "      cell 3+1 open top left right cell:\n"},
    {"paragraphs of a cell",
     T("<row><cell span='3'><paragraph>甲</paragraph><paragraph "
       "style='other'><value select='名称'/></paragraph></cell></row>"),
     "<名称>一\n二</名称>",
     TABLE_DUMP "    row\n      cell 1+3 cell: 甲 ¶ <other>一 [/表[1]/名称[1]] ¶ "
                "<other>二 [/表[1]/名称[1]]\n"},
};

static void test_merge(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(&CASES[i]);
}

#define BLANKS                                                                 \
    P("（<value select='名称'/>年）")                                          \
    P("<value select='名称'/>")                                                \
    T("<repeat select='指标/行' blank-rows='2'><row><cell span='3'><value " \
      "select='值'/></cell></row></repeat>")

/* A blank form has rows to write in, and room within a text; other records have neither. */
static void test_blank_form(void **state)
{
    static const struct merge_case
        OTHER = {"a record that is no blank form", BLANKS, "<名称/><指标><行><值/></行></指标>",
                 "  paragraph cell: （年）\n  paragraph cell: \n" TABLE_DUMP
                 "    row\n      cell 1+3 cell:\n"},
        BLANK = {"a blank form", BLANKS, "<名称/><指标><行><值/></行></指标>",
                 "  paragraph cell: （　　　年）\n  paragraph cell: \n" TABLE_DUMP
                 "    row\n      cell 1+3 cell:\n    row\n      cell 1+3 cell:\n"};

    (void)state;
    check_case(&OTHER);
    check_case_in(&(struct merge_setting){.blank_form = true}, &BLANK);
}

/* A run says where its text comes from: the value in the record, or the text in the template. */
static void test_origins(void **state)
{
    struct merge_fixture fixture = {0};
    const struct fb_run *runs;

    (void)state;
    assert_int_equal(
        merge(&fixture, P("<br/>金额<value select='金额' format='money'/>"), "<金额>\n935</金额>"),
        FB_OK);
    runs = fixture.doc->sections[0].blocks[0].as.paragraph.runs;
    assert_ptr_equal(fb_run_origin(&runs[0]).source, &fixture.template.source);
    assert_memory_equal(fixture.template.source.text + fb_run_origin(&runs[0]).offset, "br/>金额",
                        10);
    assert_ptr_equal(fb_run_origin(&runs[1]).source, &fixture.source);
    assert_memory_equal(fixture.source.text + fb_run_origin(&runs[1]).offset, "935<", 4);
    assert_int_equal(fb_run_origin(&runs[1]).length, 3);
    release(&fixture);
}

/* Without a check before it a merge still loses nothing: a row of no kind is an error. */
static void test_row_of_no_kind(void **state)
{
    struct merge_fixture fixture = {0};

    (void)state;
    assert_int_equal(merge(&fixture, BY_KIND(LABELS),
                           "<指标>" R("产出", "数", "1") R("产", "数量", "1") "</指标>"),
                     FB_ERR_INPUT);
    assert_null(fixture.doc);
    assert_int_equal(fb_diagnostics_count_code(fixture.template.sink, FB_DIAG_RECORD_KIND), 2);
    release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_blank_form),
        cmocka_unit_test(test_origins),
        cmocka_unit_test(test_row_of_no_kind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* What a form shows: conditions, choices, numbers, units, repeats in repeats and two lists. */
#include "merge_testing.h"

#define IF(test, inside)    "<if test=\"" test "\">" inside "</if>"
#define LIST(rows)          "<指标>" rows "</指标>"
#define VALUE_CELL(span)    "<cell span='" span "'><value select='值'/></cell>"
#define FIXED_ROW(text)     "<row><cell span='3'>" text "</cell></row>"
#define ROW_DUMP(text)      "    row\n      cell 1+3 cell:" text "\n"
#define VALUE_DUMP(n, text) text " [/表[1]/指标[1]/行[" n "]/值[1]]"

static const struct merge_case CONDITIONS[] = {
    {"text under a condition that is true", P("甲" IF("名称='一'", "乙") "丙"), "<名称>一</名称>",
     "  paragraph cell: 甲乙丙\n"},
    {"and one that is false", P("甲" IF("名称='一'", "乙") "丙"), "<名称>二</名称>",
     "  paragraph cell: 甲丙\n"},
    {"a condition in a condition", P(IF("名称", "甲" IF("金额", "乙")) IF("not(名称)", "丙")),
     "<名称>一</名称>", "  paragraph cell: 甲\n"},
    {"a paragraph under a condition", IF("金额", P("甲")) IF("not(金额)", P("乙")), "",
     "  paragraph cell: 乙\n"},
    {"a table under a condition", IF("金额", T(FIXED_ROW("甲"))) P("乙"), "",
     "  paragraph cell: 乙\n"},
    {"a table that is joined to one that is not there",
     IF("金额", T(FIXED_ROW("甲"))) "<table joined='yes' style='cell'>" FIXED_ROW("乙") "</table>",
     "", TABLE_DUMP ROW_DUMP(" 乙")},
    {"rows under conditions",
     T(FIXED_ROW("甲") IF("名称", FIXED_ROW("乙") FIXED_ROW("丙")) IF("金额", FIXED_ROW("丁"))),
     "<名称>一</名称>", TABLE_DUMP ROW_DUMP(" 甲") ROW_DUMP(" 乙") ROW_DUMP(" 丙")},
    {"a header under a condition",
     T("<header>" IF("名称", FIXED_ROW("甲")) "</header>" FIXED_ROW("乙")), "",
     TABLE_DUMP ROW_DUMP(" 乙")},
    {"rows of a repeat under a condition of the item",
     T("<repeat select='指标/行'>" IF("值", "<row>" VALUE_CELL("3") "</row>")
           IF("not(值)", FIXED_ROW("无")) "</repeat>"),
     LIST("<行/>" R("", "", "1")), TABLE_DUMP ROW_DUMP(" 无") ROW_DUMP(" " VALUE_DUMP("2", "1"))},
    {"paragraphs of a cell under conditions",
     T("<row><cell span='3'>" IF("名称", "<paragraph>甲</paragraph>") "<paragraph>乙</paragraph>"
                                                                      "</cell></row>"),
     "", TABLE_DUMP ROW_DUMP(" 乙")},
    {"a cell without any of its paragraphs is empty",
     T("<row><cell span='3'>" IF("名称", "<paragraph>甲</paragraph>") "</cell></row>"), "",
     TABLE_DUMP ROW_DUMP("")},
    {"in a blank row nothing is there",
     T("<repeat select='指标/行' min-rows='1'>" IF("值", FIXED_ROW("甲"))
           IF("not(值)", FIXED_ROW("乙")) IF("/表/名称", FIXED_ROW("丙")) "</repeat>"),
     "<名称>一</名称>", TABLE_DUMP ROW_DUMP(" 乙") ROW_DUMP(" 丙")},
};

static const struct merge_case CHOICES[] = {
    {"a box for each word", P("<choice select='名称' of='优 良 中 差'/>"), "<名称>良</名称>",
     "  paragraph cell: 优□ 良☑ 中□ 差□\n"},
    {"no word is chosen", P("<choice select='名称' of='优 良'/>"), "",
     "  paragraph cell: 优□ 良□\n"},
    {"several lines are several words", P("<choice select='名称' of='优 良 中'/>"),
     "<名称>优\n中</名称>", "  paragraph cell: 优☑ 良□ 中☑\n"},
    {"boxes before the words, other marks, another separator",
     P("<choice select='名称' of='是 否' mark='√' box='○' place='before' separator='；'/>"),
     "<名称>是</名称>", "  paragraph cell: √是；○否\n"},
    {"the words of the field", P("<choice select='评价'/>"), "<评价>部分支持</评价>",
     "  paragraph cell: 予以支持□ 部分支持☑ 不予支持□\n"},
    {"a box by itself", P("<check select=\"名称='能'\"/>能<check select=\"名称='否'\"/>否"),
     "<名称>能</名称>", "  paragraph cell: ☑能□否\n"},
    {"the boxes of a blank row are not ticked",
     T("<repeat select='指标/行' min-rows='1'><row><cell span='3'><check select='not(值)'/>"
       "<choice select='值' of='是 否'/></cell></row></repeat>"),
     "", TABLE_DUMP ROW_DUMP(" □是□ 否□")},
    {"a mark or nothing",
     P("<check select=\"名称='能'\" mark='✔' box=''/>|"
       "<check select=\"名称='否'\" mark='✔' box=''/>|"),
     "<名称>能</名称>", "  paragraph cell: ✔||\n"},
};

#define NUMBERED(format)                                                \
    T("<repeat select='指标/行' min-rows='3'><row><cell><number" format \
      "/></cell>" VALUE_CELL("2") "</row></repeat>")
#define NUMBERED_ROW(number, value) \
    "    row\n      cell 1+1 cell:" number "\n      cell 2+2 cell:" value "\n"

static const struct merge_case NUMBERS[] = {
    {"items are numbered, blank rows are not", NUMBERED(""), LIST(R("", "", "a") R("", "", "b")),
     TABLE_DUMP NUMBERED_ROW(" 1", " " VALUE_DUMP("1", "a"))
         NUMBERED_ROW(" 2", " " VALUE_DUMP("2", "b")) NUMBERED_ROW("", "")},
    {"in Chinese", NUMBERED(" format='一'"), LIST(R("", "", "a")),
     TABLE_DUMP NUMBERED_ROW(" 一", " " VALUE_DUMP("1", "a")) NUMBERED_ROW("", "")
         NUMBERED_ROW("", "")},
    {"the unit of a group", P("资金（<unit of='资金'/>）"), "", "  paragraph cell: 资金（万元）\n"},
    {"the unit of a field in it", P("<unit of='资金/总额'/>"), "", "  paragraph cell: 万元\n"},
};

/* Fields: groups of items, each with a name and items of its own; and a second list. */
#define FIELDS                                                                                        \
    "<field name='名称'/><field name='金额'/><field name='评价' type='choice' "                 \
    "choices='予以支持 部分支持 不予支持'/><group name='资金' unit='万元'>"           \
    "<field name='总额' type='money'/></group>"                                                     \
    "<list name='指标' item='行'><field name='类'/><field name='种'/><field name='值'/>"        \
    "<list name='细' item='目'/></list>"                                                            \
    "<list name='中期' item='行'><field name='类'/><field name='种'/><field name='值'/></list>" \
    "<list name='组' item='项'><field name='名'/><list name='条' item='目'><field name='值'/>"  \
    "</list></list>"

#define NESTED(attributes, cells)                                      \
    T("<repeat select='组/项'" attributes "><row><cell merge='equal'>" \
      "<value select='名'/></cell><cell span='2'>小计</cell></row>" \
      "<repeat select='条/目'><row>" cells "</row></repeat></repeat>")

static const struct merge_case NESTED_REPEATS[] = {
    {"items of an item",
     NESTED("", "<cell merge='equal'><value select='../../名'/></cell><cell><number/></cell>"
                "<cell><value select='值'/></cell>"),
     "<组><项><名>甲</名><条><目><值>1</值></目><目><值>2</值></目></条></项>"
     "<项><名>乙</名><条/></项></组>",
     TABLE_DUMP "    row\n      cell 1+1 rows 3 repeated cell: 甲 [/表[1]/组[1]/项[1]/名[1]]\n"
                "      cell 2+2 cell: 小计\n"
                "    row\n      cell 2+1 cell: 1\n"
                "      cell 3+1 cell: 1 [/表[1]/组[1]/项[1]/条[1]/目[1]/值[1]]\n"
                "    row\n      cell 2+1 cell: 2\n"
                "      cell 3+1 cell: 2 [/表[1]/组[1]/项[1]/条[1]/目[2]/值[1]]\n"
                "    row\n      cell 1+1 repeated cell: 乙 [/表[1]/组[1]/项[2]/名[1]]\n"
                "      cell 2+2 cell: 小计\n"},
    {"rows in a repeat have the labels of the catalogue around them",
     T("<repeat select='指标/行' catalogue='类'><row><cell merge='equal'><label level='1'/></cell>"
       "<cell span='2'><value select='值'/></cell></row><repeat select='细/目'><row><cell "
       "merge='equal'><label level='1'/></cell><cell span='2'>续</cell></row></repeat></repeat>"),
     LIST("<行><类>产出</类><种>数量</种><值>1</值><细><目/></细></行>"),
     TABLE_DUMP
     "    row\n      cell 1+1 rows 3 repeated cell: 1、产出\n"
     "      cell 2+2 cell: " VALUE_DUMP(
         "1", "1") "\n"
                   "    row\n      cell 2+2 cell: 续\n    row\n      cell 2+2 cell:\n"
                   "    row\n      cell 1+1 repeated cell: 2、效益\n      cell 2+2 cell:\n"},
};

#define PAIRS(attributes)                                                                  \
    T("<repeat select='中期/行' beside='指标/行' " attributes "><row><cell merge='equal'>" \
      "<label level='2'/></cell><cell><value select='值'/></cell>"                        \
      "<cell item='beside'><value select='值'/></cell></row></repeat>")
#define PAIR_DUMP(left, right) "      cell 2+1 cell:" left "\n      cell 3+1 cell:" right "\n"
#define LEFT(n, text)          " " text " [/表[1]/中期[1]/行[" n "]/值[1]]"

static const struct merge_case TWO_LISTS[] = {
    {"two lists share the rows of a kind", PAIRS("catalogue='类'"),
     LIST(R("产出", "数量", "a") R("产出", "质量", "b") R("产出", "数量", "c")) "<中期>" R(
         "产出", "数量", "1") R("效益", "数量", "2") "</中期>",
     TABLE_DUMP "    row\n      cell 1+1 rows 2 repeated cell: 数量\n" PAIR_DUMP(
         LEFT("1", "1"),
         " " VALUE_DUMP(
             "1", "a")) "    row\n" PAIR_DUMP("",
                                              " " VALUE_DUMP(
                                                  "3",
                                                  "c")) "    row\n      cell 1+1 repeated cell: "
                                                        "质量\n" PAIR_DUMP(
                                                            "", " " VALUE_DUMP(
                                                                    "2", "b")) "    row\n      "
                                                                               "cell 1+1 repeated "
                                                                               "cell: "
                                                                               "数量\n" PAIR_DUMP(
                                                                                   LEFT("2", "2"),
                                                                                   "")},
    {"one of the lists is not there", PAIRS("catalogue='类'"), LIST(R("产出", "质量", "b")),
     TABLE_DUMP "    row\n      cell 1+1 repeated cell: 数量\n" PAIR_DUMP(
         "",
         "") "    row\n      cell 1+1 repeated cell: 质量\n" PAIR_DUMP("",
                                                                       " " VALUE_DUMP(
                                                                           "1",
                                                                           "b")) "    row\n      "
                                                                                 "cell 1+1 "
                                                                                 "repeated cell: "
                                                                                 "数量\n" PAIR_DUMP(
                                                                                     "", "")},
    {"without a catalogue by their order",
     T("<repeat select='中期/行' beside='指标/行' min-rows='3'><row><cell><number/></cell>"
       "<cell><value select='值'/></cell><cell item='beside'><value select='值'/></cell></row>"
       "</repeat>"),
     LIST(R("", "", "a") R("", "", "b")) "<中期>" R("", "", "1") "</中期>",
     TABLE_DUMP "    row\n      cell 1+1 cell: 1\n" PAIR_DUMP(
         LEFT("1", "1"),
         " " VALUE_DUMP(
             "1",
             "a")) "    row\n      cell 1+1 cell: 2\n" PAIR_DUMP("",
                                                                 " " VALUE_DUMP(
                                                                     "2",
                                                                     "b")) "    row\n      cell "
                                                                           "1+1 cell:\n" PAIR_DUMP(
                                                                               "", "")},
};

static void check_all(const struct merge_case *cases, size_t count)
{
    const struct merge_setting setting = {.fields = FIELDS};

    for (size_t i = 0; i < count; i++)
        check_case_in(&setting, &cases[i]);
}

#define CHECK_ALL(cases) check_all(cases, sizeof(cases) / sizeof *(cases))

static void test_conditions(void **state)
{
    (void)state;
    CHECK_ALL(CONDITIONS);
}

static void test_choices(void **state)
{
    (void)state;
    CHECK_ALL(CHOICES);
}

static void test_numbers_and_units(void **state)
{
    (void)state;
    CHECK_ALL(NUMBERS);
}

static void test_nested_repeats(void **state)
{
    (void)state;
    CHECK_ALL(NESTED_REPEATS);
}

static void test_two_lists(void **state)
{
    (void)state;
    CHECK_ALL(TWO_LISTS);
}

/* A unit may be a parameter, which the record sets otherwise. */
static void test_unit_of_a_parameter(void **state)
{
    static const struct merge_case CASE = {"a unit that the record changes",
                                           P("（<unit of='资金'/>）"), "",
                                           "  paragraph cell: （元）\n"};
    const struct merge_setting setting = {
        .first = "<parameter name='单位' value='万元'/>",
        .root = "单位='元'",
        .fields = "<group name='资金' unit='$单位'><field name='总额'/></group>"};

    (void)state;
    check_case_in(&setting, &CASE);
}

/* A text that is no word of its choice would be lost, so it is an error. */
static void test_text_of_no_choice(void **state)
{
    struct merge_fixture fixture = {0};

    (void)state;
    assert_int_equal(merge(&fixture, P("<choice select='名称' of='优 良'/>"), "<名称>优秀</名称>"),
                     FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(fixture.template.sink, FB_DIAG_MERGE_CHOICE), 1);
    release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conditions),        cmocka_unit_test(test_choices),
        cmocka_unit_test(test_numbers_and_units), cmocka_unit_test(test_nested_repeats),
        cmocka_unit_test(test_two_lists),         cmocka_unit_test(test_unit_of_a_parameter),
        cmocka_unit_test(test_text_of_no_choice),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

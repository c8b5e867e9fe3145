/* Values of the record as a form prints them. */
#include "merge_testing.h"

#define V(attributes) "<paragraph style='cell'><value select='金额' " attributes "/></paragraph>"
#define COMPUTED(expression, attributes) \
    "<paragraph style='cell'><value select='" expression "' " attributes "/></paragraph>"
#define AT " [/表[1]/金额[1]]\n"

static const struct merge_case CASES[] = {
    {"money", V("format='money'"), "<金额>935</金额>", "  paragraph cell: 935.00" AT},
    {"money with its own decimals", V("format='money' decimals='0'"), "<金额>1,935.00</金额>",
     "  paragraph cell: 1935" AT},
    {"thousand separators", V("format='money' grouped='yes'"), "<金额>771325800</金额>",
     "  paragraph cell: 771,325,800.00" AT},
    {"from 万元 to 元", V("format='money' grouped='yes' scale='10000'"), "<金额>349.8</金额>",
     "  paragraph cell: 3,498,000.00" AT},
    {"from 元 to 万元", V("format='money' scale='0.0001'"), "<金额>9350000</金额>",
     "  paragraph cell: 935.00" AT},
    {"empty is blank", V("format='money'"), "<金额> </金额>", "  paragraph cell: \n"},
    {"a text for empty", V("format='money' empty='—'"), "<金额> </金额>", "  paragraph cell: —\n"},
    {"a text for missing", V("empty='/'"), "", "  paragraph cell: /\n"},
    {"a text for empty is not for others", V("empty='/'"), "<金额>1</金额>",
     "  paragraph cell: 1" AT},
    {"a text for zero", V("format='money' zero='—'"), "<金额>0.00</金额>",
     "  paragraph cell: —" AT},
    {"blank for zero", V("format='money' zero=''"), "<金额>0</金额>", "  paragraph cell: \n"},
    {"zero without such a text", V("format='money'"), "<金额>0</金额>",
     "  paragraph cell: 0.00" AT},
    {"a part of one hundred", V("format='percent' scale='100'"), "<金额>0.76</金额>",
     "  paragraph cell: 76.00%" AT},
    {"per cent", V("format='percent' decimals='0'"), "<金额>76</金额>", "  paragraph cell: 76%" AT},
    {"per cent with its sign", V("format='percent' decimals='1'"), "<金额>76.5％</金额>",
     "  paragraph cell: 76.5%" AT},
    {"a rate that is computed", COMPUTED("金额 div 3", "format='percent' scale='100'"),
     "<金额>1</金额>", "  paragraph cell: 33.33%\n"},
    {"a rate of nothing", COMPUTED("金额 div 名称", "format='percent' empty='—'"), "<金额>1</金额>",
     "  paragraph cell: —\n"},
    {"a rate by zero", COMPUTED("金额 div 0", "format='percent'"), "<金额>1</金额>",
     "  paragraph cell: \n"},
    {"capital characters", V("format='upper'"), "<金额>123.45</金额>",
     "  paragraph cell: 壹佰贰拾叁元肆角伍分" AT},
    {"capital characters from 万元", V("format='upper' scale='10000'"), "<金额>935</金额>",
     "  paragraph cell: 玖佰叁拾伍万元整" AT},
    {"a date", V("format='date'"), "<金额>2021-01-31</金额>", "  paragraph cell: 2021年1月31日" AT},
    {"a date by its pattern", V("format='date' pattern='yyyy.MM.dd'"), "<金额>2021/1/31</金额>",
     "  paragraph cell: 2021.01.31" AT},
    {"a text that XPath joins", COMPUTED("concat(金额, \"元\")", ""), "<金额>1</金额>",
     "  paragraph cell: 1元\n"},
    {"a blank row has what comes from the root",
     T("<repeat select='指标/行' min-rows='1'><row><cell><value select='/表/名称'/></cell>"
       "<cell><value select='种'/></cell><cell><value select='concat(\"第\", 值)'/></cell></row>"
       "</repeat>"),
     "<名称>甲</名称>",
     TABLE_DUMP "    row\n      cell 1+1 cell: 甲 [/表[1]/名称[1]]\n      cell 2+1 cell:\n"
                "      cell 3+1 cell:\n"},
    {"a blank row stays blank",
     T("<repeat select='指标/行' min-rows='1'><row><cell span='3'><value select='值' "
       "empty='—'/></cell></row></repeat>"),
     "", TABLE_DUMP "    row\n      cell 1+3 cell:\n"},
};

/* With a parameter 期间 of the value 1-7月. */
static const struct {
    struct merge_case base;
    const char *root;
} PARAMETERS[] = {
    {{"a parameter", P("<value select='$期间'/>执行数"), "", "  paragraph cell: 1-7月执行数\n"},
     ""},
    {{"a parameter that the record changes", P("<value select='concat($期间, \"执行数\")'/>"), "",
      "  paragraph cell: 1-6月执行数\n"},
     "期间='1-6月'"},
    {{"a parameter in a blank row",
      T("<repeat select='指标/行' min-rows='1'><row><cell span='3'>"
        "<value select='concat($期间, \"累计\")'/></cell></row></repeat>"),
      "", TABLE_DUMP "    row\n      cell 1+3 cell: 1-7月累计\n"},
     ""},
    {{"a parameter in a condition", P("<value select='指标/行[值=$期间]/类'/>"),
      "<指标>" R("甲", "", "1-6月") R("乙", "", "1-7月") "</指标>",
      "  paragraph cell: 乙 [/表[1]/指标[1]/行[2]/类[1]]\n"},
     ""},
};

static void test_parameters(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof PARAMETERS / sizeof *PARAMETERS; i++) {
        struct merge_setting setting = {.first = "<parameter name='期间' value='1-7月'/>",
                                        .root = PARAMETERS[i].root};
        check_case_in(&setting, &PARAMETERS[i].base);
    }
}

static void test_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        check_case(&CASES[i]);
}

static const struct {
    const char *attributes, *text;
    enum fb_diag_code code;
} FAULTS[] = {
    {"format='money'", "935元", FB_DIAG_MERGE_NUMBER},
    {"format='money'", "76%", FB_DIAG_MERGE_NUMBER},
    {"format='percent'", "%", FB_DIAG_MERGE_NUMBER},
    {"format='upper'", "九百", FB_DIAG_MERGE_NUMBER},
    {"format='money' scale='10000'", "99999999999999999", FB_DIAG_MERGE_TOO_LARGE},
    {"format='date'", "2021-02-30", FB_DIAG_MERGE_DATE},
    {"format='money'", "0.005", FB_DIAG_MERGE_ROUNDED},
    {"format='upper'", "0.005", FB_DIAG_MERGE_ROUNDED},
    {"format='percent' scale='100' decimals='0'", "0.765", FB_DIAG_MERGE_ROUNDED},
};

static void check_fault(size_t i)
{
    struct merge_fixture fixture = {0};
    char blocks[200], record[200];

    print_message("%s of %s\n", FAULTS[i].attributes, FAULTS[i].text);
    snprintf(blocks, sizeof blocks, V("%s"), FAULTS[i].attributes);
    snprintf(record, sizeof record, "<金额>%s</金额>", FAULTS[i].text);
    (void)!merge(&fixture, blocks, record);
    assert_int_equal(fb_diagnostics_count_code(fixture.template.sink, FAULTS[i].code), 1);
    release(&fixture);
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
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_parameters),
        cmocka_unit_test(test_faults),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

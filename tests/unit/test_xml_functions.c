/*
 * test_xml_functions.c: the functions on exact decimals, and which functions there are.
 */
#include "testing.h"
#include "xml/document.h"
#include "xml/xpath.h"

static const char RECORD[] =
    "<表><成本>824.355</成本><成本> 60.125 </成本><成本>50.52</成本>"
    "<空/><字>三</字><年> 2021年-2023年 </年>"
    "<目标>费用835万元、50.52万元，每人补助50元，尾款1,000元。</目标></表>";

/* Expressions and what they give as strings; NULL: they cannot be evaluated. */
static const struct {
    const char *expression, *expected;
} CASES[] = {
    {"fb:sum(成本)", "935.000"},
    {"sum(成本) = 935", "true"},
    {"fb:sum(成本[. > 60])", "884.480"},
    {"fb:sum(成本 | 空)", "935.000"},
    {"fb:sum(无)", "0"},
    {"fb:sum(成本 | 字)", "NaN"},
    {"fb:sum('1')", NULL},
    {"fb:sum(成本, 成本)", NULL},
    {"fb:equal(fb:sum(成本), '935')", "true"},
    {"fb:equal(fb:sum(成本), '935.001')", "false"},
    {"fb:equal('935.01', '935', '0.01')", "true"},
    {"fb:equal('935.011', '935', '0.01')", "false"},
    {"fb:equal('', '0')", "true"},
    {"fb:equal(字, 字)", "false"},
    {"fb:equal('1')", NULL},
    {"fb:compare('0.3', '0.30')", "0"},
    {"fb:compare('1,000', '999.999')", "1"},
    {"fb:compare('-1', '0')", "-1"},
    {"fb:compare('一', '0')", "NaN"},
    {"fb:number('≥1,234.50万元')", "1234.50"},
    {"fb:number('全覆盖')", ""},
    {"fb:amounts-in(目标)", "8856200"},
    {"fb:amounts-in(目标, '万元')", "885.62"},
    {"fb:amounts-in('3亿元', '万元')", "30000"},
    {"fb:amounts-in('405人')", ""},
    {"fb:amounts-in(目标, '美元')", "NaN"},
    {"fb:is-hard-value('1项/3轮')", "true"},
    {"fb:is-hard-value('３次')", "true"},
    {"fb:is-hard-value('进一步推进')", "false"},
    {"fb:length(' 项目𠮷 ')", "3"},
    {"fb:length('')", "0"},
    {"fb:year(年)", "2021"},
    {"fb:year('12021年')", "NaN"},
    {"fb:year('3021')", "NaN"},
    {"fb:year(年) = 2021", "true"},
    {"fb:none()", NULL},
};

static void test_functions(void **state)
{
    struct fb_source source = {.name = "record.xml", .text = RECORD, .length = sizeof RECORD - 1};
    struct fb_xpath_context *context;
    struct fb_diagnostics *sink;
    struct fb_arena *arena;
    struct fb_xml *document;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT), FB_OK);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_xml_read(&document, &source, sink), FB_OK);
    assert_int_equal(fb_xpath_context_new(&context, document), FB_OK);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_xpath *expression;
        const char *reason;
        size_t offset;
        char *text;
        fb_status status;
        print_message("%s\n", CASES[i].expression);
        assert_int_equal(fb_xpath_compile(&expression, CASES[i].expression, &offset, &reason),
                         FB_OK);
        status = fb_xpath_string(&text, arena, context, expression, fb_xml_root(document));
        assert_int_equal(status, CASES[i].expected == NULL ? FB_ERR_INPUT : FB_OK);
        if (CASES[i].expected != NULL)
            assert_string_equal(text, CASES[i].expected);
        fb_xpath_free(expression);
    }
    fb_xpath_context_free(context);
    fb_xml_free(document);
    fb_diagnostics_free(sink);
    fb_arena_free(arena);
}

static void test_known_functions(void **state)
{
    static const char *const KNOWN[] = {"sum", "fb:sum", "string-length", "text"};
    static const char *const UNKNOWN[] = {"大写", "fb:summe",  "fb:", "su",
                                          "sum2", "fb:string", "or",  "mod"};

    (void)state;
    for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
        assert_true(fb_xpath_function_known(KNOWN[i], strlen(KNOWN[i])));
    for (size_t i = 0; i < sizeof UNKNOWN / sizeof *UNKNOWN; i++)
        assert_false(fb_xpath_function_known(UNKNOWN[i], strlen(UNKNOWN[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_functions),
        cmocka_unit_test(test_known_functions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

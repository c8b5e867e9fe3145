#include "diag/diagnostics.h"
#include "diag/field.h"
#include "testing.h"

static const char TEXT[] = "<a>\n\t<金额>12,3a</金额>\n</a>";
static const struct fb_source SOURCE = {
    .name = "记录.xml", .text = TEXT, .length = sizeof TEXT - 1};

static struct fb_position place_of(const char *part)
{
    return (struct fb_position){&SOURCE, (size_t)(strstr(TEXT, part) - TEXT), strlen(part)};
}

static char *print(struct fb_diagnostics *sink, bool json)
{
    struct fb_buffer out;
    char *text;

    fb_buffer_init(&out, 1 << 20);
    if (json)
        fb_diagnostics_print_json(sink, &out);
    else
        fb_diagnostics_print(sink, &out, false);
    text = strdup(out.data);
    fb_buffer_release(&out);
    return text;
}

static void test_text(void **state)
{
    struct fb_diagnostics *sink;
    char *text;

    (void)state;
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    fb_report(sink, FB_DIAG_INPUT_UNREADABLE, FB_NO_POSITION, "disk on fire");
    fb_report(sink, FB_DIAG_XML_SYNTAX, place_of("12,3a"), "later");
    fb_report(sink, FB_DIAG_XML_DOCTYPE, place_of("<a>"), "");
    text = print(sink, false);
    assert_string_equal(
        text,
        "记录.xml:1:1: error: a DOCTYPE is not accepted [xml-doctype]\n"
        "    <a>\n"
        "    ^^^\n"
        "    hint: remove the DOCTYPE and write the text of its entities in their place\n"
        "记录.xml:2:6: error: the XML is not well-formed: later [xml-syntax]\n"
        "    \t<金额>12,3a</金额>\n"
        "    \t      ^^^^^\n"
        "    hint: put the XML right at this place; an editor with XML support shows the pairs of "
        "tags\n"
        "error: cannot read the file: disk on fire [input-unreadable]\n"
        "    hint: see that the file is there and may be read\n");
    assert_int_equal(fb_diagnostics_count(sink, FB_ERROR), 3);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_XML_SYNTAX), 1);
    free(text);
    fb_diagnostics_free(sink);
}

/* What a record's author wrote may neither flood a terminal nor command it. */
static void test_arguments_are_fit_to_show(void **state)
{
    char argument[4000] = "\302\233"
                          "2J\342\200\256\377";
    struct fb_diagnostics *sink;
    char *text;

    (void)state;
    for (size_t i = strlen(argument); i + 3 < sizeof argument; i += 3)
        memcpy(argument + i, "长", 3);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    fb_report(sink, FB_DIAG_XML_SYNTAX, FB_NO_POSITION, argument);
    text = print(sink, false);
    assert_non_null(strstr(text, "not well-formed: ?2J??长长"));
    assert_non_null(strstr(text, "长… [xml-syntax]"));
    assert_true(strlen(text) < 1200);
    free(text);
    fb_diagnostics_free(sink);
}

/* Only rules name fields: what a record's author wrote is shown as it is, whatever it begins with.
 */
static void test_only_rules_name_fields(void **state)
{
    static const char *const ARGUMENTS[] = {FB_FIELD_MARK "绩效指标[3]/指标值", "", NULL};
    const struct fb_diag_rule rule = {.id = "R1", .level = FB_ERROR};
    struct fb_diagnostics *sink;
    char *text;

    (void)state;
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    fb_report(sink, FB_DIAG_XML_SYNTAX, FB_NO_POSITION, ARGUMENTS[0]);
    fb_diagnostics_add_rule(sink, rule, FB_DIAG_RULE, place_of("12,3a"), ARGUMENTS);
    text = print(sink, false);
    assert_non_null(strstr(text, "not well-formed: ?绩效指标[3]/指标值 [xml-syntax]"));
    assert_non_null(strstr(text, "绩效指标 row 3, 指标值"));
    free(text);
    fb_diagnostics_free(sink);
}

/* At one place the findings of rules stand in the order of the rules, if they are brought to it. */
static void test_order(void **state)
{
    static const char *const NONE[] = {"", NULL};
    struct fb_diagnostics *sink;
    char *text;

    (void)state;
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    fb_diagnostics_order(sink, 0);
    for (size_t i = 0; i < 4; i++) {
        const struct fb_diag_rule rule = {.id = (const char *[]){"R9", "R3", "R2", "R1"}[i],
                                          .level = FB_ERROR,
                                          .order = (size_t[]){9, 3, 2, 1}[i]};
        fb_diagnostics_add_rule(sink, rule, FB_DIAG_RULE, place_of("12,3a"), NONE);
    }
    assert_int_equal(fb_diagnostics_kept(sink), 4);
    fb_diagnostics_order(sink, 1);
    text = print(sink, false);
    assert_true(strstr(text, "R9") < strstr(text, "R1"));
    assert_true(strstr(text, "R1") < strstr(text, "R2"));
    assert_true(strstr(text, "R2") < strstr(text, "R3"));
    free(text);
    fb_diagnostics_free(sink);
}

/* The end of a line within a value, however it is written, is seen as one. */
static void test_line_ends(void **state)
{
    struct fb_diagnostics *sink;
    char *text;

    (void)state;
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    fb_report(sink, FB_DIAG_XML_SYNTAX, FB_NO_POSITION, "一\n二\r\n\n三\r四\n");
    text = print(sink, false);
    assert_non_null(strstr(text, "not well-formed: 一⏎二⏎⏎三⏎四⏎ [xml-syntax]"));
    free(text);
    fb_diagnostics_free(sink);
}

/* A field has words for people, and a path for programs. */
static void test_fields(void **state)
{
    static const struct {
        const char *steps, *words;
    } CASES[] = {
        {"年度", "年度"},
        {"资金/总额", "资金/总额"},
        {"指标[12]", "指标 row 12"},
        {"指标[3]/值", "指标 row 3, 值"},
        {"预算[1]/明细[2]/资金/金额", "预算 row 1, 明细 row 2, 资金/金额"},
        {"[1]", "[1]"},
        {"甲[]", "甲[]"},
        {"甲[x]", "甲[x]"},
        {"1]", "1]"},
        {"", ""},
    };
    struct fb_buffer words;

    (void)state;
    fb_buffer_init(&words, 1000);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        print_message("%s\n", CASES[i].steps);
        fb_buffer_clear(&words);
        fb_field_words(&words, CASES[i].steps);
        assert_string_equal(words.length > 0 ? words.data : "", CASES[i].words);
    }
    fb_buffer_release(&words);
}

static void test_json_field(void **state)
{
    const struct fb_diag_rule rule = {.id = "R27", .level = FB_WARNING, .field = "指标/行[2]/值"};
    const char *const arguments[] = {FB_FIELD_MARK "指标[2]/值\033", NULL};
    struct fb_diagnostics *sink;
    char *text;

    (void)state;
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    fb_diagnostics_add_rule(sink, rule, FB_DIAG_RULE_FILLED, FB_NO_POSITION, arguments);
    text = print(sink, true);
    assert_non_null(strstr(text, "\"field\": \"指标/行[2]/值\""));
    assert_non_null(strstr(text, "\"message\": \"指标 row 2, 值? is empty"));
    free(text);
    fb_diagnostics_free(sink);
}

static void test_json(void **state)
{
    struct fb_diagnostics *sink;
    char *text;

    (void)state;
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    text = print(sink, true);
    assert_string_equal(text, "[]\n");
    free(text);
    fb_report(sink, FB_DIAG_XML_SYNTAX, place_of("12,3a"), "\"quoted\"");
    text = print(sink, true);
    assert_non_null(strstr(text, "\"file\": \"记录.xml\",\n    \"line\": 2,\n    \"column\": 6,"));
    assert_non_null(strstr(text, "\"code\": \"xml-syntax\""));
    assert_non_null(strstr(text, "not well-formed: \\\"quoted\\\"\""));
    free(text);
    fb_diagnostics_free(sink);
}

/* A place in the middle of a long line shows the text around it alone. */
static void test_long_line(void **state)
{
    char long_text[1000];
    struct fb_source source = {.name = "b.xml", .text = long_text, .length = sizeof long_text - 1};
    struct fb_diagnostics *sink;
    char *text;

    (void)state;
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    long_text[500] = 'y';
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    fb_report(sink, FB_DIAG_XML_SYNTAX, ((struct fb_position){&source, 500, 1}), "");
    text = print(sink, false);
    assert_non_null(strstr(text, "b.xml:1:501:"));
    assert_non_null(strstr(text,
                           "\n    …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxyxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…\n"
                           "                                   ^\n"));
    free(text);
    fb_diagnostics_free(sink);
}

/* Bytes that would command a terminal are not passed on to it. */
static void test_control_bytes(void **state)
{
    static const char BYTES[] = "a\033[2Jb\xFF";
    struct fb_source source = {.name = "c.xml", .text = BYTES, .length = sizeof BYTES - 1};
    struct fb_diagnostics *sink;
    char *text;

    (void)state;
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    fb_report(sink, FB_DIAG_XML_ENCODING, ((struct fb_position){&source, 6, 1}), "0xFF");
    text = print(sink, false);
    assert_non_null(strstr(text, "\n    a?[2Jb?\n          ^\n"));
    free(text);
    fb_diagnostics_free(sink);
}

/* A workbook: its cells' texts, each with a line end after it. */
static const char CELLS_TEXT[] = "名称\n水渠\n第一行\n第二行，超长\n最后\n";
static const char *const SHEETS[] = {"项目", "指\033标"};
static const struct fb_source_cell CELLS[] = {
    {.offset = 0, .row = 0, .column = 0, .sheet = 0},
    {.offset = 7, .row = 6, .column = 2, .sheet = 0},
    {.offset = 14, .row = 1048575, .column = 16383, .sheet = 1},
    {.offset = 43, .row = 9, .column = 26, .sheet = 1},
};
static const struct fb_source_cells WORKBOOK = {SHEETS, CELLS, sizeof CELLS / sizeof *CELLS};

static const struct {
    const char *part;
    const char *text, *json;
} CELL_CASES[] = {
    {"名称", "项目.xlsx:项目!A1: error:", "\"sheet\": \"项目\",\n    \"cell\": \"A1\","},
    {"渠", "项目.xlsx:项目!C7: error:", "\"cell\": \"C7\""},
    {"水渠", "[xml-doctype]\n    水渠\n    ^^^^\n", "\"cell\": \"C7\""},
    {"超长", "    第二行，超长\n            ^^^^\n", "\"cell\": \"XFD1048576\""},
    {"最后", "项目.xlsx:指?标!AA10: error:", "\"sheet\": \"指?标\",\n    \"cell\": \"AA10\","},
};

static void test_cells(void **state)
{
    struct fb_source source = {.name = "项目.xlsx",
                               .text = CELLS_TEXT,
                               .length = sizeof CELLS_TEXT - 1,
                               .escapes = FB_ESCAPES_NONE,
                               .cells = &WORKBOOK};

    (void)state;
    for (size_t i = 0; i < sizeof CELL_CASES / sizeof *CELL_CASES; i++) {
        const char *part = CELL_CASES[i].part;
        struct fb_position position = {&source, (size_t)(strstr(CELLS_TEXT, part) - CELLS_TEXT),
                                       strlen(part)};
        struct fb_diagnostics *sink;
        char *text, *json;

        assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
        fb_report(sink, FB_DIAG_XML_DOCTYPE, position, "");
        text = print(sink, false);
        json = print(sink, true);
        print_message("%s\n", part);
        assert_non_null(strstr(text, CELL_CASES[i].text));
        assert_non_null(strstr(json, CELL_CASES[i].json));
        assert_null(strstr(json, "\"line\""));
        free(text);
        free(json);
        fb_diagnostics_free(sink);
    }
}

static void test_position_of_a_cell(void **state)
{
    struct fb_source source = {.name = "项目.xlsx",
                               .text = CELLS_TEXT,
                               .length = sizeof CELLS_TEXT - 1,
                               .cells = &WORKBOOK};
    char text[FB_POSITION_TEXT];

    (void)state;
    fb_position_describe(text, (struct fb_position){&source, 7, 0});
    assert_string_equal(text, "项目.xlsx:项目!C7");
    fb_position_describe(text, place_of("12,3a"));
    assert_string_equal(text, "记录.xml:2:6");
    fb_position_describe(text, FB_NO_POSITION);
    assert_string_equal(text, "");
    /* A workbook without a cell. */
    source.cells = &(struct fb_source_cells){SHEETS, CELLS, 0};
    fb_position_describe(text, (struct fb_position){&source, 0, 0});
    assert_string_equal(text, "项目.xlsx");
}

static void test_limit(void **state)
{
    struct fb_diagnostics *sink;
    char *text;

    (void)state;
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    for (int i = 0; i < FB_DIAG_LIMIT + 5; i++)
        fb_report(sink, FB_DIAG_XML_DOCTYPE, FB_NO_POSITION, "");
    assert_int_equal(fb_diagnostics_count(sink, FB_ERROR), FB_DIAG_LIMIT + 5);
    text = print(sink, false);
    assert_non_null(strstr(text, "5 further messages are not shown\n"));
    free(text);
    fb_diagnostics_free(sink);
}

/* A place that is found from the last one, before or behind it, is the one that is counted out. */
static void test_mark(void **state)
{
    static const char LINES[] = "甲乙\n\n丙,丁\r\n一二三四五\nabc";
    struct fb_source plain = {.name = "表", .text = LINES, .length = sizeof LINES - 1};
    struct fb_source_mark mark = {0};
    struct fb_source marked = plain;

    (void)state;
    marked.mark = &mark;
    for (size_t i = 0; i < 1000; i++) {
        size_t offset = i * 7919 % (sizeof LINES);
        char expected[FB_POSITION_TEXT], found[FB_POSITION_TEXT];
        fb_position_describe(expected, (struct fb_position){.source = &plain, .offset = offset});
        fb_position_describe(found, (struct fb_position){.source = &marked, .offset = offset});
        assert_string_equal(found, expected);
        assert_int_equal(mark.offset, offset);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),
        cmocka_unit_test(test_arguments_are_fit_to_show),
        cmocka_unit_test(test_only_rules_name_fields),
        cmocka_unit_test(test_line_ends),
        cmocka_unit_test(test_fields),
        cmocka_unit_test(test_json_field),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_long_line),
        cmocka_unit_test(test_control_bytes),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_position_of_a_cell),
        cmocka_unit_test(test_mark),
        cmocka_unit_test(test_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

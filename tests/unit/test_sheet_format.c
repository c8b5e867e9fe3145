/*
 * test_sheet_format.c: numbers and texts under number formats, as Excel shows them.
 */
#include "sheet/format.h"
#include "sheet/serial.h"

#include "testing.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void show(struct fb_buffer *out, enum fb_cell_kind *kind, const char *code,
                 const char *number, bool from_1904)
{
    struct fb_format *format;
    struct fb_digits digits;
    struct fb_arena *arena;

    assert_int_equal(fb_arena_new(&arena, 100000), FB_OK);
    assert_int_equal(fb_format_compile(&format, arena, code), FB_OK);
    assert_true(fb_digits_parse(&digits, number, strlen(number)));
    fb_buffer_init(out, 1000);
    *kind = fb_format_number(out, format, &digits, from_1904);
    assert_int_equal(out->status, FB_OK);
    fb_arena_free(arena);
}

struct number_case {
    const char *code, *number, *shown;
};

static void check_numbers(const struct number_case *cases, size_t count, enum fb_cell_kind expected)
{
    for (size_t i = 0; i < count; i++) {
        struct fb_buffer out;
        enum fb_cell_kind kind;
        show(&out, &kind, cases[i].code, cases[i].number, false);
        if (strcmp(out.data, cases[i].shown) != 0)
            fail_msg("%s under %s: \"%s\", expected \"%s\"", cases[i].number, cases[i].code,
                     out.data, cases[i].shown);
        assert_int_equal(kind, expected);
        fb_buffer_release(&out);
    }
}

static void test_general(void **state)
{
    static const struct number_case CASES[] = {
        {"General", "935", "935"},
        {"General", "0", "0"},
        {"General", "-0", "0"},
        {"General", "-0.5", "-0.5"},
        {"General", ".5", "0.5"},
        {"General", "007.50", "7.5"},
        {"General", "0.30000000000000004", "0.3"},
        {"General", "1234.5600000000001", "1234.56"},
        {"General", "824.35500000000002", "824.355"},
        {"General", "99999999999999.95", "100000000000000"},
        {"General", "9.999999999999999999", "10"},
        {"General", "640103198001010017", "640103198001010000"},
        {"General", "1E+20", "100000000000000000000"},
        {"General", "1E21", "1E+21"},
        {"General", "1.25e-7", "0.000000125"},
        {"General", "1.25E-12", "1.25E-12"},
        {"General", "-3.5E+300", "-3.5E+300"},
        {"", "12.5", "12.5"},
        {"@", "12.5", "12.5"},
        {"General\"元\"", "1200.5", "1200.5元"},
        {"G/通用格式\"万元\"", "-3", "-3万元"},
    };

    (void)state;
    check_numbers(CASES, COUNT(CASES), FB_CELL_NUMBER);
}

static void test_places(void **state)
{
    static const struct number_case CASES[] = {
        {"0", "934.5", "935"},
        {"0", "-0.4", "0"},
        {"0.00", "935", "935.00"},
        {"0.00", "2.675", "2.68"},
        {"0.00", "0.005", "0.01"},
        {"0.00", "-0.001", "0.00"},
        {"0.00", "999.999", "1000.00"},
        {"0.0#", "1.5", "1.5"},
        {"0.##", "5", "5."},
        {"0.0??", "1.5", "1.5"},
        {"#.##", "0.5", ".5"},
        {"#", "0", ""},
        {"000", "7", "007"},
        {"00", "1234", "1234"},
        {"??0", "7", "7"},
        {"#,##0", "1234567", "1,234,567"},
        {"#,##0", "123", "123"},
        {"#,##0.00", "-1234.5", "-1,234.50"},
        {"#,##0", "999.5", "1,000"},
        {"0,000", "12", "0,012"},
        {"#,##0,", "1234567", "1,235"},
        {"0.00,,", "1234567", "1.23"},
        {"#,##0.0,\"万\"", "12345", "12.3万"},
        {"0.0000,", "1500", "1.5000"},
        {"0%", "0.85", "85%"},
        {"0.00%", "0.12345", "12.35%"},
        {"0%", "-0.05", "-5%"},
        {"0.0%", "0.0004", "0.0%"},
        {"0.00E+00", "12345", "1.23E+04"},
        {"0.00E+00", "0", "0.00E+00"},
        {"0.00E-00", "0.00012345", "1.23E-04"},
        {"0.0E+0", "9.96", "1.0E+1"},
        {"##0.0E+0", "12345", "12.3E+3"},
        {"##0.0E+0", "999950", "1.0E+6"},
        {"000-0000", "1234567", "123-4567"},
        {"\"第\"0\"号\"", "12", "第12号"},
        {"0\"万元\"", "-12", "-12万元"},
        {"\\¥0.0", "2.55", "¥2.6"},
        {"[$¥-804]#,##0.00", "935", "¥935.00"},
        {"[$-804]0.0", "1", "1.0"},
        {"[$€-2] 0", "3", "€ 3"},
        {"0年", "3", "3年"},
        {"0 \"/\" 5", "3", "3 / 5"},
    };

    (void)state;
    check_numbers(CASES, COUNT(CASES), FB_CELL_NUMBER);
}

static void test_sections(void **state)
{
    static const char ACCOUNTS[] = "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ";
    static const struct number_case CASES[] = {
        {"0.00;(0.00)", "5", "5.00"},
        {"0.00;(0.00)", "-5", "(5.00)"},
        {"0.00;(0.00)", "0", "0.00"},
        {"0;-0;\"零\"", "0", "零"},
        {"0;-0;\"零\"", "-3", "-3"},
        {"0;;", "-3", ""},
        {"0.0_);[Red]\\(0.0\\)", "-5", "(5.0)"},
        {"0.0_);[Red]\\(0.0\\)", "5", "5.0"},
        {ACCOUNTS, "1234.5", "1,234.50"},
        {ACCOUNTS, "-1234.5", "-1,234.50"},
        {ACCOUNTS, "0", "-"},
        {"0;@", "-5", "-5"},
        {"[>=10000]0.00,,;0.0", "20000000", "20.00"},
        {"[>=10000]0.00,,;0.0", "-2", "-2.0"},
        {"[<60]\"不及格\";[<90]\"合格\";\"优\"", "59.9", "不及格"},
        {"[<60]\"不及格\";[<90]\"合格\";\"优\"", "60", "合格"},
        {"[<60]\"不及格\";[<90]\"合格\";\"优\"", "100", "优"},
        {"[=1]\"是\";[=0]\"否\";0", "1", "是"},
        {"[=1]\"是\";[=0]\"否\";0", "0", "否"},
        {"[=1]\"是\";[=0]\"否\";0", "7", "7"},
        {"[<>5]0.0;\"五\"", "5", "五"},
        {"[Color 10][>0]0.0;0", "1", "1.0"},
        {"[<=100]000;0", "7", "007"},
    };

    (void)state;
    check_numbers(CASES, COUNT(CASES), FB_CELL_NUMBER);
}

static void test_fractions(void **state)
{
    static const struct number_case CASES[] = {
        {"# ?/?", "0.5", "1/2"},
        {"# ?/?", "3.75", "3 3/4"},
        {"# ?/?", "4", "4"},
        {"# ?\?/??", "3.14159265358979", "3 1/7"},
        {"?\?/??", "3.14159265358979", "22/7"},
        {"# ?/?", "0.99", "1"},
        {"# ?/16", "0.3", "5/16"},
        {"# ?/?", "-1.25", "-1 1/4"},
        {"# ?/?", "0", "0"},
        {"?/?", "0", "0/1"},
        {"# ?\?\?/???", "0.123", "23/187"},
        {"# ?/100", "0.375", "38/100"},
    };

    (void)state;
    check_numbers(CASES, COUNT(CASES), FB_CELL_NUMBER);
}

static void test_chinese_numerals(void **state)
{
    static const struct number_case CASES[] = {
        {"[DBNum1][$-804]General", "0", "〇"},
        {"[DBNum1][$-804]General", "12", "一十二"},
        {"[DBNum1][$-804]General", "1005", "一千〇五"},
        {"[DBNum2][$-804]General", "120000", "壹拾贰万"},
        {"[DBNum2][$-804]General", "100000001", "壹亿零壹"},
        {"[DBNum2]G/通用格式\"元\"", "935.5", "玖佰叁拾伍.伍元"},
        {"[DBNum2]0.00", "12.3", "壹贰.叁零"},
        {"[DBNum1]General", "-10010000", "-一千〇一万"},
    };
    static const struct number_case DAYS[] = {
        {"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\";@", "44260", "二〇二一年三月五日"},
        {"[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "44561", "二〇二一年十二月三十一日"},
        {"[DBNum1][$-804]m\"月\"d\"日\"", "44479", "十月十日"},
    };

    (void)state;
    check_numbers(CASES, COUNT(CASES), FB_CELL_NUMBER);
    check_numbers(DAYS, COUNT(DAYS), FB_CELL_DATE);
}

static void test_days(void **state)
{
    static const struct number_case CASES[] = {
        {"yyyy/m/d", "44260", "2021/3/5"},
        {"yyyy-mm-dd", "44260", "2021-03-05"},
        {"yyyy\"年\"m\"月\"d\"日\";@", "44260", "2021年3月5日"},
        {"yyyy年m月d日", "44260", "2021年3月5日"},
        {"yyyy.m.d", "44260.75", "2021.3.5"},
        {"yy/m/d", "36526", "00/1/1"},
        {"e/m/d", "44260", "2021/3/5"},
        {"d-mmm-yy", "44260", "5-Mar-21"},
        {"mmmm d, yyyy", "44260", "March 5, 2021"},
        {"mmmmm", "44260", "M"},
        {"dddd", "44260", "Friday"},
        {"ddd", "44262", "Sun"},
        {"[$-804]dddd", "44260", "星期五"},
        {"[$-804]ddd", "44260", "周五"},
        {"[$-804]mmmm", "44260", "三月"},
        {"aaaa", "44262", "星期日"},
        {"aaa", "44260", "五"},
        {"YYYY-MM-DD", "2958465", "9999-12-31"},
        {"yyyy-mm-dd", "1", "1900-01-01"},
        {"yyyy-mm-dd", "59", "1900-02-28"},
        {"yyyy-mm-dd", "60", "1900-02-29"},
        {"yyyy-mm-dd", "61", "1900-03-01"},
        {"yyyy-mm-dd", "0", "1900-01-00"},
        {"yyyy-mm-dd", "43890", "2020-02-29"},
        {"yyyy-mm-dd", "73109", "2100-02-28"},
        {"yyyy-mm-dd", "73110", "2100-03-01"},
        {"[$-F800]dddd, mmmm dd, yyyy", "44260", "2021年3月5日"},
        {"[$-F400]h:mm:ss AM/PM", "0.75", "18:00:00"},
    };

    (void)state;
    check_numbers(CASES, COUNT(CASES), FB_CELL_DATE);
}

static void test_times(void **state)
{
    static const struct number_case CASES[] = {
        {"h:mm", "0.5", "12:00"},
        {"hh:mm:ss", "0.1", "02:24:00"},
        {"h:mm AM/PM", "0.75", "6:00 PM"},
        {"h:mm AM/PM", "0", "12:00 AM"},
        {"h A/P", "0.5", "12 P"},
        {"上午/下午h\"时\"mm\"分\"", "0.3125", "上午7时30分"},
        {"mm:ss", "0.0101", "14:33"},
        {"mm:ss.0", "0.0101", "14:32.6"},
        {"mm:ss.0", "0.01017", "14:38.7"},
        {"ss.00", "0.00001", "00.86"},
        {"ss.00", "0.00001001", "00.87"},
        {"hh:mm:ss.0", "0.9999996", "00:00:00.0"},
        {"ss.000", "0.00001", "00.864"},
        {"[h]:mm:ss", "1.5", "36:00:00"},
        {"[mm]:ss", "0.5", "720:00"},
        {"[s]", "0.5", "43200"},
        {"yyyy/m/d h:mm", "44260.5208333333", "2021/3/5 12:30"},
        {"yyyy/m/d h:mm:ss", "44260.520833333336", "2021/3/5 12:30:00"},
        {"yyyy-mm-dd hh:mm:ss", "44260.9999999", "2021-03-06 00:00:00"},
        {"m/d/yyyy h:m", "44260.3819444444", "3/5/2021 9:10"},
        {"h\"时\"mm\"分\"ss\"秒\"", "0.999988425925926", "23时59分59秒"},
    };

    (void)state;
    check_numbers(CASES, COUNT(CASES), FB_CELL_DATE);
}

static void test_nothing_shown(void **state)
{
    static const struct number_case CASES[] = {
        {"yyyy/m/d", "-1", "########"},
        {"yyyy/m/d", "2958466", "########"},
        {"h:mm", "1E+15", "########"},
        {"[<5]0", "7", "########"},
    };

    (void)state;
    check_numbers(CASES, COUNT(CASES), FB_CELL_ERROR);
}

static void test_1904(void **state)
{
    static const struct {
        const char *number, *shown;
    } CASES[] = {
        {"0", "1904-01-01 Friday"},
        {"60", "1904-03-01 Tuesday"},
        {"42798", "2021-03-05 Friday"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct fb_buffer out;
        enum fb_cell_kind kind;
        show(&out, &kind, "yyyy-mm-dd dddd", CASES[i].number, true);
        assert_string_equal(out.data, CASES[i].shown);
        fb_buffer_release(&out);
    }
}

static void test_texts(void **state)
{
    static const struct {
        const char *code, *text, *shown;
    } CASES[] = {
        {"General", "目标", "目标"},     {"@", "001", "001"},
        {"0.00", "abc", "abc"},          {"0;0;0;\"第\"@\"条\"", "3", "第3条"},
        {"0;@\"。\"", "完成", "完成。"}, {"0;0;0;", "hidden", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct fb_format *format;
        struct fb_arena *arena;
        struct fb_buffer out;
        assert_int_equal(fb_arena_new(&arena, 100000), FB_OK);
        assert_int_equal(fb_format_compile(&format, arena, CASES[i].code), FB_OK);
        fb_buffer_init(&out, 1000);
        fb_format_text(&out, format, CASES[i].text, strlen(CASES[i].text));
        assert_string_equal(out.data, CASES[i].shown);
        fb_buffer_release(&out);
        fb_arena_free(arena);
    }
}

static void test_no_numbers(void **state)
{
    static const char *const CASES[] = {"",     "-",     ".",   "1e",  "1e+", "1.2.3", "1 ",
                                        "0x10", "1E999", "NaN", "INF", "目",  "1,000"};
    struct fb_digits digits;

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++)
        if (fb_digits_parse(&digits, CASES[i], strlen(CASES[i])))
            fail_msg("%s", CASES[i]);
}

/* Codes that end in the middle of something, or make no sense: shown somehow, and no harm. */
static void test_odd_codes(void **state)
{
    static const char *const CODES[] = {
        "\"",     "\"a",
        "\\",     "_",
        "*",      "[",
        "[$",     "[>",
        "[]",     "[DBNum9]0",
        "[h",     "0/",
        "0/0",    "/",
        ",",      ".",
        "..",     "E+",
        "0E+",    "0.E+0",
        "#,",     ";",
        ";;;;;;", "%%%",
        "AM/PM",  "[mmm]",
        "ss.",    "?/",
        "0.0.0",  "[=]0",
        "@@",     "0000000000000000000000000000000000000000",
        "目\\",   "0.0000000000000000000000000000000000000000000000000000",
    };
    static const char *const NUMBERS[] = {"0", "-1", "44260.5", "1E+300", "1E-300", "-123456789.5"};

    (void)state;
    for (size_t i = 0; i < COUNT(CODES); i++) {
        for (size_t j = 0; j < COUNT(NUMBERS); j++) {
            struct fb_buffer out;
            enum fb_cell_kind kind;
            show(&out, &kind, CODES[i], NUMBERS[j], false);
            fb_buffer_release(&out);
        }
    }
}

static void test_builtin(void **state)
{
    static const struct {
        unsigned id;
        const char *shown;
    } CASES[] = {
        {0, "44260.5"},       {2, "44260.50"},        {4, "44,260.50"},  {9, "4426050%"},
        {14, "2021/3/5"},     {22, "2021/3/5 12:00"}, {27, "2021年3月"}, {31, "2021年3月5日"},
        {34, "下午12时00分"}, {36, "2021年3月"},      {43, "44,260.50"}, {44, "¥44,260.50"},
        {50, "2021年3月"},    {58, "3月5日"},         {7, "¥44,260.50"}, {13, "44260 1/2"},
        {48, "44.3E+3"},      {46, "1062252:00:00"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct fb_buffer out;
        enum fb_cell_kind kind;
        show(&out, &kind, fb_format_builtin(CASES[i].id), "44260.5", false);
        assert_string_equal(out.data, CASES[i].shown);
        fb_buffer_release(&out);
    }
    assert_null(fb_format_builtin(23));
    assert_null(fb_format_builtin(59));
    assert_null(fb_format_builtin(4000000000));
}

static void test_serials(void **state)
{
    static const struct {
        const char *text;
        bool from_1904;
        const char *serial; /* NULL: none */
    } CASES[] = {
        {"2021-03-05", false, "44260"},
        {"2021-03-05T12:00:00", false, "44260.5"},
        {"2021-03-05T06:00:00.250Z", false, "44260.25"},
        {"2021-03-05T18:00", false, "44260.75"},
        {"1900-01-01", false, "1"},
        {"1900-02-28", false, "59"},
        {"1900-03-01", false, "61"},
        {"2021-03-05", true, "42798"},
        {"1904-01-01", true, "0"},
        {"1903-12-31", true, NULL},
        {"2021-02-29", false, NULL},
        {"2021-03-05T25:00", false, NULL},
        {"2021-03-05 12:00", false, NULL},
        {"2021-03-05T12:0", false, NULL},
        {"12:00:00", false, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct fb_digits digits;
        struct fb_buffer out;
        bool found =
            fb_serial_parse(&digits, CASES[i].text, strlen(CASES[i].text), CASES[i].from_1904);
        if (found != (CASES[i].serial != NULL))
            fail_msg("%s", CASES[i].text);
        if (!found)
            continue;
        fb_buffer_init(&out, 100);
        fb_digits_print(&out, &digits);
        assert_string_equal(out.data, CASES[i].serial);
        fb_buffer_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_general),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_sections),
        cmocka_unit_test(test_fractions),
        cmocka_unit_test(test_chinese_numerals),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_times),
        cmocka_unit_test(test_nothing_shown),
        cmocka_unit_test(test_1904),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_no_numbers),
        cmocka_unit_test(test_odd_codes),
        cmocka_unit_test(test_builtin),
        cmocka_unit_test(test_serials),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

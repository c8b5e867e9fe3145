#include "data/record.h"
#include "testing.h"

#include <unistd.h>

/* A file of records that is there for one test. */
struct fixture {
    struct fb_diagnostics *sink;
    struct fb_record *record;
    fb_status status;
};

static void write_bytes(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static struct fixture read_text(const char *path, const char *text, size_t length)
{
    struct fixture fixture;

    write_bytes(path, text, length);
    assert_int_equal(fb_diagnostics_new(&fixture.sink), FB_OK);
    fixture.status = fb_record_read(&fixture.record, path, NULL, fixture.sink);
    unlink(path);
    return fixture;
}

static void release(struct fixture *fixture)
{
    fb_record_free(fixture->record);
    fb_diagnostics_free(fixture->sink);
}

/* Dumps all records that can be built, or prints what is wrong. */
static char *dump(struct fixture *fixture)
{
    struct fb_buffer out;
    char *text;

    fb_buffer_init(&out, 1 << 20);
    for (size_t i = 0; fixture->status == FB_OK && i < fb_record_count(fixture->record); i++) {
        struct fb_xml *xml;
        if (fb_record_at(&xml, fixture->record, i, fixture->sink) == FB_OK)
            assert_int_equal(fb_record_dump(&out, xml), FB_OK);
        else
            fb_buffer_append_string(&out, "?\n");
    }
    text = strdup(out.data);
    fb_buffer_release(&out);
    return text;
}

static const struct {
    const char *name, *path, *text, *dump;
} RECORDS[] = {
    {"values", "a.json",
     "{\"表\": {\"甲\": \"一\\n二\", \"乙\": 935.00, \"丙\": null, \"丁\": \"\"}}",
     "/表[1]/甲[1] = 一⏎二\n/表[1]/乙[1] = 935.00\n/表[1]/丙[1] = \n/表[1]/丁[1] = \n"},
    {"digits stay as they are written", "a.json",
     "{\"表\":{\"甲\":[1.50,-0,1e3,0.1E-2,12345678901234567890]}}",
     "/表[1]/甲[1] = 1.50\n/表[1]/甲[2] = -0\n/表[1]/甲[3] = 1e3\n/表[1]/甲[4] = 0.1E-2\n"
     "/表[1]/甲[5] = 12345678901234567890\n"},
    {"escapes", "a.json", "{\"\\u8868\":{\"甲\":\"\\\"\\\\\\/\\t\\u4e00\\uD840\\uDC00\"}}",
     "/表[1]/甲[1] = \"\\/ 一𠀀\n"},
    {"groups and lists", "a.json",
     "{\"表\":{\"资金\":{\"总额\":\"1\"},\"指标\":{\"行\":[{\"类\":\"甲\"},{\"类\":\"乙\"}]},"
     "\"空\":[]}}",
     "/表[1]/资金[1]/总额[1] = 1\n/表[1]/指标[1]/行[1]/类[1] = 甲\n/表[1]/指标[1]/行[2]/类[1] = "
     "乙\n"},
    {"attributes", "a.json",
     "{\"表\":{\"@模板\":\"测试/表\",\"忽略\":{\"@规则\":\"R1\",\"#text\":\"因\"}}}",
     "/表/@模板 = 测试/表\n/表[1]/忽略[1] = 因\n"},
    {"an empty root", "a.json", "{\"表\":{}}", "/表[1] = \n"},
    {"an array", "a.json", " [ {\"表\":{\"甲\":1}} , {\"表\":{\"甲\":2}} ] ",
     "/表[1]/甲[1] = 1\n/表[1]/甲[1] = 2\n"},
    {"lines", "a.jsonl", "{\"表\":{\"甲\":1}}\r\n\n{\"表\":{\"甲\":2}}",
     "/表[1]/甲[1] = 1\n/表[1]/甲[1] = 2\n"},
    {"lines without that name", "a.json", "{\"表\":{\"甲\":1}}\n{\"表\":{\"甲\":2}}\n",
     "/表[1]/甲[1] = 1\n/表[1]/甲[1] = 2\n"},
    {"a line with a fault leaves the others", "a.ndjson",
     "{\"表\":{\"甲\":1}}\n{\"表\":{\"甲\":}}\n{\"表\":{\"甲\":3}} x\n{\"表\":{\"甲\":4}}\n",
     "/表[1]/甲[1] = 1\n?\n?\n/表[1]/甲[1] = 4\n"},
    {"so does a record of an array that is none", "a.json",
     "[7,{\"表\":{\"甲\":true}},{\"表\":{\"甲\":3}}]", "?\n?\n/表[1]/甲[1] = 3\n"},
    {"a mark of order", "a.json", "\xEF\xBB\xBF{\"表\":{\"甲\":1}}", "/表[1]/甲[1] = 1\n"},
    {"GB 18030", "a.json", "{\"\xB1\xED\":{\"\xC3\xFB\xB3\xC6\":\"\xCF\xEE\xC4\xBF\"}}",
     "/表[1]/名称[1] = 项目\n"},
    {"by content alone", "a.txt", "{\"表\":{\"甲\":1}}", "/表[1]/甲[1] = 1\n"},
};

static void test_records(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof RECORDS / sizeof *RECORDS; i++) {
        struct fixture fixture =
            read_text(RECORDS[i].path, RECORDS[i].text, strlen(RECORDS[i].text));
        char *text = dump(&fixture);
        print_message("%s\n", RECORDS[i].name);
        assert_int_equal(fixture.status, FB_OK);
        assert_null(fb_record_set_template(fixture.record));
        assert_string_equal(text, RECORDS[i].dump);
        free(text);
        release(&fixture);
    }
}

static const struct {
    const char *text;
    const char *found; /* place and code */
} FAULTS[] = {
    {"", "1:1 json-syntax"},
    {"[]", "1:1 json-record"},
    {"[1", "1:3 json-syntax"},
    {"[1,]", "1:4 json-syntax"},
    {"{\"表\":{\"甲\":1}", "1:13 json-syntax"},
    {"{\"表\":{\"甲\":1},}", "1:14 json-syntax"},
    {"{\"表\":{\"甲\" 1}}", "1:11 json-syntax"},
    {"{\"表\":{甲:1}}", "1:7 json-syntax"},
    {"{\"表\":{\"甲\":'1'}}", "1:11 json-syntax"},
    {"{\"表\":{\"甲\":01}}", "1:11 json-syntax"},
    {"{\"表\":{\"甲\":1.}}", "1:11 json-syntax"},
    {"{\"表\":{\"甲\":+1}}", "1:11 json-syntax"},
    {"{\"表\":{\"甲\":1e}}", "1:11 json-syntax"},
    {"{\"表\":{\"甲\":NaN}}", "1:11 json-syntax"},
    {"{\"表\":{\"甲\":nulls}}", "1:11 json-syntax"},
    {"{\"表\":{\"甲\":\"一\n二\"}}", "1:13 json-syntax"},
    {"{\"表\":{\"甲\":\"一}}", "1:11 json-syntax"},
    {"{\"表\":{\"甲\":\"\\x\"}}", "1:12 json-syntax"},
    {"{\"表\":{\"甲\":\"\\u12G4\"}}", "1:12 json-syntax"},
    {"{\"表\":{\"甲\":\"\\u0000\"}}", "1:12 json-syntax"},
    {"{\"表\":{\"甲\":\"\\b\"}}", "1:12 json-syntax"},
    {"{\"表\":{\"甲\":\"\\ud800x\"}}", "1:12 json-syntax"},
    {"{\"表\":{\"甲\":\"\\", "1:12 json-syntax"},
    {"{\"表\":{\"甲\":1}} // 注", "1:15 json-syntax"},
    {"{\"表\":{\"甲\":1}}\n{\"表\":", "2:6 json-syntax"},
    {"{\"表\":1}", "1:3 json-record"},
    {"{\"a b\":{}}", "1:3 json-record"},
    {"{}", "1:1 json-record"},
    {"{\"表\":{},\"乙\":{}}", "1:9 json-record"},
    {"{\"表\":{\"甲\":1,\"乙\":2,\"甲\":3}}", "1:20 json-key-repeated"},
    {"{\"表\":{\"甲\":1,\"\\u7532\":3}}", "1:14 json-key-repeated"},
    {"{\"表\":{\"1甲\":1}}", "1:8 json-key"},
    {"{\"表\":{\"\":1}}", "1:8 json-key"},
    {"{\"表\":{\"@\":1}}", "1:8 json-key"},
    {"{\"表\":{\"@xmlns\":\"2021\"}}", "1:8 json-namespace"},
    {"{\"表\":{\"@xmlns:x\":[1]}}", "1:8 json-namespace"},
    {"{\"表\":{\"@xml:lang\":\"zh\"}}", "1:8 json-namespace"},
    {"{\"表\":{\"xmlns\":1}}", "1:8 json-namespace"},
    {"{\"表\":{\"甲\":{\"x:乙\":1}}}", "1:13 json-namespace"},
    {"{\"表\":{\"x:y\":{\"z\":[1]}}}", "1:8 json-namespace"},
    {"{\"表\":{\"甲\":false}}", "1:11 json-value"},
    {"{\"表\":{\"甲\":[[1]]}}", "1:12 json-value"},
    {"{\"表\":{\"@甲\":{\"乙\":1}}}", "1:12 json-value"},
};

/* Says the place and the code of the first finding. */
static void describe(char out[64], struct fb_diagnostics *sink)
{
    struct fb_buffer text;
    const char *start, *code;

    fb_buffer_init(&text, 1 << 20);
    fb_diagnostics_print(sink, &text, false);
    start = strchr(text.data, ':');
    code = strstr(text.data, " [json-");
    assert_true(start != NULL && code != NULL);
    start++;
    snprintf(out, 64, "%.*s %.*s", (int)(strstr(start, ": ") - start), start,
             (int)strcspn(code + 2, "]"), code + 2);
    fb_buffer_release(&text);
}

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        struct fixture fixture = read_text("a.json", FAULTS[i].text, strlen(FAULTS[i].text));
        char found[64];
        print_message("%s\n", FAULTS[i].text);
        free(dump(&fixture));
        assert_int_equal(fb_diagnostics_count(fixture.sink, FB_ERROR), 1);
        describe(found, fixture.sink);
        assert_string_equal(found, FAULTS[i].found);
        release(&fixture);
    }
}

/* A record with one value inside `count` others. */
static char *nest(const char *open, const char *inner, const char *close, size_t count)
{
    struct fb_buffer text;

    fb_buffer_init(&text, 1 << 24);
    for (size_t i = 0; i < count; i++)
        fb_buffer_append_string(&text, open);
    fb_buffer_append_string(&text, inner);
    for (size_t i = 0; i < count; i++)
        fb_buffer_append_string(&text, close);
    return fb_buffer_take(&text);
}

static const struct {
    const char *open, *inner, *close;
    size_t count;
    const char *found; /* NULL: nothing */
} DEPTHS[] = {
    {"{\"a\":", "1", "}", 100, NULL},
    {"{\"a\":", "1", "}", 102, "1:501 json-too-deep"},
    {"{\"a\":", "1", "}", 1000000, "1:1001 json-too-deep"},
    {"[", "1", "]", 1000000, "1:201 json-too-deep"},
    {"{\"a\":[", "1", "]}", 500000, "1:601 json-too-deep"},
};

static void test_depths(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof DEPTHS / sizeof *DEPTHS; i++) {
        char *text = nest(DEPTHS[i].open, DEPTHS[i].inner, DEPTHS[i].close, DEPTHS[i].count),
             found[64];
        struct fixture fixture = read_text("a.json", text, strlen(text));
        free(dump(&fixture));
        assert_int_equal(fb_diagnostics_count(fixture.sink, FB_ERROR), DEPTHS[i].found != NULL);
        if (DEPTHS[i].found != NULL) {
            describe(found, fixture.sink);
            assert_string_equal(found, DEPTHS[i].found);
        }
        fb_buffer_free_taken(text);
        release(&fixture);
    }
}

/* Returns the part of the file that a position means. */
static char *meant(struct fb_position position)
{
    return strndup(position.source->text + position.offset, position.length);
}

static void expect_place(struct fb_position position, const char *text)
{
    char *found = meant(position);

    assert_string_equal(found, text);
    free(found);
}

static void test_places(void **state)
{
    static const char TEXT[] = "[{\"表\": {\"@模板\": \"甲/乙\", \"名\": \" 一\\n\\u4e8c三 \", "
                               "\"数\": 9.50, \"行\": [null, {\"x\":\"\"}]}}]";
    struct fixture fixture = read_text("a.json", TEXT, strlen(TEXT));
    const struct fb_xml_node *root, *name;
    struct fb_xml *xml;

    (void)state;
    assert_int_equal(fb_record_at(&xml, fixture.record, 0, fixture.sink), FB_OK);
    root = fb_xml_root(xml);
    name = fb_xml_first(root);
    expect_place(fb_xml_position(root), "表");
    expect_place(fb_xml_attribute_position(root, "模板"), "甲/乙");
    expect_place(fb_xml_position(name), "名");
    expect_place(fb_xml_content_position(name), "一\\n\\u4e8c三");
    expect_place(fb_xml_position_in(fb_xml_content_position(name), strlen("一\n"), strlen("二三")),
                 "\\u4e8c三");
    name = fb_xml_next(name);
    expect_place(fb_xml_content_position(name), "9.50");
    name = fb_xml_next(name);
    expect_place(fb_xml_position(name), "n");
    name = fb_xml_next(name);
    expect_place(fb_xml_position(name), "{");
    expect_place(fb_xml_content_position(fb_xml_first(name)), "x");
    release(&fixture);
}

/* Every cut of a record, and every byte of it changed, is read or refused, and never more. */
static void test_spoiled(void **state)
{
    static const char TEXT[] =
        "{\"表\":{\"@a\":\"\\u4e00\",\"行\":[{\"甲\":-1.5e3},null,\"\\\"\"],\"乙\":{}}}";
    static const char BYTES[] = "\"\\{}[],:0-u\xff\n";

    (void)state;
    for (size_t i = 0; i < sizeof TEXT - 1; i++) {
        for (size_t b = 0; b < sizeof BYTES; b++) {
            char text[sizeof TEXT];
            size_t length = BYTES[b] == '\0' ? i : sizeof TEXT - 1;
            struct fixture fixture;
            memcpy(text, TEXT, sizeof text);
            text[i] = BYTES[b];
            fixture = read_text("a.jsonl", text, length);
            free(dump(&fixture));
            release(&fixture);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_records), cmocka_unit_test(test_faults),
        cmocka_unit_test(test_depths),  cmocka_unit_test(test_places),
        cmocka_unit_test(test_spoiled),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

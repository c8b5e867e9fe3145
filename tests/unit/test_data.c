#include "data/record.h"
#include "data/value.h"
#include "testing.h"

#include "base/file.h"

#include <unistd.h>

static struct fb_diagnostics *new_sink(void)
{
    struct fb_diagnostics *sink;

    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    return sink;
}

static const struct {
    const char *name, *text, *value;
} VALUES[] = {
    {"plain", "甲乙", "甲乙"},
    {"empty", "", ""},
    {"blank", " \n\t ", ""},
    {"edges", "\n  甲 \n", "甲"},
    {"inner blanks stay", "甲  乙", "甲  乙"},
    {"a tab is a space", "甲\t乙", "甲 乙"},
    {"line break", "甲\n乙", "甲\n乙"},
    {"indented lines", "\n    甲  \n    乙\n  ", "甲\n乙"},
    {"empty lines", "甲\n\n\n乙", "甲\n乙"},
    {"an ideographic space stays", "\xe3\x80\x80甲\xe3\x80\x80", "\xe3\x80\x80甲\xe3\x80\x80"},
    {"carriage return alone", "甲\r乙", "甲 乙"},
};

static void test_values(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
        char text[64];
        print_message("%s\n", VALUES[i].name);
        snprintf(text, sizeof text, "%s", VALUES[i].text);
        fb_value_normalize(text);
        assert_string_equal(text, VALUES[i].value);
    }
}

/* Reads "<a>TEXT</a>", with the library if there is a comment behind it, and compares the value. */
static void check_value(const char *text, const char *behind, const char *value)
{
    struct fb_diagnostics *sink = new_sink();
    struct fb_source source = {.name = "a.xml"};
    const char *first;
    struct fb_xml *xml;
    char bytes[128];

    source.length = (size_t)snprintf(bytes, sizeof bytes, "<a>%s</a>%s", text, behind);
    source.text = bytes;
    assert_int_equal(fb_xml_read(&xml, &source, sink), FB_OK);
    first = fb_value_of(fb_xml_root(xml));
    assert_string_equal(first, value);
    assert_ptr_equal(fb_value_of(fb_xml_root(xml)), first);
    fb_xml_free(xml);
    fb_diagnostics_free(sink);
}

/* Elements have the same values, whether they are worked out or the record's own bytes. */
static void test_values_of_elements(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++) {
        /* A carriage return alone is a line break in XML. */
        if (strchr(VALUES[i].text, '\r') != NULL)
            continue;
        print_message("%s\n", VALUES[i].name);
        check_value(VALUES[i].text, "", VALUES[i].value);
        check_value(VALUES[i].text, "<!-- -->", VALUES[i].value);
    }
    check_value("<b> 甲</b><b>乙 </b>", "", "甲乙");
    check_value("甲<!-- -->乙", "", "甲乙");
}

/* A record of a file, as a document. */
static const struct fb_xml *record_at(struct fb_record *record, size_t index)
{
    struct fb_diagnostics *sink = new_sink();
    struct fb_xml *xml;

    assert_int_equal(fb_record_at(&xml, record, index, sink), FB_OK);
    fb_diagnostics_free(sink);
    return xml;
}

static void write_file(const char *path, const char *text)
{
    assert_int_equal(fb_file_write(path, text, strlen(text)), FB_OK);
}

static void test_record_is_read(void **state)
{
    struct fb_diagnostics *sink = new_sink();
    struct fb_record *record;
    struct fb_buffer out;

    (void)state;
    write_file("test_data_record.xml", "<表 模板=\"测试/表\">\n  <名称> 甲\n 乙 </名称>\n  "
                                       "<指标><行/><行>丙</行></指标>\n</表>\n");
    assert_int_equal(fb_record_read(&record, "test_data_record.xml", NULL, sink), FB_OK);
    assert_string_equal(fb_record_template(record_at(record, 0)), "测试/表");
    assert_string_equal(fb_xml_source(record_at(record, 0))->name, "test_data_record.xml");
    fb_buffer_init(&out, 10000);
    assert_int_equal(fb_record_dump(&out, record_at(record, 0)), FB_OK);
    assert_string_equal(out.data, "/表/@模板 = 测试/表\n"
                                  "/表[1]/名称[1] = 甲⏎乙\n"
                                  "/表[1]/指标[1]/行[1] = \n"
                                  "/表[1]/指标[1]/行[2] = 丙\n");
    fb_buffer_release(&out);
    fb_record_free(record);
    fb_diagnostics_free(sink);
    unlink("test_data_record.xml");
}

/* Each record of a set is a document by itself, whose places are those of the file. */
static void test_set_is_divided(void **state)
{
    static const char TEXT[] = "<记录集 模板='甲/表'>\n  <!-- 注 --><表><名称>一</名称></表>\n"
                               "  <表 模板='乙/表'><名称>二</名称></表>\n</记录集>";
    struct fb_diagnostics *sink = new_sink();
    const struct fb_xml *second;
    struct fb_position position;
    struct fb_record *record;
    struct fb_buffer out;

    (void)state;
    write_file("test_data_set.xml", TEXT);
    assert_int_equal(fb_record_read(&record, "test_data_set.xml", NULL, sink), FB_OK);
    assert_int_equal(fb_record_count(record), 2);
    assert_null(fb_record_template(record_at(record, 0)));
    assert_string_equal(fb_record_set_template(record), "甲/表");
    position = fb_record_set_position(record);
    assert_memory_equal(position.source->text + position.offset, "甲/表", strlen("甲/表"));
    second = record_at(record, 1);
    assert_string_equal(fb_record_template(second), "乙/表");
    position = fb_xml_content_position(fb_xml_first(fb_xml_root(second)));
    assert_memory_equal(position.source->text + position.offset, "二", strlen("二"));
    position = fb_xml_attribute_position(fb_xml_root(second), "模板");
    assert_memory_equal(position.source->text + position.offset, "乙", strlen("乙"));
    fb_buffer_init(&out, 10000);
    assert_int_equal(fb_record_dump(&out, second), FB_OK);
    assert_string_equal(out.data, "/表/@模板 = 乙/表\n/表[1]/名称[1] = 二\n");
    fb_buffer_release(&out);
    fb_record_free(record);
    fb_diagnostics_free(sink);
    unlink("test_data_set.xml");
}

/* Reads a record that cannot be read and compares what is said about it. */
static void expect_failure(const char *path, fb_status status, const char *text)
{
    struct fb_diagnostics *sink = new_sink();
    struct fb_record *record = (struct fb_record *)1;
    struct fb_buffer out;

    assert_int_equal(fb_record_read(&record, path, NULL, sink), status);
    assert_null(record);
    fb_buffer_init(&out, 10000);
    fb_diagnostics_print(sink, &out, false);
    assert_int_equal(fb_diagnostics_count(sink, FB_ERROR), 1);
    if (strstr(out.data, text) != out.data)
        fail_msg("not '%s' but: %s", text, out.data);
    fb_buffer_release(&out);
    fb_diagnostics_free(sink);
}

static void test_missing_file(void **state)
{
    (void)state;
    expect_failure("no/such.xml", FB_ERR_IO, "no/such.xml: error: cannot read the file: ");
}

static void test_folder(void **state)
{
    (void)state;
    expect_failure(".", FB_ERR_IO, ".: error: cannot read the file: ");
}

static void test_empty_set(void **state)
{
    (void)state;
    write_file("test_data_empty.xml", "<记录集>\n</记录集>");
    expect_failure("test_data_empty.xml", FB_ERR_INPUT,
                   "test_data_empty.xml:1:2: error: there is no record in '记录集'");
    unlink("test_data_empty.xml");
}

static void test_malformed(void **state)
{
    (void)state;
    write_file("test_data_bad.xml", "<表>\n");
    expect_failure("test_data_bad.xml", FB_ERR_INPUT, "test_data_bad.xml:");
    unlink("test_data_bad.xml");
}

/* A sparse file: its size counts, and it takes no room. */
static void test_too_large(void **state)
{
    FILE *file = fopen("test_data_large.xml", "wb");

    (void)state;
    assert_non_null(file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(truncate("test_data_large.xml", (off_t)FB_INPUT_LIMIT + 1), 0);
    expect_failure("test_data_large.xml", FB_ERR_INPUT,
                   "test_data_large.xml: error: the file has more than the 67108864 bytes");
    unlink("test_data_large.xml");
}

static const struct {
    const char *path;
    size_t length;
} EXTENSIONS[] = {
    {"a.xml", 4},          {"b/a.XML", 4}, {"a.b.json", 5}, {"a.jsonl", 6},   {"a.ndjson", 7},
    {"a.csv", 4},          {"a.tsv", 4},   {"a.xlsx", 5},   {"a.xls", 0},     {"a", 0},
    {"b.xml/a", 0},        {".xml", 0},    {"b/.xml", 0},   {"a.xml.txt", 0}, {"axml", 0},
    {"项目.2021.XlsX", 5}, {"", 0},        {"-", 0},
};

static void test_extensions(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof EXTENSIONS / sizeof *EXTENSIONS; i++) {
        print_message("%s\n", EXTENSIONS[i].path);
        assert_int_equal(fb_record_extension(EXTENSIONS[i].path), EXTENSIONS[i].length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),         cmocka_unit_test(test_values_of_elements),
        cmocka_unit_test(test_record_is_read), cmocka_unit_test(test_missing_file),
        cmocka_unit_test(test_folder),         cmocka_unit_test(test_set_is_divided),
        cmocka_unit_test(test_empty_set),      cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_too_large),      cmocka_unit_test(test_extensions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

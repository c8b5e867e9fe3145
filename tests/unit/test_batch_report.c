/*
 * test_batch_report.c: what is told of a night, from a state that is filled by hand.
 */
#include "base/file.h"
#include "batch/report.h"
#include "batch/report_private.h"
#include "testing.h"

#include <sys/stat.h>
#include <unistd.h>

static struct fb_arena *arena;
static struct fb_diagnostics *sink;
static struct fb_state *state;
static struct fb_buffer out;

static void run(const char *command)
{
    assert_int_equal(system(command), 0);
}

static int begin(void **test)
{
    (void)test;
    run("rm -rf report-scratch && mkdir -p report-scratch/out/sub report-scratch/morning");
    assert_int_equal(chdir("report-scratch"), 0);
    assert_int_equal(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT), FB_OK);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_state_open(&state, "out", sink), FB_OK);
    fb_buffer_init(&out, FB_BUFFER_OUTPUT_LIMIT);
    return 0;
}

static int end(void **test)
{
    (void)test;
    fb_buffer_release(&out);
    fb_state_close(state);
    fb_diagnostics_free(sink);
    fb_arena_free(arena);
    assert_int_equal(chdir(".."), 0);
    run("rm -rf report-scratch");
    return 0;
}

/* ---- a night ---- */

#define MESSAGE(level, text)                                                                 \
    "[{\"file\":\"a.xml\",\"line\":3,\"column\":4,\"level\":\"" level "\",\"code\":\"x-y\"," \
    "\"message\":\"" text "\",\"hint\":\"mend <it>\"}]"

static const struct fb_state_record NIGHT[] = {
    {.input = "a.xml", .end = FB_RECORD_DONE, .department = "教育局", .title = "校舍"},
    {.input = "a.xml",
     .index = 1,
     .end = FB_RECORD_FAILED,
     .department = "水利局",
     .title = "\"><script>alert('1')</script>&amp;",
     .messages = MESSAGE("error", "</div><b>wrong"),
     .errors = 1},
    {.input = "b\n\x01\xff.xml", .end = FB_RECORD_BROKEN, .department = "水利局", .errors = 1},
    {.input = "c.xml",
     .end = FB_RECORD_KEPT,
     .department = "<i>局\r\n</i>",
     .title = "\xE2\x80\xAEkept",
     .edits = MESSAGE("note", "was <b>changed")},
    {.input = "c.xml",
     .index = 1,
     .end = FB_RECORD_DONE,
     .messages = MESSAGE("warning", "odd"),
     .warnings = 1,
     .title = "]]>"},
    {.input = "gone.xml", .end = FB_RECORD_DONE, .messages = "[no json <"},
};

static const char *or_empty(const char *text)
{
    return text != NULL ? text : "";
}

static void put_record(const struct fb_state_record *record)
{
    struct fb_state_record whole = *record;

    whole.template_name = whole.wanted = "";
    whole.path = fb_arena_format(arena, "%s-%zu", record->input, record->index);
    whole.department = or_empty(record->department);
    whole.title = or_empty(record->title);
    whole.messages = or_empty(record->messages);
    whole.edits = or_empty(record->edits);
    assert_int_equal(fb_state_put_record(state, &whole), FB_OK);
}

static void put_output(const char *path, const char *input, size_t index)
{
    struct fb_state_output output = {.path = path, .temporary = ""};

    assert_int_equal(fb_state_put_output(state, input, index, &output), FB_OK);
}

static const struct fb_batch_source SOURCES[] = {
    {"a.xml", "a"}, {"b\n\x01\xff.xml", "b"}, {"c.xml", "c"}};
static const struct fb_batch_sources ALL = {SOURCES, 3};
static const struct fb_batch_tally TALLY = {
    .records = 5, .made = 2, .failed = 1, .broken = 1, .kept = 1, .warned = 1, .vanished = 1};

static struct fb_batch_report fill_night(void)
{
    for (size_t i = 0; i < sizeof NIGHT / sizeof *NIGHT; i++)
        put_record(&NIGHT[i]);
    put_output("局/校 舍\"<#%?:.pdf", "a.xml", 0);
    put_output("局/校 舍\"<#%?:.docx", "a.xml", 0);
    put_output("b-1.docx", "c.xml", 0);
    assert_int_equal(fb_state_commit(state), FB_OK);
    return (struct fb_batch_report){.output = "o<ut",
                                    .documents = "../out/",
                                    .time = "2021-01-31T06:30:00+08:00",
                                    .shard = 1,
                                    .shards = 4,
                                    .tally = &TALLY,
                                    .sources = &ALL,
                                    .run = sink};
}

static void expect(const char *text)
{
    if (strstr(out.data, text) == NULL)
        fail_msg("it does not say: %s\n%s", text, out.data);
}

static void refute(const char *text)
{
    if (strstr(out.data, text) != NULL)
        fail_msg("it says: %s", text);
}

/* Expects each text after the one before it; NULL ends them. */
static void expect_in_order(const char *const texts[])
{
    const char *from = out.data;

    for (; *texts != NULL; texts++) {
        from = strstr(from, *texts);
        if (from == NULL)
            fail_msg("in its place it does not say: %s", *texts);
    }
}

/* ---- the page ---- */

static void test_page(void **test)
{
    struct fb_batch_report report = fill_night();
    static const char *const ORDER[] = {"2021-01-31 06:30:00+08:00; output folder: o&lt;ut",
                                        "part 2 of 4",
                                        "2 records have errors",
                                        "By department",
                                        "水利局",
                                        "教育局",
                                        "<h2>Errors</h2>",
                                        "a.xml, record 2; department: 水利局",
                                        "line 3, column 4",
                                        "mend &lt;it&gt;",
                                        "<h2>Documents that were edited and were kept</h2>",
                                        "<h2>Warnings</h2>",
                                        "odd",
                                        "<h2>Records that are in no source any more</h2>",
                                        "[no json &lt;",
                                        "<h2>All records</h2>",
                                        NULL};

    (void)test;
    assert_int_equal(fb_report_html(&out, &report, state), FB_OK);
    expect_in_order(ORDER);
    expect("href=\"../out/%E5%B1%80/%E6%A0%A1%20%E8%88%8D%22%3C%23%25%3F%3A.pdf\"");
    expect("&lt;/div&gt;&lt;b&gt;wrong");
    expect("was &lt;b&gt;changed");
    refute("<script>alert");
    refute("<b>");
    refute("<i>");
    refute("\xE2\x80\xAE");
    refute("http:");
    refute("https:");
}

/* What a parser finds is what was meant: nothing of a record has become markup. */
static void test_page_is_well_formed(void **test)
{
    struct fb_batch_report report = fill_night();

    (void)test;
    assert_int_equal(fb_report_html(&out, &report, state), FB_OK);
    assert_int_equal(fb_file_write("page.html", out.data, out.length), FB_OK);
    run("xmllint --noout page.html");
    run("test \"$(xmllint --xpath 'count(//script)' page.html)\" = 1");
    run("test \"$(xmllint --xpath 'count(//tr[@data-state])' page.html)\" = 6");
    run("test \"$(xmllint --xpath 'count(//*[@data-state=\"bad\"])' page.html)\" = 4");
    run("test \"$(xmllint --xpath 'count(//@src)' page.html)\" = 0");
}

static void test_page_of_a_good_night(void **test)
{
    struct fb_batch_report report = fill_night();
    struct fb_batch_tally tally = {.records = 1, .unchanged = 1};

    (void)test;
    for (size_t i = 1; i < sizeof NIGHT / sizeof *NIGHT; i++)
        assert_int_equal(fb_state_remove(state, NIGHT[i].input, NIGHT[i].index), FB_OK);
    report.tally = &tally;
    assert_int_equal(fb_report_html(&out, &report, state), FB_OK);
    expect("No record has an error.");
    refute("<h2>Errors</h2>");
    tally.left = 3;
    fb_buffer_clear(&out);
    assert_int_equal(fb_report_html(&out, &report, state), FB_OK);
    refute("No record has an error.");
    expect("3 records were not begun");
    tally.left = 0;
    tally.volumes_failed = tally.volumes_left = 2;
    fb_buffer_clear(&out);
    assert_int_equal(fb_report_html(&out, &report, state), FB_OK);
    refute("No record has an error.");
    expect("4 volumes were not made");
    expect("volumes not begun, because the run was stopped");
}

/* A run that could not do what it was to do says so before all else. */
static void test_page_of_a_run_in_trouble(void **test)
{
    struct fb_batch_report report = fill_night();
    struct fb_source source = {.name = "in<1>"};

    (void)test;
    fb_report(sink, FB_DIAG_BATCH_UNWRITABLE, ((struct fb_position){.source = &source}), "full");
    assert_int_equal(fb_report_html(&out, &report, state), FB_OK);
    expect("The run itself had trouble");
    expect("cannot write here: full");
    expect("in&lt;1&gt;");
}

/* A list has an end, and says what it leaves out. */
static void test_page_has_an_end(void **test)
{
    struct fb_batch_report report = fill_night();
    struct fb_state_record record = NIGHT[1];

    (void)test;
    for (size_t i = 0; i < FB_REPORT_DETAILS; i++) {
        record.index = 10 + i;
        put_record(&record);
    }
    assert_int_equal(fb_state_commit(state), FB_OK);
    report.sources = NULL;
    assert_int_equal(fb_report_html(&out, &report, state), FB_OK);
    expect("2 more are not listed here");
}

/* ---- for programs ---- */

static void test_json(void **test)
{
    struct fb_batch_report report = fill_night();

    (void)test;
    assert_int_equal(fb_report_json(&out, &report, state), FB_OK);
    assert_int_equal(fb_file_write("report.json", out.data, out.length), FB_OK);
    run("jq -e '.report == 1 and .shard == 2 and .shards == 4 and .tally.records == 5 and"
        " .time == \"2021-01-31T06:30:00+08:00\"' report.json >/dev/null");
    run("jq -e '[.records[].end] == [\"done\",\"failed\",\"broken\",\"kept\",\"done\",\"done\"]'"
        " report.json >/dev/null");
    run("jq -e '[.records[] | select(.gone) | .input] == [\"gone.xml\"]' report.json >/dev/null");
    run("jq -e '.departments[0] == {name: \"水利局\", records: 2, failed: 2, kept: 0, warned: 0,"
        " gone: 0}' report.json >/dev/null");
    run("jq -e '.records[1].messages[0].message == \"</div><b>wrong\"' report.json >/dev/null");
    run("jq -e '.records[3].edits[0].message == \"was <b>changed\"' report.json >/dev/null");
    run("jq -e '.records[1].record == 2' report.json >/dev/null");
    run("jq -e '.records[0].documents | length == 2' report.json >/dev/null");
    run("jq -e '.records[5].messages == \"[no json <\"' report.json >/dev/null");
}

static void test_same_bytes(void **test)
{
    typedef fb_status write_form(struct fb_buffer *, const struct fb_batch_report *,
                                 struct fb_state *);
    static write_form *const FORMS[] = {fb_report_html, fb_report_json, fb_report_index};
    struct fb_batch_report report = fill_night();
    struct fb_buffer again;

    (void)test;
    fb_buffer_init(&again, FB_BUFFER_OUTPUT_LIMIT);
    for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
        fb_buffer_clear(&out);
        fb_buffer_clear(&again);
        assert_int_equal(FORMS[i](&out, &report, state), FB_OK);
        assert_int_equal(FORMS[i](&again, &report, state), FB_OK);
        assert_int_equal(out.length, again.length);
        assert_memory_equal(out.data, again.data, out.length);
    }
    fb_buffer_release(&again);
}

/* ---- the index ---- */

static void test_index(void **test)
{
    struct fb_batch_report report = fill_night();

    (void)test;
    assert_int_equal(fb_report_index(&out, &report, state), FB_OK);
    assert_int_equal(fb_file_write("index.xlsx", out.data, out.length), FB_OK);
    run("unzip -q -o index.xlsx -d index");
    run("xmllint --noout index/xl/worksheets/sheet1.xml"
        " index/xl/worksheets/_rels/sheet1.xml.rels");
    run("test \"$(grep -o '<hyperlink ' index/xl/worksheets/sheet1.xml | wc -l)\" = 3");
    run("grep -q '%23%25' index/xl/worksheets/_rels/sheet1.xml.rels");
    run("grep -q '校舍' index/xl/worksheets/sheet1.xml");
    run("test \"$(grep -o '<row ' index/xl/worksheets/sheet1.xml | wc -l)\" = 7");
}

static void test_index_without_a_folder(void **test)
{
    struct fb_batch_report report = fill_night();

    (void)test;
    assert_int_equal(setenv("TMPDIR", "nowhere", 1), 0);
    assert_int_equal(fb_report_index(&out, &report, state), FB_ERR_IO);
    assert_int_equal(unsetenv("TMPDIR"), 0);
}

/* ---- ways ---- */

static void expect_way(const char *file, const char *folder, const char *expected)
{
    const char *way;

    assert_int_equal(fb_report_way(&way, arena, file, folder), FB_OK);
    assert_string_equal(way, expected);
}

static void test_ways(void **test)
{
    const char *way;

    (void)test;
    expect_way("out/report.html", "out", "");
    expect_way("report.html", "out", "out/");
    expect_way("morning/report.html", "out", "../out/");
    expect_way("out/sub/report.html", "./out/", "../");
    expect_way("out/sub/../report.html", "out/sub", "sub/");
    assert_int_equal(mkdir("out/subway", 0777), 0);
    expect_way("out/sub/report.html", "out/subway", "../subway/");
    assert_int_equal(fb_report_way(&way, arena, "nowhere/report.html", "out"), FB_ERR_IO);
    assert_int_equal(fb_report_way(&way, arena, "report.html", "nowhere"), FB_ERR_IO);
}

static void test_clean(void **test)
{
    (void)test;
    assert_string_equal(fb_report_clean(arena, "教\t局\n"), "教\t局\n");
    assert_string_equal(fb_report_clean(arena, "a\x01\xff\xEF\xBF\xBF"),
                        "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, begin, end)
    const struct CMUnitTest tests[] = {
        TEST(test_page),
        TEST(test_page_is_well_formed),
        TEST(test_page_of_a_good_night),
        TEST(test_page_of_a_run_in_trouble),
        TEST(test_page_has_an_end),
        TEST(test_json),
        TEST(test_same_bytes),
        TEST(test_index),
        TEST(test_index_without_a_folder),
        TEST(test_ways),
        TEST(test_clean),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

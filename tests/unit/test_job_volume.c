/*
 * test_job_volume.c: records bound into one PDF, read back by poppler and qpdf.
 */
#include "device_testing.h"
#include "job/volume.h"

static const struct {
    const char *name, *path; /* below samples/ */
} RECORDS[] = {
    {"巡视巡察工作经费", "宁夏2021/巡视巡察工作经费.xml"},
    {"古籍数字化项目支出明细", "中央/古籍数字化项目支出明细.xml"},
    {"一个很长的项目名称，它在目录里一行放不下，所以要分成两行来排，还不能与页码相碰",
     "湘潭/古树名木保护.xml"},
};

enum { RECORD_COUNT = sizeof RECORDS / sizeof *RECORDS };

static const struct fb_volume_title TITLE = {.group = "主管部门", .name = "自治区<财政>厅"};

static fb_status open_job(struct fb_job **out, struct fb_context *context, const char *sample)
{
    char path[512];

    snprintf(path, sizeof path, "%s/samples/%s", FB_TEST_SOURCE_DIR, sample);
    FB_TRY(fb_job_new(out, context, NULL));
    return fb_job_read(*out, path);
}

static void add(struct fb_volume *volume, struct fb_context *context, const char *name,
                const char *sample)
{
    size_t before = fb_volume_pages(volume), page;
    struct fb_job *job;

    assert_int_equal(open_job(&job, context, sample), FB_OK);
    assert_int_equal(fb_volume_add(&page, volume, job, name), FB_OK);
    assert_int_equal(page, before + 1);
    assert_true(fb_volume_pages(volume) > before);
    fb_job_free(job);
}

/* Binds the records `times` over. */
static void bind_records(struct fb_buffer *pdf, enum fb_pdf_kind kind,
                         const struct fb_volume_title *title, size_t times)
{
    struct fb_diagnostics *sink;
    struct fb_context *context;
    struct fb_volume *volume;

    fb_buffer_init(pdf, OUTPUT_LIMIT);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_context_new(&context, FB_TEST_SOURCE_DIR, sink), FB_OK);
    assert_int_equal(fb_volume_new(&volume, context, kind, pdf), FB_OK);
    for (size_t i = 0; i < times * RECORD_COUNT; i++)
        add(volume, context, RECORDS[i % RECORD_COUNT].name, RECORDS[i % RECORD_COUNT].path);
    assert_int_equal(fb_volume_finish(volume, title, sink), FB_OK);
    assert_int_equal(fb_diagnostics_count(sink, FB_ERROR), 0);
    fb_volume_free(volume);
    fb_context_free(context);
    fb_diagnostics_free(sink);
}

static void expect(const struct fb_buffer *pdf, const char *command, const char *expected)
{
    struct fb_buffer text;

    read_back(&text, pdf, command);
    assert_string_equal(text.data != NULL ? text.data : "", expected);
    fb_buffer_release(&text);
}

/* The contents say on which page each record begins, and there it does; numbers go on. */
static void test_pages_go_on(void **state)
{
    struct fb_buffer pdf;

    (void)state;
    bind_records(&pdf, FB_PDF_ARCHIVE, &TITLE, 1);
    expect(&pdf, "qpdf --check $PDF | grep -c 'No syntax or stream encoding errors'", "1\n");
    expect(&pdf, "pdftotext -f 1 -l 1 $PDF - | tr -d '\\n\\f'",
           "目　　录自治区<财政>厅序号项目名称页码1巡视巡察工作经费12古籍数字化项目支出明细43"
           "一个很长的项目名称，它在目录里一行放不下，所以要分成两行来排，还不能与页码相碰5— i —");
    expect(&pdf, "for i in 2 3 4 5 6; do pdftotext -f $i -l $i $PDF - | grep -o '^— .* —'; done",
           "— 1 —\n— 2 —\n— 3 —\n— 4 —\n— 5 —\n");
    fb_buffer_release(&pdf);
}

/* A bookmark for each record at its first page, its own headings below. */
static void test_bookmarks(void **state)
{
    struct fb_buffer pdf;

    (void)state;
    bind_records(&pdf, FB_PDF_ARCHIVE, &TITLE, 1);
    expect(&pdf,
           "qpdf --json --json-key=outlines $PDF | jq -r 'def all(d): .[] | \"\\(d)\\(.title[:8]) "
           "\\(.destpageposfrom1)\", (.kids | all(d + \"-\")); .outlines | all(\"\")'",
           "目　　录 1\n"
           "巡视巡察工作经费 2\n-2021年自治区 2\n"
           "古籍数字化项目支 5\n-项目支出明细表 5\n"
           "一个很长的项目名 6\n-项目支出绩效目标 6\n");
    fb_buffer_release(&pdf);
}

/* Prints, for each thing to click on, its page, where it leads, what it says and whose it is. */
#define LINKS                                                                                    \
    "qpdf --json $PDF | jq -r '(.qpdf[1] | with_entries(.key |= sub(\"^obj:\"; \"\"))) as $o | " \
    "[.pages[].object] as $pages | .pages[] | .pageposfrom1 as $page | "                         \
    "$o[.object].value[\"/Annots\"][]? | $o[.].value | .[\"/StructParent\"] as $key | "          \
    "\"\\($page) \\(.[\"/A\"][\"/D\"][0] as $to | $pages | index($to) + 1) "                     \
    "\\(.[\"/Contents\"][2:8]) \\([$o[].value | objects | select(has(\"/Limits\")) | "           \
    ".[\"/Nums\"] as $n | range(0; $n | length; 2) | select($n[.] == $key) | "                   \
    "$o[$n[. + 1]].value[\"/S\"]] | first)\"'"

/* Each entry leads to the page that it names. */
static void test_links(void **state)
{
    struct fb_buffer pdf;

    (void)state;
    bind_records(&pdf, FB_PDF_ARCHIVE, &TITLE, 1);
    expect(&pdf, LINKS, "1 2 巡视巡察工作 /Link\n1 5 古籍数字化项 /Link\n1 6 一个很长的项 /Link\n");
    expect(&pdf,
           "qpdf --json $PDF | jq -f " FB_TEST_SOURCE_DIR
           "/tests/conformance/parent-tree.jq | grep -c '^[1-9]'",
           "1\n");
    expect(&pdf, "pdfinfo -struct $PDF | grep -cE '^ *(TOC|TOCI|Lbl|Reference|Link)\\b'", "13\n");
    fb_buffer_release(&pdf);
    bind_records(&pdf, FB_PDF_PLAIN, &TITLE, 1);
    expect(&pdf, LINKS, "1 2 巡视巡察工作 null\n1 5 古籍数字化项 null\n1 6 一个很长的项 null\n");
    fb_buffer_release(&pdf);
}

/* Contents of several pages stand before all records, and number themselves. */
static void test_many_records(void **state)
{
    struct fb_buffer pdf;

    (void)state;
    bind_records(&pdf, FB_PDF_ARCHIVE, &TITLE, 20);
    expect(&pdf, "pdfinfo $PDF | grep -o 'Pages: *[0-9]*' | tr -d ' '", "Pages:104\n");
    expect(&pdf, "for i in 1 2 3 4 5 6; do pdftotext -f $i -l $i $PDF - | grep -o '^— .* —'; done",
           "— i —\n— ii —\n— iii —\n— iv —\n— 1 —\n— 2 —\n");
    expect(&pdf,
           "qpdf --json --json-key=pagelabels $PDF | jq -c '.pagelabels[] | "
           "[.index, .label[\"/S\"]]'",
           "[0,\"/r\"]\n[4,\"/D\"]\n");
    expect(&pdf, LINKS " | tail -1", "4 104 一个很长的项 /Link\n");
    fb_buffer_release(&pdf);
}

/* All records share one subset of each face. */
static void test_fonts_are_shared(void **state)
{
    static const char faces[] = "pdffonts $PDF | sed '1,2d; s/^[A-Z]*+//; s/ .*//' | sort";
    struct fb_buffer once, often, names;

    (void)state;
    bind_records(&once, FB_PDF_ARCHIVE, &TITLE, 1);
    bind_records(&often, FB_PDF_ARCHIVE, &TITLE, 3);
    read_back(&names, &once, faces);
    expect(&often, faces, names.data);
    assert_true(often.length < 2 * once.length);
    fb_buffer_release(&names);
    fb_buffer_release(&often);
    fb_buffer_release(&once);
}

static void test_number_and_missing_records(void **state)
{
    static const char *const missing[] = {"甲项目", "乙项目"};
    const struct fb_volume_title title = {"主管部门", "财政厅", 12, missing, 2};
    struct fb_buffer pdf;

    (void)state;
    bind_records(&pdf, FB_PDF_ARCHIVE, &title, 1);
    expect(&pdf, "pdftotext -l 1 $PDF - | grep -E '册|另有|项目$'",
           "财政厅（第12册）\n"
           "另有2个项目因数据有错误，没有编入本合订本：\n甲项目\n乙项目\n");
    expect(&pdf, "pdfinfo $PDF | grep ^Title | tr -d ' '", "Title:财政厅合订本（第12册）\n");
    fb_buffer_release(&pdf);
}

/* A record with errors leaves no trace in the volume. */
static void test_record_with_errors(void **state)
{
    struct fb_buffer pdf;
    struct fb_diagnostics *sink;
    struct fb_context *context;
    const struct fb_job_options options = {.template_name = "上海/财政项目支出绩效目标申报表"};
    struct fb_volume *volume;
    struct fb_job *job;
    size_t page = 0;

    (void)state;
    fb_buffer_init(&pdf, OUTPUT_LIMIT);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_context_new(&context, FB_TEST_SOURCE_DIR, sink), FB_OK);
    assert_int_equal(fb_volume_new(&volume, context, FB_PDF_ARCHIVE, &pdf), FB_OK);
    assert_int_equal(fb_job_new(&job, context, &options), FB_OK);
    assert_int_equal(fb_job_read(job, FB_TEST_SOURCE_DIR "/samples/宁夏2021/巡视巡察工作经费.xml"),
                     FB_OK);
    assert_int_equal(fb_volume_add(&page, volume, job, "错的"), FB_ERR_INPUT);
    assert_int_equal(page, 0);
    assert_int_equal(fb_volume_pages(volume), 0);
    fb_job_free(job);
    add(volume, context, "对的", RECORDS[1].path);
    assert_int_equal(fb_volume_finish(volume, &TITLE, sink), FB_OK);
    expect(&pdf, "pdftotext -l 1 $PDF - | grep 的", "对的\n");
    fb_volume_free(volume);
    fb_context_free(context);
    fb_diagnostics_free(sink);
    fb_buffer_release(&pdf);
}

static void test_same_records_same_bytes(void **state)
{
    struct fb_buffer first, second;

    (void)state;
    bind_records(&first, FB_PDF_ARCHIVE, &TITLE, 1);
    bind_records(&second, FB_PDF_ARCHIVE, &TITLE, 1);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.data, second.data, first.length);
    fb_buffer_release(&first);
    fb_buffer_release(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages_go_on),
        cmocka_unit_test(test_bookmarks),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_many_records),
        cmocka_unit_test(test_fonts_are_shared),
        cmocka_unit_test(test_number_and_missing_records),
        cmocka_unit_test(test_record_with_errors),
        cmocka_unit_test(test_same_records_same_bytes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/file.h"
#include "job/data_folders.h"
#include "job/job.h"
#include "job/output.h"
#include "job/program_folder.h"
#include "job/source_date.h"
#include "job/template_list.h"
#include "job/template_store.h"
#include "testing.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static const struct {
    const char *text;
    bool valid;
    struct fb_date date;
} DATES[] = {
    {"0", true, {1970, 1, 1, 0, 0, 0}},
    {"951782400", true, {2000, 2, 29, 0, 0, 0}},
    {"1614556799", true, {2021, 2, 28, 23, 59, 59}},
    {"253402300799", true, {9999, 12, 31, 23, 59, 59}},
    {"253402300800", false, {0}},
    {"99999999999999999999999999", false, {0}},
    {"", false, {0}},
    {"-1", false, {0}},
    {"1.5", false, {0}},
    {"0x10", false, {0}},
    {" 1", false, {0}},
};

static void test_source_date(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof DATES / sizeof *DATES; i++) {
        struct fb_date date = {0};
        print_message("%s\n", DATES[i].text);
        assert_int_equal(fb_source_date_parse(&date, DATES[i].text), DATES[i].valid);
        assert_memory_equal(&date, &DATES[i].date, sizeof date);
    }
}

static const struct {
    const char *list;
    bool valid;
    unsigned outputs;
} LISTS[] = {
    {"pdf", true, 1},     {"docx", true, 2}, {"pdf,docx", true, 3}, {"docx,pdf", true, 3},
    {"pdf,pdf", true, 1}, {"", false, 7},    {"pdf,", false, 7},    {",pdf", false, 7},
    {"PDF", false, 7},    {"pd", false, 7},  {"pdfx", false, 7},    {"pdf docx", false, 7},
};

static void test_output_lists(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS; i++) {
        unsigned outputs = 7;
        print_message("%s\n", LISTS[i].list);
        assert_int_equal(fb_output_parse(&outputs, LISTS[i].list), LISTS[i].valid);
        assert_int_equal(outputs, LISTS[i].outputs);
    }
}

static void test_output_of_path(void **state)
{
    enum fb_output_kind kind = FB_OUTPUT_KINDS;

    (void)state;
    assert_true(fb_output_of_path(&kind, "a.b/c.Pdf"));
    assert_int_equal(kind, FB_OUTPUT_PDF);
    assert_true(fb_output_of_path(&kind, "表.docx"));
    assert_int_equal(kind, FB_OUTPUT_DOCX);
    assert_false(fb_output_of_path(&kind, "a.pdf/c"));
    assert_false(fb_output_of_path(&kind, "pdf"));
    assert_false(fb_output_of_path(&kind, "a.pdfx"));
}

static void test_program_folder(void **state)
{
    char folder[4096], small[4];

    (void)state;
    assert_int_equal(fb_program_folder(folder, sizeof folder), FB_OK);
    assert_int_equal(folder[0], '/');
    assert_true(fb_file_is_folder(folder));
    assert_int_equal(fb_program_folder(small, sizeof small), FB_ERR_NOMEM);
}

static void write_file(const char *path)
{
    assert_int_equal(fb_file_write(path, "", 0), FB_OK);
}

/* A data folder with two templates, a hidden one and a file that is none. */
static void make_data(const char *folder)
{
    assert_int_equal(mkdir(folder, 0777), 0);
    assert_int_equal(chdir(folder), 0);
    assert_int_equal(fb_file_make_folder("templates/宁夏/深"), FB_OK);
    assert_int_equal(fb_file_make_folder("templates/_家族"), FB_OK);
    write_file("templates/z.xml");
    write_file("templates/宁夏/深/目标表.xml");
    write_file("templates/.hidden.xml");
    write_file("templates/_家族/共用.xml");
    write_file("templates/.xml");
    write_file("templates/README.md");
    assert_int_equal(chdir(".."), 0);
}

static void remove_data(const char *folder)
{
    static const char *const PATHS[] = {
        "templates/z.xml",          "templates/宁夏/深/目标表.xml",
        "templates/.hidden.xml",    "templates/.xml",
        "templates/README.md",      "templates/宁夏/深",
        "templates/_家族/共用.xml", "templates/_家族",
        "templates/宁夏",           "templates",
    };

    assert_int_equal(chdir(folder), 0);
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++)
        assert_int_equal(remove(PATHS[i]), 0);
    assert_int_equal(chdir(".."), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void test_data_folders(void **state)
{
    static const char FOLDER[] = "test_job.data";
    struct fb_data_folders folders;
    struct fb_arena *arena;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, 1 << 20), FB_OK);
    make_data(FOLDER);
    assert_int_equal(fb_data_folders_find(&folders, arena, FOLDER), FB_OK);
    assert_string_equal(folders.paths[0], FOLDER);
    setenv("FUBIAO_DATA", FOLDER, 1);
    assert_int_equal(fb_data_folders_find(&folders, arena, NULL), FB_OK);
    assert_string_equal(folders.paths[0], FOLDER);
    setenv("FUBIAO_DATA", "no/such/folder", 1);
    assert_int_equal(fb_data_folders_find(&folders, arena, NULL), FB_ERR_IO);
    assert_int_equal(errno, ENOENT);
    setenv("FUBIAO_DATA", "test_job.data/templates/z.xml", 1);
    assert_int_equal(fb_data_folders_find(&folders, arena, NULL), FB_ERR_IO);
    assert_int_equal(errno, ENOTDIR);
    unsetenv("FUBIAO_DATA");
    /* This program runs in the build folder, so the source folder is among them. */
    assert_int_equal(fb_data_folders_find(&folders, arena, NULL), FB_OK);
    assert_string_equal(folders.paths[0], FB_TEST_SOURCE_DIR);
    remove_data(FOLDER);
    fb_arena_free(arena);
}

static void test_template_list(void **state)
{
    static const char FIRST[] = "test_job.first", SECOND[] = "test_job.second";
    struct fb_data_folders folders = {{FIRST, SECOND, "no/such/folder", NULL}};
    struct fb_template_names names;
    struct fb_arena *arena;

    (void)state;
    assert_int_equal(fb_arena_new(&arena, 1 << 20), FB_OK);
    make_data(FIRST);
    make_data(SECOND);
    assert_int_equal(fb_template_list(&names, arena, &folders), FB_OK);
    assert_int_equal(names.count, 2);
    assert_string_equal(names.items[0], "z");
    assert_string_equal(names.items[1], "宁夏/深/目标表");
    remove_data(FIRST);
    remove_data(SECOND);
    fb_arena_free(arena);
}

static const struct {
    const char *name;
    bool valid;
} NAMES[] = {
    {"表", true},       {"宁夏2021/目标表", true}, {"a b/c.d", true},
    {"", false},        {"/etc/passwd", false},    {"..", false},
    {"../a", false},    {"a/../b", false},         {"a/..", false},
    {"./a", false},     {"a//b", false},           {"a/", false},
    {".hidden", false}, {"a/.b", false},           {"a\\b", false},
    {"a\nb", false},
};

static void test_template_names(void **state)
{
    char *huge = calloc(1, 2000);

    (void)state;
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        print_message("%s\n", NAMES[i].name);
        assert_int_equal(fb_template_name_valid(NAMES[i].name), NAMES[i].valid);
    }
    assert_non_null(huge);
    memset(huge, 'a', 1999);
    assert_false(fb_template_name_valid(huge));
    free(huge);
}

static const char SAMPLE[] = FB_TEST_SOURCE_DIR "/samples/宁夏2021/巡视巡察工作经费.xml";
static const char TEMPLATE[] = "宁夏2021/项目支出绩效目标表";

static struct fb_context *new_context(struct fb_diagnostics *sink)
{
    struct fb_context *context;

    assert_int_equal(fb_context_new(&context, FB_TEST_SOURCE_DIR, sink), FB_OK);
    return context;
}

static struct fb_diagnostics *new_sink(void)
{
    struct fb_diagnostics *sink;

    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    return sink;
}

static void test_template_store(void **state)
{
    struct fb_diagnostics *sink = new_sink();
    struct fb_context *context = new_context(sink);
    struct fb_template_store *store = fb_context_templates(context);
    const struct fb_template *first, *second;

    (void)state;
    assert_int_equal(fb_template_store_find(&first, store, TEMPLATE, FB_NO_POSITION, sink), FB_OK);
    assert_int_equal(fb_template_store_open(&second, store, TEMPLATE, sink), FB_OK);
    assert_ptr_equal(first, second);
    assert_int_equal(fb_template_store_find(&second, store, "x", FB_NO_POSITION, sink),
                     FB_ERR_INPUT);
    assert_null(second);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_TEMPLATE_UNKNOWN), 1);
    /* A path is for a user alone: as a record's name it is one that does not exist. */
    assert_int_equal(fb_template_store_find(&second, store, "a.xml", FB_NO_POSITION, sink),
                     FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_TEMPLATE_UNKNOWN), 2);
    assert_int_equal(fb_template_store_open(&second, store, "no/such.xml", sink), FB_ERR_IO);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_INPUT_UNREADABLE), 1);
    fb_context_free(context);
    fb_diagnostics_free(sink);
}

/* What is wrong with a template is told once, until somebody asks for it to be tried again. */
static void test_broken_template(void **state)
{
    static const char FILE_NAME[] = "test_job.broken.xml", TEXT[] = "<x/>";
    struct fb_diagnostics *sink = new_sink();
    struct fb_context *context = new_context(sink);
    struct fb_template_store *store = fb_context_templates(context);
    const struct fb_template *template;

    (void)state;
    assert_int_equal(fb_file_write(FILE_NAME, TEXT, sizeof TEXT - 1), FB_OK);
    assert_int_equal(fb_template_store_open(&template, store, FILE_NAME, sink), FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_TEMPLATE_ROOT), 1);
    assert_int_equal(fb_template_store_open(&template, store, FILE_NAME, sink), FB_ERR_INPUT);
    assert_null(template);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_TEMPLATE_ROOT), 1);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_TEMPLATE_BROKEN), 1);
    fb_template_store_retry(store);
    assert_int_equal(fb_template_store_open(&template, store, FILE_NAME, sink), FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_TEMPLATE_ROOT), 2);
    assert_int_equal(remove(FILE_NAME), 0);
    fb_context_free(context);
    fb_diagnostics_free(sink);
}

/* A template of an office's own folder includes a file of another folder. */
static void test_template_includes(void **state)
{
    static const char OWN[] = "test_job.own", BASE[] = "test_job.base";
    static const char TEXT[] =
        "<template xmlns='urn:fubiao:template:1' name='表'><include href='_家族/共用.xml'/>"
        "<title/><section><page top='0mm' bottom='0mm' left='0mm' right='0mm'/></section>"
        "</template>";
    static const char SHARED[] =
        "<family xmlns='urn:fubiao:template:1'><record root='表'/><styles><style name='a'/>"
        "</styles></family>";
    struct fb_data_folders folders = {{OWN, BASE, NULL}};
    struct fb_diagnostics *sink = new_sink();
    const struct fb_template *template;
    struct fb_template_store *store;

    (void)state;
    make_data(OWN);
    make_data(BASE);
    assert_int_equal(fb_file_write("test_job.own/templates/z.xml", TEXT, sizeof TEXT - 1), FB_OK);
    assert_int_equal(remove("test_job.own/templates/_家族/共用.xml"), 0);
    assert_int_equal(
        fb_file_write("test_job.base/templates/_家族/共用.xml", SHARED, sizeof SHARED - 1), FB_OK);
    assert_int_equal(fb_template_store_new(&store, &folders), FB_OK);
    assert_int_equal(fb_template_store_find(&template, store, "z", FB_NO_POSITION, sink), FB_OK);
    assert_string_equal(template->styles[0]->name, "a");
    fb_template_store_free(store);
    assert_int_equal(
        fb_file_write("test_job.own/templates/_家族/共用.xml", SHARED, sizeof SHARED - 1), FB_OK);
    remove_data(OWN);
    remove_data(BASE);
    fb_diagnostics_free(sink);
}

static void test_context_surroundings(void **state)
{
    struct fb_diagnostics *sink = new_sink();
    struct fb_context *context;

    (void)state;
    assert_int_equal(fb_context_new(&context, "no/such/folder", sink), FB_ERR_IO);
    assert_null(context);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_DATA_FOLDER), 1);
    setenv("SOURCE_DATE_EPOCH", "soon", 1);
    assert_int_equal(fb_context_new(&context, FB_TEST_SOURCE_DIR, sink), FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_SOURCE_DATE), 1);
    setenv("SOURCE_DATE_EPOCH", "951782400", 1);
    context = new_context(sink);
    assert_int_equal(fb_context_date(context).year, 2000);
    assert_int_equal(fb_context_date(context).day, 29);
    fb_context_free(context);
    unsetenv("SOURCE_DATE_EPOCH");
    fb_diagnostics_free(sink);
}

/* A broken font in the first folder is told, and not replaced by that of a later one. */
static void test_font_broken(void **state)
{
    static const char FONT[] = "test_job.font/fonts/NotoSerifSC-Regular.ttf";
    struct fb_diagnostics *sink = new_sink();
    const struct fb_font_set *fonts;
    struct fb_context *context;

    (void)state;
    assert_int_equal(fb_file_make_folder("test_job.font/fonts"), FB_OK);
    assert_int_equal(fb_file_write(FONT, "no font", 7), FB_OK);
    assert_int_equal(fb_context_new(&context, "test_job.font", sink), FB_OK);
    assert_int_equal(fb_context_fonts(&fonts, context, sink), FB_ERR_IO);
    assert_null(fonts);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_FONT_UNREADABLE), 1);
    fb_context_free(context);
    assert_int_equal(remove(FONT), 0);
    assert_int_equal(rmdir("test_job.font/fonts"), 0);
    assert_int_equal(rmdir("test_job.font"), 0);
    fb_diagnostics_free(sink);
}

static struct fb_job *new_job(struct fb_context *context, const char *template_name,
                              const char *record)
{
    const struct fb_job_options options = {.template_name = template_name};
    struct fb_job *job;

    assert_int_equal(fb_job_new(&job, context, &options), FB_OK);
    assert_int_equal(fb_job_read(job, record), FB_OK);
    return job;
}

/* A record that was only checked before gives the DOCX that it gives at once. */
static void test_job_checked_first(void **state)
{
    struct fb_diagnostics *sink = new_sink();
    struct fb_context *context = new_context(sink);
    struct fb_output_files files[2];

    (void)state;
    for (int i = 0; i < 2; i++) {
        struct fb_job *job = new_job(context, NULL, SAMPLE);
        fb_output_files_init(&files[i]);
        if (i == 1)
            assert_int_equal(fb_job_check(job), FB_OK);
        assert_int_equal(fb_job_render(job, FB_OUTPUT_BIT(FB_OUTPUT_DOCX), &files[i]), FB_OK);
        fb_job_free(job);
    }
    assert_int_equal(files[0].buffers[FB_OUTPUT_DOCX].length,
                     files[1].buffers[FB_OUTPUT_DOCX].length);
    assert_memory_equal(files[0].buffers[FB_OUTPUT_DOCX].data,
                        files[1].buffers[FB_OUTPUT_DOCX].data,
                        files[0].buffers[FB_OUTPUT_DOCX].length);
    fb_output_files_release(&files[0]);
    fb_output_files_release(&files[1]);
    fb_context_free(context);
    fb_diagnostics_free(sink);
}

static void test_job_outputs(void **state)
{
    struct fb_diagnostics *sink = new_sink();
    struct fb_context *context = new_context(sink);
    struct fb_job *job = new_job(context, NULL, SAMPLE);
    struct fb_output_files files;

    (void)state;
    fb_output_files_init(&files);
    assert_int_equal(fb_job_check(job), FB_OK);
    assert_int_equal(fb_job_render(job, FB_OUTPUT_BIT(FB_OUTPUT_DOCX), &files), FB_OK);
    assert_int_equal(files.buffers[FB_OUTPUT_PDF].length, 0);
    assert_memory_equal(files.buffers[FB_OUTPUT_DOCX].data, "PK", 2);
    fb_output_files_release(&files);
    assert_int_equal(fb_job_render(job, FB_OUTPUT_ALL, &files), FB_OK);
    assert_memory_equal(files.buffers[FB_OUTPUT_PDF].data, "%PDF-", 5);
    assert_int_equal(fb_diagnostics_count(fb_job_diagnostics(job), FB_ERROR), 0);
    fb_output_files_release(&files);
    fb_job_free(job);
    fb_context_free(context);
    fb_diagnostics_free(sink);
}

/* Makes a PDF of the record; `out` is released by the caller. */
static void make_pdf(struct fb_output_files *out, struct fb_context *context, const char *record)
{
    struct fb_job *job = new_job(context, NULL, record);

    fb_output_files_init(out);
    assert_int_equal(fb_job_render(job, FB_OUTPUT_BIT(FB_OUTPUT_PDF), out), FB_OK);
    fb_job_free(job);
}

/* What a process made before, and what it keeps of it, is not seen in what it makes next. */
static void test_job_same_bytes(void **state)
{
    static const char *const OTHERS[] = {"上海/拆违经费.xml", "湘潭/古树名木保护.xml",
                                         "中央/古籍数字化项目支出明细.xml"};
    struct fb_diagnostics *sink = new_sink();
    struct fb_context *context = new_context(sink), *fresh = new_context(sink);
    struct fb_output_files used_pdf, fresh_pdf;
    const struct fb_buffer *a = &used_pdf.buffers[FB_OUTPUT_PDF];
    const struct fb_buffer *b = &fresh_pdf.buffers[FB_OUTPUT_PDF];

    (void)state;
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
        char path[256];

        snprintf(path, sizeof path, "%s/samples/%s", FB_TEST_SOURCE_DIR, OTHERS[i]);
        make_pdf(&used_pdf, context, path);
        fb_output_files_release(&used_pdf);
    }
    make_pdf(&used_pdf, context, SAMPLE);
    make_pdf(&fresh_pdf, fresh, SAMPLE);
    assert_int_equal(a->length, b->length);
    assert_memory_equal(a->data, b->data, a->length);
    fb_output_files_release(&used_pdf);
    fb_output_files_release(&fresh_pdf);
    fb_context_free(context);
    fb_context_free(fresh);
    fb_diagnostics_free(sink);
}

/* An output that does not fit takes those that did with it. */
static void test_job_all_or_none(void **state)
{
    struct fb_diagnostics *sink = new_sink();
    struct fb_context *context = new_context(sink);
    struct fb_job *job = new_job(context, TEMPLATE, SAMPLE);
    struct fb_output_files files;

    (void)state;
    fb_output_files_init(&files);
    files.buffers[FB_OUTPUT_DOCX].limit = 100;
    assert_int_equal(fb_job_render(job, FB_OUTPUT_ALL, &files), FB_ERR_NOMEM);
    assert_int_equal(files.buffers[FB_OUTPUT_PDF].length, 0);
    assert_int_equal(files.buffers[FB_OUTPUT_DOCX].length, 0);
    fb_output_files_release(&files);
    fb_job_free(job);
    fb_context_free(context);
    fb_diagnostics_free(sink);
}

static void test_job_dumps(void **state)
{
    static const char *const STAGES[] = {"record", "template", "doc", "pages"};
    struct fb_diagnostics *sink = new_sink();
    struct fb_context *context = new_context(sink);
    struct fb_job *job = new_job(context, NULL, SAMPLE);
    enum fb_stage stage;
    struct fb_buffer out;

    (void)state;
    assert_false(fb_stage_parse(&stage, "page"));
    for (size_t i = 0; i < sizeof STAGES / sizeof *STAGES; i++) {
        fb_buffer_init(&out, 1 << 24);
        assert_true(fb_stage_parse(&stage, STAGES[i]));
        assert_int_equal(fb_job_dump(job, stage, &out), FB_OK);
        assert_non_null(strstr(out.data, i == 1 ? "项目名称" : "巡视巡察工作经费"));
        fb_buffer_release(&out);
    }
    fb_job_free(job);
    fb_context_free(context);
    fb_diagnostics_free(sink);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_source_date),
        cmocka_unit_test(test_output_lists),
        cmocka_unit_test(test_output_of_path),
        cmocka_unit_test(test_program_folder),
        cmocka_unit_test(test_data_folders),
        cmocka_unit_test(test_template_list),
        cmocka_unit_test(test_broken_template),
        cmocka_unit_test(test_template_names),
        cmocka_unit_test(test_template_store),
        cmocka_unit_test(test_template_includes),
        cmocka_unit_test(test_context_surroundings),
        cmocka_unit_test(test_font_broken),
        cmocka_unit_test(test_job_outputs),
        cmocka_unit_test(test_job_checked_first),
        cmocka_unit_test(test_job_same_bytes),
        cmocka_unit_test(test_job_all_or_none),
        cmocka_unit_test(test_job_dumps),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

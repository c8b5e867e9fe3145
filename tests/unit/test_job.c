#include "base/file.h"
#include "job/data_folders.h"
#include "job/output.h"
#include "job/program_folder.h"
#include "job/source_date.h"
#include "job/template_list.h"
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
    write_file("templates/z.xml");
    write_file("templates/宁夏/深/目标表.xml");
    write_file("templates/.hidden.xml");
    write_file("templates/.xml");
    write_file("templates/README.md");
    assert_int_equal(chdir(".."), 0);
}

static void remove_data(const char *folder)
{
    static const char *const PATHS[] = {
        "templates/z.xml",       "templates/宁夏/深/目标表.xml",
        "templates/.hidden.xml", "templates/.xml",
        "templates/README.md",   "templates/宁夏/深",
        "templates/宁夏",        "templates",
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_source_date),    cmocka_unit_test(test_output_lists),
        cmocka_unit_test(test_output_of_path), cmocka_unit_test(test_program_folder),
        cmocka_unit_test(test_data_folders),   cmocka_unit_test(test_template_list),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

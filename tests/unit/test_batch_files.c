/*
 * test_batch_files.c: files whose records are bound are read once, as long as there is room for
 * them. Each test has its own folder.
 */
#include "base/file.h"
#include "batch/open_files.h"
#include "batch_testing.h"
#include "data/record.h"

static struct fb_context *context;
static struct fb_open_files files;
static const struct fb_job_options OPTIONS;

static int enter(void **state)
{
    (void)state;
    assert_int_equal(enter_scratch("files-scratch", "in"), 0);
    files = (struct fb_open_files){0};
    return fb_context_new(&context, FB_TEST_SOURCE_DIR, sink) == FB_OK ? 0 : -1;
}

static int leave(void **state)
{
    (void)state;
    fb_open_files_release(&files);
    fb_context_free(context);
    return leave_scratch("files-scratch");
}

/* Writes a file with records that say which they are, in lines of JSON, with blanks behind them. */
static void write_lines(const char *path, size_t records, size_t blanks)
{
    struct fb_buffer lines;

    fb_buffer_init(&lines, FB_BUFFER_OUTPUT_LIMIT);
    for (size_t i = 0; i < records; i++)
        fb_buffer_append_format(&lines, "{\"财政项目支出绩效目标\": {\"项目名称\": \"%s-%zu\"}}\n",
                                path, i);
    while (blanks-- > 0)
        fb_buffer_append_char(&lines, ' ');
    assert_int_equal(fb_file_write(path, lines.data, lines.length), FB_OK);
    fb_buffer_release(&lines);
}

/* Goes to a record and sees that it is that one. */
static void go_to(const char *path, size_t index)
{
    struct fb_buffer text;
    char *name = fb_arena_format(arena, "%s-%zu", path, index);

    assert_int_equal(fb_open_files_go_to(&files, context, &OPTIONS, path, index), FB_OK);
    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    assert_non_null(fb_job_record(fb_open_files_job(&files)));
    assert_int_equal(fb_record_dump(&text, fb_job_record(fb_open_files_job(&files))), FB_OK);
    assert_non_null(strstr(text.data, name));
    fb_buffer_release(&text);
}

/* Records that alternate between files are found without reading these again. */
static void test_alternate(void **state)
{
    (void)state;
    write_lines("a.jsonl", 3, 0);
    write_lines("b.jsonl", 3, 0);
    for (size_t i = 0; i < 3; i++) {
        go_to("a.jsonl", 2 - i);
        go_to("b.jsonl", i);
    }
    assert_int_equal(files.reads, 2);
}

/* A file that was closed is read again. */
static void test_close(void **state)
{
    (void)state;
    fb_open_files_close(&files);
    assert_null(fb_open_files_job(&files));
    write_lines("a.jsonl", 2, 0);
    go_to("a.jsonl", 1);
    fb_open_files_close(&files);
    assert_null(fb_open_files_job(&files));
    go_to("a.jsonl", 0);
    assert_int_equal(files.reads, 2);
}

/* What was used longest ago makes room: for files of one record none has to. */
static void test_many(void **state)
{
    (void)state;
    for (size_t i = 0; i < FB_OPEN_FILES + 4; i++) {
        write_lines(fb_arena_format(arena, "%zu.jsonl", i), i < 4 ? 1 : 2, 0);
        go_to(fb_arena_format(arena, "%zu.jsonl", i), 0);
    }
    assert_int_equal(files.reads, FB_OPEN_FILES + 4);
    for (size_t i = 4; i < FB_OPEN_FILES + 4; i++)
        go_to(fb_arena_format(arena, "%zu.jsonl", i), 1);
    assert_int_equal(files.reads, FB_OPEN_FILES + 4);
    go_to("0.jsonl", 0);
    go_to("4.jsonl", 0);
    go_to("11.jsonl", 0);
    assert_int_equal(files.reads, FB_OPEN_FILES + 6);
}

/* Nor are more kept than the memory is good for; one alone may be heavier. */
static void test_heavy(void **state)
{
    (void)state;
    write_lines("a.jsonl", 2, FB_OPEN_FILES_WEIGHT / 2);
    write_lines("b.jsonl", 2, FB_OPEN_FILES_WEIGHT / 2);
    write_lines("c.jsonl", 2, 0);
    go_to("a.jsonl", 0);
    go_to("c.jsonl", 0);
    go_to("b.jsonl", 0);
    go_to("c.jsonl", 1);
    assert_int_equal(files.reads, 3);
    go_to("a.jsonl", 1);
    assert_int_equal(files.reads, 4);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_alternate), TEST(test_close), TEST(test_many),
                                       TEST(test_heavy)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

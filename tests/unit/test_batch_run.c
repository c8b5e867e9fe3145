/*
 * test_batch_run.c: runs in which workers crash, hang and take too much over single records. What
 * breaks down is this test's; all else is the batch as it is. Each test has its own folder.
 */
#include "base/file.h"
#include "batch/progress.h"
#include "batch/run.h"
#include "batch_testing.h"
#include "job/settings.h"
#include "package_testing.h"

/* The records of the file, and which of them, from 0, goes wrong. */
enum { RECORDS = 5, WRONG = 2 };

static struct fb_context *context;

/* What happens at the record that goes wrong; "" for nothing. */
static const char *trouble;

/* A set of records. */
static void write_set(const char *path)
{
    enum { LIMIT = 1 << 20 };
    static const char SAMPLE[] = FB_TEST_SOURCE_DIR "/samples/上海/拆违经费.xml";
    struct fb_buffer sample, set;
    const char *root;

    fb_buffer_init(&sample, LIMIT);
    fb_buffer_init(&set, LIMIT);
    assert_int_equal(fb_file_read(&sample, SAMPLE), FB_OK);
    root = strstr(sample.data, "<财政项目支出绩效目标");
    assert_non_null(root);
    fb_buffer_append_string(&set, "<记录集>\n");
    for (int i = 0; i < RECORDS; i++)
        fb_buffer_append_string(&set, root);
    fb_buffer_append_string(&set, "</记录集>\n");
    assert_int_equal(fb_file_write(path, set.data, set.length), FB_OK);
    fb_buffer_release(&sample);
    fb_buffer_release(&set);
}

static int enter(void **state)
{
    (void)state;
    assert_int_equal(enter_scratch("run-scratch", "in"), 0);
    assert_int_equal(fb_context_new(&context, FB_TEST_SOURCE_DIR, sink), FB_OK);
    write_set("in/set.xml");
    return 0;
}

static int leave(void **state)
{
    (void)state;
    fb_context_free(context);
    return leave_scratch("run-scratch");
}

/* Replaces a text wherever it stands. */
static void replace(struct fb_buffer *text, const char *from, const char *to)
{
    struct fb_buffer old = *text;
    const char *rest = old.data, *found;

    fb_buffer_init(text, FB_BUFFER_OUTPUT_LIMIT);
    while ((found = strstr(rest, from)) != NULL) {
        fb_buffer_append(text, rest, (size_t)(found - rest));
        fb_buffer_append_string(text, to);
        rest = found + strlen(from);
    }
    fb_buffer_append_string(text, rest);
    assert_int_equal(text->status, FB_OK);
    fb_buffer_release(&old);
}

/* Edits a DOCX as a word processor does: the text, and the store that is bound to it. */
static void edit_docx(const char *path, const char *from, const char *to)
{
    enum { PARTS = 64 };
    struct package_part parts[PARTS];
    struct fb_buffer file, bytes[PARTS], out;
    struct fb_package_fault fault;
    struct fb_package *package;
    size_t count;

    fb_buffer_init(&file, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&out, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_file_read(&file, path), FB_OK);
    assert_int_equal(fb_package_open(&package, file.data, file.length, &fault), FB_OK);
    count = fb_package_count(package);
    assert_true(count <= PARTS);
    for (size_t i = 0; i < count; i++) {
        const char *name = fb_package_name(package, i);
        fb_buffer_init(&bytes[i], FB_BUFFER_OUTPUT_LIMIT);
        assert_int_equal(fb_package_read(&bytes[i], package, i, FB_BUFFER_OUTPUT_LIMIT, &fault),
                         FB_OK);
        if (strcmp(name, "word/document.xml") == 0)
            replace(&bytes[i], from, to);
        parts[i] = (struct package_part){name, bytes[i].data, bytes[i].length};
    }
    assert_int_equal(package_write(&out, parts, count), FB_OK);
    assert_int_equal(fb_file_write(path, out.data, out.length), FB_OK);
    for (size_t i = 0; i < count; i++)
        fb_buffer_release(&bytes[i]);
    fb_package_free(package);
    fb_buffer_release(&out);
    fb_buffer_release(&file);
}

/* Somebody saves the document while its record is made again. */
static fb_status edit_while_made(void)
{
    edit_docx("out/set-3.docx", "拆违经费", "拆违专项");
    return FB_OK;
}

/* Gives fb_work one record after the other, and goes wrong before one of them. */
static fb_status work(void *data, struct fb_message *message, struct fb_channel *channel)
{
    struct fb_task task;
    struct fb_arena *own;
    fb_status status;
    size_t end;

    FB_TRY(fb_arena_new(&own, FB_ARENA_JOB_LIMIT));
    assert_int_equal(fb_message_number(message), FB_TASK_RECORDS);
    status = fb_task_take(&task, own, message);
    end = task.first + task.count < RECORDS ? task.first + task.count : RECORDS;
    for (size_t i = task.first; status == FB_OK && i < end; i++) {
        struct fb_task one = task;
        struct fb_buffer bytes;
        one.first = i;
        one.count = 1;
        one.records += i - task.first;
        one.known = task.known > i - task.first;
        fb_buffer_init(&bytes, FB_MESSAGE_LIMIT);
        fb_task_put(&bytes, &one);
        status = fb_channel_send(channel);
        if (status == FB_OK && i == WRONG)
            status = strcmp(trouble, "edit") == 0 ? edit_while_made() : go_wrong(trouble);
        if (status == FB_OK) {
            struct fb_message part = {bytes.data, bytes.length, 0, false};
            status = fb_work(data, &part, channel);
        }
        fb_buffer_release(&bytes);
    }
    fb_arena_free(own);
    return status;
}

static void run_batch_of(size_t workers, struct fb_batch_tally *tally)
{
    char *operands[] = {(char[]){"in"}};
    struct fb_batch_sources sources;
    struct fb_batch_setup setup = {.output = "out",
                                   .work = {.context = context,
                                            .outputs = FB_OUTPUT_BIT(FB_OUTPUT_DOCX),
                                            .department = "主管部门"},
                                   .workers = workers,
                                   .seconds = 2,
                                   .shards = 1,
                                   .work_function = work};

    assert_int_equal(fb_batch_sources_collect(&sources, arena, operands, 1, "out", sink), FB_OK);
    assert_int_equal(fb_batch_run(tally, &setup, &sources, sink), FB_OK);
}

static void run_batch(struct fb_batch_tally *tally)
{
    run_batch_of(2, tally);
}

static void expect_record(struct fb_state *state, size_t index, enum fb_record_end end,
                          const char *name)
{
    struct fb_state_record record;
    char path[64];
    bool found;

    snprintf(path, sizeof path, "out/set-%zu.docx", index + 1);
    assert_int_equal(fb_file_exists(path), end == FB_RECORD_DONE);
    assert_int_equal(fb_state_record(&found, &record, arena, state, "in/set.xml", index), FB_OK);
    assert_true(found);
    assert_int_equal(record.end, end);
    assert_true(strstr(record.messages, name) != NULL);
}

/* What went wrong fails that record alone; the next run, in which nothing does, makes it. */
static void expect_breakdown(const char *what, const char *name)
{
    struct fb_batch_tally tally;
    struct fb_state *state;

    trouble = what;
    run_batch(&tally);
    assert_int_equal(tally.records, RECORDS);
    assert_int_equal(tally.made, RECORDS - 1);
    assert_int_equal(tally.broken, 1);
    assert_int_equal(fb_state_open(&state, "out", sink), FB_OK);
    for (size_t i = 0; i < RECORDS; i++)
        expect_record(state, i, i == WRONG ? FB_RECORD_BROKEN : FB_RECORD_DONE,
                      i == WRONG ? name : "");
    fb_state_close(state);
    trouble = "";
    run_batch(&tally);
    assert_int_equal(tally.made, 1);
    assert_int_equal(tally.unchanged, RECORDS - 1);
    assert_int_equal(tally.broken, 0);
    assert_true(fb_file_exists("out/set-3.docx"));
    assert_int_equal(fb_diagnostics_count(sink, FB_ERROR), 0);
}

static void test_crash(void **state)
{
    (void)state;
    expect_breakdown("crash", "batch-crashed");
}

/* What one worker had behind the record at which it broke down is made all the same. */
static void test_breakdown_before_others(void **state)
{
    static const char *const TROUBLES[] = {"crash", "hang", "greed"};

    (void)state;
    write_set("in/set-b.xml");
    write_set("in/set-c.xml");
    for (size_t i = 0; i < sizeof TROUBLES / sizeof *TROUBLES; i++) {
        struct fb_batch_tally tally;
        run_command("rm -rf out");
        trouble = TROUBLES[i];
        run_batch_of(1, &tally);
        assert_int_equal(tally.records, 3 * RECORDS);
        assert_int_equal(tally.made, 3 * (RECORDS - 1));
        assert_int_equal(tally.broken, 3);
    }
}

static void test_hang(void **state)
{
    (void)state;
    expect_breakdown("hang", "batch-hung");
}

static void test_greed(void **state)
{
    (void)state;
    expect_breakdown("greed", "batch-memory");
}

static void edit_set(const char *from, const char *to)
{
    struct fb_buffer set;

    fb_buffer_init(&set, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_file_read(&set, "in/set.xml"), FB_OK);
    replace(&set, from, to);
    assert_int_equal(fb_file_write("in/set.xml", set.data, set.length), FB_OK);
    fb_buffer_release(&set);
}

/*
 * A DOCX that was edited is kept, with what was edited in the state, until the records say the
 * same; then it is made again.
 */
static void test_edited(void **state)
{
    static const char OLD[] = "拆违经费", NEW[] = "拆违专项";
    struct fb_batch_tally tally;
    struct fb_state_record record;
    struct fb_state *nights;
    bool found;

    (void)state;
    trouble = "";
    run_batch(&tally);
    edit_docx("out/set-1.docx", OLD, NEW);
    run_batch(&tally);
    assert_int_equal(tally.kept, 1);
    assert_int_equal(tally.unchanged, RECORDS - 1);
    assert_int_equal(fb_state_open(&nights, "out", sink), FB_OK);
    assert_int_equal(fb_state_record(&found, &record, arena, nights, "in/set.xml", 0), FB_OK);
    fb_state_close(nights);
    assert_int_equal(record.end, FB_RECORD_KEPT);
    assert_non_null(strstr(record.edits, "edit-value"));
    assert_non_null(strstr(record.edits, NEW));
    edit_set("<年度>2026</年度>", "<年度>2025</年度>");
    run_batch(&tally);
    assert_int_equal(tally.kept, 1);
    assert_int_equal(tally.made, RECORDS - 1);
    edit_set("<年度>2025</年度>", "<年度>2026</年度>");
    edit_set(OLD, NEW);
    run_batch(&tally);
    assert_int_equal(tally.kept, 0);
    assert_int_equal(tally.made, RECORDS);
}

static size_t file_size(const char *path)
{
    struct fb_file_stamp stamp;

    assert_true(fb_file_stamp_of(&stamp, path));
    return (size_t)stamp.size;
}

/* What is edited between the look at a document and its replacement is kept all the same. */
static void test_edited_while_made(void **state)
{
    struct fb_batch_tally tally;
    size_t size;

    (void)state;
    trouble = "";
    run_batch(&tally);
    assert_int_equal(tally.made, RECORDS);
    trouble = "edit";
    edit_set("<年度>2026</年度>", "<年度>2025</年度>");
    run_batch(&tally);
    assert_int_equal(tally.records, RECORDS);
    assert_int_equal(tally.made, RECORDS - 1);
    assert_int_equal(tally.kept, 1);
    size = file_size("out/set-3.docx");
    trouble = "";
    run_batch(&tally);
    assert_int_equal(tally.kept, 1);
    assert_int_equal(tally.made, 0);
    assert_int_equal(file_size("out/set-3.docx"), size);
}

static const struct {
    const char *line;
    size_t done, failed, left;
    int64_t milliseconds;
} LINES[] = {
    {"0%: 0 records", 0, 0, 9, 1000},
    {"100%: 0 records", 0, 0, 0, 1000},
    {"25%: 100 records; 50 a second, 6 s left", 100, 0, 300, 2000},
    {"1%: 10 records, 2 failed; 5 a second, 3 min 18 s left", 10, 2, 990, 2000},
    {"0%: 1 records; 0 a second, 5 h 33 min left", 1, 0, 9999, 2000},
};

static void test_progress(void **state)
{
    struct fb_progress progress;
    struct fb_buffer line;

    (void)state;
    fb_buffer_init(&line, 1024);
    fb_progress_begin(&progress, 5000);
    assert_false(fb_progress_due(&progress, 5499, 500));
    assert_true(fb_progress_due(&progress, 5500, 500));
    assert_false(fb_progress_due(&progress, 5999, 500));
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        struct fb_batch_tally tally = {.records = LINES[i].done, .failed = LINES[i].failed};
        fb_buffer_clear(&line);
        fb_progress_append(&line, &progress, 5000 + LINES[i].milliseconds, &tally, LINES[i].left);
        assert_string_equal(line.data, LINES[i].line);
    }
    fb_buffer_clear(&line);
    fb_progress_append_binding(&line, &(struct fb_binding_progress){3, 9, 1200});
    assert_string_equal(line.data, "binding volumes: 3 of 9 done, 1200 records bound");
    fb_buffer_release(&line);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(test_crash),
                                       TEST(test_breakdown_before_others),
                                       TEST(test_hang),
                                       TEST(test_greed),
                                       TEST(test_edited),
                                       TEST(test_edited_while_made),
                                       cmocka_unit_test(test_progress)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}

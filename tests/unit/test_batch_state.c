/*
 * test_batch_state.c: what a batch remembers, and the files it reads. Each test has its own folder.
 */
#include "base/file.h"
#include "batch/sources.h"
#include "batch/state.h"
#include "batch_testing.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>

static int enter(void **state)
{
    (void)state;
    return enter_scratch("batch-scratch", "out");
}

static int leave(void **state)
{
    (void)state;
    return leave_scratch("batch-scratch");
}

static struct fb_state *open_state(void)
{
    struct fb_state *state;

    assert_int_equal(fb_state_open(&state, "out", sink), FB_OK);
    return state;
}

static const struct fb_state_record RECORD = {
    .input = "部门/a.xml",
    .index = 2,
    .data = {1, UINT64_MAX},
    .surroundings = {2, 3},
    .template_name = "宁夏2021/项目支出绩效目标表",
    .end = FB_RECORD_FAILED,
    .wanted = "部门/a-3",
    .path = "部门/a-3-2",
    .department = "财政厅",
    .title = "养护",
    .messages = "[]",
    .edits = "[{}]",
    .errors = 3,
    .warnings = 4,
};

static void expect_record(const struct fb_state_record *record)
{
    assert_string_equal(record->input, RECORD.input);
    assert_int_equal(record->index, RECORD.index);
    assert_true(fb_hash_equal(record->data, RECORD.data));
    assert_true(fb_hash_equal(record->surroundings, RECORD.surroundings));
    assert_string_equal(record->template_name, RECORD.template_name);
    assert_int_equal(record->end, RECORD.end);
    assert_string_equal(record->wanted, RECORD.wanted);
    assert_string_equal(record->path, RECORD.path);
    assert_string_equal(record->department, RECORD.department);
    assert_string_equal(record->title, RECORD.title);
    assert_string_equal(record->messages, RECORD.messages);
    assert_string_equal(record->edits, RECORD.edits);
    assert_int_equal(record->errors, RECORD.errors);
    assert_int_equal(record->warnings, RECORD.warnings);
}

static void test_records(void **test)
{
    struct fb_state *state = open_state();
    struct fb_state_record found;
    bool known = true;

    (void)test;
    assert_int_equal(fb_state_record(&known, &found, arena, state, RECORD.input, 2), FB_OK);
    assert_false(known);
    assert_int_equal(fb_state_put_record(state, &RECORD), FB_OK);
    assert_int_equal(fb_state_commit(state), FB_OK);
    fb_state_close(state);
    state = open_state();
    assert_int_equal(fb_state_record(&known, &found, arena, state, RECORD.input, 2), FB_OK);
    assert_true(known);
    expect_record(&found);
    assert_int_equal(fb_state_record(&known, &found, arena, state, RECORD.input, 1), FB_OK);
    assert_false(known);
    assert_int_equal(fb_state_remove(state, RECORD.input, 2), FB_OK);
    assert_int_equal(fb_state_record(&known, &found, arena, state, RECORD.input, 2), FB_OK);
    assert_false(known);
    fb_state_close(state);
}

/* What was not committed is not there the next time. */
static void test_commit(void **test)
{
    struct fb_hash hash = {7, 8}, other = {7, 9};
    struct fb_state *state = open_state();
    size_t records;

    (void)test;
    assert_int_equal(fb_state_put_input(state, "a.xml", hash, 3), FB_OK);
    assert_int_equal(fb_state_commit(state), FB_OK);
    assert_int_equal(fb_state_put_input(state, "b.xml", hash, 3), FB_OK);
    fb_state_close(state);
    state = open_state();
    assert_int_equal(fb_state_input(&records, state, "a.xml", hash), FB_OK);
    assert_int_equal(records, 3);
    assert_int_equal(fb_state_input(&records, state, "a.xml", other), FB_OK);
    assert_int_equal(records, 0);
    assert_int_equal(fb_state_input(&records, state, "b.xml", hash), FB_OK);
    assert_int_equal(records, 0);
    fb_state_close(state);
}

/* A path belongs to one record, whatever the case of its letters. */
static void test_owner(void **test)
{
    struct fb_state *state = open_state();
    struct fb_state_record record = RECORD, owner;
    bool known;

    (void)test;
    record.path = "部门/a-3";
    assert_int_equal(fb_state_put_record(state, &record), FB_OK);
    assert_int_equal(fb_state_owner(&known, &owner, arena, state, "部门/A-3"), FB_OK);
    assert_true(known);
    assert_string_equal(owner.input, RECORD.input);
    assert_int_equal(owner.index, 2);
    assert_int_equal(fb_state_owner(&known, &owner, arena, state, "部门/a-4"), FB_OK);
    assert_false(known);
    fb_state_close(state);
}

static void put_output(struct fb_state *state, const char *path, const char *temporary)
{
    struct fb_state_output output = {
        .path = path, .temporary = temporary, .hash = {3, 4}, .stamp = {5, 6, 7, UINT64_MAX}};

    assert_int_equal(fb_state_put_output(state, RECORD.input, RECORD.index, &output), FB_OK);
}

static void test_outputs(void **test)
{
    struct fb_state *state = open_state();
    struct fb_state_outputs outputs;
    struct fb_state_output output;
    bool known;

    (void)test;
    put_output(state, "x.pdf", "");
    put_output(state, "x.docx", ".fubiao-1");
    assert_int_equal(fb_state_outputs_of(&outputs, arena, state, RECORD.input, 2), FB_OK);
    assert_int_equal(outputs.count, 2);
    assert_string_equal(outputs.items[0].path, "x.docx");
    assert_string_equal(outputs.items[0].temporary, ".fubiao-1");
    assert_int_equal(outputs.items[1].stamp.size, 5);
    assert_int_equal(outputs.items[1].stamp.nanoseconds, 7);
    assert_true(outputs.items[1].stamp.inode == UINT64_MAX);
    assert_int_equal(fb_state_pending(&outputs, arena, state), FB_OK);
    assert_int_equal(outputs.count, 1);
    assert_int_equal(fb_state_settle(state), FB_OK);
    assert_int_equal(fb_state_pending(&outputs, arena, state), FB_OK);
    assert_int_equal(outputs.count, 0);
    assert_int_equal(fb_state_output(&known, &output, arena, state, "x.docx"), FB_OK);
    assert_true(known && output.hash.low == 3 && output.hash.high == 4);
    assert_string_equal(output.temporary, "");
    assert_int_equal(output.stamp.size, 5);
    assert_int_equal(fb_state_remove_output(state, "x.docx"), FB_OK);
    assert_int_equal(fb_state_output(&known, &output, arena, state, "x.docx"), FB_OK);
    assert_false(known);
    fb_state_close(state);
}

static fb_status count_record(void *data, const struct fb_state_record *record)
{
    size_t *count = data;

    assert_string_equal(record->input, RECORD.input);
    assert_int_equal(record->index, *count);
    ++*count;
    return *count == 3 ? FB_ERR_INPUT : FB_OK;
}

static void test_walk(void **test)
{
    struct fb_state *state = open_state();
    struct fb_state_record record = RECORD;
    size_t count = 0;

    (void)test;
    for (size_t i = 5; i-- > 0;) {
        record.index = i;
        assert_int_equal(fb_state_put_record(state, &record), FB_OK);
    }
    assert_int_equal(fb_state_walk(state, count_record, &count), FB_ERR_INPUT);
    assert_int_equal(count, 3);
    fb_state_close(state);
}

/* Another process finds the folder taken, and free once it is left. */
static void test_lock(void **test)
{
    struct fb_state *state = open_state(), *second;
    int status;
    pid_t child = fork();

    (void)test;
    if (child == 0) {
        bool refused = fb_state_open(&second, "out", sink) == FB_ERR_IO && second == NULL &&
                       fb_diagnostics_count_code(sink, FB_DIAG_BATCH_LOCKED) == 1;
        _exit(refused ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    fb_state_close(state);
    fb_state_close(open_state());
}

static void test_refused(void **test)
{
    struct fb_state *state;

    (void)test;
    run_command("echo 'this is no state at all, it is a text' > out/.fubiao" FB_STATE_FILE);
    assert_int_equal(fb_state_open(&state, "out", sink), FB_ERR_IO);
    assert_null(state);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_BATCH_STATE), 1);
    assert_int_equal(fb_state_open(&state, "nowhere", sink), FB_ERR_IO);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_BATCH_STATE), 2);
}

/* A state of a later version is left as it is. */
static void test_foreign(void **test)
{
    struct fb_state *state;
    FILE *file;

    (void)test;
    fb_state_close(open_state());
    file = fopen("out/.fubiao" FB_STATE_FILE, "r+");
    assert_non_null(file);
    /* The last byte of SQLite's user version. */
    assert_int_equal(fseek(file, 63, SEEK_SET), 0);
    assert_int_equal(fputc(99, file), 99);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(fb_state_open(&state, "out", sink), FB_ERR_INPUT);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_BATCH_STATE_FOREIGN), 1);
}

/* Changes the file behind the state's back. */
static void execute(const char *statements)
{
    sqlite3 *database;

    assert_int_equal(sqlite3_open("out/.fubiao" FB_STATE_FILE, &database), SQLITE_OK);
    assert_int_equal(sqlite3_exec(database, statements, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

/* What versions 3 and 2 did not have. */
#define VERSION_3 "ALTER TABLE output DROP COLUMN earlier;"
#define VERSION_2 VERSION_3 "DROP TABLE member; DROP TABLE volume; DROP TABLE bound;"

/*
 * States of earlier versions, of version 1 without what was edited and with it, are made over and
 * know all they knew.
 */
static void test_upgrade(void **test)
{
    static const char *const OLDER[] = {
        VERSION_3 "PRAGMA user_version = 3;",
        VERSION_2 "PRAGMA user_version = 2;",
        VERSION_2 "PRAGMA user_version = 1; DROP TABLE source; DROP TABLE note",
        VERSION_2 "PRAGMA user_version = 1; DROP TABLE source; DROP TABLE note;"
                  "ALTER TABLE record DROP COLUMN edits",
    };
    static const char *const EDITS[] = {"[{}]", "[{}]", "[{}]", ""};

    (void)test;
    for (size_t i = 0; i < sizeof OLDER / sizeof *OLDER; i++) {
        struct fb_state *state = open_state();
        struct fb_state_record record;
        bool known;
        assert_int_equal(fb_state_put_record(state, &RECORD), FB_OK);
        assert_int_equal(fb_state_commit(state), FB_OK);
        fb_state_close(state);
        execute(OLDER[i]);
        fb_state_close(open_state());
        /* The second time it is one of this version. */
        state = open_state();
        assert_int_equal(fb_state_record(&known, &record, arena, state, RECORD.input, 2), FB_OK);
        assert_true(known);
        assert_string_equal(record.edits, EDITS[i]);
        assert_string_equal(record.messages, RECORD.messages);
        assert_int_equal(record.warnings, RECORD.warnings);
        fb_state_close(state);
    }
}

static void touch(const char *path)
{
    assert_int_equal(fb_file_write(path, "", 0), FB_OK);
}

static void expect_sources(const struct fb_batch_sources *sources, const char *const *expected)
{
    size_t count = 0;

    for (; expected[2 * count] != NULL; count++) {
        assert_true(count < sources->count);
        assert_string_equal(sources->items[count].path, expected[2 * count]);
        assert_string_equal(sources->items[count].place, expected[2 * count + 1]);
    }
    assert_int_equal(sources->count, count);
}

static void test_sources(void **test)
{
    char *operands[] = {(char[]){"in"}, (char[]){"in/b.xml"}, (char[]){"l*/*.dat"},
                        (char[]){"@list"}, (char[]){"in/x/"}};
    static const char *const EXPECTED[] = {
        "in/a.XML", "a",           "in/b.xml", "b",         "in/x/2.xml", "x/2", "in/x/y/1.xml",
        "x/y/1",    "loose/c.dat", "c.dat",    "in/_d.xml", "_d",         NULL};
    struct fb_batch_sources sources;

    (void)test;
    run_command("mkdir -p in/x/y in/.git in/out loose");
    touch("in/b.xml"), touch("in/a.XML"), touch("in/x/y/1.xml"), touch("in/x/2.xml");
    touch("in/_d.xml"), touch("in/.e.xml"), touch("in/f.txt"), touch("in/.git/g.xml");
    touch("in/out/h.xml"), touch("loose/c.dat");
    assert_int_equal(fb_file_write("list", "\r\nin/_d.xml\nin/b.xml", 20), FB_OK);
    assert_int_equal(fb_batch_sources_collect(&sources, arena, operands, 5, "in/out", sink), FB_OK);
    expect_sources(&sources, EXPECTED);
    assert_int_equal(fb_diagnostics_count(sink, FB_WARNING), 1);
}

/* What is missing is told, and the rest is collected all the same. */
static void test_sources_missing(void **test)
{
    char *operands[] = {(char[]){"nowhere"}, (char[]){"in"}, (char[]){"@nolist"}, (char[]){"e*"}};
    static const char *const EXPECTED[] = {"in/a.xml", "a", NULL};
    struct fb_batch_sources sources;

    (void)test;
    run_command("mkdir -p in empty && ln -s nowhere in/dangling.xml");
    touch("in/a.xml");
    assert_int_equal(fb_batch_sources_collect(&sources, arena, operands, 4, "out", sink),
                     FB_ERR_INPUT);
    expect_sources(&sources, EXPECTED);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_INPUT_UNREADABLE), 3);
    assert_int_equal(fb_diagnostics_count_code(sink, FB_DIAG_BATCH_FOLDER_EMPTY), 1);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_records), TEST(test_commit),  TEST(test_outputs),         TEST(test_walk),
        TEST(test_owner),   TEST(test_lock),    TEST(test_refused),         TEST(test_foreign),
        TEST(test_upgrade), TEST(test_sources), TEST(test_sources_missing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

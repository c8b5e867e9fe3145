/*
 * test_batch_part.c: states of parts beside that of the whole. Each test has its own folder.
 */
#include "base/file.h"
#include "batch/state_part.h"
#include "batch_testing.h"

/* A folder whose name an address has to hold otherwise. */
#define FOLDER "out %3f#"

static int enter(void **state)
{
    (void)state;
    return enter_scratch("part-scratch", FOLDER);
}

static int leave(void **state)
{
    (void)state;
    return leave_scratch("part-scratch");
}

static const struct fb_state_part FIRST = {0, 2}, SECOND = {1, 2};

static struct fb_state *open_part(struct fb_state_part part)
{
    struct fb_state *state;

    assert_int_equal(fb_state_open_part(&state, FOLDER, part, sink), FB_OK);
    return state;
}

static void put(struct fb_state *state, const char *input, size_t index, const char *path)
{
    struct fb_state_record record = {.input = input,
                                     .index = index,
                                     .template_name = "",
                                     .wanted = path,
                                     .path = path,
                                     .department = "",
                                     .title = "",
                                     .messages = "",
                                     .edits = "",
                                     .errors = 3};
    struct fb_state_output output = {.temporary = "", .hash = {index, 1}};

    output.path = fb_arena_format(arena, "%s.docx", path);
    assert_int_equal(fb_state_put_record(state, &record), FB_OK);
    assert_int_equal(fb_state_put_output(state, input, index, &output), FB_OK);
}

/* Appends the key of each record. */
static fb_status append_key(void *data, const struct fb_state_record *record)
{
    fb_buffer_append_format(data, "%s#%zu ", record->input, record->index);
    return FB_OK;
}

static fb_status append_part_key(void *data, const struct fb_state_record *record, size_t part)
{
    fb_buffer_append_format(data, "%zu:", part);
    return append_key(data, record);
}

static void expect_keys(struct fb_state *state, const char *expected)
{
    struct fb_buffer keys;

    fb_buffer_init(&keys, 1 << 16);
    assert_int_equal(fb_state_walk(state, append_key, &keys), FB_OK);
    assert_string_equal(keys.length > 0 ? keys.data : "", expected);
    fb_buffer_release(&keys);
}

/* Only what is exactly the name of a part's state is one. */
static void test_find(void **test)
{
    struct fb_state_parts parts;

    (void)test;
    run_command("cd '" FOLDER
                "' && touch .fubiao.sqlite .fubiao-1-of-1.sqlite .fubiao-02-of-3.sqlite"
                " .fubiao-4-of-3.sqlite .fubiao-0-of-3.sqlite .fubiao-1-of-3.sqlite-journal"
                " .fubiao-3-of-3.sqlite.bak .fubiao-x-of-3.sqlite fubiao-1-of-3.sqlite");
    assert_int_equal(fb_state_find_parts(&parts, arena, FOLDER), FB_OK);
    assert_int_equal(parts.count, 0);
    run_command("cd '" FOLDER "' && touch .fubiao-10-of-12.sqlite .fubiao-9-of-12.sqlite"
                " .fubiao-2-of-3.sqlite");
    assert_int_equal(fb_state_find_parts(&parts, arena, FOLDER), FB_OK);
    assert_int_equal(parts.count, 3);
    assert_int_equal(parts.items[0].count, 3);
    assert_int_equal(parts.items[1].number, 8);
    assert_int_equal(parts.items[2].number, 9);
    assert_int_equal(fb_state_find_parts(&parts, arena, "nowhere"), FB_ERR_IO);
}

static void test_notes(void **test)
{
    struct fb_state *state = open_part(FIRST);
    const char *text;
    size_t number;

    (void)test;
    assert_int_equal(fb_state_note(&text, arena, state, "a"), FB_OK);
    assert_string_equal(text, "");
    assert_int_equal(fb_state_number(&number, state, "a"), FB_OK);
    assert_int_equal(number, 0);
    assert_int_equal(fb_state_put_note(state, "a", "一"), FB_OK);
    assert_int_equal(fb_state_put_number(state, "b", 12), FB_OK);
    assert_int_equal(fb_state_commit(state), FB_OK);
    fb_state_close(state);
    state = open_part(FIRST);
    assert_int_equal(fb_state_note(&text, arena, state, "a"), FB_OK);
    assert_string_equal(text, "一");
    assert_int_equal(fb_state_number(&number, state, "b"), FB_OK);
    assert_int_equal(number, 12);
    fb_state_close(state);
}

static bool is_even(void *data, const char *input, size_t index)
{
    (void)data;
    (void)input;
    return index % 2 == 0;
}

/* A part begins with its records of the whole, and forgets what it knew. */
static void test_take_part(void **test)
{
    struct fb_state *whole = open_part(FB_STATE_WHOLE), *part;
    struct fb_state_outputs outputs;
    size_t base;

    (void)test;
    for (size_t i = 0; i < 4; i++)
        put(whole, "a.xml", i, fb_arena_format(arena, "a-%zu", i));
    assert_int_equal(fb_state_commit(whole), FB_OK);
    fb_state_close(whole);
    part = open_part(SECOND);
    put(part, "old.xml", 0, "old");
    assert_int_equal(fb_state_take_part(part, FOLDER, 7, is_even, NULL), FB_OK);
    expect_keys(part, "a.xml#0 a.xml#2 ");
    assert_int_equal(fb_state_outputs_of(&outputs, arena, part, "a.xml", 2), FB_OK);
    assert_int_equal(outputs.count, 1);
    assert_int_equal(fb_state_number(&base, part, FB_NOTE_BASE), FB_OK);
    assert_int_equal(base, 7);
    run_command("rm '" FOLDER "'/.fubiao.sqlite*");
    assert_int_equal(fb_state_take_part(part, FOLDER, 8, is_even, NULL), FB_OK);
    expect_keys(part, "");
    fb_state_close(part);
}

/*
 * Part of a whole that an earlier version has left is taken as it is, for the whole is not written
 * to: so also of one in which a column was added later and stands last.
 */
static void test_take_part_of_earlier(void **test)
{
    static const char *const OLDER[] = {
        "ALTER TABLE output DROP COLUMN earlier; DROP TABLE member; DROP TABLE note;"
        "DROP TABLE source; ALTER TABLE record DROP COLUMN edits; PRAGMA user_version = 1",
        "ALTER TABLE record DROP COLUMN edits; ALTER TABLE record ADD COLUMN edits TEXT",
    };

    (void)test;
    for (size_t i = 0; i < sizeof OLDER / sizeof *OLDER; i++) {
        struct fb_state *whole = open_part(FB_STATE_WHOLE), *part;
        struct fb_state_record record;
        size_t joins;
        bool found;
        put(whole, "a.xml", 2, "a-2");
        assert_int_equal(fb_state_commit(whole), FB_OK);
        fb_state_close(whole);
        run_command(fb_arena_format(arena, "sqlite3 '%s/.fubiao.sqlite' '%s'", FOLDER, OLDER[i]));
        assert_int_equal(fb_state_open_frozen(&whole, FOLDER, FB_STATE_WHOLE, sink), FB_OK);
        assert_int_equal(fb_state_number(&joins, whole, FB_NOTE_JOINS), FB_OK);
        assert_int_equal(joins, 0);
        fb_state_close(whole);
        part = open_part(SECOND);
        assert_int_equal(fb_state_take_part(part, FOLDER, 1, is_even, NULL), FB_OK);
        assert_int_equal(fb_state_record(&found, &record, arena, part, "a.xml", 2), FB_OK);
        assert_true(found);
        assert_string_equal(record.edits, "");
        assert_int_equal(record.errors, 3);
        fb_state_close(part);
        run_command("rm '" FOLDER "'/.fubiao*");
    }
}

/* What nobody writes to is read beside whoever else reads it; what is not there is nothing. */
static void test_frozen(void **test)
{
    struct fb_state *state = open_part(FIRST), *frozen, *again;

    (void)test;
    put(state, "a.xml", 0, "a");
    assert_int_equal(fb_state_commit(state), FB_OK);
    fb_state_close(state);
    assert_int_equal(fb_state_open_frozen(&frozen, FOLDER, FIRST, sink), FB_OK);
    assert_int_equal(fb_state_open_frozen(&again, FOLDER, FIRST, sink), FB_OK);
    expect_keys(frozen, "a.xml#0 ");
    expect_keys(again, "a.xml#0 ");
    fb_state_close(again);
    fb_state_close(frozen);
    assert_int_equal(fb_state_open_frozen(&frozen, FOLDER, SECOND, sink), FB_OK);
    assert_null(frozen);
    run_command("echo 'this is no state at all, it is a text' > '" FOLDER
                "'/.fubiao-2-of-2.sqlite");
    assert_int_not_equal(fb_state_open_frozen(&frozen, FOLDER, SECOND, sink), FB_OK);
    assert_null(frozen);
    assert_true(fb_diagnostics_count(sink, FB_ERROR) > 0);
}

/* Records come in the order of the sources of all parts, after those that are in none. */
static void test_import(void **test)
{
    struct fb_state *first = open_part(FIRST), *second = open_part(SECOND), *whole;
    struct fb_state_outputs outputs;
    struct fb_buffer keys;

    (void)test;
    put(first, "c.xml", 0, "c");
    put(first, "gone.xml", 0, "gone");
    assert_int_equal(fb_state_put_source(first, 3, "c.xml"), FB_OK);
    assert_int_equal(fb_state_commit(first), FB_OK);
    fb_state_close(first);
    put(second, "d.xml", 0, "d");
    put(second, "a.xml", 1, "a");
    put(second, "c.xml", 0, "other");
    assert_int_equal(fb_state_put_source(second, 1, "d.xml"), FB_OK);
    assert_int_equal(fb_state_put_source(second, 2, "a.xml"), FB_OK);
    assert_int_equal(fb_state_commit(second), FB_OK);
    fb_state_close(second);

    whole = open_part(FB_STATE_WHOLE);
    put(whole, "only.xml", 0, "only");
    assert_int_equal(fb_state_commit(whole), FB_OK);
    assert_int_equal(fb_state_import(whole, FOLDER, FIRST, 0, true), FB_OK);
    assert_int_equal(fb_state_import(whole, FOLDER, SECOND, 1, true), FB_OK);
    fb_buffer_init(&keys, 1 << 16);
    assert_int_equal(fb_state_walk_parts(whole, append_part_key, &keys), FB_OK);
    assert_string_equal(keys.data, "0:gone.xml#0 1:d.xml#0 1:a.xml#1 0:c.xml#0 ");
    fb_buffer_clear(&keys);
    assert_int_equal(fb_state_walk_partless(whole, append_key, &keys), FB_OK);
    assert_string_equal(keys.data, "only.xml#0 ");
    fb_buffer_release(&keys);
    /* Of a record that two parts have, the documents are the first part's. */
    assert_int_equal(fb_state_part_outputs(&outputs, arena, whole, "c.xml", 0), FB_OK);
    assert_int_equal(outputs.count, 1);
    assert_string_equal(outputs.items[0].path, "c.docx");
    assert_int_equal(fb_state_part_outputs_left(&outputs, arena, whole), FB_OK);
    assert_int_equal(outputs.count, 4);
    fb_state_close(whole);
}

/* What a part needs no more goes, with the documents that waited; others' files stay. */
static void test_discard(void **test)
{
    (void)test;
    fb_state_close(open_part(FIRST));
    fb_state_close(open_part(SECOND));
    run_command("mkdir '" FOLDER "/.fubiao-1-of-2-work' && touch '" FOLDER
                "/.fubiao-1-of-2-work/waiting'");
    assert_int_equal(fb_state_discard(FOLDER, FIRST), FB_OK);
    assert_false(fb_file_exists(FOLDER "/.fubiao-1-of-2.sqlite"));
    assert_false(fb_file_exists(FOLDER "/.fubiao-1-of-2-work"));
    assert_true(fb_file_exists(FOLDER "/.fubiao-2-of-2.sqlite"));
    assert_int_equal(fb_state_discard(FOLDER, FIRST), FB_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_find, enter, leave),
        cmocka_unit_test_setup_teardown(test_notes, enter, leave),
        cmocka_unit_test_setup_teardown(test_take_part, enter, leave),
        cmocka_unit_test_setup_teardown(test_take_part_of_earlier, enter, leave),
        cmocka_unit_test_setup_teardown(test_frozen, enter, leave),
        cmocka_unit_test_setup_teardown(test_import, enter, leave),
        cmocka_unit_test_setup_teardown(test_discard, enter, leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

/*
 * test_batch_volume.c: what the state knows of volumes, what workers are told of them, and what
 * comes of it if a worker breaks down over them.
 */
#include "base/file.h"
#include "batch/run.h"
#include "batch/state_volume.h"
#include "batch/volume_task.h"
#include "batch_testing.h"
#include "job/settings.h"

#define VOLUME "out/普陀区城市管理行政执法局执法大队/合订本.pdf"

static struct fb_context *context;

/* What happens when records are to be bound; "" for nothing. */
static const char *trouble;

/* Whether a run is stopped when its first department is bound; and how far the binding was when it
 * was told of last. */
static bool stopping;
static volatile sig_atomic_t stopped;
static struct fb_binding_progress told;

static int enter(void **state)
{
    (void)state;
    assert_int_equal(enter_scratch("volume-scratch", "in"), 0);
    run_command("mkdir out");
    copy_two_records();
    return fb_context_new(&context, FB_TEST_SOURCE_DIR, sink) == FB_OK ? 0 : -1;
}

static int leave(void **state)
{
    (void)state;
    fb_context_free(context);
    return leave_scratch("volume-scratch");
}

/* ---- the state ---- */

static void put_record(struct fb_state *state, const char *input, const char *title,
                       const char *value)
{
    const struct fb_state_record record = {.input = input,
                                           .data = {1, 2},
                                           .template_name = "",
                                           .wanted = input,
                                           .path = input,
                                           .department = "",
                                           .title = title,
                                           .messages = "",
                                           .edits = ""};

    assert_int_equal(fb_state_put_record(state, &record), FB_OK);
    assert_int_equal(fb_state_put_member(state, input, 0, "处室", value), FB_OK);
}

static void test_members(void **unused)
{
    struct fb_state_members members;
    struct fb_state_values values;
    struct fb_state *state;
    bool found;

    (void)unused;
    assert_int_equal(fb_state_open(&state, "out", sink), FB_OK);
    put_record(state, "c", "丙", "预算处");
    put_record(state, "a", "甲", "预算处");
    put_record(state, "b", "乙", "国库处");
    assert_int_equal(fb_state_values(&values, arena, state, "处室"), FB_OK);
    assert_int_equal(values.count, 2);
    assert_string_equal(values.items[0], "国库处");
    assert_int_equal(fb_state_members(&members, arena, state, "处室", "预算处"), FB_OK);
    assert_int_equal(members.count, 2);
    assert_string_equal(members.items[0].input, "a");
    assert_string_equal(members.items[1].title, "丙");
    assert_true(fb_hash_equal(members.items[0].data, (struct fb_hash){1, 2}));
    /* A record has one such field, and goes with its record. */
    assert_int_equal(fb_state_has_member(&found, state, "a", 0, "处室"), FB_OK);
    assert_true(found);
    assert_int_equal(fb_state_put_member(state, "a", 0, "年度", "2021"), FB_OK);
    assert_int_equal(fb_state_has_member(&found, state, "a", 0, "处室"), FB_OK);
    assert_false(found);
    assert_int_equal(fb_state_remove(state, "c", 0), FB_OK);
    assert_int_equal(fb_state_members(&members, arena, state, "处室", "预算处"), FB_OK);
    assert_int_equal(members.count, 0);
    fb_state_close(state);
}

static void test_volumes(void **unused)
{
    const struct fb_state_bound bound = {"in/a.xml", 3, "甲", 7};
    const struct fb_state_output output = {.path = "预算处/Index.pdf", .temporary = ""};
    struct fb_state_volume volume = {.field = "处室",
                                     .value = "预算处",
                                     .number = 1,
                                     .wanted = "预算处/Index",
                                     .path = "预算处/Index",
                                     .hash = {3, 4},
                                     .pages = 12,
                                     .messages = ""};
    struct fb_state_volumes volumes;
    struct fb_state_bounds bounds;
    struct fb_state_output known;
    struct fb_state *state;
    size_t first, again;
    bool found;

    (void)unused;
    assert_int_equal(fb_state_open(&state, "out", sink), FB_OK);
    assert_int_equal(fb_state_put_volume(&first, state, &volume), FB_OK);
    assert_int_equal(fb_state_put_bound(state, first, 0, &bound), FB_OK);
    assert_int_equal(fb_state_put_output(state, FB_STATE_VOLUME_INPUT, first, &output), FB_OK);
    assert_int_equal(fb_state_bounds(&bounds, arena, state, first), FB_OK);
    assert_int_equal(bounds.count, 1);
    assert_string_equal(bounds.items[0].title, "甲");
    assert_int_equal(bounds.items[0].page, 7);
    assert_int_equal(fb_state_volume_at(&found, state, "预算处/INDEX"), FB_OK);
    assert_true(found);
    /* One that is put again is the same one, with nothing in it yet. */
    volume.pages = 13;
    assert_int_equal(fb_state_put_volume(&again, state, &volume), FB_OK);
    assert_int_equal(again, first);
    assert_int_equal(fb_state_bounds(&bounds, arena, state, first), FB_OK);
    assert_int_equal(bounds.count, 0);
    assert_int_equal(fb_state_spoil_volume(state, first, "[]"), FB_OK);
    assert_int_equal(fb_state_volumes(&volumes, arena, state, "处室", "预算处"), FB_OK);
    assert_int_equal(volumes.count, 1);
    assert_int_equal(volumes.items[0].pages, 13);
    assert_string_equal(volumes.items[0].messages, "[]");
    assert_true(fb_hash_equal(volumes.items[0].hash, (struct fb_hash){0}));
    assert_int_equal(fb_state_remove_volume(state, first), FB_OK);
    assert_int_equal(fb_state_volumes(&volumes, arena, state, NULL, NULL), FB_OK);
    assert_int_equal(volumes.count, 0);
    assert_int_equal(fb_state_output(&found, &known, arena, state, output.path), FB_OK);
    assert_false(found);
    fb_state_close(state);
}

/* ---- tasks ---- */

static void test_messages(void **unused)
{
    static const char *const missing[] = {"丙", "丁"};
    static const struct fb_state_member records[] = {
        {.input = "a", .index = 1, .data = {1, 2}, .title = "甲"},
        {.input = "b", .index = 0, .data = {3, 4}, .title = ""},
    };
    const struct fb_volume_task task = {"处室", "预算处", records, 2, missing, 2};
    const struct fb_volume_answer done = {
        .kind = FB_VOLUME_DONE, .temporary = "1-2", .hash = {5, 6}, .pages = 9};
    struct fb_volume_answer answer;
    struct fb_volume_task taken;
    struct fb_buffer bytes;
    struct fb_message message;

    (void)unused;
    fb_buffer_init(&bytes, FB_MESSAGE_LIMIT);
    fb_volume_task_put(&bytes, &task);
    for (size_t length = 0; length < bytes.length; length++) {
        message = (struct fb_message){bytes.data, length, 0, false};
        assert_int_equal(fb_volume_task_take(&taken, arena, &message), FB_ERR_INTERNAL);
    }
    message = (struct fb_message){bytes.data, bytes.length, 0, false};
    assert_int_equal(fb_volume_task_take(&taken, arena, &message), FB_OK);
    assert_string_equal(taken.value, "预算处");
    assert_int_equal(taken.count, 2);
    assert_string_equal(taken.records[1].input, "b");
    assert_true(fb_hash_equal(taken.records[1].data, records[1].data));
    assert_string_equal(taken.missing[1], "丁");
    fb_buffer_clear(&bytes);
    fb_volume_answer_put(&bytes, &done);
    message = (struct fb_message){bytes.data, bytes.length, 0, false};
    assert_int_equal(fb_volume_answer_take(&answer, &message), FB_OK);
    assert_string_equal(answer.temporary, "1-2");
    assert_int_equal(answer.pages, 9);
    fb_buffer_release(&bytes);
}

/* ---- runs ---- */

/* Works as the batch does, and goes wrong before records are bound. */
static fb_status work(void *data, struct fb_message *message, struct fb_channel *channel)
{
    struct fb_message looked_at = *message;

    if (fb_message_number(&looked_at) != FB_TASK_VOLUMES)
        return fb_work(data, message, channel);
    if (strcmp(trouble, "change") == 0)
        run_command("sed -i 's|>乙<|>丙<|' in/b.xml");
    FB_TRY(go_wrong(trouble));
    return fb_work(data, message, channel);
}

/* fb_batch_tell_binding. */
static void take_progress(void *data, const struct fb_binding_progress *binding)
{
    (void)data;
    told = *binding;
    stopped = stopping && binding->done == 1;
}

static void run_batch(struct fb_batch_tally *tally)
{
    char *operands[] = {(char[]){"in"}};
    struct fb_batch_sources sources;
    struct fb_batch_setup setup = {.output = "out",
                                   .work = {.context = context,
                                            .outputs = FB_OUTPUT_BIT(FB_OUTPUT_DOCX),
                                            .department = "主管部门",
                                            .merge = "主管部门",
                                            .volume_pages = 1000},
                                   .workers = 1,
                                   .seconds = 2,
                                   .shards = 1,
                                   .stop = &stopped,
                                   .binding = take_progress,
                                   .work_function = work};

    assert_int_equal(fb_batch_sources_collect(&sources, arena, operands, 1, "out", sink), FB_OK);
    assert_int_equal(fb_batch_run(tally, &setup, &sources, sink), FB_OK);
}

/* Tells whether the state has the name of a diagnostic with the only volume. */
static bool is_noted(const char *name)
{
    struct fb_state_volumes volumes;
    struct fb_state *state;

    assert_int_equal(fb_state_open(&state, "out", sink), FB_OK);
    assert_int_equal(fb_state_volumes(&volumes, arena, state, NULL, NULL), FB_OK);
    assert_int_equal(volumes.count, 1);
    fb_state_close(state);
    return strstr(volumes.items[0].messages, name) != NULL;
}

/* What goes wrong fails the volume alone; the next run, in which nothing does, makes it. */
static void expect_breakdown(const char *what, const char *name)
{
    struct fb_batch_tally tally;

    trouble = what;
    run_batch(&tally);
    assert_int_equal(tally.made, 2);
    assert_int_equal(tally.broken, 0);
    assert_int_equal(tally.volumes_failed, 1);
    assert_false(fb_file_exists(VOLUME));
    assert_true(is_noted(name));
    trouble = "";
    run_batch(&tally);
    assert_int_equal(tally.volumes_made, 1);
    assert_int_equal(tally.volumes_failed, 0);
    assert_true(fb_file_exists(VOLUME));
    assert_false(is_noted(name));
    run_batch(&tally);
    assert_int_equal(tally.volumes_unchanged, 1);
    assert_int_equal(fb_diagnostics_count(sink, FB_ERROR), 0);
}

/* Who stops a run while it binds is told what is left, which the next run makes. */
static void test_stop(void **state)
{
    struct fb_batch_tally tally;

    (void)state;
    trouble = "";
    run_command("sed -i 's|<主管部门>.*</主管部门>|<主管部门>丁</主管部门>|' in/b.xml");
    stopping = true;
    run_batch(&tally);
    stopping = false;
    assert_int_equal(tally.records, 2);
    assert_int_equal(tally.left, 0);
    assert_int_equal(tally.volumes_made, 1);
    assert_int_equal(tally.volumes_left, 1);
    assert_int_equal(told.groups, 2);
    assert_int_equal(told.records, 1);
    stopped = 0;
    run_batch(&tally);
    assert_int_equal(tally.volumes_unchanged, 1);
    assert_int_equal(tally.volumes_made, 1);
    assert_int_equal(tally.volumes_left, 0);
}

static void test_crash(void **state)
{
    (void)state;
    expect_breakdown("crash", "batch-crashed");
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

static void test_record_that_changes(void **state)
{
    (void)state;
    expect_breakdown("change", "batch-volume-changed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_members, enter, leave),
        cmocka_unit_test_setup_teardown(test_volumes, enter, leave),
        cmocka_unit_test_setup_teardown(test_messages, enter, leave),
        cmocka_unit_test_setup_teardown(test_stop, enter, leave),
        cmocka_unit_test_setup_teardown(test_crash, enter, leave),
        cmocka_unit_test_setup_teardown(test_hang, enter, leave),
        cmocka_unit_test_setup_teardown(test_greed, enter, leave),
        cmocka_unit_test_setup_teardown(test_record_that_changes, enter, leave),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

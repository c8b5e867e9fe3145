/*
 * test_batch_lost.c: what a loss of power may have taken, and what the next run makes of it: its
 * own documents are made again, and what a person made is never replaced. Each test has its own
 * folder.
 */
#include "base/file.h"
#include "batch/night.h"
#include "batch/state_volume.h"
#include "batch_testing.h"
#include "job/settings.h"
#include "package/package.h"

#define VOLUME "普陀区城市管理行政执法局执法大队/合订本.pdf"

static struct fb_context *context;
static bool without_memory; /* nothing that is packed can be opened */

fb_status __real_fb_package_open(struct fb_package **out, const void *bytes, size_t length,
                                 struct fb_package_fault *fault);
fb_status __wrap_fb_package_open(struct fb_package **out, const void *bytes, size_t length,
                                 struct fb_package_fault *fault);

/* Stands before fb_package_open (tests/CMakeLists.txt). */
fb_status __wrap_fb_package_open(struct fb_package **out, const void *bytes, size_t length,
                                 struct fb_package_fault *fault)
{
    *out = NULL;
    return without_memory ? FB_ERR_NOMEM : __real_fb_package_open(out, bytes, length, fault);
}

static int enter(void **state)
{
    (void)state;
    assert_int_equal(enter_scratch("lost-scratch", "in"), 0);
    copy_two_records();
    return fb_context_new(&context, FB_TEST_SOURCE_DIR, sink) == FB_OK ? 0 : -1;
}

static int leave(void **state)
{
    (void)state;
    fb_context_free(context);
    return leave_scratch("lost-scratch");
}

static struct fb_batch_tally run_batch(void)
{
    char *operands[] = {(char[]){"in"}};
    struct fb_batch_sources sources;
    struct fb_batch_tally tally;
    struct fb_batch_setup setup = {.output = "out",
                                   .work = {.context = context,
                                            .outputs = FB_OUTPUT_BIT(FB_OUTPUT_DOCX),
                                            .department = "主管部门",
                                            .merge = "主管部门",
                                            .volume_pages = 1000},
                                   .workers = 1,
                                   .seconds = 60,
                                   .shards = 1};

    assert_int_equal(fb_batch_sources_collect(&sources, arena, operands, 1, "out", sink), FB_OK);
    assert_int_equal(fb_batch_run(&tally, &setup, &sources, sink), FB_OK);
    return tally;
}

static struct fb_state *open_state(void)
{
    struct fb_state *state;

    assert_int_equal(fb_state_open(&state, "out", sink), FB_OK);
    return state;
}

static struct fb_state_output find(struct fb_state *state, const char *path)
{
    struct fb_state_output output;
    bool found;

    assert_int_equal(fb_state_output(&found, &output, arena, state, path), FB_OK);
    assert_true(found);
    return output;
}

/* Makes both records, then a.xml in a second version; before/ and after/ have what was there. */
static void make_twice(void)
{
    assert_int_equal(run_batch().made, 2);
    run_command("cp -rp out before && sed -i 's|<年度>2026</年度>|<年度>2025</年度>|' in/a.xml");
    assert_int_equal(run_batch().made, 1);
    run_command("cp -rp out after");
}

/*
 * Makes the state and the disk what they are if the second run was stopped after it had committed
 * a document and before it renamed it, and what was to be renamed is lost.
 */
static void lose(const char *path)
{
    struct fb_state *before, *state = open_state();
    struct fb_state_output old, new = find(state, path);

    assert_int_equal(fb_state_open(&before, "before", sink), FB_OK);
    old = find(before, path);
    fb_state_close(before);
    assert_false(fb_hash_equal(old.hash, new.hash));
    assert_int_equal(fb_state_put_output(state, new.input, new.index, &old), FB_OK);
    new.temporary = "1234-5";
    new.earlier = old.hash;
    assert_int_equal(fb_state_put_output(state, new.input, new.index, &new), FB_OK);
    assert_true(fb_hash_equal(find(state, path).earlier, old.hash));
    assert_int_equal(fb_state_commit(state), FB_OK);
    fb_state_close(state);
    run_command(fb_arena_format(arena, "cp -p 'before/%s' 'out/%s'", path, path));
}

/* All is what the second run had made, and nothing is left to do. */
static void expect_mended(void)
{
    struct fb_batch_tally tally;

    run_command("diff -r --exclude='.fubiao*' after out");
    tally = run_batch();
    assert_int_equal(tally.unchanged, 2);
    assert_int_equal(tally.volumes_unchanged, 1);
}

static void test_pending_is_lost(void **state)
{
    struct fb_batch_tally tally;

    (void)state;
    make_twice();
    lose("a.docx");
    tally = run_batch();
    assert_int_equal(tally.broken, 0);
    assert_int_equal(tally.made, 1);
    assert_int_equal(tally.volumes_unchanged, 1);
    expect_mended();
}

/* What is not lost and was not put in its place yet the next run puts there, but not over edits. */
static void test_pending(void **state)
{
    struct fb_batch_tally tally;

    (void)state;
    make_twice();
    lose("a.docx");
    run_command("mkdir -p out/.fubiao-work && cp -p after/a.docx out/.fubiao-work/1234-5");
    tally = run_batch();
    assert_int_equal(tally.unchanged, 2);
    expect_mended();
    lose("a.docx");
    run_command("mkdir -p out/.fubiao-work && cp -p after/a.docx out/.fubiao-work/1234-5 &&"
                "echo edited >>out/a.docx && cp out/a.docx edited");
    assert_int_equal(run_batch().kept, 1);
    run_command("cmp edited out/a.docx");
    /* Whatever its time: who copies a file may give it the time of the old one. */
    run_command("rm out/a.docx");
    assert_int_equal(run_batch().made, 1);
    lose("a.docx");
    run_command("mkdir -p out/.fubiao-work && cp -p after/a.docx out/.fubiao-work/1234-5 &&"
                "touch -d 1980-01-01 edited && cp -p edited out/a.docx");
    assert_int_equal(run_batch().kept, 1);
    run_command("cmp edited out/a.docx");
}

static void test_pending_volume_is_lost(void **state)
{
    struct fb_batch_tally tally;

    (void)state;
    make_twice();
    lose(VOLUME);
    tally = run_batch();
    assert_int_equal(tally.unchanged, 2);
    assert_int_equal(tally.volumes_failed, 0);
    assert_int_equal(tally.volumes_made, 1);
    expect_mended();
}

/* What was edited before the next run is kept, and told of as what was edited. */
static void test_pending_is_lost_and_old_is_edited(void **state)
{
    struct fb_batch_tally tally;

    (void)state;
    make_twice();
    lose("a.docx");
    run_command("echo edited >>out/a.docx && cp out/a.docx edited");
    tally = run_batch();
    assert_int_equal(tally.kept, 1);
    assert_int_equal(tally.broken, 0);
    run_command("cmp edited out/a.docx && rm out/a.docx");
    assert_int_equal(run_batch().made, 1);
    expect_mended();
}

/* Who has put a file where nothing was before finds it there, as if he had edited what was lost. */
static void test_pending_is_lost_and_another_is_there(void **state)
{
    struct fb_state *nights;
    struct fb_state_output output;
    struct fb_batch_tally tally;

    (void)state;
    make_twice();
    nights = open_state();
    output = find(nights, "a.docx");
    output.temporary = "1234-5";
    assert_int_equal(fb_state_remove_output(nights, "a.docx"), FB_OK);
    assert_int_equal(fb_state_put_output(nights, output.input, output.index, &output), FB_OK);
    assert_int_equal(fb_state_commit(nights), FB_OK);
    fb_state_close(nights);
    run_command("rm out/a.docx && echo theirs >out/a.docx");
    for (int night = 0; night < 2; night++) {
        tally = run_batch();
        assert_int_equal(tally.kept, 1);
        assert_int_equal(tally.broken, 0);
    }
    run_command("echo theirs | cmp - out/a.docx && rm out/a.docx");
    assert_int_equal(run_batch().made, 1);
    expect_mended();
}

/* Leaves so many bytes of a document, and its time as it was. */
static void tear(const char *path, int bytes)
{
    run_command(fb_arena_format(
        arena,
        "cd out && touch -r '%s' time && truncate -s %d '%s' && touch -r time '%s' && rm time",
        path, bytes, path, path));
}

/* Of a document that was renamed the file system may have lost the bytes. */
static void test_torn(void **state)
{
    static const int LEFT[] = {0, 4096};

    (void)state;
    make_twice();
    for (size_t i = 0; i < sizeof LEFT / sizeof *LEFT; i++) {
        struct fb_batch_tally tally;
        tear("a.docx", LEFT[i]);
        tear(VOLUME, LEFT[i]);
        tally = run_batch();
        assert_int_equal(tally.kept, 0);
        assert_int_equal(tally.made, 1);
        assert_int_equal(tally.volumes_made, 1);
        expect_mended();
    }
}

/* Likewise before it was settled; nothing was there before. */
static void test_pending_is_torn(void **state)
{
    static const char *const PATHS[] = {"a.docx", VOLUME};
    struct fb_state *nights;
    struct fb_batch_tally tally;

    (void)state;
    make_twice();
    nights = open_state();
    for (size_t i = 0; i < sizeof PATHS / sizeof *PATHS; i++) {
        struct fb_state_output output = find(nights, PATHS[i]);
        output.temporary = "1234-5";
        assert_int_equal(fb_state_remove_output(nights, PATHS[i]), FB_OK);
        assert_int_equal(fb_state_put_output(nights, output.input, output.index, &output), FB_OK);
        tear(PATHS[i], 4096);
    }
    assert_int_equal(fb_state_commit(nights), FB_OK);
    fb_state_close(nights);
    tally = run_batch();
    assert_int_equal(tally.made, 1);
    assert_int_equal(tally.volumes_made, 1);
    expect_mended();
}

/* What can be read, or was written to later, is no torn document, but what somebody made of it. */
static void test_not_torn(void **state)
{
    struct fb_batch_tally tally;

    (void)state;
    make_twice();
    run_command("truncate -s 4096 out/a.docx && touch -d '1 hour' out/a.docx &&"
                "touch -r out/b.docx time && cat before/a.docx >out/b.docx &&"
                "touch -r time out/b.docx && cp -r out edited");
    tally = run_batch();
    assert_int_equal(tally.kept, 2);
    run_command("cmp edited/a.docx out/a.docx && cmp edited/b.docx out/b.docx");
    /* Neither is another file that stands there, however old. */
    run_command("echo other >other && touch -d 1980-01-01 other && mv other out/b.docx");
    assert_int_equal(run_batch().kept, 2);
    run_command("echo other | cmp - out/b.docx");
}

/* Puts a file in the place of a.docx into the very file that was written, with its time. */
static void copy_over_with_time(const char *file)
{
    run_command(fb_arena_format(
        arena, "touch -r out/a.docx time && cat %s >out/a.docx && touch -r time out/a.docx", file));
}

/* A DOCX that cannot be read counts as torn only if all that is in it was written by a run. */
static void test_unreadable_is_not_torn(void **state)
{
    static const char *const THEIRS[] = {
        /* Word locks a document by putting it into another kind of file ([MS-OFFCRYPTO]). */
        "printf '\320\317\021\340\241\261\032\341locked' >theirs",
        "head -c 4096 after/a.docx >theirs && echo theirs >>theirs",
        "cat after/a.docx >theirs && printf theirs | dd of=theirs bs=1 seek=2000 conv=notrunc &&"
        "truncate -s 4096 theirs",
    };

    (void)state;
    make_twice();
    for (size_t i = 0; i < sizeof THEIRS / sizeof *THEIRS; i++) {
        run_command(THEIRS[i]);
        copy_over_with_time("theirs");
        for (int night = 0; night < 2; night++) {
            struct fb_batch_tally tally = run_batch();
            assert_int_equal(tally.kept, 1);
            assert_int_equal(tally.broken, 0);
            run_command("cmp theirs out/a.docx");
        }
        run_command("rm out/a.docx");
        assert_int_equal(run_batch().made, 1);
        expect_mended();
    }
}

/* Where memory is lacking nobody knows what a document is. */
static void test_no_memory(void **state)
{
    const struct fb_batch_setup setup = {.output = "out"};
    struct fb_night night = {.setup = &setup, .scratch = arena};
    struct fb_state_output output = {.path = "a.docx"};
    enum fb_torn torn;

    (void)state;
    run_command("mkdir out && echo theirs >out/a.docx");
    assert_true(fb_file_stamp_of(&output.stamp, "out/a.docx"));
    assert_int_equal(fb_night_torn(&torn, &night, &output), FB_OK);
    assert_int_equal(torn, FB_TORN_PERHAPS);
    without_memory = true;
    assert_int_equal(fb_night_torn(&torn, &night, &output), FB_ERR_NOMEM);
    without_memory = false;
}

/* Of a record that says something else now nobody can tell, unless there is nothing left. */
static void test_torn_and_changed(void **state)
{
    static const struct {
        const char *left;
        size_t kept;
    } CASES[] = {{"head -c 4096 before/a.docx >left", 1}, {"head -c 4096 /dev/zero >left", 0}};

    (void)state;
    assert_int_equal(run_batch().made, 2);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_batch_tally tally;
        run_command("rm -rf before && cp -rp out before");
        run_command(CASES[i].left);
        copy_over_with_time("left");
        run_command(
            fb_arena_format(arena, "sed -i 's|<年度>.*</年度>|<年度>200%zu</年度>|' in/a.xml", i));
        tally = run_batch();
        assert_int_equal(tally.kept, CASES[i].kept);
        assert_int_equal(tally.made, 1 - CASES[i].kept);
        run_command("rm out/a.docx");
        assert_int_equal(run_batch().made, 1);
    }
}

/* Without the state, what is to be there byte for byte counts as what was written. */
static void test_state_is_lost(void **state)
{
    struct fb_batch_tally tally;

    (void)state;
    make_twice();
    run_command("rm out/.fubiao* && cp before/a.docx out/a.docx");
    tally = run_batch();
    assert_int_equal(tally.broken, 1);
    assert_int_equal(tally.made, 1);
    assert_int_equal(tally.volumes_made + tally.volumes_failed, 1);
    run_command("cmp before/a.docx out/a.docx && rm out/a.docx");
    assert_int_equal(run_batch().made, 1);
    expect_mended();
    run_command("rm out/.fubiao*");
    tally = run_batch();
    assert_int_equal(tally.made, 2);
    assert_int_equal(tally.volumes_made, 1);
    expect_mended();
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, enter, leave)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_pending),
        TEST(test_pending_is_lost),
        TEST(test_pending_volume_is_lost),
        TEST(test_pending_is_lost_and_old_is_edited),
        TEST(test_pending_is_lost_and_another_is_there),
        TEST(test_torn),
        TEST(test_pending_is_torn),
        TEST(test_not_torn),
        TEST(test_unreadable_is_not_torn),
        TEST(test_torn_and_changed),
        TEST(test_no_memory),
        TEST(test_state_is_lost),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

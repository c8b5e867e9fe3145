/*
 * batch_testing.h: a folder for each test of a batch, and workers that break down.
 */
#ifndef FB_TESTS_BATCH_TESTING_H
#define FB_TESTS_BATCH_TESTING_H

#include "base/arena.h"
#include "testing.h"

#include <signal.h>
#include <unistd.h>

/* Of the test that runs. */
static struct fb_arena *arena;
static struct fb_diagnostics *sink;

static inline void run_command(const char *command)
{
    assert_int_equal(system(command), 0);
}

/* Two records of one department, whose projects have different names. */
static inline void copy_two_records(void)
{
    run_command("cp '" FB_TEST_SOURCE_DIR "/samples/上海/拆违经费.xml' in/a.xml && "
                "sed 's|<项目名称>.*</项目名称>|<项目名称>乙</项目名称>|' in/a.xml >in/b.xml");
}

/* Makes folders anew and goes into the first. Tests run side by side, so it is the program's own.
 */
static inline int enter_scratch(const char *folder, const char *below)
{
    char command[512];

    assert_in_range(
        snprintf(command, sizeof command, "rm -rf %s && mkdir -p '%s/%s'", folder, folder, below),
        1, sizeof command - 1);
    run_command(command);
    assert_int_equal(fb_arena_new(&arena, FB_ARENA_JOB_LIMIT), FB_OK);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    return chdir(folder);
}

static inline int leave_scratch(const char *folder)
{
    char command[512];

    fb_diagnostics_free(sink);
    fb_arena_free(arena);
    if (chdir("..") != 0)
        return -1;
    assert_in_range(
        snprintf(command, sizeof command, "chmod -R u+rwx %s && rm -rf %s", folder, folder), 1,
        sizeof command - 1);
    run_command(command);
    return 0;
}

/* What a worker does when something goes wrong: "crash", "hang", "greed"; "": nothing. */
static inline fb_status go_wrong(const char *trouble)
{
    if (strcmp(trouble, "crash") == 0)
        raise(SIGKILL);
    if (strcmp(trouble, "hang") == 0)
        pause();
    return strcmp(trouble, "greed") == 0 ? FB_ERR_NOMEM : FB_OK;
}

#endif

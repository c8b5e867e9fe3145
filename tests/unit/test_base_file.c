/* Files of base/: read whole, written at once or not at all. Each test has its own folder. */
#include "base/file.h"
#include "testing.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void run(const char *command)
{
    assert_int_equal(system(command), 0);
}

/* Every test starts in an empty folder "scratch". */
static int enter_scratch(void **state)
{
    (void)state;
    umask(022);
    run("rm -rf scratch && mkdir scratch");
    return chdir("scratch");
}

static int leave_scratch(void **state)
{
    (void)state;
    if (chdir("..") != 0)
        return -1;
    run("chmod -R u+rwx scratch && rm -rf scratch");
    return 0;
}

static void write_text(const char *path, const char *text)
{
    if (fb_file_write(path, text, strlen(text)) != FB_OK)
        fail_msg("%s: %s", path, strerror(errno));
}

static void expect_text(const char *path, const char *text)
{
    struct fb_buffer buffer;

    fb_buffer_init(&buffer, 1 << 20);
    if (fb_file_read(&buffer, path) != FB_OK)
        fail_msg("%s: %s", path, strerror(errno));
    assert_string_equal(buffer.data, text);
    fb_buffer_release(&buffer);
}

static void expect_mode(const char *path, unsigned mode)
{
    struct stat info;

    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, mode);
}

/* Nothing but the named files is in the folder: no temporary file stays. */
static void expect_only(const char *names)
{
    char command[256];

    snprintf(command, sizeof command, "test \"$(LC_ALL=C ls -A | tr '\\n' ' ')\" = '%s'", names);
    run(command);
}

static void file_is_written_and_read(void **state)
{
    (void)state;
    write_text("附件2.txt", "一行\n另一行\n");
    expect_text("附件2.txt", "一行\n另一行\n");
    expect_mode("附件2.txt", 0644);
    write_text("empty", "");
    expect_text("empty", "");
    expect_only("empty 附件2.txt ");
}

static void file_larger_than_a_chunk_is_read_whole(void **state)
{
    enum { SIZE = 300000 };
    char *bytes = malloc(SIZE);
    struct fb_buffer buffer;

    (void)state;
    assert_non_null(bytes);
    for (int i = 0; i < SIZE; i++)
        bytes[i] = (char)(i % 253);
    assert_int_equal(fb_file_write("large", bytes, SIZE), FB_OK);
    fb_buffer_init(&buffer, SIZE);
    assert_int_equal(fb_file_read(&buffer, "large"), FB_OK);
    assert_int_equal(buffer.length, SIZE);
    assert_memory_equal(buffer.data, bytes, SIZE);
    fb_buffer_release(&buffer);
    fb_buffer_init(&buffer, SIZE - 1);
    assert_int_equal(fb_file_read(&buffer, "large"), FB_ERR_NOMEM);
    fb_buffer_release(&buffer);
    free(bytes);
}

static void file_is_appended_to_what_was_read(void **state)
{
    struct fb_buffer buffer;

    (void)state;
    write_text("one", "1");
    fb_buffer_init(&buffer, 10);
    assert_int_equal(fb_file_read(&buffer, "one"), FB_OK);
    assert_int_equal(fb_file_read(&buffer, "one"), FB_OK);
    assert_string_equal(buffer.data, "11");
    fb_buffer_release(&buffer);
}

static void file_that_cannot_be_read_says_why(void **state)
{
    static const struct {
        const char *path;
        int error;
    } cases[] = {{"none", ENOENT}, {".", EISDIR}, {"file/below", ENOTDIR}, {"", ENOENT}};

    (void)state;
    write_text("file", "");
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct fb_buffer buffer;
        fb_buffer_init(&buffer, 10);
        errno = 0;
        assert_int_equal(fb_file_read(&buffer, cases[i].path), FB_ERR_IO);
        assert_int_equal(errno, cases[i].error);
        fb_buffer_release(&buffer);
    }
}

static void standard_input_is_read_by_a_dash(void **state)
{
    int saved = dup(STDIN_FILENO), file;

    (void)state;
    write_text("input", "标准输入");
    file = open("input", O_RDONLY);
    assert_int_equal(dup2(file, STDIN_FILENO), STDIN_FILENO);
    expect_text("-", "标准输入");
    dup2(saved, STDIN_FILENO);
    close(saved);
    close(file);
}

static void new_file_gets_the_permissions_of_umask(void **state)
{
    (void)state;
    umask(027);
    write_text("new", "");
    expect_mode("new", 0640);
    umask(0);
    write_text("open", "");
    expect_mode("open", 0666);
}

static void old_file_keeps_its_permissions(void **state)
{
    static const mode_t modes[] = {0600, 0640, 0666, 0755};

    (void)state;
    for (size_t i = 0; i < COUNT(modes); i++) {
        write_text("file", "old");
        assert_int_equal(chmod("file", modes[i]), 0);
        write_text("file", "new");
        expect_text("file", "new");
        expect_mode("file", modes[i]);
    }
    expect_only("file ");
}

/* Whoever has the old file open keeps reading the old file. */
static void old_file_is_replaced_not_overwritten(void **state)
{
    char text[4] = "";
    int file;

    (void)state;
    write_text("file", "old");
    file = open("file", O_RDONLY);
    write_text("file", "new");
    assert_int_equal(read(file, text, 3), 3);
    assert_string_equal(text, "old");
    close(file);
}

static void link_stays_and_its_file_is_replaced(void **state)
{
    struct stat info;

    (void)state;
    assert_int_equal(mkdir("folder", 0755), 0);
    write_text("folder/file", "old");
    assert_int_equal(symlink("folder/file", "link"), 0);
    write_text("link", "new");
    expect_text("folder/file", "new");
    assert_int_equal(lstat("link", &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    expect_only("folder link ");
}

/* A link that leads nowhere is somebody's mistake to mend, not ours to replace. */
static void link_that_leads_nowhere_is_refused(void **state)
{
    struct stat info;

    (void)state;
    assert_int_equal(symlink("none", "link"), 0);
    assert_int_equal(fb_file_write("link", "new", 3), FB_ERR_IO);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(symlink("circle", "circle"), 0);
    assert_int_equal(fb_file_write("circle", "new", 3), FB_ERR_IO);
    assert_int_equal(errno, ELOOP);
    assert_int_equal(lstat("link", &info), 0);
    assert_true(S_ISLNK(info.st_mode));
    expect_only("circle link ");
}

static void pipe_is_written_through(void **state)
{
    char text[5] = "";
    int reader;

    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    reader = open("pipe", O_RDONLY | O_NONBLOCK);
    write_text("pipe", "text");
    assert_int_equal(read(reader, text, 4), 4);
    assert_string_equal(text, "text");
    close(reader);
    expect_only("pipe ");
}

static void name_may_be_as_long_as_the_system_allows(void **state)
{
    char name[300] = "", longer[302];

    (void)state;
    for (int i = 0; i < 85; i++)
        memcpy(name + strlen(name), "长", sizeof "长");
    write_text(name, "text");
    expect_text(name, "text");
    snprintf(longer, sizeof longer, "%sx", name);
    assert_int_equal(fb_file_write(longer, "text", 4), FB_ERR_IO);
    assert_int_equal(errno, ENAMETOOLONG);
    unlink(name);
    expect_only("");
}

static void leftover_of_a_crash_is_not_in_the_way(void **state)
{
    char name[64];

    (void)state;
    snprintf(name, sizeof name, ".fubiao-%ld-0", (long)getpid());
    write_text(name, "of another run");
    write_text("file", "text");
    expect_text(name, "of another run");
    expect_text("file", "text");
}

static void write_that_cannot_be_says_why(void **state)
{
    static const struct {
        const char *path;
        int error;
    } cases[] = {
        {"folder", EISDIR}, {"none/file", ENOENT},     {"file/below", ENOTDIR},
        {"", ENOENT},       {"folder/none/x", ENOENT},
    };

    (void)state;
    write_text("file", "old");
    assert_int_equal(mkdir("folder", 0755), 0);
    for (size_t i = 0; i < COUNT(cases); i++) {
        errno = 0;
        assert_int_equal(fb_file_write(cases[i].path, "new", 3), FB_ERR_IO);
        if (errno != cases[i].error)
            fail_msg("\"%s\": %s", cases[i].path, strerror(errno));
    }
    expect_text("file", "old");
    expect_only("file folder ");
}

/* In a process that may write no more than a few bytes, as on a full disk. */
static int write_with_little_space(void)
{
    const struct rlimit little = {.rlim_cur = 4, .rlim_max = 4};

    if (setrlimit(RLIMIT_FSIZE, &little) != 0)
        return 1;
    if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR)
        return 2;
    errno = 0;
    if (fb_file_write("file", "new and longer", 14) != FB_ERR_IO)
        return 3;
    return errno == EFBIG ? 0 : 4;
}

static void failed_write_leaves_the_old_file(void **state)
{
    pid_t child;
    int status;

    (void)state;
    write_text("file", "old");
    chmod("file", 0640);
    child = fork();
    if (child == 0)
        _exit(write_with_little_space());
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    expect_text("file", "old");
    expect_mode("file", 0640);
    expect_only("file ");
}

/* Calls a test in a process without rights, for root may write everywhere; 0 if it succeeds. */
static int run_without_rights(int (*test)(const char *), const char *path)
{
    pid_t child = fork();
    int status;

    if (child == 0)
        _exit(getuid() == 0 && setuid(65534) != 0 ? 99 : test(path));
    assert_int_equal(waitpid(child, &status, 0), child);
    return status;
}

static int write_is_refused(const char *path)
{
    errno = 0;
    if (fb_file_write(path, "new", 3) != FB_ERR_IO)
        return 1;
    return errno == EACCES ? 0 : 2;
}

static void file_that_is_protected_is_refused(void **state)
{
    static const char *const paths[] = {"file", "folder/file", "folder/new"};

    (void)state;
    assert_int_equal(chmod(".", 0777), 0);
    assert_int_equal(mkdir("folder", 0755), 0);
    write_text("file", "old");
    write_text("folder/file", "old");
    assert_int_equal(chmod("file", 0444), 0);
    assert_int_equal(chmod("folder/file", 0666), 0);
    assert_int_equal(chmod("folder", 0555), 0);
    for (size_t i = 0; i < COUNT(paths); i++) {
        if (run_without_rights(write_is_refused, paths[i]) != 0)
            fail_msg("%s", paths[i]);
    }
    expect_text("file", "old");
    expect_text("folder/file", "old");
    expect_only("file folder ");
}

static int device_is_written(const char *path)
{
    struct stat info;

    if (fb_file_write(path, "text", 4) != FB_OK || stat(path, &info) != 0)
        return 1;
    return S_ISCHR(info.st_mode) ? 0 : 2;
}

static int device_is_full(const char *path)
{
    errno = 0;
    if (fb_file_write(path, "text", 4) != FB_ERR_IO)
        return 1;
    return errno == ENOSPC ? 0 : 2;
}

/* Without rights, so that a mistake cannot replace a device of the machine. */
static void device_is_written_through(void **state)
{
    (void)state;
    assert_int_equal(run_without_rights(device_is_written, "/dev/null"), 0);
    assert_int_equal(run_without_rights(device_is_full, "/dev/full"), 0);
}

static void folders_are_made_as_needed(void **state)
{
    static const char *const paths[] = {"a/b/c", "a/b/c", "a/b/c/", "a//d",
                                        "./e",   "中/文", ".",      ""};

    (void)state;
    for (size_t i = 0; i < COUNT(paths); i++) {
        if (fb_file_make_folder(paths[i]) != FB_OK)
            fail_msg("\"%s\": %s", paths[i], strerror(errno));
    }
    assert_true(fb_file_is_folder("a/b/c"));
    assert_true(fb_file_is_folder("a/d"));
    assert_true(fb_file_is_folder("中/文"));
    expect_only("a e 中 ");
}

static void folder_that_cannot_be_made_says_why(void **state)
{
    (void)state;
    write_text("file", "text");
    assert_int_equal(fb_file_make_folder("file"), FB_ERR_IO);
    assert_int_equal(errno, ENOTDIR);
    assert_int_equal(fb_file_make_folder("file/below"), FB_ERR_IO);
    assert_int_equal(errno, ENOTDIR);
    expect_text("file", "text");
}

static void files_and_folders_are_told_apart(void **state)
{
    (void)state;
    write_text("file", "");
    assert_true(fb_file_exists("file"));
    assert_false(fb_file_is_folder("file"));
    assert_true(fb_file_exists("."));
    assert_true(fb_file_is_folder("."));
    assert_false(fb_file_exists("none"));
    assert_false(fb_file_is_folder("none"));
}

#define IN_SCRATCH(test) cmocka_unit_test_setup_teardown(test, enter_scratch, leave_scratch)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_SCRATCH(file_is_written_and_read),
        IN_SCRATCH(file_larger_than_a_chunk_is_read_whole),
        IN_SCRATCH(file_is_appended_to_what_was_read),
        IN_SCRATCH(file_that_cannot_be_read_says_why),
        IN_SCRATCH(standard_input_is_read_by_a_dash),
        IN_SCRATCH(new_file_gets_the_permissions_of_umask),
        IN_SCRATCH(old_file_keeps_its_permissions),
        IN_SCRATCH(old_file_is_replaced_not_overwritten),
        IN_SCRATCH(link_stays_and_its_file_is_replaced),
        IN_SCRATCH(link_that_leads_nowhere_is_refused),
        IN_SCRATCH(pipe_is_written_through),
        IN_SCRATCH(name_may_be_as_long_as_the_system_allows),
        IN_SCRATCH(leftover_of_a_crash_is_not_in_the_way),
        IN_SCRATCH(write_that_cannot_be_says_why),
        IN_SCRATCH(failed_write_leaves_the_old_file),
        IN_SCRATCH(file_that_is_protected_is_refused),
        IN_SCRATCH(device_is_written_through),
        IN_SCRATCH(folders_are_made_as_needed),
        IN_SCRATCH(folder_that_cannot_be_made_says_why),
        IN_SCRATCH(files_and_folders_are_told_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

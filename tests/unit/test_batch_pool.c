/*
 * test_batch_pool.c: messages, and workers that work, crash, hang, take too much, and are orphaned.
 */
#include "batch/pool.h"
#include "testing.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
enum { SANITIZED = 1 };
#else
enum { SANITIZED = 0 };
#endif

static void test_messages(void **state)
{
    struct fb_buffer sent;
    struct fb_channel from, to;
    struct fb_message message;
    struct fb_hash hash = {1, UINT64_MAX};
    int sockets[2];

    (void)state;
    fb_buffer_init(&sent, FB_MESSAGE_LIMIT);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
    fb_channel_init(&from, sockets[0]);
    fb_channel_init(&to, sockets[1]);
    fb_message_put_number(&sent, 42);
    fb_message_put_text(&sent, "财政");
    fb_message_put_text(&sent, "");
    fb_message_put_hash(&sent, hash);
    assert_int_equal(fb_channel_put(&from, &sent), FB_OK);
    assert_int_equal(fb_channel_send(&from), FB_OK);
    assert_int_equal(fb_channel_receive(&message, &to), FB_OK);
    assert_int_equal(fb_message_number(&message), 42);
    assert_string_equal(fb_message_text(&message), "财政");
    assert_string_equal(fb_message_text(&message), "");
    assert_true(fb_hash_equal(fb_message_hash(&message), hash));
    assert_false(message.broken);
    assert_string_equal(fb_message_text(&message), "");
    assert_true(message.broken);
    fb_channel_release(&from);
    assert_int_equal(fb_channel_receive(&message, &to), FB_ERR_IO);
    assert_int_equal(errno, 0);
    fb_channel_release(&to);
    fb_buffer_release(&sent);
}

/* Messages of all sizes, sent together, come one by one as they were. */
static void test_many_messages(void **state)
{
    static const size_t SIZES[] = {0, 1, 700, 40000, 0, 8};
    struct fb_buffer sent;
    struct fb_channel from, to;
    struct fb_message message;
    int sockets[2];

    (void)state;
    fb_buffer_init(&sent, FB_MESSAGE_LIMIT);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
    fb_channel_init(&from, sockets[0]);
    fb_channel_init(&to, sockets[1]);
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        fb_buffer_clear(&sent);
        while (sent.length < SIZES[i])
            fb_buffer_append_char(&sent, (char)('a' + i));
        assert_int_equal(fb_channel_put(&from, &sent), FB_OK);
    }
    assert_false(fb_channel_has_message(&to));
    assert_int_equal(fb_channel_send(&from), FB_OK);
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        assert_int_equal(fb_channel_receive(&message, &to), FB_OK);
        assert_int_equal(message.length, SIZES[i]);
        if (SIZES[i] > 0)
            assert_int_equal(message.bytes[SIZES[i] - 1], 'a' + i);
        /* The first receipt brought more than one. */
        assert_int_equal(fb_channel_has_message(&to), i < 2 || i == 3 || i == 4);
    }
    fb_channel_release(&from);
    fb_channel_release(&to);
    fb_buffer_release(&sent);
}

/* What says that it is longer than any message is refused before it is waited for. */
static void test_endless_message(void **state)
{
    uint64_t length = FB_MESSAGE_LIMIT + 1;
    struct fb_channel to;
    struct fb_message message;
    int sockets[2];

    (void)state;
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, sockets), 0);
    fb_channel_init(&to, sockets[1]);
    assert_int_equal(send(sockets[0], &length, sizeof length, 0), sizeof length);
    assert_int_equal(fb_channel_receive(&message, &to), FB_ERR_IO);
    assert_int_equal(errno, EPROTO);
    close(sockets[0]);
    fb_channel_release(&to);
}

/* Bytes that are no message of ours break it and nothing else. */
static void test_broken_messages(void **state)
{
    uint64_t lengths[] = {1, 100, UINT64_MAX, FB_MESSAGE_LIMIT};

    (void)state;
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct fb_message message = {(const char *)&lengths[i], sizeof lengths[i], 0, false};
        assert_string_equal(fb_message_text(&message), "");
        assert_true(message.broken);
        assert_int_equal(fb_message_number(&message), 0);
    }
}

/* Says that a task is done, and dies. */
static fb_status leave(struct fb_channel *channel)
{
    struct fb_buffer done;

    fb_buffer_init(&done, FB_MESSAGE_LIMIT);
    FB_TRY(fb_channel_put(channel, &done));
    FB_TRY(fb_channel_send(channel));
    raise(SIGKILL);
    return FB_ERR_INTERNAL;
}

/* A worker of these tests: the first text of its task says what it does. */
static fb_status work(void *data, struct fb_message *task, struct fb_channel *channel)
{
    const char *what = fb_message_text(task);
    uint64_t count = fb_message_number(task);
    struct fb_buffer answer;

    fb_buffer_init(&answer, FB_MESSAGE_LIMIT);
    fb_message_put_text(&answer, data);
    for (uint64_t i = 0; i < count; i++)
        FB_TRY(fb_channel_put(channel, &answer));
    FB_TRY(fb_channel_send(channel));
    fb_buffer_release(&answer);
    if (strcmp(what, "crash") == 0)
        raise(SIGKILL);
    if (strcmp(what, "leave") == 0)
        return leave(channel);
    if (strcmp(what, "hang") == 0)
        pause();
    if (strcmp(what, "slow") == 0)
        poll(NULL, 0, 1700);
    if (strcmp(what, "greed") == 0) {
        void *memory = malloc((size_t)1 << 30);
        free(memory);
        return memory == NULL ? FB_ERR_NOMEM : FB_OK;
    }
    if (strcmp(what, "signals") == 0)
        return raise(SIGTERM) == 0 && raise(SIGINT) == 0 ? FB_OK : FB_ERR_IO;
    return FB_OK;
}

static struct fb_pool *make_patient_pool(size_t workers, size_t seconds)
{
    static char word[] = "done";
    struct fb_pool_setup setup = {.workers = workers,
                                  .seconds = seconds,
                                  .memory = SANITIZED ? 0 : (size_t)512 << 20,
                                  .work = work,
                                  .data = word};
    struct fb_pool *pool;

    assert_int_equal(fb_pool_new(&pool, &setup), FB_OK);
    return pool;
}

static struct fb_pool *make_pool(size_t workers)
{
    return make_patient_pool(workers, 1);
}

static void give(struct fb_pool *pool, const char *what, uint64_t count)
{
    struct fb_buffer task;

    fb_buffer_init(&task, FB_MESSAGE_LIMIT);
    fb_message_put_text(&task, what);
    fb_message_put_number(&task, count);
    assert_int_equal(fb_pool_give(pool, fb_pool_taker(pool, FB_POOL_TASKS), &task), FB_OK);
    fb_buffer_release(&task);
}

/* Waits for the end of one task, and counts the messages on the way. */
static struct fb_pool_event finish(struct fb_pool *pool, size_t *messages)
{
    struct fb_pool_event event;

    for (*messages = 0;; ++*messages) {
        assert_int_equal(fb_pool_wait(&event, pool, -1), FB_OK);
        if (event.kind != FB_POOL_MESSAGE)
            return event;
        assert_string_equal(fb_message_text(&event.message), "done");
    }
}

static void test_work(void **state)
{
    struct fb_pool *pool = make_pool(2);
    struct fb_pool_event event;
    size_t messages;

    (void)state;
    assert_int_equal(fb_pool_wait(&event, pool, -1), FB_OK);
    assert_int_equal(event.kind, FB_POOL_NOTHING);
    give(pool, "work", 3);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    assert_int_equal(messages, 3);
    give(pool, "signals", 1);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    give(pool, "work", 0);
    give(pool, "work", 0);
    assert_int_equal(fb_pool_taker(pool, 1), SIZE_MAX);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    fb_pool_free(pool);
}

/* A task that kills its worker is told as lost, and the next one is done. */
static void test_crash(void **state)
{
    struct fb_pool *pool = make_pool(1);
    struct fb_pool_event event;
    size_t messages;

    (void)state;
    for (int i = 0; i < 3; i++) {
        give(pool, "crash", 2);
        event = finish(pool, &messages);
        assert_int_equal(event.kind, FB_POOL_CRASHED);
        assert_int_equal(event.signal, SIGKILL);
        assert_int_equal(messages, 2);
    }
    give(pool, "work", 1);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    fb_pool_free(pool);
}

/* A worker does what was given to it while it was at work, in that order. */
static void test_ahead(void **state)
{
    struct fb_pool *pool = make_pool(2);
    size_t messages, all = 0;

    (void)state;
    for (uint64_t i = 1; i <= 4; i++)
        give(pool, "work", i);
    assert_int_equal(fb_pool_taker(pool, FB_POOL_TASKS), SIZE_MAX);
    for (int i = 0; i < 4; i++) {
        assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
        all += messages;
    }
    assert_int_equal(all, 1 + 2 + 3 + 4);
    assert_int_equal(fb_pool_taker(pool, 1), 0);
    fb_pool_free(pool);
}

/* What is behind a task at which a worker breaks down is not begun, and the next worker has
 * nothing.
 */
static void test_crash_ahead(void **state)
{
    struct fb_pool *pool = make_pool(1);
    struct fb_pool_event event;
    size_t messages;

    (void)state;
    for (int i = 0; i < 3; i++) {
        give(pool, "work", 2);
        give(pool, "crash", 1);
        assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
        assert_int_equal(messages, 2);
        give(pool, "work", 3);
        assert_int_equal(finish(pool, &messages).kind, FB_POOL_CRASHED);
        assert_int_equal(messages, 1);
        assert_int_equal(fb_pool_taker(pool, 1), 0);
        assert_int_equal(fb_pool_wait(&event, pool, -1), FB_OK);
        assert_int_equal(event.kind, FB_POOL_NOTHING);
    }
    fb_pool_free(pool);
}

/*
 * A worker that was killed when it was done with a task, and before it was given the next, had not
 * begun that one; neither had it the one after a crash.
 */
static void test_killed_between(void **state)
{
    struct fb_pool *pool = make_pool(1);
    size_t messages;
    siginfo_t ended;

    (void)state;
    give(pool, "leave", 2);
    assert_int_equal(waitid(P_ALL, 0, &ended, WEXITED | WNOWAIT), 0);
    give(pool, "work", 1);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    assert_int_equal(messages, 2);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_UNBEGUN);
    assert_int_equal(messages, 0);
    assert_int_equal(fb_pool_taker(pool, 1), 0);
    give(pool, "crash", 1);
    assert_int_equal(waitid(P_ALL, 0, &ended, WEXITED | WNOWAIT), 0);
    give(pool, "work", 1);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_CRASHED);
    assert_int_equal(messages, 1);
    give(pool, "work", 1);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    fb_pool_free(pool);
}

/* The time of a task begins when it is in hand, not when it is given. */
static void test_time_ahead(void **state)
{
    struct fb_pool *pool = make_patient_pool(1, 3);
    size_t messages;

    (void)state;
    give(pool, "slow", 0);
    give(pool, "slow", 0);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    give(pool, "hang", 0);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_HUNG);
    fb_pool_free(pool);
}

/* A long task is for a worker that has none. */
static void test_long_task(void **state)
{
    struct fb_pool *pool = make_pool(1);
    struct fb_buffer task;
    size_t messages;

    (void)state;
    fb_buffer_init(&task, FB_MESSAGE_LIMIT);
    while (task.length < 300000)
        fb_buffer_append_char(&task, 'a');
    assert_true(fb_pool_accepts(pool, 0, &task));
    give(pool, "work", 1);
    assert_false(fb_pool_accepts(pool, 0, &task));
    fb_buffer_clear(&task);
    assert_true(fb_pool_accepts(pool, 0, &task));
    give(pool, "work", 1);
    assert_false(fb_pool_accepts(pool, 0, &task));
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    fb_buffer_release(&task);
    fb_pool_free(pool);
}

static void test_hang(void **state)
{
    struct fb_pool *pool = make_pool(2);
    size_t messages;

    (void)state;
    give(pool, "hang", 1);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_HUNG);
    assert_int_equal(messages, 1);
    give(pool, "work", 1);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    give(pool, "hang", 0);
    fb_pool_free(pool);
}

static void test_memory(void **state)
{
    struct fb_pool *pool;
    struct fb_pool_event event;
    size_t messages;

    (void)state;
    if (SANITIZED)
        skip();
    pool = make_pool(1);
    give(pool, "greed", 0);
    event = finish(pool, &messages);
    assert_int_equal(event.kind, FB_POOL_STARVED);
    fb_pool_free(pool);
}

/* A worker that somebody killed while it had nothing to do is replaced when it is needed. */
static void test_replaced(void **state)
{
    struct fb_pool *pool = make_pool(1);
    size_t messages;
    char command[64];
    siginfo_t ended;

    (void)state;
    snprintf(command, sizeof command, "pkill -KILL -P %ld", (long)getpid());
    /* The shell that runs it is a child as well, and dies too. */
    (void)!system(command);
    assert_int_equal(waitid(P_ALL, 0, &ended, WEXITED | WNOWAIT), 0);
    give(pool, "work", 1);
    assert_int_equal(finish(pool, &messages).kind, FB_POOL_DONE);
    fb_pool_free(pool);
}

/* Workers end when the process that had them is gone, however many there are. */
static void test_orphans(void **state)
{
    int ends[2], status;
    char byte;
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    child = fork();
    if (child == 0) {
        close(ends[0]);
        make_pool(3);
        _exit(0);
    }
    close(ends[1]);
    assert_int_equal(waitpid(child, &status, 0), child);
    /* The workers have the pipe open as well: it ends with the last of them. */
    assert_int_equal(read(ends[0], &byte, 1), 0);
    close(ends[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_messages),
        cmocka_unit_test(test_many_messages),
        cmocka_unit_test(test_endless_message),
        cmocka_unit_test(test_broken_messages),
        cmocka_unit_test(test_work),
        cmocka_unit_test(test_crash),
        cmocka_unit_test(test_ahead),
        cmocka_unit_test(test_crash_ahead),
        cmocka_unit_test(test_killed_between),
        cmocka_unit_test(test_time_ahead),
        cmocka_unit_test(test_long_task),
        cmocka_unit_test(test_hang),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_replaced),
        cmocka_unit_test(test_orphans),
    };

    alarm(60);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "batch/worker_process.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a status is told as when a worker's process leaves. */
static int exit_status_of(fb_status status)
{
    if (status == FB_OK)
        return 0;
    return status == FB_ERR_NOMEM ? FB_WORKER_STARVED : 1;
}

/*
 * A worker must not take the terminal's and the service manager's signals for its own; and a file
 * over the shell's limit, or a reader that has gone, is an error like any other.
 */
static void ignore_signals(void)
{
    static const int SIGNALS[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ};
    struct sigaction ignore = {.sa_handler = SIG_IGN};

    for (size_t i = 0; i < sizeof SIGNALS / sizeof *SIGNALS; i++)
        (void)sigaction(SIGNALS[i], &ignore, NULL);
}

/* The address sanitizer takes terabytes of addresses for itself, so none is limited then. */
#ifdef __SANITIZE_ADDRESS__
enum { LIMITED = 0 };
#else
enum { LIMITED = 1 };
#endif

/* What passes the limit gets no memory, which the library tells as a status. */
static void limit_memory(size_t bytes)
{
    struct rlimit limit = {.rlim_cur = bytes, .rlim_max = bytes};

    if (LIMITED && bytes > 0)
        (void)setrlimit(RLIMIT_AS, &limit);
}

/*
 * One record needs as much memory as the next. Given back to the system after each, it would have
 * to be fetched again, page by page and blank, at more cost than much of the work itself.
 */
static void keep_memory(void)
{
    enum { KEPT = 32 << 20 };

    (void)mallopt(M_MMAP_THRESHOLD, KEPT);
    (void)mallopt(M_TRIM_THRESHOLD, KEPT);
}

/*
 * No output has a local time, but libzip asks for one with each part of a package; and without TZ
 * the C library looks each time whether /etc/localtime is another file by now.
 */
static void forget_time_zone(void)
{
    (void)setenv("TZ", "UTC0", 1);
}

/* Works until nobody asks for more. An empty message says that a task is done. */
static fb_status serve(const struct fb_pool_setup *setup, struct fb_channel *channel)
{
    struct fb_buffer nothing;
    struct fb_message task;
    fb_status status = FB_OK;

    fb_buffer_init(&nothing, 0);
    while (status == FB_OK && fb_channel_receive(&task, channel) == FB_OK) {
        status = setup->work(setup->data, &task, channel);
        if (status == FB_OK)
            status = fb_channel_put(channel, &nothing);
        if (status == FB_OK)
            status = fb_channel_send(channel);
    }
    return status;
}

/* Both ends of a socket, which no program that is run in its place inherits. */
static fb_status make_sockets(int sockets[2])
{
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, sockets) != 0)
        return FB_ERR_IO;
    (void)fcntl(sockets[0], F_SETFD, FD_CLOEXEC);
    (void)fcntl(sockets[1], F_SETFD, FD_CLOEXEC);
    return FB_OK;
}

/* The child's side of the fork. */
static fb_status live(const struct fb_pool_setup *setup, int socket, const int *others,
                      size_t count)
{
    struct fb_channel channel;

    for (size_t i = 0; i < count; i++) {
        if (others[i] >= 0)
            close(others[i]);
    }
    ignore_signals();
    limit_memory(setup->memory);
    keep_memory();
    forget_time_zone();
    fb_channel_init(&channel, socket);
    /* The socket is closed by the process's end: who sees it closed asks at once how that was. */
    return serve(setup, &channel);
}

fb_status fb_worker_process_start(pid_t *process, int *socket, const struct fb_pool_setup *setup,
                                  const int *others, size_t count)
{
    int sockets[2], error;

    FB_TRY(make_sockets(sockets));
    *process = fork();
    if (*process == 0) {
        close(sockets[0]);
        /* Nothing that the parent has open or buffered is this process's to flush or to close. */
        _exit(exit_status_of(live(setup, sockets[1], others, count)));
    }
    error = errno;
    close(sockets[1]);
    if (*process < 0) {
        close(sockets[0]);
        errno = error;
        return FB_ERR_IO;
    }
    *socket = sockets[0];
    return FB_OK;
}

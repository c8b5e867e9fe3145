/*
 * kill_batch.c: a batch that is killed at random moments, and what must hold after each.
 *
 *     kill_batch FUBIAO RECORDS COUNT SEED
 *
 * A folder holds records in two versions; in one of them each says something else. In turn a batch
 * over one or the other is started and killed by SIGKILL. Afterwards
 *  - each document in the output folder, and each volume, is, byte for byte, that of the one or of
 *    the other folder;
 *  - what the state says is settled has the hash that it says, and what it says is pending has it
 *    either in its place or under its other name.
 * At the end one run is left alone, and then all is as if nothing had ever been killed.
 *
 * Documents are compared with those that undisturbed runs made before. Prints the first case that
 * fails, and leaves all as it was then in kill-failed; the moments come from SEED alone, though
 * what happens in them is the machine's.
 */
#include "base/file.h"
#include "batch/state.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 2048, DOCUMENTS = 64 };

/* A document, and its hash in the two versions. */
struct document {
    char path[PATH_SIZE];
    struct fb_hash hashes[2];
};

static struct {
    const char *program;
    struct document documents[DOCUMENTS];
    size_t count;
    uint64_t dice;
    bool prepared; /* it is in its folder */
} test;

/* The folder stays as it is, under a name that the next test does not use. */
static void fail(const char *what, const char *which)
{
    printf("%s: %s\n", what, which);
    if (test.prepared && system("rm -rf ../kill-failed && mv ../kill-scratch ../kill-failed") == 0)
        printf("all is in kill-failed; what the runs said in its log\n");
    exit(1);
}

/* A step of splitmix64. */
static uint64_t roll(void)
{
    uint64_t z = test.dice += 0x9E3779B97F4A7C15;

    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
    z = (z ^ z >> 27) * 0x94D049BB133111EB;
    return z ^ z >> 31;
}

static struct fb_hash hash_file(const char *path)
{
    struct fb_buffer bytes;
    struct fb_hash hash = {0};

    fb_buffer_init(&bytes, FB_BUFFER_OUTPUT_LIMIT);
    if (fb_file_read(&bytes, path) == FB_OK)
        hash = fb_hash_bytes(bytes.data, bytes.length);
    fb_buffer_release(&bytes);
    return hash;
}

/* Starts a batch over one version into a folder; the records are the same, and say another thing.
 */
static pid_t start(int version, const char *output)
{
    pid_t process;

    (void)unlink("records");
    if (symlink(version == 0 ? "old" : "new", "records") != 0)
        fail("cannot change the version", "records");
    process = fork();
    if (process != 0)
        return process;
    if (freopen("log", "a", stderr) == NULL)
        _exit(9);
    execl(test.program, test.program, "batch", "-j", "2", "-o", output, "--merge", "主管部门",
          "records", (char *)NULL);
    _exit(9);
}

static int end(pid_t process)
{
    int status = 0;

    waitpid(process, &status, 0);
    return status;
}

static void run_whole(int version, const char *output)
{
    int status = end(start(version, output));

    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail("an undisturbed run failed", output);
}

typedef void visit_function(const char *path, const char *below);

/* Visits the documents in a folder, but nothing hidden. */
static void walk(const char *folder, const char *below, visit_function *visit)
{
    DIR *directory = opendir(folder);
    struct dirent *entry;

    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        char path[PATH_SIZE], inner[PATH_SIZE];
        struct stat info;
        if (entry->d_name[0] == '.')
            continue;
        if (snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) >= (int)sizeof path ||
            snprintf(inner, sizeof inner, "%s%s%s", below, below[0] != '\0' ? "/" : "",
                     entry->d_name) >= (int)sizeof inner)
            fail("the path is too long", entry->d_name);
        if (stat(path, &info) == 0 && S_ISDIR(info.st_mode))
            walk(path, inner, visit);
        else
            visit(path, inner);
    }
    if (directory != NULL)
        closedir(directory);
}

static void note_document(const char *path, const char *below)
{
    struct document *document = &test.documents[test.count];
    char other[PATH_SIZE];

    if (test.count++ == DOCUMENTS)
        fail("too many documents", path);
    snprintf(document->path, sizeof document->path, "%s", below);
    snprintf(other, sizeof other, "whole-new/%s", below);
    document->hashes[0] = hash_file(path);
    document->hashes[1] = hash_file(other);
    if (fb_hash_equal(document->hashes[0], document->hashes[1]))
        fail("both versions are the same", below);
}

static const struct document *find_document(const char *path)
{
    for (size_t i = 0; i < test.count; i++) {
        if (strcmp(test.documents[i].path, path) == 0)
            return &test.documents[i];
    }
    fail("nobody asked for this document", path);
    return NULL;
}

static void check_document(const char *path, const char *below)
{
    const struct document *document = find_document(below);
    struct fb_hash hash = hash_file(path);

    if (!fb_hash_equal(hash, document->hashes[0]) && !fb_hash_equal(hash, document->hashes[1]))
        fail("neither the old document nor the new one", below);
}

/* ---- the state ---- */

static void check_output(const struct fb_state_output *output)
{
    char place[PATH_SIZE], temporary[PATH_SIZE];
    struct fb_hash hash;

    snprintf(place, sizeof place, "out/%s", output->path);
    snprintf(temporary, sizeof temporary, "out/.fubiao-work/%s", output->temporary);
    hash = hash_file(place);
    if (fb_hash_equal(hash, output->hash))
        return;
    if (output->temporary[0] == '\0')
        fail("the state says that another document is here", output->path);
    if (!fb_hash_equal(hash_file(temporary), output->hash))
        fail("a pending document is nowhere", output->path);
}

struct checking {
    struct fb_state *state;
    struct fb_arena *arena;
};

static fb_status check_record(void *data, const struct fb_state_record *record)
{
    struct checking *checking = data;
    struct fb_state_outputs outputs;

    if (record->end != FB_RECORD_DONE)
        fail("a record is said to have failed", record->input);
    FB_TRY(fb_state_outputs_of(&outputs, checking->arena, checking->state, record->input,
                               record->index));
    for (size_t i = 0; i < outputs.count; i++)
        check_output(&outputs.items[i]);
    return FB_OK;
}

static void check_state(void)
{
    struct checking checking;
    struct fb_diagnostics *sink;
    fb_status status;

    if (fb_arena_new(&checking.arena, FB_ARENA_JOB_LIMIT) != FB_OK ||
        fb_diagnostics_new(&sink) != FB_OK)
        fail("no memory", "");
    if (fb_state_open(&checking.state, "out", sink) != FB_OK)
        fail("the state cannot be opened", "out");
    status = fb_state_walk(checking.state, check_record, &checking);
    if (status != FB_OK)
        fail("the state cannot be read", "out");
    fb_state_close(checking.state);
    fb_diagnostics_free(sink);
    fb_arena_free(checking.arena);
}

/* ---- killing ---- */

/* Kills a run at a moment before the time that a whole one takes. */
static void kill_one(int version, uint64_t nanoseconds)
{
    struct timespec moment = {0, (long)(roll() % nanoseconds)};
    pid_t process = start(version, "out");

    nanosleep(&moment, NULL);
    kill(process, SIGKILL);
    end(process);
}

/* Returns how long a run over changed records takes, but less than a second. */
static uint64_t measure(void)
{
    struct timespec from, to;
    int64_t nanoseconds;

    clock_gettime(CLOCK_MONOTONIC, &from);
    run_whole(1, "out");
    clock_gettime(CLOCK_MONOTONIC, &to);
    nanoseconds = (to.tv_sec - from.tv_sec) * 1000000000 + (to.tv_nsec - from.tv_nsec);
    return nanoseconds < 999999999 ? (uint64_t)nanoseconds : 999999999;
}

/* Runs a script of the shell, whose $1 is the argument. */
static void run_script(const char *script, const char *argument)
{
    pid_t process = fork();
    int status;

    if (process == 0) {
        execl("/bin/sh", "sh", "-ec", script, "sh", argument, (char *)NULL);
        _exit(9);
    }
    status = end(process);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        fail("this failed", script);
}

/* Both versions of the records, and what undisturbed runs make of them. */
static void prepare(const char *records)
{
    run_script("rm -rf kill-scratch; mkdir -p kill-scratch/old; cp \"$1\"/*/*.xml kill-scratch/old",
               records);
    if (chdir("kill-scratch") != 0)
        fail("no folder", "kill-scratch");
    test.prepared = true;
    run_script("cp -r old new; sed -i 's|</[^<>/]*名称>|二&|' new/*.xml", "");
    run_whole(0, "whole-old");
    run_whole(1, "whole-new");
    walk("whole-old", "", note_document);
}

int main(int argc, char **argv)
{
    long count = argc == 5 ? strtol(argv[3], NULL, 10) : 0;
    uint64_t time;

    if (count <= 0) {
        fprintf(stderr, "usage: kill_batch FUBIAO RECORDS COUNT SEED\n");
        return 3;
    }
    test.program = argv[1];
    test.dice = strtoull(argv[4], NULL, 10);
    prepare(argv[2]);
    run_whole(0, "out");
    time = measure();
    for (long i = 0; i < count; i++) {
        kill_one((int)(i % 2), time);
        walk("out", "", check_document);
        check_state();
    }
    run_whole(0, "out");
    for (size_t i = 0; i < test.count; i++) {
        char path[PATH_SIZE + 8];
        snprintf(path, sizeof path, "out/%s", test.documents[i].path);
        if (!fb_hash_equal(hash_file(path), test.documents[i].hashes[0]))
            fail("the last run did not mend this", path);
    }
    printf("%ld kills, %zu documents: all whole, the state true\n", count, test.count);
    return 0;
}

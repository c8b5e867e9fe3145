#include "batch/open_files.h"

#include "base/ascii.h"
#include "data/record.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A tree takes more memory than the text it was read from; records in lines of JSON are only text.
 */
enum { TREE_WEIGHT = 10 };

static size_t weigh(const char *path)
{
    const char *extension = path + strlen(path) - fb_record_extension(path);
    bool json = fb_ascii_compare(extension, ".json") == 0 ||
                fb_ascii_compare(extension, ".jsonl") == 0 ||
                fb_ascii_compare(extension, ".ndjson") == 0;
    struct stat info;

    if (stat(path, &info) != 0)
        return 0;
    return (size_t)info.st_size * (json ? 1 : TREE_WEIGHT);
}

static void close_file(struct fb_open_file *file)
{
    fb_job_free(file->job);
    free(file->path);
    *file = (struct fb_open_file){0};
}

static struct fb_open_file *find(struct fb_open_files *files, const char *path)
{
    for (size_t i = 0; i < FB_OPEN_FILES; i++) {
        if (files->items[i].job != NULL && strcmp(files->items[i].path, path) == 0)
            return &files->items[i];
    }
    return NULL;
}

/* Finds the open file that was used longest ago; NULL if none is open. */
static struct fb_open_file *find_oldest(struct fb_open_files *files)
{
    struct fb_open_file *oldest = NULL;

    for (size_t i = 0; i < FB_OPEN_FILES; i++) {
        struct fb_open_file *file = &files->items[i];
        if (file->job != NULL && (oldest == NULL || file->used < oldest->used))
            oldest = file;
    }
    return oldest;
}

static struct fb_open_file *find_empty(struct fb_open_files *files)
{
    for (size_t i = 0; i < FB_OPEN_FILES; i++) {
        if (files->items[i].job == NULL)
            return &files->items[i];
    }
    return NULL;
}

static size_t weigh_all(const struct fb_open_files *files)
{
    size_t weight = 0;

    for (size_t i = 0; i < FB_OPEN_FILES; i++)
        weight += files->items[i].weight;
    return weight;
}

/* Closes what need not or cannot be kept beside a file of this weight. */
static struct fb_open_file *make_room(struct fb_open_files *files, size_t weight)
{
    struct fb_open_file *oldest, *current = files->current;

    if (current != NULL && fb_job_record_count(current->job) <= 1)
        close_file(current);
    files->current = NULL;
    while ((oldest = find_oldest(files)) != NULL &&
           (find_empty(files) == NULL || weigh_all(files) + weight > FB_OPEN_FILES_WEIGHT))
        close_file(oldest);
    return find_empty(files);
}

static fb_status open_file(struct fb_open_files *files, struct fb_context *context,
                           const struct fb_job_options *options, const char *path, size_t index)
{
    size_t weight = weigh(path);
    struct fb_open_file *file = make_room(files, weight);
    fb_status status;

    FB_TRY(fb_job_new(&file->job, context, options));
    files->current = file;
    file->used = ++files->uses;
    file->weight = weight;
    FB_NEED(file->path = strdup(path));
    files->reads++;
    status = fb_job_read(file->job, file->path);
    /* If the first record alone is wrong, that is nothing to the others. */
    if (index > 0 && fb_job_record_count(file->job) > 0)
        status = fb_job_select(file->job, index);
    return status;
}

fb_status fb_open_files_go_to(struct fb_open_files *files, struct fb_context *context,
                              const struct fb_job_options *options, const char *path, size_t index)
{
    struct fb_open_file *file = find(files, path);

    if (file == NULL)
        return open_file(files, context, options, path, index);
    files->current = file;
    file->used = ++files->uses;
    return fb_job_select(file->job, index);
}

struct fb_job *fb_open_files_job(const struct fb_open_files *files)
{
    return files->current != NULL ? files->current->job : NULL;
}

void fb_open_files_close(struct fb_open_files *files)
{
    if (files->current != NULL)
        close_file(files->current);
    files->current = NULL;
}

void fb_open_files_release(struct fb_open_files *files)
{
    for (size_t i = 0; i < FB_OPEN_FILES; i++)
        close_file(&files->items[i]);
    files->current = NULL;
}

#include "job/template_store.h"

#include "base/file.h"
#include "base/map.h"
#include "data/input.h"

#include <stdlib.h>
#include <string.h>

static const char EXTENSION[] = ".xml";

/* A file that was read, and the template in it. */
struct entry {
    struct fb_input *input;
    struct fb_template *template; /* NULL: a file that templates include */
    struct entry *next;
};

struct fb_template_store {
    const struct fb_data_folders *folders;
    struct fb_arena *arena;
    struct fb_map by_path;  /* struct fb_template */
    struct fb_map broken;   /* paths of those with errors; the values say nothing */
    struct fb_map included; /* struct fb_input */
    struct entry *entries;
};

fb_status fb_template_store_new(struct fb_template_store **out,
                                const struct fb_data_folders *folders)
{
    struct fb_template_store *store = calloc(1, sizeof *store);
    fb_status status;

    *out = NULL;
    FB_NEED(store);
    store->folders = folders;
    status = fb_arena_new(&store->arena, FB_ARENA_JOB_LIMIT);
    if (status != FB_OK) {
        free(store);
        return status;
    }
    *out = store;
    return FB_OK;
}

static void entry_release(struct entry *entry)
{
    fb_template_free(entry->template);
    fb_input_free(entry->input);
}

void fb_template_store_free(struct fb_template_store *store)
{
    if (store == NULL)
        return;
    for (struct entry *entry = store->entries; entry != NULL; entry = entry->next)
        entry_release(entry);
    fb_arena_free(store->arena);
    free(store);
}

/* Finds a file in the templates folders; NULL if none has it. */
static fb_status find_file(const char **out, struct fb_template_store *store, const char *path)
{
    for (const char *const *folder = store->folders->paths; *folder != NULL; folder++) {
        *out = fb_arena_format(store->arena, "%s/templates/%s", *folder, path);
        FB_NEED(*out);
        if (fb_file_exists(*out))
            return FB_OK;
    }
    *out = NULL;
    return FB_OK;
}

/* Reads a file that templates include, once for all of them. */
static fb_status load_included(const struct fb_source **out, void *data, const char *path,
                               struct fb_diagnostics *sink)
{
    struct fb_template_store *store = data;
    const struct fb_input *known;
    struct entry *entry;
    const char *file;

    FB_TRY(find_file(&file, store, path));
    if (file == NULL)
        return FB_ERR_INPUT;
    known = fb_map_lookup(&store->included, file);
    if (known == NULL) {
        entry = FB_NEW(store->arena, struct entry);
        FB_NEED(entry);
        FB_TRY(fb_input_read(&entry->input, file, sink));
        entry->next = store->entries;
        store->entries = entry;
        FB_TRY(fb_map_put(store->arena, &store->included, file, entry->input));
        known = entry->input;
    }
    *out = fb_input_source(known);
    return FB_OK;
}

/* Reads the file into a new entry and keeps it if the template has no error. */
static fb_status load(const struct fb_template **out, struct fb_template_store *store,
                      const char *path, struct fb_diagnostics *sink)
{
    const struct fb_template_loader loader = {load_included, store};
    struct entry *entry = FB_NEW(store->arena, struct entry);
    fb_status status;

    FB_NEED(entry);
    status = fb_input_read(&entry->input, path, sink);
    if (status == FB_OK)
        status = fb_template_read(&entry->template, fb_input_source(entry->input), &loader, sink);
    if (status == FB_OK)
        status = fb_map_put(store->arena, &store->by_path, path, entry->template);
    if (status != FB_OK) {
        entry_release(entry);
        if (status == FB_ERR_INPUT)
            FB_TRY(fb_map_put(store->arena, &store->broken, path, store));
        return status;
    }
    entry->next = store->entries;
    store->entries = entry;
    *out = entry->template;
    return FB_OK;
}

/* Gives the template at `path`, a string of the store's arena, for a record that names it there. */
static fb_status get(const struct fb_template **out, struct fb_template_store *store,
                     const char *path, struct fb_position position, struct fb_diagnostics *sink)
{
    *out = fb_map_lookup(&store->by_path, path);
    if (*out != NULL)
        return FB_OK;
    if (fb_map_lookup(&store->broken, path) == NULL)
        return load(out, store, path, sink);
    fb_report(sink, FB_DIAG_TEMPLATE_BROKEN, position, path);
    return FB_ERR_INPUT;
}

void fb_template_store_retry(struct fb_template_store *store)
{
    store->broken = (struct fb_map){0};
}

fb_status fb_template_store_find(const struct fb_template **out, struct fb_template_store *store,
                                 const char *name, struct fb_position position,
                                 struct fb_diagnostics *sink)
{
    const char *file, *path;

    *out = NULL;
    if (!fb_template_name_valid(name)) {
        fb_report(sink, FB_DIAG_TEMPLATE_NAME, position, name);
        return FB_ERR_INPUT;
    }
    file = fb_arena_format(store->arena, "%s%s", name, EXTENSION);
    FB_NEED(file);
    FB_TRY(find_file(&path, store, file));
    if (path != NULL)
        return get(out, store, path, position, sink);
    fb_report(sink, FB_DIAG_TEMPLATE_UNKNOWN, position, name);
    return FB_ERR_INPUT;
}

static bool is_template_path(const char *text)
{
    size_t length = strlen(text), extension = strlen(EXTENSION);

    return length > extension && strcmp(text + length - extension, EXTENSION) == 0;
}

fb_status fb_template_store_open(const struct fb_template **out, struct fb_template_store *store,
                                 const char *name_or_path, struct fb_diagnostics *sink)
{
    const char *path;

    *out = NULL;
    if (!is_template_path(name_or_path))
        return fb_template_store_find(out, store, name_or_path, FB_NO_POSITION, sink);
    path = fb_arena_string(store->arena, name_or_path);
    FB_NEED(path);
    return get(out, store, path, FB_NO_POSITION, sink);
}

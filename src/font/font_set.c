#include "font/face.h"

#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct fb_font_set {
    struct fb_face faces[FB_FONT_FILES];
    size_t count; /* faces that are open; the optional one is the last of the catalogue */
    struct fb_remembered_choice *choices; /* CHOICES of them */
};

enum { CHOICES = 4096 };

enum search { FOUND, NOT_FOUND, TOO_LONG };

/* Looks for a file in folders that end with NULL. Sets `path` in any case but NOT_FOUND. */
static enum search search_folders(char *path, size_t size, const char *const *folders,
                                  const char *name)
{
    for (; *folders != NULL; folders++) {
        int length = snprintf(path, size, "%s/%s", *folders, name);

        if (length < 0 || (size_t)length >= size)
            return TOO_LONG;
        if (access(path, F_OK) == 0)
            return FOUND;
    }
    return NOT_FOUND;
}

static enum search find_file(struct fb_font_problem *problem, const char *const *folders,
                             const char *name)
{
    enum search found = search_folders(problem->path, sizeof problem->path, folders, name);

    if (found == NOT_FOUND)
        found = search_folders(problem->path, sizeof problem->path,
                               fb_font_catalogue_system_folders(), name);
    return found;
}

static fb_status open_face(struct fb_font_set *set, enum fb_font_file_index index,
                           const char *const *folders, struct fb_font_problem *problem)
{
    const struct fb_font_file *file = fb_font_catalogue_file(index);

    switch (find_file(problem, folders, file->name)) {
    case FOUND:
        FB_TRY(fb_face_open(&set->faces[index], index, problem->path, &problem->reason));
        set->count++;
        return FB_OK;
    case TOO_LONG:
        problem->reason = N_("its path is too long");
        return FB_ERR_IO;
    case NOT_FOUND:
        break;
    }
    if (file->optional)
        return FB_OK;
    snprintf(problem->path, sizeof problem->path, "%s", file->name);
    problem->reason = N_("it is in none of the font folders");
    return FB_ERR_IO;
}

fb_status fb_font_set_open(struct fb_font_set **out, const char *const *folders,
                           struct fb_font_problem *problem)
{
    struct fb_font_set *set = calloc(1, sizeof *set);
    fb_status status;

    *out = NULL;
    *problem = (struct fb_font_problem){0};
    FB_NEED(set);
    set->choices = calloc(CHOICES, sizeof *set->choices);
    status = set->choices != NULL ? FB_OK : FB_ERR_NOMEM;
    for (size_t i = 0; i < FB_FONT_FILES && status == FB_OK; i++)
        status = open_face(set, (enum fb_font_file_index)i, folders, problem);
    if (status != FB_OK) {
        fb_font_set_free(set);
        return status;
    }
    *problem = (struct fb_font_problem){0};
    *out = set;
    return FB_OK;
}

void fb_font_set_free(struct fb_font_set *set)
{
    if (set == NULL)
        return;
    for (size_t i = 0; i < FB_FONT_FILES; i++)
        fb_face_release(&set->faces[i]);
    free(set->choices);
    free(set);
}

struct fb_remembered_choice *fb_font_set_remembered(const struct fb_font_set *set,
                                                    enum fb_font_role role, uint32_t character)
{
    return &set->choices[(character * FB_FONT_ROLES + role) % CHOICES];
}

size_t fb_font_set_count(const struct fb_font_set *set)
{
    return set->count;
}

const struct fb_face *fb_font_set_face(const struct fb_font_set *set, size_t index)
{
    return &set->faces[index];
}

const struct fb_face *fb_font_set_find(const struct fb_font_set *set, enum fb_font_file_index index)
{
    return set->faces[index].hb_face != NULL ? &set->faces[index] : NULL;
}

const char *fb_font_set_missing(const struct fb_font_set *set)
{
    for (size_t i = 0; i < FB_FONT_FILES; i++) {
        if (fb_font_set_find(set, (enum fb_font_file_index)i) == NULL)
            return fb_font_catalogue_file((enum fb_font_file_index)i)->name;
    }
    return NULL;
}

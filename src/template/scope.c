/*
 * scope.c: which field a path of names leads to, as far as it can be known without a record.
 */
#include "template/template_private.h"

#include <string.h>

/* Returns the bytes of the predicates at the start of `path`, with their brackets. */
static size_t predicates_length(const char *path)
{
    size_t depth = 0, i = 0;
    char quote = '\0';

    for (; path[i] != '\0'; i++) {
        if (quote != '\0')
            quote = path[i] == quote ? '\0' : quote;
        else if (path[i] == '\'' || path[i] == '"')
            quote = path[i];
        else if (path[i] == '[')
            depth++;
        else if (path[i] == ']' && depth > 0)
            depth--;
        else if (depth == 0)
            break;
    }
    return i;
}

/* Lists the names that a step from `scope` may have. */
static fb_status list_names(struct fb_scope_result *out, struct fb_arena *arena,
                            struct fb_scope scope)
{
    const struct fb_field *field = scope.field;
    bool to_item = field->kind == FB_FIELD_LIST && !scope.item;
    size_t count = to_item ? 1 : field->field_count;
    const char **names = FB_NEW_ARRAY(arena, const char *, count);

    FB_NEED(names);
    for (size_t i = 0; i < count; i++)
        names[i] = to_item ? field->item : field->fields[i].name;
    out->names = names;
    out->name_count = count;
    return FB_OK;
}

/* Takes one step by name; returns false if there is no such field. */
static bool take_step(struct fb_scope *scope, const char *name)
{
    const struct fb_field *field = scope->field;

    if (field->kind == FB_FIELD_LIST && !scope->item) {
        scope->item = strcmp(field->item, name) == 0;
        return scope->item;
    }
    field = fb_field_find(field, name);
    if (field == NULL)
        return false;
    *scope = (struct fb_scope){.field = field};
    return true;
}

/* Moves over the slash and the root's name of an absolute path; false if it is another name. */
static bool enter_root(struct fb_scope_result *out, const struct fb_field *record, const char *path,
                       size_t *at)
{
    size_t length = fb_xpath_name_length(path + 1);

    out->scope = (struct fb_scope){.field = record};
    *at = 1 + length;
    out->offset = 1;
    out->length = length;
    return length == strlen(record->name) && memcmp(path + 1, record->name, length) == 0;
}

static fb_status follow_steps(struct fb_scope_result *out, struct fb_arena *arena, const char *path,
                              size_t at)
{
    for (;;) {
        size_t length = fb_xpath_name_length(path + at);
        const char *name;
        if (length == 0)
            return FB_OK;
        name = fb_arena_copy(arena, path + at, length);
        FB_NEED(name);
        if (path[at + length] == ':' || path[at + length] == '(')
            return FB_OK;
        out->offset = at;
        out->length = length;
        if (!take_step(&out->scope, name)) {
            out->answer = FB_SCOPE_MISSING;
            return list_names(out, arena, out->scope);
        }
        at += length;
        at += predicates_length(path + at);
        if (path[at] != '/') {
            out->answer = path[at] == '\0' ? FB_SCOPE_FOUND : FB_SCOPE_UNKNOWN;
            return FB_OK;
        }
        at++;
    }
}

fb_status fb_scope_follow(struct fb_scope_result *out, struct fb_arena *arena,
                          const struct fb_field *record, struct fb_scope start, const char *path)
{
    size_t at = 0;

    *out = (struct fb_scope_result){.answer = FB_SCOPE_UNKNOWN, .scope = start};
    if (strcmp(path, ".") == 0) {
        out->answer = start.field == NULL ? FB_SCOPE_UNKNOWN : FB_SCOPE_FOUND;
        return FB_OK;
    }
    if (path[0] == '/') {
        if (fb_xpath_name_length(path + 1) == 0)
            return FB_OK;
        if (!enter_root(out, record, path, &at)) {
            out->answer = FB_SCOPE_MISSING;
            out->names = &record->name;
            out->name_count = 1;
            return FB_OK;
        }
        if (path[at] != '/') {
            out->answer = path[at] == '\0' ? FB_SCOPE_FOUND : FB_SCOPE_UNKNOWN;
            return FB_OK;
        }
        at++;
    }
    return out->scope.field == NULL ? FB_OK : follow_steps(out, arena, path, at);
}

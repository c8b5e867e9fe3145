#include "diag/diagnostics.h"

#include "base/i18n.h"
#include "base/vector.h"
#include "diag/diagnostics_private.h"
#include "diag/field.h"
#include "diag/place.h"
#include "diag/shown.h"

#include <stdlib.h>
#include <string.h>

/* Text that diagnostics copy; enough for FB_DIAG_LIMIT of them with long lines. */
static const size_t ARENA_LIMIT = (size_t)16 << 20;

static const struct {
    enum fb_level level;
    const char *name;
    const char *message;
    const char *hint;
} CODES[] = {
#define FB_DIAG(code, level, name, message, hint) [FB_DIAG_##code] = {level, name, message, hint},
#include "diag/diag_codes.def"
#undef FB_DIAG
};

_Static_assert(sizeof CODES / sizeof *CODES == FB_DIAG_COUNT, "an entry per code");

fb_status fb_diagnostics_new(struct fb_diagnostics **out)
{
    struct fb_diagnostics *sink = calloc(1, sizeof *sink);
    fb_status status;

    *out = NULL;
    FB_NEED(sink);
    status = fb_arena_new(&sink->arena, ARENA_LIMIT);
    if (status != FB_OK) {
        free(sink);
        return status;
    }
    *out = sink;
    return FB_OK;
}

void fb_diagnostics_free(struct fb_diagnostics *sink)
{
    if (sink == NULL)
        return;
    fb_arena_free(sink->arena);
    free(sink);
}

/* Copies a text that is borrowed; NULL stays NULL. */
static fb_status own(const char **text, struct fb_arena *arena)
{
    if (*text == NULL)
        return FB_OK;
    *text = fb_arena_string(arena, *text);
    FB_NEED(*text);
    return FB_OK;
}

/*
 * Copies arguments as they are to be shown. Those of a rule may be steps to a field; what looks
 * like that elsewhere is what the author of an input wrote.
 */
static fb_status copy_arguments(struct fb_diagnostic *entry, struct fb_arena *arena,
                                const char *const arguments[])
{
    for (size_t i = 0; i < FB_DIAG_ARGUMENTS && arguments[i] != NULL; i++) {
        entry->steps[i] = entry->rule != NULL && arguments[i][0] == FB_FIELD_MARK[0];
        entry->arguments[i] =
            fb_shown(arena, arguments[i] + (entry->steps[i] ? strlen(FB_FIELD_MARK) : 0));
        FB_NEED(entry->arguments[i]);
    }
    return FB_OK;
}

/* Keeps an entry, whose rule and field are borrowed, with its place and arguments. */
static fb_status store(struct fb_diagnostics *sink, struct fb_diagnostic entry,
                       struct fb_position position, const char *const arguments[])
{
    struct fb_diagnostic *slot;

    if (sink->entries.count >= FB_DIAG_LIMIT)
        return FB_ERR_NOMEM;
    FB_TRY(copy_arguments(&entry, sink->arena, arguments));
    FB_TRY(own(&entry.rule, sink->arena));
    FB_TRY(own(&entry.field, sink->arena));
    entry.sequence = sink->entries.count;
    FB_TRY(fb_place_resolve(&entry.place, sink->arena, position));
    slot = FB_PUSH(sink->arena, &sink->entries);
    FB_NEED(slot);
    *slot = entry;
    return FB_OK;
}

void fb_diagnostics_add(struct fb_diagnostics *sink, enum fb_diag_code code,
                        struct fb_position position, const char *const arguments[])
{
    fb_diagnostics_add_rule(sink, (struct fb_diag_rule){.level = CODES[code].level}, code, position,
                            arguments);
}

void fb_report_lengths(struct fb_diagnostics *sink, enum fb_diag_code code,
                       struct fb_position position, fb_length has, fb_length needs)
{
    char first[FB_LENGTH_TEXT], second[FB_LENGTH_TEXT];

    fb_length_points(first, has);
    fb_length_points(second, needs);
    fb_report(sink, code, position, first, second);
}

void fb_diagnostics_add_rule(struct fb_diagnostics *sink, struct fb_diag_rule rule,
                             enum fb_diag_code code, struct fb_position position,
                             const char *const arguments[])
{
    struct fb_diagnostic entry = {.code = code,
                                  .level = rule.level,
                                  .rule = rule.id,
                                  .field = rule.field,
                                  .order = rule.order};

    sink->counts[rule.level]++;
    if (store(sink, entry, position, arguments) != FB_OK)
        sink->dropped++;
}

size_t fb_diagnostics_kept(const struct fb_diagnostics *sink)
{
    return sink->entries.count;
}

static int compare_orders(const void *left, const void *right)
{
    const struct fb_diagnostic *a = left, *b = right;

    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

void fb_diagnostics_order(struct fb_diagnostics *sink, size_t first)
{
    if (sink->entries.count - first > 1)
        qsort(sink->entries.items + first, sink->entries.count - first, sizeof *sink->entries.items,
              compare_orders);
    for (size_t i = first; i < sink->entries.count; i++)
        sink->entries.items[i].sequence = i;
}

void fb_diagnostics_silence(struct fb_diagnostics *sink, size_t count)
{
    sink->silenced += count;
}

size_t fb_diagnostics_silenced(const struct fb_diagnostics *sink)
{
    return sink->silenced;
}

size_t fb_diagnostics_count(const struct fb_diagnostics *sink, enum fb_level level)
{
    return sink->counts[level];
}

size_t fb_diagnostics_count_code(const struct fb_diagnostics *sink, enum fb_diag_code code)
{
    size_t count = 0;

    for (size_t i = 0; i < sink->entries.count; i++)
        count += sink->entries.items[i].code == code;
    return count;
}

const char *fb_diag_name(enum fb_diag_code code)
{
    return CODES[code].name;
}

enum fb_level fb_diag_level(enum fb_diag_code code)
{
    return CODES[code].level;
}

/*
 * Returns how many arguments to pass over. A rule of a template's own brings its message and its
 * hint twice, in English and in Chinese; a translation says by its "en" which of them it wants.
 */
static size_t passed_arguments(const struct fb_diagnostic *entry)
{
    return entry->code == FB_DIAG_RULE && strncmp(_("en"), "zh", 2) == 0 ? 2 : 0;
}

static void append_argument(struct fb_buffer *out, const struct fb_diagnostic *entry, size_t index)
{
    const char *argument = entry->arguments[index];

    if (argument != NULL && entry->steps[index])
        fb_field_words(out, argument);
    else if (argument != NULL)
        fb_buffer_append_string(out, argument);
}

/* Appends a text of the table, translated, with the arguments in the places of %1 to %5. */
static void expand(struct fb_buffer *out, const char *text, const struct fb_diagnostic *entry)
{
    size_t passed = passed_arguments(entry);

    for (const char *p = text; *p != '\0'; p++) {
        size_t index =
            p[0] == '%' && p[1] >= '1' ? (size_t)(p[1] - '1') + passed : FB_DIAG_ARGUMENTS;
        if (index >= FB_DIAG_ARGUMENTS) {
            fb_buffer_append_char(out, *p);
            continue;
        }
        append_argument(out, entry, index);
        p++;
    }
}

void fb_diag_message(struct fb_buffer *out, const struct fb_diagnostic *entry)
{
    expand(out, _(CODES[entry->code].message), entry);
}

void fb_diag_hint(struct fb_buffer *out, const struct fb_diagnostic *entry)
{
    expand(out, _(CODES[entry->code].hint), entry);
}

/* Diagnostics without an input go last, as they are about the whole job. */
static int compare_entries(const void *left, const void *right)
{
    const struct fb_diagnostic *a = left, *b = right;
    int names;

    if (a->place.name == NULL || b->place.name == NULL)
        names = (a->place.name == NULL) - (b->place.name == NULL);
    else
        names = strcmp(a->place.name, b->place.name);
    if (names != 0)
        return names;
    if (a->place.offset != b->place.offset)
        return a->place.offset < b->place.offset ? -1 : 1;
    return a->sequence < b->sequence ? -1 : a->sequence > b->sequence;
}

void fb_diagnostics_sort(struct fb_diagnostics *sink)
{
    if (sink->entries.count > 1)
        qsort(sink->entries.items, sink->entries.count, sizeof *sink->entries.items,
              compare_entries);
}

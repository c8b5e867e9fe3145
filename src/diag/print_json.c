#include "diag/diagnostics_private.h"

#include <jansson.h>
#include <stdlib.h>

/* Names for programs: never translated. */
static const char *const LEVEL_NAMES[] = {
    [FB_NOTE] = "note",
    [FB_WARNING] = "warning",
    [FB_ERROR] = "error",
};

static void set_string(json_t *object, const char *key, const char *value)
{
    json_object_set_new(object, key, value == NULL ? json_null() : json_string(value));
}

static void set_place(json_t *object, const struct fb_place *place)
{
    set_string(object, "file", place->name);
    if (place->sheet != NULL) {
        set_string(object, "sheet", place->sheet);
        set_string(object, "cell", place->cell);
    }
    if (place->line == 0)
        return;
    json_object_set_new(object, "line", json_integer((json_int_t)place->line));
    json_object_set_new(object, "column", json_integer((json_int_t)place->column));
}

static void set_texts(json_t *object, const struct fb_diagnostic *entry)
{
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_diag_message(&text, entry);
    set_string(object, "message", text.data);
    fb_buffer_clear(&text);
    fb_diag_hint(&text, entry);
    set_string(object, "hint", text.data);
    fb_buffer_release(&text);
}

static json_t *entry_object(const struct fb_diagnostic *entry)
{
    json_t *object = json_object();

    set_place(object, &entry->place);
    set_string(object, "level", LEVEL_NAMES[entry->level]);
    set_string(object, "code", fb_diag_name(entry->code));
    if (entry->rule != NULL)
        set_string(object, "rule", entry->rule);
    if (entry->field != NULL)
        set_string(object, "field", entry->field);
    set_texts(object, entry);
    return object;
}

void fb_diagnostics_print_json(struct fb_diagnostics *sink, struct fb_buffer *out)
{
    json_t *array = json_array();
    char *text;

    fb_diagnostics_sort(sink);
    for (size_t i = 0; i < sink->entries.count; i++)
        json_array_append_new(array, entry_object(&sink->entries.items[i]));
    text = json_dumps(array, JSON_INDENT(2));
    if (text != NULL)
        fb_buffer_append_string(out, text);
    else
        out->status = FB_ERR_NOMEM;
    fb_buffer_append_char(out, '\n');
    free(text);
    json_decref(array);
}

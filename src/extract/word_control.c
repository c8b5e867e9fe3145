/*
 * word_control.c: content controls (ISO/IEC 29500-1, 17.5.2; [MS-DOCX] 2.5.3 for those of 2012).
 */
#include "doc/docx_parts.h"
#include "extract/binding.h"
#include "extract/word_private.h"

#include <string.h>

static const struct fb_xml_node *child_2012(const struct fb_xml_node *properties, const char *name)
{
    const struct fb_xml_node *child = properties != NULL ? fb_xml_first(properties) : NULL;

    while (child != NULL &&
           (!fb_xml_is(child, name) || strcmp(fb_xml_namespace(child), FB_DOCX_W15_NAMESPACE) != 0))
        child = fb_xml_next(child);
    return child;
}

/* Returns the path that a control's text is bound to, or NULL; a repeating section has no text. */
static const char *bound_path(const struct fb_xml_node *properties)
{
    const struct fb_xml_node *binding = fb_word_child(properties, "dataBinding");

    if (child_2012(properties, "repeatingSection") != NULL)
        return NULL;
    if (binding == NULL)
        binding = child_2012(properties, "dataBinding");
    return fb_word_attribute(binding, "xpath");
}

/* A control around a cell is in that cell, as one inside it would be. */
static void note_cell(struct fb_word_reading *reading, struct fb_word_control *control)
{
    struct fb_word_row *row;

    if (control->row == FB_WORD_NONE)
        return;
    row = &reading->word->rows.items[control->row];
    if (control->cell == FB_WORD_NONE && row->cells.count > 0)
        control->cell = row->cells.count - 1;
    if (control->cell != FB_WORD_NONE)
        row->cells.items[control->cell].controls++;
}

/* Reads what a control of ours shows; `index` is its place among the controls. */
static fb_status read_text(struct fb_word_reading *reading, const struct fb_xml_node *sdt,
                           size_t index)
{
    size_t start, paragraph = reading->paragraph;
    struct fb_word_control *control;

    fb_word_end_line(reading);
    start = reading->text.length;
    FB_TRY(fb_word_walk(reading, sdt));
    control = &reading->word->controls.items[index];
    control->text = fb_word_slice(reading, start);
    FB_NEED(control->text);
    control->start = start;
    control->end = reading->text.length;
    /* Around paragraphs or a cell it begins with the next one. */
    control->paragraph = reading->paragraph > paragraph ? paragraph + 1 : paragraph;
    note_cell(reading, control);
    return FB_OK;
}

static bool is_tag(const char *name)
{
    return name != NULL && strncmp(name, FB_DOCX_TAG_PREFIX, strlen(FB_DOCX_TAG_PREFIX)) == 0;
}

/* Copies a name of ours, for it outlives the part; NULL stays NULL. */
static fb_status keep_tag(const char **out, struct fb_word_reading *reading, const char *tag)
{
    *out = NULL;
    if (!is_tag(tag))
        return FB_OK;
    FB_NEED(*out = fb_arena_string(reading->arena, tag));
    return FB_OK;
}

static struct fb_word_control *add_control(struct fb_word_reading *reading,
                                           struct fb_word_control values)
{
    struct fb_word_control *control = NULL;

    if (reading->word->controls.count < FB_WORD_LIMIT)
        control = FB_PUSH(reading->arena, &reading->word->controls);
    if (control != NULL)
        *control = values;
    return control;
}

static const char *title_of(const struct fb_xml_node *sdt)
{
    return fb_word_attribute(fb_word_child(fb_word_child(sdt, "sdtPr"), "alias"), "val");
}

/* Whether a control is followed by one of its title. */
static bool is_followed(const struct fb_xml_node *sdt)
{
    const struct fb_xml_node *next = fb_xml_next(sdt);
    const char *title = title_of(sdt), *other;

    if (title == NULL || next == NULL || !fb_xml_is(next, "sdt") ||
        !fb_xml_is(fb_xml_parent(sdt), "p"))
        return false;
    other = title_of(next);
    return other != NULL && strcmp(title, other) == 0;
}

/* Takes back what was read after the end of the first of them. */
static void forget_repeats(struct fb_word_reading *reading, size_t end)
{
    reading->text.length = end;
    reading->text.data[end] = '\0';
    for (size_t i = 0; i < reading->bookmarks.count; i++) {
        if (reading->bookmarks.items[i].start > end)
            reading->bookmarks.items[i].start = end;
    }
}

/*
 * Reads a control that says nothing of what it is. LibreOffice makes of one around paragraphs or a
 * cell several in its first paragraph: the whole text, each part of it with the whole text again,
 * and the whole text.
 */
static fb_status read_unknown(struct fb_word_reading *reading, const struct fb_xml_node *sdt)
{
    struct fb_word_repeats repeats = reading->repeats;
    size_t start, length;

    fb_word_end_line(reading);
    start = reading->text.length;
    if (repeats.last == NULL || !is_followed(repeats.last) || fb_xml_next(repeats.last) != sdt)
        repeats = (struct fb_word_repeats){.start = start, .alike = true};
    FB_TRY(fb_word_walk(reading, sdt));
    if (repeats.count++ == 0)
        repeats.end = reading->text.length;
    length = repeats.end - repeats.start;
    repeats.alike = repeats.alike && length > 0 && reading->text.length - start >= length &&
                    memcmp(reading->text.data + reading->text.length - length,
                           reading->text.data + repeats.start, length) == 0;
    repeats.whole = reading->text.length - start == length;
    repeats.last = sdt;
    reading->repeats = repeats;
    if (repeats.count > 1 && repeats.alike && repeats.whole && !is_followed(sdt))
        forget_repeats(reading, repeats.end);
    return FB_OK;
}

fb_status fb_word_read_control(struct fb_word_reading *reading, const struct fb_xml_node *sdt)
{
    const struct fb_xml_node *properties = fb_word_child(sdt, "sdtPr");
    const char *tag = fb_word_attribute(fb_word_child(properties, "tag"), "val");
    size_t index = reading->word->controls.count;
    struct fb_word_control control = {
        .placeholder = fb_word_is_on(fb_word_child(properties, "showingPlcHdr")),
        .plain = fb_word_child(properties, "text") != NULL,
        .row = reading->row,
        .cell = reading->cell,
    };
    char *path;

    FB_TRY(keep_tag(&control.tag, reading, tag));
    FB_TRY(fb_binding_normalize(&path, reading->arena, bound_path(properties)));
    control.path = path;
    if (control.path == NULL && control.tag == NULL)
        return read_unknown(reading, sdt);
    FB_NEED(add_control(reading, control));
    return read_text(reading, sdt, index);
}

/* Returns the bookmark of a name that has not ended: LibreOffice may begin one a second time. */
static const struct fb_word_bookmark *find_open(const struct fb_word_reading *reading,
                                                const char *name)
{
    for (size_t i = 0; i < reading->bookmarks.count; i++) {
        const struct fb_word_bookmark *bookmark = &reading->bookmarks.items[i];
        if (bookmark->id != NULL &&
            strcmp(reading->word->controls.items[bookmark->control].tag, name) == 0)
            return bookmark;
    }
    return NULL;
}

fb_status fb_word_begin_bookmark(struct fb_word_reading *reading, const struct fb_xml_node *start)
{
    const char *name = fb_word_attribute(start, "name"), *id = fb_word_attribute(start, "id");
    struct fb_word_bookmark begun = {id, reading->word->controls.count, reading->text.length};
    const struct fb_word_bookmark *open;
    struct fb_word_bookmark *bookmark;

    if (!is_tag(name) || id == NULL)
        return FB_OK;
    open = find_open(reading, name);
    if (open != NULL)
        begun = (struct fb_word_bookmark){id, open->control, open->start};
    bookmark = FB_PUSH(reading->arena, &reading->bookmarks);
    FB_NEED(bookmark);
    *bookmark = begun;
    if (open != NULL)
        return FB_OK;
    FB_TRY(keep_tag(&name, reading, name));
    FB_NEED(add_control(reading, (struct fb_word_control){.tag = name,
                                                          .bookmark = true,
                                                          .text = "",
                                                          .paragraph = reading->paragraph,
                                                          .row = reading->row,
                                                          .cell = reading->cell}));
    return FB_OK;
}

/* Ends a bookmark wherever it began. */
static void close_bookmark(struct fb_word_reading *reading, size_t control)
{
    for (size_t i = 0; i < reading->bookmarks.count; i++) {
        if (reading->bookmarks.items[i].control == control)
            reading->bookmarks.items[i].id = NULL;
    }
    while (reading->bookmarks.count > 0 &&
           reading->bookmarks.items[reading->bookmarks.count - 1].id == NULL)
        reading->bookmarks.count--;
}

fb_status fb_word_end_bookmark(struct fb_word_reading *reading, const struct fb_xml_node *end)
{
    const char *id = fb_word_attribute(end, "id");

    for (size_t i = reading->bookmarks.count; id != NULL && i > 0; i--) {
        struct fb_word_bookmark *bookmark = &reading->bookmarks.items[i - 1];
        char *text;
        if (bookmark->id == NULL || strcmp(bookmark->id, id) != 0)
            continue;
        text = fb_word_slice(reading, bookmark->start);
        FB_NEED(text);
        reading->word->controls.items[bookmark->control].text = text;
        reading->word->controls.items[bookmark->control].start = bookmark->start;
        reading->word->controls.items[bookmark->control].end = reading->text.length;
        close_bookmark(reading, bookmark->control);
        break;
    }
    return FB_OK;
}

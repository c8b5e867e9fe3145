/*
 * report_page_record.c: a record in the report for people.
 */
#include "base/i18n.h"
#include "batch/report_page.h"

#include <jansson.h>
#include <string.h>

const char *fb_page_class_name(enum fb_report_class class)
{
    static const char *const NAMES[] = {[FB_REPORT_BAD] = "bad",
                                        [FB_REPORT_KEPT] = "kept",
                                        [FB_REPORT_WARNED] = "warned",
                                        [FB_REPORT_GONE] = "gone",
                                        [FB_REPORT_GOOD] = "good"};

    return NAMES[class];
}

/* ---- messages ---- */

static const char *member(json_t *message, const char *key)
{
    const char *text = json_string_value(json_object_get(message, key));

    return text != NULL ? text : "";
}

/* Writes where something is: the cell, or the line; and the file, if it is another. */
static void write_place(struct fb_page *page, json_t *message, const char *file)
{
    json_int_t line = json_integer_value(json_object_get(message, "line"));
    const char *own = member(message, "file"), *sheet = member(message, "sheet");
    struct fb_buffer place;

    fb_buffer_init(&place, FB_BUFFER_OUTPUT_LIMIT);
    if (strcmp(own, file) != 0)
        fb_buffer_append_string(&place, own);
    if (place.length > 0 && (line > 0 || sheet[0] != '\0'))
        fb_buffer_append_string(&place, ": ");
    if (sheet[0] != '\0')
        fb_buffer_append_format(&place, "%s!%s", sheet, member(message, "cell"));
    else if (line > 0)
        fb_buffer_append_format(&place, _("line %lld, column %lld"), (long long)line,
                                (long long)json_integer_value(json_object_get(message, "column")));
    if (place.length > 0)
        fb_page_element(page, "p", "place", place.data);
    fb_buffer_release(&place);
}

static const char *level_word(const char *level)
{
    if (strcmp(level, "error") == 0)
        return _("error");
    return strcmp(level, "warning") == 0 ? _("warning") : _("note");
}

static void write_message(struct fb_page *page, json_t *message, const char *file)
{
    const char *level = member(message, "level");

    fb_page_open(page, "li", level);
    fb_page_open(page, "p", NULL);
    fb_page_element(page, "span", "badge", level_word(level));
    fb_page_text(page, " ");
    fb_page_text(page, member(message, "message"));
    fb_page_text(page, " [");
    fb_page_text(page, member(message, "code"));
    if (member(message, "rule")[0] != '\0') {
        fb_page_text(page, " ");
        fb_page_text(page, member(message, "rule"));
    }
    fb_page_text(page, "]");
    fb_page_close(page, "p");
    write_place(page, message, file);
    fb_page_element(page, "p", "hint", member(message, "hint"));
    fb_page_close(page, "li");
}

/* Errors come before warnings, and these before notes; else the order is that of the file. */
static void write_messages(struct fb_page *page, json_t *messages, const char *file)
{
    static const char *const LEVELS[] = {"error", "warning", "note"};
    json_t *message;
    size_t i;

    fb_page_open(page, "ul", "messages");
    for (size_t level = 0; level < sizeof LEVELS / sizeof *LEVELS; level++) {
        json_array_foreach(messages, i, message)
        {
            if (strcmp(member(message, "level"), LEVELS[level]) == 0)
                write_message(page, message, file);
        }
    }
    fb_page_close(page, "ul");
}

/* What is no JSON is shown as it was found. */
fb_status fb_page_messages(struct fb_page *page, const char *messages, const char *file)
{
    const char *clean = fb_report_clean(page->work.scratch, messages);
    json_t *array = json_loads(messages, 0, NULL);

    FB_NEED(clean);
    if (array == NULL && messages[0] != '\0')
        fb_page_element(page, "pre", NULL, clean);
    else if (json_array_size(array) > 0)
        write_messages(page, array, file);
    json_decref(array);
    return FB_OK;
}

/* ---- records ---- */

const char *fb_page_department(struct fb_page *page, const char *name)
{
    return name[0] != '\0' ? fb_report_name(page->work.scratch, name) : _("(none)");
}

/* Returns the extension of a document in capital letters. */
static const char *kind_of(struct fb_page *page, const char *path)
{
    const char *dot = strrchr(path, '.');
    char *kind = fb_arena_string(page->work.scratch, dot != NULL ? dot + 1 : path);

    for (char *letter = kind; letter != NULL && *letter != '\0'; letter++) {
        if (*letter >= 'a' && *letter <= 'z')
            *letter = (char)(*letter - 'a' + 'A');
    }
    return kind;
}

static fb_status write_link(struct fb_page *page, const char *path)
{
    const char *kind = kind_of(page, path);
    const char *name = fb_report_clean(page->work.scratch, path);
    struct fb_buffer address;
    fb_status status;

    FB_NEED(kind);
    FB_NEED(name);
    kind = fb_report_clean(page->work.scratch, kind);
    FB_NEED(kind);
    fb_buffer_init(&address, FB_BUFFER_OUTPUT_LIMIT);
    fb_report_append_address(&address, page->work.report->documents);
    fb_report_append_address(&address, path);
    fb_page_open(page, "a", NULL);
    fb_xml_write_attribute(&page->writer, "href", address.data);
    fb_xml_write_attribute(&page->writer, "title", name);
    fb_page_text(page, kind);
    fb_page_close(page, "a");
    status = address.status;
    fb_buffer_release(&address);
    return status;
}

fb_status fb_page_links(struct fb_page *page, const struct fb_state_outputs *outputs)
{
    for (size_t i = 0; i < outputs->count; i++) {
        if (i > 0)
            fb_page_text(page, " ");
        FB_TRY(write_link(page, outputs->items[i].path));
    }
    return FB_OK;
}

/*
 * Begins an element that the search shows or hides. All elements of a record have one key, and are
 * found by what any of them says.
 */
static fb_status open_searched(struct fb_page *page, const char *name, const char *class,
                               const struct fb_report_record *shown)
{
    const char *department = fb_report_clean(page->work.scratch, shown->record->department);
    const char *input = fb_report_clean(page->work.scratch, shown->record->input);
    char *key;

    FB_NEED(department);
    FB_NEED(input);
    key = fb_arena_format(page->work.scratch, "%s#%zu", input, shown->record->index + 1);
    FB_NEED(key);
    fb_page_open(page, name, class);
    fb_xml_write_attribute(&page->writer, "data-state", fb_page_class_name(shown->class));
    fb_xml_write_attribute(&page->writer, "data-department", department);
    fb_xml_write_attribute(&page->writer, "data-key", key);
    return FB_OK;
}

/* The name of a record: its title, or its file's path. */
static const char *title_of(struct fb_page *page, const struct fb_state_record *record)
{
    return fb_report_name(page->work.scratch,
                          record->title[0] != '\0' ? record->title : record->input);
}

static fb_status write_where(struct fb_page *page, const struct fb_state_record *record)
{
    const char *input = fb_report_name(page->work.scratch, record->input);
    const char *department = fb_page_department(page, record->department);
    char *where;

    FB_NEED(input);
    FB_NEED(department);
    where = fb_arena_format(page->work.scratch, _("%s, record %zu; department: %s"), input,
                            record->index + 1, department);
    FB_NEED(where);
    fb_page_element(page, "p", "where", where);
    return FB_OK;
}

static fb_status write_documents(struct fb_page *page, const struct fb_report_record *shown)
{
    if (shown->outputs.count == 0)
        return FB_OK;
    fb_page_open(page, "p", "documents");
    fb_page_text(page, shown->class == FB_REPORT_BAD ? _("Documents of an earlier run: ")
                                                     : _("Documents: "));
    FB_TRY(fb_page_links(page, &shown->outputs));
    fb_page_close(page, "p");
    return FB_OK;
}

/* What was edited in a document that was kept; its path is known from the link. */
static fb_status write_edits(struct fb_page *page, const struct fb_state_record *record)
{
    char *path =
        fb_arena_format(page->work.scratch, "%s/%s.docx", page->work.report->output, record->path);

    FB_NEED(path);
    return record->end == FB_RECORD_KEPT ? fb_page_messages(page, record->edits, path) : FB_OK;
}

fb_status fb_page_record(void *data, const struct fb_report_record *shown)
{
    struct fb_page *page = data;
    const struct fb_state_record *record = shown->record;
    const char *title = title_of(page, record);
    char *class =
        fb_arena_format(page->work.scratch, "record %s", fb_page_class_name(shown->class));

    FB_NEED(title);
    FB_NEED(class);
    FB_TRY(open_searched(page, "div", class, shown));
    fb_page_element(page, "h3", NULL, title);
    FB_TRY(write_where(page, record));
    FB_TRY(write_documents(page, shown));
    FB_TRY(write_edits(page, record));
    FB_TRY(fb_page_messages(page, record->messages, record->input));
    fb_page_close(page, "div");
    fb_buffer_append_char(page->out, '\n');
    return page->out->status;
}

fb_status fb_page_row(void *data, const struct fb_report_record *shown)
{
    struct fb_page *page = data;
    const struct fb_state_record *record = shown->record;
    const char *title = title_of(page, record);
    const char *department = fb_page_department(page, record->department);
    const char *input = fb_report_name(page->work.scratch, record->input);
    char *class = fb_arena_format(page->work.scratch, "badge %s", fb_page_class_name(shown->class));

    FB_NEED(title);
    FB_NEED(department);
    FB_NEED(input);
    FB_NEED(class);
    FB_TRY(open_searched(page, "tr", NULL, shown));
    fb_page_element(page, "td", class, fb_report_class_word(shown->class));
    fb_page_element(page, "td", NULL, department);
    fb_page_element(page, "td", NULL, title);
    fb_page_open(page, "td", NULL);
    FB_TRY(fb_page_links(page, &shown->outputs));
    fb_page_text(page, "");
    fb_page_close(page, "td");
    fb_page_element(page, "td", NULL, input);
    fb_page_number(page, "td", record->index + 1);
    fb_page_close(page, "tr");
    fb_buffer_append_char(page->out, '\n');
    return page->out->status;
}

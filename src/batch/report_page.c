#include "batch/report_page.h"

#include "base/i18n.h"

#include <string.h>

/* ---- the head ---- */

static void write_meta(struct fb_page *page, const char *name, const char *content)
{
    fb_page_open(page, "meta", NULL);
    fb_xml_write_attribute(&page->writer, "name", name);
    fb_xml_write_attribute(&page->writer, "content", content);
    fb_page_close(page, "meta");
}

static void write_head(struct fb_page *page)
{
    fb_page_open(page, "head", NULL);
    fb_page_open(page, "meta", NULL);
    fb_xml_write_attribute(&page->writer, "charset", "utf-8");
    fb_page_close(page, "meta");
    write_meta(page, "viewport", "width=device-width, initial-scale=1");
    write_meta(page, "generator", "fubiao " FB_VERSION);
    fb_page_open(page, "title", NULL);
    fb_page_text(page, _("Report of a batch"));
    fb_page_text(page, " ");
    fb_page_text(page, page->work.report->time);
    fb_page_close(page, "title");
    fb_page_raw(page, "style", FB_PAGE_STYLE);
    fb_page_close(page, "head");
}

/* ---- the summary ---- */

/* Writes when and where the run was: the day and the time of ISO 8601 with a blank between. */
static fb_status write_run(struct fb_page *page)
{
    const struct fb_batch_report *report = page->work.report;
    const char *output = fb_report_name(page->work.scratch, report->output);
    char *time = fb_arena_string(page->work.scratch, report->time);
    char *divider = time != NULL ? strchr(time, 'T') : NULL;
    char *line;

    FB_NEED(output);
    FB_NEED(time);
    if (divider != NULL)
        *divider = ' ';
    line = fb_arena_format(page->work.scratch, _("%s; output folder: %s; fubiao %s"), time, output,
                           FB_VERSION);
    FB_NEED(line);
    fb_page_element(page, "p", "soft", line);
    if (report->shards <= 1)
        return FB_OK;
    line = fb_arena_format(page->work.scratch, _("This is part %zu of %zu."), report->shard + 1,
                           report->shards);
    FB_NEED(line);
    fb_page_element(page, "p", "soft", line);
    return FB_OK;
}

/* Says in sentences whether all is well; a line that is NULL is memory that is used up. */
static fb_status write_verdict(struct fb_page *page)
{
    const struct fb_batch_report *report = page->work.report;
    struct fb_arena *arena = page->work.scratch;
    size_t bad = page->work.counts[FB_REPORT_BAD], left = report->tally->left;
    size_t unbound = report->tally->volumes_failed + report->tally->volumes_left;
    bool trouble = fb_diagnostics_count(report->run, FB_ERROR) > 0;
    const char *lines[4] = {"", "", "", trouble ? _("The run itself had trouble: see below.") : ""};

    if (bad > 0)
        lines[0] = fb_arena_format(arena,
                                   _("%zu records have errors; their documents are missing, or "
                                     "those of an earlier run."),
                                   bad);
    if (left > 0)
        lines[1] = fb_arena_format(
            arena, _("%zu records were not begun, because the run was stopped."), left);
    if (unbound > 0)
        lines[2] = fb_arena_format(
            arena, _("%zu volumes were not made; they are missing, or those of an earlier run."),
            unbound);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        FB_NEED(lines[i]);
        if (lines[i][0] != '\0')
            fb_page_element(page, "p", "verdict bad", lines[i]);
    }
    if (bad == 0 && left == 0 && unbound == 0 && !trouble)
        fb_page_element(page, "p", "verdict good", _("No record has an error."));
    return FB_OK;
}

static void write_count(struct fb_page *page, const char *what, size_t count, bool always)
{
    if (count == 0 && !always)
        return;
    fb_page_open(page, "tr", NULL);
    fb_page_number(page, "td", count);
    fb_page_element(page, "td", NULL, what);
    fb_page_close(page, "tr");
}

/* The counts of the run, in the words of the program's own summary. */
static void write_tally(struct fb_page *page)
{
    const struct fb_batch_tally *tally = page->work.report->tally;

    fb_page_open(page, "table", "summary");
    fb_page_open(page, "tbody", NULL);
    write_count(page, _("records in this run"), tally->records, true);
    write_count(page, _("made"), tally->made, true);
    write_count(page, _("unchanged"), tally->unchanged, true);
    write_count(page, _("with errors: their earlier documents are as they were"), tally->failed,
                true);
    write_count(page, _("at which the program broke down"), tally->broken, false);
    write_count(page, _("with a document that was edited: it was kept"), tally->kept, false);
    write_count(page, _("of other parts (--shard)"), tally->elsewhere, false);
    write_count(page, _("not begun, because the run was stopped"), tally->left, false);
    write_count(page, _("with warnings"), tally->warned, false);
    write_count(page, _("gone from the sources since earlier runs"), tally->vanished, false);
    write_count(page, _("documents that have another name now"), tally->renamed, false);
    write_count(page, _("volumes made"), tally->volumes_made, false);
    write_count(page, _("volumes unchanged"), tally->volumes_unchanged, false);
    write_count(page, _("volumes that could not be made"), tally->volumes_failed, false);
    write_count(page, _("volumes not begun, because the run was stopped"), tally->volumes_left,
                false);
    write_count(page, _("volumes whose records are gone"), tally->volumes_gone, false);
    fb_page_close(page, "tbody");
    fb_page_close(page, "table");
}

/* What is wrong with the run itself: a source that is missing, a disk that is full. */
static fb_status write_run_messages(struct fb_page *page)
{
    struct fb_diagnostics *run = page->work.report->run;
    struct fb_buffer messages;
    fb_status status;

    if (fb_diagnostics_count(run, FB_ERROR) + fb_diagnostics_count(run, FB_WARNING) == 0)
        return FB_OK;
    fb_page_element(page, "h2", NULL, _("About the run itself"));
    fb_buffer_init(&messages, FB_BUFFER_OUTPUT_LIMIT);
    fb_diagnostics_print_json(run, &messages);
    status = messages.status;
    if (status == FB_OK)
        status = fb_page_messages(page, messages.data, "");
    fb_buffer_release(&messages);
    return status;
}

/* ---- departments ---- */

static fb_status write_department(struct fb_page *page,
                                  const struct fb_report_department *department)
{
    const char *name = fb_page_department(page, department->name);

    FB_NEED(name);
    fb_page_open(page, "tr", NULL);
    fb_page_element(page, "td", NULL, name);
    fb_page_number(page, "td", department->records);
    fb_page_number(page, "td", department->counts[FB_REPORT_BAD]);
    fb_page_number(page, "td", department->counts[FB_REPORT_KEPT]);
    fb_page_number(page, "td", department->counts[FB_REPORT_WARNED]);
    fb_page_number(page, "td", department->counts[FB_REPORT_GONE]);
    fb_page_close(page, "tr");
    return FB_OK;
}

static fb_status write_departments(struct fb_page *page)
{
    static const char *const HEADINGS[] = {
        N_("Department"), N_("Records"), N_("With errors"), N_("Edited"), N_("With warnings only"),
        N_("Gone"),       NULL};

    fb_page_element(page, "h2", NULL, _("By department"));
    fb_page_open(page, "table", "counts");
    fb_page_headings(page, HEADINGS);
    fb_page_open(page, "tbody", NULL);
    for (size_t i = 0; i < page->work.departments.count; i++)
        FB_TRY(write_department(page, &page->work.departments.items[i]));
    fb_page_text(page, "");
    fb_page_close(page, "tbody");
    fb_page_close(page, "table");
    return FB_OK;
}

/* ---- the search ---- */

static void write_option(struct fb_page *page, const char *value, const char *text)
{
    fb_page_open(page, "option", NULL);
    fb_xml_write_attribute(&page->writer, "value", value);
    fb_page_text(page, text);
    fb_page_close(page, "option");
}

/* Opens a choice of which the first is all. */
static void open_choice(struct fb_page *page, const char *id, const char *all)
{
    fb_page_open(page, "select", NULL);
    fb_xml_write_attribute(&page->writer, "id", id);
    fb_xml_write_attribute(&page->writer, "aria-label", all);
    write_option(page, "*", all);
}

static fb_status write_choices(struct fb_page *page)
{
    open_choice(page, "state", _("all states"));
    for (int class = 0; class < FB_REPORT_CLASSES; class ++)
        write_option(page, fb_page_class_name((enum fb_report_class) class),
                     fb_report_class_word((enum fb_report_class) class));
    fb_page_close(page, "select");
    open_choice(page, "department", _("all departments"));
    for (size_t i = 0; i < page->work.departments.count; i++) {
        const char *name = page->work.departments.items[i].name;
        const char *value = fb_report_clean(page->work.arena, name);
        const char *text = fb_page_department(page, name);
        FB_NEED(value);
        FB_NEED(text);
        write_option(page, value, text);
    }
    fb_page_close(page, "select");
    return FB_OK;
}

/* The bar is shown by the script: without it there is nothing to search with. */
static fb_status write_search(struct fb_page *page)
{
    fb_page_open(page, "div", NULL);
    fb_xml_write_attribute(&page->writer, "id", "bar");
    fb_xml_write_attribute(&page->writer, "hidden", "hidden");
    fb_page_open(page, "input", NULL);
    fb_xml_write_attribute(&page->writer, "id", "words");
    fb_xml_write_attribute(&page->writer, "type", "search");
    fb_xml_write_attribute(&page->writer, "placeholder", _("Search: words of a name, a message …"));
    fb_xml_write_attribute(&page->writer, "aria-label", _("Search"));
    fb_page_close(page, "input");
    FB_TRY(write_choices(page));
    fb_page_open(page, "span", NULL);
    fb_page_text(page, _("Records found: "));
    fb_page_open(page, "output", NULL);
    fb_xml_write_attribute(&page->writer, "id", "found");
    fb_page_text(page, "");
    fb_page_close(page, "output");
    fb_page_close(page, "span");
    fb_page_close(page, "div");
    return FB_OK;
}

/* ---- records ---- */

/* Says how many records a list has no room for. */
static fb_status write_rest(struct fb_page *page, size_t records, size_t most)
{
    char *line;

    if (records <= most)
        return FB_OK;
    line = fb_arena_format(page->work.scratch,
                           _("%zu more are not listed here; a report in JSON (--report FILE.json) "
                             "and the index (--index) have all."),
                           records - most);
    FB_NEED(line);
    fb_page_element(page, "p", "verdict bad", line);
    return FB_OK;
}

/* Writes the records of a class, with all that was said of them. */
static fb_status write_section(struct fb_page *page, enum fb_report_class class, const char *title)
{
    if (page->work.counts[class] == 0)
        return FB_OK;
    fb_page_element(page, "h2", NULL, title);
    FB_TRY(fb_report_each(&page->work, 1U << class, FB_REPORT_DETAILS, fb_page_record, page));
    return write_rest(page, page->work.counts[class], FB_REPORT_DETAILS);
}

static fb_status write_all(struct fb_page *page)
{
    static const char *const HEADINGS[] = {
        N_("State"), N_("Department"), N_("Project"), N_("Documents"),
        N_("File"),  N_("Record"),     NULL};
    size_t records = 0;

    fb_page_element(page, "h2", NULL, _("All records"));
    fb_page_open(page, "table", NULL);
    fb_page_headings(page, HEADINGS);
    fb_page_open(page, "tbody", NULL);
    FB_TRY(fb_report_each(&page->work, FB_REPORT_ALL, FB_REPORT_ROWS, fb_page_row, page));
    fb_page_text(page, "");
    fb_page_close(page, "tbody");
    fb_page_close(page, "table");
    for (int class = 0; class < FB_REPORT_CLASSES; class ++)
        records += page->work.counts[class];
    return write_rest(page, records, FB_REPORT_ROWS);
}

static fb_status write_body(struct fb_page *page)
{
    fb_page_open(page, "body", NULL);
    fb_page_element(page, "h1", NULL, _("Report of a batch"));
    FB_TRY(write_run(page));
    FB_TRY(write_verdict(page));
    FB_TRY(write_run_messages(page));
    write_tally(page);
    FB_TRY(write_departments(page));
    FB_TRY(fb_page_volumes(page));
    FB_TRY(write_search(page));
    FB_TRY(write_section(page, FB_REPORT_BAD, _("Errors")));
    FB_TRY(write_section(page, FB_REPORT_KEPT, _("Documents that were edited and were kept")));
    FB_TRY(write_section(page, FB_REPORT_WARNED, _("Warnings")));
    FB_TRY(write_section(page, FB_REPORT_GONE, _("Records that are in no source any more")));
    FB_TRY(write_all(page));
    fb_page_raw(page, "script", FB_PAGE_SCRIPT);
    fb_page_close(page, "body");
    return FB_OK;
}

static fb_status write_page(struct fb_page *page)
{
    fb_buffer_append_string(page->out, "<!DOCTYPE html>\n");
    fb_xml_writer_init_fragment(&page->writer, page->out);
    fb_page_open(page, "html", NULL);
    /* TRANSLATORS: the code of your language, as HTML has it: "zh-CN". */
    fb_xml_write_attribute(&page->writer, "lang", _("en"));
    write_head(page);
    FB_TRY(write_body(page));
    fb_page_close(page, "html");
    fb_buffer_append_char(page->out, '\n');
    return fb_xml_writer_finish(&page->writer);
}

fb_status fb_report_html(struct fb_buffer *out, const struct fb_batch_report *report,
                         struct fb_state *state)
{
    struct fb_page page = {.out = out};
    fb_status status = fb_report_begin(&page.work, report, state);

    if (status == FB_OK)
        status = write_page(&page);
    fb_report_end(&page.work);
    return status;
}

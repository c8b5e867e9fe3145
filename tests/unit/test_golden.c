/*
 * test_golden.c: what users see for small inputs, compared with files.
 *
 * tests/golden/diag/<name>/ shows one diagnostic each: template.xml (default: the seed's template)
 * and record.xml, .json, .jsonl or .csv (default: none) are read, by mapping.xml if it is there,
 * checked, merged and laid out as the program does, and expect.diag is all that is printed. Rules
 * and readers also have expect.zh.diag, the same in Chinese. A file `public` makes it a copy for
 * the public, a file `docx` tells what its DOCX cannot have. Every code of diag_codes.def has such
 * a folder, or a file in tests/golden/batch (tests/e2e/batch-messages.sh), or a line with the
 * reason why no file can show it in tests/golden/diag/exceptions.txt.
 *
 * tests/golden/doc/<name>/ does the same without errors: expect.template, expect.record and
 * expect.doc are the dumps, expect.pages is what the trace device gives, and the folder docx/ holds
 * parts of the DOCX by their names; what is not there is not compared. There the file `inputs` may
 * name the template and the record, from the root of the sources, in a line each; expect.diag has
 * the warnings, of which there are none if it is not there.
 *
 * What a template includes lies in the folder of its case, or is shipped.
 *
 * With FUBIAO_UPDATE_GOLDENS in the environment the expectations are written instead of compared.
 */
#include "check/check.h"
#include "convert/shape.h"
#include "data/record.h"
#include "device/device.h"
#include "doc/dump.h"
#include "docx/context.h"
#include "job/flow.h"
#include "layout/fit.h"
#include "layout/layout.h"
#include "merge/merge.h"
#include "paint/paint.h"
#include "template/template.h"
#include "testing.h"

#include "base/file.h"
#include "base/i18n.h"

#include <dirent.h>
#include <locale.h>
#include <unistd.h>

#define GOLDEN_FOLDER FB_TEST_SOURCE_DIR "/tests/golden"

/* From the folder of a case, so that what is printed names no folder of one machine. */
#define SOURCES       "../../../.."
#define SEED_TEMPLATE SOURCES "/templates/宁夏2021/项目支出绩效目标表.xml"
#define SEED_RECORD   SOURCES "/samples/宁夏2021/巡视巡察工作经费.xml"

enum { CASES_MAX = 500, PATH_MAX_BYTES = 1024, INCLUDED_MAX = 16 };

/* All that one case makes. */
struct run {
    struct fb_diagnostics *sink;
    struct fb_arena *arena;
    struct fb_input *input;
    struct fb_input *included[INCLUDED_MAX];
    size_t included_count;
    struct fb_template *template;
    struct fb_record_setup setup; /* how the record is read */
    struct fb_record *record;
    struct fb_xml *xml; /* the first of the record */
    struct fb_doc *doc;
    const struct fb_doc *fitted;
    struct fb_buffer trace; /* of the pages */
    struct fb_flow_pages noted;
};

static struct fb_font_set *fonts;

static int open_fonts(void **state)
{
    static const char *const FOLDERS[] = {FB_TEST_SOURCE_DIR "/fonts", NULL};
    struct fb_font_problem problem;

    (void)state;
    return fb_font_set_open(&fonts, FOLDERS, &problem) == FB_OK ? 0 : -1;
}

static int close_fonts(void **state)
{
    (void)state;
    fb_font_set_free(fonts);
    return 0;
}

/* Where the pages of a run go. */
struct drawing {
    struct run *run;
    struct fb_painter *painter;
};

static fb_status draw_page(void *data, const struct fb_page *page)
{
    struct drawing *drawing = data;

    fb_flow_note(&drawing->run->noted, drawing->run->fitted, page);
    return fb_painter_page(drawing->painter, page);
}

/* Draws the calls of the device as text: where every line of text and every rule stands. */
static fb_status draw_pages(struct run *run, struct fb_device *device)
{
    struct drawing drawing = {.run = run};
    const struct fb_page_taker taker = {draw_page, &drawing};
    fb_status status;

    FB_TRY(fb_painter_new(&drawing.painter, device, &(struct fb_paint_part){.doc = run->fitted}));
    status = fb_layout_each(run->fitted, fonts, taker, run->sink);
    if (status == FB_OK)
        status = fb_painter_finish(drawing.painter);
    fb_painter_free(drawing.painter);
    return status;
}

/* Fits the document and lays it out, if nothing before was wrong with it. */
static fb_status run_layout(struct run *run)
{
    struct fb_device *device;
    fb_status status;

    if (fb_diagnostics_count(run->sink, FB_ERROR) > 0)
        return FB_ERR_INPUT;
    FB_TRY(fb_fit(&run->fitted, run->arena, run->doc, fonts, run->sink));
    FB_TRY(fb_device_new(&device, "trace", &run->trace));
    status = draw_pages(run, device);
    fb_device_free(device);
    return status;
}

/* What a template of a case includes lies in the folder of the case, or is shipped. */
static fb_status load_included(const struct fb_source **out, void *data, const char *path,
                               struct fb_diagnostics *sink)
{
    struct run *run = data;
    struct fb_input **input = &run->included[run->included_count];

    if (!fb_file_exists(path))
        path = fb_arena_format(run->arena, "%s/%s", FB_TEST_SOURCE_DIR "/templates", path);
    if (!fb_file_exists(path))
        return FB_ERR_INPUT;
    assert_true(++run->included_count < INCLUDED_MAX);
    FB_TRY(fb_input_read(input, path, sink));
    *out = fb_input_source(*input);
    return FB_OK;
}

/* What a record of the case's template holds, for tables. */
static fb_status give_fields(struct fb_record_fields *out, void *data, const char *template_name,
                             struct fb_position position, struct fb_diagnostics *sink)
{
    const struct run *run = data;

    (void)template_name;
    (void)position;
    (void)sink;
    FB_TRY(fb_shape_of(&out->record, run->arena, run->template));
    return fb_shape_attributes(&out->attributes, run->arena, run->template);
}

/* Goes through the stages until one finds errors, as the program does. */
static fb_status run_stages(struct run *run, const char *template, const char *record)
{
    const struct fb_template_loader loader = {load_included, run};
    struct fb_merge_setup merging = {.editable = true};
    struct fb_check_setup setup = {
        .fonts = fonts, .public_copy = fb_file_exists("public"), .blank_form = &merging.blank_form};

    FB_TRY(fb_input_read(&run->input, template, run->sink));
    FB_TRY(fb_template_read(&run->template, fb_input_source(run->input), &loader, run->sink));
    if (record == NULL) {
        fb_template_review(run->template, run->sink);
        return FB_OK;
    }
    run->setup = (struct fb_record_setup){
        .mapping = fb_file_exists("mapping.xml") ? "mapping.xml" : NULL,
        .fields = give_fields,
        .data = run,
    };
    FB_TRY(fb_record_read(&run->record, record, &run->setup, run->sink));
    FB_TRY(fb_record_at(&run->xml, run->record, 0, run->sink));
    FB_TRY(fb_check_record(run->template, run->xml, &setup, run->sink));
    FB_TRY(fb_merge(&run->doc, run->arena, run->template, run->xml, &merging, run->sink));
    return run_layout(run);
}

/* Reads a line of a case's `inputs` as a path from the root of the sources. */
static void read_path(FILE *inputs, char *path)
{
    char line[PATH_MAX_BYTES / 2];

    assert_non_null(fgets(line, sizeof line, inputs));
    line[strcspn(line, "\n")] = '\0';
    snprintf(path, PATH_MAX_BYTES, SOURCES "/%s", line);
}

static fb_status run_inputs(struct run *run)
{
    FILE *inputs = fopen("inputs", "r");
    char template[PATH_MAX_BYTES], record[PATH_MAX_BYTES];

    assert_non_null(inputs);
    read_path(inputs, template);
    read_path(inputs, record);
    fclose(inputs);
    return run_stages(run, template, record);
}

/* Returns the record of a case, of whatever form, or the default. */
static const char *find_record(const char *otherwise)
{
    static const char *const NAMES[] = {"record.xml", "record.json", "record.jsonl", "record.csv"};

    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        if (fb_file_exists(NAMES[i]))
            return NAMES[i];
    }
    return otherwise;
}

static fb_status run_case(struct run *run, const char *area, const char *name)
{
    bool seed = strcmp(area, "doc") == 0;
    char folder[PATH_MAX_BYTES];

    snprintf(folder, sizeof folder, GOLDEN_FOLDER "/%s/%s", area, name);
    assert_int_equal(chdir(folder), 0);
    memset(run, 0, sizeof *run);
    assert_int_equal(fb_diagnostics_new(&run->sink), FB_OK);
    assert_int_equal(fb_arena_new(&run->arena, FB_ARENA_JOB_LIMIT), FB_OK);
    fb_buffer_init(&run->trace, FB_BUFFER_OUTPUT_LIMIT);
    if (fb_file_exists("inputs"))
        return run_inputs(run);
    return run_stages(run, fb_file_exists("template.xml") ? "template.xml" : SEED_TEMPLATE,
                      find_record(seed ? SEED_RECORD : NULL));
}

static void release(struct run *run)
{
    fb_buffer_release(&run->trace);
    fb_record_free(run->record);
    fb_template_free(run->template);
    fb_input_free(run->input);
    for (size_t i = 0; i < run->included_count; i++)
        fb_input_free(run->included[i]);
    fb_arena_free(run->arena);
    fb_diagnostics_free(run->sink);
}

/* Compares with a file of the case's folder, or writes it. */
static void expect(const char *path, struct fb_buffer *found)
{
    struct fb_buffer expected;

    assert_int_equal(found->status, FB_OK);
    fb_buffer_init(&expected, FB_BUFFER_OUTPUT_LIMIT);
    if (getenv("FUBIAO_UPDATE_GOLDENS") != NULL)
        assert_int_equal(fb_file_write(path, found->data, found->length), FB_OK);
    if (fb_file_read(&expected, path) != FB_OK)
        fail_msg("%s is missing", path);
    assert_string_equal(found->data, expected.data);
    fb_buffer_release(&expected);
    fb_buffer_release(found);
}

/* What templates say themselves, and what is told of the files of offices, is for Chinese readers.
 */
static bool speaks_chinese(const char *name)
{
    static const char *const AREAS[] = {"rule", "silence",  "encoding-", "json-",
                                        "csv-", "mapping-", "table-",    "docx-"};

    for (size_t i = 0; i < sizeof AREAS / sizeof *AREAS; i++) {
        if (strncmp(name, AREAS[i], strlen(AREAS[i])) == 0)
            return true;
    }
    return false;
}

/* Compares what is printed in Chinese; the translations are those beside the tests. */
static void expect_chinese(struct run *run)
{
    struct fb_buffer out;

    assert_int_equal(setenv("LANGUAGE", "zh_CN", 1), 0);
    assert_non_null(setlocale(LC_MESSAGES, "C.UTF-8"));
    if (fb_file_exists("docx")) {
        /* What it lists is put into words when it is told. */
        fb_diagnostics_free(run->sink);
        assert_int_equal(fb_diagnostics_new(&run->sink), FB_OK);
        assert_int_equal(fb_flow_report(run->fitted, &run->noted, run->sink), FB_OK);
    }
    fb_buffer_init(&out, FB_BUFFER_OUTPUT_LIMIT);
    fb_diagnostics_print(run->sink, &out, false);
    setlocale(LC_MESSAGES, "C");
    expect("expect.zh.diag", &out);
}

static bool contains_code(const char *text, const char *name)
{
    char mark[PATH_MAX_BYTES];

    snprintf(mark, sizeof mark, "[%s]\n", name);
    if (strstr(text, mark) != NULL)
        return true;
    snprintf(mark, sizeof mark, "[%s ", name); /* a rule's: its id follows */
    return strstr(text, mark) != NULL;
}

static void test_diagnostic(void **state)
{
    const char *name = *state;
    struct fb_buffer out;
    struct run run;
    fb_status status;

    status = run_case(&run, "diag", name);
    if (fb_file_exists("docx") && status == FB_OK)
        assert_int_equal(fb_flow_report(run.fitted, &run.noted, run.sink), FB_OK);
    fb_buffer_init(&out, FB_BUFFER_OUTPUT_LIMIT);
    fb_diagnostics_print(run.sink, &out, false);
    if (!contains_code(out.data, name))
        fail_msg("the case does not show [%s] but:\n%s", name, out.data);
    expect("expect.diag", &out);
    if (speaks_chinese(name))
        expect_chinese(&run);
    release(&run);
}

/* The parts of the DOCX for which the folder docx/ has a file, by their names in the package. */
static void expect_parts(struct run *run)
{
    const struct fb_docx_setup setup = {.record = run->xml,
                                        .template = run->template,
                                        .program = "0",
                                        .public_copy = fb_file_exists("public")};
    struct fb_docx_context context;
    size_t compared = 0;

    assert_int_equal(fb_docx_context_init(&context, run->arena, run->fitted, &setup, NULL), FB_OK);
    for (size_t i = 0; i < context.parts.count; i++) {
        const struct fb_docx_part *part = &context.parts.items[i];
        char path[PATH_MAX_BYTES];
        struct fb_buffer out;

        snprintf(path, sizeof path, "docx/%s", part->name);
        if (!fb_file_exists(path))
            continue;
        fb_buffer_init(&out, FB_BUFFER_OUTPUT_LIMIT);
        if (part->bytes != NULL)
            fb_buffer_append(&out, part->bytes->data, part->bytes->length);
        else
            assert_int_equal(part->write(&out, &context, part), FB_OK);
        expect(path, &out);
        compared++;
    }
    fb_docx_context_release(&context);
    assert_true(compared > 0);
}

static void test_document(void **state)
{
    struct fb_buffer out;
    struct run run;
    fb_status status = run_case(&run, "doc", *state);

    fb_buffer_init(&out, FB_BUFFER_OUTPUT_LIMIT);
    fb_diagnostics_print(run.sink, &out, false);
    if (fb_file_exists("expect.diag"))
        expect("expect.diag", &out);
    else
        assert_string_equal(out.data, "");
    assert_int_equal(status, FB_OK);
    if (fb_file_exists("expect.template")) {
        fb_template_dump(&out, run.template);
        expect("expect.template", &out);
    }
    if (fb_file_exists("expect.record")) {
        assert_int_equal(fb_record_dump(&out, run.xml), FB_OK);
        expect("expect.record", &out);
    }
    fb_doc_dump(&out, run.doc);
    expect("expect.doc", &out);
    if (fb_file_exists("expect.pages"))
        expect("expect.pages", &run.trace);
    if (fb_file_is_folder("docx"))
        expect_parts(&run);
    release(&run);
}

/* Returns true if exceptions.txt has a line that begins with the name and gives a reason. */
static bool is_exception(const char *exceptions, const char *name)
{
    size_t length = strlen(name);

    for (const char *line = exceptions; line != NULL && *line != '\0';) {
        if (strncmp(line, name, length) == 0 && strspn(line + length, " ") > 0)
            return true;
        line = strchr(line, '\n');
        line = line == NULL ? NULL : line + 1;
    }
    return false;
}

static void test_every_code_is_shown(void **state)
{
    struct fb_buffer exceptions;
    size_t missing = 0;

    (void)state;
    fb_buffer_init(&exceptions, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_file_read(&exceptions, GOLDEN_FOLDER "/diag/exceptions.txt"), FB_OK);
    for (size_t code = 0; code < FB_DIAG_COUNT; code++) {
        const char *name = fb_diag_name((enum fb_diag_code)code);
        char folder[PATH_MAX_BYTES];
        bool shown;
        snprintf(folder, sizeof folder, GOLDEN_FOLDER "/batch/%s.txt", name);
        shown = fb_file_exists(folder);
        snprintf(folder, sizeof folder, GOLDEN_FOLDER "/diag/%s", name);
        shown = shown || fb_file_is_folder(folder);
        if (shown != is_exception(exceptions.data, name))
            continue;
        print_error("%s: has neither a folder nor a reason, or both\n", name);
        missing++;
    }
    assert_int_equal(missing, 0);
    fb_buffer_release(&exceptions);
}

struct cases {
    struct CMUnitTest tests[CASES_MAX];
    char names[CASES_MAX][256];
    size_t count;
};

static int by_name(const void *left, const void *right)
{
    return strcmp(left, right);
}

/* Adds a test for each folder of an area, by name. */
static void add_folders(struct cases *cases, const char *area, CMUnitTestFunction function)
{
    size_t first = cases->count;
    char path[PATH_MAX_BYTES];
    struct dirent *entry;
    DIR *folder;

    snprintf(path, sizeof path, GOLDEN_FOLDER "/%s", area);
    folder = opendir(path);
    while (folder != NULL && (entry = readdir(folder)) != NULL && cases->count < CASES_MAX) {
        snprintf(path, sizeof path, GOLDEN_FOLDER "/%s/%s", area, entry->d_name);
        if (entry->d_name[0] != '.' && fb_file_is_folder(path))
            snprintf(cases->names[cases->count++], sizeof cases->names[0], "%s", entry->d_name);
    }
    if (folder != NULL)
        closedir(folder);
    qsort(cases->names[first], cases->count - first, sizeof cases->names[0], by_name);
    for (size_t i = first; i < cases->count; i++)
        cases->tests[i] = (struct CMUnitTest){
            .name = cases->names[i], .test_func = function, .initial_state = cases->names[i]};
}

int main(void)
{
    static struct cases cases;

    bindtextdomain(FB_TEXT_DOMAIN, FB_TEST_TRANSLATIONS);
    bind_textdomain_codeset(FB_TEXT_DOMAIN, "UTF-8");

    cases.tests[cases.count++] = (struct CMUnitTest)cmocka_unit_test(test_every_code_is_shown);
    add_folders(&cases, "diag", test_diagnostic);
    add_folders(&cases, "doc", test_document);
    return _cmocka_run_group_tests("golden", cases.tests, cases.count, open_fonts, close_fonts);
}

/*
 * test_extract_fixtures.c: documents as Word, WPS and LibreOffice save them.
 *
 * tests/fixtures/docx/<name>/parts/ holds the parts of a DOCX, laid open to be read and changed;
 * they are packed and extracted here. expect.xml is the record that comes back, expect.diag what is
 * told. `made` is what the program wrote of record.xml with template.xml, less what no reader of
 * records looks at: borders, margins, pages. Of the others the folder's name tells the program that
 * saved it and what was edited there. README.md tells where each is from.
 *
 * With FUBIAO_UPDATE_GOLDENS in the environment the expectations are written instead of compared.
 */
#include "base/file.h"
#include "convert/form.h"
#include "extract/extract.h"
#include "package_testing.h"
#include "testing.h"

#include <dirent.h>
#include <sys/stat.h>

#define FIXTURES FB_TEST_SOURCE_DIR "/tests/fixtures/docx"

enum { PARTS_MOST = 20, PATH_BYTES = 1024 };

/* The parts of one case, in memory. */
struct laid_open {
    struct package_part parts[PARTS_MOST];
    struct fb_buffer bytes[PARTS_MOST];
    char names[PARTS_MOST][PATH_BYTES];
    size_t count;
};

static void add_part(struct laid_open *open, const char *path, const char *name)
{
    struct fb_buffer *bytes = &open->bytes[open->count];

    assert_true(open->count < PARTS_MOST);
    fb_buffer_init(bytes, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_file_read(bytes, path), FB_OK);
    snprintf(open->names[open->count], PATH_BYTES, "%s", name);
    open->parts[open->count] =
        (struct package_part){open->names[open->count], bytes->data, bytes->length};
    open->count++;
}

/* Adds all files of a folder, and of those in it. */
static void add_folder(struct laid_open *open, const char *folder, const char *name)
{
    DIR *directory = opendir(folder);
    const struct dirent *entry;

    assert_non_null(directory);
    while ((entry = readdir(directory)) != NULL) {
        char path[PATH_BYTES], below[PATH_BYTES];
        struct stat status;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        assert_true(snprintf(path, sizeof path, "%s/%s", folder, entry->d_name) < PATH_BYTES);
        assert_true(snprintf(below, sizeof below, "%s%s%s", name, *name != '\0' ? "/" : "",
                             entry->d_name) < PATH_BYTES);
        assert_int_equal(stat(path, &status), 0);
        if (S_ISDIR(status.st_mode))
            add_folder(open, path, below);
        else
            add_part(open, path, below);
    }
    closedir(directory);
}

static void compare(const char *name, const char *file, const struct fb_buffer *found)
{
    char path[PATH_BYTES];
    struct fb_buffer expected;

    snprintf(path, sizeof path, FIXTURES "/%s/%s", name, file);
    if (getenv("FUBIAO_UPDATE_GOLDENS") != NULL) {
        assert_int_equal(fb_file_write(path, found->data, found->length), FB_OK);
        return;
    }
    fb_buffer_init(&expected, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_file_read(&expected, path), FB_OK);
    assert_string_equal(found->data, expected.data);
    fb_buffer_release(&expected);
}

static void check_record(const char *name, const struct fb_extract *extract,
                         struct fb_diagnostics *sink)
{
    struct fb_buffer record, told;
    struct fb_xml *xml;

    fb_buffer_init(&record, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&told, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_tree_document(&xml, fb_extract_record(extract)), FB_OK);
    assert_int_equal(fb_form_write_xml(&record, xml, sink), FB_OK);
    fb_xml_free(xml);
    fb_extract_report(extract, false, sink);
    fb_diagnostics_print(sink, &told, false);
    compare(name, "expect.xml", &record);
    compare(name, "expect.diag", &told);
    fb_buffer_release(&told);
    fb_buffer_release(&record);
}

static void check_case(const char *name)
{
    struct laid_open open = {.count = 0};
    struct fb_diagnostics *sink;
    struct fb_extract *extract;
    struct fb_buffer docx;
    char folder[PATH_BYTES];

    print_message("%s\n", name);
    snprintf(folder, sizeof folder, FIXTURES "/%s/parts", name);
    add_folder(&open, folder, "");
    fb_buffer_init(&docx, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(package_write(&docx, open.parts, open.count), FB_OK);
    assert_int_equal(fb_diagnostics_new(&sink), FB_OK);
    assert_int_equal(fb_extract_new(&extract, docx.data, docx.length, "edited.docx", sink), FB_OK);
    check_record(name, extract, sink);
    fb_extract_free(extract);
    fb_diagnostics_free(sink);
    fb_buffer_release(&docx);
    for (size_t i = 0; i < open.count; i++)
        fb_buffer_release(&open.bytes[i]);
}

static void fixtures(void **state)
{
    DIR *directory = opendir(FIXTURES);
    const struct dirent *entry;
    size_t count = 0;

    (void)state;
    assert_non_null(directory);
    while ((entry = readdir(directory)) != NULL) {
        if (strchr(entry->d_name, '.') == NULL) {
            check_case(entry->d_name);
            count++;
        }
    }
    closedir(directory);
    assert_true(count >= 9);
}

/* What was not edited comes back as it was, from whatever program. */
static void unchanged(void **state)
{
    static const char *const FILES[] = {FIXTURES "/made/expect.diag",
                                        FIXTURES "/libreoffice-saved/expect.diag"};

    (void)state;
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        struct fb_buffer told;
        fb_buffer_init(&told, FB_BUFFER_OUTPUT_LIMIT);
        assert_int_equal(fb_file_read(&told, FILES[i]), FB_OK);
        assert_int_equal(told.length, 0);
        fb_buffer_release(&told);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fixtures),
        cmocka_unit_test(unchanged),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

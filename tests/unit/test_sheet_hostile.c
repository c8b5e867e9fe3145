/*
 * test_sheet_hostile.c: workbooks that are damaged, too large, or no workbooks: each is refused
 * with a diagnostic of its own, within bounds of memory, and none does harm.
 */
#include "sheet_testing.h"

#define BOOK(sheets) \
    "<workbook " MAIN " xmlns:r=\"" OFFICE "\"><sheets>" sheets "</sheets></workbook>"
#define ONE_SHEET BOOK("<sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/>")
#define RELATIONS                                                                   \
    "<Relationships " RELS ">" RELATION("r1", "worksheet", "worksheets/sheet1.xml") \
        RELATION("r2", "sharedStrings", "strings.xml") "</Relationships>"
#define STRINGS "<sst " MAIN "><si><t>甲</t></si></sst>"

/* A workbook that is whole, whose parts a case replaces. */
static const struct part WHOLE[] = {
    {TYPES_PART, CONTENT_TYPE},
    {"_rels/.rels", ROOT_RELATIONS},
    {"xl/workbook.xml", ONE_SHEET},
    {"xl/_rels/workbook.xml.rels", RELATIONS},
    {"xl/strings.xml", STRINGS},
    {"xl/worksheets/sheet1.xml", SHEET("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")},
    {NULL, NULL},
};

/* Makes the whole workbook with another text for a part; NULL: without the part. */
static void make_with(struct fb_buffer *out, const char *name, const char *text)
{
    struct part parts[COUNT(WHOLE)];
    size_t count = 0;

    for (size_t i = 0; i + 1 < COUNT(WHOLE); i++) {
        bool replaced = strcmp(WHOLE[i].name, name) == 0;
        if (replaced && text == NULL)
            continue;
        parts[count].name = WHOLE[i].name;
        parts[count++].text = replaced ? text : WHOLE[i].text;
    }
    parts[count] = (struct part){NULL, NULL};
    make_package(out, parts);
}

/* Reads what must be refused, with one diagnostic of that name. */
static void check_refused(const void *bytes, size_t length, const char *name)
{
    struct fb_buffer read, reported;
    const char *found;
    char mark[60];

    snprintf(mark, sizeof mark, "[%s]", name);
    assert_int_equal(read_package(&read, &reported, bytes, length), FB_ERR_INPUT);
    found = strstr(reported.data, mark);
    if (found == NULL || strstr(found + 1, mark) != NULL)
        fail_msg("not once %s but: %s", mark, reported.data);
    fb_buffer_release(&read);
    fb_buffer_release(&reported);
}

static void test_parts(void **state)
{
    static const struct {
        const char *part, *text, *name;
    } CASES[] = {
        {"_rels/.rels", NULL, "workbook-other"},
        {"_rels/.rels", "<Relationships " RELS "/>", "workbook-other"},
        {"_rels/.rels", "<Relationships ", "workbook-broken"},
        {"xl/workbook.xml", NULL, "workbook-other"},
        {"xl/workbook.xml", "<w:document xmlns:w=\"urn:word\"/>", "workbook-other"},
        {"xl/workbook.xml", "", "workbook-broken"},
        {"xl/workbook.xml", BOOK(""), "workbook-other"},
        {"xl/workbook.xml", BOOK("<sheet name=\"a\" r:id=\"r7\"/>"), "workbook-broken"},
        {"xl/workbook.xml", BOOK("<sheet name=\"a\"/>"), "workbook-broken"},
        {"xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a 'a'>]>" ONE_SHEET, "workbook-broken"},
        {"xl/_rels/workbook.xml.rels", NULL, "workbook-broken"},
        {"xl/strings.xml", NULL, "workbook-broken"},
        {"xl/strings.xml", "<sst " MAIN "><si>", "workbook-broken"},
        {"xl/strings.xml", "<sst " MAIN "/>", "workbook-broken"},
        {"xl/worksheets/sheet1.xml", NULL, "workbook-broken"},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c t=\"s\"><v>1</v></c></row>"),
         "workbook-broken"},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c t=\"s\"><v>-1</v></c></row>"),
         "workbook-broken"},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c t=\"z\"><v>1</v></c></row>"),
         "workbook-broken"},
        {"xl/worksheets/sheet1.xml", SHEET("<row r=\"0\"/>"), "workbook-broken"},
        {"xl/worksheets/sheet1.xml", SHEET("<row r=\"1048577\"/>"), "workbook-broken"},
        {"xl/worksheets/sheet1.xml", SHEET("<row r=\"1048576\"/><row/>"), "workbook-broken"},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c r=\"XFE1\"/></row>"), "workbook-broken"},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c r=\"XFD1\"/><c/></row>"), "workbook-broken"},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c r=\"A\"/></row>"), "workbook-broken"},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c r=\"A1:B2\"/></row>"), "workbook-broken"},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c r=\"A1234567890123456\"/></row>"),
         "workbook-broken"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet " MAIN "><mergeCells><mergeCell ref=\"B2:A1\"/></mergeCells></worksheet>",
         "workbook-broken"},
        {"xl/worksheets/sheet1.xml",
         "<worksheet " MAIN "><cols><col min=\"0\" max=\"9\"/></cols></worksheet>",
         "workbook-broken"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct fb_buffer package;
        make_with(&package, CASES[i].part, CASES[i].text);
        check_refused(package.data, package.length, CASES[i].name);
        fb_buffer_release(&package);
    }
}

/* Turns a bit of the one file whose name stands in the directory; every byte after it is its
 * record (APPNOTE.TXT 4.3.12), whose fields stand before the name. */
static char *last_of(struct fb_buffer *package, const char *name)
{
    size_t length = strlen(name), at = package->length - length;

    while (memcmp(package->data + at, name, length) != 0)
        at--;
    return package->data + at;
}

static void test_files(void **state)
{
    static const char OLE[1024] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char NAME[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    char encrypted[1024];
    struct fb_buffer package;

    (void)state;
    check_refused("", 0, "workbook-other");
    check_refused("<html><table></table></html>", 28, "workbook-other");
    check_refused(OLE, sizeof OLE, "workbook-old");
    memcpy(encrypted, OLE, sizeof encrypted);
    memcpy(encrypted + 512, NAME, sizeof NAME - 1);
    check_refused(encrypted, sizeof encrypted, "workbook-encrypted");
    make_with(&package, "", NULL);
    check_refused(package.data, package.length / 2, "workbook-cut");
    last_of(&package, "xl/strings.xml")[-46 + 8] = 1;
    check_refused(package.data, package.length, "workbook-encrypted");
    last_of(&package, "xl/strings.xml")[-46 + 8] = 0;
    last_of(&package, "xl/strings.xml")[-46 + 10] = 12;
    check_refused(package.data, package.length, "workbook-unsafe");
    last_of(&package, "xl/strings.xml")[-46 + 10] = 8;
    last_of(&package, "xl/strings.xml")[-46 + 27] = 0x7F;
    check_refused(package.data, package.length, "workbook-too-large");
    last_of(&package, "xl/strings.xml")[-46 + 27] = 0;
    last_of(&package, "xl/strings.xml")[-46 + 16] ^= 1;
    check_refused(package.data, package.length, "workbook-broken");
    fb_buffer_release(&package);
}

/* A text of so many characters in a cell, inline or shared; pieces of it repeat too seldom to be
 * taken for a bomb. */
static void make_long(struct fb_buffer *package, size_t length, bool shared)
{
    struct fb_buffer text;
    uint32_t random = 1;

    fb_buffer_init(&text, length + 1000);
    fb_buffer_append_string(&text, shared ? "<sst " MAIN "><si><t>"
                                          : "<worksheet " MAIN "><sheetData><row><c "
                                            "t=\"inlineStr\"><is><t>");
    for (size_t i = 0; i < length; i++) {
        random = random * 1103515245 + 12345;
        fb_buffer_append_char(&text, (char)('a' + (random >> 16) % 26));
    }
    fb_buffer_append_string(&text, shared ? "</t></si></sst>"
                                          : "</t></is></c><c t=\"inlineStr\"><is><t>x</t></is></c>"
                                            "</row></sheetData></worksheet>");
    make_with(package, shared ? "xl/strings.xml" : "xl/worksheets/sheet1.xml", text.data);
    fb_buffer_release(&text);
}

static void test_long_texts(void **state)
{
    (void)state;
    for (int shared = 0; shared < 2; shared++) {
        struct fb_buffer package, read, reported;
        make_long(&package, FB_SHEET_CELL_LENGTH, shared);
        assert_int_equal(read_package(&read, &reported, package.data, package.length), FB_OK);
        assert_true(read.length > FB_SHEET_CELL_LENGTH);
        fb_buffer_release(&package);
        fb_buffer_release(&read);
        fb_buffer_release(&reported);
        make_long(&package, FB_SHEET_CELL_LENGTH + 1, shared);
        check_refused(package.data, package.length, "cell-too-long");
        fb_buffer_release(&package);
        make_long(&package, (size_t)(shared ? 5 : 50) << 20, shared);
        check_refused(package.data, package.length, "cell-too-long");
        fb_buffer_release(&package);
    }
}

/* As many rows as a sheet may have, each with a cell or with a format alone. */
static void test_all_rows(void **state)
{
    struct fb_buffer text, package, read, reported;

    (void)state;
    fb_buffer_init(&text, (size_t)64 << 20);
    fb_buffer_append_string(&text, "<worksheet " MAIN "><sheetData>");
    for (unsigned row = 1; row <= FB_SHEET_ROW_LIMIT; row++)
        fb_buffer_append_format(&text,
                                row % 1024 == 0 ? "<row r=\"%u\"><c><v>%u</v></c></row>"
                                                : "<row r=\"%u\"><c s=\"%u\"/></row>",
                                row, row);
    fb_buffer_append_string(&text, "</sheetData></worksheet>");
    make_with(&package, "xl/worksheets/sheet1.xml", text.data);
    assert_int_equal(read_package(&read, &reported, package.data, package.length), FB_OK);
    assert_non_null(strstr(read.data, "\nA1048576 number 1048576\n"));
    fb_buffer_release(&text);
    fb_buffer_release(&package);
    fb_buffer_release(&read);
    fb_buffer_release(&reported);
}

/* A thousand sheets are read, one more is not. */
static void test_sheets(void **state)
{
    (void)state;
    for (size_t count = FB_WORKBOOK_SHEET_LIMIT; count <= FB_WORKBOOK_SHEET_LIMIT + 1; count++) {
        struct fb_buffer text, package, read, reported;
        fb_buffer_init(&text, 1 << 20);
        fb_buffer_append_string(&text, "<workbook " MAIN " xmlns:r=\"" OFFICE "\"><sheets>");
        for (size_t i = 0; i < count; i++)
            fb_buffer_append_format(&text, "<sheet name=\"s%zu\" r:id=\"r1\"/>", i);
        fb_buffer_append_string(&text, "</sheets></workbook>");
        make_with(&package, "xl/workbook.xml", text.data);
        if (count > FB_WORKBOOK_SHEET_LIMIT) {
            check_refused(package.data, package.length, "workbook-too-large");
        } else {
            assert_int_equal(read_package(&read, &reported, package.data, package.length), FB_OK);
            assert_non_null(strstr(read.data, "[s999]\nA1 text 甲\n"));
            fb_buffer_release(&read);
            fb_buffer_release(&reported);
        }
        fb_buffer_release(&text);
        fb_buffer_release(&package);
    }
}

/* A number that has lost digits, such as one of an identity card, is told. */
static void test_lost_digits(void **state)
{
    static const struct {
        const char *value;
        bool told;
    } CASES[] = {
        {"640103198001010000", true},
        {"6.4010319800101E+17", true},
        {"1234567890123456", true},
        {"123456789012345", false},
        {"0.12345678901234567", false},
        {"1E+22", false},
        {"1E+18", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct fb_buffer package, read, reported;
        char sheet[300];
        snprintf(sheet, sizeof sheet, SHEET("<row><c r=\"C7\"><v>%s</v></c></row>"),
                 CASES[i].value);
        make_with(&package, "xl/worksheets/sheet1.xml", sheet);
        assert_int_equal(read_package(&read, &reported, package.data, package.length), FB_OK);
        assert_int_equal(strstr(reported.data, "项目.xlsx:表!C7: warning: ") != NULL,
                         CASES[i].told);
        assert_int_equal(strstr(reported.data, "[cell-digits]") != NULL, CASES[i].told);
        fb_buffer_release(&package);
        fb_buffer_release(&read);
        fb_buffer_release(&reported);
    }
}

/* Reads and forgets. */
static void read_any(const void *bytes, size_t length)
{
    struct fb_buffer read, reported;
    fb_status status = read_package(&read, &reported, bytes, length);

    assert_true(status == FB_OK || status == FB_ERR_INPUT);
    fb_buffer_release(&read);
    fb_buffer_release(&reported);
}

static void test_damage(void **state)
{
    struct fb_buffer package;

    (void)state;
    make_with(&package, "", NULL);
    for (size_t length = 0; length < package.length; length++)
        read_any(package.data, length);
    for (size_t at = 0; at < package.length; at++) {
        char *byte = &package.data[at];
        for (unsigned bit = at % 2; bit < 8; bit += 2) {
            *byte = (char)(*byte ^ (char)(1u << bit));
            read_any(package.data, package.length);
            *byte = (char)(*byte ^ (char)(1u << bit));
        }
    }
    fb_buffer_release(&package);
}

/* Parts that are sound as archives go, with a byte changed or the end missing. */
static void test_damaged_parts(void **state)
{
    static const char *const WORDS[] = {"<", ">", "\"", "0", "9999999999", "/", "A", " ", "&#0;"};

    (void)state;
    for (size_t i = 0; i + 1 < COUNT(WHOLE); i++) {
        size_t length = strlen(WHOLE[i].text);
        for (size_t at = 0; at < length; at++) {
            struct fb_buffer text, package;
            fb_buffer_init(&text, 10000);
            fb_buffer_append(&text, WHOLE[i].text, at);
            if (at % 3 != 0)
                fb_buffer_append_format(&text, "%s%s", WORDS[at % COUNT(WORDS)],
                                        WHOLE[i].text + at + 1);
            make_with(&package, WHOLE[i].name, text.data);
            read_any(package.data, package.length);
            fb_buffer_release(&text);
            fb_buffer_release(&package);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),      cmocka_unit_test(test_files),
        cmocka_unit_test(test_long_texts), cmocka_unit_test(test_all_rows),
        cmocka_unit_test(test_sheets),     cmocka_unit_test(test_lost_digits),
        cmocka_unit_test(test_damage),     cmocka_unit_test(test_damaged_parts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

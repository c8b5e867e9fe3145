/*
 * test_package_read.c: archives of others, the hostile ones among them. Most are made by writing a
 * sound one and changing bytes of its directory (APPNOTE.TXT 4.3.7 and 4.3.12).
 */
#include "package/package.h"

#include "base/ascii.h"
#include "package_testing.h"
#include "testing.h"

enum { LIMIT = 64 << 20 };

static const char SHEET[] = "<worksheet><sheetData/></worksheet>";

static const struct package_part PARTS[] = {
    {"[Content_Types].xml", "<Types/>", 8},
    {"xl/", "", 0},
    {"xl/worksheets/Sheet1.xml", SHEET, sizeof SHEET - 1},
};

enum { PART_COUNT = sizeof PARTS / sizeof *PARTS };

static void write_parts(struct fb_buffer *out, const struct package_part *parts, size_t count)
{
    fb_buffer_init(out, LIMIT);
    assert_int_equal(package_write(out, parts, count), FB_OK);
}

/* Opens what cannot be opened, and returns why. */
static struct fb_package_fault fault_of(const void *bytes, size_t length)
{
    struct fb_package_fault fault;
    struct fb_package *package;

    assert_int_equal(fb_package_open(&package, bytes, length, &fault), FB_ERR_INPUT);
    assert_null(package);
    assert_int_not_equal(fault.kind, FB_PACKAGE_SOUND);
    return fault;
}

static struct fb_package *open_sound(const struct fb_buffer *bytes)
{
    struct fb_package_fault fault;
    struct fb_package *package;

    assert_int_equal(fb_package_open(&package, bytes->data, bytes->length, &fault), FB_OK);
    assert_int_equal(fault.kind, FB_PACKAGE_SOUND);
    return package;
}

static void test_parts(void **state)
{
    struct fb_buffer bytes, out;
    struct fb_package_fault fault;
    struct fb_package *package;
    size_t sheet;

    (void)state;
    write_parts(&bytes, PARTS, PART_COUNT);
    package = open_sound(&bytes);
    assert_int_equal(fb_package_count(package), PART_COUNT);
    for (size_t i = 0; i < PART_COUNT; i++)
        assert_string_equal(fb_package_name(package, i), PARTS[i].name);
    assert_int_equal(fb_package_find(package, "xl/workbook.xml"), FB_PACKAGE_NONE);
    sheet = fb_package_find(package, "XL/worksheets/sheet1.xml");
    assert_int_equal(sheet, 2);
    assert_int_equal(fb_package_size(package, sheet), sizeof SHEET - 1);
    fb_buffer_init(&out, 1000);
    assert_int_equal(fb_package_read(&out, package, sheet, sizeof SHEET - 1, &fault), FB_OK);
    assert_string_equal(out.data, SHEET);
    assert_int_equal(fb_package_read(&out, package, sheet, sizeof SHEET - 2, &fault), FB_ERR_INPUT);
    assert_int_equal(fault.kind, FB_PACKAGE_PART_TOO_LARGE);
    assert_string_equal(fault.part, "xl/worksheets/Sheet1.xml");
    assert_int_equal(out.length, sizeof SHEET - 1);
    fb_package_free(package);
    fb_buffer_release(&out);
    fb_buffer_release(&bytes);
}

struct pieces {
    size_t count, length, stop_at;
};

static fb_status take(void *context, const char *bytes, size_t length)
{
    struct pieces *pieces = context;

    assert_int_equal(bytes[0], 'x');
    assert_true(length > 0);
    pieces->length += length;
    return ++pieces->count == pieces->stop_at ? FB_ERR_NOMEM : FB_OK;
}

static void test_stream(void **state)
{
    size_t length = 1000000;
    char *content = malloc(length);
    struct package_part part = {"large", content, length};
    struct pieces pieces = {0}, stopped = {.stop_at = 2};
    struct fb_package_fault fault;
    struct fb_package *package;
    struct fb_buffer bytes;

    (void)state;
    assert_non_null(content);
    memset(content, 'x', length);
    write_parts(&bytes, &part, 1);
    package = open_sound(&bytes);
    assert_int_equal(fb_package_stream(package, 0, take, &pieces, &fault), FB_OK);
    assert_int_equal(pieces.length, length);
    assert_true(pieces.count > 2);
    assert_int_equal(fb_package_stream(package, 0, take, &stopped, &fault), FB_ERR_NOMEM);
    assert_int_equal(fault.kind, FB_PACKAGE_SOUND);
    assert_int_equal(stopped.count, 2);
    fb_package_free(package);
    fb_buffer_release(&bytes);
    free(content);
}

/* The start of a compound file, and of an entry of its directory. */
static void test_signatures(void **state)
{
    static const char OLE[8] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    static const char NAME[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    char file[2048] = {0};

    (void)state;
    assert_int_equal(fault_of("", 0).kind, FB_PACKAGE_NOT_ZIP);
    assert_int_equal(fault_of("PK", 2).kind, FB_PACKAGE_NOT_ZIP);
    assert_int_equal(fault_of("<html></html>", 13).kind, FB_PACKAGE_NOT_ZIP);
    assert_int_equal(fault_of("PK\x03\x04", 4).kind, FB_PACKAGE_BROKEN);
    memcpy(file, OLE, sizeof OLE);
    assert_int_equal(fault_of(file, 8).kind, FB_PACKAGE_OLE);
    assert_int_equal(fault_of(file, sizeof file).kind, FB_PACKAGE_OLE);
    memcpy(file + 1024 + 128, NAME, sizeof NAME - 1);
    assert_int_equal(fault_of(file, sizeof file).kind, FB_PACKAGE_OLE_ENCRYPTED);
}

/* Puts another name of the same length in both headers of an entry. */
static void rename_entry(struct fb_buffer *bytes, const char *from, const char *to)
{
    size_t length = strlen(from), found = 0;

    assert_int_equal(strlen(to), length);
    for (size_t at = 0; at + length <= bytes->length; at++) {
        if (memcmp(bytes->data + at, from, length) == 0) {
            memcpy(bytes->data + at, to, length);
            found++;
        }
    }
    assert_int_equal(found, 2);
}

static void test_names(void **state)
{
    static const struct {
        const char *name;
        enum fb_package_fault_kind kind;
    } CASES[] = {
        {"../a.xml", FB_PACKAGE_NAME},      {"xl/../ab", FB_PACKAGE_NAME},
        {"/abs.xml", FB_PACKAGE_NAME},      {"xl\\a.xml", FB_PACKAGE_NAME},
        {"C:\\a.xml", FB_PACKAGE_NAME},     {"xl//abcd", FB_PACKAGE_NAME},
        {"xl/./abc", FB_PACKAGE_NAME},      {"abcdef/.", FB_PACKAGE_NAME},
        {"abcde/..", FB_PACKAGE_NAME},      {"xl/b.xml", FB_PACKAGE_DUPLICATE},
        {"XL/B.xml", FB_PACKAGE_DUPLICATE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const struct package_part parts[] = {{"xl/b.xml", "1", 1}, {"xl/a.xml", "2", 1}};
        struct fb_package_fault fault;
        struct fb_buffer bytes;
        write_parts(&bytes, parts, 2);
        rename_entry(&bytes, "xl/a.xml", CASES[i].name);
        fault = fault_of(bytes.data, bytes.length);
        assert_int_equal(fault.kind, CASES[i].kind);
        assert_int_equal(fb_ascii_compare(fault.part, CASES[i].name), 0);
        fb_buffer_release(&bytes);
    }
}

/* Names that look odd and are legal. */
static void test_odd_names(void **state)
{
    const struct package_part parts[] = {
        {"...", "", 0}, {"..a/b..", "", 0}, {".rels", "", 0}, {"目标/表.xml", "x", 1}};
    struct fb_package *package;
    struct fb_buffer bytes;

    (void)state;
    write_parts(&bytes, parts, 4);
    package = open_sound(&bytes);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(fb_package_find(package, parts[i].name), i);
    fb_package_free(package);
    fb_buffer_release(&bytes);
}

/* The place of the entry's record in the directory; the archive has no comment. */
static size_t directory_of(const struct fb_buffer *bytes)
{
    const unsigned char *end = (const unsigned char *)bytes->data + bytes->length - 22;

    return (size_t)end[16] | (size_t)end[17] << 8 | (size_t)end[18] << 16 | (size_t)end[19] << 24;
}

static void put(struct fb_buffer *bytes, size_t offset, uint64_t number, size_t size)
{
    for (size_t i = 0; i < size; i++)
        bytes->data[offset + i] = (char)(unsigned char)(number >> 8 * i);
}

/* One change to the directory's only record, and what it must lead to. */
static void test_directory(void **state)
{
    static const struct {
        size_t offset;
        uint32_t number;
        size_t size;
        enum fb_package_fault_kind kind;
    } CASES[] = {
        {8, 1, 2, FB_PACKAGE_ENCRYPTED},
        {10, 12, 2, FB_PACKAGE_METHOD}, /* bzip2 */
        {24, 0x7FFFFFFF, 4, FB_PACKAGE_PART_TOO_LARGE},
        {24, 100 << 20, 4, FB_PACKAGE_BOMB}, /* 100 MB of some 30 bytes */
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_buffer bytes;
        write_parts(&bytes, &PARTS[2], 1);
        put(&bytes, directory_of(&bytes) + CASES[i].offset, CASES[i].number, CASES[i].size);
        assert_int_equal(fault_of(bytes.data, bytes.length).kind, CASES[i].kind);
        fb_buffer_release(&bytes);
    }
}

/* A part whose directory record lies about what is inside is stopped while it is read. */
static void test_lies(void **state)
{
    static const struct {
        size_t offset;
        uint32_t number;
    } CASES[] = {
        {16, 0x12345678}, /* the checksum */
        {24, 10},         /* shorter than it is */
        {24, 40},         /* longer */
        {20, 5},          /* packed shorter */
        {42, 3},          /* its header elsewhere */
    };

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct fb_buffer bytes, out;
        struct fb_package_fault fault;
        struct fb_package *package;
        write_parts(&bytes, &PARTS[2], 1);
        put(&bytes, directory_of(&bytes) + CASES[i].offset, CASES[i].number, 4);
        package = open_sound(&bytes);
        fb_buffer_init(&out, 1000);
        assert_int_equal(fb_package_read(&out, package, 0, 1000, &fault), FB_ERR_INPUT);
        assert_int_equal(fault.kind, FB_PACKAGE_BROKEN);
        assert_string_equal(fault.part, PARTS[2].name);
        assert_true(out.length <= fb_package_size(package, 0));
        fb_package_free(package);
        fb_buffer_release(&out);
        fb_buffer_release(&bytes);
    }
}

/* Two parts that are each allowed, and too much together. */
static void test_total(void **state)
{
    const struct package_part parts[] = {{"a", "1", 1}, {"b", "2", 1}, {"c", "3", 1}};
    struct fb_buffer bytes;
    size_t at;

    (void)state;
    write_parts(&bytes, parts, 3);
    at = directory_of(&bytes);
    for (size_t i = 0; i < 3; i++, at += 46 + 1) {
        put(&bytes, at + 20, 10 << 20, 4);
        put(&bytes, at + 24, 500 << 20, 4);
    }
    assert_int_equal(fault_of(bytes.data, bytes.length).kind, FB_PACKAGE_TOO_LARGE);
    fb_buffer_release(&bytes);
}

/* A directory that claims entries that memory would be taken for. */
static void test_too_many(void **state)
{
    struct fb_buffer bytes;
    char end[56 + 20] = "PK\x06\x06";

    (void)state;
    write_parts(&bytes, PARTS, PART_COUNT);
    put(&bytes, bytes.length - 22 + 10, FB_PACKAGE_PART_LIMIT + 1, 2);
    assert_int_equal(fault_of(bytes.data, bytes.length).kind, FB_PACKAGE_TOO_MANY);
    fb_buffer_release(&bytes);
    fb_buffer_init(&bytes, LIMIT);
    fb_buffer_append(&bytes, "PK\x03\x04", 4);
    memcpy(end + 56, "PK\x06\x07", 4);
    fb_buffer_append(&bytes, end, sizeof end);
    fb_buffer_append(&bytes, "PK\x05\x06\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0",
                     22);
    put(&bytes, bytes.length - 22 + 8, 1, 4);
    put(&bytes, 4 + 56 + 8, 4, 8);
    put(&bytes, 4 + 32, (uint64_t)1 << 40, 8);
    assert_int_equal(fault_of(bytes.data, bytes.length).kind, FB_PACKAGE_TOO_MANY);
    fb_buffer_release(&bytes);
}

/* Every part that still can be read, read. */
static void read_all(const char *bytes, size_t length)
{
    struct fb_package_fault fault;
    struct fb_package *package;
    struct fb_buffer out;

    if (fb_package_open(&package, bytes, length, &fault) != FB_OK)
        return;
    fb_buffer_init(&out, 1000);
    for (size_t i = 0; i < fb_package_count(package); i++) {
        fb_status status = fb_package_read(&out, package, i, 1000, &fault);
        assert_true(status == FB_OK || status == FB_ERR_INPUT || status == FB_ERR_NOMEM);
    }
    fb_buffer_release(&out);
    fb_package_free(package);
}

/* Cut off anywhere, it is no archive; with any bit turned, it does no harm. */
static void test_damage(void **state)
{
    struct fb_buffer bytes;

    (void)state;
    write_parts(&bytes, PARTS, PART_COUNT);
    for (size_t length = 4; length < bytes.length; length++)
        assert_int_equal(fault_of(bytes.data, length).kind, FB_PACKAGE_BROKEN);
    for (size_t at = 0; at < bytes.length; at++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            bytes.data[at] = (char)(bytes.data[at] ^ (char)(1u << bit));
            read_all(bytes.data, bytes.length);
            bytes.data[at] = (char)(bytes.data[at] ^ (char)(1u << bit));
        }
    }
    fb_buffer_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),      cmocka_unit_test(test_stream),
        cmocka_unit_test(test_signatures), cmocka_unit_test(test_names),
        cmocka_unit_test(test_odd_names),  cmocka_unit_test(test_directory),
        cmocka_unit_test(test_lies),       cmocka_unit_test(test_total),
        cmocka_unit_test(test_too_many),   cmocka_unit_test(test_damage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

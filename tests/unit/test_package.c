#include "package/package.h"

#include "package_testing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include <cmocka.h>

static const char CONTENT[] = "<a>目标</a><a>目标</a><a>目标</a><a>目标</a>";

static const struct package_part PARTS[] = {
    {"[Content_Types].xml", CONTENT, sizeof CONTENT - 1},
    {"word/document.xml", "x", 1},
    {"a-name-that-sorts-first.xml", "", 0},
};

enum { PART_COUNT = sizeof PARTS / sizeof *PARTS };

static void check_entry(zip_t *archive, size_t index)
{
    zip_uint64_t at = index;
    zip_uint8_t system;
    zip_uint32_t attributes;
    zip_stat_t entry;
    zip_file_t *file;
    char content[200];

    assert_int_equal(zip_stat_index(archive, at, 0, &entry), 0);
    assert_string_equal(entry.name, PARTS[index].name);
    assert_int_equal(entry.comp_method, ZIP_CM_DEFLATE);
    assert_int_equal(entry.size, PARTS[index].length);
    assert_int_equal(zip_file_get_external_attributes(archive, at, 0, &system, &attributes), 0);
    assert_int_equal(system, ZIP_OPSYS_DOS);
    assert_int_equal(attributes, 0);
    assert_int_equal(zip_file_extra_fields_count(archive, at, ZIP_FL_LOCAL), 0);
    assert_int_equal(zip_file_extra_fields_count(archive, at, ZIP_FL_CENTRAL), 0);
    file = zip_fopen_index(archive, at, 0);
    assert_non_null(file);
    assert_int_equal(zip_fread(file, content, sizeof content), PARTS[index].length);
    assert_memory_equal(content, PARTS[index].bytes, PARTS[index].length);
    zip_fclose(file);
}

static void test_round_trip(void **state)
{
    struct fb_buffer out;
    zip_source_t *source;
    zip_t *archive;

    (void)state;
    fb_buffer_init(&out, 10000);
    assert_int_equal(package_write(&out, PARTS, PART_COUNT), FB_OK);
    source = zip_source_buffer_create(out.data, out.length, 0, NULL);
    assert_non_null(source);
    archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    assert_non_null(archive);
    assert_int_equal(zip_get_num_entries(archive, 0), PART_COUNT);
    for (size_t i = 0; i < PART_COUNT; i++)
        check_entry(archive, i);
    zip_discard(archive);
    fb_buffer_release(&out);
}

static unsigned word_at(const struct fb_buffer *bytes, size_t offset)
{
    return (unsigned char)bytes->data[offset] | (unsigned)(unsigned char)bytes->data[offset + 1]
                                                    << 8;
}

/* The local header of the first entry (APPNOTE.TXT 4.3.7), which readers of file types look at. */
static void test_first_header(void **state)
{
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 10000);
    assert_int_equal(package_write(&out, PARTS, PART_COUNT), FB_OK);
    assert_memory_equal(out.data, "PK\x03\x04", 4);
    assert_int_equal(word_at(&out, 4), 20);          /* version needed: 2.0 */
    assert_int_equal(word_at(&out, 6) & 0x0008, 0);  /* no data descriptor */
    assert_int_equal(word_at(&out, 10), 0);          /* 00:00 */
    assert_int_equal(word_at(&out, 12), 1 << 5 | 1); /* 1980-01-01 */
    assert_memory_equal(out.data + 30, "[Content_Types].xml", 19);
    fb_buffer_release(&out);
}

static void test_same_bytes(void **state)
{
    struct fb_buffer first, second;

    (void)state;
    fb_buffer_init(&first, 10000);
    fb_buffer_init(&second, 10000);
    assert_int_equal(package_write(&first, PARTS, PART_COUNT), FB_OK);
    setenv("TZ", "Asia/Shanghai", 1);
    assert_int_equal(package_write(&second, PARTS, PART_COUNT), FB_OK);
    unsetenv("TZ");
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.data, second.data, first.length);
    fb_buffer_release(&second);
    fb_buffer_release(&first);
}

static void test_limits(void **state)
{
    const struct package_part twins[] = {{"a", "1", 1}, {"a", "2", 1}};
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 100);
    assert_int_equal(package_write(&out, PARTS, PART_COUNT), FB_ERR_NOMEM);
    fb_buffer_release(&out);
    fb_buffer_init(&out, 10000);
    assert_int_equal(package_write(&out, twins, 2), FB_ERR_INTERNAL);
    assert_int_equal(out.length, 0);
    fb_buffer_release(&out);
}

static void test_part_limit(void **state)
{
    struct fb_package_writer *writer;
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, FB_BUFFER_OUTPUT_LIMIT);
    assert_int_equal(fb_package_writer_new(&writer, NULL), FB_OK);
    for (int i = 0; i <= FB_PACKAGE_PART_LIMIT; i++)
        fb_package_add_common(writer, "a", "", 0);
    assert_int_equal(fb_package_finish(writer, &out), FB_ERR_NOMEM);
    assert_int_equal(out.length, 0);
    fb_package_writer_free(writer);
    fb_buffer_release(&out);
}

static void test_behind(void **state)
{
    static const char *const NAMES[] = {"b", "c", "a"};
    struct fb_package_writer *writer;
    struct fb_package_fault fault;
    struct fb_package *package;
    struct fb_buffer out;

    (void)state;
    fb_buffer_init(&out, 10000);
    assert_int_equal(fb_package_writer_new(&writer, NULL), FB_OK);
    fb_package_begin_behind(writer, "a");
    fb_package_add(writer, "1", 1);
    fb_package_end(writer);
    fb_package_add_common(writer, "b", CONTENT, sizeof CONTENT - 1);
    fb_package_begin(writer, "c");
    fb_package_end(writer);
    assert_int_equal(fb_package_finish(writer, &out), FB_OK);
    fb_package_writer_free(writer);
    assert_int_equal(fb_package_open(&package, out.data, out.length, &fault), FB_OK);
    assert_int_equal(fb_package_count(package), 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(fb_package_name(package, i), NAMES[i]);
    assert_int_equal(fb_package_size(package, 0), sizeof CONTENT - 1);
    fb_package_free(package);
    fb_buffer_release(&out);
}

/* A part in pieces is the same part; only its deflated bytes may differ. */
static void test_pieces(void **state)
{
    struct fb_package_writer *writer;
    struct fb_package_fault fault;
    struct fb_package *package;
    struct fb_buffer out, content;

    (void)state;
    fb_buffer_init(&out, 10000);
    fb_buffer_init(&content, 10000);
    assert_int_equal(fb_package_writer_new(&writer, NULL), FB_OK);
    fb_package_begin(writer, "a");
    fb_package_add(writer, CONTENT, 10);
    fb_package_add(writer, "", 0);
    fb_package_add(writer, CONTENT + 10, sizeof CONTENT - 1 - 10);
    fb_package_end(writer);
    assert_int_equal(fb_package_finish(writer, &out), FB_OK);
    fb_package_writer_free(writer);
    assert_int_equal(fb_package_open(&package, out.data, out.length, &fault), FB_OK);
    assert_int_equal(fb_package_read(&content, package, 0, 10000, &fault), FB_OK);
    assert_string_equal(content.data, CONTENT);
    fb_package_free(package);
    fb_buffer_release(&content);
    fb_buffer_release(&out);
}

/* Writes a package of one common part. */
static void write_common(struct fb_buffer *out, struct fb_package_memory *memory, const char *text)
{
    struct fb_package_writer *writer;

    fb_buffer_init(out, 1 << 20);
    assert_int_equal(fb_package_writer_new(&writer, memory), FB_OK);
    fb_package_add_common(writer, "a", text, strlen(text));
    assert_int_equal(fb_package_finish(writer, out), FB_OK);
    fb_package_writer_free(writer);
}

/*
 * A memory changes no byte of a package, whether it knows the part, knows another of the same
 * length, or has given its place away: there are more parts than it has places.
 */
static void test_common_parts(void **state)
{
    enum { ROUNDS = 3, PARTS_MADE = 2000 };
    struct fb_package_memory *memory;

    (void)state;
    assert_int_equal(fb_package_memory_new(&memory), FB_OK);
    for (int i = 0; i < ROUNDS * PARTS_MADE; i++) {
        struct fb_buffer with, without;
        char text[100];

        snprintf(text, sizeof text, "<a>%08d</a><a>%08d</a>", i % PARTS_MADE, i % PARTS_MADE / 7);
        write_common(&with, memory, text);
        write_common(&without, NULL, text);
        assert_int_equal(with.length, without.length);
        assert_memory_equal(with.data, without.data, with.length);
        fb_buffer_release(&without);
        fb_buffer_release(&with);
    }
    fb_package_memory_free(memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_first_header),
        cmocka_unit_test(test_same_bytes), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_part_limit), cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_behind),     cmocka_unit_test(test_common_parts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

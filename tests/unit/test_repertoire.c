/*
 * test_repertoire.c: every character of GB 18030-2022 that implementation level 3 asks for is set,
 * embedded and read back.
 *
 * Level 3 is what products for public services must reach: 87,887 Chinese characters and 228
 * radicals. They are rendered in documents of PER_DOCUMENT characters, each document by the public
 * interface to a PDF, which pdftotext reads, and to a DOCX. Without the font for rare characters,
 * or without the programs that read the files, the test is skipped (exit status 77).
 */
#include "base/buffer.h"
#include "base/file.h"
#include "base/utf8.h"
#include "font/font.h"
#include "fubiao.h"
#include "testing.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PER_DOCUMENT = 2000, LEVEL_3 = 88115, SKIPPED = 77 };

static const struct {
    uint32_t first, last;
} RANGES[] = {
    {0x4E00, 0x9FEF},   /* the URO and its additions */
    {0x3400, 0x4DB5},   /* extension A */
    {0x20000, 0x2A6D6}, /* extension B */
    {0x2A700, 0x2B734}, /* extension C */
    {0x2B740, 0x2B81D}, /* extension D */
    {0x2B820, 0x2CEA1}, /* extension E */
    {0x2CEB0, 0x2EBE0}, /* extension F */
    /* The twelve unified characters among the compatibility ideographs. */
    {0xFA0E, 0xFA0F},
    {0xFA11, 0xFA11},
    {0xFA13, 0xFA14},
    {0xFA1F, 0xFA1F},
    {0xFA21, 0xFA21},
    {0xFA23, 0xFA24},
    {0xFA27, 0xFA29},
    /* Radicals: all of Kangxi, and fourteen of the supplement. */
    {0x2F00, 0x2FD5},
    {0x2E81, 0x2E81},
    {0x2E84, 0x2E84},
    {0x2E88, 0x2E88},
    {0x2E8B, 0x2E8C},
    {0x2E97, 0x2E97},
    {0x2EA7, 0x2EA7},
    {0x2EAA, 0x2EAA},
    {0x2EAE, 0x2EAE},
    {0x2EB3, 0x2EB3},
    {0x2EB6, 0x2EB7},
    {0x2EBB, 0x2EBB},
    {0x2ECA, 0x2ECA},
};

static uint32_t repertoire[LEVEL_3];

/* The repertoire as one list; its ranges must make up exactly what the standard counts. */
static void test_count(void **state)
{
    size_t count = 0;

    (void)state;
    for (size_t i = 0; i < sizeof RANGES / sizeof *RANGES; i++) {
        for (uint32_t c = RANGES[i].first; c <= RANGES[i].last; c++) {
            assert_true(count < LEVEL_3);
            repertoire[count++] = c;
        }
    }
    assert_int_equal(count, LEVEL_3);
}

static void test_all_roles_cover_all(void **state)
{
    static const char *const FOLDERS[] = {FB_TEST_SOURCE_DIR "/fonts", NULL};
    struct fb_font_problem problem;
    struct fb_font_set *fonts;

    (void)state;
    assert_int_equal(fb_font_set_open(&fonts, FOLDERS, &problem), FB_OK);
    for (int role = 0; role < FB_FONT_ROLES; role++) {
        for (size_t i = 0; i < LEVEL_3; i++) {
            if (!fb_font_covers(fonts, (enum fb_font_role)role, repertoire[i]))
                fail_msg("role %d has no U+%04X", role, (unsigned)repertoire[i]);
        }
    }
    fb_font_set_free(fonts);
}

/* ---- files ---- */

#define TEMPLATE                                                                           \
    "<template xmlns='urn:fubiao:template:1' name='测试/字'><title>字</title>"         \
    "<record root='表'><field name='字'/></record>"                                      \
    "<styles><style name='字' font='%s' size='9pt' line='1.4'/></styles>"                 \
    "<section><page top='1cm' bottom='1cm' left='1cm' right='1cm'/><table columns='19cm'>" \
    "<row><cell style='字'><value select='字'/></cell></row></table></section></template>"

struct fixture {
    struct fubiao *fubiao;
    char folder[64], record[128], template[128], pdf[128], docx[128];
};

static void write_text(const char *path, const struct fb_buffer *text)
{
    assert_int_equal(text->status, FB_OK);
    assert_int_equal(fb_file_write(path, text->data, text->length), FB_OK);
}

static void put_characters(struct fb_buffer *out, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        char bytes[4];
        fb_buffer_append(out, bytes, fb_utf8_encode(bytes, repertoire[i]));
    }
}

static void write_inputs(const struct fixture *fixture, const char *font,
                         const struct fb_buffer *characters)
{
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_append_format(&text, TEMPLATE, font);
    write_text(fixture->template, &text);
    fb_buffer_clear(&text);
    fb_buffer_append_format(&text, "<表>\n<字>%s</字>\n</表>\n", characters->data);
    write_text(fixture->record, &text);
    fb_buffer_release(&text);
}

/* Appends what a command prints; false if it fails. */
static bool read_command(struct fb_buffer *out, const char *command, const char *path,
                         const char *after)
{
    char line[512];
    FILE *pipe;
    int c, status;

    snprintf(line, sizeof line, "%s '%s' %s", command, path, after);
    pipe = popen(line, "r");
    assert_non_null(pipe);
    while ((c = getc(pipe)) != EOF)
        fb_buffer_append_char(out, (char)c);
    status = pclose(pipe);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Decodes a character and moves `*text` past it and the white space before it; 0 at the end. */
static uint32_t next_character(const char **text)
{
    uint32_t character = 0;

    while (**text != '\0' && (unsigned char)**text <= ' ')
        (*text)++;
    *text += fb_utf8_decode(*text, strnlen(*text, 4), &character);
    return character;
}

/* Fails at the first character that is not the same; where lines end says nothing. */
static void check_same(const char *expected, const char *found, const char *file)
{
    uint32_t want, got;

    do {
        want = next_character(&expected);
        got = next_character(&found);
        if (want != got)
            fail_msg("%s: U+%04X is read as U+%04X", file, (unsigned)want, (unsigned)got);
    } while (want != 0);
}

/* Appends what is in the elements <w:t> of XML. */
static void keep_text(struct fb_buffer *out, const char *xml)
{
    const char *start = xml, *end;

    while ((start = strstr(start, "<w:t")) != NULL) {
        start += 4;
        if (*start != '>' && *start != ' ')
            continue;
        start = strchr(start, '>') + 1;
        end = strstr(start, "</w:t>");
        assert_non_null(end);
        fb_buffer_append(out, start, (size_t)(end - start));
    }
}

static void check_docx(const struct fixture *fixture, const struct fb_buffer *characters)
{
    struct fb_buffer xml, text;

    fb_buffer_init(&xml, FB_BUFFER_OUTPUT_LIMIT);
    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    assert_true(read_command(&xml, "unzip -p", fixture->docx, "word/document.xml"));
    keep_text(&text, xml.data);
    check_same(characters->data, text.data, "docx");
    fb_buffer_release(&xml);
    fb_buffer_release(&text);
}

static void check_pdf(const struct fixture *fixture, const struct fb_buffer *characters)
{
    struct fb_buffer text;

    fb_buffer_init(&text, FB_BUFFER_OUTPUT_LIMIT);
    assert_true(read_command(&text, "pdftotext -enc UTF-8 -raw", fixture->pdf, "-"));
    check_same(characters->data, text.data, "pdf");
    fb_buffer_release(&text);
}

static void render(const struct fixture *fixture, struct fubiao_result *result)
{
    if (fubiao_render_file(fixture->fubiao, fixture->record, fixture->template,
                           FUBIAO_PDF | FUBIAO_DOCX, result) != FUBIAO_DONE)
        fail_msg("%s", result->messages == NULL ? "no message" : result->messages);
    assert_int_equal(fubiao_write_file(fixture->pdf, result->pdf), FUBIAO_DONE);
    assert_int_equal(fubiao_write_file(fixture->docx, result->docx), FUBIAO_DONE);
}

static void test_all_are_read_back(void **state)
{
    static const char *const FONTS[] = {"宋体", "小标宋", "黑体", "仿宋", "楷体"};
    const struct fixture *fixture = *state;

    for (size_t first = 0, number = 0; first < LEVEL_3; first += PER_DOCUMENT, number++) {
        size_t end = first + PER_DOCUMENT < LEVEL_3 ? first + PER_DOCUMENT : LEVEL_3;
        struct fubiao_result result;
        struct fb_buffer characters;

        fb_buffer_init(&characters, FB_BUFFER_OUTPUT_LIMIT);
        put_characters(&characters, first, end);
        write_inputs(fixture, FONTS[number % 5], &characters);
        render(fixture, &result);
        fubiao_result_release(&result);
        check_pdf(fixture, &characters);
        check_docx(fixture, &characters);
        fb_buffer_release(&characters);
    }
}

/* A character of a later standard, which no font has, is told before anything is made. */
static void test_uncovered_is_an_error(void **state)
{
    const struct fixture *fixture = *state;
    struct fubiao_result result;
    struct fb_buffer characters;
    char expected[200];

    fb_buffer_init(&characters, FB_BUFFER_OUTPUT_LIMIT);
    put_characters(&characters, 0, 3);
    fb_buffer_append_string(&characters, "𲎰"); /* U+323B0, the first after extension H */
    write_inputs(fixture, "宋体", &characters);
    snprintf(expected, sizeof expected, "%s:2:7: error: 字: no font has the character U+323B0",
             fixture->record);
    assert_int_equal(fubiao_render_file(fixture->fubiao, fixture->record, fixture->template,
                                        FUBIAO_PDF | FUBIAO_DOCX, &result),
                     FUBIAO_INVALID);
    assert_non_null(result.messages);
    if (strstr(result.messages, expected) == NULL)
        fail_msg("no '%s' in:\n%s", expected, result.messages);
    assert_int_equal(result.errors, 1);
    assert_null(result.pdf.data);
    assert_null(result.docx.data);
    fubiao_result_release(&result);
    fb_buffer_release(&characters);
}

/* ---- set up ---- */

static int set_up(void **state)
{
    static struct fixture fixture = {.folder = "repertoire-XXXXXX"};
    struct fubiao_result result;

    if (mkdtemp(fixture.folder) == NULL)
        return -1;
    snprintf(fixture.record, sizeof fixture.record, "%s/record.xml", fixture.folder);
    snprintf(fixture.template, sizeof fixture.template, "%s/template.xml", fixture.folder);
    snprintf(fixture.pdf, sizeof fixture.pdf, "%s/out.pdf", fixture.folder);
    snprintf(fixture.docx, sizeof fixture.docx, "%s/out.docx", fixture.folder);
    *state = &fixture;
    return fubiao_open(&fixture.fubiao, FB_TEST_SOURCE_DIR, &result) == FUBIAO_DONE ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    fubiao_close(fixture->fubiao);
    unlink(fixture->record);
    unlink(fixture->template);
    unlink(fixture->pdf);
    unlink(fixture->docx);
    return rmdir(fixture->folder);
}

/* Returns what is missing for the test, or NULL. */
static const char *missing(void)
{
    static const char *const FOLDERS[] = {FB_TEST_SOURCE_DIR "/fonts", NULL};
    struct fb_font_problem problem;
    struct fb_font_set *fonts;
    const char *font;

    if (fb_font_set_open(&fonts, FOLDERS, &problem) != FB_OK)
        return NULL;
    font = fb_font_set_missing(fonts);
    fb_font_set_free(fonts);
    if (font != NULL)
        return font;
    if (system("pdftotext -v >/dev/null 2>&1") != 0)
        return "pdftotext";
    return system("unzip -v >/dev/null 2>&1") != 0 ? "unzip" : NULL;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_count),
        cmocka_unit_test(test_all_roles_cover_all),
        cmocka_unit_test(test_all_are_read_back),
        cmocka_unit_test(test_uncovered_is_an_error),
    };
    const char *lacks = missing();

    if (lacks != NULL) {
        printf("skipped: %s is not installed\n", lacks);
        return SKIPPED;
    }
    return cmocka_run_group_tests(tests, set_up, tear_down);
}

/*
 * device_testing.h: lines set by hand and documents of them, for the tests of devices.
 */
#ifndef FB_TESTS_DEVICE_TESTING_H
#define FB_TESTS_DEVICE_TESTING_H

#include "base/utf8.h"
#include "device/device.h"
#include "testing.h"

#include <unistd.h>

enum { MAX_GLYPHS = 512, MAX_RUNS = 128, OUTPUT_LIMIT = 1 << 24 };

#define SIZE        FB_PT(12)
#define PAGE_WIDTH  FB_MM(210)
#define PAGE_HEIGHT FB_MM(297)

/* All content of the documents below belongs to one paragraph. */
static const struct fb_element ELEMENTS[] = {
    {.kind = FB_ELEMENT_DOCUMENT},
    {.kind = FB_ELEMENT_PARAGRAPH},
};
static const struct fb_text_tag CONTENT = {FB_TEXT_CONTENT, 1};

static const struct fb_device_info INFO = {
    .title = "附件2 \"绩效\" 𠮷",
    .author = "",
    .subject = "",
    .keywords = "",
    .language = "zh-CN",
    .creator = "fubiao test",
    .date = {2021, 3, 15, 8, 30, 0},
};

static const struct fb_device_part PART = {.elements = ELEMENTS, .element_count = 2};

/* A line set by hand, glyph after glyph. */
struct set_line {
    char text[2048];
    struct fb_glyph glyphs[MAX_GLYPHS];
    struct fb_glyph_run runs[MAX_RUNS];
    size_t glyph_count;
    fb_length end;
    struct fb_line line;
};

static inline int open_fonts(void **state)
{
    const char *folders[] = {FB_TEST_SOURCE_DIR "/fonts", NULL};
    struct fb_font_set *set;
    struct fb_font_problem problem;

    if (fb_font_set_open(&set, folders, &problem) != FB_OK)
        return 1;
    *state = set;
    return 0;
}

static inline int close_fonts(void **state)
{
    fb_font_set_free(*state);
    return 0;
}

/* Adds a glyph that shows the last `text_length` bytes of the line's text. */
static inline void add_glyph(struct set_line *set, const struct fb_glyph_choice *choice,
                             size_t text_length)
{
    struct fb_line *line = &set->line;
    struct fb_glyph *glyph = &set->glyphs[set->glyph_count++];

    if (line->run_count == 0 || set->runs[line->run_count - 1].face != choice->face)
        set->runs[line->run_count++] =
            (struct fb_glyph_run){.face = choice->face, .size = SIZE, .glyphs = glyph};
    set->runs[line->run_count - 1].count++;
    glyph->id = (uint16_t)choice->glyph;
    glyph->x = (int32_t)set->end;
    glyph->text_offset = (uint32_t)(line->text_length - text_length);
    glyph->text_length = (uint16_t)text_length;
    set->end += SIZE * choice->advance / fb_face_metrics(choice->face)->units_per_em;
}

/* Reads one mark or glyph from `from` and returns what is after it. */
static inline const char *set_next(struct set_line *set, const struct fb_font_set *fonts,
                                   enum fb_font_role role, const char *from)
{
    static const char dashes[] = "——";
    size_t length = sizeof dashes - 1;
    struct fb_glyph_choice choice;
    uint32_t character;

    if (*from == '^' || *from == '~') {
        set->end += *from == '^' ? SIZE / 4 : -SIZE / 2;
        set->line.adjusted = true;
        return from + 1;
    }
    if (strncmp(from, dashes, length) != 0 || !fb_font_choose_dash_pair(fonts, role, &choice)) {
        length = fb_utf8_decode(from, strlen(from), &character);
        assert_true(fb_font_choose(fonts, role, character, &choice));
    }
    memcpy(set->text + set->line.text_length, from, length);
    set->line.text_length += length;
    add_glyph(set, &choice, length);
    return from + length;
}

/* Sets text in which ^ is a gap of a quarter em and ~ half an em back. */
static inline void set_line(struct set_line *set, const struct fb_font_set *fonts,
                            enum fb_font_role role, const char *marked)
{
    memset(set, 0, sizeof *set);
    while (*marked != '\0')
        marked = set_next(set, fonts, role, marked);
    set->line.text = set->text;
    set->line.runs = set->runs;
    set->line.width = set->end;
}

struct document {
    const char *device;
    const struct fb_device_info *info;
    size_t pages;
    const char *const *lines; /* marked as for set_line; on every page */
    size_t line_count;
};

static inline fb_status draw_page(struct fb_device *device, const struct fb_font_set *fonts,
                                  const struct document *document)
{
    static const struct fb_rule rule = {FB_PT(60), FB_PT(90), FB_PT(300), FB_PT(90), FB_PT(1) / 2};
    struct set_line set;

    FB_TRY(fb_device_begin_page(device, PAGE_WIDTH, PAGE_HEIGHT));
    FB_TRY(fb_device_rule(device, &rule));
    for (size_t i = 0; i < document->line_count; i++) {
        set_line(&set, fonts, FB_FONT_SONG, document->lines[i]);
        FB_TRY(fb_device_line(device, &set.line, FB_PT(60), FB_PT(100) + FB_PT(24) * (fb_length)i,
                              CONTENT));
    }
    return fb_device_end_page(device);
}

/* Draws a part with a bookmark, or none. */
static inline fb_status draw_part(struct fb_buffer *out, const struct fb_font_set *fonts,
                                  const struct document *document,
                                  const struct fb_device_part *part,
                                  const struct fb_bookmark *bookmark)
{
    struct fb_device *device;
    fb_status status;

    fb_buffer_init(out, OUTPUT_LIMIT);
    FB_TRY(fb_device_new(&device, document->device, out));
    status = fb_device_begin_document(device, document->info);
    if (status == FB_OK)
        status = fb_device_begin_part(device, part);
    for (size_t i = 0; status == FB_OK && i < document->pages; i++)
        status = draw_page(device, fonts, document);
    if (status == FB_OK)
        status = fb_device_end_part(device, bookmark, bookmark != NULL);
    if (status == FB_OK)
        status = fb_device_end_document(device);
    fb_device_free(device);
    return status;
}

static inline fb_status draw(struct fb_buffer *out, const struct fb_font_set *fonts,
                             const struct document *document)
{
    return draw_part(out, fonts, document, &PART, NULL);
}

/* Returns the last place of the text outside the file's compressed streams, or NULL. */
static inline const char *find_bytes(const struct fb_buffer *pdf, const char *text)
{
    size_t length = strlen(text);

    for (size_t i = pdf->length; i >= length; i--)
        if (memcmp(pdf->data + i - length, text, length) == 0)
            return pdf->data + i - length;
    return NULL;
}

static inline bool holds(const struct fb_buffer *pdf, const char *text)
{
    return find_bytes(pdf, text) != NULL;
}

/* Reads what a shell command prints about the file $PDF; empty lines and page ends are left out. */
static inline void read_back(struct fb_buffer *text, const struct fb_buffer *pdf,
                             const char *command)
{
    char path[] = "device-XXXXXX", line[1024];
    int file = mkstemp(path);
    FILE *pipe;

    assert_true(file >= 0);
    assert_int_equal(write(file, pdf->data, pdf->length), (ssize_t)pdf->length);
    close(file);
    setenv("PDF", path, 1);
    assert_non_null(pipe = popen(command, "r"));
    fb_buffer_init(text, OUTPUT_LIMIT);
    while (fgets(line, sizeof line, pipe) != NULL) {
        const char *start = line + strspn(line, "\f");

        if (start[0] != '\n')
            fb_buffer_append_string(text, start);
    }
    assert_int_equal(pclose(pipe), 0);
    unlink(path);
}

#endif

#include "data/input.h"

#include "base/encoding.h"
#include "base/file.h"
#include "base/system_error.h"
#include "base/utf8.h"
#include "xml/document.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fb_input {
    struct fb_buffer bytes;
    char *name;
    struct fb_source source;
    struct fb_source_mark mark;
};

/* Reports why a file could not be read, at the file as a whole. */
static fb_status report(struct fb_diagnostics *sink, const char *name, fb_status status)
{
    struct fb_source source = {.name = name};
    struct fb_position position = {.source = &source};
    char limit[32];

    if (status == FB_ERR_IO) {
        fb_report(sink, FB_DIAG_INPUT_UNREADABLE, position, fb_system_error(errno));
        return FB_ERR_IO;
    }
    snprintf(limit, sizeof limit, "%zu", FB_INPUT_LIMIT);
    fb_report(sink, FB_DIAG_INPUT_TOO_LARGE, position, limit);
    return FB_ERR_INPUT;
}

static fb_status read_into(struct fb_input *input, const char *path, struct fb_diagnostics *sink)
{
    fb_status status;

    input->name = strdup(path);
    FB_NEED(input->name);
    status = fb_file_read(&input->bytes, path);
    if (status != FB_OK)
        return report(sink, path, status);
    input->source = (struct fb_source){.name = input->name,
                                       .text = input->bytes.data,
                                       .length = input->bytes.length,
                                       .mark = &input->mark};
    return FB_OK;
}

fb_status fb_input_read(struct fb_input **out, const char *path, struct fb_diagnostics *sink)
{
    struct fb_input *input = calloc(1, sizeof *input);
    fb_status status;

    *out = NULL;
    FB_NEED(input);
    fb_buffer_init(&input->bytes, FB_INPUT_LIMIT);
    status = read_into(input, path, sink);
    if (status != FB_OK) {
        fb_input_free(input);
        return status;
    }
    *out = input;
    return FB_OK;
}

bool fb_input_is_package(const struct fb_source *source)
{
    return source->length >= 4 && (memcmp(source->text, "PK\3\4", 4) == 0 ||
                                   memcmp(source->text, "\xD0\xCF\x11\xE0", 4) == 0);
}

/* The encoding that an XML declaration names, if it is one of ours. */
static bool find_declared(enum fb_encoding *out, char name[FB_ENCODING_NAME],
                          const struct fb_source *source)
{
    struct fb_position declared = fb_xml_declared_encoding(source);

    if (declared.length == 0 || declared.length >= FB_ENCODING_NAME)
        return false;
    memcpy(name, source->text + declared.offset, declared.length);
    name[declared.length] = '\0';
    return fb_encoding_parse(out, name);
}

/* A text in UTF-8 that says it is another encoding would become something else without a word. */
static fb_status choose_declared(enum fb_encoding *out, const struct fb_source *source,
                                 struct fb_diagnostics *sink)
{
    enum fb_encoding detected = fb_encoding_detect(source->text, source->length);
    char name[FB_ENCODING_NAME];

    if (!find_declared(out, name, source)) {
        *out = fb_xml_declared_encoding(source).length > 0 ? FB_ENCODING_UTF8 : detected;
        return FB_OK;
    }
    if (*out != FB_ENCODING_GB18030 || detected != FB_ENCODING_UTF8 ||
        fb_encoding_is_ascii(source->text, source->length))
        return FB_OK;
    fb_report(sink, FB_DIAG_ENCODING_DECLARED, fb_xml_declared_encoding(source), name,
              fb_encoding_name(detected));
    return FB_ERR_INPUT;
}

static fb_status choose(enum fb_encoding *out, const struct fb_source *source, const char *name,
                        struct fb_diagnostics *sink)
{
    if (name != NULL) {
        bool known = fb_encoding_parse(out, name);
        assert(known);
        (void)known;
        return FB_OK;
    }
    if (fb_encoding_mark(out, source->text, source->length))
        return FB_OK;
    return choose_declared(out, source, sink);
}

static void report_bad(const struct fb_source *source, enum fb_encoding encoding,
                       const struct fb_decoding *found, struct fb_diagnostics *sink)
{
    char bytes[16];

    snprintf(bytes, sizeof bytes, "0x%0*X", (int)found->bad_length * 2, (unsigned)found->bad);
    fb_report(sink, FB_DIAG_ENCODING_BAD,
              ((struct fb_position){.source = source, .offset = source->length}), bytes,
              fb_encoding_name(encoding));
}

static void report_private(const struct fb_source *source, const struct fb_decoding *found,
                           struct fb_diagnostics *sink)
{
    char count[24], bytes[16], character[16];

    snprintf(count, sizeof count, "%zu", found->private_count);
    snprintf(bytes, sizeof bytes, "0x%X", (unsigned)found->private_code);
    snprintf(character, sizeof character, "U+%04X", (unsigned)found->private_character);
    fb_report(sink, FB_DIAG_ENCODING_PRIVATE,
              ((struct fb_position){.source = source, .offset = found->private_offset}), count,
              bytes, character);
}

/* Zeros are characters of every encoding, but of no text. */
static void find_zero(struct fb_buffer *text, struct fb_decoding *found)
{
    const char *zero = memchr(text->data, '\0', text->length);

    if (zero == NULL)
        return;
    text->length = (size_t)(zero - text->data);
    found->bad = 0;
    found->bad_length = 1;
}

/* Puts the decoded text in the place of the bytes. */
static void replace_text(struct fb_input *input, struct fb_buffer *text, bool decoded)
{
    fb_buffer_release(&input->bytes);
    input->bytes = *text;
    input->source.text = text->data;
    input->source.length = text->length;
    input->source.decoded = decoded;
    input->mark = (struct fb_source_mark){0};
}

/* Whether the bytes are the text as it is to be: UTF-8 without mark, fault or zero. */
static bool is_text_already(const struct fb_source *source, enum fb_encoding encoding)
{
    enum fb_encoding marked;
    size_t bad;

    return encoding == FB_ENCODING_UTF8 &&
           !fb_encoding_mark(&marked, source->text, source->length) &&
           memchr(source->text, '\0', source->length) == NULL &&
           fb_utf8_valid(source->text, source->length, &bad);
}

fb_status fb_input_decode(struct fb_input *input, const char *name, struct fb_diagnostics *sink)
{
    enum fb_encoding encoding;
    struct fb_decoding found;
    struct fb_buffer text;
    fb_status status;

    if (fb_input_is_package(&input->source))
        return FB_OK;
    FB_TRY(choose(&encoding, &input->source, name, sink));
    /* Most files need not be copied. */
    if (is_text_already(&input->source, encoding)) {
        input->source.decoded = name != NULL;
        return FB_OK;
    }
    fb_buffer_init(&text, 2 * FB_INPUT_LIMIT); /* a code of two bytes becomes three */
    status = fb_encoding_decode(&text, input->bytes.data, input->bytes.length, encoding, &found);
    find_zero(&text, &found);
    replace_text(input, &text, name != NULL || encoding != FB_ENCODING_UTF8);
    if (found.private_count > 0)
        report_private(&input->source, &found, sink);
    if (found.bad_length == 0)
        return status;
    report_bad(&input->source, encoding, &found, sink);
    return FB_ERR_INPUT;
}

void fb_input_free(struct fb_input *input)
{
    if (input == NULL)
        return;
    fb_buffer_release(&input->bytes);
    free(input->name);
    free(input);
}

const struct fb_source *fb_input_source(const struct fb_input *input)
{
    return &input->source;
}

#include "cli/batch_config_values.h"

#include "base/ascii.h"
#include "base/encoding.h"
#include "batch/pattern.h"
#include "docx/docx.h"
#include "job/output.h"
#include "job/settings.h"

#include <stdlib.h>
#include <string.h>

static const struct fb_config_word WORDS[] = {
    {"source", FB_CONFIG_SOURCE, true, false},       {"output", FB_CONFIG_PATH, false, true},
    {"name", FB_CONFIG_PATTERN, false, false},       {"format", FB_CONFIG_OUTPUTS, false, false},
    {"parameter", FB_CONFIG_PARAMETER, true, false}, {"mapping", FB_CONFIG_PATH, false, false},
    {"encoding", FB_CONFIG_ENCODING, false, false},  {"department", FB_CONFIG_FIELD, false, false},
    {"merge", FB_CONFIG_FIELD, false, false},        {"merge-pages", FB_CONFIG_COUNT, false, false},
    {"report", FB_CONFIG_REPORT, true, true},        {"index", FB_CONFIG_INDEX, false, true},
    {"jobs", FB_CONFIG_COUNT, false, false},         {"timeout", FB_CONFIG_COUNT, false, false},
    {"memory", FB_CONFIG_MEGABYTES, false, false},   {"force", FB_CONFIG_FLAG, false, true},
    {"prune", FB_CONFIG_FLAG, false, true},          {"strict", FB_CONFIG_FLAG, false, true},
    {"public", FB_CONFIG_FLAG, false, false},        {"pdf", FB_CONFIG_PDF, false, false},
    {"docx-fonts", FB_CONFIG_FONTS, false, false},   {"docx-protect", FB_CONFIG_FLAG, false, false},
};

enum { WORD_COUNT = sizeof WORDS / sizeof *WORDS };

const struct fb_config_word *fb_config_word(const char *name)
{
    for (size_t i = 0; i < WORD_COUNT; i++) {
        if (strcmp(WORDS[i].name, name) == 0)
            return &WORDS[i];
    }
    return NULL;
}

const char *fb_config_word_list(struct fb_arena *arena)
{
    const char *list = "template";

    for (size_t i = 0; i < WORD_COUNT && list != NULL; i++)
        list = fb_arena_format(arena, "%s %s", list, WORDS[i].name);
    return list;
}

bool fb_config_is_path(enum fb_config_kind kind)
{
    return kind == FB_CONFIG_SOURCE || kind == FB_CONFIG_PATH || kind == FB_CONFIG_REPORT ||
           kind == FB_CONFIG_INDEX;
}

/* ---- values ---- */

static bool ends_with(const char *text, const char *extension)
{
    const char *dot = strrchr(text, '.');

    return dot != NULL && fb_ascii_compare(dot, extension) == 0;
}

static bool is_number(const char *text, unsigned long least)
{
    enum { MOST = 1000000 };
    char *end;
    unsigned long number = strtoul(text, &end, 10);

    return text[0] >= '0' && text[0] <= '9' && *end == '\0' && number >= least && number <= MOST;
}

static bool is_pattern(const char *text)
{
    size_t offset;

    return fb_pattern_check(text, &offset) == FB_PATTERN_GOOD;
}

static bool is_encoding(const char *text)
{
    enum fb_encoding encoding;

    return fb_encoding_parse(&encoding, text);
}

static bool is_outputs(const char *text)
{
    unsigned outputs;

    return fb_output_parse(&outputs, text);
}

static bool is_pdf(const char *text)
{
    enum fb_pdf_kind kind;

    return fb_pdf_kind_parse(&kind, text);
}

static bool is_fonts(const char *text)
{
    enum fb_docx_fonts fonts;

    return fb_docx_fonts_parse(&fonts, text);
}

/* True of a name from `text` on, of so many bytes. */
static bool is_name(const char *text, size_t length)
{
    enum { NAME_LIMIT = 256 };
    char name[NAME_LIMIT];

    if (length == 0 || length >= sizeof name)
        return false;
    memcpy(name, text, length);
    name[length] = '\0';
    return fb_xml_name_valid(name);
}

bool fb_config_is_field(const char *text)
{
    for (;;) {
        size_t length = strcspn(text, "/");
        if (!is_name(text, length))
            return false;
        if (text[length] == '\0')
            return true;
        text += length + 1;
    }
}

static bool is_report(const char *text)
{
    return ends_with(text, ".html") || ends_with(text, ".json");
}

static bool is_index(const char *text)
{
    return ends_with(text, ".xlsx");
}

static bool is_count(const char *text)
{
    return is_number(text, 1);
}

static bool is_megabytes(const char *text)
{
    return is_number(text, 64);
}

static bool is_there(const char *text)
{
    return text[0] != '\0';
}

static bool is_blank(const char *text)
{
    return text[0] == '\0';
}

const char *fb_config_value_fault(enum fb_config_kind kind, const char *text)
{
    static const struct {
        bool (*good)(const char *text);
        const char *allowed;
    } VALUES[] = {
        [FB_CONFIG_SOURCE] = {is_there, "records, records/*.xml, @list.txt …"},
        [FB_CONFIG_PATH] = {is_there, "out …"},
        [FB_CONFIG_REPORT] = {is_report, "….html, ….json"},
        [FB_CONFIG_INDEX] = {is_index, "….xlsx"},
        [FB_CONFIG_PATTERN] = {is_pattern, "{主管部门}/{项目名称}.{格式} …"},
        [FB_CONFIG_OUTPUTS] = {is_outputs, "pdf; docx; pdf,docx"},
        [FB_CONFIG_COUNT] = {is_count, "1…1000000"},
        [FB_CONFIG_MEGABYTES] = {is_megabytes, "64…1000000"},
        [FB_CONFIG_ENCODING] = {is_encoding, "utf-8, gb18030, gbk, utf-16"},
        [FB_CONFIG_FIELD] = {fb_config_is_field, "主管部门, 资金/总额 …"},
        [FB_CONFIG_PARAMETER] = {fb_setting_valid, "期间=1-6月 …"},
        [FB_CONFIG_PDF] = {is_pdf, "archive, plain"},
        [FB_CONFIG_FONTS] = {is_fonts, "none, subset, full"},
        [FB_CONFIG_FLAG] = {is_blank, "<…/>"},
    };

    return VALUES[kind].good(text) ? NULL : VALUES[kind].allowed;
}

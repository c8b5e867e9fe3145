#include "check/indicator.h"

#include "base/quantity.h"

#include <string.h>

/* Bytes that a unit may have. */
enum { UNIT_MAX = 36 };

struct word {
    const char *text;
    enum fb_relation relation;
    bool plain;
};

/* What may stand before the number. Of two that begin alike the longer one comes first. */
static const struct word PREFIXES[] = {
    {"≥", FB_RELATION_AT_LEAST, true},
    {"＞", FB_RELATION_MORE, true},
    {"＝", FB_RELATION_EQUAL, true},
    {"＜", FB_RELATION_LESS, true},
    {"≤", FB_RELATION_AT_MOST, true},
    {">=", FB_RELATION_AT_LEAST, false},
    {"=>", FB_RELATION_AT_LEAST, false},
    {"<=", FB_RELATION_AT_MOST, false},
    {"=<", FB_RELATION_AT_MOST, false},
    {"≧", FB_RELATION_AT_LEAST, false},
    {"≦", FB_RELATION_AT_MOST, false},
    {"=", FB_RELATION_EQUAL, true},
    {">", FB_RELATION_MORE, false},
    {"<", FB_RELATION_LESS, false},
    {"大于或等于", FB_RELATION_AT_LEAST, false},
    {"大于等于", FB_RELATION_AT_LEAST, false},
    {"不少于", FB_RELATION_AT_LEAST, false},
    {"不低于", FB_RELATION_AT_LEAST, false},
    {"不小于", FB_RELATION_AT_LEAST, false},
    {"至少", FB_RELATION_AT_LEAST, false},
    {"大于", FB_RELATION_MORE, false},
    {"高于", FB_RELATION_MORE, false},
    {"超过", FB_RELATION_MORE, false},
    {"小于或等于", FB_RELATION_AT_MOST, false},
    {"小于等于", FB_RELATION_AT_MOST, false},
    {"不超过", FB_RELATION_AT_MOST, false},
    {"不高于", FB_RELATION_AT_MOST, false},
    {"不多于", FB_RELATION_AT_MOST, false},
    {"不大于", FB_RELATION_AT_MOST, false},
    {"小于", FB_RELATION_LESS, false},
    {"低于", FB_RELATION_LESS, false},
    {"少于", FB_RELATION_LESS, false},
    {"等于", FB_RELATION_EQUAL, false},
};

/* What may stand after the unit. */
static const struct word SUFFIXES[] = {
    {"及以上", FB_RELATION_AT_LEAST, false}, {"以上", FB_RELATION_AT_LEAST, false},
    {"及以下", FB_RELATION_AT_MOST, false},  {"以下", FB_RELATION_AT_MOST, false},
    {"以内", FB_RELATION_AT_MOST, false},
};

static const struct word *find_prefix(const char *text)
{
    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++) {
        if (strncmp(text, PREFIXES[i].text, strlen(PREFIXES[i].text)) == 0)
            return &PREFIXES[i];
    }
    return NULL;
}

static const struct word *find_suffix(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
        size_t suffix = strlen(SUFFIXES[i].text);
        if (length >= suffix && strcmp(text + length - suffix, SUFFIXES[i].text) == 0)
            return &SUFFIXES[i];
    }
    return NULL;
}

static void set_relation(struct fb_indicator *out, const struct word *word)
{
    out->relation = word->relation;
    out->plain = word->plain;
}

/* Takes the unit from `at` to the end of the text, but for a word that says the relation. */
static bool read_unit(struct fb_indicator *out, const char *text, size_t at)
{
    size_t length;
    const struct word *suffix;

    at += strspn(text + at, " ");
    length = strlen(text + at);
    suffix = find_suffix(text + at, length);
    if (suffix != NULL && out->relation == FB_RELATION_NONE) {
        set_relation(out, suffix);
        length -= strlen(suffix->text);
    }
    out->unit_offset = at;
    out->unit_length = length;
    return length <= UNIT_MAX && !fb_has_number(text + at) && strpbrk(text + at, ",;\n") == NULL &&
           strstr(text + at, "，") == NULL && strstr(text + at, "、") == NULL &&
           strstr(text + at, "。") == NULL;
}

bool fb_indicator_read(struct fb_indicator *out, const char *text)
{
    const struct word *prefix = find_prefix(text);
    struct fb_number number;
    size_t at = 0;

    *out = (struct fb_indicator){.plain = true};
    if (prefix != NULL) {
        set_relation(out, prefix);
        at = strlen(prefix->text);
    }
    at += strspn(text + at, " ");
    if (!fb_number_next(&number, text, at) || number.offset != at)
        return false;
    out->number = number.value;
    out->number_offset = number.offset;
    out->number_length = number.length;
    return read_unit(out, text, at + number.length);
}

const char *fb_relation_sign(enum fb_relation relation)
{
    static const char *const SIGNS[] = {
        [FB_RELATION_NONE] = "",    [FB_RELATION_AT_LEAST] = "≥", [FB_RELATION_MORE] = "＞",
        [FB_RELATION_EQUAL] = "＝", [FB_RELATION_LESS] = "＜",    [FB_RELATION_AT_MOST] = "≤",
    };

    return SIGNS[relation];
}

enum fb_relation fb_relation_of(const char *sign)
{
    const struct word *word = find_prefix(sign);

    return word != NULL && strcmp(word->text, sign) == 0 ? word->relation : FB_RELATION_NONE;
}

bool fb_indicator_comparable(const struct fb_indicator *a, const char *a_text,
                             const struct fb_indicator *b, const char *b_text)
{
    if (a->unit_length == 0 || b->unit_length == 0)
        return true;
    return a->unit_length == b->unit_length &&
           memcmp(a_text + a->unit_offset, b_text + b->unit_offset, a->unit_length) == 0;
}

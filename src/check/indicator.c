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

/* What may stand after the unit. Of two that end alike the longer one comes first. */
static const struct word SUFFIXES[] = {
    {"及以上", FB_RELATION_AT_LEAST, false}, {"以上", FB_RELATION_AT_LEAST, false},
    {"及以下", FB_RELATION_AT_MOST, false},  {"以下", FB_RELATION_AT_MOST, false},
    {"以内", FB_RELATION_AT_MOST, false},    {"≥", FB_RELATION_AT_LEAST, false},
    {"≧", FB_RELATION_AT_LEAST, false},      {">=", FB_RELATION_AT_LEAST, false},
    {"＞", FB_RELATION_MORE, false},         {">", FB_RELATION_MORE, false},
    {"≤", FB_RELATION_AT_MOST, false},       {"≦", FB_RELATION_AT_MOST, false},
    {"<=", FB_RELATION_AT_MOST, false},      {"＜", FB_RELATION_LESS, false},
    {"<", FB_RELATION_LESS, false},          {"＝", FB_RELATION_EQUAL, false},
    {"=", FB_RELATION_EQUAL, false},
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
        if (length >= suffix && memcmp(text + length - suffix, SUFFIXES[i].text, suffix) == 0)
            return &SUFFIXES[i];
    }
    return NULL;
}

/* -1, 0 or 1: whether a relation holds for what is below the number, equal to it, or above. */
static int direction(enum fb_relation relation)
{
    switch (relation) {
    case FB_RELATION_AT_LEAST:
    case FB_RELATION_MORE:
        return 1;
    case FB_RELATION_LESS:
    case FB_RELATION_AT_MOST:
        return -1;
    case FB_RELATION_NONE:
    case FB_RELATION_EQUAL:
        break;
    }
    return 0;
}

/*
 * Takes signs and words that say the relation off the end of a unit of `*length` bytes, as in
 * 95%以上, 95%≥ and ≥95%以上. False if what they say is not what was said before.
 */
static bool take_suffixes(struct fb_indicator *out, const char *text, size_t *length)
{
    const struct word *suffix;

    while ((suffix = find_suffix(text, *length)) != NULL) {
        if (out->relation == FB_RELATION_NONE)
            out->relation = suffix->relation;
        if (direction(out->relation) != direction(suffix->relation))
            return false;
        out->plain = false;
        *length -= strlen(suffix->text);
        while (*length > 0 && text[*length - 1] == ' ')
            --*length;
    }
    return true;
}

/* Takes the unit from `at` to the end of the text, but for what says the relation. */
static bool read_unit(struct fb_indicator *out, const char *text, size_t at)
{
    size_t length;

    at += strspn(text + at, " ");
    length = strlen(text + at);
    if (!take_suffixes(out, text + at, &length))
        return false;
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
        out->relation = prefix->relation;
        out->plain = prefix->plain;
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

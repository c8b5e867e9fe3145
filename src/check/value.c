/*
 * value.c: the text of one field.
 */
#include "data/value.h"
#include "base/decimal.h"
#include "base/utf8.h"
#include "check/check_private.h"
#include "diag/character.h"

#include <stdio.h>
#include <string.h>

enum { YEAR_LENGTH = 4, NUMBER_TEXT = 24, EXCERPT = 24 };

/* A value while it is checked. */
struct value {
    const struct fb_field *field;
    const char *text;
    size_t length;
    struct fb_position position;
};

/* Returns at most EXCERPT characters of a text, for a message. */
static const char *excerpt(struct fb_arena *arena, const struct value *value)
{
    size_t at = 0;
    uint32_t character;
    const char *text;

    for (size_t i = 0; i < EXCERPT && at < value->length; i++)
        at += fb_utf8_decode(value->text + at, value->length - at, &character);
    text = fb_arena_format(arena, "%.*s%s", (int)at, value->text, at < value->length ? "…" : "");
    return text == NULL ? "" : text;
}

static void check_money(struct fb_checker *checker, const struct value *value)
{
    struct fb_decimal number;
    size_t offset;

    if (!fb_decimal_parse(&number, value->text, value->length, &offset))
        fb_report(checker->sink, FB_DIAG_RECORD_MONEY,
                  fb_xml_position_in(value->position, offset, 0), value->field->name,
                  excerpt(checker->arena, value));
}

static void check_year(struct fb_checker *checker, const struct value *value)
{
    bool good = value->length == YEAR_LENGTH && strspn(value->text, "0123456789") == YEAR_LENGTH &&
                (value->text[0] == '1' || value->text[0] == '2');

    if (!good)
        fb_report(checker->sink, FB_DIAG_RECORD_YEAR, value->position, value->field->name,
                  excerpt(checker->arena, value));
}

/* Returns the byte offset of character `index`. */
static size_t character_offset(const struct value *value, size_t index)
{
    size_t at = 0;
    uint32_t character;

    while (index-- > 0)
        at += fb_utf8_decode(value->text + at, value->length - at, &character);
    return at;
}

static void check_length(struct fb_checker *checker, const struct value *value)
{
    size_t count = fb_utf8_length(value->text, value->length), max = value->field->max;
    char found[NUMBER_TEXT], allowed[NUMBER_TEXT];

    if (max == 0 || count <= max)
        return;
    snprintf(found, sizeof found, "%zu", count);
    snprintf(allowed, sizeof allowed, "%zu", max);
    fb_report(checker->sink, FB_DIAG_RECORD_TOO_LONG,
              fb_xml_position_in(value->position, character_offset(value, max), 0),
              value->field->name, found, allowed);
}

/* Where a field is shown is for the template to say, so each of its typefaces must have it. */
static bool is_covered(struct fb_checker *checker, uint32_t character)
{
    bool remembered = character < FB_CHECK_REMEMBERED;
    uint32_t bit = (uint32_t)1 << character % 32;

    if (remembered && (checker->covered[character / 32] & bit) != 0)
        return true;
    for (int role = 0; role < FB_FONT_ROLES; role++) {
        if (checker->roles[role] &&
            !fb_font_covers(checker->setup->fonts, (enum fb_font_role)role, character))
            return false;
    }
    if (remembered)
        checker->covered[character / 32] |= bit;
    return true;
}

static void check_characters(struct fb_checker *checker, const struct value *value)
{
    size_t size;

    for (size_t at = 0; at < value->length; at += size) {
        uint32_t character;
        size = fb_utf8_decode(value->text + at, value->length - at, &character);
        if (character == '\n' || is_covered(checker, character))
            continue;
        fb_report_character(checker->sink, fb_xml_position_in(value->position, at, size), character,
                            value->field->name);
    }
}

static void check_text(struct fb_checker *checker, const struct value *value)
{
    switch (value->field->type) {
    case FB_TYPE_MONEY:
        check_money(checker, value);
        break;
    case FB_TYPE_YEAR:
        check_year(checker, value);
        break;
    case FB_TYPE_TEXT:
    case FB_TYPE_DATE:
    case FB_TYPE_PERCENT:
    case FB_TYPE_INTEGER:
    case FB_TYPE_SCORE:
    case FB_TYPE_CHOICE:
        break;
    }
    check_length(checker, value);
    if (checker->setup->fonts != NULL)
        check_characters(checker, value);
}

fb_status fb_check_value(struct fb_checker *checker, const struct fb_xml_node *element,
                         const struct fb_field *field, bool required)
{
    struct value value = {.field = field, .text = fb_value_text(checker->arena, element)};
    const struct fb_xml_node *child = fb_xml_first(element);

    FB_NEED(value.text);
    fb_check_attributes(checker, element, NULL);
    if (child != NULL) {
        fb_report(checker->sink, FB_DIAG_RECORD_NESTED, fb_xml_position(child), field->name,
                  fb_xml_name(child));
        return FB_OK;
    }
    value.length = strlen(value.text);
    value.position = fb_xml_content_position(element);
    if (value.length > 0)
        check_text(checker, &value);
    else if (required)
        fb_report(checker->sink, FB_DIAG_RECORD_EMPTY, fb_xml_position(element), field->name,
                  fb_xml_name(fb_xml_parent(element)));
    return FB_OK;
}

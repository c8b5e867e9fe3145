/*
 * value.c: the text of one field.
 */
#include "data/value.h"
#include "base/utf8.h"
#include "check/check_private.h"
#include "diag/character.h"

#include <stdio.h>
#include <string.h>

enum { NUMBER_TEXT = 24 };

/* Returns the byte offset of character `index`. */
static size_t character_offset(const struct fb_checked_value *value, size_t index)
{
    size_t at = 0;
    uint32_t character;

    while (index-- > 0)
        at += fb_utf8_decode(value->text + at, value->length - at, &character);
    return at;
}

struct fb_position fb_checked_position(const struct fb_checked_value *value)
{
    return fb_xml_content_position(value->element);
}

/* Reports a value that is too short or too long, at `position`. */
static void report_length(struct fb_checker *checker, enum fb_diag_code code,
                          const struct fb_checked_value *value, struct fb_position position,
                          size_t allowed)
{
    char found[NUMBER_TEXT], limit[NUMBER_TEXT];

    snprintf(found, sizeof found, "%zu", fb_utf8_length(value->text, value->length));
    snprintf(limit, sizeof limit, "%zu", allowed);
    fb_report(checker->sink, code, position, value->field->name, found, limit);
}

static void check_length(struct fb_checker *checker, const struct fb_checked_value *value)
{
    size_t min = value->field->min, max = value->field->max, count;

    if (min == 0 && max == 0)
        return;
    count = fb_utf8_length(value->text, value->length);
    if (count < min)
        report_length(checker, FB_DIAG_RECORD_TOO_SHORT, value, fb_checked_position(value), min);
    if (max > 0 && count > max)
        report_length(
            checker, FB_DIAG_RECORD_TOO_LONG, value,
            fb_xml_position_in(fb_checked_position(value), character_offset(value, max), 0), max);
}

static void check_characters(struct fb_checker *checker, const struct fb_checked_value *value)
{
    size_t size;

    for (size_t at = 0; at < value->length; at += size) {
        uint32_t character;
        size = fb_utf8_decode(value->text + at, value->length - at, &character);
        /* Where a field is shown is for the template to say, so each of its typefaces must have it.
         */
        if (character == '\n' || fb_check_covers(checker->setup->memory, checker->setup->fonts,
                                                 checker->roles, character))
            continue;
        fb_report_character(checker->sink, fb_xml_position_in(fb_checked_position(value), at, size),
                            character, value->field->name);
    }
}

static fb_status check_text(struct fb_checker *checker, const struct fb_checked_value *value)
{
    FB_TRY(fb_check_type(checker, value));
    check_length(checker, value);
    if (checker->setup->fonts != NULL)
        check_characters(checker, value);
    return FB_OK;
}

fb_status fb_check_value(struct fb_checker *checker, const struct fb_xml_node *element,
                         const struct fb_field *field, bool required)
{
    struct fb_checked_value value = {
        .field = field, .element = element, .text = fb_value_of(element)};
    const struct fb_xml_node *child = fb_xml_first(element);

    FB_NEED(value.text);
    fb_check_attributes(checker, element, NULL);
    if (child != NULL) {
        fb_report(checker->sink, FB_DIAG_RECORD_NESTED, fb_xml_position(child), field->name,
                  fb_xml_name(child));
        return FB_OK;
    }
    value.length = strlen(value.text);
    if (value.length > 0)
        return check_text(checker, &value);
    if (required)
        fb_report(checker->sink, FB_DIAG_RECORD_EMPTY, fb_xml_position(element), field->name,
                  fb_xml_name(fb_xml_parent(element)));
    return FB_OK;
}

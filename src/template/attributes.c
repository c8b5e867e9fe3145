#include "template/template_private.h"

#include <string.h>

void fb_attribute_refuse(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         const char *name, const char *expected)
{
    fb_report(reader->sink, FB_DIAG_TEMPLATE_VALUE, fb_xml_attribute_position(element, name),
              fb_xml_attribute(element, name), name, expected);
}

const char *fb_attribute_string(const struct fb_xml_node *element, const char *name,
                                const char *fallback)
{
    const char *value = fb_xml_attribute(element, name);

    return value == NULL ? fallback : value;
}

const char *fb_join_words(struct fb_arena *arena, const char *const *words, size_t count)
{
    const char *text = count > 0 ? words[0] : "–";

    for (size_t i = 1; i < count && text != NULL; i++)
        text = fb_arena_format(arena, "%s, %s", text, words[i]);
    return text == NULL ? "" : text;
}

size_t fb_attribute_word(struct fb_template_reader *reader, const struct fb_xml_node *element,
                         const char *name, const char *const *words, size_t fallback)
{
    const char *value = fb_xml_attribute(element, name);
    size_t count = 0;

    if (value == NULL)
        return fallback;
    for (; words[count] != NULL; count++) {
        if (strcmp(words[count], value) == 0)
            return count;
    }
    fb_attribute_refuse(reader, element, name, fb_join_words(reader->arena, words, count));
    return fallback;
}

bool fb_attribute_yes(struct fb_template_reader *reader, const struct fb_xml_node *element,
                      const char *name)
{
    static const char *const WORDS[] = {"no", "yes", NULL};

    return fb_attribute_word(reader, element, name, WORDS, 0) == 1;
}

/* Reads a whole number without a sign; false if it is none or above `most`. */
static bool parse_count(size_t *out, const char *text, size_t most)
{
    size_t value = 0;

    if (*text == '\0')
        return false;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9')
            return false;
        value = value * 10 + (size_t)(*text - '0');
        if (value > most)
            return false;
    }
    *out = value;
    return true;
}

size_t fb_attribute_count(struct fb_template_reader *reader, const struct fb_xml_node *element,
                          const char *name, size_t fallback, size_t least, size_t most)
{
    const char *text = fb_xml_attribute(element, name), *expected;
    size_t value;

    if (text == NULL)
        return fallback;
    if (parse_count(&value, text, most) && value >= least)
        return value;
    expected = fb_arena_format(reader->arena, "%zu … %zu", least, most);
    fb_attribute_refuse(reader, element, name, expected == NULL ? "" : expected);
    return fallback;
}

fb_length fb_attribute_length(struct fb_template_reader *reader, const struct fb_xml_node *element,
                              const char *name, fb_length fallback)
{
    const char *text = fb_xml_attribute(element, name);
    fb_length value;

    if (text == NULL)
        return fallback;
    if (fb_length_parse(&value, text) && value >= 0)
        return value;
    fb_attribute_refuse(reader, element, name, "12.5mm, 1cm, 9pt");
    return fallback;
}

struct fb_decimal fb_attribute_decimal(struct fb_template_reader *reader,
                                       const struct fb_xml_node *element, const char *name,
                                       struct fb_decimal fallback)
{
    const char *text = fb_xml_attribute(element, name);
    struct fb_decimal value;
    size_t offset;

    if (text == NULL)
        return fallback;
    if (fb_decimal_parse(&value, text, strlen(text), &offset) && value.units > 0)
        return value;
    fb_attribute_refuse(reader, element, name, "10000, 100, 0.0001");
    return fallback;
}

fb_status fb_attribute_words(struct fb_template_reader *reader, const struct fb_xml_node *element,
                             const char *name, const char *const **words, size_t *count)
{
    static const char BLANKS[] = " \t\r\n";
    FB_VECTOR(const char *) list = {0};
    const char *text = fb_attribute_string(element, name, "");

    for (text += strspn(text, BLANKS); *text != '\0'; text += strspn(text, BLANKS)) {
        size_t length = strcspn(text, BLANKS);
        const char **word = FB_PUSH(reader->arena, &list);
        FB_NEED(word);
        *word = fb_arena_copy(reader->arena, text, length);
        FB_NEED(*word);
        text += length;
    }
    *words = list.items;
    *count = list.count;
    return FB_OK;
}

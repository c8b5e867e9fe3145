#include "text/numbering.h"

#include "base/utf8.h"
#include "text/character.h"

/* A text being read character by character. */
struct reader {
    const char *text;
    size_t length, offset;
};

static uint32_t peek(const struct reader *reader)
{
    uint32_t character = 0;

    if (fb_utf8_decode(reader->text + reader->offset, reader->length - reader->offset,
                       &character) == 0)
        return 0;
    return character;
}

static void skip(struct reader *reader)
{
    uint32_t character;

    reader->offset +=
        fb_utf8_decode(reader->text + reader->offset, reader->length - reader->offset, &character);
}

static bool is_one_of(uint32_t character, const uint32_t *list)
{
    for (; *list != 0; list++) {
        if (*list == character)
            return true;
    }
    return false;
}

static bool is_digit(uint32_t character)
{
    return character >= '0' && character <= '9';
}

static bool is_figure(uint32_t character)
{
    static const uint32_t CHINESE[] = {U'一', U'二', U'三', U'四', U'五', U'六', U'七',
                                       U'八', U'九', U'十', U'百', U'〇', 0};

    return is_digit(character) || is_one_of(character, CHINESE);
}

/* Skips figures; false if there are none. */
static bool skip_figures(struct reader *reader)
{
    size_t start = reader->offset;

    while (is_figure(peek(reader)))
        skip(reader);
    return reader->offset > start;
}

static bool skip_one_of(struct reader *reader, const uint32_t *list)
{
    if (!is_one_of(peek(reader), list))
        return false;
    skip(reader);
    return true;
}

/* Skips what is a number; false if that is not all there. */
static bool skip_number(struct reader *reader)
{
    static const uint32_t OPEN[] = {U'（', U'(', U'〔', 0}, CLOSE[] = {U'）', U')', U'〕', 0};
    static const uint32_t END[] = {U'、', U'．', U'.', U'）', U')', 0};

    if (fb_character_is_enclosed_number(peek(reader))) {
        skip(reader);
        return true;
    }
    if (skip_one_of(reader, OPEN))
        return skip_figures(reader) && skip_one_of(reader, CLOSE);
    return skip_figures(reader) && skip_one_of(reader, END);
}

size_t fb_numbering_length(const char *text, size_t length)
{
    static const uint32_t SPACES[] = {' ', 0xA0, 0x3000, 0};
    struct reader reader = {.text = text, .length = length};

    /* 1.5 is no number of a paragraph, but a figure in it. */
    if (!skip_number(&reader) || (text[reader.offset - 1] == '.' && is_digit(peek(&reader))))
        return 0;
    while (skip_one_of(&reader, SPACES))
        continue;
    return reader.offset;
}

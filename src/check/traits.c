#include "check/traits.h"

#include "check/characters.h"

/* Characters in ascending order of their numbers. */
struct span {
    uint32_t first, last;
    enum fb_trait trait;
};

static const struct span SPANS[] = {
    {' ', ' ', FB_TRAIT_SPACE},       {'"', '"', FB_TRAIT_PAIR},
    {'(', ')', FB_TRAIT_PAIR},        {'*', '*', FB_TRAIT_BLANK},
    {'X', 'X', FB_TRAIT_BLANK},       {'_', '_', FB_TRAIT_BLANK},
    {'x', 'x', FB_TRAIT_BLANK},       {'{', '{', FB_TRAIT_BLANK},
    {0xA0, 0xA0, FB_TRAIT_SPACE},     {0xD7, 0xD7, FB_TRAIT_BLANK},
    {0x2000, 0x200D, FB_TRAIT_SPACE}, {0x2018, 0x2019, FB_TRAIT_PAIR},
    {0x201C, 0x201D, FB_TRAIT_PAIR},  {0x202F, 0x202F, FB_TRAIT_SPACE},
    {0x2060, 0x2060, FB_TRAIT_SPACE}, {0x25CB, 0x25CB, FB_TRAIT_BLANK},
    {0x25EF, 0x25EF, FB_TRAIT_BLANK}, {0x3000, 0x3000, FB_TRAIT_SPACE},
    {0x3008, 0x3011, FB_TRAIT_PAIR},  {0x3014, 0x3015, FB_TRAIT_PAIR},
    {0x5F85, 0x5F85, FB_TRAIT_BLANK}, {0x67D0, 0x67D0, FB_TRAIT_BLANK},
    {0xFEFF, 0xFEFF, FB_TRAIT_SPACE}, {0xFF08, 0xFF09, FB_TRAIT_PAIR},
    {0xFF38, 0xFF38, FB_TRAIT_BLANK}, {0xFF58, 0xFF58, FB_TRAIT_BLANK},
};

static unsigned trait_of(uint32_t character)
{
    size_t at = 0, count = sizeof SPANS / sizeof *SPANS;

    while (at < count && character > SPANS[at].last)
        at++;
    return at < count && character >= SPANS[at].first ? SPANS[at].trait : 0;
}

/* Whether a character has none, by its first bytes: most Han characters, digits, small letters. */
static bool is_plain(const char *text)
{
    unsigned char first = (unsigned char)text[0], second = (unsigned char)text[1];

    if (first >= 0xE4 && first <= 0xE9)
        return (first != 0xE5 || second != 0xBE) && (first != 0xE6 || second != 0x9F);
    return (first >= '+' && first < 'X') || (first > '_' && first < 'x');
}

unsigned fb_text_traits(const char *text)
{
    unsigned traits = 0;

    while (*text != '\0') {
        uint32_t character;
        size_t size = fb_check_size(text);
        if (!is_plain(text) && fb_check_step(text, &character) > 0)
            traits |= trait_of(character);
        text += size;
    }
    return traits;
}

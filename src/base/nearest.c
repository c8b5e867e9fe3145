#include "base/nearest.h"

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { WORD_LIMIT = 64 };

/* Decodes a word; returns its number of characters, or WORD_LIMIT + 1 if it is longer than that. */
static size_t decode_word(uint32_t out[WORD_LIMIT], const char *word)
{
    size_t length = strlen(word), count = 0, size;

    for (size_t i = 0; i < length; i += size) {
        if (count == WORD_LIMIT)
            return WORD_LIMIT + 1;
        size = fb_utf8_decode(word + i, length - i, &out[count]);
        if (size == 0)
            return WORD_LIMIT + 1;
        count++;
    }
    return count;
}

static size_t minimum(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The edit distance of Levenshtein, one row of the matrix at a time. */
static size_t distance(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    size_t row[WORD_LIMIT + 1];

    for (size_t j = 0; j <= b_count; j++)
        row[j] = j;
    for (size_t i = 1; i <= a_count; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_count; j++) {
            size_t replaced = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = minimum(replaced, minimum(row[j], row[j - 1]) + 1);
        }
    }
    return row[b_count];
}

struct word {
    uint32_t characters[WORD_LIMIT];
    size_t count;
};

static bool is_near(const struct word *wanted, const struct word *other, size_t far)
{
    size_t longer = wanted->count > other->count ? wanted->count : other->count;
    size_t limit = longer / 3 > 1 ? longer / 3 : 1;

    if (far <= limit && far < minimum(wanted->count, other->count))
        return true;
    return wanted->count > 1 && wanted->count <= other->count &&
           memcmp(wanted->characters, other->characters, wanted->count * sizeof(uint32_t)) == 0;
}

const char *fb_nearest(const char *word, const char *const *names, size_t count)
{
    size_t best = SIZE_MAX;
    const char *found = NULL;
    struct word wanted, other;

    wanted.count = decode_word(wanted.characters, word);
    if (wanted.count > WORD_LIMIT)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        size_t far;
        other.count = decode_word(other.characters, names[i]);
        if (other.count > WORD_LIMIT)
            continue;
        far = distance(wanted.characters, wanted.count, other.characters, other.count);
        if (far < best && is_near(&wanted, &other, far)) {
            best = far;
            found = names[i];
        }
    }
    return found;
}

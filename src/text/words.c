#include "text/words.h"

#include <string.h>

static const char BLANKS[] = " \t\r\n";

size_t fb_words_match(const char *words, const char *text, size_t length)
{
    size_t longest = 0;

    if (words == NULL)
        return 0;
    for (words += strspn(words, BLANKS); *words != '\0'; words += strspn(words, BLANKS)) {
        size_t bytes = strcspn(words, BLANKS);
        if (bytes > longest && bytes <= length && memcmp(words, text, bytes) == 0)
            longest = bytes;
        words += bytes;
    }
    return longest;
}

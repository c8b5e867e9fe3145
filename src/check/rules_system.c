/*
 * rules_system.c: what one system or another refuses when a form is entered.
 */
#include "base/utf8.h"
#include "check/rule_run.h"

#include <string.h>

/* Whether a text is made of nothing but the words. */
static bool is_only(const char *text, const char *const *words, size_t count)
{
    size_t taken = 1;

    while (*text != '\0' && taken > 0) {
        taken = 0;
        for (size_t i = 0; i < count && taken == 0; i++) {
            if (strncmp(text, words[i], strlen(words[i])) == 0)
                taken = strlen(words[i]);
        }
        text += taken;
    }
    return taken > 0;
}

fb_status fb_rule_characters(struct fb_rule_run *run)
{
    bool alone = fb_rule_yes(run->rule, "alone");
    struct fb_operand text;
    const char *const *words;
    size_t count;

    FB_TRY(fb_operand_of(&text, run, run->node));
    words = fb_rule_words(&count, run->rule, "characters");
    if (alone) {
        if (text.text[0] != '\0' && is_only(text.text, words, count))
            fb_rule_report(run, FB_DIAG_RULE_CHARACTERS_ALONE, &text, fb_operand_name(run, &text),
                           fb_rule_excerpt(run, text.text));
        return FB_OK;
    }
    for (size_t i = 0; i < count; i++) {
        const char *at = strstr(text.text, words[i]);
        if (at != NULL)
            fb_rule_report_in(run, FB_DIAG_RULE_CHARACTER, &text, (size_t)(at - text.text),
                              strlen(words[i]), fb_operand_name(run, &text), words[i]);
    }
    return FB_OK;
}

/* Returns the bytes of a text in GB 18030: 1 for ASCII, 4 outside the BMP, else 2. */
static size_t gb_bytes(const char *text)
{
    size_t length = strlen(text), bytes = 0, size;

    for (size_t at = 0; at < length; at += size) {
        uint32_t character;
        size = fb_utf8_decode(text + at, length - at, &character);
        bytes += character < 0x80 ? 1 : character > 0xFFFF ? 4 : 2;
    }
    return bytes;
}

fb_status fb_rule_bytes(struct fb_rule_run *run)
{
    struct fb_decimal most = fb_rule_decimal(run->rule, "most", 0), bytes;
    bool gb = fb_rule_yes(run->rule, "gb");
    struct fb_operand text;

    FB_TRY(fb_operand_of(&text, run, run->node));
    bytes.scale = 0;
    bytes.units = (int64_t)(gb ? gb_bytes(text.text) : strlen(text.text));
    if (fb_decimal_compare(bytes, most) > 0)
        fb_rule_report(run, FB_DIAG_RULE_BYTES, &text, fb_operand_name(run, &text),
                       fb_rule_number(run, bytes), fb_rule_number(run, most));
    return FB_OK;
}

fb_status fb_rule_filled(struct fb_rule_run *run)
{
    struct fb_operand field;

    FB_TRY(fb_operand_read(&field, run, "field"));
    if (!fb_operand_filled(&field))
        fb_rule_report(run, FB_DIAG_RULE_FILLED, &field, fb_operand_name(run, &field));
    return FB_OK;
}

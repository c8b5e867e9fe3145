/*
 * format_parse.c: a format code to sections of tokens.
 */
#include "base/ascii.h"
#include "sheet/format_private.h"

#include <string.h>

/* A code while it is read. */
struct parsing {
    struct fb_arena *arena;
    struct fb_section *section;
    const char *at;
    int commas;      /* after the last digit, which scale the number or group its digits */
    bool past_point; /* of the section's number */
    bool past_exponent;
    bool failed; /* memory is used up */
};

static struct fb_token *add_token(struct parsing *parsing, enum fb_token_kind kind)
{
    static struct fb_token lost;
    struct fb_token *token = FB_PUSH(parsing->arena, &parsing->section->tokens);

    if (token == NULL) {
        parsing->failed = true;
        return &lost;
    }
    token->kind = kind;
    return token;
}

static void add_literal(struct parsing *parsing, const char *text, size_t length)
{
    struct fb_token *token;

    if (length == 0)
        return;
    token = add_token(parsing, FB_TOKEN_LITERAL);
    token->text = text;
    token->count = (unsigned)length;
}

/* The bytes of the character at a place; a NUL has none. */
static size_t character_length(const char *at)
{
    size_t length = *at != '\0';

    while (((unsigned char)at[length] & 0xC0) == 0x80)
        length++;
    return length;
}

static bool starts(const char *text, const char *word)
{
    for (; *word != '\0'; text++, word++) {
        char upper = *text >= 'a' && *text <= 'z' ? (char)(*text - 'a' + 'A') : *text;
        if (upper != *word)
            return false;
    }
    return true;
}

static void read_quoted(struct parsing *parsing)
{
    const char *start = ++parsing->at;
    size_t length = strcspn(start, "\"");

    add_literal(parsing, start, length);
    parsing->at += length + (start[length] == '"');
}

/* The number of letters of one kind at a place, of either case. */
static unsigned run_length(const char *at)
{
    unsigned count = 1;
    char first = (char)(*at | 0x20);

    while ((char)(at[count] | 0x20) == first)
        count++;
    return count;
}

static void read_limit(struct parsing *parsing, const char *text, size_t length)
{
    static const struct {
        const char *sign;
        enum fb_comparison comparison;
    } SIGNS[] = {
        {"<=", FB_COMPARE_AT_MOST}, {">=", FB_COMPARE_AT_LEAST}, {"<>", FB_COMPARE_NOT_EQUAL},
        {"<", FB_COMPARE_LESS},     {">", FB_COMPARE_MORE},      {"=", FB_COMPARE_EQUAL},
    };
    struct fb_section *section = parsing->section;

    for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS; i++) {
        size_t sign = strlen(SIGNS[i].sign);
        if (strncmp(text, SIGNS[i].sign, sign) != 0)
            continue;
        if (sign < length && fb_digits_parse(&section->limit, text + sign, length - sign))
            section->comparison = SIGNS[i].comparison;
        return;
    }
}

/* The currency and the language of a section: [$¥-804]; only the currency shows. */
static void read_locale(struct parsing *parsing, const char *text, size_t length)
{
    static const char *const CHINESE[] = {"804", "404", "C04", "1004", "1404"};
    const char *dash = memchr(text, '-', length);
    size_t shown = dash == NULL ? length : (size_t)(dash - text);
    const char *language = text + shown + 1;

    add_literal(parsing, text, shown);
    if (dash == NULL)
        return;
    /* The upper half, as in [$-30804], is of numerals and calendars. */
    for (size_t i = 0; i < sizeof CHINESE / sizeof *CHINESE; i++) {
        size_t digits = strlen(CHINESE[i]), rest = length - shown - 1;
        if (rest >= digits && strncmp(language + rest - digits, CHINESE[i], digits) == 0)
            parsing->section->is_chinese = true;
    }
}

static void read_bracket(struct parsing *parsing)
{
    const char *text = parsing->at + 1;
    size_t length = strcspn(text, "]");
    char first = (char)(*text | 0x20);

    parsing->at = text + length + (text[length] == ']');
    if (*text == '$') {
        read_locale(parsing, text + 1, length - 1);
    } else if (starts(text, "DBNUM") && length == 6) {
        parsing->section->numerals =
            text[5] == '1' || text[5] == '2' ? (unsigned)(text[5] - '0') : 0;
    } else if (strchr("<>=", *text) != NULL && length > 0) {
        read_limit(parsing, text, length);
    } else if (strchr("hms", first) != NULL && run_length(text) == length) {
        struct fb_token *token = add_token(parsing, FB_TOKEN_ELAPSED);
        token->mark = first;
        token->count = (unsigned)length;
        parsing->section->is_date = true;
    }
}

/* Reads AM/PM and its like; false if there is none. */
static bool read_half_day(struct parsing *parsing)
{
    static const struct {
        const char *word;
        char mark;
    } WORDS[] = {{"AM/PM", 'M'}, {"A/P", 'A'}, {"上午/下午", 'C'}};

    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!starts(parsing->at, WORDS[i].word))
            continue;
        add_token(parsing, FB_TOKEN_HALF_DAY)->mark = WORDS[i].mark;
        parsing->at += strlen(WORDS[i].word);
        parsing->section->is_date = true;
        return true;
    }
    return false;
}

/* The digits of a second that follow it: ss.00. */
static bool read_subsecond(struct parsing *parsing)
{
    size_t zeros = strspn(parsing->at + 1, "0");

    if (*parsing->at != '.' || zeros == 0 || !parsing->section->is_date)
        return false;
    add_token(parsing, FB_TOKEN_SUBSECOND)->count = zeros > 3 ? 3 : (unsigned)zeros;
    parsing->at += 1 + zeros;
    return true;
}

/* Reads the letters of a date; false if there are none. */
static bool read_date(struct parsing *parsing)
{
    static const struct {
        char letter;
        enum fb_token_kind kind;
        unsigned least;
    } LETTERS[] = {
        {'y', FB_TOKEN_YEAR, 1},    {'e', FB_TOKEN_YEAR, 1}, {'m', FB_TOKEN_MONTH, 1},
        {'d', FB_TOKEN_DAY, 1},     {'h', FB_TOKEN_HOUR, 1}, {'s', FB_TOKEN_SECOND, 1},
        {'a', FB_TOKEN_WEEKDAY, 3},
    };
    char letter = (char)(*parsing->at | 0x20);
    unsigned count = run_length(parsing->at);

    if (read_half_day(parsing) || read_subsecond(parsing))
        return true;
    for (size_t i = 0; i < sizeof LETTERS / sizeof *LETTERS; i++) {
        struct fb_token *token;
        if (letter != LETTERS[i].letter || count < LETTERS[i].least)
            continue;
        token = add_token(parsing, LETTERS[i].kind);
        token->count = letter == 'e' ? 4 : count;
        token->mark = letter;
        parsing->at += count;
        parsing->section->is_date = true;
        return true;
    }
    return false;
}

/* Reads G/通用格式, as Chinese programs write it, or General. */
static bool read_general(struct parsing *parsing)
{
    static const char *const WORDS[] = {"GENERAL", "G/通用格式"};

    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (!starts(parsing->at, WORDS[i]))
            continue;
        add_token(parsing, FB_TOKEN_GENERAL);
        parsing->at += strlen(WORDS[i]);
        return true;
    }
    return false;
}

static void add_digit(struct parsing *parsing)
{
    struct fb_section *section = parsing->section;

    add_token(parsing, FB_TOKEN_DIGIT)->mark = *parsing->at++;
    if (parsing->past_exponent)
        return;
    if (parsing->past_point) {
        section->places++;
        return;
    }
    section->grouped = section->grouped || parsing->commas > 0;
    parsing->commas = 0;
    section->whole_digits++;
}

static void add_slash(struct parsing *parsing)
{
    bool fraction = parsing->section->whole_digits > 0 && !parsing->section->is_date &&
                    strchr("?#0123456789", parsing->at[1]) != NULL && parsing->at[1] != '\0';

    if (fraction)
        add_token(parsing, FB_TOKEN_SLASH);
    else
        add_literal(parsing, parsing->at, 1);
    parsing->at++;
}

/* Reads what belongs to a number; false if nothing does. */
static bool read_number(struct parsing *parsing)
{
    struct fb_section *section = parsing->section;
    char mark = *parsing->at;

    if (mark == '0' || mark == '#' || mark == '?') {
        add_digit(parsing);
    } else if (mark == '.' && !section->is_date) {
        if (!parsing->past_point)
            add_token(parsing, FB_TOKEN_POINT);
        parsing->past_point = true;
        parsing->at++;
    } else if (mark == ',' && section->whole_digits > 0) {
        parsing->commas++;
        parsing->at++;
    } else if ((mark == 'E' || mark == 'e') && (parsing->at[1] == '+' || parsing->at[1] == '-') &&
               section->whole_digits + section->places > 0) {
        add_token(parsing, FB_TOKEN_EXPONENT)->mark = parsing->at[1];
        section->has_exponent = parsing->past_exponent = true;
        parsing->at += 2;
    } else if (mark == '/') {
        add_slash(parsing);
    } else {
        return false;
    }
    return true;
}

/* Reads marks that say how the next character is meant, and characters that mean themselves. */
static void read_other(struct parsing *parsing)
{
    const char *at = parsing->at;
    size_t length = character_length(at), next = character_length(at + length);

    if (*at == '\\' || *at == '!') {
        add_literal(parsing, at + length, next);
        length += next;
    } else if (*at == '_') {
        add_literal(parsing, " ", 1);
        length += next;
    } else if (*at == '*') {
        length += next;
    } else if (*at == '@') {
        add_token(parsing, FB_TOKEN_TEXT);
        parsing->section->has_text = true;
    } else {
        parsing->section->scale += *at == '%' ? 2 : 0;
        add_literal(parsing, at, length);
    }
    parsing->at += length;
}

/* An m is a minute after an hour and before a second, and else a month. */
static void tell_minutes(struct fb_section *section)
{
    enum fb_token_kind before = FB_TOKEN_LITERAL;

    for (size_t i = 0; i < section->tokens.count; i++) {
        struct fb_token *token = &section->tokens.items[i];
        size_t next = i + 1;
        if (token->kind < FB_TOKEN_YEAR)
            continue;
        while (next < section->tokens.count && section->tokens.items[next].kind < FB_TOKEN_YEAR)
            next++;
        if (token->kind == FB_TOKEN_MONTH && token->count <= 2 &&
            (before == FB_TOKEN_HOUR || before == FB_TOKEN_ELAPSED ||
             (next < section->tokens.count && section->tokens.items[next].kind == FB_TOKEN_SECOND)))
            token->kind = FB_TOKEN_MINUTE;
        before = token->kind;
    }
}

static void read_section(struct parsing *parsing)
{
    while (*parsing->at != '\0' && *parsing->at != ';' && !parsing->failed) {
        if (*parsing->at == '"')
            read_quoted(parsing);
        else if (*parsing->at == '[')
            read_bracket(parsing);
        else if (!read_general(parsing) && !read_number(parsing) && !read_date(parsing))
            read_other(parsing);
    }
    parsing->section->scale -= 3 * parsing->commas;
    tell_minutes(parsing->section);
}

/* The two formats that follow the system's settings, as they are in China. */
static const char *system_code(const char *code)
{
    enum { LONG_DAY = 31, LONG_TIME = 21 };

    if (starts(code, "[$-F800]"))
        return fb_format_builtin(LONG_DAY);
    return starts(code, "[$-F400]") ? fb_format_builtin(LONG_TIME) : code;
}

fb_status fb_format_compile(struct fb_format **out, struct fb_arena *arena, const char *code)
{
    struct fb_format *format = FB_NEW(arena, struct fb_format);
    const char *own = fb_arena_string(arena, system_code(code));

    FB_NEED(format);
    FB_NEED(own);
    while (format->section_count < FB_FORMAT_SECTIONS) {
        struct parsing parsing = {
            .arena = arena, .section = &format->sections[format->section_count++], .at = own};
        read_section(&parsing);
        if (parsing.failed)
            return FB_ERR_NOMEM;
        own = parsing.at + 1;
        if (*parsing.at == '\0')
            break;
    }
    format->is_general = *code == '\0' || fb_ascii_compare(code, "General") == 0;
    *out = format;
    return FB_OK;
}

bool fb_format_is_general(const struct fb_format *format)
{
    return format->is_general;
}

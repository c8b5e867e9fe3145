/*
 * names.c: the names in an expression: of fields, parameters and functions.
 *
 * XPath 1.0, 3.7 tells them apart by what stands around them.
 */
#include "template/template_private.h"

#include <string.h>

/* Returns the bytes of a string literal with its quotes, or 0. */
static size_t literal_length(const char *text)
{
    const char *end;

    if (*text != '\'' && *text != '"')
        return 0;
    end = strchr(text + 1, *text);
    return end == NULL ? strlen(text) : (size_t)(end - text) + 1;
}

/* Returns the bytes of a name with its prefix, if it has one. */
static size_t qualified_length(const char *text)
{
    size_t length = fb_xpath_name_length(text), local;

    if (length == 0 || text[length] != ':' || text[length + 1] == ':')
        return length;
    local = fb_xpath_name_length(text + length + 1);
    return local == 0 ? length : length + 1 + local;
}

/* A name is an operator only after something that it can join to what follows. */
static bool is_after_operand(const char *expression, size_t offset)
{
    while (offset > 0 && strchr(" \t\r\n", expression[offset - 1]) != NULL)
        offset--;
    return offset > 0 && strchr("@:([,/|+-=<>!", expression[offset - 1]) == NULL;
}

static bool is_operator(const char *expression, size_t offset, size_t length)
{
    static const char *const OPERATORS[] = {"and", "or", "div", "mod"};
    const char *name = expression + offset;

    if (!is_after_operand(expression, offset))
        return false;
    for (size_t i = 0; i < sizeof OPERATORS / sizeof *OPERATORS; i++) {
        if (strlen(OPERATORS[i]) == length && memcmp(OPERATORS[i], name, length) == 0)
            return true;
    }
    return false;
}

/* Says what a name is, by what stands before and after it. */
static enum fb_name_kind kind_of(const char *expression, size_t offset, size_t length)
{
    const char *after = expression + offset + length;
    char before = offset > 0 ? expression[offset - 1] : ' ';

    after += strspn(after, " \t\r\n");
    if (before == '$')
        return FB_NAME_PARAMETER;
    if (before == '@')
        return FB_NAME_ATTRIBUTE;
    if (is_operator(expression, offset, length))
        return FB_NAME_OPERATOR;
    if (*after == '(')
        return FB_NAME_FUNCTION;
    return strncmp(after, "::", 2) == 0 ? FB_NAME_AXIS : FB_NAME_FIELD;
}

bool fb_next_name(struct fb_name *out, const char *expression, size_t *at)
{
    while (expression[*at] != '\0') {
        size_t literal = literal_length(expression + *at);
        size_t length = literal > 0 ? 0 : qualified_length(expression + *at);
        size_t number = strspn(expression + *at, ".0123456789");
        if (length > 0) {
            *out = (struct fb_name){kind_of(expression, *at, length), *at, length};
            *at += length;
            return true;
        }
        *at += literal > 0 ? literal : number > 0 ? number : 1;
    }
    return false;
}

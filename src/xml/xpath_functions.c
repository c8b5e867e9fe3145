#include "xml/xpath_functions.h"

#include "base/quantity.h"
#include "base/utf8.h"
#include "xml/xpath.h"

#include <libxml/xpathInternals.h>
#include <string.h>

static const char BLANKS[] = " \t\r\n";

/* The library's macros want the names `ctxt` and `nargs` for the arguments of a function. */

/* What a text is that is no number; XPath's own conversions know the word too. */
static const char NOT_A_NUMBER[] = "NaN";

enum { YEAR_DIGITS = 4, YEAR_FIRST = 1900, YEAR_LAST = 2099 };

/* Reads a whole text, but for blanks at its ends, as a number; blank is 0. */
static bool parse(struct fb_decimal *out, const char *text)
{
    size_t length, offset;

    *out = (struct fb_decimal){0};
    text += strspn(text, BLANKS);
    length = strlen(text);
    while (length > 0 && strchr(BLANKS, text[length - 1]) != NULL)
        length--;
    return length == 0 || fb_decimal_parse(out, text, length, &offset);
}

static void push_text(xmlXPathParserContext *ctxt, const char *text)
{
    valuePush(ctxt, xmlXPathNewCString(text));
}

static void push_decimal(xmlXPathParserContext *ctxt, struct fb_decimal value)
{
    char text[FB_DECIMAL_TEXT];

    fb_decimal_format(text, value, value.scale, false);
    push_text(ctxt, text);
}

/* Pops a text; the caller frees it. NULL only if memory or the arguments are used up. */
static char *pop_text(xmlXPathParserContext *ctxt)
{
    return (char *)xmlXPathPopString(ctxt);
}

/* Pops two texts, the last argument first; false if there is an error. The caller frees them. */
static bool pop_texts(xmlXPathParserContext *ctxt, char **first, char **second)
{
    *second = pop_text(ctxt);
    *first = pop_text(ctxt);
    return *first != NULL && *second != NULL;
}

static bool add_node(struct fb_decimal *sum, xmlNode *node)
{
    xmlChar *text = xmlNodeGetContent(node);
    struct fb_decimal value;
    bool good = text != NULL && parse(&value, (const char *)text);

    xmlFree(text);
    return good && fb_decimal_add(sum, *sum, value);
}

/* fb:sum(nodes): their exact sum. */
static void function_sum(xmlXPathParserContext *ctxt, int nargs)
{
    struct fb_decimal sum = {0};
    xmlNodeSet *nodes;
    bool good = true;

    CHECK_ARITY(1);
    CHECK_TYPE(XPATH_NODESET);
    nodes = xmlXPathPopNodeSet(ctxt);
    for (int i = 0; nodes != NULL && i < nodes->nodeNr; i++)
        good = good && add_node(&sum, nodes->nodeTab[i]);
    xmlXPathFreeNodeSet(nodes);
    if (good)
        push_decimal(ctxt, sum);
    else
        push_text(ctxt, NOT_A_NUMBER);
}

/* Sets `*out` to how far apart two numbers are. */
static bool distance(struct fb_decimal *out, struct fb_decimal a, struct fb_decimal b)
{
    b.units = -b.units;
    if (!fb_decimal_add(out, a, b))
        return false;
    out->units = out->units < 0 ? -out->units : out->units;
    return true;
}

/* fb:equal(a, b [, tolerance]): whether two numbers are at most so far apart. */
static void function_equal(xmlXPathParserContext *ctxt, int nargs)
{
    char *tolerance = NULL, *first = NULL, *second = NULL;
    struct fb_decimal a, b, most = {0}, apart;
    bool equal;

    if (nargs != 2 && nargs != 3)
        XP_ERROR(XPATH_INVALID_ARITY);
    if (nargs == 3)
        tolerance = pop_text(ctxt);
    equal = pop_texts(ctxt, &first, &second) && parse(&a, first) && parse(&b, second) &&
            (tolerance == NULL || parse(&most, tolerance)) && distance(&apart, a, b) &&
            fb_decimal_compare(apart, most) <= 0;
    xmlFree(tolerance);
    xmlFree(first);
    xmlFree(second);
    valuePush(ctxt, xmlXPathNewBoolean(equal));
}

/* fb:compare(a, b): -1, 0 or 1 as the number a is below, equal to or above b. */
static void function_compare(xmlXPathParserContext *ctxt, int nargs)
{
    char *first, *second;
    struct fb_decimal a, b;
    double order = xmlXPathNAN;

    CHECK_ARITY(2);
    if (pop_texts(ctxt, &first, &second) && parse(&a, first) && parse(&b, second))
        order = fb_decimal_compare(a, b);
    xmlFree(first);
    xmlFree(second);
    valuePush(ctxt, xmlXPathNewFloat(order));
}

/* fb:number(text): the first number in a text, without its commas; "" if there is none. */
static void function_number(xmlXPathParserContext *ctxt, int nargs)
{
    struct fb_number number;
    char *text;

    CHECK_ARITY(1);
    text = pop_text(ctxt);
    if (text != NULL && fb_number_next(&number, text, 0))
        push_decimal(ctxt, number.value);
    else
        push_text(ctxt, "");
    xmlFree(text);
}

/* Adds the amounts that a text says are spent, but for prices of one thing; false if there are
 * none. */
static bool add_amounts(struct fb_decimal *sum, const char *text, int power)
{
    struct fb_amount amount;
    bool found = false;

    for (size_t at = 0; fb_amount_next(&amount, text, at); at = amount.offset + amount.length) {
        struct fb_decimal value;
        if (amount.each || !amount.spent)
            continue;
        found = true;
        if (!fb_amount_in(&value, &amount, power) || !fb_decimal_add(sum, *sum, value))
            return false;
    }
    return found;
}

/* fb:amounts-in(text [, unit]): the sum of the amounts that a text names, in 元 or that unit. */
static void function_amounts(xmlXPathParserContext *ctxt, int nargs)
{
    struct fb_decimal sum = {0};
    char *unit = NULL, *text;
    size_t length;
    int power = 0;
    bool known;

    if (nargs != 1 && nargs != 2)
        XP_ERROR(XPATH_INVALID_ARITY);
    if (nargs == 2)
        unit = pop_text(ctxt);
    text = pop_text(ctxt);
    known = unit == NULL || (fb_money_unit(&power, &length, unit) && unit[length] == '\0');
    if (!known || text == NULL)
        push_text(ctxt, NOT_A_NUMBER);
    else if (add_amounts(&sum, text, power))
        push_decimal(ctxt, sum);
    else
        push_text(ctxt, "");
    xmlFree(unit);
    xmlFree(text);
}

/* fb:is-hard-value(text): whether a value can be measured, that is, has a number in it. */
static void function_is_hard_value(xmlXPathParserContext *ctxt, int nargs)
{
    char *text;

    CHECK_ARITY(1);
    text = pop_text(ctxt);
    valuePush(ctxt, xmlXPathNewBoolean(text != NULL && fb_has_number(text)));
    xmlFree(text);
}

/* fb:length(text): its characters, without blanks at its ends. */
static void function_length(xmlXPathParserContext *ctxt, int nargs)
{
    char *text;
    size_t start, length;

    CHECK_ARITY(1);
    text = pop_text(ctxt);
    if (text == NULL)
        XP_ERROR(XPATH_MEMORY_ERROR);
    start = strspn(text, BLANKS);
    length = strlen(text);
    while (length > start && strchr(BLANKS, text[length - 1]) != NULL)
        length--;
    valuePush(ctxt, xmlXPathNewFloat((double)fb_utf8_length(text + start, length - start)));
    xmlFree(text);
}

/* fb:year(text): the first number of four digits from 1900 to 2099; NaN if there is none. */
static void function_year(xmlXPathParserContext *ctxt, int nargs)
{
    static const char DIGITS[] = "0123456789";
    double year = xmlXPathNAN;
    char *text;

    CHECK_ARITY(1);
    text = pop_text(ctxt);
    for (const char *at = text == NULL ? "" : text; *at != '\0' && xmlXPathIsNaN(year);) {
        size_t digits = strspn(at, DIGITS);
        if (digits == YEAR_DIGITS) {
            int value =
                (at[0] - '0') * 1000 + (at[1] - '0') * 100 + (at[2] - '0') * 10 + (at[3] - '0');
            if (value >= YEAR_FIRST && value <= YEAR_LAST)
                year = value;
        }
        at += digits + strcspn(at + digits, DIGITS);
    }
    xmlFree(text);
    valuePush(ctxt, xmlXPathNewFloat(year));
}

static const struct {
    const char *name;
    xmlXPathFunction function;
} FUNCTIONS[] = {
    {"sum", function_sum},
    {"equal", function_equal},
    {"compare", function_compare},
    {"number", function_number},
    {"amounts-in", function_amounts},
    {"is-hard-value", function_is_hard_value},
    {"length", function_length},
    {"year", function_year},
};

fb_status fb_xpath_register_functions(xmlXPathContext *context)
{
    const xmlChar *space = (const xmlChar *)FB_FUNCTION_NAMESPACE;

    if (xmlXPathRegisterNs(context, (const xmlChar *)FB_FUNCTION_PREFIX, space) != 0)
        return FB_ERR_NOMEM;
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) {
        if (xmlXPathRegisterFuncNS(context, (const xmlChar *)FUNCTIONS[i].name, space,
                                   FUNCTIONS[i].function) != 0)
            return FB_ERR_NOMEM;
    }
    return FB_OK;
}

static bool is(const char *name, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(name, word, length) == 0;
}

/* Of XPath 1.0 (4), and its tests of nodes (2.3). */
static const char *const CORE[] = {
    "last",
    "position",
    "count",
    "id",
    "local-name",
    "namespace-uri",
    "name",
    "string",
    "concat",
    "starts-with",
    "contains",
    "substring-before",
    "substring",
    "substring-after",
    "translate",
    "string-length",
    "boolean",
    "normalize-space",
    "not",
    "true",
    "false",
    "lang",
    "number",
    "sum",
    "floor",
    "ceiling",
    "round",
    "node",
    "text",
    "comment",
    "processing-instruction",
};

bool fb_xpath_function_known(const char *name, size_t length)
{
    size_t prefix = strlen(FB_FUNCTION_PREFIX ":");

    for (size_t i = 0; i < sizeof CORE / sizeof *CORE; i++) {
        if (is(name, length, CORE[i]))
            return true;
    }
    if (length <= prefix || memcmp(name, FB_FUNCTION_PREFIX ":", prefix) != 0)
        return false;
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) {
        if (is(name + prefix, length - prefix, FUNCTIONS[i].name))
            return true;
    }
    return false;
}

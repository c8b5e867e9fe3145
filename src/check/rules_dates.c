/*
 * rules_dates.c: years and dates in texts.
 */
#include "check/rule_run.h"

#include <string.h>

enum { YEAR_DIGITS = 4, YEAR_FIRST = 1900, YEAR_LAST = 2099, MONTHS = 12, DAYS = 31 };

/* A date in a text; month and day are 0 where the text does not say them. */
struct date {
    int year, month, day;
    size_t offset, length;
};

static const char DIGITS[] = "0123456789";

static int number_of(const char *digits, size_t count)
{
    int value = 0;

    for (size_t i = 0; i < count; i++)
        value = value * 10 + (digits[i] - '0');
    return value;
}

/* Returns the bytes of what may stand between year, month and day. */
static size_t separator_length(const char *text)
{
    static const char *const SEPARATORS[] = {"年", "月", "日", "-", ".", "/"};

    for (size_t i = 0; i < sizeof SEPARATORS / sizeof *SEPARATORS; i++) {
        if (strncmp(text, SEPARATORS[i], strlen(SEPARATORS[i])) == 0)
            return strlen(SEPARATORS[i]);
    }
    return 0;
}

/* Reads a separator and a number of one or two digits from 1 to `most`; 0 if there is none. */
static int read_part(const char *text, size_t *at, int most)
{
    size_t separator = separator_length(text + *at);
    size_t digits = separator == 0 ? 0 : strspn(text + *at + separator, DIGITS);
    int value;

    if (digits == 0 || digits > 2)
        return 0;
    value = number_of(text + *at + separator, digits);
    if (value < 1 || value > most)
        return 0;
    *at += separator + digits;
    return value;
}

/* Finds the first date at or after byte `at`. */
static bool next_date(struct date *out, const char *text, size_t at)
{
    for (at += strcspn(text + at, DIGITS); text[at] != '\0'; at += strcspn(text + at, DIGITS)) {
        size_t digits = strspn(text + at, DIGITS), end = at + digits;
        int year = digits == YEAR_DIGITS ? number_of(text + at, digits) : 0;
        if (year >= YEAR_FIRST && year <= YEAR_LAST) {
            *out = (struct date){.year = year, .offset = at};
            out->month = read_part(text, &end, MONTHS);
            out->day = out->month == 0 ? 0 : read_part(text, &end, DAYS);
            /* The last part may be named too: 2021年, 6月, 1日. */
            end += separator_length(text + end) > 1 ? separator_length(text + end) : 0;
            out->length = end - at;
            return true;
        }
        at = end;
    }
    return false;
}

/* Compares as exactly as both say. */
static int compare_dates(const struct date *a, const struct date *b)
{
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    if (a->month == 0 || b->month == 0 || a->month == b->month)
        return a->month != 0 && b->month != 0 && a->day != 0 && b->day != 0
                   ? (a->day > b->day) - (a->day < b->day)
                   : 0;
    return a->month < b->month ? -1 : 1;
}

/* The first and the last date of a text; false if there are not two. */
static bool read_period(struct date *from, struct date *to, const char *text)
{
    bool found = next_date(from, text, 0) && next_date(to, text, from->offset + from->length);
    struct date later;

    while (found && next_date(&later, text, to->offset + to->length))
        *to = later;
    return found;
}

static const char *date_text(const struct fb_rule_run *run, const char *text,
                             const struct date *date)
{
    const char *copy = fb_arena_copy(run->checker->arena, text + date->offset, date->length);

    return copy == NULL ? "" : copy;
}

static void check_year(struct fb_rule_run *run, const struct fb_operand *period,
                       const struct fb_operand *year, const struct date *from,
                       const struct date *to)
{
    struct date form;

    if (year->text == NULL || !next_date(&form, year->text, 0) ||
        (form.year >= from->year && form.year <= to->year))
        return;
    fb_rule_report(run, FB_DIAG_RULE_PERIOD_YEAR, period, fb_operand_name(run, period),
                   date_text(run, year->text, &form), date_text(run, period->text, from),
                   date_text(run, period->text, to));
}

fb_status fb_rule_period(struct fb_rule_run *run)
{
    struct fb_operand period, year, goal;
    struct date from, to;

    FB_TRY(fb_operand_read(&period, run, "value"));
    FB_TRY(fb_operand_read(&year, run, "year"));
    FB_TRY(fb_operand_read(&goal, run, "goal"));
    if (!read_period(&from, &to, period.text))
        return FB_OK;
    if (compare_dates(&from, &to) > 0) {
        fb_rule_report(run, FB_DIAG_RULE_PERIOD, &period, fb_operand_name(run, &period),
                       date_text(run, period.text, &from), date_text(run, period.text, &to));
        return FB_OK;
    }
    check_year(run, &period, &year, &from, &to);
    if (goal.text != NULL && from.year != to.year && !fb_operand_filled(&goal))
        fb_rule_report(run, FB_DIAG_RULE_PERIOD_GOAL, &period, fb_operand_name(run, &period),
                       fb_rule_excerpt(run, period.text), fb_operand_name(run, &goal));
    return FB_OK;
}

/* ---- years in words ---- */

static bool ends_with(const char *text, size_t length, const char *end)
{
    size_t size = strlen(end);

    return length >= size && memcmp(text + length - size, end, size) == 0;
}

/* Whether a title in 《》 is open at byte `at`. */
static bool in_title(const char *text, size_t at)
{
    size_t open = 0;

    for (size_t i = 0; i < at; i++) {
        if (strncmp(text + i, "《", strlen("《")) == 0)
            open++;
        else if (open > 0 && strncmp(text + i, "》", strlen("》")) == 0)
            open--;
    }
    return open > 0;
}

/*
 * Whether a year stands where another one than the form's may: in a title or a document's number,
 * compared with, as the start of a range, or as one of the words that the rule excepts.
 */
static bool other_year_allowed(const struct fb_rule *rule, const char *text,
                               const struct date *date)
{
    static const char *const BEFORE[] = {"〔",   "[",  "比", "较", "与", "自", "从",
                                         "截至", "至", "到", "-",  "—",  "～", "~"};
    static const char *const AFTER[] = {"〕", "]", "》", "-", "—", "～", "~", "至", "到"};
    const char *after = text + date->offset + YEAR_DIGITS;
    const char *const *words;
    size_t count;

    words = fb_rule_words(&count, rule, "except");
    for (size_t i = 0; i < count; i++) {
        if (strncmp(text + date->offset, words[i], strlen(words[i])) == 0)
            return true;
    }
    if (in_title(text, date->offset))
        return true;
    for (size_t i = 0; i < sizeof BEFORE / sizeof *BEFORE; i++) {
        if (ends_with(text, date->offset, BEFORE[i]))
            return true;
    }
    if (strncmp(after, "年", strlen("年")) == 0)
        after += strlen("年");
    for (size_t i = 0; i < sizeof AFTER / sizeof *AFTER; i++) {
        if (strncmp(after, AFTER[i], strlen(AFTER[i])) == 0)
            return true;
    }
    return false;
}

fb_status fb_rule_years(struct fb_rule_run *run)
{
    struct fb_operand text, year;
    struct date form, date;

    FB_TRY(fb_operand_of(&text, run, run->node));
    if (strstr(text.text, "年") == NULL)
        return FB_OK;
    FB_TRY(fb_operand_read(&year, run, "year"));
    if (!next_date(&form, year.text, 0))
        return FB_OK;
    for (size_t at = 0; next_date(&date, text.text, at); at = date.offset + date.length) {
        size_t length = YEAR_DIGITS + strlen("年");
        if (date.year == form.year ||
            strncmp(text.text + date.offset + YEAR_DIGITS, "年", strlen("年")) != 0 ||
            other_year_allowed(run->rule, text.text, &date))
            continue;
        date.length = length;
        fb_rule_report_in(run, FB_DIAG_RULE_YEAR, &text, date.offset, length,
                          fb_operand_name(run, &text), date_text(run, text.text, &date),
                          date_text(run, year.text, &form));
    }
    return FB_OK;
}

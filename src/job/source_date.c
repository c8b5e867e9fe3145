#include "job/source_date.h"

#include <stdint.h>
#include <time.h>

/* 9999-12-31T23:59:59Z: neither PDF nor DOCX can name a later moment. */
static const int64_t LAST_SECOND = 253402300799;

static bool parse_seconds(int64_t *out, const char *text)
{
    int64_t seconds = 0;

    if (*text == '\0')
        return false;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9')
            return false;
        seconds = seconds * 10 + (*text - '0');
        if (seconds > LAST_SECOND)
            return false;
    }
    *out = seconds;
    return true;
}

bool fb_source_date_parse(struct fb_date *out, const char *text)
{
    int64_t seconds;
    time_t moment;
    struct tm utc;

    if (!parse_seconds(&seconds, text))
        return false;
    moment = (time_t)seconds;
    if (moment != seconds || gmtime_r(&moment, &utc) == NULL)
        return false;
    *out = (struct fb_date){
        .year = utc.tm_year + 1900,
        .month = utc.tm_mon + 1,
        .day = utc.tm_mday,
        .hour = utc.tm_hour,
        .minute = utc.tm_min,
        .second = utc.tm_sec,
    };
    return true;
}

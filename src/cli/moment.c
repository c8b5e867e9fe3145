#include "cli/moment.h"

#include "job/source_date.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void print_now(char out[FB_MOMENT_LENGTH])
{
    struct timespec now = {0};
    struct tm parts = {0};
    char zone[8] = "";

    (void)clock_gettime(CLOCK_REALTIME, &now);
    tzset();
    (void)localtime_r(&now.tv_sec, &parts);
    (void)strftime(zone, sizeof zone, "%z", &parts);
    snprintf(out, FB_MOMENT_LENGTH, "%04d-%02d-%02dT%02d:%02d:%02d%.3s:%.2s",
             (parts.tm_year + 1900) % 10000, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
             parts.tm_min, parts.tm_sec, zone, zone + 3);
}

void fb_moment(char out[FB_MOMENT_LENGTH])
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    struct fb_date date;

    if (epoch == NULL || !fb_source_date_parse(&date, epoch)) {
        print_now(out);
        return;
    }
    snprintf(out, FB_MOMENT_LENGTH, "%04d-%02d-%02dT%02d:%02d:%02dZ", date.year, date.month,
             date.day, date.hour, date.minute, date.second);
}

/*
 * moment.h: the one clock of the program: when a night's report was written. No document has it.
 */
#ifndef FB_CLI_MOMENT_H
#define FB_CLI_MOMENT_H

enum { FB_MOMENT_LENGTH = 40 };

/*
 * Gives a moment as in ISO 8601 (2021-01-31T06:30:00+08:00): that of SOURCE_DATE_EPOCH, in UTC, if
 * it is set, so that a report can be compared with another; else now, in the user's time zone.
 */
void fb_moment(char out[FB_MOMENT_LENGTH]);

#endif

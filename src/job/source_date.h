/*
 * source_date.h: the moment that a reproducible build gives its outputs.
 */
#ifndef FB_JOB_SOURCE_DATE_H
#define FB_JOB_SOURCE_DATE_H

#include "doc/doc.h"

#include <stdbool.h>

/*
 * Reads the value of SOURCE_DATE_EPOCH (reproducible-builds.org): the seconds since 1970, in
 * decimal digits, up to the year 9999; the date is in UTC. Returns false if it is anything else.
 */
bool fb_source_date_parse(struct fb_date *out, const char *text);

#endif

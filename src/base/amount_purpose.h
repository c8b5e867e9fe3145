/*
 * amount_purpose.h: what an amount in a Chinese text is of, by the words before and behind it.
 *
 * A goal names money that is spent (投入835万元) and money that comes of it or is not spent
 * (带动增收500万元, 节约经费20万元), and things of a size (500万元以上的项目). Only the first is a
 * part of what a project costs. An amount that no word says anything about counts as spent.
 */
#ifndef FB_BASE_AMOUNT_PURPOSE_H
#define FB_BASE_AMOUNT_PURPOSE_H

#include <stdbool.h>
#include <stddef.h>

/* Whether the amount of `length` bytes at byte `offset` of a text is one that is spent. */
bool fb_amount_is_spent(const char *text, size_t offset, size_t length);

/*
 * Returns where the clause begins that ends before byte `end` of a text, looking back no further
 * than `reach` bytes. With `pauses` the mark 、 divides clauses too.
 */
size_t fb_clause_start(const char *text, size_t end, size_t reach, bool pauses);

#endif

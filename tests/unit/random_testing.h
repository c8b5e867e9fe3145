/*
 * random_testing.h: the same numbers everywhere, for tests that try many cases.
 */
#ifndef FB_TESTS_RANDOM_TESTING_H
#define FB_TESTS_RANDOM_TESTING_H

#include <stdint.h>

/* xorshift64 (Marsaglia, 2003). */
static inline uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static inline int random_below(uint64_t *state, int limit)
{
    return (int)(next_random(state) % (uint64_t)limit);
}

#endif

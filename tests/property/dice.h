/*
 * dice.h: numbers that look random and are the same on every machine.
 */
#ifndef FB_TESTS_DICE_H
#define FB_TESTS_DICE_H

#include <stdbool.h>
#include <stdint.h>

struct dice {
    uint64_t state;
};

/* Dice of one seed; seeds that are near give throws that are not. */
struct dice dice_of(uint64_t seed);

/* A number from `least` to `most`, both included. */
int dice_between(struct dice *dice, int least, int most);

/* True in `percent` of a hundred cases. */
bool dice_chance(struct dice *dice, int percent);

#endif

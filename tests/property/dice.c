#include "dice.h"

/* SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
static uint64_t next(struct dice *dice)
{
    uint64_t z = dice->state += 0x9E3779B97F4A7C15U;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
}

struct dice dice_of(uint64_t seed)
{
    struct dice dice = {seed};

    dice.state = next(&dice);
    return dice;
}

int dice_between(struct dice *dice, int least, int most)
{
    uint64_t count = (uint64_t)(most - least) + 1;

    return least + (int)((next(dice) >> 11) % count);
}

bool dice_chance(struct dice *dice, int percent)
{
    return dice_between(dice, 1, 100) <= percent;
}

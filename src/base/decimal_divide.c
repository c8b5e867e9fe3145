/*
 * decimal_divide.c: quotients and powers of ten, by way of integers of 128 bits.
 */
#include "base/decimal.h"

__extension__ typedef __int128 wide;

/* Sets `*out` to units / 10^scale without the zeros at its end; false if it does not fit. */
static bool narrow(struct fb_decimal *out, wide units, unsigned scale)
{
    while (scale > 0 && (scale > FB_DECIMAL_MAX_SCALE || units % 10 == 0)) {
        if (units % 10 != 0)
            return false;
        units /= 10;
        scale--;
    }
    if (units > INT64_MAX || units < -INT64_MAX)
        return false;
    *out = (struct fb_decimal){.units = (int64_t)units, .scale = scale};
    return true;
}

static bool times_ten(wide *value, unsigned times)
{
    while (times-- > 0) {
        if (__builtin_mul_overflow(*value, (wide)10, value))
            return false;
    }
    return true;
}

bool fb_decimal_divide(struct fb_decimal *out, struct fb_decimal a, struct fb_decimal b,
                       unsigned decimals)
{
    wide numerator = a.units < 0 ? -(wide)a.units : a.units;
    wide denominator = b.units < 0 ? -(wide)b.units : b.units, quotient;

    if (denominator == 0)
        return false;
    if (decimals > FB_DECIMAL_MAX_SCALE)
        decimals = FB_DECIMAL_MAX_SCALE;
    if (!times_ten(&numerator, decimals + b.scale) || !times_ten(&denominator, a.scale))
        return false;
    quotient = (2 * (numerator % denominator) >= denominator) + numerator / denominator;
    if (quotient > INT64_MAX)
        return false;
    out->units = (a.units < 0) == (b.units < 0) ? (int64_t)quotient : -(int64_t)quotient;
    out->scale = decimals;
    return true;
}

bool fb_decimal_shift(struct fb_decimal *out, struct fb_decimal value, int power)
{
    wide units = value.units;

    if (power <= 0)
        return narrow(out, units, value.scale + (unsigned)-power);
    return times_ten(&units, (unsigned)power) && narrow(out, units, value.scale);
}

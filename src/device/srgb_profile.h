/*
 * srgb_profile.h: the bytes of colour/sRGB.icc.zz, an ICC profile of sRGB in the zlib format. Made
 * by the build.
 */
#ifndef FB_DEVICE_SRGB_PROFILE_H
#define FB_DEVICE_SRGB_PROFILE_H

#include <stddef.h>

extern const unsigned char fb_srgb_profile[];
extern const size_t fb_srgb_profile_length;

#endif

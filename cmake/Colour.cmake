# Turns colour/sRGB.icc.zz into the array fb_srgb_profile (src/device/srgb_profile.h).
set(FUBIAO_PROFILE ${CMAKE_SOURCE_DIR}/colour/sRGB.icc.zz)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${FUBIAO_PROFILE})
file(READ ${FUBIAO_PROFILE} FUBIAO_PROFILE_BYTES HEX)
string(REGEX REPLACE "(..)" "0x\\1," FUBIAO_PROFILE_BYTES "${FUBIAO_PROFILE_BYTES}")
configure_file(cmake/srgb_profile.c.in srgb_profile.c @ONLY)

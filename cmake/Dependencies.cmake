# What fubiao links, by its Debian package (HACKING.md says what each is for).
find_package(PkgConfig REQUIRED)
set(FUBIAO_MODULES libxml-2.0 libzip harfbuzz harfbuzz-subset libdeflate jansson libxxhash sqlite3 xlsxwriter)
pkg_check_modules(FUBIAO_DEPS REQUIRED IMPORTED_TARGET ${FUBIAO_MODULES})

# libharu has no pkg-config file in Debian 12.
find_library(HPDF_LIBRARY NAMES hpdf REQUIRED)
find_path(HPDF_INCLUDE_DIR NAMES hpdf.h REQUIRED)

add_library(fubiao_dependencies INTERFACE)
target_include_directories(fubiao_dependencies SYSTEM INTERFACE ${HPDF_INCLUDE_DIR})
target_link_libraries(fubiao_dependencies INTERFACE PkgConfig::FUBIAO_DEPS ${HPDF_LIBRARY} m)

# The warnings that every target of the project is built with.
add_library(fubiao_warnings INTERFACE)
target_compile_options(fubiao_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes
  -Wmissing-prototypes -Wold-style-definition -Wpointer-arith -Wformat=2 -Wvla -Wundef)
target_compile_definitions(fubiao_warnings INTERFACE _XOPEN_SOURCE=700)
if(FUBIAO_WERROR)
  target_compile_options(fubiao_warnings INTERFACE -Werror)
endif()
if(FUBIAO_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

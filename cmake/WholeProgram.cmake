# A release is optimised as a whole program: gcc inlines across files, which saves a document 6 % of its time.
# The objects hold ordinary code too, so that the library that is installed links with any compiler.
if(CMAKE_C_COMPILER_ID STREQUAL "GNU")
  add_compile_options($<$<CONFIG:Release>:-flto=auto> $<$<CONFIG:Release>:-ffat-lto-objects>)
  add_link_options($<$<CONFIG:Release>:-flto=auto>)
endif()

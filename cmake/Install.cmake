# What `cmake --install` puts where. The program finds its data and translations from its own place
# (src/job/data_folders.h), and fubiao.pc its prefix, so the whole prefix may be moved.
set(FUBIAO_DATA ${CMAKE_INSTALL_DATADIR}/fubiao)
set(FUBIAO_PC_DIR ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

install(TARGETS fubiao libfubiao)
install(FILES src/fubiao.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

list(JOIN FUBIAO_MODULES " " FUBIAO_PC_REQUIRES)
file(RELATIVE_PATH FUBIAO_PC_PREFIX
  ${CMAKE_INSTALL_PREFIX}/${FUBIAO_PC_DIR} ${CMAKE_INSTALL_PREFIX})
configure_file(cmake/fubiao.pc.in fubiao.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/fubiao.pc DESTINATION ${FUBIAO_PC_DIR})

file(GLOB FUBIAO_FONTS CONFIGURE_DEPENDS fonts/*.ttf)
install(FILES ${FUBIAO_FONTS} DESTINATION ${FUBIAO_DATA}/fonts)
install(DIRECTORY fonts/licences DESTINATION ${FUBIAO_DATA}/fonts)
install(DIRECTORY templates DESTINATION ${FUBIAO_DATA} FILES_MATCHING PATTERN "*.xml")
install(FILES schema/fubiao-template.rng schema/fubiao-mapping.rng schema/fubiao-batch.rng
        DESTINATION ${FUBIAO_DATA}/schema)

install(FILES man/fubiao.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES man/zh_CN/fubiao.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/zh_CN/man1)

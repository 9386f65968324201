# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What `cmake --install` puts where. Every path in it is relative to what holds it, so the prefix may be moved.
# Components: runtime (headers, libraries, sources, CMake and pkg-config files), analyzers (program, plugins, models, manual),
# doc (pages). Parts that are not built are left out.
include_guard(GLOBAL)
include(CMakePackageConfigHelpers)

if(TARGET bulwark-runtime)
  install(TARGETS bulwark-runtime bulwark-runtime-core EXPORT bulwark-runtime
          ARCHIVE DESTINATION lib COMPONENT runtime)
  install(DIRECTORY "${PROJECT_SOURCE_DIR}/runtime/include/bulwark" DESTINATION include COMPONENT runtime
          FILES_MATCHING PATTERN "*.h")
  install(EXPORT bulwark-runtime NAMESPACE Bulwark:: DESTINATION lib/cmake/Bulwark FILE BulwarkTargets.cmake
          COMPONENT runtime)
  # The folder to copy into a kernel tree, whole.
  install(DIRECTORY "${PROJECT_SOURCE_DIR}/runtime" DESTINATION share/bulwark COMPONENT runtime)
  install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION share/bulwark/runtime COMPONENT runtime)

  configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/BulwarkConfig.cmake.in"
    "${PROJECT_BINARY_DIR}/package/BulwarkConfig.cmake" INSTALL_DESTINATION lib/cmake/Bulwark
    NO_SET_AND_CHECK_MACRO)
  # Before 1.0 a minor version may change the interface.
  write_basic_package_version_file("${PROJECT_BINARY_DIR}/package/BulwarkConfigVersion.cmake"
    VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
  install(FILES "${PROJECT_BINARY_DIR}/package/BulwarkConfig.cmake"
                "${PROJECT_BINARY_DIR}/package/BulwarkConfigVersion.cmake"
          DESTINATION lib/cmake/Bulwark COMPONENT runtime)
  configure_file("${CMAKE_CURRENT_LIST_DIR}/bulwark-runtime.pc.in"
    "${PROJECT_BINARY_DIR}/package/bulwark-runtime.pc" @ONLY)
  install(FILES "${PROJECT_BINARY_DIR}/package/bulwark-runtime.pc" DESTINATION lib/pkgconfig COMPONENT runtime)
endif()

# The program finds the plugins in ../lib/bulwark and the pages in ../share/doc/bulwark.
if(TARGET bulwark)
  install(TARGETS bulwark RUNTIME DESTINATION bin COMPONENT analyzers)
  install(DIRECTORY "${PROJECT_SOURCE_DIR}/analyzers/models" DESTINATION share/bulwark COMPONENT analyzers
          FILES_MATCHING PATTERN "*.model")
  install(DIRECTORY "${PROJECT_SOURCE_DIR}/analyzers/include" DESTINATION share/bulwark COMPONENT analyzers)
  install(DIRECTORY "${PROJECT_BINARY_DIR}/share/" DESTINATION share COMPONENT analyzers)
endif()
foreach(major IN LISTS BULWARK_CLANG_MAJORS)
  if(TARGET bulwark-clang${major})
    install(TARGETS bulwark-clang${major} LIBRARY DESTINATION lib/bulwark COMPONENT analyzers)
  endif()
endforeach()
install(DIRECTORY "${PROJECT_SOURCE_DIR}/docs/" DESTINATION share/doc/bulwark COMPONENT doc
        FILES_MATCHING PATTERN "*.md")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION share/doc/bulwark COMPONENT doc)

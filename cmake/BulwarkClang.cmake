# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# How to build against Clang: bulwark_add_clang_plugin makes one plugin for one major version, and
# Bulwark::libclang and Bulwark::llvm are the C interfaces of the oldest supported one.
include_guard(GLOBAL)

# bulwark_add_clang_plugin(MAJOR SOURCES a.cpp ... LIBS core ...)
# makes target bulwark-clang<MAJOR>, file lib/bulwark-clang<MAJOR>.so. It links no LLVM library: the
# host clang has them already, and a second copy would bring its own globals.
function(bulwark_add_clang_plugin major)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS;INCLUDES" ${ARGN})
  set(name bulwark-clang${major})
  add_library(${name} MODULE ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES PREFIX "" OUTPUT_NAME ${name}
    CXX_STANDARD 17 CXX_STANDARD_REQUIRED ON CXX_EXTENSIONS OFF
    C_VISIBILITY_PRESET hidden CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
  target_include_directories(${name} SYSTEM PRIVATE "${BULWARK_CLANG_INCLUDE_${major}}")
  target_include_directories(${name} PRIVATE ${arg_INCLUDES})
  target_compile_definitions(${name} PRIVATE _GNU_SOURCE __STDC_CONSTANT_MACROS __STDC_FORMAT_MACROS
    __STDC_LIMIT_MACROS)
  target_compile_options(${name} PRIVATE
    $<$<COMPILE_LANGUAGE:CXX>:-fno-rtti -fno-exceptions -Wall -Wextra -Wno-unused-parameter>)
  if(BULWARK_WERROR)
    target_compile_options(${name} PRIVATE $<$<COMPILE_LANGUAGE:CXX>:-Werror>)
  endif()
  target_link_libraries(${name} PRIVATE ${arg_LIBS})
  # Symbols of the archives stay inside, so that two plugins in one clang never meet.
  target_link_options(${name} PRIVATE -Wl,--exclude-libs,ALL -Wl,--gc-sections)
  # The name inside the file tells `bulwark doctor` what a plugin was built for, whatever the file is called.
  target_link_options(${name} PRIVATE -Wl,-soname,${name}.so)
endfunction()

list(GET BULWARK_CLANG_MAJORS 0 BULWARK_LIBCLANG_MAJOR)
foreach(pair "libclang:clang-${BULWARK_LIBCLANG_MAJOR}" "llvm:LLVM-${BULWARK_LIBCLANG_MAJOR}")
  string(REPLACE ":" ";" pair "${pair}")
  list(GET pair 0 name)
  list(GET pair 1 file)
  if(NOT TARGET Bulwark::${name})
    add_library(Bulwark::${name} SHARED IMPORTED GLOBAL)
    set_target_properties(Bulwark::${name} PROPERTIES
      IMPORTED_LOCATION "/usr/lib/llvm-${BULWARK_LIBCLANG_MAJOR}/lib/lib${file}.so"
      INTERFACE_INCLUDE_DIRECTORIES "${BULWARK_LLVM_INCLUDE_${BULWARK_LIBCLANG_MAJOR}}")
  endif()
endforeach()

# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What the build takes from the system, asked for once and in one place, so that a missing package is
# one line that names it instead of a failure in the middle of a part.
include_guard(GLOBAL)

set(BULWARK_CLANG_MAJORS 19 22)
set(missing "")

find_program(BULWARK_PKG_CONFIG pkg-config)
if(NOT BULWARK_PKG_CONFIG)
  list(APPEND missing pkg-config)
else()
  find_package(PkgConfig QUIET)
  foreach(pair "check:CHECK:check" "jansson:JANSSON:libjansson-dev" "libpng:PNG:libpng-dev" "yaml-0.1:YAML:libyaml-dev")
    string(REPLACE ":" ";" pair "${pair}")
    list(GET pair 0 module)
    list(GET pair 1 prefix)
    list(GET pair 2 package)
    pkg_check_modules(${prefix} QUIET IMPORTED_TARGET GLOBAL ${module})
    if(NOT ${prefix}_FOUND)
      list(APPEND missing ${package})
    endif()
  endforeach()
endif()

foreach(major IN LISTS BULWARK_CLANG_MAJORS)
  find_program(BULWARK_CLANG_${major} NAMES clang-${major} PATHS /usr/lib/llvm-${major}/bin NO_CACHE)
  if(NOT BULWARK_CLANG_${major})
    list(APPEND missing clang-${major})
  endif()
  find_path(BULWARK_LLVM_INCLUDE_${major} NAMES llvm/Config/llvm-config.h
            PATHS /usr/lib/llvm-${major}/include NO_DEFAULT_PATH NO_CACHE)
  if(NOT BULWARK_LLVM_INCLUDE_${major})
    list(APPEND missing llvm-${major}-dev)
  endif()
  find_path(BULWARK_CLANG_INCLUDE_${major} NAMES clang/AST/AST.h
            PATHS /usr/lib/llvm-${major}/include NO_DEFAULT_PATH NO_CACHE)
  if(NOT BULWARK_CLANG_INCLUDE_${major})
    list(APPEND missing libclang-${major}-dev)
  endif()
endforeach()

if(missing)
  list(JOIN missing " " missing)
  # The leading blank keeps CMake from wrapping the line.
  message(FATAL_ERROR " missing packages: ${missing} (./bootstrap test installs them)")
endif()

# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# bulwark_add_runtime(TARGET PLATFORM hosted|linux|windows|bare|none|FILE.c [DEFINITIONS A=b ...])
# makes the static library TARGET from the one-file build of the runtime and one platform, with its headers. The name
# stands for platform/<name>.c of this folder, FILE.c for a platform of your own (see bulwark/platform.h), none for
# one that is linked from elsewhere. DEFINITIONS hold for the library and for who links it.
include_guard(GLOBAL)

set(BULWARK_RUNTIME_FOLDER "${CMAKE_CURRENT_LIST_DIR}")

function(bulwark_add_runtime target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "PLATFORM" "DEFINITIONS")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_PLATFORM)
    message(FATAL_ERROR "bulwark_add_runtime(${target}): say PLATFORM hosted, linux, windows, bare, none or a file")
  endif()
  get_filename_component(own "${arg_PLATFORM}" ABSOLUTE)
  if(arg_PLATFORM STREQUAL "none")
    set(platform "")
  elseif(arg_PLATFORM MATCHES "^[a-z]+$" AND EXISTS "${BULWARK_RUNTIME_FOLDER}/platform/${arg_PLATFORM}.c")
    set(platform "${BULWARK_RUNTIME_FOLDER}/platform/${arg_PLATFORM}.c")
  elseif(EXISTS "${own}" AND NOT IS_DIRECTORY "${own}")
    set(platform "${own}")
  else()
    message(FATAL_ERROR "bulwark_add_runtime(${target}): there is no platform ${arg_PLATFORM}, by name or as a file")
  endif()
  add_library(${target} STATIC "${BULWARK_RUNTIME_FOLDER}/bulwark.c" ${platform})
  target_include_directories(${target} PUBLIC "$<BUILD_INTERFACE:${BULWARK_RUNTIME_FOLDER}/include>")
  target_compile_definitions(${target} PUBLIC ${arg_DEFINITIONS})
  target_compile_features(${target} PRIVATE c_std_11)
  set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON C_VISIBILITY_PRESET hidden)
endfunction()

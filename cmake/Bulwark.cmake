# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What every target of the project shares: the dialect, the warnings, how a Check program is made a test.
include_guard(GLOBAL)

set(CMAKE_C_STANDARD 11)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(BULWARK_WERROR "treat warnings as errors" ON)

# bulwark_c_options(TARGET): the warnings every C target of the project is built with.
function(bulwark_c_options target)
  target_compile_options(${target} PRIVATE
    $<$<COMPILE_LANGUAGE:C>:-Wall -Wextra -Wconversion -Wpedantic -Wshadow -Wstrict-prototypes>)
  if(BULWARK_WERROR)
    target_compile_options(${target} PRIVATE $<$<COMPILE_LANGUAGE:C>:-Werror>)
  endif()
endfunction()

# bulwark_add_check_test(NAME SOURCES a.c ... LIBS lib ... INCLUDES dir ... ENVIRONMENT A=b ... ARGS x ...):
# one Check program, one ctest entry of the same name.
function(bulwark_add_check_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LIBS;INCLUDES;ENVIRONMENT;ARGS" ${ARGN})
  add_executable(${name} ${arg_SOURCES})
  bulwark_c_options(${name})
  # Check's own macros are variadic in a way C11 pedantry rejects.
  target_compile_options(${name} PRIVATE -Wno-pedantic)
  target_include_directories(${name} PRIVATE ${arg_INCLUDES})
  target_link_libraries(${name} PRIVATE ${arg_LIBS} PkgConfig::CHECK)
  add_test(NAME ${name} COMMAND ${name} ${arg_ARGS})
  set_tests_properties(${name} PROPERTIES TIMEOUT 120 ENVIRONMENT "${arg_ENVIRONMENT}")
endfunction()

# bulwark_find_libfuzzer(NAME): sets fuzz_clang and fuzzer, the archive, which lies in clang's own package whatever the build's
# compiler is; fuzzer is empty, and it is said that NAME is left out, if it is not installed.
function(bulwark_find_libfuzzer name)
  list(GET BULWARK_CLANG_MAJORS 0 major)
  set(clang "${BULWARK_CLANG_${major}}")
  execute_process(COMMAND "${clang}" -print-file-name=libclang_rt.fuzzer-x86_64.a OUTPUT_VARIABLE archive
                  OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(NOT EXISTS "${archive}")
    execute_process(COMMAND "${clang}" -print-runtime-dir OUTPUT_VARIABLE archive OUTPUT_STRIP_TRAILING_WHITESPACE)
    file(GLOB archive "${archive}/libclang_rt.fuzzer*.a")
  endif()
  if(NOT archive)
    message(STATUS "${name} is left out: libFuzzer is not installed (libclang-rt-${major}-dev)")
  endif()
  set(fuzz_clang "${clang}" PARENT_SCOPE)
  set(fuzzer "${archive}" PARENT_SCOPE)
endfunction()

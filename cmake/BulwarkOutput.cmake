# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Where built things lie and how they are compiled: programs in bin, plugins in lib, figures in results.
include_guard(GLOBAL)

set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_LIBRARY_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(CMAKE_ARCHIVE_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/lib")
set(BULWARK_RESULTS_DIR "${CMAKE_BINARY_DIR}/results")
file(MAKE_DIRECTORY "${BULWARK_RESULTS_DIR}")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "kind of build" FORCE)
endif()
# C keeps its asserts and its line tables in every build. C++ is built as Debian builds Clang, with
# NDEBUG and without debug data: the headers of LLVM would make it fifty times as large as the code.
set(CMAKE_C_FLAGS_RELWITHDEBINFO "-O2 -g" CACHE STRING "C flags of this kind of build" FORCE)
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -DNDEBUG" CACHE STRING "C++ flags of this kind of build" FORCE)

# One line a diagnostic even when ninja runs compilers in parallel.
set(CMAKE_COLOR_DIAGNOSTICS OFF)

option(BULWARK_SANITIZE "build the C parts with AddressSanitizer and UBSan, without the Clang plugin" OFF)
if(BULWARK_SANITIZE)
  add_compile_options($<$<COMPILE_LANGUAGE:C>:-fsanitize=address,undefined>
                      $<$<COMPILE_LANGUAGE:C>:-fno-sanitize-recover=all>
                      $<$<COMPILE_LANGUAGE:C>:-fno-omit-frame-pointer>)
  add_link_options(-fsanitize=address,undefined)
endif()

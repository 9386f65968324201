# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Installs the runtime, uses it by find_package and by pkg-config, from C and C++, then moves it and does so again.
include("${CMAKE_CURRENT_LIST_DIR}/shared.cmake")

function(use_by_cmake prefix folder)
  run("${CMAKE_COMMAND}" -G Ninja -S "${CONSUMER}" -B "${folder}" "-DCMAKE_PREFIX_PATH=${prefix}" "-DWANTED=${VERSION}"
      "-DCMAKE_C_COMPILER=${CC}" "-DCMAKE_CXX_COMPILER=${CXX}")
  run("${CMAKE_COMMAND}" --build "${folder}")
  run("${CMAKE_CTEST_COMMAND}" --test-dir "${folder}" --output-on-failure --no-tests=error)
  expect("100% tests passed, 0 tests failed out of 5")
endfunction()

function(use_by_pkg_config prefix folder)
  set(ENV{PKG_CONFIG_PATH} "${prefix}/lib/pkgconfig")
  run("${PKG_CONFIG}" --modversion bulwark-runtime)
  expect("${VERSION}")
  run("${PKG_CONFIG}" --cflags --libs bulwark-runtime)
  separate_arguments(flags UNIX_COMMAND "${said}")
  run("${CC}" -std=c11 -Wall -Wextra -Werror "${CONSUMER}/consumer.c" ${flags} -o "${folder}-c")
  run("${folder}-c")
  expect("contained")
  run("${CXX}" -std=c++17 -Wall -Wextra -Werror -x c++ "${CONSUMER}/consumer.c" -x none ${flags} -o "${folder}-cxx")
  run("${folder}-cxx")
  expect("contained")
  # The sources, for a platform of one's own: one compiler call.
  run("${PKG_CONFIG}" --variable=sourcedir bulwark-runtime)
  separate_arguments(sources UNIX_COMMAND "${said}") # it quotes blanks
  run("${CC}" -std=c11 -Wall -Wextra -Werror "-I${sources}/include" "${CONSUMER}/consumer.c" "${sources}/bulwark.c"
      "${sources}/platform/bare.c" -o "${folder}-sources")
  run("${folder}-sources")
endfunction()

# A version that is not there must not be found.
function(refuse prefix wanted folder)
  execute_process(COMMAND "${CMAKE_COMMAND}" -G Ninja -S "${CONSUMER}" -B "${folder}" "-DCMAKE_PREFIX_PATH=${prefix}"
    "-DWANTED=${wanted}" "-DCMAKE_C_COMPILER=${CC}" "-DCMAKE_CXX_COMPILER=${CXX}"
    RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(status EQUAL 0 OR NOT said MATCHES "requested\n? *version \"${wanted}\"")
    message(FATAL_ERROR " version ${wanted} was not refused:\n${said}")
  endif()
endfunction()

install_into_scratch(runtime)
no_trace_of("${SCRATCH}/first" "${SCRATCH}" "${SOURCE}" "${BUILD}")
use_by_cmake("${SCRATCH}/first" "${SCRATCH}/by-cmake")
use_by_pkg_config("${SCRATCH}/first" "${SCRATCH}/by-pkg-config")
refuse("${SCRATCH}/first" 99.0 "${SCRATCH}/refused")

# What was built above is kept; if something still led to the old place, it would not be found now.
file(RENAME "${SCRATCH}/first" "${SCRATCH}/moved place")
use_by_cmake("${SCRATCH}/moved place" "${SCRATCH}/by-cmake-moved")
use_by_pkg_config("${SCRATCH}/moved place" "${SCRATCH}/by-pkg-config-moved")
file(REMOVE_RECURSE "${SCRATCH}")

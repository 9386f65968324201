# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DSOURCE=... -DBINARY=... -DC_COMPILER=... -DCXX_COMPILER=... -P run-sanitized.cmake
# Builds the C parts with sanitizers (what is up to date stays) and runs their tests. Fails when one of them does.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    # Without FATAL_ERROR's own wrapping, which makes compiler and test output unreadable.
    message("${said}")
    list(JOIN ARGN " " command)
    message(FATAL_ERROR " failed: ${command}")
  endif()
  set(said "${said}" PARENT_SCOPE)
endfunction()

if(NOT EXISTS "${BINARY}/build.ninja")
  run("${CMAKE_COMMAND}" -G Ninja -S "${SOURCE}" -B "${BINARY}" -DBULWARK_SANITIZE=ON -DCMAKE_BUILD_TYPE=RelWithDebInfo
      "-DCMAKE_C_COMPILER=${C_COMPILER}" "-DCMAKE_CXX_COMPILER=${CXX_COMPILER}")
endif()
run(ninja --quiet -C "${BINARY}")
run(ctest --test-dir "${BINARY}" --output-on-failure --no-tests=error -j2)
string(REGEX MATCH "[0-9]+% tests passed[^\n]*" summary "${said}")
message(STATUS "${summary}")

# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# w32k-threads in both forms, and once more with a lock that locks nothing, which must be seen.
execute_process(COMMAND "${BULWARK_CLANG_19}" -print-file-name=libclang_rt.tsan-x86_64.a OUTPUT_VARIABLE archive
                OUTPUT_STRIP_TRAILING_WHITESPACE)
execute_process(COMMAND "${BULWARK_CLANG_19}" -print-runtime-dir OUTPUT_VARIABLE folder OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT EXISTS "${archive}" AND NOT EXISTS "${folder}/libclang_rt.tsan.a" AND NOT EXISTS "${folder}/libclang_rt.tsan-x86_64.a")
  message(STATUS "samples-threads is left out: ThreadSanitizer is not installed (libclang-rt-19-dev)")
  return()
endif()

set(flags -std=c11 -g -O1 -fno-omit-frame-pointer -fsanitize=thread -Wall -Wextra -Wconversion -Wpedantic
    -D_POSIX_C_SOURCE=200809L "-I${sample}" "-I${BULWARK_RUNTIME_DIR}/include")
file(GLOB attack_sources CONFIGURE_DEPENDS "${sample}/attacks/*.c")
list(TRANSFORM W32_CLIENT_FILES PREPEND "${sample}/" OUTPUT_VARIABLE shared_sources)
file(GLOB workload_sources CONFIGURE_DEPENDS workload*.c)
list(FILTER workload_sources EXCLUDE REGEX "workload_main[.]c$")
list(APPEND shared_sources "${CMAKE_CURRENT_SOURCE_DIR}/threads_main.c" "${CMAKE_CURRENT_SOURCE_DIR}/private_work.c"
     ${workload_sources} ${attack_sources} "${sample}/host/user.c" "${sample}/host/canary.c")

# thread_objects(RET PREFIX source...)
function(thread_objects ret prefix)
  set(objects "")
  foreach(source IN LISTS ARGN)
    get_filename_component(name "${source}" NAME_WE)
    set(object "${CMAKE_CURRENT_BINARY_DIR}/threads-${prefix}-${name}.o")
    add_custom_command(OUTPUT "${object}"
      COMMAND ${CMAKE_C_COMPILER_LAUNCHER} "${BULWARK_CLANG_19}" ${flags} -MD -MF "${object}.d" -c "${source}" -o "${object}"
      DEPENDS "${source}" DEPFILE "${object}.d" VERBATIM)
    list(APPEND objects "${object}")
  endforeach()
  set(${ret} ${objects} PARENT_SCOPE)
endfunction()

thread_objects(shared_objects shared ${shared_sources})
set(programs "")
foreach(form raw hardened)
  list(TRANSFORM W32_FORM_FILES PREPEND "${sample}/${form}/" OUTPUT_VARIABLE sources)
  if(form STREQUAL hardened)
    list(APPEND sources "${BULWARK_RUNTIME_DIR}/bulwark.c" "${BULWARK_RUNTIME_DIR}/platform/hosted.c")
  endif()
  thread_objects(${form}_objects ${form} ${sources})
  set(program "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/w32k-threads-${form}")
  add_custom_command(OUTPUT "${program}"
    COMMAND "${BULWARK_CLANG_19}" -fsanitize=thread ${shared_objects} ${${form}_objects} -lpthread -o "${program}"
    DEPENDS ${shared_objects} ${${form}_objects} VERBATIM)
  list(APPEND programs "${program}")
endforeach()
thread_objects(unlocked_objects unlocked "${CMAKE_CURRENT_SOURCE_DIR}/unlocked.c")
set(unlocked "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/w32k-threads-unlocked")
add_custom_command(OUTPUT "${unlocked}"
  COMMAND "${BULWARK_CLANG_19}" -fsanitize=thread -Wl,--wrap=pthread_mutex_lock,--wrap=pthread_mutex_unlock
          ${shared_objects} ${hardened_objects} ${unlocked_objects} -lpthread -o "${unlocked}"
  DEPENDS ${shared_objects} ${hardened_objects} ${unlocked_objects} VERBATIM)
# The common half of the kernel hosts, whose threads wait for each other, with the test that needs no kernel.
set(boot "${PROJECT_SOURCE_DIR}/tests/boot-driver")
thread_objects(channel_objects channel "${boot}/test_channel.c" "${boot}/os_user.c" "${sample}/host/channel.c"
  "${sample}/host/memory.c")
set(channel "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/w32k-threads-channel")
add_custom_command(OUTPUT "${channel}"
  COMMAND "${BULWARK_CLANG_19}" -fsanitize=thread ${channel_objects} ${hardened_objects} ${CHECK_LDFLAGS} -lpthread
          -o "${channel}"
  DEPENDS ${channel_objects} ${hardened_objects} VERBATIM)
add_custom_target(samples-threads-programs ALL DEPENDS ${programs} "${unlocked}" "${channel}")

foreach(form raw hardened)
  add_test(NAME samples-threads-${form} COMMAND "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/w32k-threads-${form}" private 3)
endforeach()
add_test(NAME samples-threads-storm COMMAND "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/w32k-threads-hardened" storm 3)
add_test(NAME samples-threads-judge COMMAND "${CMAKE_RUNTIME_OUTPUT_DIRECTORY}/w32k-threads-unlocked" private 1)
add_test(NAME samples-threads-channel COMMAND "${channel}")
set_tests_properties(samples-threads-raw samples-threads-hardened samples-threads-storm samples-threads-channel PROPERTIES TIMEOUT 180
  PROCESSORS 2 ENVIRONMENT "TSAN_OPTIONS=halt_on_error=1")
set_tests_properties(samples-threads-judge PROPERTIES TIMEOUT 180 PASS_REGULAR_EXPRESSION "ThreadSanitizer: data race"
  ENVIRONMENT "TSAN_OPTIONS=halt_on_error=1")

# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# The units' tests for other processors, built by a cross compiler and run under an emulator: one
# program and one ctest entry a processor. A processor whose compiler or emulator is missing is left out, aloud.
set(cross_folder "${CMAKE_CURRENT_LIST_DIR}")

# The tests of units: all but those that compile programs themselves or are about another platform.
file(GLOB cross_tests CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/test_*.c")
list(FILTER cross_tests EXCLUDE REGEX "/test_(${BULWARK_CROSS_EXCLUDED})\\.c$")

# bulwark_add_cross_test(ARCH COMPILER EMULATOR FLAGS...)
function(bulwark_add_cross_test arch compiler emulator)
  find_program(BULWARK_CROSS_${arch} ${compiler})
  find_program(BULWARK_EMULATOR_${arch} ${emulator})
  if(NOT BULWARK_CROSS_${arch} OR NOT BULWARK_EMULATOR_${arch})
    message(STATUS "runtime-cross-${arch} is left out: it needs ${compiler} ${emulator}")
    return()
  endif()
  set(objects "")
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/cross-${arch}")
  file(MAKE_DIRECTORY "${folder}")
  set(mains "")
  set(calls "")
  set(sources ${BULWARK_RUNTIME_SOURCES} platform_test.c command.c cross/check.c ${cross_tests})
  foreach(source IN LISTS cross_tests)
    get_filename_component(name "${source}" NAME_WE)
    string(APPEND mains "int main_${name}(void);\n")
    string(APPEND calls "  failed |= main_${name}();\n")
  endforeach()
  file(CONFIGURE OUTPUT "${folder}/all.c" CONTENT
    "${mains}int main(void) {\n  int failed = 0;\n${calls}  return failed;\n}\n" @ONLY)
  foreach(source IN LISTS sources ITEMS "${folder}/all.c")
    get_filename_component(source "${source}" ABSOLUTE)
    get_filename_component(name "${source}" NAME_WE)
    set(object "${folder}/${name}.o")
    set(options -Wall -Wextra -Wconversion -Wpedantic -Werror)
    if(source IN_LIST cross_tests)
      # What a compiler sees coming in a test is what the test is about.
      set(options -w -Dmain=main_${name} -DBW_TEST_C_COMPILERS="" -DBW_TEST_RUNTIME="")
    endif()
    set(depfile "")
    if(CMAKE_GENERATOR MATCHES "Ninja")
      set(depfile DEPFILE "${object}.d")
    endif()
    add_custom_command(OUTPUT "${object}" ${depfile}
      COMMAND "${BULWARK_CROSS_${arch}}" -std=c11 -O2 ${options} ${ARGN} -I "${cross_folder}" -I "${CMAKE_CURRENT_SOURCE_DIR}" -I "${BULWARK_RUNTIME_DIR}/include"
              -MD -MF "${object}.d" -MT "${object}" -c "${source}" -o "${object}"
      DEPENDS "${source}" COMMENT "cross ${arch}: ${name}" VERBATIM)
    list(APPEND objects "${object}")
  endforeach()
  set(program "${folder}/runtime-cross-${arch}")
  add_custom_command(OUTPUT "${program}"
    COMMAND "${BULWARK_CROSS_${arch}}" ${ARGN} -static ${objects} -o "${program}" DEPENDS ${objects}
    COMMENT "cross ${arch}: link" VERBATIM)
  add_custom_target(runtime-cross-${arch} ALL DEPENDS "${program}")
  add_test(NAME runtime-cross-${arch} COMMAND ${BULWARK_EMULATOR_${arch}} "${program}")
  set_tests_properties(runtime-cross-${arch} PROPERTIES TIMEOUT 120)
endfunction()

bulwark_add_cross_test(aarch64 aarch64-linux-gnu-gcc qemu-aarch64)
# Not every machine of 64 bits runs what is made for 32.
bulwark_add_cross_test(i686 i686-linux-gnu-gcc qemu-i386 -DBW_NO_GUARD)
bulwark_add_cross_test(s390x s390x-linux-gnu-gcc qemu-s390x -DBW_NO_GUARD)

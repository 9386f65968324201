# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DRUNTIME=... -DFUZZ=... -DCLANG=... -DFLAGS=... -DRUNS=... -DSEEDS=... -DSCRATCH=... -P mutants.cmake
# Shows that the fuzzers find faults: each of these is planted in a copy of the runtime, and the fuzzer of its unit
# must fail within the work that the tests give it. Fails when one survives, or when the text to change is gone;
# with -DONLY_LOOK=ON it looks for the texts and plants nothing.
set(killed 0)
set(survivors "")

# mutant(UNIT FILE OLD NEW)
function(mutant unit file old new)
  file(READ "${RUNTIME}/${file}" text)
  string(FIND "${text}" "${old}" at)
  if(at EQUAL -1)
    message(STATUS "gone     ${file} no longer holds: ${old}")
    list(APPEND survivors "${unit}")
    set(survivors "${survivors}" PARENT_SCOPE)
    return()
  endif()
  if(ONLY_LOOK)
    return()
  endif()
  file(REMOVE_RECURSE "${SCRATCH}")
  file(COPY "${RUNTIME}/" DESTINATION "${SCRATCH}/runtime")
  string(REPLACE "${old}" "${new}" text "${text}")
  file(WRITE "${SCRATCH}/runtime/${file}" "${text}")
  separate_arguments(flags UNIX_COMMAND "${FLAGS}")
  execute_process(
    COMMAND "${CLANG}" ${flags} -w "-I${SCRATCH}/runtime/include" "-I${FUZZ}" -DFUZZ_ENTRY=fuzz_${unit}
            -fsanitize=fuzzer,address,undefined "${FUZZ}/fuzz_${unit}.c" "${FUZZ}/fuzz.c" "${FUZZ}/entry.c"
            "${SCRATCH}/runtime/bulwark.c" -o "${SCRATCH}/fuzz"
    RESULT_VARIABLE status ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR " the mutant does not compile: ${file}: ${new}\n${said}")
  endif()
  set(seeds "")
  file(GLOB files "${SEEDS}/${unit}/*")
  if(files)
    list(JOIN files "," files)
    set(seeds "-seed_inputs=${files}")
  endif()
  execute_process(COMMAND "${SCRATCH}/fuzz" -runs=${RUNS} -seed=1 -max_len=512 -len_control=0 -timeout=20 -verbosity=0
                          ${seeds} "-artifact_prefix=${SCRATCH}/"
                  RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE said)
  string(REGEX REPLACE "[ \n]+" " " shown "${new}")
  if(status EQUAL 0)
    message(STATUS "survived ${unit}: ${shown}")
    list(APPEND survivors "${unit}")
    set(survivors "${survivors}" PARENT_SCOPE)
  elseif(NOT said MATCHES "SUMMARY: ")
    message(FATAL_ERROR " the fuzzer of ${unit} did not run:\n${said}")
  else()
    message(STATUS "killed   ${unit}: ${shown}")
    math(EXPR killed "${killed} + 1")
    set(killed ${killed} PARENT_SCOPE)
  endif()
endfunction()

include("${FUZZ}/mutants_list.cmake")

if(SCRATCH)
  file(REMOVE_RECURSE "${SCRATCH}")
endif()
list(LENGTH survivors survived)
math(EXPR total "${killed} + ${survived}")
if(NOT ONLY_LOOK)
  message(STATUS "${killed} of ${total} planted faults found")
endif()
if(survived)
  message(FATAL_ERROR " ${survived} planted faults that no fuzzer found, or that can no longer be planted")
endif()

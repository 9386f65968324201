# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What the tests of the package share.

# run(command...): must end with 0; what it wrote is in `said`.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message("${said}")
    list(JOIN ARGN " " command)
    message(FATAL_ERROR " failed with ${status}: ${command}")
  endif()
  set(said "${said}" PARENT_SCOPE)
endfunction()

# expect(TEXT): the last command wrote it.
function(expect text)
  string(FIND "${said}" "${text}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR " \"${text}\" is missing in:\n${said}")
  endif()
endfunction()

# Installs the components into a fresh prefix of the scratch folder, ${SCRATCH}/first.
function(install_into_scratch)
  file(REMOVE_RECURSE "${SCRATCH}")
  file(MAKE_DIRECTORY "${SCRATCH}")
  foreach(component IN LISTS ARGN)
    run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${SCRATCH}/first" --component ${component})
  endforeach()
endfunction()

# no_trace_of(PREFIX WORD...): no text file below the prefix holds one of the words, so that it may be moved.
function(no_trace_of prefix)
  file(GLOB_RECURSE files "${prefix}/*.cmake" "${prefix}/*.pc" "${prefix}/*.h" "${prefix}/*.c" "${prefix}/*.txt")
  foreach(file IN LISTS files)
    file(READ "${file}" text)
    foreach(word IN LISTS ARGN)
      string(FIND "${text}" "${word}" at)
      if(NOT at EQUAL -1)
        message(FATAL_ERROR " ${file} holds ${word}")
      endif()
    endforeach()
  endforeach()
endfunction()

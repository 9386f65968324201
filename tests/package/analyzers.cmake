# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Installs everything, moves it, and has the installed program lint a project with a fault in it.
include("${CMAKE_CURRENT_LIST_DIR}/shared.cmake")
install_into_scratch(runtime analyzers doc)
set(prefix "${SCRATCH}/moved")
file(RENAME "${SCRATCH}/first" "${prefix}")

run("${prefix}/bin/bulwark" --version)
expect("${VERSION}")
foreach(major IN LISTS MAJORS)
  run("${prefix}/bin/bulwark" doctor --clang clang-${major})
  expect("${prefix}/lib/bulwark")
endforeach()
foreach(file share/doc/bulwark/checks/copy-extent.md share/doc/bulwark/index.md share/bulwark/models/libc.model
             share/man/man1/bulwark.1 share/bash-completion/completions/bulwark share/bulwark/runtime/bulwark.c share/bulwark/runtime/LICENSE)
  if(NOT EXISTS "${prefix}/${file}")
    message(FATAL_ERROR " ${file} is not installed")
  endif()
endforeach()

# The models and the runtime's headers are those of the prefix: a fault is found, and by its check.
file(WRITE "${SCRATCH}/project/faulty.c" "
#include <bulwark/bulwark.h>
#include <stdlib.h>
void fill(size_t n);
void fill(size_t n) {
  char *bytes = malloc(4);
  if (bytes != NULL) {
    bytes[4] = 0;
    free(bytes);
  }
}
")
file(WRITE "${SCRATCH}/project/compile_commands.json" "[{\"directory\": \"${SCRATCH}/project\", \"file\": \"faulty.c\",
  \"arguments\": [\"clang-19\", \"-I${prefix}/include\", \"-c\", \"faulty.c\", \"-o\", \"faulty.o\"]}]")
execute_process(COMMAND "${prefix}/bin/bulwark" lint -p "${SCRATCH}/project" WORKING_DIRECTORY "${SCRATCH}/project"
                RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
if(NOT status EQUAL 1)
  message(FATAL_ERROR " lint ended with ${status} on a project with a fault:\n${said}")
endif()
expect("bulwark-index-range")
file(REMOVE_RECURSE "${SCRATCH}")

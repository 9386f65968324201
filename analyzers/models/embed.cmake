# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DOUTPUT=x.c "-DFILES=a.model;b.model" -P embed.cmake: the files as arrays of bytes, by the table of
# core/model_builtin.h.
set(arrays "")
set(rows "")
set(number 0)
foreach(file IN LISTS FILES)
  file(READ "${file}" bytes HEX)
  if(bytes STREQUAL "")
    message(FATAL_ERROR "${file} is empty")
  endif()
  # Eight bytes a line, for readers and for compilers with limits on lines.
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))" "\\1\n" bytes "${bytes}")
  get_filename_component(name "${file}" NAME)
  string(APPEND arrays "static const unsigned char text_${number}[] = {\n${bytes}};\n")
  string(APPEND rows "  {\"${name}\", text_${number}, sizeof text_${number}},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE "${OUTPUT}" "/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Made from the model files; do not edit. */
#include \"core/model_builtin.h\"

${arrays}
const bw_model_file bw_model_files[] = {
${rows}};
const size_t bw_model_file_count = ${number};
")

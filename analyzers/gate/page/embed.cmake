# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DOUTPUT=x.c -DPAGE=page.html "-DSTYLES=a.css;b.css" "-DSCRIPTS=a.js;b.js" -P embed.cmake: the template with its
# styles and scripts in it, as an array of bytes by the name that gate/html_page.h gives it.
# The page's policy names style and script by their hash, so that nothing else in it can ever run.

# The base64 form of the SHA-256 of text, as a policy wants it.
function(hash_of text result)
  string(SHA256 hex "${text}")
  set(letters "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  set(out "")
  # 32 bytes: ten groups of three, and two bytes that one '=' fills up.
  foreach(group RANGE 0 10)
    math(EXPR at "${group} * 6")
    string(SUBSTRING "${hex}00" ${at} 6 part)
    math(EXPR bits "0x${part}")
    foreach(shift 18 12 6 0)
      math(EXPR index "(${bits} >> ${shift}) & 63")
      string(SUBSTRING "${letters}" ${index} 1 letter)
      string(APPEND out "${letter}")
    endforeach()
  endforeach()
  string(LENGTH "${out}" length)
  math(EXPR length "${length} - 1")
  string(SUBSTRING "${out}" 0 ${length} out)
  set(${result} "sha256-${out}=" PARENT_SCOPE)
endfunction()

# The files one behind the other, without the comment with the licence that each begins with.
function(join_files files result)
  set(all "")
  foreach(file IN LISTS files)
    file(READ "${file}" text)
    if(text MATCHES "{{|</s")
      message(FATAL_ERROR "${file} holds {{ or the end of an element, which the page cannot hold")
    endif()
    string(FIND "${text}" "\n" line)
    math(EXPR line "${line} + 1")
    string(SUBSTRING "${text}" ${line} -1 text)
    string(APPEND all "${text}")
  endforeach()
  set(${result} "${all}" PARENT_SCOPE)
endfunction()

join_files("${STYLES}" style)
join_files("${SCRIPTS}" script)
set(script "'use strict';\n${script}")
hash_of("${style}" style_hash)
hash_of("${script}" script_hash)
file(READ "${PAGE}" page)
string(FIND "${page}" "\n" line)
math(EXPR line "${line} + 1")
string(SUBSTRING "${page}" ${line} -1 page)
string(REPLACE "@STYLE_HASH@" "${style_hash}" page "${page}")
string(REPLACE "@SCRIPT_HASH@" "${script_hash}" page "${page}")
string(REPLACE "@STYLE@" "${style}" page "${page}")
string(REPLACE "@SCRIPT@" "${script}" page "${page}")
file(WRITE "${OUTPUT}.html" "${page}")
file(READ "${OUTPUT}.html" bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
string(REGEX REPLACE "((0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,)(0x..,))" "\\1\n" bytes "${bytes}")
file(WRITE "${OUTPUT}" "/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Made from the files of gate/page; do not edit. */
#include \"gate/html_page.h\"

const unsigned char bw_html_page[] = {
${bytes}0};
")

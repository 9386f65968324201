# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DSOURCE=... -DKDIR=... -DOUT=... -DFORM=raw|hardened -DFILES=a.c,b.c -DCLANG=... -P module.cmake
# Builds the sample's Linux module in that form against a kernel's build folder: OUT/w32k.ko. The sources are copied,
# since kbuild puts its objects beside them; what is up to date stays.
file(MAKE_DIRECTORY "${OUT}")
foreach(folder ${FORM} shared host)
  file(COPY "${SOURCE}/samples/win32k/${folder}" DESTINATION "${OUT}")
endforeach()
file(COPY "${SOURCE}/runtime/" DESTINATION "${OUT}/bulwark")

string(REPLACE "," ";" objects "${FILES}")
list(TRANSFORM objects PREPEND "${FORM}/")
list(APPEND objects host/channel.c host/memory.c host/linux.c host/linux_memory.c)
if(FORM STREQUAL hardened)
  list(APPEND objects bulwark/bulwark.c bulwark/platform/linux.c)
endif()
list(TRANSFORM objects REPLACE "[.]c$" ".o")
list(JOIN objects " " objects)
# The dialect of the sample declares where it needs to.
set(kbuild "obj-m := w32k.o
w32k-y := ${objects}
ccflags-y := -I$(src) -I$(src)/host/linux-include -I$(src)/bulwark/include -I$(src)/bulwark/platform/linux-include
ccflags-y += -Wno-declaration-after-statement -DW32_FORM='\"${FORM}\"'
")
set(before "")
if(EXISTS "${OUT}/Kbuild")
  file(READ "${OUT}/Kbuild" before)
endif()
if(NOT before STREQUAL kbuild)
  file(WRITE "${OUT}/Kbuild" "${kbuild}")
endif()

# Debian's kernels are built by gcc; their configuration is told about the other compiler.
execute_process(
  COMMAND make -C "${KDIR}" "M=${OUT}" "CC=${CLANG}" CONFIG_CC_IS_GCC= CONFIG_CC_IS_CLANG=y CONFIG_FUNCTION_TRACER=
          CONFIG_DEBUG_INFO_BTF_MODULES= CONFIG_CC_IMPLICIT_FALLTHROUGH=-Wimplicit-fallthrough
          KCFLAGS=-Wno-unknown-warning-option modules
  RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
file(WRITE "${OUT}/log" "${said}")
# Not one of the compiler's, not one of the kernel's own tools.
if(NOT status EQUAL 0 OR said MATCHES "warning: [^\n]*")
  message("${said}")
  message(FATAL_ERROR " the ${FORM} form is no clean module of ${KDIR}")
endif()

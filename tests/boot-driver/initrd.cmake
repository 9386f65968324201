# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DFOLDER=... -DGUEST=... -DCPIO=... -P initrd.cmake: FOLDER/initrd out of the guest's program and both modules.
set(root "${FOLDER}/root")
file(REMOVE_RECURSE "${root}")
file(MAKE_DIRECTORY "${root}/dev" "${root}/sys" "${root}/tmp")
configure_file("${GUEST}" "${root}/init" COPYONLY)
foreach(form raw hardened)
  configure_file("${FOLDER}/module-${form}/w32k.ko" "${root}/w32k-${form}.ko" COPYONLY)
endforeach()
file(GLOB files LIST_DIRECTORIES true RELATIVE "${root}" "${root}/*")
list(JOIN files "\n" list)
file(WRITE "${FOLDER}/files" "${list}\n")
execute_process(COMMAND "${CPIO}" --create --format=newc --quiet WORKING_DIRECTORY "${root}" INPUT_FILE "${FOLDER}/files"
                OUTPUT_FILE "${FOLDER}/initrd" COMMAND_ERROR_IS_FATAL ANY)

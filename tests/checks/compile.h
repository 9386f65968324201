/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Runs a compiler and keeps what it says. */
#ifndef BULWARK_TESTS_COMPILE_H
#define BULWARK_TESTS_COMPILE_H

#include <stdbool.h>
#include <stddef.h>

/* Runs argv (NULL-terminated) and returns what it wrote to stdout and stderr, terminated, to be freed by the caller; NULL
 * when it could not be run. *ret_status: its exit status, or 128 + the signal that ended it. */
char *compile_run(char *const argv[], int *ret_status);

/* The whole file, terminated, to be freed by the caller; NULL when it cannot be read. */
char *compile_read_file(const char *path);

/* What a case is compiled with, by its name: linux_*.c as the kernel compiles, windows_*.c as a driver against the real
 * headers, everything else as a program. NULL-terminated. */
const char *const *compile_args_of(const char *file);

/* The models that teach a case its own names: rtos.model of the folder for rtos_*.c. False: there are none. */
bool compile_models_of(const char *folder, const char *file, char *ret_path, size_t size);

#endif

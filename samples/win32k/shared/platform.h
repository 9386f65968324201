/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The platform contract: all that either form of the driver asks of the machine it runs on.
 *
 * A host (a user-mode program, a Linux module, a Windows driver) supplies these four functions and calls the
 * driver through driver.h, one request at a time. Nothing else of the host is used.
 */
#ifndef W32_PLATFORM_H
#define W32_PLATFORM_H

#include <stddef.h>
#include <stdint.h>

#include "shared/abi.h"

#if defined(__GNUC__)
#define W32_ALLOCATES(parameter) __attribute__((malloc, alloc_size(parameter), warn_unused_result))
#else
#define W32_ALLOCATES(parameter)
#endif

/*
 * A block of `size` bytes of the kernel's memory, aligned for every type, contents undefined.
 * On failure: null. A size of 0 gives a block of no bytes, or null.
 */
W32_ALLOCATES(1) void *w32_platform_alloc(size_t size);

/* Gives back a block of w32_platform_alloc. Null is allowed. */
void w32_platform_free(void *block);

/*
 * Copies `size` bytes from the client's memory into the kernel's.
 * On failure (the client's range is not readable): W32_BAD_VALUE, the target holds what had been copied.
 */
enum w32_status w32_platform_copy_in(void *target, const void *user, size_t size);

/* The same the other way round. */
enum w32_status w32_platform_copy_out(void *user, const void *source, size_t size);

#endif

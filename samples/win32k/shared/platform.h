/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The platform contract: all that either form of the driver asks of the machine it runs on.
 *
 * A host (a user-mode program, a Linux module, a Windows driver) supplies these functions and calls the
 * driver through driver.h. Nothing else of the host is used.
 */
#ifndef W32_PLATFORM_H
#define W32_PLATFORM_H

#include <stddef.h>
#include <stdint.h>

#include "shared/abi.h"
#include "shared/untrusted.h"

#if defined(__GNUC__)
#define W32_ALLOCATES(parameter) __attribute__((malloc, alloc_size(parameter), warn_unused_result))
#else
#define W32_ALLOCATES(parameter)
#endif

/*
 * A block of `size` bytes of the kernel's memory, aligned for every type, contents undefined.
 * On failure: null. A size of 0 gives a block of no bytes, or null.
 */
W32_ALLOCATES(1) void *w32_platform_alloc(size_t size) W32_DOES("alloc size family w32 ; quiet");

/* Gives back a block of w32_platform_alloc. Null is allowed. */
void w32_platform_free(void *block) W32_DOES("free block family w32 ; quiet");

/*
 * Copies `size` bytes from the client's memory into the kernel's. Every address may be tried; what lies there may
 * change at any time, so that two reads of one place may differ.
 * On failure (some of it is no readable memory of the client): W32_BAD_ADDRESS, what is at the target is lost.
 */
enum w32_status w32_platform_copy_in(void *target, const void *user, size_t size)
    W32_DOES("fetch target user size ; return 0..11 ; quiet");

/* The same the other way round. On failure some bytes may have been written. */
enum w32_status w32_platform_copy_out(void *user, const void *source, size_t size)
    W32_DOES("deliver source size to user ; return 0..11 ; quiet");

/*
 * Asks the client of the calling thread (the pointer given to w32_thread_attach): `in` goes to the client's memory,
 * its answer comes to `out`, ret_written says how many bytes of it the client wrote. The client may do anything
 * meanwhile, also make requests. pre: the driver's lock is not held.
 * On failure (there is nobody to answer, or it said no): W32_NO_ANSWER, ret_written is 0.
 */
enum w32_status w32_platform_user_callback(void *client, uint32_t code, const void *in, uint32_t in_size, void *out,
                                           uint32_t out_size, uint32_t *ret_written) W32_REENTERS
    W32_DOES("read in in_size ; write out upto out_size untrusted ; write ret_written 4 ; return 0..12");

/* Milliseconds of a clock that never goes back, from an arbitrary start. */
uint64_t w32_platform_clock(void) W32_DOES("quiet");

/*
 * A lock that one thread holds at a time and that is not recursive; its owner may sleep.
 * create: null on failure. destroy: pre: nobody holds it; null is allowed.
 */
struct w32_platform_lock;
struct w32_platform_lock *w32_platform_lock_create(void);
void w32_platform_lock_destroy(struct w32_platform_lock *lock);
void w32_platform_lock_take(struct w32_platform_lock *lock);
void w32_platform_lock_drop(struct w32_platform_lock *lock);

#endif

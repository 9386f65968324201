/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/platform.h: all that the runtime asks of its surroundings.
 *
 * One file in runtime/platform/ implements these six functions; a kernel tree may bring its own instead.
 * Besides them a compiler may emit calls of memcpy, memmove, memset and memcmp, with the meaning of the
 * C standard, even in freestanding code; every kernel has them. Nothing else is left undefined, but on ARM these have
 * the names of its ABI (__aeabi_memcpy), as has the division of an ARM that does not divide.
 */
#ifndef BULWARK_PLATFORM_H
#define BULWARK_PLATFORM_H

#include <bulwark/base.h>

BW_C_BEGIN

struct bw_guard;

/* What bw_platform_chunk_alloc aligns to at least, in bytes. */
#define BW_PLATFORM_CHUNK_ALIGN ((size_t)8)

/*
 * User memory becomes reachable and unreachable in steps of this many bytes at least, at multiples of it: a
 * power of two. Pages are larger, regions of some memory protection units are not: define it as less there.
 */
#ifndef BW_PLATFORM_USER_STEP
#define BW_PLATFORM_USER_STEP ((size_t)256)
#endif

/*
 * Gives a block of memory. pre: bytes > 0. post: bytes bytes, aligned to BW_PLATFORM_CHUNK_ALIGN, of any
 * content, owned by the caller. On failure: NULL. Cost: one call of the surroundings' allocator.
 */
void *bw_platform_chunk_alloc(size_t bytes);

/*
 * Takes a block back. pre: chunk came from bw_platform_chunk_alloc with the same bytes and was not given
 * back since. Never fails.
 */
void bw_platform_chunk_free(void *chunk, size_t bytes);

/*
 * Stops the machine, or the program, for a violation that is not contained. message: static text, lower
 * case, without newline. address: code address near the violation, or NULL. Does not return, and calls
 * nothing of the runtime.
 */
#if !defined(BW_NORETURN_NEEDS_TRAP)
BW_NORETURN void bw_platform_panic(const char *message, const void *address);
#else
void bw_platform_panic(const char *message, const void *address);
#define bw_platform_panic(message, address) (bw_platform_panic((message), (address)), BW_TRAP())
#endif

/*
 * Where the innermost containment guard of the current execution context (thread, task) is kept.
 * post: a pointer to storage that belongs to this context alone, is NULL in a fresh context, and stays at
 * its address as long as it holds a guard; or NULL when control must not be moved to a guard here:
 * interrupt, raised IRQL, or a context the platform cannot tell apart. Called on entry of a guard and of a
 * fence, and by a violation. Never fails.
 * For platforms that keep such storage in a table: the runtime ignores bit 0 of what it finds there, never
 * writes it, and writes something after every call (but the one by a violation that finds no guard). So a
 * platform may hand the storage out with the value 1, "taken", and take it back once it finds NULL there.
 */
struct bw_guard **bw_platform_guard_slot(void);

/*
 * Copies bytes bytes between user memory and to or from. Every user address is legal to ask for: outside
 * user memory, wrapped, unmapped, protected, changing meanwhile. pre: the kernel side holds bytes bytes.
 * post: on BW_OK all were copied; each one was fetched or stored by this call and by nothing later. On
 * failure: BW_ERR_FAULT, a byte could not be reached; BW_ERR_CONTEXT, this execution context must not touch
 * user memory. Then some bytes at the target may have been written: callers take none of them as copied.
 * bytes may be 0: BW_OK, the address is not looked at. Cost: one call of the surroundings' copy function.
 */
BW_MUST_CHECK bw_status bw_platform_user_read(void *to, uintptr_t user_from, size_t bytes);
BW_MUST_CHECK bw_status bw_platform_user_write(uintptr_t user_to, const void *from, size_t bytes);

BW_C_END

#endif

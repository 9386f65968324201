/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The test suite as a platform: it implements bulwark/platform.h, counts what the runtime takes and gives
 * back, fails the allocation it is told to, and refuses guards on demand. A chunk given back with the
 * wrong size, twice, or never taken aborts the test program. User memory is what the test says: it faults
 * from a byte or a call on, and a hook changes it between two accesses.
 */
#ifndef BULWARK_TESTS_PLATFORM_TEST_H
#define BULWARK_TESTS_PLATFORM_TEST_H

#include <bulwark/platform.h>

/* Forgets all counts and user memory, gives every allocation, allows guards. pre: no chunk is live. */
void platform_reset(void);

/* The nth allocation from now on (1 is the next one) fails, and every later one; 0: none fails. */
void platform_fail_from(unsigned nth);

/* The nth allocation from now on (1 is the next one) fails, and no other; 0: none fails. */
void platform_fail_at(unsigned nth);

/* Whether an allocation was refused since the last call of platform_fail_from or platform_fail_at. */
bool platform_failed(void);

/* Shifts every chunk by this many bytes from a 64-byte boundary; a multiple of BW_PLATFORM_CHUNK_ALIGN. */
void platform_misalign(size_t bytes);

/* Whether bw_platform_guard_slot answers NULL, as it does in an interrupt. */
void platform_refuse_guards(bool refuse);

unsigned platform_chunks_live(void);
unsigned platform_chunks_taken(void);
size_t platform_bytes_live(void);

/*
 * User memory is these bytes at their own address, and nothing else; it faults at no byte and no call. bytes may
 * be 0: then every access faults. Counts of accesses start anew.
 */
void platform_user_map(void *memory, size_t bytes);

/* The byte at this offset of user memory and all behind it fault; those before are still copied. SIZE_MAX: none. */
void platform_user_fault_from_byte(size_t offset);

/* The nth access from now on (1 is the next one) faults as a whole, and no other; 0: none. */
void platform_user_fault_at_access(unsigned nth);

/* Called before each access, with its number from 1 on: changes what user memory holds. NULL: nothing is called. */
void platform_user_on_access(void (*hook)(unsigned nth));

/* How many accesses of at least one byte there were since platform_user_map, faults included. */
unsigned platform_user_accesses(void);

/* Whether user memory must not be touched here, as at raised IRQL. */
void platform_user_refuse(bool refuse);

#endif

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The test suite as a platform: it implements bulwark/platform.h, counts what the runtime takes and gives
 * back, fails the allocation it is told to, and refuses guards on demand. A chunk given back with the
 * wrong size, twice, or never taken aborts the test program.
 */
#ifndef BULWARK_TESTS_PLATFORM_TEST_H
#define BULWARK_TESTS_PLATFORM_TEST_H

#include <bulwark/platform.h>

/* Forgets all counts, gives every allocation, allows guards. pre: no chunk is live. */
void platform_reset(void);

/* The nth allocation from now on (1 is the next one) fails, and every later one; 0: none fails. */
void platform_fail_from(unsigned nth);

/* Shifts every chunk by this many bytes from a 64-byte boundary; a multiple of BW_PLATFORM_CHUNK_ALIGN. */
void platform_misalign(size_t bytes);

/* Whether bw_platform_guard_slot answers NULL, as it does in an interrupt. */
void platform_refuse_guards(bool refuse);

unsigned platform_chunks_live(void);
unsigned platform_chunks_taken(void);
size_t platform_bytes_live(void);

#endif

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The driver's blocks and its clock in a kernel host: w32_platform_alloc, _free and _clock on top of os.h, counted, and
 * with what tests ask for: a failing allocation, a pattern in new blocks, a clock that stands still. All hosts' devices
 * share it, like the kernel's memory.
 */
#ifndef W32_MEMORY_H
#define W32_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

/* Blocks taken and not given back. */
uint64_t w32_memory_blocks(void);

/* The allocation after `count` more ones fails, once. UINT64_MAX: none does (the start). */
void w32_memory_fail_after(uint64_t count);

/* Whether new blocks are filled with 0xa5 (at the start they are not). */
void w32_memory_pattern(bool on);

/* From the first call on the clock goes on by these milliseconds only. */
void w32_memory_tick(uint64_t milliseconds);

/* The stack below the caller is filled with the same pattern, some thousand bytes of it. */
void w32_memory_paint(void);

#endif

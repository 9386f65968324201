/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "host/memory.h"

#include <stddef.h>
#include <string.h>

#include "host/os.h"
#include "shared/platform.h"

enum { PATTERN = 0xa5, PAINTED = 1024, PAINTINGS = 5 };

/* Threads of many clients are here at once; kernels have no <stdatomic.h>. */
#define LOAD(place) __atomic_load_n(&(place), __ATOMIC_RELAXED)
#define STORE(place, value) __atomic_store_n(&(place), (value), __ATOMIC_RELAXED)
#define ADD(place, value) __atomic_fetch_add(&(place), (value), __ATOMIC_RELAXED)

static uint64_t blocks;
static uint64_t fail_after = UINT64_MAX;
static bool pattern;
static uint64_t ticks;
static bool ticking;

uint64_t w32_memory_blocks(void)
{
    return LOAD(blocks);
}

void w32_memory_fail_after(uint64_t count)
{
    STORE(fail_after, count);
}

void w32_memory_pattern(bool on)
{
    STORE(pattern, on);
}

void *w32_platform_alloc(size_t size)
{
    void *block;

    if (LOAD(fail_after) != UINT64_MAX && ADD(fail_after, (uint64_t)-1) == 0)
        return NULL;
    block = w32_os_alloc(size);
    if (block) {
        (void)ADD(blocks, 1u);
        if (LOAD(pattern))
            memset(block, PATTERN, size);
    }
    return block;
}

void w32_platform_free(void *block)
{
    if (block)
        (void)ADD(blocks, (uint64_t)-1);
    w32_os_free(block);
}

void w32_memory_tick(uint64_t milliseconds)
{
    STORE(ticking, true);
    (void)ADD(ticks, milliseconds);
}

uint64_t w32_platform_clock(void)
{
    return LOAD(ticking) ? LOAD(ticks) : w32_os_clock();
}

/* In steps, each a frame: kernels want frames small. */
__attribute__((__noinline__)) static void w32_memory_paint_step(unsigned more)
{
    volatile unsigned char below[PAINTED];

    for (size_t i = 0; i < sizeof below; i++)
        below[i] = PATTERN;
    if (more != 0)
        w32_memory_paint_step(more - 1);
    below[0] = PATTERN; /* not a tail call */
}

void w32_memory_paint(void)
{
    w32_memory_paint_step(PAINTINGS - 1);
}

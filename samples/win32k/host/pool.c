/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "host/pool.h"

#include <stdint.h>
#include <string.h>

enum { POOL_SIZE = 32 << 20, BLOCKS = 16384, GRAIN = 64 };

static _Alignas(GRAIN) uint8_t memory[POOL_SIZE];

/* The blocks in use, in the order of their places. */
static struct {
    size_t start;
    size_t size;
} blocks[BLOCKS];
static size_t count;

void *w32_pool_take(size_t size)
{
    size_t start = 0, at = 0;

    if (size > POOL_SIZE || count == BLOCKS)
        return NULL;
    size = (size + (size == 0) + GRAIN - 1) / GRAIN * GRAIN;
    while (at < count && blocks[at].start - start < size) {
        start = blocks[at].start + blocks[at].size;
        at++;
    }
    if (size > POOL_SIZE - start)
        return NULL;
    memmove(&blocks[at + 1], &blocks[at], (count - at) * sizeof blocks[0]);
    blocks[at].start = start;
    blocks[at].size = size;
    count++;
    return memory + start;
}

void w32_pool_give(void *block)
{
    size_t at;

    for (at = 0; at < count && memory + blocks[at].start != block; at++)
        ;
    if (at == count)
        return;
    count--;
    memmove(&blocks[at], &blocks[at + 1], (count - at) * sizeof blocks[0]);
}

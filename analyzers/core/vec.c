/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "core/vec.h"

#include "bulwark/arena.h"
#include "bulwark/platform.h"

#include <string.h>

/* Room of a vector's first block: most vectors of a function stay below it. */
#define FIRST_ROOM 8u

static _Noreturn void die(void)
{
    bw_platform_panic("no memory left for the analysis", __builtin_return_address(0));
}

void *bw_core_alloc(struct bw_arena *arena, size_t count, size_t elem_bytes, size_t align)
{
    void *block = NULL;

    if (count == 0 || elem_bytes == 0)
        return NULL;
    if (count > SIZE_MAX / elem_bytes)
        die();
    if (bw_arena_alloc(arena, count * elem_bytes, align, &block) != BW_OK)
        die();
    return block;
}

void *bw_core_alloc_raw(struct bw_arena *arena, size_t count, size_t elem_bytes, size_t align)
{
    bw_bytes bytes;

    if (count == 0 || elem_bytes == 0)
        return NULL;
    if (count > SIZE_MAX / elem_bytes || bw_bytes_alloc_uncleared(arena, count * elem_bytes, align, &bytes) != BW_OK)
        die();
    return bytes.items;
}

void *bw_vec_grow(struct bw_arena *arena, void *at, uint32_t count, uint32_t *room, size_t elem_bytes)
{
    void *block;
    uint32_t wanted = *room == 0 ? FIRST_ROOM : *room;

    if (*room != 0) {
        if (*room > UINT32_MAX / 2)
            die();
        wanted = *room * 2;
    }
    /* The element's own alignment is not known here; that of the widest scalar serves every plain struct. */
    block = bw_core_alloc_raw(arena, wanted, elem_bytes, _Alignof(max_align_t));
    if (count != 0)
        memcpy(block, at, (size_t)count * elem_bytes);
    *room = wanted;
    return block;
}

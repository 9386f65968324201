/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* In place of arena.h, for units that leave out the functions that use one: names, and nothing of what they mean. */
#ifndef BULWARK_PROOFS_NO_ARENA_H
#define BULWARK_PROOFS_NO_ARENA_H

#define BULWARK_ARENA_H

typedef struct bw_arena {
    int nothing;
} bw_arena;
typedef struct bw_arena_mark {
    int nothing;
} bw_arena_mark;

/*@ assigns *arena; */
bw_arena_mark bw_arena_save(bw_arena *arena);
/*@ assigns *arena; */
void bw_arena_rollback(bw_arena *arena, bw_arena_mark mark);
/*@ assigns *arena, *ret_block; */
bw_status bw_arena_alloc_array(bw_arena *arena, size_t count, size_t elem_bytes, size_t align, void **ret_block);

#endif

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * Chunks of an arena: one platform block each, which holds this header, padding, then the bytes blocks are cut
 * from. Those start and end at multiples of BW_ARENA_ALIGN_MAX, computed once here, so that the fast path aligns
 * counts of bytes only. Behind the capacity lies room for one more record, so that a mark in a full chunk needs no memory.
 */
#ifndef BULWARK_ARENA_CHUNK_H
#define BULWARK_ARENA_CHUNK_H

#include <bulwark/arena.h>
#include <bulwark/platform.h>

typedef struct bw_arena_chunk {
  struct bw_arena_chunk *older; /* the one that was the newest before it; NULL while the chunk lies fallow */
  unsigned char *base;
  size_t capacity;       /* a multiple of BW_ARENA_ALIGN_MAX */
  size_t used;           /* kept here while the chunk is not the newest */
  size_t platform_bytes; /* what the platform wants to hear when it gets the block back */
  uint64_t rested_at;    /* arena->resets when a reset emptied it */
} bw_arena_chunk;

#define CHUNK_OVERHEAD (sizeof(bw_arena_chunk) + BW_ARENA_ALIGN_MAX - 1u + BW_ARENA_RECORD_BYTES)

BW_STATIC_ASSERT(BW_ALIGNOF(bw_arena_chunk) <= BW_PLATFORM_CHUNK_ALIGN, "the platform does not align chunks that far");

/* The bytes in whole lines. pre: no more than BW_ARENA_CHUNK_MAX. */
static size_t chunk_lines(size_t bytes) {
  size_t sum = bytes + (BW_ARENA_ALIGN_MAX - 1u);
  return sum - sum % BW_ARENA_ALIGN_MAX;
}

/* A chunk of that capacity from the platform, or NULL. All conversions and address arithmetic of arenas are here. */
static bw_arena_chunk *chunk_take(const bw_arena *arena, size_t capacity) {
  bw_arena_chunk *chunk = (bw_arena_chunk *)bw_platform_chunk_alloc(CHUNK_OVERHEAD + capacity);
  if (chunk != NULL) {
    unsigned char *after_header = (unsigned char *)(chunk + 1);
    size_t misaligned = (size_t)((uintptr_t)after_header % BW_ARENA_ALIGN_MAX);
    chunk->older = NULL;
    chunk->base = after_header + (misaligned == 0u ? 0u : BW_ARENA_ALIGN_MAX - misaligned);
    chunk->capacity = capacity;
    chunk->used = 0;
    chunk->platform_bytes = CHUNK_OVERHEAD + capacity;
    chunk->rested_at = arena->resets;
  }
  return chunk;
}

/* Gives the chunk back to the platform. */
static void chunk_give(bw_arena_chunk *chunk) {
  bw_platform_chunk_free(chunk, chunk->platform_bytes);
}

#endif

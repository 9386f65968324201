/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/arena.h: memory for one request, given back at once.
 *
 * - An arena takes chunks from the platform when it needs them and cuts blocks from the newest one.
 * - Every block is zeroed, aligned as asked, disjoint from every other live block, and stays at its address
 *   until the arena is rolled back over it or destroyed.
 * - A mark remembers a moment. Rolling back to it ends the life of every later block: their bytes become
 *   BW_ARENA_POISON.
 * - Arenas share nothing. One arena is used by one execution context at a time.
 * - Cost of a block: a handful of instructions and the zeroing; a chunk more when the newest is full.
 */
#ifndef BULWARK_ARENA_H
#define BULWARK_ARENA_H

#include <bulwark/base.h>
#include <bulwark/span.h>
#include <bulwark/violation.h>

BW_C_BEGIN

/* The largest alignment an arena serves, in bytes. */
#define BW_ARENA_ALIGN_MAX ((size_t)64)

/* The smallest and the largest chunk_bytes that bw_arena_init takes. */
#define BW_ARENA_CHUNK_MIN ((size_t)64)
#define BW_ARENA_CHUNK_MAX (SIZE_MAX / 4u)

/* What every byte of a block becomes when its life ends. */
#define BW_ARENA_POISON 0xB5

struct bw_arena_chunk;

/* Storage is the caller's; the fields are the arena's. All zero is an arena that was never initialised. */
typedef struct bw_arena {
  unsigned char *base; /* first byte of the newest chunk, aligned to BW_ARENA_ALIGN_MAX */
  size_t used;         /* bytes cut from it */
  size_t capacity;     /* bytes it has */
  struct bw_arena_chunk *newest;
  struct bw_arena_chunk *spare; /* at most one chunk of the usual size, kept from a rollback */
  size_t chunk_bytes;
  uint64_t serial;      /* of the newest chunk: tells a mark's chunk from a later one at its address */
  uint64_t chunks_made; /* chunks ever taken into use */
} bw_arena;

/* A moment in the life of one arena. Copied freely. */
typedef struct bw_arena_mark {
  const struct bw_arena_chunk *chunk;
  uint64_t serial;
  size_t used;
} bw_arena_mark;

/*
 * Makes an empty arena that grows by chunks of chunk_bytes usable bytes (larger ones for larger blocks).
 * pre: arena holds no chunks. On failure: BW_ERR_ARGUMENT, chunk_bytes outside BW_ARENA_CHUNK_MIN..MAX.
 * Takes no memory yet.
 */
BW_MUST_CHECK bw_status bw_arena_init(bw_arena *arena, size_t chunk_bytes);

/*
 * Gives all memory back; every block's life ends. post: the arena is all zero. An arena that is all zero
 * already is left so. Cost: one platform call a chunk.
 */
void bw_arena_destroy(bw_arena *arena);

/*
 * Ends the life of every block made since the mark was saved. pre: mark was saved from this arena, and no
 * rollback to an earlier moment happened since. A mark whose chunk the arena no longer has, or has less of
 * than the mark says, is a state violation; one that a rollback passed and later blocks grew over again
 * cannot be told from a good one. Cost: writes the freed bytes once; chunks beyond one spare go back to
 * the platform.
 */
void bw_arena_rollback(bw_arena *arena, bw_arena_mark mark);

/* The slow half of bw_arena_alloc: takes another chunk. Not for direct use. */
BW_MUST_CHECK bw_status bw_arena_alloc_chunk_(bw_arena *arena, size_t bytes, void **ret_block);

/* Remembers this moment. Cost: three loads. */
BW_INLINE bw_arena_mark bw_arena_save(const bw_arena *arena) {
  bw_arena_mark mark;
  mark.chunk = arena->newest;
  mark.serial = arena->serial;
  mark.used = arena->used;
  return mark;
}

/*
 * Cuts a block of bytes bytes, all zero. align: a power of two up to BW_ARENA_ALIGN_MAX; anything else is a
 * state violation, as is an arena that was never initialised. bytes may be 0: the block is then an address
 * without bytes. On failure: BW_ERR_MEMORY, the arena is as before.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_arena_alloc(bw_arena *arena, size_t bytes, size_t align, void **ret_block) {
  size_t start;
  if (BW_UNLIKELY(align == 0u || align > BW_ARENA_ALIGN_MAX || (align & (align - 1u)) != 0u)) {
    bw_violate_state();
  }
  /* Chunks start aligned to the maximum, so aligning the offset aligns the address. used never exceeds
     capacity, which is at most a quarter of the address space: the sum cannot wrap. */
  start = (arena->used + (align - 1u)) & ~(align - 1u);
  if (BW_UNLIKELY(start > arena->capacity || bytes > arena->capacity - start || arena->base == NULL)) {
    return bw_arena_alloc_chunk_(arena, bytes, ret_block);
  }
  arena->used = start + bytes;
  BW_MEMORY_FILL(arena->base + start, 0, bytes);
  *ret_block = arena->base + start;
  return BW_OK;
}

/*
 * Cuts a block for count items of elem_bytes each, all zero. As bw_arena_alloc; a product that does not
 * fit size_t is BW_ERR_RANGE.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_arena_alloc_array(bw_arena *arena, size_t count, size_t elem_bytes,
                                                       size_t align, void **ret_block) {
  if (elem_bytes != 0u && count > SIZE_MAX / elem_bytes) {
    return BW_ERR_RANGE;
  }
  return bw_arena_alloc(arena, count * elem_bytes, align, ret_block);
}

/*
 * BW_SPAN_ARENA_DECLARE(name, type), after BW_SPAN_DECLARE(name, type), makes
 *   bw_status name_alloc(bw_arena *arena, size_t count, name *ret_span)
 * a span over count zeroed items from the arena. On failure: BW_ERR_RANGE, BW_ERR_MEMORY.
 */
#define BW_SPAN_ARENA_DECLARE(name, type)                                                                        \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_alloc(bw_arena *arena, size_t count, name *ret_span) {     \
    void *block;                                                                                                 \
    bw_status status = bw_arena_alloc_array(arena, count, sizeof(type), BW_ALIGNOF(type), &block);               \
    if (status == BW_OK) {                                                                                       \
      *ret_span = name##_make((type *)block, count);                                                             \
    }                                                                                                            \
    return status;                                                                                               \
  }                                                                                                              \
  BW_STATIC_ASSERT(BW_ALIGNOF(type) <= 64u, "an arena aligns to 64 bytes at most")

BW_SPAN_ARENA_DECLARE(bw_bytes, uint8_t);

BW_C_END

#endif

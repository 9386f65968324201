/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * bulwark/arena.h: memory for one request, given back at once.
 *
 * - An arena takes chunks from the platform when it needs them and cuts blocks from the newest one.
 * - Every block is aligned as asked, disjoint from every other live block, zeroed unless asked otherwise, and
 *   stays at its address until the arena is rolled back over it, reset or destroyed.
 * - Every byte of a chunk that is in no live block is BW_ARENA_POISON: an ended block reads as poison, an
 *   uncleared one starts as poison, and nothing of an earlier request shows through. An arena may be told to do
 *   without the poison (bw_arena_set_ending), where a request is so short that the fill is most of its cost.
 * - A block grows where it lies while it is the newest and its chunk has room (bw_arena_grow), else it moves.
 * - A mark remembers a moment, a scope opens and closes one. Rolling back to a mark ends the life of every later
 *   block. A mark that a rollback passed is noticed, also when the arena has grown over it again.
 * - A reset ends a request and rotates: the chunks it empties are not cut from again before BW_ARENA_REST_RESETS
 *   more resets, so that a stale pointer meets poison and not the data of the next request.
 * - Arenas share nothing. One arena is used by one execution context at a time.
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

/* How many resets a chunk that a reset emptied lies fallow. */
#define BW_ARENA_REST_RESETS 2u

/* How many fallow chunks an arena holds at most; the oldest beyond go back to the platform. */
#define BW_ARENA_REST_CHUNKS 16u

/* Blocks take a multiple of this many bytes, and are aligned to it at least. */
#define BW_ARENA_GRAIN ((size_t)8)

/* What a mark costs inside a chunk, in bytes. */
#define BW_ARENA_RECORD_BYTES BW_ARENA_GRAIN

struct bw_arena_chunk;
struct bw_arena_scope;

/* Storage is the caller's; the fields are the arena's. All zero is an arena that was never initialised. */
typedef struct bw_arena {
  size_t room; /* one more than the bytes the newest chunk has left, 0 when nothing fits any more */
  unsigned char *top; /* what room counts from: the next block lies at top - room */
  unsigned char *base; /* first byte of the newest chunk, aligned to BW_ARENA_ALIGN_MAX as its end is */
  size_t marked; /* room as it was behind the newest record of this chunk, 0 when there is none */
  struct bw_arena_chunk *newest;
  struct bw_arena_chunk *spare; /* at most one chunk of the usual size, kept from a rollback */
  const struct bw_arena_scope *scope; /* the innermost one, compared only */
  size_t chunk_bytes;
  uint64_t records; /* ever written: no two are alike */
  uint64_t resets;
  unsigned depth;  /* scopes that are open */
  unsigned ending; /* a bw_arena_ending */
  unsigned rest_oldest; /* index of the fallow chunk that was emptied first */
  unsigned rest_count;
  struct bw_arena_chunk *rest[BW_ARENA_REST_CHUNKS]; /* ring of fallow chunks */
} bw_arena;

/* What becomes of the bytes of a block whose life ends. */
typedef enum bw_arena_ending {
  BW_ARENA_ENDING_POISON = 0, /* they become BW_ARENA_POISON at once */
  BW_ARENA_ENDING_KEEP = 1    /* they stay as they are until they are cut again or leave the arena */
} bw_arena_ending;

/* A moment in the life of one arena. Copied freely. */
typedef struct bw_arena_mark {
  const struct bw_arena_chunk *chunk;
  const struct bw_arena_scope *scope;
  uint64_t record; /* what lies in the chunk in front of used; without a chunk the number of resets */
  size_t used; /* bw_arena_used as it was then */
  unsigned depth;
} bw_arena_mark;

/* A stretch of work whose blocks end with it. Storage is the caller's, usually its stack. */
typedef struct bw_arena_scope {
  bw_arena_mark mark;
} bw_arena_scope;

/*
 * Makes an empty arena that grows by chunks of chunk_bytes usable bytes, rounded up to a multiple of
 * BW_ARENA_ALIGN_MAX (larger ones for larger blocks).
 * pre: arena holds no chunks. On failure: BW_ERR_ARGUMENT, chunk_bytes outside BW_ARENA_CHUNK_MIN..MAX.
 * Takes no memory yet.
 */
BW_MUST_CHECK bw_status bw_arena_init(bw_arena *arena, size_t chunk_bytes);

/*
 * Chooses how blocks end; bw_arena_init chose BW_ARENA_ENDING_POISON. pre: initialised and without a chunk, that
 * is before the first allocation, and ending is one of the two; otherwise a state violation.
 * With BW_ARENA_ENDING_KEEP a rollback and a reset write nothing, and in exchange: a stale pointer reads what was
 * there, until the memory is cut again, which rotation puts off as always; an uncleared block starts with what
 * earlier blocks of this arena left, never with what another arena or the platform did; a mark that a rollback
 * passed is noticed only as long as the arena has not grown over it again. Chunks that go back to the platform
 * are poisoned first, as ever.
 */
void bw_arena_set_ending(bw_arena *arena, bw_arena_ending ending);

/*
 * Gives all memory back; every block's life ends. post: the arena is all zero. An arena that is all zero
 * already is left so. Cost: one platform call a chunk.
 */
void bw_arena_destroy(bw_arena *arena);

/*
 * Ends the life of every block and makes the chunks lie fallow: the arena is as empty as after bw_arena_init,
 * and works on with chunks that rested for BW_ARENA_REST_RESETS resets, or new ones. Every mark and scope is
 * stale afterwards. pre: initialised, otherwise a state violation. Chunks of single large blocks, and fallow
 * ones beyond BW_ARENA_REST_CHUNKS, go back to the platform, poisoned. In the steady state a request that fits
 * BW_ARENA_REST_CHUNKS / BW_ARENA_REST_RESETS chunks makes no platform call.
 * Cost: writes the used bytes once, and a handful of instructions a chunk.
 */
void bw_arena_reset(bw_arena *arena);

/* bw_arena_rollback, of a mark that lies in memory. Not for direct use. */
void bw_arena_rollback_(bw_arena *arena, const bw_arena_mark *mark);

/*
 * Ends the life of every block made since the mark was saved; scopes entered since are left. pre: mark was
 * saved from this arena since it was initialised, and since then it was neither rolled back to an earlier
 * moment nor reset; otherwise a state violation. It is noticed by a record of 8 bytes that the mark left in
 * the chunk: poison once a rollback passed it, and a later block would have to hold the same 8 bytes at the same
 * place. A write over the end of the block in front of the mark is noticed the same way. A mark stays good after
 * a rollback to it.
 * Cost: writes the freed bytes once; chunks beyond one spare go back to the platform.
 */
BW_INLINE void bw_arena_rollback(bw_arena *arena, bw_arena_mark mark) {
  bw_arena_rollback_(arena, &mark);
}

/* The slow half of the allocations: takes another chunk. Not for direct use. */
BW_MUST_CHECK bw_status bw_arena_alloc_chunk_(bw_arena *arena, size_t bytes, bool cleared, void **ret_block);

/*
 * Remembers this moment. Never fails. Cost: a dozen instructions and BW_ARENA_RECORD_BYTES of the chunk; a
 * handful, and no bytes, when nothing was allocated since the last mark.
 */
bw_arena_mark bw_arena_save(bw_arena *arena);

/*
 * Opens a scope: what is allocated until bw_arena_leave ends with it. Scopes nest like brackets. Never fails.
 * pre: initialised, and scope is not the innermost one already, otherwise a state violation. Cost: as
 * bw_arena_save; in an empty arena or a full chunk it takes the chunk that the first block would take. Only when
 * there is no memory for that can a mark made inside go unnoticed after the scope was left and entered again.
 */
void bw_arena_enter(bw_arena *arena, bw_arena_scope *scope);

/*
 * Closes the innermost scope and ends the life of every block made in it. A scope that is not the innermost
 * one (left out of order, left twice, ended by a rollback or reset before) is a state violation.
 * Cost: as bw_arena_rollback.
 */
void bw_arena_leave(bw_arena *arena, bw_arena_scope *scope);

/* The bytes in whole grains. pre: no more than SIZE_MAX - BW_ARENA_GRAIN. Not for direct use. */
BW_INLINE size_t bw_arena_grains_(size_t bytes) {
  size_t sum = bytes + (BW_ARENA_GRAIN - 1u);
  return sum - sum % BW_ARENA_GRAIN;
}

/*
 * The bytes of the newest chunk that are cut, records of marks and what alignment left out among them; 0 when there
 * is no chunk. For statistics and tests. Cost: a handful of instructions.
 */
BW_INLINE size_t bw_arena_used(const bw_arena *arena) {
  return arena->base == NULL ? 0u : (size_t)(arena->top - arena->base) - arena->room;
}

/* Reserves the bytes, or takes the slow way. Not for direct use. */
BW_INLINE BW_MUST_CHECK bw_status bw_arena_cut_(bw_arena *arena, size_t bytes, size_t align, bool cleared,
                                                void **ret_block) {
  size_t room = arena->room;
  unsigned char *block;
  if (BW_UNLIKELY(align == 0u || align > BW_ARENA_ALIGN_MAX || (align & (align - 1u)) != 0u)) {
    bw_violate_state();
  }
  /* Chunks end aligned to the maximum, so what is left of one says how far from aligned its next block is. */
  if (align > BW_ARENA_GRAIN) {
    size_t skipped = (room - 1u) & (align - 1u);
    if (BW_UNLIKELY(room == 0u)) {
      return bw_arena_alloc_chunk_(arena, bytes, cleared, ret_block);
    }
    room -= skipped;
  }
  if (BW_UNLIKELY(bytes >= room)) {
    return bw_arena_alloc_chunk_(arena, bytes, cleared, ret_block);
  }
  /* What a block leaves of its last grain is poison from before, and stays it. One word of the arena changes. */
  block = arena->top - room;
  arena->room = room - bw_arena_grains_(bytes);
  BW_UNPOISON_REGION(block, bytes);
  if (cleared) {
    BW_MEMORY_FILL(block, 0, bytes);
  }
  *ret_block = block;
  return BW_OK;
}

/*
 * Cuts a block of bytes bytes, all zero. align: a power of two up to BW_ARENA_ALIGN_MAX; anything else is a
 * state violation, as is an arena that was never initialised. bytes may be 0: the block is then an address
 * without bytes. On failure: BW_ERR_MEMORY, the arena is as before. Cost: a handful of instructions and the
 * zeroing; a chunk more when the newest is full.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_arena_alloc(bw_arena *arena, size_t bytes, size_t align, void **ret_block) {
  return bw_arena_cut_(arena, bytes, align, true, ret_block);
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
 * Makes a block of bytes bytes one of wanted bytes, of which those that are new are zero. pre: block holds bytes
 * bytes, as an allocation of this arena or an earlier call gave it and aligned as align says; it may be NULL when bytes
 * is 0. post: *ret_block is the block itself when wanted is no more than bytes, or when it is the newest block, no mark
 * was saved since and its chunk has room; else a new block with the old one's bytes, which belongs to the innermost
 * mark or scope as any other, and the old one stays what it was. On failure: BW_ERR_MEMORY, the arena and the block are
 * as before. Cost: some twenty instructions and the zeroing; where the block moves, an allocation and a copy.
 */
BW_MUST_CHECK bw_status bw_arena_grow(bw_arena *arena, void *block, size_t bytes, size_t wanted, size_t align,
                                      void **ret_block);

/*
 * BW_SPAN_ARENA_DECLARE(name, type), after BW_SPAN_DECLARE(name, type), makes
 *   bw_status name_alloc(bw_arena *arena, size_t count, name *ret_span)
 * a span over count zeroed items from the arena, and
 *   bw_status name_grow(bw_arena *arena, name *span, size_t count)
 * which makes a span that name_alloc or name_grow gave one of count items, the new ones zero; one that has as many
 * already stays. pre: as bw_arena_grow; the whole of what the arena gave, not a part. Other spans over the items see
 * them where they were, which is the same place unless the block had to move.
 * On failure of either: BW_ERR_RANGE, BW_ERR_MEMORY, and the span is as before.
 */
#define BW_SPAN_ARENA_DECLARE(name, type)                                                                        \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_alloc(bw_arena *arena_, size_t count_, name *ret_span_) {  \
    void *block_;                                                                                                \
    bw_status status_ = bw_arena_alloc_array(arena_, count_, sizeof(type), BW_ALIGNOF(type), &block_);           \
    if (status_ == BW_OK) {                                                                                      \
      ret_span_->items = (type *)block_;                                                                         \
      ret_span_->count = count_;                                                                                 \
    }                                                                                                            \
    return status_;                                                                                              \
  }                                                                                                              \
  BW_INLINE BW_RUNTIME BW_MUST_CHECK bw_status name##_grow(bw_arena *arena_, name *span_, size_t count_) {       \
    void *block_;                                                                                                \
    bw_status status_ = BW_OK;                                                                                   \
    if (count_ > span_->count) {                                                                                 \
      if (count_ > SIZE_MAX / sizeof(type)) {                                                                    \
        return BW_ERR_RANGE;                                                                                     \
      }                                                                                                          \
      status_ = bw_arena_grow(arena_, span_->items, span_->count * sizeof(type), count_ * sizeof(type),          \
                              BW_ALIGNOF(type), &block_);                                                        \
      if (status_ == BW_OK) {                                                                                    \
        span_->items = (type *)block_;                                                                           \
        span_->count = count_;                                                                                   \
      }                                                                                                          \
    }                                                                                                            \
    return status_;                                                                                              \
  }                                                                                                              \
  BW_STATIC_ASSERT(BW_ALIGNOF(type) <= 64u, "an arena aligns to 64 bytes at most")

BW_SPAN_ARENA_DECLARE(bw_bytes, uint8_t);

/*
 * A span over count bytes that the caller will write as a whole before anything reads them; until then each
 * is BW_ARENA_POISON, never what an earlier request left (unless bw_arena_set_ending says so). align: a power of
 * two up to BW_ARENA_ALIGN_MAX. There is no such form for typed items: poison is no value of theirs. On failure:
 * BW_ERR_MEMORY.
 * Cost: a handful of instructions.
 */
BW_INLINE BW_MUST_CHECK bw_status bw_bytes_alloc_uncleared(bw_arena *arena, size_t count, size_t align,
                                                           bw_bytes *ret_span) {
  void *block;
  bw_status status = bw_arena_cut_(arena, count, align, false, &block);
  if (status == BW_OK) {
    ret_span->items = (uint8_t *)block;
    ret_span->count = count;
  }
  return status;
}

BW_C_END

#endif

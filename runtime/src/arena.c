/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/arena.h>
#include <bulwark/platform.h>

/*
 * A chunk is one platform block: this header, padding, then the bytes blocks are cut from. Those start at
 * a multiple of BW_ARENA_ALIGN_MAX, computed once here, so that the fast path aligns offsets only. Behind the
 * capacity lies room for one more record, so that a mark in a full chunk needs no memory.
 */
typedef struct bw_arena_chunk {
  struct bw_arena_chunk *older; /* in the queue of fallow chunks: the one emptied next */
  unsigned char *base;
  size_t capacity;
  size_t used;           /* kept here while the chunk is not the newest */
  size_t platform_bytes; /* what the platform wants to hear when it gets the block back */
  uint64_t rested_at;    /* arena->resets when a reset emptied it */
} bw_arena_chunk;

#define CHUNK_OVERHEAD (sizeof(bw_arena_chunk) + BW_ARENA_ALIGN_MAX - 1u + BW_ARENA_RECORD_BYTES)

/* The upper bytes of every record: program data that looks like a record by accident is unlikely. */
#define RECORD_PATTERN UINT64_C(0xB7A9C3E5D1F30000)

BW_STATIC_ASSERT(BW_ALIGNOF(bw_arena_chunk) <= 8u, "the platform aligns chunks to 8 bytes");

static void chunk_free(bw_arena_chunk *chunk) {
  BW_UNPOISON_REGION(chunk->base, chunk->capacity + BW_ARENA_RECORD_BYTES);
  bw_platform_chunk_free(chunk, chunk->platform_bytes);
}

static bw_status chunk_make(size_t capacity, bw_arena_chunk **ret_chunk) {
  bw_arena_chunk *chunk;
  unsigned char *after_header;
  size_t misaligned;
  chunk = (bw_arena_chunk *)bw_platform_chunk_alloc(CHUNK_OVERHEAD + capacity);
  if (chunk == NULL) {
    return BW_ERR_MEMORY;
  }
  after_header = (unsigned char *)(chunk + 1);
  misaligned = (size_t)((uintptr_t)after_header % BW_ARENA_ALIGN_MAX);
  chunk->older = NULL;
  chunk->base = after_header + (misaligned == 0u ? 0u : BW_ARENA_ALIGN_MAX - misaligned);
  chunk->capacity = capacity;
  chunk->used = 0;
  chunk->platform_bytes = CHUNK_OVERHEAD + capacity;
  chunk->rested_at = 0;
  *ret_chunk = chunk;
  return BW_OK;
}

static size_t round_to_grain(size_t bytes) {
  return (bytes + (BW_ARENA_GRAIN - 1u)) & ~(BW_ARENA_GRAIN - 1u);
}

/* Sets used, and limit with it: in front of limit blocks are cut, and behind a full chunk's last record nothing
   is. */
static void set_used(bw_arena *arena, size_t used) {
  size_t capacity = arena->newest->capacity;
  arena->used = used;
  arena->limit = used > capacity ? used : capacity + 1u;
}

/* The arena mirrors fields of its newest chunk; the chunk's own `used` is set when it stops being that. */
static void mirror_newest(bw_arena *arena, bw_arena_chunk *chunk) {
  arena->newest = chunk;
  arena->marked = 0;
  if (chunk != NULL) {
    arena->base = chunk->base;
    set_used(arena, chunk->used);
  } else {
    arena->base = NULL;
    arena->used = 0;
    arena->limit = 0;
  }
}

static void chunk_push(bw_arena *arena, bw_arena_chunk *chunk) {
  if (arena->newest != NULL) {
    arena->newest->used = arena->used;
  }
  chunk->older = arena->newest;
  chunk->used = 0;
  mirror_newest(arena, chunk);
}

/* Ends the life of what lies in [from, used) of the newest chunk. Also when the chunk goes back to the
   platform next, so that a stale pointer meets poison in every case. */
static void poison_from(const bw_arena *arena, size_t from) {
  if (arena->ending == (unsigned)BW_ARENA_ENDING_POISON) {
    BW_UNPOISON_REGION(arena->base + from, arena->used - from);
    BW_MEMORY_FILL(arena->base + from, BW_ARENA_POISON, arena->used - from);
  }
  BW_POISON_REGION(arena->base + from, arena->used - from);
}

/* Takes the newest chunk out of the arena; its blocks are at their end. */
static bw_arena_chunk *chunk_pop(bw_arena *arena) {
  bw_arena_chunk *chunk = arena->newest;
  poison_from(arena, 0);
  chunk->used = arena->used;
  mirror_newest(arena, chunk->older);
  return chunk;
}

/* Back to the platform, poisoned: chunk_pop did it, or it is done now. */
static void chunk_free_poisoned(const bw_arena *arena, bw_arena_chunk *chunk) {
  if (arena->ending != (unsigned)BW_ARENA_ENDING_POISON) {
    BW_UNPOISON_REGION(chunk->base, chunk->capacity + BW_ARENA_RECORD_BYTES);
    BW_MEMORY_FILL(chunk->base, BW_ARENA_POISON, chunk->capacity + BW_ARENA_RECORD_BYTES);
  }
  /* Keeps the compiler from dropping the poison as a dead store. */
  BW_BARRIER();
  chunk_free(chunk);
}

static bw_arena_chunk *rest_take(bw_arena *arena) {
  bw_arena_chunk *chunk = arena->rest_oldest;
  arena->rest_oldest = chunk->older;
  if (arena->rest_oldest == NULL) {
    arena->rest_newest = NULL;
  }
  arena->rest_count--;
  return chunk;
}

static void rest_put(bw_arena *arena, bw_arena_chunk *chunk) {
  chunk->older = NULL;
  chunk->rested_at = arena->resets;
  if (arena->rest_newest == NULL) {
    arena->rest_oldest = chunk;
  } else {
    arena->rest_newest->older = chunk;
  }
  arena->rest_newest = chunk;
  arena->rest_count++;
  if (arena->rest_count > BW_ARENA_REST_CHUNKS) {
    chunk_free_poisoned(arena, rest_take(arena));
  }
}

/* Whether the chunk that rests longest may be cut from again. */
static bool rest_is_over(const bw_arena *arena) {
  return arena->rest_oldest != NULL && arena->resets - arena->rest_oldest->rested_at >= BW_ARENA_REST_RESETS;
}

bw_status bw_arena_init(bw_arena *arena, size_t chunk_bytes) {
  if (chunk_bytes < BW_ARENA_CHUNK_MIN || chunk_bytes > BW_ARENA_CHUNK_MAX) {
    return BW_ERR_ARGUMENT;
  }
  mirror_newest(arena, NULL);
  arena->spare = NULL;
  arena->rest_oldest = NULL;
  arena->rest_newest = NULL;
  arena->scope = NULL;
  arena->chunk_bytes = round_to_grain(chunk_bytes);
  arena->records = 0;
  arena->resets = 0;
  arena->rest_count = 0;
  arena->depth = 0;
  arena->ending = BW_ARENA_ENDING_POISON;
  return BW_OK;
}

void bw_arena_set_ending(bw_arena *arena, bw_arena_ending ending) {
  if (arena->chunk_bytes == 0u || arena->newest != NULL || arena->rest_oldest != NULL || arena->spare != NULL) {
    bw_violate_state();
  }
  arena->ending = (unsigned)ending;
}

void bw_arena_destroy(bw_arena *arena) {
  while (arena->newest != NULL) {
    chunk_free_poisoned(arena, chunk_pop(arena));
  }
  while (arena->rest_oldest != NULL) {
    chunk_free_poisoned(arena, rest_take(arena));
  }
  if (arena->spare != NULL) {
    chunk_free_poisoned(arena, arena->spare);
    arena->spare = NULL;
  }
  arena->scope = NULL;
  arena->chunk_bytes = 0;
  arena->records = 0;
  arena->resets = 0;
  arena->depth = 0;
  arena->ending = 0;
}

void bw_arena_reset(bw_arena *arena) {
  if (arena->chunk_bytes == 0u) {
    bw_violate_state();
  }
  arena->resets++;
  while (arena->newest != NULL) {
    bw_arena_chunk *chunk = chunk_pop(arena);
    /* Chunks made for one large block are not kept: they would hold its memory for ever. */
    if (chunk->capacity == arena->chunk_bytes) {
      rest_put(arena, chunk);
    } else {
      chunk_free_poisoned(arena, chunk);
    }
  }
  if (arena->spare != NULL) {
    rest_put(arena, arena->spare);
    arena->spare = NULL;
  }
  arena->scope = NULL;
  arena->depth = 0;
  if (rest_is_over(arena)) {
    chunk_push(arena, rest_take(arena));
  }
}

/* A chunk with room for bytes, out of the arena's store or from the platform. */
static bw_status chunk_find(bw_arena *arena, size_t bytes, bool cleared, bw_arena_chunk **ret_chunk) {
  size_t capacity = arena->chunk_bytes;
  bw_arena_chunk *chunk;
  bw_status status;
  if (bytes > BW_ARENA_CHUNK_MAX) {
    return BW_ERR_MEMORY;
  }
  if (bytes > capacity) {
    capacity = round_to_grain(bytes);
  } else if (rest_is_over(arena)) {
    *ret_chunk = rest_take(arena);
    return BW_OK;
  } else if (arena->spare != NULL) {
    *ret_chunk = arena->spare;
    arena->spare = NULL;
    return BW_OK;
  }
  status = chunk_make(capacity, &chunk);
  if (status != BW_OK) {
    return status;
  }
  /* What the platform left in the chunk must not show. */
  {
    size_t from = cleared ? bytes : 0u; /* the block itself is about to be written anyway */
    BW_MEMORY_FILL(chunk->base + from, BW_ARENA_POISON, capacity + BW_ARENA_RECORD_BYTES - from);
  }
  BW_POISON_REGION(chunk->base, capacity + BW_ARENA_RECORD_BYTES);
  *ret_chunk = chunk;
  return BW_OK;
}

bw_status bw_arena_alloc_chunk_(bw_arena *arena, size_t bytes, bool cleared, void **ret_block) {
  bw_arena_chunk *chunk;
  bw_status status;
  if (arena->chunk_bytes == 0u) {
    bw_violate_state();
  }
  status = chunk_find(arena, bytes, cleared, &chunk);
  if (status != BW_OK) {
    return status;
  }
  chunk_push(arena, chunk);
  /* The first block of a chunk lies at its base, which is aligned to the maximum. */
  set_used(arena, round_to_grain(bytes));
  BW_UNPOISON_REGION(arena->base, bytes);
  if (cleared) {
    BW_MEMORY_FILL(arena->base, 0, bytes);
  }
  *ret_block = arena->base;
  return BW_OK;
}

/* Byte by byte, for every alignment and byte order; compilers make one store and one load of them. A record is
   poisoned for everybody else, so that the sanitizer reports who runs over the block in front of it. */
BW_NO_ASAN static void record_write(unsigned char *at, uint64_t record) {
  at[0] = (unsigned char)(record & 0xFFu);
  at[1] = (unsigned char)(record >> 8 & 0xFFu);
  at[2] = (unsigned char)(record >> 16 & 0xFFu);
  at[3] = (unsigned char)(record >> 24 & 0xFFu);
  at[4] = (unsigned char)(record >> 32 & 0xFFu);
  at[5] = (unsigned char)(record >> 40 & 0xFFu);
  at[6] = (unsigned char)(record >> 48 & 0xFFu);
  at[7] = (unsigned char)(record >> 56);
}

BW_NO_ASAN static uint64_t record_read(const unsigned char *at) {
  return (uint64_t)at[7] << 56 | (uint64_t)at[6] << 48 | (uint64_t)at[5] << 40 | (uint64_t)at[4] << 32 |
         (uint64_t)at[3] << 24 | (uint64_t)at[2] << 16 | (uint64_t)at[1] << 8 | (uint64_t)at[0];
}

bw_arena_mark bw_arena_save(bw_arena *arena) {
  bw_arena_mark mark;
  if (arena->newest == NULL) {
    mark.record = arena->resets;
  } else if ((arena->marked == arena->used && arena->used != 0u) || arena->used >= arena->limit) {
    /* Nothing was cut since the last record, or nothing can be cut behind it. */
    mark.record = record_read(arena->base + (arena->used - BW_ARENA_RECORD_BYTES));
  } else {
    /* Behind a full chunk there is room for one record, and the chunk ends with it. */
    mark.record = RECORD_PATTERN ^ arena->records;
    arena->records++;
    record_write(arena->base + arena->used, mark.record);
    set_used(arena, arena->used + BW_ARENA_RECORD_BYTES);
    arena->marked = arena->used;
  }
  mark.chunk = arena->newest;
  mark.scope = arena->scope;
  mark.used = arena->used;
  mark.depth = arena->depth;
  return mark;
}

/* Whether the mark's chunk is still one of the arena's, and holds the mark's record. */
static bool mark_is_valid(const bw_arena *arena, bw_arena_mark mark) {
  const bw_arena_chunk *chunk = arena->newest;
  size_t used = arena->used;
  if (mark.depth > arena->depth || (mark.depth == arena->depth && mark.scope != arena->scope)) {
    return false;
  }
  if (mark.chunk == NULL) {
    return mark.used == 0u && mark.record == arena->resets && arena->chunk_bytes != 0u;
  }
  while (chunk != NULL && chunk != mark.chunk) {
    chunk = chunk->older;
    used = chunk == NULL ? 0u : chunk->used;
  }
  return chunk != NULL && mark.used >= BW_ARENA_RECORD_BYTES && mark.used <= used &&
         record_read(chunk->base + (mark.used - BW_ARENA_RECORD_BYTES)) == mark.record;
}

void bw_arena_rollback(bw_arena *arena, bw_arena_mark mark) {
  if (!mark_is_valid(arena, mark)) {
    bw_violate_state();
  }
  while (arena->newest != mark.chunk) {
    bw_arena_chunk *chunk = chunk_pop(arena);
    /* One spare keeps a request that needs a second chunk from asking the platform every time. */
    if (arena->spare == NULL && chunk->capacity == arena->chunk_bytes) {
      arena->spare = chunk;
    } else {
      chunk_free_poisoned(arena, chunk);
    }
  }
  if (arena->newest != NULL) {
    poison_from(arena, mark.used);
    set_used(arena, mark.used);
    arena->marked = mark.used;
  }
  arena->scope = mark.scope;
  arena->depth = mark.depth;
}

void bw_arena_enter(bw_arena *arena, bw_arena_scope *scope) {
  bw_arena_chunk *chunk;
  if (arena->chunk_bytes == 0u || arena->scope == scope) {
    bw_violate_state();
  }
  scope->mark = bw_arena_save(arena);
  arena->scope = scope;
  arena->depth++;
  /* Marks inside the scope need a place for their records that ends with it. An empty arena and a full chunk
     have none: without memory for another chunk such a mark is told from others by the scope's address only. */
  if (arena->used >= arena->limit && chunk_find(arena, 0, false, &chunk) == BW_OK) {
    chunk_push(arena, chunk);
  }
  /* A mark inside the scope does not share the record in front of it. */
  arena->marked = 0;
}

void bw_arena_leave(bw_arena *arena, bw_arena_scope *scope) {
  if (arena->scope != scope) {
    bw_violate_state();
  }
  bw_arena_rollback(arena, scope->mark);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "arena_chunk.h"

/* The upper bytes of every record: program data that looks like a record by accident is unlikely. */
#define RECORD_PATTERN UINT64_C(0xB7A9C3E5D1F30000)

static void chunk_free(bw_arena_chunk *chunk) {
  BW_UNPOISON_REGION(chunk->base, chunk->capacity + BW_ARENA_RECORD_BYTES);
  chunk_give(chunk);
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
  bw_arena_chunk *chunk = arena->rest[arena->rest_oldest];
  arena->rest[arena->rest_oldest] = NULL;
  arena->rest_oldest = (arena->rest_oldest + 1u) % BW_ARENA_REST_CHUNKS;
  arena->rest_count--;
  return chunk;
}

static void rest_put(bw_arena *arena, bw_arena_chunk *chunk) {
  if (arena->rest_count == BW_ARENA_REST_CHUNKS) {
    chunk_free_poisoned(arena, rest_take(arena));
  }
  chunk->older = NULL;
  chunk->rested_at = arena->resets;
  arena->rest[(arena->rest_oldest + arena->rest_count) % BW_ARENA_REST_CHUNKS] = chunk;
  arena->rest_count++;
}

/* Whether the chunk that rests longest may be cut from again. */
static bool rest_is_over(const bw_arena *arena) {
  return arena->rest_count != 0u && arena->resets - arena->rest[arena->rest_oldest]->rested_at >= BW_ARENA_REST_RESETS;
}

bw_status bw_arena_init(bw_arena *arena, size_t chunk_bytes) {
  unsigned i;
  if (chunk_bytes < BW_ARENA_CHUNK_MIN || chunk_bytes > BW_ARENA_CHUNK_MAX) {
    return BW_ERR_ARGUMENT;
  }
  mirror_newest(arena, NULL);
  arena->spare = NULL;
  arena->scope = NULL;
  arena->chunk_bytes = bw_arena_grains_(chunk_bytes);
  arena->records = 0;
  arena->resets = 0;
  for (i = 0; i < BW_ARENA_REST_CHUNKS; i++) {
    arena->rest[i] = NULL;
  }
  arena->rest_oldest = 0;
  arena->rest_count = 0;
  arena->depth = 0;
  arena->ending = BW_ARENA_ENDING_POISON;
  return BW_OK;
}

void bw_arena_set_ending(bw_arena *arena, bw_arena_ending ending) {
  if (arena->chunk_bytes == 0u || arena->newest != NULL || arena->rest_count != 0u || arena->spare != NULL) {
    bw_violate_state();
  }
  arena->ending = (unsigned)ending;
}

void bw_arena_destroy(bw_arena *arena) {
  while (arena->newest != NULL) {
    chunk_free_poisoned(arena, chunk_pop(arena));
  }
  while (arena->rest_count != 0u) {
    chunk_free_poisoned(arena, rest_take(arena));
  }
  arena->rest_oldest = 0;
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

/* A chunk with room for bytes, out of the arena's store or from the platform; NULL when that has no memory. */
static bw_arena_chunk *chunk_find(bw_arena *arena, size_t bytes, bool cleared) {
  size_t capacity = arena->chunk_bytes;
  size_t from = cleared ? bytes : 0u; /* the block itself is about to be written anyway */
  bw_arena_chunk *chunk;
  if (bytes > BW_ARENA_CHUNK_MAX) {
    return NULL;
  }
  if (bytes > capacity) {
    capacity = bw_arena_grains_(bytes);
  } else if (rest_is_over(arena)) {
    return rest_take(arena);
  } else if (arena->spare != NULL) {
    chunk = arena->spare;
    arena->spare = NULL;
    return chunk;
  }
  chunk = chunk_take(arena, capacity);
  if (chunk != NULL) {
    /* What the platform left in the chunk must not show. */
    BW_MEMORY_FILL(chunk->base + from, BW_ARENA_POISON, capacity + BW_ARENA_RECORD_BYTES - from);
    BW_POISON_REGION(chunk->base, capacity + BW_ARENA_RECORD_BYTES);
  }
  return chunk;
}

bw_status bw_arena_alloc_chunk_(bw_arena *arena, size_t bytes, bool cleared, void **ret_block) {
  bw_arena_chunk *chunk;
  if (arena->chunk_bytes == 0u) {
    bw_violate_state();
  }
  chunk = chunk_find(arena, bytes, cleared);
  if (chunk == NULL) {
    return BW_ERR_MEMORY;
  }
  chunk_push(arena, chunk);
  /* The first block of a chunk lies at its base, which is aligned to the maximum. */
  set_used(arena, bw_arena_grains_(bytes));
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
  uint32_t low = (uint32_t)(record % 4294967296u);
  uint32_t high = (uint32_t)(record / 4294967296u);
  at[0] = (unsigned char)(low % 256u);
  at[1] = (unsigned char)(low / 256u % 256u);
  at[2] = (unsigned char)(low / 65536u % 256u);
  at[3] = (unsigned char)(low / 16777216u);
  at[4] = (unsigned char)(high % 256u);
  at[5] = (unsigned char)(high / 256u % 256u);
  at[6] = (unsigned char)(high / 65536u % 256u);
  at[7] = (unsigned char)(high / 16777216u);
}

BW_NO_ASAN static uint32_t word_read(const unsigned char *at) {
  return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | (uint32_t)at[0];
}

BW_NO_ASAN static uint64_t record_read(const unsigned char *at) {
  return (uint64_t)word_read(at + 4) << 32 | (uint64_t)word_read(at);
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
  if (arena->chunk_bytes == 0u || arena->scope == scope) {
    bw_violate_state();
  }
  scope->mark = bw_arena_save(arena);
  arena->scope = scope;
  arena->depth++;
  /* Marks inside the scope need a place for their records that ends with it. An empty arena and a full chunk
     have none: without memory for another chunk such a mark is told from others by the scope's address only. */
  if (arena->used >= arena->limit) {
    bw_arena_chunk *chunk = chunk_find(arena, 0, false);
    if (chunk != NULL) {
      chunk_push(arena, chunk);
    }
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

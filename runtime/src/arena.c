/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "arena_chunk.h"

/* The upper bytes of every record: program data that looks like a record by accident is unlikely. */
#define RECORD_PATTERN UINT64_C(0xB7A9C3E5D1F30000)

static void chunk_free(bw_arena_chunk *chunk) {
  BW_UNPOISON_REGION(chunk->base, chunk->capacity + BW_ARENA_RECORD_BYTES);
  chunk_give(chunk);
}

/* What is left of the newest chunk when used bytes of it are cut. Behind a full chunk's last record nothing is, not
   even a block without bytes. */
static void set_used(bw_arena *arena, size_t used) {
  size_t capacity = arena->newest->capacity;
  arena->top = arena->base + (used > capacity ? used : capacity + 1u);
  arena->room = used > capacity ? 0u : capacity + 1u - used;
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
    arena->top = NULL;
    arena->room = 0;
  }
}

/* bw_arena_used, of an arena that has a chunk. */
static size_t used_of(const bw_arena *arena) {
  return (size_t)(arena->top - arena->base) - arena->room;
}

static void chunk_push(bw_arena *arena, bw_arena_chunk *chunk) {
  if (arena->newest != NULL) {
    arena->newest->used = used_of(arena);
  }
  chunk->older = arena->newest;
  chunk->used = 0;
  mirror_newest(arena, chunk);
}

/* Ends the life of what lies in [from, to) of the newest chunk. Also when the chunk goes back to the platform next, so
   that a stale pointer meets poison in every case. */
static void poison(const bw_arena *arena, size_t from, size_t to) {
  unsigned char *at = arena->base + from;
  if (arena->ending == (unsigned)BW_ARENA_ENDING_POISON) {
    BW_UNPOISON_REGION(at, to - from);
    BW_MEMORY_FILL(at, BW_ARENA_POISON, to - from);
  }
  BW_POISON_REGION(at, to - from);
}

/* Takes the newest chunk out of the arena; its blocks are at their end. */
static bw_arena_chunk *chunk_pop(bw_arena *arena) {
  bw_arena_chunk *chunk = arena->newest;
  chunk->used = used_of(arena);
  poison(arena, 0, chunk->used);
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
  arena->chunk_bytes = chunk_lines(chunk_bytes);
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
  if (arena->chunk_bytes == 0u || arena->newest != NULL || arena->rest_count != 0u || arena->spare != NULL ||
      (unsigned)ending > (unsigned)BW_ARENA_ENDING_KEEP) {
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
    capacity = chunk_lines(bytes);
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

bw_status bw_arena_grow(bw_arena *arena, void *block, size_t bytes, size_t wanted, size_t align, void **ret_block) {
  void *moved;
  bw_status status;
  if (wanted <= bytes) {
    *ret_block = block;
    return BW_OK;
  }
  /* Without bytes a block has no place of its own: a mark saved since may be the one in front of it. */
  if (bytes != 0u && arena->room != 0u) {
    size_t held = bw_arena_grains_(bytes);
    size_t room = arena->room + held;
    unsigned char *at = (unsigned char *)block;
    /* A mark saved since has a record between the two. */
    if (at + held == arena->top - arena->room && wanted < room) {
      arena->room = room - bw_arena_grains_(wanted);
      BW_UNPOISON_REGION(at, wanted);
      BW_MEMORY_FILL(at + bytes, 0, wanted - bytes);
      *ret_block = block;
      return BW_OK;
    }
  }
  status = bw_arena_alloc(arena, wanted, align, &moved);
  if (status == BW_OK) {
    if (bytes != 0u) {
      BW_MEMORY_COPY(moved, block, bytes);
    }
    *ret_block = moved;
  }
  return status;
}

/* A record is compared with itself only, so its byte order is the machine's. It is poisoned for everybody else, so that
   the sanitizer reports who runs over the block in front of it; copies of its own would be checked as well. */
BW_NO_ASAN static void record_write(unsigned char *at, uint64_t record) {
#if BW_HAVE_ASAN
  size_t i;
  for (i = 0; i < BW_ARENA_RECORD_BYTES; i++) {
    at[i] = ((const unsigned char *)&record)[i];
  }
#else
  BW_MEMORY_COPY(at, &record, BW_ARENA_RECORD_BYTES);
#endif
}

BW_NO_ASAN static uint64_t record_read(const unsigned char *at) {
  uint64_t record;
#if BW_HAVE_ASAN
  size_t i;
  for (i = 0; i < BW_ARENA_RECORD_BYTES; i++) {
    ((unsigned char *)&record)[i] = at[i];
  }
#else
  BW_MEMORY_COPY(&record, at, BW_ARENA_RECORD_BYTES);
#endif
  return record;
}

bw_arena_mark bw_arena_save(bw_arena *arena) {
  bw_arena_mark mark;
  mark.chunk = arena->newest;
  mark.scope = arena->scope;
  mark.depth = arena->depth;
  if (BW_UNLIKELY(arena->newest == NULL)) {
    mark.record = arena->resets;
    mark.used = 0;
    return mark;
  }
  if (arena->room == arena->marked) {
    /* Nothing was cut since the last record, or nothing can be cut behind it. */
    mark.record = record_read(arena->top - arena->room - BW_ARENA_RECORD_BYTES);
  } else {
    mark.record = RECORD_PATTERN ^ arena->records;
    arena->records++;
    record_write(arena->top - arena->room, mark.record);
    /* Behind a full chunk there is room for one record, and the chunk ends with it. */
    if (BW_LIKELY(arena->room > BW_ARENA_RECORD_BYTES)) {
      arena->room -= BW_ARENA_RECORD_BYTES;
    } else {
      set_used(arena, used_of(arena) + BW_ARENA_RECORD_BYTES);
    }
    arena->marked = arena->room;
  }
  mark.used = used_of(arena);
  return mark;
}

/* Ends the newest chunk. One spare keeps a request that needs a second one from asking the platform every time. */
static void chunk_drop(bw_arena *arena) {
  bw_arena_chunk *chunk = chunk_pop(arena);
  if (arena->spare == NULL && chunk->capacity == arena->chunk_bytes) {
    arena->spare = chunk;
  } else {
    chunk_free_poisoned(arena, chunk);
  }
}

/* Whether the mark's record is where it was left in a chunk that has the used bytes from base on. */
static bool record_is_there(const bw_arena_mark *mark, const unsigned char *base, size_t used) {
  return mark->used >= BW_ARENA_RECORD_BYTES && mark->used <= used &&
         record_read(base + (mark->used - BW_ARENA_RECORD_BYTES)) == mark->record;
}

/* Ends every chunk that is newer than the mark's, which is another one than the newest, or none. */
BW_COLD static void chunks_drop(bw_arena *arena, const bw_arena_mark *mark) {
  if (mark->chunk == NULL) {
    if (mark->used != 0u || mark->record != arena->resets || arena->chunk_bytes == 0u) {
      bw_violate_state();
    }
  } else {
    const bw_arena_chunk *chunk = arena->newest;
    while (chunk != NULL && chunk != mark->chunk) {
      chunk = chunk->older;
    }
    if (chunk == NULL || !record_is_there(mark, chunk->base, chunk->used)) {
      bw_violate_state();
    }
  }
  while (arena->newest != mark->chunk) {
    chunk_drop(arena);
  }
}

void bw_arena_rollback_(bw_arena *arena, const bw_arena_mark *mark) {
  size_t from = mark->used;
  size_t used;
  if (BW_UNLIKELY(mark->depth > arena->depth || (mark->depth == arena->depth && mark->scope != arena->scope))) {
    bw_violate_state();
  }
  if (BW_UNLIKELY(arena->newest == NULL || arena->newest != mark->chunk)) {
    chunks_drop(arena, mark);
    if (arena->newest == NULL) {
      arena->scope = mark->scope;
      arena->depth = mark->depth;
      return;
    }
  }
  used = used_of(arena);
  if (BW_UNLIKELY(!record_is_there(mark, arena->base, used))) {
    bw_violate_state();
  }
  arena->scope = mark->scope;
  arena->depth = mark->depth;
  if (BW_LIKELY(arena->room != 0u)) {
    arena->room += used - from;
  } else {
    set_used(arena, from);
  }
  arena->marked = arena->room;
  /* The fill comes last: it is the most of the call, and nothing has to be kept over it. */
  poison(arena, from, used);
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
  if (arena->room == 0u) {
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
  bw_arena_rollback_(arena, &scope->mark);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/arena.h>
#include <bulwark/platform.h>

/*
 * A chunk is one platform block: this header, padding, then the bytes blocks are cut from. Those start at
 * a multiple of BW_ARENA_ALIGN_MAX, computed once here, so that the fast path aligns offsets only.
 */
typedef struct bw_arena_chunk {
  struct bw_arena_chunk *older;
  unsigned char *base;
  size_t capacity;
  size_t used;           /* kept here while the chunk is not the newest */
  size_t platform_bytes; /* what the platform wants to hear when it gets the block back */
  uint64_t serial;       /* arena->chunks_made when the chunk was taken into use */
} bw_arena_chunk;

#define CHUNK_OVERHEAD (sizeof(bw_arena_chunk) + BW_ARENA_ALIGN_MAX - 1u)

BW_STATIC_ASSERT(BW_ALIGNOF(bw_arena_chunk) <= 8u, "the platform aligns chunks to 8 bytes");

static void chunk_free(bw_arena_chunk *chunk) {
  bw_platform_chunk_free(chunk, chunk->platform_bytes);
}

static bw_status chunk_make(size_t capacity, bw_arena_chunk **ret_chunk) {
  bw_arena_chunk *chunk;
  unsigned char *after_header;
  size_t misaligned;
  if (capacity > BW_ARENA_CHUNK_MAX) {
    return BW_ERR_MEMORY;
  }
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
  *ret_chunk = chunk;
  return BW_OK;
}

/* Makes a chunk the newest one. The fields of the arena mirror it until the next change. */
static void chunk_push(bw_arena *arena, bw_arena_chunk *chunk) {
  if (arena->newest != NULL) {
    arena->newest->used = arena->used;
  }
  arena->chunks_made++;
  chunk->serial = arena->chunks_made;
  chunk->older = arena->newest;
  arena->newest = chunk;
  arena->base = chunk->base;
  arena->capacity = chunk->capacity;
  arena->serial = chunk->serial;
  arena->used = 0;
}

/* Takes the newest chunk away. Its bytes are poisoned also when it goes back to the platform, so that a
   stale pointer meets poison in every case. */
static void chunk_pop(bw_arena *arena) {
  bw_arena_chunk *chunk = arena->newest;
  bw_arena_chunk *older = chunk->older;
  BW_MEMORY_FILL(chunk->base, BW_ARENA_POISON, arena->used);
  arena->newest = older;
  arena->base = older == NULL ? NULL : older->base;
  arena->capacity = older == NULL ? 0u : older->capacity;
  arena->serial = older == NULL ? 0u : older->serial;
  arena->used = older == NULL ? 0u : older->used;
  /* One spare keeps a request that needs a second chunk from asking the platform every time. Chunks made
     for one large block are not kept: they would hold its memory for ever. */
  if (arena->spare == NULL && chunk->capacity == arena->chunk_bytes) {
    arena->spare = chunk;
  } else {
    BW_BARRIER();
    chunk_free(chunk);
  }
}

bw_status bw_arena_init(bw_arena *arena, size_t chunk_bytes) {
  if (chunk_bytes < BW_ARENA_CHUNK_MIN || chunk_bytes > BW_ARENA_CHUNK_MAX) {
    return BW_ERR_ARGUMENT;
  }
  arena->base = NULL;
  arena->used = 0;
  arena->capacity = 0;
  arena->newest = NULL;
  arena->spare = NULL;
  arena->chunk_bytes = chunk_bytes;
  arena->serial = 0;
  arena->chunks_made = 0;
  return BW_OK;
}

void bw_arena_destroy(bw_arena *arena) {
  while (arena->newest != NULL) {
    chunk_pop(arena);
  }
  if (arena->spare != NULL) {
    chunk_free(arena->spare);
    arena->spare = NULL;
  }
  arena->chunk_bytes = 0;
  arena->chunks_made = 0;
}

bw_status bw_arena_alloc_chunk_(bw_arena *arena, size_t bytes, void **ret_block) {
  bw_arena_chunk *chunk;
  if (arena->chunk_bytes == 0u) {
    bw_violate_state();
  }
  if (bytes <= arena->chunk_bytes && arena->spare != NULL) {
    chunk = arena->spare;
    arena->spare = NULL;
  } else {
    size_t capacity = bytes > arena->chunk_bytes ? bytes : arena->chunk_bytes;
    bw_status status = chunk_make(capacity, &chunk);
    if (status != BW_OK) {
      return status;
    }
  }
  chunk_push(arena, chunk);
  /* The first block of a chunk lies at its base, which is aligned to the maximum. */
  arena->used = bytes;
  BW_MEMORY_FILL(arena->base, 0, bytes);
  *ret_block = arena->base;
  return BW_OK;
}

/* Whether the mark's chunk is still one of the arena's, taken into use at the same time, and as full. */
static bool mark_is_valid(const bw_arena *arena, bw_arena_mark mark) {
  const bw_arena_chunk *chunk;
  size_t used = arena->used;
  for (chunk = arena->newest; chunk != NULL; chunk = chunk->older) {
    if (chunk != arena->newest) {
      used = chunk->used;
    }
    if (chunk == mark.chunk) {
      return chunk->serial == mark.serial && mark.used <= used;
    }
  }
  return mark.chunk == NULL && mark.used == 0u;
}

void bw_arena_rollback(bw_arena *arena, bw_arena_mark mark) {
  if (!mark_is_valid(arena, mark)) {
    bw_violate_state();
  }
  while (arena->newest != mark.chunk) {
    chunk_pop(arena);
  }
  if (arena->newest != NULL) {
    BW_MEMORY_FILL(arena->base + mark.used, BW_ARENA_POISON, arena->used - mark.used);
    arena->used = mark.used;
  }
}

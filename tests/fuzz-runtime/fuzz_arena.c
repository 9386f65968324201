/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The oracle of an arena is a list of all blocks it ever gave, live and ended, and a clock that every block and
 * every scope advances: a rollback to a moment ends what is later, blocks, marks and scopes alike.
 * After each operation the live blocks hold what was written to them, and the ended ones are poison (or, where
 * the arena was told so, as they were), as long as no live block lies over them and the platform did not get
 * their chunk back.
 */
#include "fuzz.h"

#include <bulwark/arena.h>
#include <bulwark/platform.h>

#include <stdlib.h>
#include <string.h>

enum { BLOCKS_MAX = 96, MARKS = 6, SCOPES = 4 };

struct block {
  uint8_t *at;
  size_t bytes;
  uint8_t fill;
  unsigned chunk;
  uint64_t moment;
  bool live;
  bool ended_by_reset;
  uint64_t ended_at; /* the number of resets then */
};

struct mark {
  bw_arena_mark mark;
  uint64_t moment;
  bool saved;
  bool good;
  bool exact; /* it has a record of its own, so it can be told from every later moment */
};

struct world {
  bw_arena arena;
  struct block block[BLOCKS_MAX];
  size_t blocks;
  struct mark mark[MARKS];
  bw_arena_scope scope[SCOPES];
  uint64_t scope_moment[SCOPES];
  unsigned depth;
  uint64_t now;
  uint64_t given; /* blocks */
  uint64_t resets;
  bool made;
  bool keeps; /* ended blocks stay as they are instead of becoming poison */
};

static bool overlap(const struct block *block, const uint8_t *at, size_t bytes) {
  return block->bytes != 0u && bytes != 0u && (uintptr_t)block->at < (uintptr_t)at + bytes &&
         (uintptr_t)at < (uintptr_t)block->at + block->bytes;
}

/* Ended blocks under something new are no longer poison: nothing more is known about them. */
static void forget_under(struct world *world, const uint8_t *at, size_t bytes) {
  size_t i;
  for (i = 0; i < world->blocks;) {
    if (!world->block[i].live && overlap(&world->block[i], at, bytes)) {
      world->block[i] = world->block[--world->blocks];
    } else {
      i++;
    }
  }
}

/* A mark may leave a record in front of it. */
static void forget_under_record(struct world *world, bw_arena_mark mark) {
  if (mark.chunk != NULL) {
    forget_under(world, world->arena.base + mark.used - BW_ARENA_RECORD_BYTES, BW_ARENA_RECORD_BYTES);
  }
}

/* Ends everything later than the moment, which is now again. */
static void model_end(struct world *world, uint64_t moment, bool by_reset) {
  size_t i;
  for (i = 0; i < world->blocks; i++) {
    struct block *block = &world->block[i];
    if (block->live && block->moment > moment) {
      block->live = false;
      block->ended_by_reset = by_reset;
      block->ended_at = world->resets;
    }
  }
  for (i = 0; i < MARKS; i++) {
    world->mark[i].good = world->mark[i].good && world->mark[i].moment <= moment && !by_reset;
  }
  while (world->depth != 0u && (by_reset || world->scope_moment[world->depth - 1u] >= moment)) {
    world->depth--;
  }
  world->now = by_reset ? world->now + 1u : moment;
}

/* Makes room in the list; an ended block is forgotten rather than a live one. */
static struct block *new_block(struct world *world) {
  size_t i;
  if (world->blocks < BLOCKS_MAX) {
    return &world->block[world->blocks++];
  }
  for (i = 0; i < BLOCKS_MAX && world->block[i].live; i++) {
  }
  return i < BLOCKS_MAX ? &world->block[i] : NULL;
}

/* A block that the arena just gave: its bytes, where it lies, and that it is nobody else's. */
static void add_block(struct world *world, uint8_t *at, size_t bytes, size_t align, bool cleared) {
  struct block made;
  struct block *kept;
  size_t i;
  memset(&made, 0, sizeof made);
  made.at = at;
  made.bytes = bytes;
  made.chunk = fuzz_chunk_of(at, bytes);
  made.moment = world->now;
  made.live = true;
  made.fill = (uint8_t)(++world->given * 7u + 1u);
  FUZZ_CHECK(made.chunk != 0u && (uintptr_t)at % align == 0u);
  FUZZ_CHECK(!cleared || fuzz_all_bytes_are(at, bytes, 0));
  FUZZ_CHECK(cleared || world->keeps || fuzz_all_bytes_are(at, bytes, BW_ARENA_POISON));
  for (i = 0; i < world->blocks; i++) {
    const struct block *other = &world->block[i];
    if (overlap(other, at, bytes) && other->chunk == made.chunk) {
      FUZZ_CHECK(!other->live);
      FUZZ_CHECK(!other->ended_by_reset || world->resets - other->ended_at >= BW_ARENA_REST_RESETS);
    }
  }
  memset(at, made.fill, bytes);
  forget_under(world, at, bytes);
  kept = new_block(world);
  if (kept != NULL) {
    *kept = made;
  }
}

static void allocate(struct world *world, struct fuzz_input *input) {
  size_t align = (size_t)1 << fuzz_below(input, 7);
  size_t bytes = fuzz_size(input, 300);
  unsigned refused = fuzz_chunks_refused();
  unsigned live = fuzz_chunks_live();
  size_t used = bw_arena_used(&world->arena);
  const struct bw_arena_chunk *newest = world->arena.newest;
  size_t form = fuzz_below(input, 4);
  size_t elem = 1;
  void *block = &align;
  bw_bytes span = bw_bytes_make(NULL, 0);
  bw_status status;
  if (form == 0u) {
    elem = fuzz_size(input, 24);
    bytes = fuzz_size(input, 24);
    status = bw_arena_alloc_array(&world->arena, bytes, elem, align, &block);
    if (elem != 0u && bytes > SIZE_MAX / elem) {
      FUZZ_CHECK(status == BW_ERR_RANGE && block == &align && bw_arena_used(&world->arena) == used);
      return;
    }
    bytes *= elem;
  } else if (form == 1u) {
    status = bw_bytes_alloc_uncleared(&world->arena, bytes, align, &span);
    FUZZ_CHECK(span.count == (status == BW_OK ? bytes : 0u));
    block = status == BW_OK ? span.items : block;
  } else {
    status = bw_arena_alloc(&world->arena, bytes, align, &block);
  }
  if (status == BW_OK) {
    /* A block without bytes may leave the arena as it was: then no moment passed. */
    world->now += world->arena.newest != newest || bw_arena_used(&world->arena) != used ? 1u : 0u;
    add_block(world, (uint8_t *)block, bytes, align, form != 1u);
    return;
  }
  FUZZ_CHECK(status == BW_ERR_MEMORY && block == &align && bw_arena_used(&world->arena) == used &&
             fuzz_chunks_live() == live);
  FUZZ_CHECK(fuzz_chunks_refused() != refused || bytes > BW_ARENA_CHUNK_MAX);
}

/* Any block; three in four times the one of the list that was made last, which is the newest unless it ended. */
static struct block *block_to_grow(struct world *world, struct fuzz_input *input) {
  size_t which = fuzz_below(input, BLOCKS_MAX);
  struct block *block = &world->block[which];
  size_t i;
  if (which % 4u != 0u) {
    block = &world->block[0];
    for (i = 1; i < world->blocks; i++) {
      block = world->block[i].live && world->block[i].moment >= block->moment ? &world->block[i] : block;
    }
  }
  return block;
}

/* A size to grow to; one in four times where the newest chunk ends behind the block, a byte less or more. */
static size_t size_to_grow(const struct world *world, const struct block *block, struct fuzz_input *input) {
  size_t wanted = fuzz_size(input, 400);
  uint8_t edge = fuzz_byte(input);
  if (edge % 4u == 0u && world->arena.room != 0u) {
    size_t held = (block->bytes + (BW_ARENA_GRAIN - 1u)) / BW_ARENA_GRAIN * BW_ARENA_GRAIN;
    wanted = held + world->arena.room - 2u + edge / 4u % 3u;
  }
  return wanted;
}

/* A block grows where it lies if nothing later has a place behind it, else there is a new one beside it. */
static void grow(struct world *world, struct fuzz_input *input) {
  struct block *block = block_to_grow(world, input);
  size_t wanted = size_to_grow(world, block, input);
  unsigned refused = fuzz_chunks_refused();
  size_t used = bw_arena_used(&world->arena);
  size_t i;
  void *grown = &used;
  bw_status status;
  if (block >= &world->block[world->blocks] || !block->live) {
    return;
  }
  status = bw_arena_grow(&world->arena, block->at, block->bytes, wanted, 1, &grown);
  if (status != BW_OK) {
    FUZZ_CHECK(status == BW_ERR_MEMORY && grown == &used && bw_arena_used(&world->arena) == used);
    FUZZ_CHECK(fuzz_chunks_refused() != refused || wanted > BW_ARENA_CHUNK_MAX);
    return;
  }
  if (wanted <= block->bytes) {
    FUZZ_CHECK(grown == block->at && bw_arena_used(&world->arena) == used);
    return;
  }
  FUZZ_CHECK(fuzz_all_bytes_are((uint8_t *)grown, block->bytes, block->fill));
  FUZZ_CHECK(fuzz_all_bytes_are((uint8_t *)grown + block->bytes, wanted - block->bytes, 0));
  /* A block without bytes may get its first ones at its address: that is a new one all the same. */
  if (grown != block->at || block->bytes == 0u) {
    memset(grown, 0, block->bytes);
    world->now++;
    add_block(world, (uint8_t *)grown, wanted, 1, true);
    return;
  }
  for (i = 0; i < MARKS; i++) {
    FUZZ_CHECK(!world->mark[i].good || world->mark[i].moment < block->moment);
  }
  FUZZ_CHECK(world->depth == 0u || world->scope_moment[world->depth - 1u] < block->moment);
  for (i = 0; i < world->blocks; i++) {
    FUZZ_CHECK(&world->block[i] == block || !world->block[i].live ||
               !overlap(&world->block[i], (uint8_t *)grown, wanted));
  }
  FUZZ_CHECK(fuzz_chunk_of(grown, wanted) == block->chunk);
  block->bytes = wanted;
  memset(grown, block->fill, wanted);
  /* The list is moved by this, and the block with it. */
  forget_under(world, (uint8_t *)grown, wanted);
}

/* One of the marks: good ones go back, stale ones violate. */
static void roll_back(struct world *world, struct mark *mark) {
  /* Made without memory for a record of its own, or with the record kept: not always told from a good one. */
  if (!mark->saved || (!mark->good && (!mark->exact || world->keeps))) {
    return;
  }
  if (!mark->good) {
    FUZZ_VIOLATES(BW_VIOLATION_STATE, bw_arena_rollback(&world->arena, mark->mark));
    return;
  }
  bw_arena_rollback(&world->arena, mark->mark);
  model_end(world, mark->moment, false);
}

/* A block in front of a mark was written over its end: the mark must not be trusted any more. */
static void overwrite_mark(struct world *world, struct mark *mark, size_t behind) {
  uint8_t *at;
  if (!mark->saved || !mark->good || mark->mark.chunk == NULL || mark->mark.chunk != world->arena.newest) {
    return;
  }
  at = world->arena.base + mark->mark.used - BW_ARENA_RECORD_BYTES + behind % BW_ARENA_RECORD_BYTES;
  fuzz_flip_byte(at);
  FUZZ_VIOLATES(BW_VIOLATION_STATE, bw_arena_rollback(&world->arena, mark->mark));
  fuzz_flip_byte(at);
}

static void enter(struct world *world) {
  if (world->depth == SCOPES) {
    FUZZ_VIOLATES(BW_VIOLATION_STATE, bw_arena_enter(&world->arena, &world->scope[world->depth - 1u]));
    return;
  }
  bw_arena_enter(&world->arena, &world->scope[world->depth]);
  forget_under_record(world, world->scope[world->depth].mark);
  world->scope_moment[world->depth] = world->now++;
  world->depth++;
}

static void leave(struct world *world, size_t which) {
  if (which % SCOPES + 1u != world->depth) {
    FUZZ_VIOLATES(BW_VIOLATION_STATE, bw_arena_leave(&world->arena, &world->scope[which % SCOPES]));
    return;
  }
  bw_arena_leave(&world->arena, &world->scope[world->depth - 1u]);
  model_end(world, world->scope_moment[world->depth - 1u], false);
}

static void unmake(struct world *world) {
  static const bw_arena zero;
  void *block = NULL;
  bw_arena_destroy(&world->arena);
  FUZZ_CHECK(memcmp(&world->arena, &zero, sizeof zero) == 0 && fuzz_chunks_live() == 0u);
  FUZZ_VIOLATES(BW_VIOLATION_STATE, FUZZ_STATUS(bw_arena_alloc(&world->arena, 1, 1, &block)));
  FUZZ_VIOLATES(BW_VIOLATION_STATE, bw_arena_reset(&world->arena));
  world->made = false;
  world->blocks = 0;
}

static void make(struct world *world, size_t chunk_bytes, bool keeps) {
  bool fits = chunk_bytes >= BW_ARENA_CHUNK_MIN && chunk_bytes <= BW_ARENA_CHUNK_MAX;
  memset(world, 0, sizeof *world);
  FUZZ_CHECK(bw_arena_init(&world->arena, chunk_bytes) == (fits ? BW_OK : BW_ERR_ARGUMENT));
  world->made = fits;
  world->keeps = keeps && fits;
  if (world->keeps) {
    bw_arena_set_ending(&world->arena, BW_ARENA_ENDING_KEEP);
  }
}

static void operate(struct world *world, struct fuzz_input *input) {
  struct mark *mark = &world->mark[fuzz_below(input, MARKS)];
  void *block = NULL;
  size_t number;
  switch (fuzz_below(input, 16)) {
  default:
    allocate(world, input);
    break;
  case 7:
    grow(world, input);
    break;
  case 8:
    mark->mark = bw_arena_save(&world->arena);
    forget_under_record(world, mark->mark);
    mark->moment = world->now;
    mark->saved = true;
    mark->exact = world->depth == 0u ||
                  (mark->mark.chunk != NULL && world->scope[world->depth - 1u].mark.record != mark->mark.record);
    FUZZ_CHECK(mark->exact || fuzz_chunks_refused() != 0u);
    mark->good = true;
    break;
  case 9:
    roll_back(world, mark);
    break;
  case 10:
    enter(world);
    break;
  case 11:
    leave(world, fuzz_below(input, 4) == 0u ? fuzz_byte(input) : world->depth - 1u);
    break;
  case 12:
    bw_arena_reset(&world->arena);
    world->resets++;
    model_end(world, 0, true);
    break;
  case 13:
    fuzz_fail_chunks((unsigned)fuzz_below(input, 4));
    break;
  case 14:
    overwrite_mark(world, mark, fuzz_byte(input));
    break;
  case 15:
    number = fuzz_byte(input);
    if (number == 255u) {
      unmake(world);
    } else if (number == 254u && world->arena.newest != NULL) {
      FUZZ_VIOLATES(BW_VIOLATION_STATE, bw_arena_set_ending(&world->arena, BW_ARENA_ENDING_KEEP));
    } else if (number > 192u) {
      fuzz_misalign_chunks(number % 8u * BW_PLATFORM_CHUNK_ALIGN);
    } else if (number > BW_ARENA_ALIGN_MAX || number == 0u || (number & (number - 1u)) != 0u) {
      FUZZ_VIOLATES(BW_VIOLATION_STATE, FUZZ_STATUS(bw_arena_alloc(&world->arena, 1, number, &block)));
    }
    break;
  }
}

static void check_all(const struct world *world) {
  size_t i;
  /* What is left of the newest chunk is never more than there is of it. */
  FUZZ_CHECK(world->arena.newest == NULL || world->arena.room <= (size_t)(world->arena.top - world->arena.base));
  for (i = 0; i < world->blocks; i++) {
    const struct block *block = &world->block[i];
    if (block->live) {
      FUZZ_CHECK(fuzz_all_bytes_are(block->at, block->bytes, block->fill));
    } else if (fuzz_chunk_of(block->at, block->bytes) == block->chunk) {
      uint8_t byte = world->keeps ? block->fill : (uint8_t)BW_ARENA_POISON;
      FUZZ_CHECK(fuzz_all_bytes_are(block->at, block->bytes, byte));
    }
  }
}

void fuzz_arena(struct fuzz_input *input) {
  static struct world world;
  world.made = false;
  while (fuzz_more(input)) {
    if (!world.made) {
      bool keeps = fuzz_below(input, 4) == 1u;
      make(&world, fuzz_size(input, 600), keeps);
    } else {
      operate(&world, input);
      check_all(&world);
    }
  }
  if (world.made) {
    bw_arena_destroy(&world.arena);
  }
}

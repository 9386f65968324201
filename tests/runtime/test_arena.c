/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/arena.h>
#include <bulwark/guard.h>

#include <stdint.h>
#include <string.h>

#include "platform_test.h"
#include "suite.h"

BW_SPAN_DECLARE(words, uint64_t);
BW_SPAN_ARENA_DECLARE(words, uint64_t);

#define CHUNK_BYTES 1024u

static bw_arena arena;

static void setup(void) {
  platform_reset();
  ck_assert_int_eq(bw_arena_init(&arena, CHUNK_BYTES), BW_OK);
}

static void teardown(void) {
  bw_arena_destroy(&arena);
  ck_assert_uint_eq(platform_chunks_live(), 0);
}

static bool all_bytes_are(const void *block, size_t bytes, unsigned char byte) {
  const unsigned char *p = (const unsigned char *)block;
  size_t i;
  for (i = 0; i < bytes; i++) {
    if (p[i] != byte) {
      return false;
    }
  }
  return true;
}

/* Bytes nobody may touch: the sanitizer has to be told that this look is meant. */
static bool is_poisoned(const void *block, size_t bytes) {
  bool poisoned;
  BW_UNPOISON_REGION(block, bytes);
  poisoned = all_bytes_are(block, bytes, BW_ARENA_POISON);
  BW_POISON_REGION(block, bytes);
  return poisoned;
}

static unsigned char *take(size_t bytes, size_t align) {
  void *block = NULL;
  ck_assert_int_eq(bw_arena_alloc(&arena, bytes, align, &block), BW_OK);
  ck_assert_ptr_nonnull(block);
  return (unsigned char *)block;
}

START_TEST(init_checks_the_chunk_size) {
  static const struct {
    size_t chunk_bytes;
    bw_status status;
  } rows[] = {
      {0, BW_ERR_ARGUMENT},
      {BW_ARENA_CHUNK_MIN - 1u, BW_ERR_ARGUMENT},
      {BW_ARENA_CHUNK_MIN, BW_OK},
      {BW_ARENA_CHUNK_MAX, BW_OK},
      {BW_ARENA_CHUNK_MAX + 1u, BW_ERR_ARGUMENT},
      {SIZE_MAX, BW_ERR_ARGUMENT},
  };
  bw_arena fresh;
  size_t i;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    ck_assert_int_eq(bw_arena_init(&fresh, rows[i].chunk_bytes), rows[i].status);
  }
  ck_assert_uint_eq(platform_chunks_taken(), 0);
}
END_TEST

START_TEST(blocks_are_zero_aligned_and_disjoint) {
  static const size_t aligns[] = {1, 2, 4, 8, 16, 32, 64};
  static const size_t sizes[] = {0, 1, 3, 7, 8, 15, 64, 65, 200, 1023, 1024, 1025, 5000};
  unsigned char *blocks[3 * 7 * 13];
  size_t lengths[3 * 7 * 13];
  size_t count = 0;
  size_t a;
  size_t s;
  size_t round;
  size_t i;
  platform_misalign((size_t)_i * BW_PLATFORM_CHUNK_ALIGN);
  for (round = 0; round < 3; round++) {
    for (a = 0; a < 7; a++) {
      for (s = 0; s < 13; s++) {
        unsigned char *block = take(sizes[s], aligns[a]);
        ck_assert_uint_eq((uintptr_t)block % aligns[a], 0);
        ck_assert(all_bytes_are(block, sizes[s], 0));
        memset(block, (int)(count % 251u + 1u), sizes[s]);
        blocks[count] = block;
        lengths[count] = sizes[s];
        count++;
      }
    }
  }
  /* Every block still holds what was written to it: none overlapped a later one. */
  for (i = 0; i < count; i++) {
    ck_assert(all_bytes_are(blocks[i], lengths[i], (unsigned char)(i % 251u + 1u)));
  }
}
END_TEST

START_TEST(small_blocks_share_chunks) {
  unsigned i;
  for (i = 0; i < 10u * CHUNK_BYTES / 16u; i++) {
    (void)take(16, 8);
  }
  ck_assert_uint_eq(platform_chunks_taken(), 10);
}
END_TEST

START_TEST(arrays_check_their_product) {
  static const struct {
    size_t count;
    size_t elem_bytes;
    bw_status status;
  } rows[] = {
      {0, 8, BW_OK},
      {8, 0, BW_OK},
      {3, 5, BW_OK},
      {SIZE_MAX, 2, BW_ERR_RANGE},
      {2, SIZE_MAX, BW_ERR_RANGE},
      {SIZE_MAX / 8u + 1u, 8, BW_ERR_RANGE},
      {SIZE_MAX / 8u, 8, BW_ERR_MEMORY},
      {SIZE_MAX, 1, BW_ERR_MEMORY},
      {1, SIZE_MAX, BW_ERR_MEMORY},
      {BW_ARENA_CHUNK_MAX + 1u, 1, BW_ERR_MEMORY},
      {(size_t)1 << (sizeof(size_t) * 4u), (size_t)1 << (sizeof(size_t) * 4u), BW_ERR_RANGE},
  };
  size_t i;
  for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
    void *const untouched = &arena;
    void *block = untouched;
    bw_status status = bw_arena_alloc_array(&arena, rows[i].count, rows[i].elem_bytes, 8, &block);
    ck_assert_msg(status == rows[i].status, "row %zu gives %s", i, bw_status_name(status));
    ck_assert(status == BW_OK ? block != untouched : block == untouched);
  }
}
END_TEST

START_TEST(typed_spans_come_from_an_arena) {
  words span = words_make(NULL, 0);
  ck_assert_int_eq(words_alloc(&arena, 40, &span), BW_OK);
  ck_assert_uint_eq(span.count, 40);
  ck_assert_uint_eq((uintptr_t)span.items % BW_ALIGNOF(uint64_t), 0);
  ck_assert(all_bytes_are(span.items, 40 * sizeof(uint64_t), 0));
  ck_assert_int_eq(words_alloc(&arena, SIZE_MAX / 4u, &span), BW_ERR_RANGE);
  ck_assert_uint_eq(span.count, 40);
}
END_TEST

/* Whatever allocation fails, the arena is as before and works again afterwards. */
START_TEST(survives_failure_of_every_allocation) {
  static const size_t sizes[] = {100, 900, 3000, 16, 1024, 1025, 64};
  const unsigned rounds = 7;
  unsigned nth;
  for (nth = 1; nth <= rounds + 1u; nth++) {
    unsigned i;
    unsigned failed = 0;
    platform_fail_from(nth);
    for (i = 0; i < rounds; i++) {
      void *const untouched = &arena;
      void *block = untouched;
      bw_arena before = arena;
      if (bw_arena_alloc(&arena, sizes[i], 16, &block) != BW_OK) {
        failed++;
        ck_assert_ptr_eq(block, untouched);
        ck_assert_int_eq(memcmp(&arena, &before, sizeof arena), 0);
      }
    }
    ck_assert(failed > 0u || nth > 5u);
    platform_fail_from(0);
    ck_assert(all_bytes_are(take(2000, 64), 2000, 0));
    teardown();
    setup();
  }
}
END_TEST

START_TEST(rollback_poisons_and_reuses) {
  unsigned char *kept = take(32, 8);
  bw_arena_mark mark;
  unsigned char *lost;
  unsigned char *again;
  memset(kept, 0x11, 32);
  mark = bw_arena_save(&arena);
  lost = take(100, 8);
  memset(lost, 0x22, 100);
  bw_arena_rollback(&arena, mark);
  ck_assert(all_bytes_are(kept, 32, 0x11));
  ck_assert(is_poisoned(lost, 100));
  again = take(100, 8);
  ck_assert_ptr_eq(again, lost);
  ck_assert(all_bytes_are(again, 100, 0));
}
END_TEST

START_TEST(rollback_across_chunks_gives_them_back) {
  bw_arena_mark start = bw_arena_save(&arena);
  bw_arena_mark mark;
  unsigned i;
  (void)take(500, 8);
  mark = bw_arena_save(&arena);
  for (i = 0; i < 20; i++) {
    (void)take(600, 8);
  }
  (void)take(50000, 8);
  ck_assert_uint_eq(platform_chunks_live(), 22);
  bw_arena_rollback(&arena, mark);
  ck_assert_uint_eq(platform_chunks_live(), 2); /* the mark's and one spare */
  ck_assert_uint_lt(platform_bytes_live(), 2u * (CHUNK_BYTES + 256u));
  (void)take(600, 8);
  ck_assert_uint_eq(platform_chunks_taken(), 22); /* the spare was used */
  bw_arena_rollback(&arena, start);
  ck_assert_uint_eq(platform_chunks_live(), 1);
  ck_assert_uint_eq(arena.used, 0);
}
END_TEST

START_TEST(a_request_that_needs_two_chunks_takes_them_once) {
  unsigned request;
  (void)take(16, 8);
  for (request = 0; request < 50; request++) {
    bw_arena_mark mark = bw_arena_save(&arena);
    (void)take(700, 8);
    (void)take(700, 8);
    bw_arena_rollback(&arena, mark);
  }
  ck_assert_uint_eq(platform_chunks_taken(), 2);
}
END_TEST

START_TEST(marks_nest) {
  bw_arena_mark marks[40];
  unsigned char *blocks[40];
  int i;
  for (i = 0; i < 40; i++) {
    marks[i] = bw_arena_save(&arena);
    blocks[i] = take((size_t)(i * 37 % 400), 8);
    memset(blocks[i], i + 1, (size_t)(i * 37 % 400));
  }
  for (i = 39; i >= 0; i -= 3) {
    int j;
    bw_arena_rollback(&arena, marks[i]);
    for (j = 0; j < i; j++) {
      ck_assert(all_bytes_are(blocks[j], (size_t)(j * 37 % 400), (unsigned char)(j + 1)));
    }
  }
}
END_TEST

START_TEST(a_mark_costs_its_record_once) {
  bw_arena_mark first;
  bw_arena_mark again;
  size_t used;
  unsigned i;
  (void)take(10, 1);
  used = arena.used;
  first = bw_arena_save(&arena);
  ck_assert_uint_eq(arena.used, used + BW_ARENA_RECORD_BYTES);
  for (i = 0; i < 1000; i++) {
    again = bw_arena_save(&arena);
    ck_assert_uint_eq(again.record, first.record);
    (void)take(100, 8);
    bw_arena_rollback(&arena, i % 2 == 0 ? first : again);
    ck_assert_uint_eq(arena.used, used + BW_ARENA_RECORD_BYTES);
  }
  ck_assert_uint_eq(platform_chunks_taken(), 1);
}
END_TEST

/* With 0 to 16 bytes left: the record has room behind the chunk's last byte, and no block gets into it. */
START_TEST(a_full_chunk_has_room_for_a_mark) {
  unsigned char *block = take(CHUNK_BYTES - (size_t)_i, 1);
  bw_arena_mark first = bw_arena_save(&arena);
  bw_arena_mark second = bw_arena_save(&arena);
  bw_arena_scope scopes[5];
  unsigned char *next;
  size_t i;
  memset(block, 0x77, CHUNK_BYTES - (size_t)_i);
  for (i = 0; i < 5; i++) {
    bw_arena_enter(&arena, &scopes[i]);
  }
  next = take(1, 1);
  memset(next, 0x66, 1);
  for (i = 5; i-- > 0;) {
    bw_arena_leave(&arena, &scopes[i]);
  }
  bw_arena_rollback(&arena, second);
  bw_arena_rollback(&arena, first);
  ck_assert(all_bytes_are(block, CHUNK_BYTES - (size_t)_i, 0x77));
  (void)take(0, 1);
  bw_arena_rollback(&arena, first);
}
END_TEST

START_TEST(uncleared_bytes_are_poison_and_nothing_else) {
  bw_bytes secret;
  bw_bytes fresh;
  bw_arena_mark mark = bw_arena_save(&arena);
  size_t sizes[] = {0, 1, 100, CHUNK_BYTES, CHUNK_BYTES + 1u, 9000};
  size_t i;
  for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    ck_assert_int_eq(bw_bytes_alloc_uncleared(&arena, sizes[i], 16, &secret), BW_OK);
    ck_assert_uint_eq(secret.count, sizes[i]);
    ck_assert_uint_eq((uintptr_t)secret.items % 16u, 0);
    ck_assert(all_bytes_are(secret.items, sizes[i], BW_ARENA_POISON));
    bw_bytes_fill(secret, 0x42);
    bw_arena_rollback(&arena, mark);
    ck_assert_int_eq(bw_bytes_alloc_uncleared(&arena, sizes[i], 1, &fresh), BW_OK);
    ck_assert(all_bytes_are(fresh.items, sizes[i], BW_ARENA_POISON));
    bw_arena_reset(&arena);
    mark = bw_arena_save(&arena);
  }
  platform_fail_from(1);
  fresh.count = 77;
  ck_assert_int_eq(bw_bytes_alloc_uncleared(&arena, 100000, 1, &fresh), BW_ERR_MEMORY);
  ck_assert_int_eq(bw_bytes_alloc_uncleared(&arena, SIZE_MAX, 1, &fresh), BW_ERR_MEMORY);
  ck_assert_uint_eq(fresh.count, 77);
}
END_TEST

START_TEST(a_stale_pointer_meets_poison_for_two_more_requests) {
  unsigned char *of_request[40];
  unsigned request;
  for (request = 0; request < 40; request++) {
    unsigned back;
    of_request[request] = take(64, 64);
    memset(of_request[request], (int)request + 1, 64);
    for (back = 1; back <= BW_ARENA_REST_RESETS && back <= request; back++) {
      ck_assert_ptr_ne(of_request[request - back], of_request[request]);
      ck_assert(is_poisoned(of_request[request - back], 64));
    }
    bw_arena_reset(&arena);
    ck_assert(is_poisoned(of_request[request], 64));
  }
  ck_assert_uint_eq(platform_chunks_taken(), BW_ARENA_REST_RESETS + 1u);
}
END_TEST

/* The same for requests of several chunks: none of the last two requests' chunks is cut from. */
START_TEST(requests_of_several_chunks_rotate_too) {
  enum { PER_REQUEST = 5 };
  unsigned char *blocks[30][PER_REQUEST];
  unsigned request;
  unsigned i;
  for (request = 0; request < 30; request++) {
    for (i = 0; i < PER_REQUEST; i++) {
      blocks[request][i] = take(CHUNK_BYTES / 2u + 1u, 64);
      memset(blocks[request][i], 0x5A, CHUNK_BYTES / 2u + 1u);
    }
    for (i = 0; request >= 2 && i < 2u * PER_REQUEST; i++) {
      ck_assert(is_poisoned(blocks[request - 1u - i / PER_REQUEST][i % PER_REQUEST], CHUNK_BYTES / 2u + 1u));
    }
    (void)take(20000, 8);
    bw_arena_reset(&arena);
  }
  /* Once each for the three generations of chunks, and once a request for the large block. */
  ck_assert_uint_eq(platform_chunks_taken(), 3u * PER_REQUEST + 30u);
}
END_TEST

START_TEST(fallow_chunks_are_bounded) {
  unsigned request;
  unsigned i;
  for (request = 0; request < 6; request++) {
    for (i = 0; i < 50; i++) {
      (void)take(CHUNK_BYTES, 8);
    }
    bw_arena_reset(&arena);
    ck_assert_uint_le(platform_chunks_live(), BW_ARENA_REST_CHUNKS + 1u);
  }
}
END_TEST

START_TEST(a_reset_of_nothing_does_nothing) {
  unsigned i;
  for (i = 0; i < 10; i++) {
    bw_arena_reset(&arena);
  }
  ck_assert_uint_eq(platform_chunks_taken(), 0);
  (void)take(8, 8);
  for (i = 0; i < 10; i++) {
    bw_arena_reset(&arena);
    ck_assert_uint_eq(arena.used, 0);
  }
  ck_assert_uint_le(platform_chunks_taken(), 1);
}
END_TEST

START_TEST(scopes_end_their_blocks) {
  bw_arena_scope outer;
  bw_arena_scope inner;
  unsigned char *kept = take(16, 8);
  unsigned char *in_outer;
  unsigned char *in_inner;
  memset(kept, 1, 16);
  bw_arena_enter(&arena, &outer);
  in_outer = take(16, 8);
  memset(in_outer, 2, 16);
  bw_arena_enter(&arena, &inner);
  in_inner = take(3000, 8);
  in_inner = take(16, 8);
  memset(in_inner, 3, 16);
  bw_arena_leave(&arena, &inner);
  ck_assert(is_poisoned(in_inner, 16));
  ck_assert(all_bytes_are(in_outer, 16, 2));
  bw_arena_leave(&arena, &outer);
  ck_assert(is_poisoned(in_outer, 16));
  ck_assert(all_bytes_are(kept, 16, 1));
  bw_arena_enter(&arena, &outer); /* may be used again */
  bw_arena_leave(&arena, &outer);
}
END_TEST

/* A violation unwinds frames that hold scopes: the guard's rollback leaves them, and the outer ones still fit. */
START_TEST(a_rollback_leaves_the_scopes_entered_since) {
  bw_arena_scope outer;
  bw_arena_scope inner;
  bw_arena_mark mark;
  unsigned round;
  for (round = 0; round < 2; round++) {
    bw_arena_enter(&arena, &outer); /* in the first round without a chunk */
    mark = bw_arena_save(&arena);
    bw_arena_enter(&arena, &inner);
    (void)take(100, 8);
    bw_arena_rollback(&arena, mark);
    bw_arena_leave(&arena, &outer);
    (void)take(8, 8);
  }
}
END_TEST

START_TEST(scopes_need_no_memory) {
  bw_arena_scope outer;
  bw_arena_scope inner;
  void *block;
  platform_fail_from(1);
  bw_arena_enter(&arena, &outer);
  bw_arena_enter(&arena, &inner);
  ck_assert_int_eq(bw_arena_alloc(&arena, 1, 1, &block), BW_ERR_MEMORY);
  bw_arena_leave(&arena, &inner);
  bw_arena_leave(&arena, &outer);
  platform_fail_from(0);
  (void)take(CHUNK_BYTES, 1);
  platform_fail_from(1);
  bw_arena_enter(&arena, &outer);
  bw_arena_enter(&arena, &inner);
  ck_assert_int_eq(bw_arena_alloc(&arena, 1, 1, &block), BW_ERR_MEMORY);
  bw_arena_leave(&arena, &inner);
  bw_arena_leave(&arena, &outer);
}
END_TEST

/* Entering and leaving in a loop costs nothing that grows. */
START_TEST(a_scope_in_a_loop_stays_where_it_is) {
  bw_arena_scope scope;
  unsigned i;
  for (i = 0; i < 1000; i++) {
    bw_arena_enter(&arena, &scope);
    (void)take(i % 700u, 8);
    bw_arena_leave(&arena, &scope);
  }
  ck_assert_uint_eq(platform_chunks_taken(), 1);
  ck_assert_uint_eq(arena.used, 0);
  (void)take(1, 1);
  for (i = 0; i < 1000; i++) {
    bw_arena_enter(&arena, &scope);
    (void)take(i % 700u, 8);
    bw_arena_leave(&arena, &scope);
  }
  ck_assert_uint_eq(platform_chunks_taken(), 1);
  ck_assert_uint_eq(arena.used, BW_ARENA_GRAIN + BW_ARENA_RECORD_BYTES);
}
END_TEST

START_TEST(destroy_twice_and_of_zero_is_allowed) {
  bw_arena zero;
  memset(&zero, 0, sizeof zero);
  bw_arena_destroy(&zero);
  (void)take(10, 1);
  bw_arena_destroy(&arena);
  ck_assert_int_eq(memcmp(&arena, &zero, sizeof zero), 0);
  bw_arena_destroy(&arena);
}
END_TEST

/*
 * Marks, scopes, blocks and resets against the plainest oracle: a list of blocks and what they hold, and for each
 * mark whether it is still good. Stale ones are tried too, in a guard.
 */
enum { MODEL_BLOCKS = 300, MODEL_MARKS = 24 };

static struct {
  struct {
    unsigned char *block;
    size_t bytes;
    unsigned char byte;
  } blocks[MODEL_BLOCKS];
  struct {
    bw_arena_mark mark;
    size_t blocks;
    bool good;
  } marks[MODEL_MARKS];
  size_t block_count;
} model;

static uint32_t seed;

static uint32_t dice(uint32_t sides) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % sides;
}

static void model_check(void) {
  size_t i;
  for (i = 0; i < model.block_count; i++) {
    ck_assert(all_bytes_are(model.blocks[i].block, model.blocks[i].bytes, model.blocks[i].byte));
  }
}

static void model_alloc(void) {
  size_t bytes = dice(3) == 0 ? dice(3000) : dice(120);
  size_t align = (size_t)1 << dice(7);
  size_t n = model.block_count;
  if (n == MODEL_BLOCKS) {
    return;
  }
  if (dice(4) == 0) {
    bw_bytes span;
    ck_assert_int_eq(bw_bytes_alloc_uncleared(&arena, bytes, align, &span), BW_OK);
    ck_assert(all_bytes_are(span.items, bytes, BW_ARENA_POISON));
    model.blocks[n].block = span.items;
  } else {
    model.blocks[n].block = take(bytes, align);
    ck_assert(all_bytes_are(model.blocks[n].block, bytes, 0));
  }
  ck_assert_uint_eq((uintptr_t)model.blocks[n].block % align, 0);
  model.blocks[n].bytes = bytes;
  model.blocks[n].byte = (unsigned char)(dice(255) + 1u);
  memset(model.blocks[n].block, model.blocks[n].byte, bytes);
  model.block_count++;
}

/* Everything after the first `blocks` ended: blocks, and marks made later that have another record. */
static void model_end(size_t blocks, uint64_t record) {
  size_t i;
  for (i = blocks; i < model.block_count; i++) {
    ck_assert(is_poisoned(model.blocks[i].block, model.blocks[i].bytes));
  }
  for (i = 0; i < MODEL_MARKS; i++) {
    if (model.marks[i].blocks > blocks && model.marks[i].mark.record != record) {
      model.marks[i].good = false;
    } else if (model.marks[i].blocks > blocks) {
      model.marks[i].blocks = blocks; /* only blocks without bytes lay between the two */
    }
  }
  model.block_count = blocks;
}

static bw_status roll_back(bw_guard *guard, void *mark) {
  (void)guard;
  bw_arena_rollback(&arena, *(bw_arena_mark *)mark);
  return BW_OK;
}

static void model_rollback(void) {
  size_t n = dice(MODEL_MARKS);
  bw_guard guard;
  bw_status status;
#if defined(BW_NO_GUARD)
  /* Nothing would contain the violation that a stale mark is. */
  if (!model.marks[n].good) {
    return;
  }
  (void)guard;
  status = roll_back(NULL, &model.marks[n].mark);
#else
  status = bw_guard_run(&guard, NULL, roll_back, &model.marks[n].mark);
#endif
  ck_assert_msg(status == (model.marks[n].good ? BW_OK : BW_ERR_CONTAINED), "mark %zu gives %s", n,
                bw_status_name(status));
  if (status == BW_OK) {
    model_end(model.marks[n].blocks, model.marks[n].mark.record);
  }
}

START_TEST(random_operations_agree_with_an_oracle) {
  unsigned step;
  size_t i;
  seed = 12345u + (uint32_t)_i;
  memset(&model, 0, sizeof model);
  (void)take(1, 1); /* marks before the first chunk have a test of their own */
  for (i = 0; i < MODEL_MARKS; i++) {
    model.marks[i].mark = bw_arena_save(&arena);
    model.marks[i].good = true;
  }
  for (step = 0; step < 2000; step++) {
    uint32_t what = dice(100);
    if (what < 60) {
      model_alloc();
    } else if (what < 80) {
      size_t n = dice(MODEL_MARKS);
      model.marks[n].mark = bw_arena_save(&arena);
      model.marks[n].blocks = model.block_count;
      model.marks[n].good = true;
    } else if (what < 98) {
      model_rollback();
    } else if (model.block_count > 100) {
      bw_arena_reset(&arena);
      model_end(0, 0);
      for (i = 0; i < MODEL_MARKS; i++) {
        model.marks[i].good = false;
      }
      (void)take(1, 1);
    }
    model_check();
  }
}
END_TEST

/* Each of these ends in a panic of the test platform: there is no guard. */
START_TEST(misuse_is_a_violation) {
  bw_arena other;
  bw_arena_mark mark;
  bw_arena_scope outer;
  bw_arena_scope inner;
  void *block;
  bw_status status = BW_OK;
  switch (_i) {
  case 0:
    status = bw_arena_alloc(&arena, 8, 0, &block);
    break;
  case 1:
    status = bw_arena_alloc(&arena, 8, 3, &block);
    break;
  case 2:
    status = bw_arena_alloc(&arena, 8, 128, &block);
    break;
  case 3: /* never initialised */
    memset(&other, 0, sizeof other);
    status = bw_arena_alloc(&other, 8, 8, &block);
    break;
  case 4: /* a mark of another arena */
    status = bw_arena_init(&other, 128);
    (void)take(8, 8);
    mark = bw_arena_save(&arena);
    bw_arena_rollback(&other, mark);
    break;
  case 5: /* a mark that says more than the arena holds */
    (void)take(8, 8);
    mark = bw_arena_save(&arena);
    (void)take(64, 8);
    {
      bw_arena_mark late = bw_arena_save(&arena);
      (void)take(8, 8);
      bw_arena_rollback(&arena, mark);
      bw_arena_rollback(&arena, late);
    }
    break;
  case 6: { /* a mark in a chunk that was reused since */
    bw_arena_mark stale;
    (void)take(8, 8);
    mark = bw_arena_save(&arena);
    (void)take(CHUNK_BYTES, 8);
    stale = bw_arena_save(&arena);
    bw_arena_rollback(&arena, mark);
    (void)take(CHUNK_BYTES, 8);
    bw_arena_rollback(&arena, stale);
    break;
  }
  case 7: /* a mark from before destroy */
    (void)take(8, 8);
    mark = bw_arena_save(&arena);
    bw_arena_destroy(&arena);
    bw_arena_rollback(&arena, mark);
    break;
  case 8: /* a mark that a rollback passed, after the arena grew over it with other blocks */
    (void)take(8, 8);
    mark = bw_arena_save(&arena);
    (void)take(100, 8);
    {
      bw_arena_mark passed = bw_arena_save(&arena);
      bw_arena_rollback(&arena, mark);
      (void)take(500, 8);
      bw_arena_rollback(&arena, passed);
    }
    break;
  case 9: { /* the same where the new blocks leave a mark at the very place */
    bw_arena_mark passed;
    (void)take(8, 8);
    mark = bw_arena_save(&arena);
    (void)take(100, 8);
    passed = bw_arena_save(&arena);
    bw_arena_rollback(&arena, mark);
    (void)take(100, 8);
    (void)bw_arena_save(&arena);
    bw_arena_rollback(&arena, passed);
    break;
  }
  case 10: /* a mark from before a reset, in a chunk and without one */
  case 11:
    if (_i == 10) {
      (void)take(8, 8);
    }
    mark = bw_arena_save(&arena);
    bw_arena_reset(&arena);
    bw_arena_rollback(&arena, mark);
    break;
  case 12: { /* a block overran into the record of the mark behind it */
    unsigned char *overrun = take(16, 8);
    mark = bw_arena_save(&arena);
    (void)take(16, 8);
    BW_UNPOISON_REGION(&overrun[16], 1);
    overrun[16] ^= 1;
    bw_arena_rollback(&arena, mark);
    break;
  }
  case 13: /* scopes out of order */
    bw_arena_enter(&arena, &outer);
    bw_arena_enter(&arena, &inner);
    bw_arena_leave(&arena, &outer);
    break;
  case 14: /* a scope twice */
    bw_arena_enter(&arena, &outer);
    bw_arena_leave(&arena, &outer);
    bw_arena_leave(&arena, &outer);
    break;
  case 15: /* a scope that a reset ended */
    (void)take(8, 8);
    bw_arena_enter(&arena, &outer);
    bw_arena_reset(&arena);
    bw_arena_leave(&arena, &outer);
    break;
  case 16: /* a scope that a rollback ended */
    (void)take(8, 8);
    mark = bw_arena_save(&arena);
    bw_arena_enter(&arena, &outer);
    bw_arena_rollback(&arena, mark);
    bw_arena_leave(&arena, &outer);
    break;
  case 17: /* entered twice */
    bw_arena_enter(&arena, &outer);
    bw_arena_enter(&arena, &outer);
    break;
  case 18: /* a mark made inside a scope, after it was left */
  case 19:
    if (_i == 18) {
      (void)take(8, 8);
    }
    bw_arena_enter(&arena, &outer);
    mark = bw_arena_save(&arena);
    bw_arena_leave(&arena, &outer);
    bw_arena_rollback(&arena, mark);
    break;
  case 20: /* never initialised */
    memset(&other, 0, sizeof other);
    bw_arena_reset(&other);
    break;
  case 21:
    memset(&other, 0, sizeof other);
    mark = bw_arena_save(&other);
    bw_arena_rollback(&other, mark);
    break;
  case 23: /* a mark of a scope that was left, inside one entered at its address: empty arena, full chunk */
  case 24:
    if (_i == 24) {
      (void)take(CHUNK_BYTES, 1);
    }
    bw_arena_enter(&arena, &outer);
    mark = bw_arena_save(&arena);
    bw_arena_leave(&arena, &outer);
    (void)take(8, 8);
    bw_arena_enter(&arena, &outer);
    bw_arena_rollback(&arena, mark);
    break;
  case 25: /* the same one level deeper */
    bw_arena_enter(&arena, &outer);
    mark = bw_arena_save(&arena);
    bw_arena_leave(&arena, &outer);
    bw_arena_enter(&arena, &outer);
    bw_arena_enter(&arena, &inner);
    bw_arena_rollback(&arena, mark);
    break;
  case 26:
    memset(&other, 0, sizeof other);
    bw_arena_enter(&other, &outer);
    break;
  case 22: /* a mark of a full chunk, passed and grown over */
    (void)take(CHUNK_BYTES - 3u, 1);
    mark = bw_arena_save(&arena);
    bw_arena_reset(&arena);
    (void)take(CHUNK_BYTES - 3u, 1);
    bw_arena_rollback(&arena, mark);
    break;
  default:
    break;
  }
  /* Reached only when nothing was noticed; then the test misses its signal and fails. */
  (void)status;
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("arena");
  tcase_set_timeout(tcase, 60);
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_test(tcase, init_checks_the_chunk_size);
  tcase_add_loop_test(tcase, blocks_are_zero_aligned_and_disjoint, 0, 8);
  tcase_add_test(tcase, small_blocks_share_chunks);
  tcase_add_test(tcase, arrays_check_their_product);
  tcase_add_test(tcase, typed_spans_come_from_an_arena);
  tcase_add_test(tcase, survives_failure_of_every_allocation);
  tcase_add_test(tcase, rollback_poisons_and_reuses);
  tcase_add_test(tcase, rollback_across_chunks_gives_them_back);
  tcase_add_test(tcase, a_request_that_needs_two_chunks_takes_them_once);
  tcase_add_test(tcase, marks_nest);
  tcase_add_test(tcase, a_mark_costs_its_record_once);
  tcase_add_loop_test(tcase, a_full_chunk_has_room_for_a_mark, 0, 17);
  tcase_add_test(tcase, uncleared_bytes_are_poison_and_nothing_else);
  tcase_add_test(tcase, a_stale_pointer_meets_poison_for_two_more_requests);
  tcase_add_test(tcase, requests_of_several_chunks_rotate_too);
  tcase_add_test(tcase, fallow_chunks_are_bounded);
  tcase_add_test(tcase, a_reset_of_nothing_does_nothing);
  tcase_add_test(tcase, scopes_end_their_blocks);
  tcase_add_test(tcase, a_rollback_leaves_the_scopes_entered_since);
  tcase_add_test(tcase, scopes_need_no_memory);
  tcase_add_test(tcase, a_scope_in_a_loop_stays_where_it_is);
  tcase_add_test(tcase, destroy_twice_and_of_zero_is_allowed);
  tcase_add_loop_test(tcase, random_operations_agree_with_an_oracle, 0, 10);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 27);
  return suite_run("arena", tcase);
}

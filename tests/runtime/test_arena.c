/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/arena.h>

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
      bw_arena_mark before = bw_arena_save(&arena);
      if (bw_arena_alloc(&arena, sizes[i], 16, &block) != BW_OK) {
        bw_arena_mark after = bw_arena_save(&arena);
        failed++;
        ck_assert_ptr_eq(block, untouched);
        ck_assert_ptr_eq(after.chunk, before.chunk);
        ck_assert_uint_eq(after.used, before.used);
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
  ck_assert(all_bytes_are(lost, 100, BW_ARENA_POISON));
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
  ck_assert_uint_eq(bw_arena_save(&arena).used, 0);
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

/* The same marks and blocks against the plainest oracle: a list of blocks and what they hold. */
START_TEST(random_operations_agree_with_an_oracle) {
  enum { MAX = 400 };
  struct {
    unsigned char *block;
    size_t bytes;
    unsigned char byte;
  } model[MAX];
  struct {
    bw_arena_mark mark;
    size_t count;
  } saved[16];
  size_t count = 0;
  size_t depth = 0;
  uint32_t seed = 12345u + (uint32_t)_i;
  unsigned step;
  for (step = 0; step < 3000; step++) {
    uint32_t dice;
    size_t i;
    seed = seed * 1664525u + 1013904223u;
    dice = seed >> 8;
    if (dice % 10u < 7u && count < MAX) {
      size_t bytes = dice / 10u % (dice % 3u == 0u ? 3000u : 120u);
      size_t align = (size_t)1 << (dice / 64u % 7u);
      model[count].block = take(bytes, align);
      model[count].bytes = bytes;
      model[count].byte = (unsigned char)(step % 255u + 1u);
      ck_assert(all_bytes_are(model[count].block, bytes, 0));
      memset(model[count].block, model[count].byte, bytes);
      count++;
    } else if (dice % 10u < 9u && depth < 16u) {
      saved[depth].mark = bw_arena_save(&arena);
      saved[depth].count = count;
      depth++;
    } else if (depth > 0u) {
      depth = dice / 100u % depth;
      bw_arena_rollback(&arena, saved[depth].mark);
      count = saved[depth].count;
    } else {
      bw_arena_destroy(&arena);
      ck_assert_int_eq(bw_arena_init(&arena, CHUNK_BYTES), BW_OK);
      count = 0;
    }
    for (i = 0; i < count; i++) {
      ck_assert(all_bytes_are(model[i].block, model[i].bytes, model[i].byte));
    }
  }
}
END_TEST

/* Each of these ends in a panic of the test platform: there is no guard. */
START_TEST(misuse_is_a_violation) {
  bw_arena other;
  bw_arena_mark mark;
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
  default:
    break;
  }
  /* Reached only when nothing was noticed; then the test misses its signal and fails. */
  (void)status;
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("arena");
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
  tcase_add_test(tcase, destroy_twice_and_of_zero_is_allowed);
  tcase_add_loop_test(tcase, random_operations_agree_with_an_oracle, 0, 10);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 8);
  return suite_run("arena", tcase);
}

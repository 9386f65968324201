/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Blocks, where they come from, and rotation. Marks and scopes: test_arena_marks.c. */
#include <bulwark/arena.h>

BW_SPAN_DECLARE(words, uint64_t);
BW_SPAN_ARENA_DECLARE(words, uint64_t);

#include "arena_fixture.h"

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
    ck_assert_uint_eq(bw_arena_used(&arena), 0);
  }
  ck_assert_uint_le(platform_chunks_taken(), 1);
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
  tcase_add_test(tcase, uncleared_bytes_are_poison_and_nothing_else);
  tcase_add_test(tcase, a_stale_pointer_meets_poison_for_two_more_requests);
  tcase_add_test(tcase, requests_of_several_chunks_rotate_too);
  tcase_add_test(tcase, fallow_chunks_are_bounded);
  tcase_add_test(tcase, a_reset_of_nothing_does_nothing);
  tcase_add_test(tcase, destroy_twice_and_of_zero_is_allowed);
  return suite_run("arena", tcase);
}

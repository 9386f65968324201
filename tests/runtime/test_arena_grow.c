/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Blocks that grow: where they lie while they may, else somewhere else. Failing allocations: test_every_n.c. */
#include <bulwark/arena.h>

BW_SPAN_DECLARE(words, uint64_t);
BW_SPAN_ARENA_DECLARE(words, uint64_t);

#include "arena_fixture.h"

/* Grows a block of bytes bytes, each `byte`, and checks what comes: those bytes, then zeroes. */
static unsigned char *grow(unsigned char *block, size_t bytes, size_t wanted, size_t align, unsigned char byte) {
  void *grown = NULL;
  ASSERT_IN_LOOP(bw_arena_grow(&arena, block, bytes, wanted, align, &grown) == BW_OK);
  ASSERT_IN_LOOP((uintptr_t)grown % align == 0);
  ASSERT_IN_LOOP(all_bytes_are(grown, bytes, byte));
  ASSERT_IN_LOOP(all_bytes_are((unsigned char *)grown + bytes, wanted - bytes, 0));
  return (unsigned char *)grown;
}

START_TEST(the_newest_block_stays_where_it_is) {
  static const size_t sizes[] = {1, 2, 7, 8, 9, 15, 16, 17, 64, 100, 500, CHUNK_BYTES - 64u, CHUNK_BYTES};
  unsigned char *block = take(sizes[0], 64);
  size_t i;
  memset(block, 0x41, sizes[0]);
  for (i = 1; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
    ck_assert_ptr_eq(grow(block, sizes[i - 1u], sizes[i], 64, 0x41), block);
    memset(block, 0x41, sizes[i]);
    ck_assert_uint_eq(bw_arena_used(&arena), (sizes[i] + 7u) / 8u * 8u);
  }
  ck_assert_uint_eq(platform_chunks_taken(), 1);
  /* One byte more is one chunk more. */
  ck_assert_ptr_ne(grow(block, CHUNK_BYTES, CHUNK_BYTES + 1u, 64, 0x41), block);
  ck_assert_uint_eq(platform_chunks_taken(), 2);
  ck_assert(all_bytes_are(block, CHUNK_BYTES, 0x41));
}
END_TEST

/* What lies behind the block, or is remembered there, is not grown over. */
START_TEST(no_other_block_moves_or_changes) {
  static const size_t behind[] = {1, 8, 40};
  unsigned char *block = take(20, 4);
  unsigned char *next = take(behind[_i], 1);
  unsigned char *grown;
  memset(block, 0x42, 20);
  memset(next, 0x43, behind[_i]);
  grown = grow(block, 20, 200, 4, 0x42);
  memset(grown, 0x44, 200);
  ck_assert(all_bytes_are(block, 20, 0x42));
  ck_assert(all_bytes_are(next, behind[_i], 0x43));
  /* It is the newest again. */
  ck_assert_ptr_eq(grow(grown, 200, 300, 4, 0x44), grown);
}
END_TEST

START_TEST(a_mark_is_not_grown_over) {
  unsigned char *block = take(32, 8);
  unsigned char *grown;
  bw_arena_mark mark;
  memset(block, 0x45, 32);
  mark = bw_arena_save(&arena);
  grown = grow(block, 32, 96, 8, 0x45);
  ck_assert_ptr_ne(grown, block);
  memset(grown, 0x46, 96);
  /* It belongs to the mark, what it came from does not. */
  bw_arena_rollback(&arena, mark);
  ck_assert(is_poisoned(grown, 96));
  ck_assert(all_bytes_are(block, 32, 0x45));
}
END_TEST

/* In a full chunk the record of the mark lies behind its last byte. */
START_TEST(a_mark_of_a_full_chunk_is_not_grown_over) {
  size_t bytes = CHUNK_BYTES - (size_t)_i;
  unsigned char *block = take(bytes, 1);
  unsigned char *grown;
  bw_arena_mark mark;
  memset(block, 0x47, bytes);
  mark = bw_arena_save(&arena);
  grown = grow(block, bytes, CHUNK_BYTES, 1, 0x47);
  ck_assert((grown == block) == (_i == 0));
  bw_arena_rollback(&arena, mark);
  ck_assert(all_bytes_are(block, bytes, 0x47));
}
END_TEST

START_TEST(a_block_without_bytes_gets_a_place_of_its_own) {
  unsigned char *first = take(8, 8);
  bw_arena_mark before;
  bw_arena_mark mark;
  unsigned char *empty;
  unsigned char *grown;
  memset(first, 0x48, 8);
  before = bw_arena_save(&arena);
  empty = take(0, 8);
  mark = bw_arena_save(&arena);
  ck_assert_uint_eq(before.record, mark.record);
  grown = grow(empty, 0, 64, 8, 0);
  bw_arena_rollback(&arena, mark);
  ck_assert(is_poisoned(grown, 64));
  ck_assert(all_bytes_are(first, 8, 0x48));
  (void)grow(NULL, 0, 16, 8, 0);
}
END_TEST

START_TEST(as_many_bytes_or_fewer_change_nothing) {
  unsigned char *block = take(100, 8);
  size_t used = bw_arena_used(&arena);
  size_t wanted;
  memset(block, 0x49, 100);
  for (wanted = 0; wanted <= 100; wanted++) {
    void *same = NULL;
    ck_assert_int_eq(bw_arena_grow(&arena, block, 100, wanted, 8, &same), BW_OK);
    ck_assert_ptr_eq(same, block);
  }
  ck_assert_uint_eq(bw_arena_used(&arena), used);
  ck_assert(all_bytes_are(block, 100, 0x49));
}
END_TEST

/* What ended keeps its bytes there, and they are not what a block grows by. */
START_TEST(new_bytes_are_zero_where_ended_blocks_keep_theirs) {
  bw_arena_mark mark;
  unsigned char *block;
  bw_arena_set_ending(&arena, BW_ARENA_ENDING_KEEP);
  (void)take(8, 8);
  mark = bw_arena_save(&arena);
  memset(take(500, 8), 0x4a, 500);
  bw_arena_rollback(&arena, mark);
  block = take(13, 8);
  memset(block, 0x4b, 13);
  ck_assert_ptr_eq(grow(block, 13, 400, 8, 0x4b), block);
}
END_TEST

START_TEST(sizes_that_do_not_fit_are_a_status) {
  static const size_t wanted[] = {BW_ARENA_CHUNK_MAX + 1u, SIZE_MAX - 8u, SIZE_MAX - 7u, SIZE_MAX};
  void *const untouched = &arena;
  unsigned char *block = take(24, 8);
  words span = words_make(NULL, 0);
  words before;
  size_t i;
  memset(block, 0x4c, 24);
  for (i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
    void *grown = untouched;
    bw_arena before_it = arena;
    ck_assert_int_eq(bw_arena_grow(&arena, block, 24, wanted[i], 8, &grown), BW_ERR_MEMORY);
    ck_assert_ptr_eq(grown, untouched);
    ck_assert_int_eq(memcmp(&arena, &before_it, sizeof arena), 0);
  }
  ck_assert(all_bytes_are(block, 24, 0x4c));
  ck_assert_int_eq(words_grow(&arena, &span, 5), BW_OK);
  before = span;
  ck_assert_int_eq(words_grow(&arena, &span, SIZE_MAX / 8u + 1u), BW_ERR_RANGE);
  ck_assert_int_eq(words_grow(&arena, &span, SIZE_MAX / 8u), BW_ERR_MEMORY);
  ck_assert(span.items == before.items && span.count == before.count);
}
END_TEST

START_TEST(typed_spans_grow) {
  words span = words_make(NULL, 0);
  const uint64_t *items;
  size_t count;
  ck_assert_int_eq(words_grow(&arena, &span, 1), BW_OK);
  items = span.items;
  BW_AT(span, 0) = 1;
  for (count = 2; count <= 1000; count++) {
    ASSERT_IN_LOOP(words_grow(&arena, &span, count) == BW_OK);
    ASSERT_IN_LOOP(span.count == count);
    ASSERT_IN_LOOP(BW_AT(span, count - 1u) == 0);
    ASSERT_IN_LOOP(count * 8u > CHUNK_BYTES || span.items == items);
    BW_AT(span, count - 1u) = count;
  }
  for (count = 0; count < 1000; count++) {
    ASSERT_IN_LOOP(BW_AT(span, count) == count + 1u);
  }
  ck_assert_int_eq(words_grow(&arena, &span, 10), BW_OK);
  ck_assert_uint_eq(span.count, 1000);
}
END_TEST

/* An arena that was never initialised, and an alignment that is none, where the block moves. */
START_TEST(misuse_is_a_violation) {
  bw_arena other;
  void *block = NULL;
  bw_status status = BW_OK;
  memset(&other, 0, sizeof other);
  switch (_i) {
  case 0:
    status = bw_arena_grow(&other, NULL, 0, 8, 8, &block);
    break;
  case 1:
    status = bw_arena_grow(&arena, NULL, 0, 8, 3, &block);
    break;
  default:
    break;
  }
  (void)status;
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("arena-grow");
  tcase_set_timeout(tcase, 60);
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_test(tcase, the_newest_block_stays_where_it_is);
  tcase_add_loop_test(tcase, no_other_block_moves_or_changes, 0, 3);
  tcase_add_test(tcase, a_mark_is_not_grown_over);
  tcase_add_loop_test(tcase, a_mark_of_a_full_chunk_is_not_grown_over, 0, 17);
  tcase_add_test(tcase, a_block_without_bytes_gets_a_place_of_its_own);
  tcase_add_test(tcase, as_many_bytes_or_fewer_change_nothing);
  tcase_add_test(tcase, new_bytes_are_zero_where_ended_blocks_keep_theirs);
  tcase_add_test(tcase, sizes_that_do_not_fit_are_a_status);
  tcase_add_test(tcase, typed_spans_grow);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 2);
  return suite_run("arena-grow", tcase);
}

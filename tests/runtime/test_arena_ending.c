/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Arenas whose ended blocks keep their bytes: what is given up, and what is not. */
#include <bulwark/arena.h>

#include "suite.h"

#include <string.h>

enum { CHUNK = 1024 };

static bw_arena arena;

static void setup(void) {
  memset(&arena, 0, sizeof arena);
  ck_assert_int_eq(bw_arena_init(&arena, CHUNK), BW_OK);
}

static void teardown(void) {
  bw_arena_destroy(&arena);
}

static bw_bytes uncleared(size_t count) {
  bw_bytes block = {NULL, 0};
  ck_assert_int_eq(bw_bytes_alloc_uncleared(&arena, count, 8, &block), BW_OK);
  return block;
}

static bool all(const unsigned char *bytes, size_t count, unsigned char value) {
  size_t i;
  for (i = 0; i < count; i++) {
    if (bytes[i] != value) {
      return false;
    }
  }
  return true;
}

#if defined(__SANITIZE_ADDRESS__)
#define SEES_ENDED_BYTES 0 /* the sanitizer forbids the look */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SEES_ENDED_BYTES 0
#endif
#endif
#ifndef SEES_ENDED_BYTES
#define SEES_ENDED_BYTES 1
#endif

START_TEST(ended_bytes_are_poison_or_kept) {
  bw_arena_mark mark;
  bw_bytes block;
  if (_i == 1) {
    bw_arena_set_ending(&arena, BW_ARENA_ENDING_KEEP);
  }
  (void)uncleared(8);
  mark = bw_arena_save(&arena);
  block = uncleared(100);
  memset(block.items, 0x11, 100);
  bw_arena_rollback(&arena, mark);
#if SEES_ENDED_BYTES
  ck_assert(all(block.items, 100, _i == 1 ? 0x11 : BW_ARENA_POISON));
#endif
}
END_TEST

START_TEST(a_first_block_never_shows_the_platform) {
  bw_bytes block;
  bw_arena_set_ending(&arena, BW_ARENA_ENDING_KEEP);
  block = uncleared(CHUNK);
  ck_assert(all(block.items, CHUNK, BW_ARENA_POISON));
}
END_TEST

START_TEST(cleared_blocks_are_zero_whatever_was_there) {
  int request;
  bw_arena_set_ending(&arena, BW_ARENA_ENDING_KEEP);
  for (request = 0; request < 20; request++) {
    void *block;
    size_t bytes = 100 + (size_t)request * 40;
    ck_assert_int_eq(bw_arena_alloc(&arena, bytes, 16, &block), BW_OK);
    ck_assert(all((unsigned char *)block, bytes, 0));
    memset(block, 0x22, bytes);
    if (request % 3 == 0) {
      bw_arena_reset(&arena);
    }
  }
}
END_TEST

/* Rotation: what a request wrote is still there after the next two. */
START_TEST(rotation_keeps_new_data_from_stale_pointers) {
  bw_bytes first;
  int request;
  bw_arena_set_ending(&arena, BW_ARENA_ENDING_KEEP);
  first = uncleared(CHUNK / 2);
  memset(first.items, 0x33, first.count);
  bw_arena_reset(&arena);
  for (request = 0; request < (int)BW_ARENA_REST_RESETS; request++) {
    bw_bytes block = uncleared(CHUNK / 2);
    ck_assert_ptr_ne(block.items, first.items);
    memset(block.items, 0x44, block.count);
#if SEES_ENDED_BYTES
    ck_assert(all(first.items, first.count, 0x33));
#endif
    bw_arena_reset(&arena);
  }
}
END_TEST

START_TEST(marks_work) {
  bw_bytes before;
  bw_arena_mark mark;
  int round;
  bw_arena_set_ending(&arena, BW_ARENA_ENDING_KEEP);
  before = uncleared(64);
  memset(before.items, 0x55, 64);
  mark = bw_arena_save(&arena);
  for (round = 0; round < 10; round++) {
    bw_bytes block = uncleared(3000);
    memset(block.items, 0x66, block.count);
    (void)uncleared(200);
    bw_arena_rollback(&arena, mark);
    ck_assert(all(before.items, 64, 0x55));
  }
}
END_TEST

START_TEST(misuse_is_a_violation) {
  bw_arena_mark early;
  bw_arena_mark late;
  switch (_i) {
  case 0:
    (void)uncleared(8);
    bw_arena_set_ending(&arena, BW_ARENA_ENDING_KEEP);
    break;
  case 1:
    (void)uncleared(8);
    bw_arena_reset(&arena);
    bw_arena_set_ending(&arena, BW_ARENA_ENDING_KEEP);
    break;
  case 2:
    bw_arena_destroy(&arena);
    bw_arena_set_ending(&arena, BW_ARENA_ENDING_KEEP);
    break;
  case 4: /* no ending */
    bw_arena_set_ending(&arena, (bw_arena_ending)2);
    break;
  case 3: /* a passed mark, the arena not grown again */
    bw_arena_set_ending(&arena, BW_ARENA_ENDING_KEEP);
    (void)uncleared(8);
    early = bw_arena_save(&arena);
    (void)uncleared(8);
    late = bw_arena_save(&arena);
    bw_arena_rollback(&arena, early);
    bw_arena_rollback(&arena, late);
    break;
  default:
    break;
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("arena_ending");
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_loop_test(tcase, ended_bytes_are_poison_or_kept, 0, 2);
  tcase_add_test(tcase, a_first_block_never_shows_the_platform);
  tcase_add_test(tcase, cleared_blocks_are_zero_whatever_was_there);
  tcase_add_test(tcase, rotation_keeps_new_data_from_stale_pointers);
  tcase_add_test(tcase, marks_work);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 5);
  return suite_run("arena_ending", tcase);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The bare platform's region of chunks, and a runtime that lives on it. */
#include <bulwark/bulwark.h>
#include <bulwark/platform.h>

#include <string.h>

#include "bare_interrupt.h"
#include "suite.h"

/* As the platform of this test is compiled, see CMakeLists.txt. */
enum { HEAP_BYTES = 8192 };

bool bare_in_interrupt;
unsigned char bare_user_memory[32];

static size_t largest_chunk(void) {
  size_t bytes;
  for (bytes = HEAP_BYTES; bytes > 0; bytes -= 16) {
    void *chunk = bw_platform_chunk_alloc(bytes);
    if (chunk != NULL) {
      bw_platform_chunk_free(chunk, bytes);
      return bytes;
    }
  }
  return 0;
}

START_TEST(chunks_are_aligned_and_disjoint) {
  unsigned char *chunks[20];
  size_t i;
  size_t j;
  for (i = 0; i < 20; i++) {
    chunks[i] = (unsigned char *)bw_platform_chunk_alloc(i * 13 + 1);
    ck_assert_ptr_nonnull(chunks[i]);
    ck_assert_uint_eq((uintptr_t)chunks[i] % BW_PLATFORM_CHUNK_ALIGN, 0);
    memset(chunks[i], (int)i + 1, i * 13 + 1);
  }
  for (i = 0; i < 20; i++) {
    for (j = 0; j < i * 13 + 1; j++) {
      ck_assert_uint_eq(chunks[i][j], i + 1);
    }
  }
}
END_TEST

START_TEST(a_request_beyond_the_region_is_refused) {
  ck_assert_ptr_null(bw_platform_chunk_alloc(HEAP_BYTES));
  ck_assert_ptr_null(bw_platform_chunk_alloc(SIZE_MAX));
  ck_assert_ptr_null(bw_platform_chunk_alloc(SIZE_MAX - 7));
  ck_assert_uint_ge(largest_chunk(), HEAP_BYTES - 64);
}
END_TEST

/* In whatever order chunks are given back, the region is whole again. */
START_TEST(neighbours_are_joined) {
  size_t before = largest_chunk();
  uint32_t seed = 9u + (uint32_t)_i;
  void *chunks[32];
  size_t sizes[32];
  unsigned live = 0;
  unsigned step;
  for (step = 0; step < 3000; step++) {
    seed = seed * 1664525u + 1013904223u;
    if (live < 32 && (seed >> 30) != 0) {
      sizes[live] = (seed >> 12) % 400u + 1u;
      chunks[live] = bw_platform_chunk_alloc(sizes[live]);
      live += chunks[live] != NULL;
    } else if (live > 0) {
      unsigned victim = (seed >> 10) % live;
      bw_platform_chunk_free(chunks[victim], sizes[victim]);
      live--;
      chunks[victim] = chunks[live];
      sizes[victim] = sizes[live];
    }
  }
  while (live > 0) {
    live--;
    bw_platform_chunk_free(chunks[live], sizes[live]);
  }
  ck_assert_uint_eq(largest_chunk(), before);
}
END_TEST

START_TEST(wrong_frees_stop_the_machine) {
  unsigned char *chunk = (unsigned char *)bw_platform_chunk_alloc(100);
  if (_i == 0) {
    bw_platform_chunk_free(chunk + 16, 100);
  } else {
    bw_platform_chunk_free(chunk, 100);
    bw_platform_chunk_free(chunk, 100);
  }
}
END_TEST

/* The header of the next stretch lies just behind a chunk that fills its units. */
START_TEST(a_write_past_a_chunk_is_noticed) {
  unsigned char *chunk = (unsigned char *)bw_platform_chunk_alloc(64);
  memset(chunk, _i == 0 ? 0xff : 0x02, 64 + 16);
  bw_platform_chunk_free(chunk, 64);
  (void)bw_platform_chunk_alloc(64);
}
END_TEST

static bw_status violate(bw_guard *guard, void *context) {
  (void)guard;
  bare_in_interrupt = *(bool *)context;
  bw_violate_bounds();
}

START_TEST(guards_respect_interrupts) {
  bw_guard guard;
  bool raise = false;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, violate, &raise), BW_ERR_CONTAINED);
  bare_in_interrupt = true;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, violate, &raise), BW_ERR_CONTEXT);
}
END_TEST

START_TEST(a_violation_in_an_interrupt_traps) {
  bw_guard guard;
  bool raise = true;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, violate, &raise), BW_ERR_CONTAINED);
}
END_TEST

START_TEST(an_arena_lives_in_the_region) {
  bw_arena arena;
  void *block;
  unsigned blocks = 0;
  size_t before = largest_chunk();
  ck_assert_int_eq(bw_arena_init(&arena, 512), BW_OK);
  while (bw_arena_alloc(&arena, 200, 64, &block) == BW_OK) {
    ck_assert_uint_eq((uintptr_t)block % 64u, 0);
    blocks++;
  }
  ck_assert_uint_gt(blocks, 15);
  bw_arena_destroy(&arena);
  ck_assert_uint_eq(largest_chunk(), before);
}
END_TEST

/* The window of this platform is bare_user_memory, see bare_interrupt.h. */
START_TEST(user_memory_is_the_window_and_nothing_else) {
  uintptr_t begin = (uintptr_t)bare_user_memory;
  unsigned char bytes[sizeof bare_user_memory + 2] = {0};
  memset(bare_user_memory, 0x5c, sizeof bare_user_memory);
  ck_assert_int_eq(bw_platform_user_read(bytes, begin, sizeof bare_user_memory), BW_OK);
  ck_assert_uint_eq(bytes[sizeof bare_user_memory - 1], 0x5c);
  ck_assert_int_eq(bw_platform_user_read(bytes, begin, sizeof bare_user_memory + 1), BW_ERR_FAULT);
  ck_assert_int_eq(bw_platform_user_read(bytes, begin - 1, 1), BW_ERR_FAULT);
  ck_assert_int_eq(bw_platform_user_read(bytes, begin + sizeof bare_user_memory, 1), BW_ERR_FAULT);
  ck_assert_int_eq(bw_platform_user_read(bytes, begin + 1, SIZE_MAX), BW_ERR_FAULT);
  ck_assert_int_eq(bw_platform_user_read(bytes, 0, 0), BW_OK);
  memset(bytes, 7, sizeof bytes);
  ck_assert_int_eq(bw_platform_user_write(begin + 1, bytes, sizeof bare_user_memory), BW_ERR_FAULT);
  ck_assert_int_eq(bw_platform_user_write(begin - 1, bytes, 1), BW_ERR_FAULT);
  ck_assert_uint_eq(bare_user_memory[0], 0x5c);
  ck_assert_int_eq(bw_platform_user_write(begin + 1, bytes, sizeof bare_user_memory - 1), BW_OK);
  ck_assert_uint_eq(bare_user_memory[1], 7);
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("bare");
  tcase_add_test(tcase, chunks_are_aligned_and_disjoint);
  tcase_add_test(tcase, a_request_beyond_the_region_is_refused);
  tcase_add_loop_test(tcase, neighbours_are_joined, 0, 5);
  tcase_add_loop_test_raise_signal(tcase, wrong_frees_stop_the_machine, TRAP_SIGNAL, 0, 2);
  tcase_add_loop_test_raise_signal(tcase, a_write_past_a_chunk_is_noticed, TRAP_SIGNAL, 0, 2);
  tcase_add_test(tcase, guards_respect_interrupts);
  tcase_add_test_raise_signal(tcase, a_violation_in_an_interrupt_traps, TRAP_SIGNAL);
  tcase_add_test(tcase, an_arena_lives_in_the_region);
  tcase_add_test(tcase, user_memory_is_the_window_and_nothing_else);
  return suite_run("bare", tcase);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the tests of arenas share: one arena a test, on the test platform. */
#ifndef BULWARK_TESTS_ARENA_FIXTURE_H
#define BULWARK_TESTS_ARENA_FIXTURE_H

#include <bulwark/arena.h>

#include <stdint.h>
#include <string.h>

#include "platform_test.h"
#include "suite.h"

#define CHUNK_BYTES 1024u

static bw_arena arena;

static inline void setup(void) {
  platform_reset();
  ck_assert_int_eq(bw_arena_init(&arena, CHUNK_BYTES), BW_OK);
}

static inline void teardown(void) {
  bw_arena_destroy(&arena);
  ck_assert_uint_eq(platform_chunks_live(), 0);
}

static inline bool all_bytes_are(const void *block, size_t bytes, unsigned char byte) {
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
static inline bool is_poisoned(const void *block, size_t bytes) {
  bool poisoned;
  BW_UNPOISON_REGION(block, bytes);
  poisoned = all_bytes_are(block, bytes, BW_ARENA_POISON);
  BW_POISON_REGION(block, bytes);
  return poisoned;
}

static inline unsigned char *take(size_t bytes, size_t align) {
  void *block = NULL;
  ASSERT_IN_LOOP(bw_arena_alloc(&arena, bytes, align, &block) == BW_OK);
  ASSERT_IN_LOOP(block != NULL);
  return (unsigned char *)block;
}

#endif

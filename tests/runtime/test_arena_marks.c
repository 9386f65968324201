/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Marks, rollbacks and scopes of arenas, the good and the stale ones. */
#include <bulwark/guard.h>

#include "arena_fixture.h"

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
  ck_assert_uint_eq(bw_arena_used(&arena), 0);
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
  used = bw_arena_used(&arena);
  first = bw_arena_save(&arena);
  ck_assert_uint_eq(bw_arena_used(&arena), used + BW_ARENA_RECORD_BYTES);
  for (i = 0; i < 1000; i++) {
    again = bw_arena_save(&arena);
    ck_assert_uint_eq(again.record, first.record);
    (void)take(100, 8);
    bw_arena_rollback(&arena, i % 2 == 0 ? first : again);
    ck_assert_uint_eq(bw_arena_used(&arena), used + BW_ARENA_RECORD_BYTES);
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
  ck_assert_uint_eq(bw_arena_used(&arena), 0);
  (void)take(1, 1);
  for (i = 0; i < 1000; i++) {
    bw_arena_enter(&arena, &scope);
    (void)take(i % 700u, 8);
    bw_arena_leave(&arena, &scope);
  }
  ck_assert_uint_eq(platform_chunks_taken(), 1);
  ck_assert_uint_eq(bw_arena_used(&arena), BW_ARENA_GRAIN + BW_ARENA_RECORD_BYTES);
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
    ASSERT_IN_LOOP(all_bytes_are(model.blocks[i].block, model.blocks[i].bytes, model.blocks[i].byte));
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
    ASSERT_IN_LOOP(bw_bytes_alloc_uncleared(&arena, bytes, align, &span) == BW_OK);
    ASSERT_IN_LOOP(all_bytes_are(span.items, bytes, BW_ARENA_POISON));
    model.blocks[n].block = span.items;
  } else {
    model.blocks[n].block = take(bytes, align);
    ASSERT_IN_LOOP(all_bytes_are(model.blocks[n].block, bytes, 0));
  }
  ASSERT_IN_LOOP((uintptr_t)model.blocks[n].block % align == 0);
  model.blocks[n].bytes = bytes;
  model.blocks[n].byte = (unsigned char)(dice(255) + 1u);
  memset(model.blocks[n].block, model.blocks[n].byte, bytes);
  model.block_count++;
}

/* One of the blocks grows, where it lies only if no good mark is later than it; else there is a new one. */
static void model_grow(void) {
  size_t n = model.block_count;
  size_t grows = dice((uint32_t)n + 1u);
  size_t bytes;
  size_t wanted;
  size_t i;
  void *grown;
  if (dice(2) == 0 && n != 0) {
    grows = n - 1u;
  }
  if (grows >= n || n == MODEL_BLOCKS) {
    return;
  }
  bytes = model.blocks[grows].bytes;
  wanted = bytes + dice(bytes > 2000 ? 1u : 200u);
  ASSERT_IN_LOOP(bw_arena_grow(&arena, model.blocks[grows].block, bytes, wanted, 1, &grown) == BW_OK);
  ASSERT_IN_LOOP(all_bytes_are(grown, bytes, model.blocks[grows].byte));
  ASSERT_IN_LOOP(all_bytes_are((unsigned char *)grown + bytes, wanted - bytes, 0));
  if (grown == model.blocks[grows].block && bytes != 0 && wanted != bytes) {
    for (i = 0; i < MODEL_MARKS; i++) {
      ASSERT_IN_LOOP(!model.marks[i].good || model.marks[i].blocks <= grows);
    }
  } else if (wanted != bytes) {
    model.blocks[n].byte = model.blocks[grows].byte;
    grows = n;
    model.block_count++;
  }
  model.blocks[grows].block = (unsigned char *)grown;
  model.blocks[grows].bytes = wanted;
  memset(grown, model.blocks[grows].byte, wanted);
}

/* Everything after the first `blocks` ended: blocks, and marks made later that have another record. */
static void model_end(size_t blocks, uint64_t record) {
  size_t i;
  for (i = blocks; i < model.block_count; i++) {
    ASSERT_IN_LOOP(is_poisoned(model.blocks[i].block, model.blocks[i].bytes));
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
    if (what < 50) {
      model_alloc();
    } else if (what < 60) {
      model_grow();
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
  TCase *tcase = tcase_create("arena-marks");
  tcase_set_timeout(tcase, 60);
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_test(tcase, rollback_poisons_and_reuses);
  tcase_add_test(tcase, rollback_across_chunks_gives_them_back);
  tcase_add_test(tcase, a_request_that_needs_two_chunks_takes_them_once);
  tcase_add_test(tcase, marks_nest);
  tcase_add_test(tcase, a_mark_costs_its_record_once);
  tcase_add_loop_test(tcase, a_full_chunk_has_room_for_a_mark, 0, 17);
  tcase_add_test(tcase, scopes_end_their_blocks);
  tcase_add_test(tcase, a_rollback_leaves_the_scopes_entered_since);
  tcase_add_test(tcase, scopes_need_no_memory);
  tcase_add_test(tcase, a_scope_in_a_loop_stays_where_it_is);
  tcase_add_loop_test(tcase, random_operations_agree_with_an_oracle, 0, 10);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 27);
  return suite_run("arena-marks", tcase);
}

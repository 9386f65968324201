/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/ring_fixed.h>

#include "suite.h"

BW_RING_FIXED_DECLARE(ints_ring, int, 8);
BW_RING_FIXED_DECLARE(one_ring, uint64_t, 1);

static ints_ring ring;

static void setup(void) {
  ints_ring_clear(&ring);
}

static void fill(int count) {
  int i;
  for (i = 0; i < count; i++) {
    ck_assert_int_eq(ints_ring_push(&ring, i), BW_OK);
  }
}

START_TEST(first_in_first_out) {
  int value = -1;
  int i;
  fill(8);
  ck_assert_uint_eq(ints_ring_room(&ring), 0);
  ck_assert_int_eq(ints_ring_push(&ring, 99), BW_ERR_FULL);
  for (i = 0; i < 8; i++) {
    ck_assert_uint_eq(ints_ring_count(&ring), (size_t)(8 - i));
    ck_assert_int_eq(ints_ring_pop(&ring, &value), BW_OK);
    ck_assert_int_eq(value, i);
  }
  ck_assert_int_eq(ints_ring_pop(&ring, &value), BW_ERR_EMPTY);
  ck_assert_int_eq(value, 7);
}
END_TEST

START_TEST(front_back_and_at_agree) {
  int *item = NULL;
  ck_assert_int_eq(ints_ring_try_front(&ring, &item), BW_ERR_EMPTY);
  ck_assert_int_eq(ints_ring_try_back(&ring, &item), BW_ERR_EMPTY);
  ck_assert_ptr_null(item);
  fill(5);
  ints_ring_drop(&ring, 2);
  ck_assert_int_eq(ints_ring_try_front(&ring, &item), BW_OK);
  ck_assert_int_eq(*item, 2);
  ck_assert_ptr_eq(item, ints_ring_at(&ring, 0));
  ck_assert_int_eq(ints_ring_try_back(&ring, &item), BW_OK);
  ck_assert_int_eq(*item, 4);
  ck_assert_ptr_eq(item, ints_ring_at(&ring, 2));
  *item = 40;
  ck_assert_int_eq(*ints_ring_at(&ring, 2), 40);
}
END_TEST

/* The counters pass 2^32 in the middle of a full queue. */
START_TEST(counters_wrap_unnoticed) {
  int value;
  int i;
  ring.head = UINT32_MAX - 3u;
  ring.tail = UINT32_MAX - 3u;
  fill(8);
  ck_assert_uint_eq(ring.tail, 4);
  ck_assert_int_eq(ints_ring_push(&ring, 99), BW_ERR_FULL);
  for (i = 0; i < 100; i++) {
    ck_assert_int_eq(*ints_ring_at(&ring, 7), i + 7);
    ck_assert_int_eq(ints_ring_pop(&ring, &value), BW_OK);
    ck_assert_int_eq(value, i);
    ck_assert_int_eq(ints_ring_push(&ring, i + 8), BW_OK);
  }
}
END_TEST

START_TEST(a_ring_of_one_place) {
  static one_ring one;
  uint64_t value = 0;
  ck_assert_int_eq(one_ring_push(&one, 5), BW_OK);
  ck_assert_int_eq(one_ring_push(&one, 6), BW_ERR_FULL);
  ck_assert_int_eq(one_ring_pop(&one, &value), BW_OK);
  ck_assert_uint_eq(value, 5);
  ck_assert_int_eq(one_ring_pop(&one, &value), BW_ERR_EMPTY);
}
END_TEST

/* A long random walk against a plain array. */
START_TEST(agrees_with_a_list) {
  static int list[20000];
  size_t begin = 0;
  size_t end = 0;
  uint32_t random = 1;
  int value;
  int step;
  for (step = 0; step < 10000; step++) {
    random = random * 1664525u + 1013904223u;
    if (random >> 31 != 0u) {
      bool full = end - begin == 8u;
      ck_assert_int_eq(ints_ring_push(&ring, step), full ? BW_ERR_FULL : BW_OK);
      if (!full) {
        list[end++] = step;
      }
    } else {
      bool empty = begin == end;
      ck_assert_int_eq(ints_ring_pop(&ring, &value), empty ? BW_ERR_EMPTY : BW_OK);
      if (!empty) {
        ck_assert_int_eq(value, list[begin++]);
      }
    }
    ck_assert_uint_eq(ints_ring_count(&ring), end - begin);
  }
}
END_TEST

/* Whatever the counters say, no access leaves the array: the storage around it keeps its bytes. */
START_TEST(overwritten_counters_stay_inside) {
  static struct {
    unsigned char before[64];
    ints_ring ring;
    unsigned char after[64];
  } world;
  uint32_t random = 7;
  int value;
  int step;
  size_t i;
  memset(world.before, 0x5a, sizeof world.before);
  memset(world.after, 0x5a, sizeof world.after);
  for (step = 0; step < 10000; step++) {
    bw_status status;
    random = random * 1664525u + 1013904223u;
    world.ring.head = random;
    world.ring.tail = random * 2654435761u;
    status = ints_ring_push(&world.ring, step);
    ck_assert(status == BW_OK || status == BW_ERR_FULL);
    status = ints_ring_pop(&world.ring, &value);
    ck_assert(status == BW_OK || status == BW_ERR_EMPTY);
  }
  for (i = 0; i < sizeof world.before; i++) {
    ck_assert_uint_eq(world.before[i], 0x5a);
    ck_assert_uint_eq(world.after[i], 0x5a);
  }
}
END_TEST

START_TEST(misuse_is_a_violation) {
  fill(3);
  switch (_i) {
  case 0:
    (void)ints_ring_at(&ring, 3);
    break;
  case 1:
    ints_ring_drop(&ring, 4);
    break;
  case 2:
    ring.tail = ring.head + 9u;
    (void)ints_ring_count(&ring);
    break;
  case 3:
    ring.tail = ring.head - 1u;
    (void)ints_ring_room(&ring);
    break;
  default:
    break;
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("ring_fixed");
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_add_test(tcase, first_in_first_out);
  tcase_add_test(tcase, front_back_and_at_agree);
  tcase_add_test(tcase, counters_wrap_unnoticed);
  tcase_add_test(tcase, a_ring_of_one_place);
  tcase_add_test(tcase, agrees_with_a_list);
  tcase_add_test(tcase, overwritten_counters_stay_inside);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 4);
  return suite_run("ring_fixed", tcase);
}

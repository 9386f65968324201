/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/slots.h>

#include <string.h>

#include "suite.h"

enum { CAPACITY = 37 };

static uint32_t order[CAPACITY];
static uint32_t place[CAPACITY];
static bw_slots slots;

static void setup(void) {
  ck_assert_int_eq(bw_slots_init(&slots, order, place, CAPACITY), BW_OK);
}

static uint32_t take(void) {
  uint32_t slot = UINT32_MAX;
  ASSERT_IN_LOOP(bw_slots_take(&slots, &slot) == BW_OK);
  ASSERT_IN_LOOP(slot < slots.capacity);
  return slot;
}

static void expect_full(void) {
  uint32_t slot = 4711;
  ck_assert_int_eq(bw_slots_take(&slots, &slot), BW_ERR_FULL);
  ck_assert_uint_eq(slot, 4711);
}

/* The invariant that everything rests on. */
static void expect_sound(void) {
  uint32_t i;
  ASSERT_IN_LOOP(slots.in_use <= slots.usable && slots.usable <= slots.capacity);
  for (i = 0; i < slots.capacity; i++) {
    ASSERT_IN_LOOP(order[i] < slots.capacity);
    ASSERT_IN_LOOP(place[order[i]] == i);
  }
}

START_TEST(init_checks_its_arguments) {
  const bw_slots before = slots;
  ck_assert_int_eq(bw_slots_init(&slots, order, place, 0), BW_ERR_ARGUMENT);
  ck_assert_int_eq(bw_slots_init(&slots, order, place, BW_SLOTS_MAX + 1u), BW_ERR_ARGUMENT);
  ck_assert_int_eq(bw_slots_init(&slots, order, place, UINT32_MAX), BW_ERR_ARGUMENT);
  ck_assert_int_eq(bw_slots_init(&slots, NULL, place, 1), BW_ERR_ARGUMENT);
  ck_assert_int_eq(bw_slots_init(&slots, order, NULL, 1), BW_ERR_ARGUMENT);
  ck_assert_int_eq(memcmp(&slots, &before, sizeof before), 0);
}
END_TEST

START_TEST(every_slot_is_handed_out_once) {
  bool seen[CAPACITY] = {false};
  unsigned i;
  for (i = 0; i < CAPACITY; i++) {
    uint32_t slot = take();
    ck_assert(!seen[slot]);
    seen[slot] = true;
    ck_assert(bw_slots_in_use(&slots, slot));
  }
  expect_full();
  ck_assert_uint_eq(bw_slots_count(&slots), CAPACITY);
  ck_assert_uint_eq(bw_slots_room(&slots), 0);
}
END_TEST

/* Take and give in turn goes round all free slots before one comes again. */
START_TEST(what_was_given_back_rests) {
  uint32_t used = (uint32_t)_i;
  uint32_t last_seen[CAPACITY] = {0};
  uint32_t turn;
  for (turn = 0; turn < used; turn++) {
    (void)take();
  }
  for (turn = 1; turn < 1000; turn++) {
    uint32_t slot = take();
    if (last_seen[slot] != 0u) {
      ASSERT_IN_LOOP(turn - last_seen[slot] >= CAPACITY - used - 1u);
    }
    last_seen[slot] = turn;
    bw_slots_give(&slots, slot);
  }
}
END_TEST

START_TEST(a_retired_slot_never_comes_back) {
  bool retired[CAPACITY] = {false};
  uint32_t left;
  uint32_t i;
  for (left = CAPACITY; left > 0; left--) {
    uint32_t slot = take();
    ck_assert(!retired[slot]);
    if (left > 1) {
      ck_assert(!retired[take()]); /* others are in use meanwhile */
    }
    bw_slots_retire(&slots, slot);
    retired[slot] = true;
    ck_assert(!bw_slots_in_use(&slots, slot));
    for (i = 0; i < CAPACITY; i++) {
      if (bw_slots_in_use(&slots, i)) {
        bw_slots_give(&slots, i);
      }
    }
    ck_assert_uint_eq(bw_slots_room(&slots), left - 1u);
    expect_sound();
  }
  expect_full();
}
END_TEST

static uint32_t seed;

static uint32_t dice(uint32_t sides) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % sides;
}

/* Against one flag a slot. */
START_TEST(random_operations_agree_with_an_oracle) {
  enum { FREE, USED, RETIRED } state[CAPACITY] = {FREE};
  uint32_t used = 0;
  unsigned step;
  seed = (uint32_t)_i + 1u;
  for (step = 0; step < 5000; step++) {
    uint32_t slot = dice(CAPACITY);
    uint32_t what = dice(100);
    uint32_t i;
    if (what < 50) {
      uint32_t got = CAPACITY;
      bw_status status = bw_slots_take(&slots, &got);
      if (status == BW_OK) {
        ASSERT_IN_LOOP(state[got] == FREE);
        state[got] = USED;
        used++;
      } else {
        ASSERT_IN_LOOP(status == BW_ERR_FULL);
        for (i = 0; i < CAPACITY; i++) {
          ASSERT_IN_LOOP(state[i] != FREE);
        }
      }
    } else if (state[slot] == USED) {
      if (what == 99 && _i % 2 == 1) {
        bw_slots_retire(&slots, slot);
        state[slot] = RETIRED;
      } else {
        bw_slots_give(&slots, slot);
        state[slot] = FREE;
      }
      used--;
    }
    for (i = 0; i < CAPACITY; i++) {
      ASSERT_IN_LOOP(bw_slots_in_use(&slots, i) == (state[i] == USED));
    }
    ASSERT_IN_LOOP(bw_slots_count(&slots) == used);
    expect_sound();
  }
}
END_TEST

/* Walks that give back the slot at hand, others, and take new ones: nothing that stays is missed. */
START_TEST(a_walk_sees_all_that_stays) {
  unsigned round;
  seed = (uint32_t)_i + 1u;
  for (round = 0; round < 300; round++) {
    unsigned seen[CAPACITY] = {0};
    bool there[CAPACITY];
    bool gone[CAPACITY] = {false};
    bool only_own = dice(2) == 0;
    bw_slots_walk walk;
    uint32_t slot = 0;
    uint32_t i;
    setup();
    for (i = dice(CAPACITY + 1u); i > 0; i--) {
      (void)take();
    }
    for (i = 0; i < CAPACITY; i++) {
      there[i] = bw_slots_in_use(&slots, i);
    }
    walk = bw_slots_walk_begin(&slots);
    while (bw_slots_walk_next(&slots, &walk, &slot)) {
      uint32_t other = dice(CAPACITY);
      ASSERT_IN_LOOP(bw_slots_in_use(&slots, slot));
      seen[slot]++;
      if (dice(3) == 0) {
        bw_slots_give(&slots, slot);
        gone[slot] = true;
      }
      if (!only_own && dice(4) == 0 && bw_slots_in_use(&slots, other)) {
        bw_slots_give(&slots, other);
        gone[other] = true;
      }
      if (dice(4) == 0 && bw_slots_room(&slots) != 0u) {
        gone[take()] = true;
      }
    }
    slot = 99;
    ASSERT_IN_LOOP(!bw_slots_walk_next(&slots, &walk, &slot));
    ASSERT_IN_LOOP(slot == 99);
    for (i = 0; i < CAPACITY; i++) {
      ASSERT_IN_LOOP(!there[i] || gone[i] || seen[i] >= 1u);
      ASSERT_IN_LOOP(!only_own || seen[i] <= 1u);
    }
  }
}
END_TEST

START_TEST(a_capacity_of_one_works) {
  uint32_t i;
  ck_assert_int_eq(bw_slots_init(&slots, order, place, 1), BW_OK);
  for (i = 0; i < 5; i++) {
    ck_assert_uint_eq(take(), 0);
    expect_full();
    bw_slots_give(&slots, 0);
  }
  ck_assert_uint_eq(take(), 0);
  bw_slots_retire(&slots, 0);
  expect_full();
}
END_TEST

/* Each ends in a panic of the test platform. */
START_TEST(misuse_is_a_violation) {
  uint32_t a = take();
  uint32_t b = take();
  bw_slots_walk walk;
  switch (_i) {
  case 0:
    bw_slots_give(&slots, CAPACITY);
    break;
  case 1:
    bw_slots_give(&slots, UINT32_MAX);
    break;
  case 2:
    bw_slots_give(&slots, a);
    bw_slots_give(&slots, a);
    break;
  case 3: /* never taken */
    bw_slots_give(&slots, CAPACITY - 1u);
    break;
  case 4:
    bw_slots_retire(&slots, a);
    bw_slots_retire(&slots, a);
    break;
  case 5:
    bw_slots_retire(&slots, a);
    bw_slots_give(&slots, a);
    break;
  case 6: /* the arrays were overwritten */
    place[a] = UINT32_MAX;
    bw_slots_give(&slots, a);
    break;
  case 7:
    place[a] = place[b];
    bw_slots_give(&slots, a);
    break;
  case 8:
    memset(order, 0xFF, sizeof order);
    a = take();
    break;
  case 9:
    memset(order, 0, sizeof order);
    a = take();
    break;
  case 10:
    order[slots.in_use - 1u] = CAPACITY;
    bw_slots_give(&slots, order[0]);
    break;
  case 11:
    walk = bw_slots_walk_begin(&slots);
    order[1] = CAPACITY;
    (void)!bw_slots_walk_next(&slots, &walk, &a);
    break;
  default:
    break;
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("slots");
  tcase_set_timeout(tcase, 60);
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_add_test(tcase, init_checks_its_arguments);
  tcase_add_test(tcase, every_slot_is_handed_out_once);
  tcase_add_loop_test(tcase, what_was_given_back_rests, 0, CAPACITY);
  tcase_add_test(tcase, a_retired_slot_never_comes_back);
  tcase_add_loop_test(tcase, random_operations_agree_with_an_oracle, 0, 8);
  tcase_add_loop_test(tcase, a_walk_sees_all_that_stays, 0, 8);
  tcase_add_test(tcase, a_capacity_of_one_works);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 12);
  return suite_run("slots", tcase);
}

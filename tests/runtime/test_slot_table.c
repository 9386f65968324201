/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The table in which kernels keep guard slots, small, so that contexts meet in it: every context has a slot of its
 * own while it holds a guard, finds it again, and gets none when the reach is full of others'.
 */
#define BW_SLOT_TABLE_SIZE 8u
#define BW_SLOT_TABLE_REACH 4u
#define SLOT_LOAD(slot) __atomic_load_n((slot), __ATOMIC_ACQUIRE)
#define SLOT_STORE(slot, value) __atomic_store_n((slot), (value), __ATOMIC_RELEASE)
#define SLOT_CLAIM(slot, value) claim((slot), (value))

#include <bulwark/platform.h>

static bool claim(struct bw_guard **slot, struct bw_guard *value) {
  struct bw_guard *expected = NULL;
  return __atomic_compare_exchange_n(slot, &expected, value, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
}

#include "../../runtime/platform/slot_table.h"

#include <pthread.h>
#include <string.h>

#include "suite.h"

static struct bw_guard *guard_number(uintptr_t number) {
  return (struct bw_guard *)(number << 4);
}

static uintptr_t key_number(uintptr_t number) {
  return number * 0x1240u;
}

static void setup(void) {
  memset(slot_table, 0, sizeof slot_table);
}

START_TEST(a_slot_is_taken_found_again_and_given_back) {
  struct bw_guard **slot = slot_of(key_number(1));
  ck_assert_ptr_nonnull(slot);
  ck_assert_ptr_eq(*slot, SLOT_TAKEN);
  ck_assert_ptr_eq(slot_of(key_number(1)), slot);
  *slot = guard_number(9);
  ck_assert_ptr_eq(slot_of(key_number(1)), slot);
  ck_assert_ptr_eq(*slot, guard_number(9));
  *slot = NULL;
  ck_assert_ptr_eq(slot_of(key_number(1)), slot);
  ck_assert_ptr_eq(*slot, SLOT_TAKEN);
  slot_drop(key_number(1));
  ck_assert_ptr_null(*slot);
  slot_drop(key_number(1));
  ck_assert_ptr_null(*slot);
}
END_TEST

/* Others come and go; whoever holds a guard keeps its slot, and no two share one. */
START_TEST(contexts_in_one_reach_have_slots_of_their_own) {
  struct bw_guard **slots[64] = {NULL};
  unsigned held = 0;
  uintptr_t i;
  uintptr_t j;
  for (i = 1; i < 64; i++) {
    slots[i] = slot_of(key_number(i));
    if (slots[i] != NULL) {
      *slots[i] = guard_number(i);
      held++;
    }
  }
  ck_assert_uint_eq(held, BW_SLOT_TABLE_SIZE);
  for (i = 1; i < 64; i++) {
    for (j = 1; slots[i] != NULL && j < i; j++) {
      ck_assert_ptr_ne(slots[i], slots[j]);
    }
    ck_assert_ptr_eq(slot_of(key_number(i)), slots[i]);
    ck_assert(slots[i] == NULL || *slots[i] == guard_number(i));
  }
  for (i = 1; i < 64; i++) {
    if (slots[i] != NULL) {
      *slots[i] = NULL;
      ck_assert_ptr_nonnull(slot_of(key_number(i)));
      slot_drop(key_number(i));
    }
  }
}
END_TEST

enum { THREADS = 6, ROUNDS = 20000 };

/* Nested requests of one context; while they run, what the slot holds is this context's own. */
static void *work(void *argument) {
  uintptr_t number = *(uintptr_t *)argument;
  uintptr_t wrong = 0;
  uintptr_t served = 0;
  unsigned round;
  for (round = 0; round < ROUNDS; round++) {
    struct bw_guard **slot = slot_of(key_number(number));
    struct bw_guard **again;
    if (slot == NULL) {
      continue;
    }
    wrong += SLOT_LOAD(slot) != SLOT_TAKEN;
    SLOT_STORE(slot, guard_number(number));
    again = slot_of(key_number(number));
    wrong += again != slot || SLOT_LOAD(slot) != guard_number(number);
    SLOT_STORE(slot, guard_number(number + 100));
    wrong += SLOT_LOAD(slot) != guard_number(number + 100);
    SLOT_STORE(slot, NULL);
    served++;
  }
  *(uintptr_t *)argument = wrong != 0 || served == 0;
  return NULL;
}

START_TEST(threads_never_share_a_slot) {
  pthread_t threads[THREADS];
  uintptr_t numbers[THREADS];
  uintptr_t i;
  for (i = 0; i < THREADS; i++) {
    numbers[i] = i + 1;
    ck_assert_int_eq(pthread_create(&threads[i], NULL, work, &numbers[i]), 0);
  }
  for (i = 0; i < THREADS; i++) {
    ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
    ck_assert_uint_eq(numbers[i], 0);
  }
  for (i = 0; i < BW_SLOT_TABLE_SIZE; i++) {
    ck_assert_ptr_null(slot_table[i].guard);
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("slot-table");
  tcase_set_timeout(tcase, 60);
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_add_test(tcase, a_slot_is_taken_found_again_and_given_back);
  tcase_add_test(tcase, contexts_in_one_reach_have_slots_of_their_own);
  tcase_add_test(tcase, threads_never_share_a_slot);
  return suite_run("slot-table", tcase);
}

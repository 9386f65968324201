/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/list.h>

#include <string.h>

#include "suite.h"

/* In two lists at a time, neither link at the start of the object. */
typedef struct window {
  unsigned id;
  bw_list_link by_z;
  char title[3];
  bw_list_link by_owner;
} window;

BW_LIST_DECLARE(z_order, window, by_z);
BW_LIST_DECLARE(owned, window, by_owner);

enum { WINDOWS = 12 };

static window all[WINDOWS];
static z_order list;
static z_order other;
static owned mine;

static void setup(void) {
  unsigned i;
  memset(all, 0, sizeof all);
  for (i = 0; i < WINDOWS; i++) {
    all[i].id = i;
  }
  z_order_init(&list);
  z_order_init(&other);
  owned_init(&mine);
}

/* The list holds these ids, forwards, backwards and by walk. */
static void expect(const z_order *of, const unsigned *ids, size_t count) {
  const window *at = z_order_first(of);
  size_t i;
  z_order_verify(of);
  ASSERT_IN_LOOP(z_order_count(of) == count);
  ASSERT_IN_LOOP(z_order_is_empty(of) == (count == 0));
  for (i = 0; i < count; i++) {
    ASSERT_IN_LOOP(at != NULL);
    ASSERT_IN_LOOP(at->id == ids[i]);
    at = z_order_next(of, at);
  }
  ASSERT_IN_LOOP(at == NULL);
  at = z_order_last(of);
  for (i = count; i-- > 0;) {
    ASSERT_IN_LOOP(at != NULL);
    ASSERT_IN_LOOP(at->id == ids[i]);
    at = z_order_prev(of, at);
  }
  ASSERT_IN_LOOP(at == NULL);
}

#define EXPECT(list, ...)                                                                                        \
  do {                                                                                                           \
    const unsigned ids[] = {__VA_ARGS__};                                                                        \
    expect((list), ids, sizeof(ids) / sizeof(ids[0]));                                                           \
  } while (0)

START_TEST(objects_go_in_at_every_place) {
  expect(&list, NULL, 0);
  z_order_push_back(&list, &all[1]);
  z_order_push_front(&list, &all[0]);
  z_order_push_back(&list, &all[5]);
  z_order_insert_after(&list, &all[1], &all[2]);
  z_order_insert_before(&list, &all[5], &all[4]);
  z_order_insert_before(&list, &all[0], &all[7]);
  z_order_insert_after(&list, &all[5], &all[8]);
  EXPECT(&list, 7, 0, 1, 2, 4, 5, 8);
}
END_TEST

START_TEST(objects_go_out_from_every_place) {
  unsigned i;
  ck_assert_ptr_null(z_order_take_front(&list));
  ck_assert_ptr_null(z_order_take_back(&list));
  for (i = 0; i < 6; i++) {
    z_order_push_back(&list, &all[i]);
  }
  ck_assert_ptr_eq(z_order_take_front(&list), &all[0]);
  ck_assert_ptr_eq(z_order_take_back(&list), &all[5]);
  z_order_remove(&list, &all[2]);
  EXPECT(&list, 1, 3, 4);
  ck_assert(!z_order_is_linked(&all[2]));
  ck_assert_ptr_null(all[2].by_z.next);
  z_order_push_front(&list, &all[2]);
  EXPECT(&list, 2, 1, 3, 4);
  while (z_order_take_front(&list) != NULL) {
  }
  expect(&list, NULL, 0);
}
END_TEST

START_TEST(an_object_is_in_two_lists_by_two_links) {
  z_order_push_back(&list, &all[3]);
  ck_assert(z_order_is_linked(&all[3]));
  ck_assert(!owned_is_linked(&all[3]));
  owned_push_back(&mine, &all[3]);
  ck_assert(z_order_contains(&list, &all[3]));
  ck_assert(!z_order_contains(&other, &all[3]));
  ck_assert(owned_contains(&mine, &all[3]));
  z_order_remove(&list, &all[3]);
  ck_assert_ptr_eq(owned_take_back(&mine), &all[3]);
  ck_assert_uint_eq(all[3].id, 3);
}
END_TEST

START_TEST(a_walk_may_remove_and_insert) {
  bw_list_walk walk;
  window *at;
  unsigned i;
  unsigned seen = 0;
  for (i = 0; i < 8; i++) {
    z_order_push_back(&list, &all[i]);
  }
  walk = z_order_walk(&list);
  while ((at = z_order_walk_next(&walk)) != NULL) {
    seen++;
    if (at->id % 3 == 0 && at->id < 8) {
      z_order_walk_remove(&walk);
      ck_assert(!z_order_is_linked(at));
    }
    if (at->id == 4) {
      z_order_insert_after(&list, at, &all[9]); /* in front of the walk: seen */
      z_order_push_front(&list, &all[10]);      /* behind it: not seen */
    }
    if (at->id == 7) {
      z_order_walk_remove(&walk); /* the last */
      z_order_push_back(&list, &all[11]);
    }
  }
  ck_assert_uint_eq(seen, 10);
  EXPECT(&list, 10, 1, 2, 4, 9, 5, 11);
  ck_assert_ptr_null(z_order_walk_next(&walk)); /* the end stays the end */
  z_order_push_back(&list, &all[0]);
  ck_assert_ptr_eq(z_order_walk_next(&walk), &all[0]);
}
END_TEST

START_TEST(a_walk_may_remove_everything) {
  bw_list_walk walk;
  unsigned i;
  for (i = 0; i < WINDOWS; i++) {
    z_order_push_back(&list, &all[i]);
  }
  walk = z_order_walk(&list);
  while (z_order_walk_next(&walk) != NULL) {
    z_order_walk_remove(&walk);
  }
  expect(&list, NULL, 0);
}
END_TEST

static uint32_t seed;

static uint32_t dice(uint32_t sides) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % sides;
}

/* Two lists against two arrays. */
START_TEST(random_operations_agree_with_an_oracle) {
  unsigned ids[2][WINDOWS];
  size_t count[2] = {0, 0};
  z_order *lists[2] = {&list, &other};
  unsigned step;
  seed = (uint32_t)_i + 5u;
  for (step = 0; step < 3000; step++) {
    unsigned which = dice(2);
    unsigned id = dice(WINDOWS);
    size_t where = count[which] == 0 ? 0 : dice((uint32_t)count[which]);
    if (!z_order_is_linked(&all[id])) {
      uint32_t how = count[which] == 0 ? dice(2) : dice(4);
      size_t at = how == 0 ? 0 : how == 1 ? count[which] : how == 2 ? where : where + 1u;
      if (how == 0) {
        z_order_push_front(lists[which], &all[id]);
      } else if (how == 1) {
        z_order_push_back(lists[which], &all[id]);
      } else if (how == 2) {
        z_order_insert_before(lists[which], &all[ids[which][where]], &all[id]);
      } else {
        z_order_insert_after(lists[which], &all[ids[which][where]], &all[id]);
      }
      memmove(&ids[which][at + 1u], &ids[which][at], (count[which] - at) * sizeof ids[0][0]);
      ids[which][at] = id;
      count[which]++;
    } else if (dice(3) != 0 && count[which] != 0) {
      uint32_t how = dice(3);
      size_t at = how == 0 ? 0 : how == 1 ? count[which] - 1u : where;
      const window *out = &all[ids[which][at]];
      if (how == 0) {
        ck_assert_ptr_eq(z_order_take_front(lists[which]), out);
      } else if (how == 1) {
        ck_assert_ptr_eq(z_order_take_back(lists[which]), out);
      } else {
        z_order_remove(lists[which], &all[ids[which][at]]);
      }
      count[which]--;
      memmove(&ids[which][at], &ids[which][at + 1u], (count[which] - at) * sizeof ids[0][0]);
    }
    expect(lists[which], ids[which], count[which]);
  }
}
END_TEST

/* Each ends in a panic of the test platform. */
START_TEST(misuse_is_a_violation) {
  z_order unready;
  bw_list_walk walk;
  window stranger;
  memset(&unready, 0, sizeof unready);
  memset(&stranger, 0, sizeof stranger);
  z_order_push_back(&list, &all[0]);
  z_order_push_back(&list, &all[1]);
  z_order_push_back(&list, &all[2]);
  switch (_i) {
  case 0: /* twice in the same list */
    z_order_push_back(&list, &all[1]);
    break;
  case 1: /* in another one */
    z_order_push_back(&other, &all[1]);
    break;
  case 2: /* out of another one */
    z_order_remove(&other, &all[1]);
    break;
  case 3: /* twice out */
    z_order_remove(&list, &all[1]);
    z_order_remove(&list, &all[1]);
    break;
  case 4: /* never in */
    z_order_remove(&list, &stranger);
    break;
  case 5: /* beside what is not in the list */
    z_order_insert_after(&list, &stranger, &all[4]);
    break;
  case 6:
    z_order_insert_before(&list, &stranger, &all[4]);
    break;
  case 7:
    z_order_push_back(&other, &all[5]);
    z_order_insert_before(&list, &all[5], &all[4]);
    break;
  case 8: /* behind itself */
    z_order_insert_after(&list, &all[4], &all[4]);
    break;
  case 9: /* never initialised */
    z_order_push_back(&unready, &all[4]);
    break;
  case 10:
    (void)z_order_first(&unready);
    break;
  case 11: /* the classic: a write where two neighbours say */
    all[1].by_z.next = &stranger.by_z;
    z_order_remove(&list, &all[1]);
    break;
  case 12:
    all[1].by_z.prev = &stranger.by_z;
    z_order_remove(&list, &all[1]);
    break;
  case 13: /* a neighbour was wiped while it was in */
    memset(&all[2], 0, sizeof all[2]);
    z_order_remove(&list, &all[1]);
    break;
  case 14:
    memset(&all[2], 0, sizeof all[2]);
    z_order_push_back(&list, &all[3]);
    break;
  case 15: /* a copy of an object in a list */
    stranger = all[1];
    z_order_remove(&list, &stranger);
    break;
  case 16: /* a copy of a list */
    other = list;
    z_order_push_back(&other, &all[4]);
    break;
  case 17: /* a removal behind the walk's back */
    walk = z_order_walk(&list);
    (void)z_order_walk_next(&walk);
    z_order_remove(&list, &all[0]);
    (void)z_order_walk_next(&walk);
    break;
  case 18:
    walk = z_order_walk(&list);
    (void)z_order_walk_next(&walk);
    z_order_remove(&list, &all[2]);
    z_order_walk_remove(&walk);
    break;
  case 19: /* nothing given yet; removed already; at the end */
    walk = z_order_walk(&list);
    z_order_walk_remove(&walk);
    break;
  case 20:
    walk = z_order_walk(&list);
    (void)z_order_walk_next(&walk);
    z_order_walk_remove(&walk);
    z_order_walk_remove(&walk);
    break;
  case 21:
    walk = z_order_walk(&list);
    while (z_order_walk_next(&walk) != NULL) {
    }
    z_order_walk_remove(&walk);
    break;
  case 22: /* two links that agree with each other and not with the list: a forged ring */
    z_order_push_back(&other, &all[5]);
    all[1].by_z.next = &all[5].by_z;
    all[5].by_z.prev = &all[1].by_z;
    z_order_remove(&list, &all[1]);
    break;
  case 23: /* the same inside the list: only a look at all of it tells */
    list.list.count = 7;
    z_order_verify(&list);
    break;
  case 24: /* a ring that does not come back to the head */
    all[2].by_z.next = &all[1].by_z;
    z_order_verify(&list);
    break;
  case 25: /* the head itself is no object */
    bw_list_remove(&list.list, &list.list.head);
    break;
  case 26:
    z_order_insert_before(&list, &all[0], &all[0]);
    break;
  case 27: /* the count says there is nothing to remove */
    list.list.count = 0;
    z_order_remove(&list, &all[1]);
    break;
  default:
    break;
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("list");
  tcase_set_timeout(tcase, 60);
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_add_test(tcase, objects_go_in_at_every_place);
  tcase_add_test(tcase, objects_go_out_from_every_place);
  tcase_add_test(tcase, an_object_is_in_two_lists_by_two_links);
  tcase_add_test(tcase, a_walk_may_remove_and_insert);
  tcase_add_test(tcase, a_walk_may_remove_everything);
  tcase_add_loop_test(tcase, random_operations_agree_with_an_oracle, 0, 8);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 28);
  return suite_run("list", tcase);
}

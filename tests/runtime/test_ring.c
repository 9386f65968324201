/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/ring.h>

#include <string.h>

#include "suite.h"

typedef struct message {
  uint16_t window;
  uint32_t code;
} message;

BW_SPAN_DECLARE(messages, message);
BW_RING_DECLARE(queue, messages, message);
BW_SPAN_DECLARE(numbers, int);
BW_RING_DECLARE(number_queue, numbers, int);

enum { PLACES = 9 };

static int items[PLACES];
static number_queue ring;

static void setup(void) {
  memset(items, 0x5A, sizeof items);
  ring = number_queue_over(BW_SPAN_OF_ARRAY(numbers, items));
}

START_TEST(first_in_is_first_out) {
  message storage[2];
  queue messages_queue = queue_over(BW_SPAN_OF_ARRAY(messages, storage));
  message in = {1, 2};
  message out = {0, 0};
  ck_assert_int_eq(queue_pop(&messages_queue, &out), BW_ERR_EMPTY);
  ck_assert_int_eq(queue_push(&messages_queue, in), BW_OK);
  in.code = 3;
  ck_assert_int_eq(queue_push(&messages_queue, in), BW_OK);
  ck_assert_int_eq(queue_push(&messages_queue, in), BW_ERR_FULL);
  ck_assert_uint_eq(queue_front(&messages_queue)->code, 2);
  ck_assert_uint_eq(queue_back(&messages_queue)->code, 3);
  ck_assert_int_eq(queue_pop(&messages_queue, &out), BW_OK);
  ck_assert_uint_eq(out.code, 2);
  ck_assert_int_eq(queue_pop(&messages_queue, &out), BW_OK);
  ck_assert_uint_eq(out.code, 3);
  ck_assert_int_eq(queue_pop(&messages_queue, &out), BW_ERR_EMPTY);
  ck_assert_uint_eq(out.code, 3);
}
END_TEST

START_TEST(a_ring_of_no_places_is_full_and_empty) {
  int value = 7;
  int two[2] = {1, 2};
  number_queue none = number_queue_over(numbers_make(NULL, 0));
  ck_assert_int_eq(number_queue_push(&none, 1), BW_ERR_FULL);
  ck_assert_int_eq(number_queue_push_front(&none, 1), BW_ERR_FULL);
  ck_assert_int_eq(number_queue_pop(&none, &value), BW_ERR_EMPTY);
  ck_assert_int_eq(number_queue_pop_back(&none, &value), BW_ERR_EMPTY);
  ck_assert_int_eq(number_queue_try_peek(&none, 0, &value), BW_ERR_RANGE);
  ck_assert_uint_eq(number_queue_filled(&none).count, 0);
  ck_assert_uint_eq(number_queue_free(&none).count, 0);
  ck_assert_uint_eq(number_queue_room(&none), 0);
  ck_assert_int_eq(number_queue_push_span(&none, numbers_const_make(two, 2)), BW_ERR_FULL);
  ck_assert_int_eq(number_queue_push_span(&none, numbers_const_make(NULL, 0)), BW_OK);
  ck_assert_int_eq(number_queue_pop_span(&none, numbers_make(two, 2)), BW_ERR_EMPTY);
  ck_assert_int_eq(number_queue_pop_span(&none, numbers_make(NULL, 0)), BW_OK);
  number_queue_drop(&none, 0);
  number_queue_commit(&none, 0);
  ck_assert_int_eq(value, 7);
}
END_TEST

START_TEST(spans_go_in_whole_or_not_at_all) {
  const int in[PLACES] = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  int out[PLACES + 1];
  size_t start;
  size_t count;
  size_t i;
  int value;
  for (start = 0; start < PLACES; start++) {
    for (count = 0; count <= PLACES; count++) {
      number_queue before;
      setup();
      for (i = 0; i < start; i++) {
        ASSERT_IN_LOOP(number_queue_push(&ring, 0) == BW_OK);
        ASSERT_IN_LOOP(number_queue_pop(&ring, &value) == BW_OK);
      }
      ASSERT_IN_LOOP(number_queue_push_span(&ring, numbers_const_make(in, count)) == BW_OK);
      before = ring;
      ASSERT_IN_LOOP(number_queue_push_span(&ring, numbers_const_make(in, PLACES - count + 1u)) == BW_ERR_FULL);
      ASSERT_IN_LOOP(number_queue_pop_span(&ring, numbers_make(out, count + 1u)) == BW_ERR_EMPTY);
      ASSERT_IN_LOOP(memcmp(&ring, &before, sizeof ring) == 0);
      for (i = 0; i < count; i++) {
        ASSERT_IN_LOOP(*number_queue_at(&ring, i) == in[i]);
      }
      memset(out, 0, sizeof out);
      ASSERT_IN_LOOP(number_queue_pop_span(&ring, numbers_make(out, count)) == BW_OK);
      ASSERT_IN_LOOP(memcmp(out, in, count * sizeof in[0]) == 0);
      ASSERT_IN_LOOP(number_queue_count(&ring) == 0);
    }
  }
}
END_TEST

static uint32_t seed;

static uint32_t dice(uint32_t sides) {
  seed = seed * 1664525u + 1013904223u;
  return (seed >> 8) % sides;
}

static int model[PLACES];
static size_t model_count;

static void model_append(int value) {
  model[model_count] = value;
  model_count++;
}

static void model_drop(size_t count) {
  model_count -= count;
  memmove(model, model + count, model_count * sizeof model[0]);
}

static void model_check(void) {
  numbers head = number_queue_filled(&ring);
  number_queue rest = ring;
  numbers tail;
  size_t i;
  ASSERT_IN_LOOP(number_queue_count(&ring) == model_count);
  ASSERT_IN_LOOP(number_queue_room(&ring) == PLACES - model_count);
  for (i = 0; i < model_count; i++) {
    int value = -1;
    ASSERT_IN_LOOP(*number_queue_at(&ring, i) == model[i]);
    ASSERT_IN_LOOP(number_queue_try_peek(&ring, i, &value) == BW_OK);
    ASSERT_IN_LOOP(value == model[i]);
  }
  if (model_count != 0) {
    ASSERT_IN_LOOP(*number_queue_front(&ring) == model[0]);
    ASSERT_IN_LOOP(*number_queue_back(&ring) == model[model_count - 1u]);
  }
  /* Two segments are all of it. */
  number_queue_drop(&rest, head.count);
  tail = number_queue_filled(&rest);
  ASSERT_IN_LOOP(head.count + tail.count == model_count);
  for (i = 0; i < model_count; i++) {
    ASSERT_IN_LOOP((i < head.count ? head.items[i] : tail.items[i - head.count]) == model[i]);
  }
}

static void model_step(int step) {
  int value = -77;
  size_t i;
  switch (dice(11)) {
  case 0:
  case 1:
    if (number_queue_push(&ring, step) == BW_OK) {
      model_append(step);
    } else {
      ASSERT_IN_LOOP(model_count == PLACES);
    }
    break;
  case 2:
    if (number_queue_pop(&ring, &value) == BW_OK) {
      ASSERT_IN_LOOP(value == model[0]);
      model_drop(1);
    } else {
      ASSERT_IN_LOOP(model_count == 0);
      ASSERT_IN_LOOP(value == -77);
    }
    break;
  case 3:
    if (number_queue_push_front(&ring, step) == BW_OK) {
      memmove(model + 1, model, model_count * sizeof model[0]);
      model[0] = step;
      model_count++;
    } else {
      ASSERT_IN_LOOP(model_count == PLACES);
    }
    break;
  case 4:
    if (number_queue_pop_back(&ring, &value) == BW_OK) {
      model_count--;
      ASSERT_IN_LOOP(value == model[model_count]);
    } else {
      ASSERT_IN_LOOP(model_count == 0);
    }
    break;
  case 5:
    ASSERT_IN_LOOP(number_queue_replace(&ring, step) == (model_count == PLACES));
    if (model_count == PLACES) {
      model_drop(1);
    }
    model_append(step);
    break;
  case 6: {
    int in[PLACES];
    size_t count = dice(PLACES + 1u);
    bw_status status;
    for (i = 0; i < count; i++) {
      in[i] = step * 16 + (int)i;
    }
    status = number_queue_push_span(&ring, numbers_const_make(in, count));
    ASSERT_IN_LOOP(status == (count > PLACES - model_count ? BW_ERR_FULL : BW_OK));
    for (i = 0; i < count && status == BW_OK; i++) {
      model_append(in[i]);
    }
    break;
  }
  case 7: {
    int out[PLACES];
    size_t count = dice(PLACES + 1u);
    bw_status status = number_queue_pop_span(&ring, numbers_make(out, count));
    ASSERT_IN_LOOP(status == (count > model_count ? BW_ERR_EMPTY : BW_OK));
    if (status == BW_OK) {
      ASSERT_IN_LOOP(memcmp(out, model, count * sizeof out[0]) == 0);
      model_drop(count);
    }
    break;
  }
  case 8: { /* written in place */
    numbers room = number_queue_free(&ring);
    ASSERT_IN_LOOP(room.count != 0 || model_count == PLACES);
    room = numbers_first(room, room.count == 0 ? 0 : dice((uint32_t)room.count + 1u));
    for (i = 0; i < room.count; i++) {
      BW_AT(room, i) = step * 16 + (int)i;
      model_append(BW_AT(room, i));
    }
    number_queue_commit(&ring, room.count);
    break;
  }
  case 9:
    i = dice((uint32_t)model_count + 1u);
    number_queue_drop(&ring, i);
    model_drop(i);
    break;
  default:
    if (dice(10) == 0) {
      number_queue_clear(&ring);
      model_count = 0;
    }
    break;
  }
}

START_TEST(random_operations_agree_with_an_oracle) {
  int step;
  seed = (uint32_t)_i + 3u;
  model_count = 0;
  for (step = 0; step < 8000; step++) {
    model_step(step);
    model_check();
  }
}
END_TEST

/* Each ends in a panic of the test platform. */
START_TEST(misuse_is_a_violation) {
  int value = 0;
  bool lost = false;
  bw_status status = number_queue_push(&ring, 1);
  status = number_queue_push(&ring, 2);
  switch (_i) {
  case 0:
    (void)number_queue_at(&ring, 2);
    break;
  case 1:
    (void)number_queue_at(&ring, SIZE_MAX);
    break;
  case 2:
    number_queue_clear(&ring);
    (void)number_queue_front(&ring);
    break;
  case 3:
    number_queue_clear(&ring);
    (void)number_queue_back(&ring);
    break;
  case 4:
    number_queue_drop(&ring, 3);
    break;
  case 5:
    number_queue_commit(&ring, PLACES - 1u);
    break;
  case 6:
    ring = number_queue_over(numbers_make(NULL, 0));
    lost = number_queue_replace(&ring, 1);
    break;
  case 7: /* fields that were overwritten */
    ring.first = PLACES;
    status = number_queue_push(&ring, 3);
    break;
  case 8:
    ring.first = SIZE_MAX;
    status = number_queue_pop(&ring, &value);
    break;
  case 9:
    ring.count = SIZE_MAX;
    (void)number_queue_back(&ring);
    break;
  case 10:
    ring.first = PLACES + 3u;
    (void)number_queue_filled(&ring);
    break;
  case 11:
    ring.first = PLACES;
    (void)number_queue_free(&ring);
    break;
  case 12: /* drops more than there are places: the next use notices */
    ring.count = SIZE_MAX;
    number_queue_drop(&ring, 1000);
    status = number_queue_pop(&ring, &value);
    break;
  case 13:
    ring.first = PLACES;
    ring.count = PLACES;
    lost = number_queue_replace(&ring, 1);
    break;
  case 14: /* a room that wraps */
    ring.count = PLACES + 1u;
    value = (int)number_queue_room(&ring);
    break;
  case 15:
    ring.count = SIZE_MAX;
    value = (int)number_queue_count(&ring);
    break;
  default:
    break;
  }
  (void)status;
  (void)lost;
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("ring");
  tcase_set_timeout(tcase, 60);
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_add_test(tcase, first_in_is_first_out);
  tcase_add_test(tcase, a_ring_of_no_places_is_full_and_empty);
  tcase_add_test(tcase, spans_go_in_whole_or_not_at_all);
  tcase_add_loop_test(tcase, random_operations_agree_with_an_oracle, 0, 6);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 16);
  return suite_run("ring", tcase);
}

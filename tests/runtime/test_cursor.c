/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/cursor.h>

#include "suite.h"

BW_SPAN_DECLARE(ints, int);
BW_CURSOR_DECLARE(ints_cursor, ints, int);
BW_CURSOR_DECLARE(ints_reader, ints_const, int const);
BW_RUN_DECLARE(ints_run, ints_reader, int const);
BW_BUILDER_DECLARE(ints_builder, ints, int);

static int data[6];
static ints all;
static const ints empty = {NULL, 0};

static void setup(void) {
  int i;
  for (i = 0; i < 6; i++) {
    data[i] = i + 1;
  }
  all = BW_SPAN_OF_ARRAY(ints, data);
}

START_TEST(next_visits_every_item_once_in_order) {
  ints_reader cursor = ints_reader_over(ints_as_const(all));
  int const *item;
  int expected = 1;
  while (ints_reader_next(&cursor, &item)) {
    ck_assert_int_eq(*item, expected);
    ck_assert_ptr_eq(item, &data[expected - 1]);
    ck_assert_uint_eq(ints_reader_left(&cursor), (size_t)(6 - expected));
    expected++;
  }
  ck_assert_int_eq(expected, 7);
}
END_TEST

START_TEST(the_end_stays_the_end) {
  ints_cursor cursor = ints_cursor_over(ints_first(all, 1));
  int *item = NULL;
  int i;
  ck_assert(ints_cursor_next(&cursor, &item));
  for (i = 0; i < 3; i++) {
    ck_assert(!ints_cursor_next(&cursor, &item));
    ck_assert(!ints_cursor_peek(&cursor, &item));
    ck_assert_ptr_eq(item, &data[0]);
    ck_assert_uint_eq(ints_cursor_left(&cursor), 0);
    ck_assert_uint_eq(ints_cursor_rest(&cursor).count, 0);
  }
}
END_TEST

START_TEST(an_empty_span_is_at_its_end) {
  ints_cursor cursor = ints_cursor_over(empty);
  int *item = NULL;
  ck_assert(!ints_cursor_next(&cursor, &item));
  ck_assert(!ints_cursor_peek(&cursor, &item));
  ck_assert_ptr_null(item);
  ck_assert_int_eq(ints_cursor_skip(&cursor, 0), BW_OK);
  ck_assert_int_eq(ints_cursor_skip(&cursor, 1), BW_ERR_RANGE);
  ck_assert_uint_eq(ints_cursor_rest(&cursor).count, 0);
}
END_TEST

START_TEST(peek_does_not_step) {
  ints_cursor cursor = ints_cursor_over(all);
  int *first = NULL;
  int *again = NULL;
  ck_assert(ints_cursor_peek(&cursor, &first));
  ck_assert(ints_cursor_next(&cursor, &again));
  ck_assert_ptr_eq(first, again);
}
END_TEST

START_TEST(skip_goes_to_the_end_and_not_beyond) {
  static const size_t beyond[] = {5, 6, SIZE_MAX, SIZE_MAX / sizeof(int), SIZE_MAX / sizeof(int) + 2};
  ints_cursor cursor = ints_cursor_over(all);
  size_t i;
  ck_assert_int_eq(ints_cursor_skip(&cursor, 2), BW_OK);
  for (i = 0; i < sizeof(beyond) / sizeof(beyond[0]); i++) {
    ck_assert_int_eq(ints_cursor_skip(&cursor, beyond[i]), BW_ERR_RANGE);
    ck_assert_uint_eq(ints_cursor_left(&cursor), 4);
  }
  ck_assert_ptr_eq(ints_cursor_rest(&cursor).items, &data[2]);
  ck_assert_int_eq(ints_cursor_skip(&cursor, 4), BW_OK);
  ck_assert_uint_eq(ints_cursor_left(&cursor), 0);
}
END_TEST

START_TEST(items_can_be_written_through_a_cursor) {
  ints_cursor cursor = ints_cursor_over(all);
  int *item;
  int i;
  while (ints_cursor_next(&cursor, &item)) {
    *item = -*item;
  }
  for (i = 0; i < 6; i++) {
    ck_assert_int_eq(data[i], -(i + 1));
  }
}
END_TEST

START_TEST(push_fills_to_the_last_item) {
  ints_builder builder = ints_builder_into(ints_first(all, 5));
  int i;
  for (i = 0; i < 5; i++) {
    ck_assert_uint_eq(ints_builder_room(&builder), (size_t)(5 - i));
    ck_assert_int_eq(ints_builder_push(&builder, 100 + i), BW_OK);
    ck_assert_uint_eq(ints_builder_count(&builder), (size_t)(i + 1));
  }
  ck_assert_int_eq(ints_builder_push(&builder, 999), BW_ERR_FULL);
  ck_assert_int_eq(data[5], 6);
  ck_assert_ptr_eq(ints_builder_done(&builder).items, data);
  ck_assert_uint_eq(ints_builder_done(&builder).count, 5);
  for (i = 0; i < 5; i++) {
    ck_assert_int_eq(data[i], 100 + i);
  }
}
END_TEST

START_TEST(take_hands_out_parts_that_follow_each_other) {
  ints_builder builder = ints_builder_into(all);
  ints part = empty;
  ck_assert_int_eq(ints_builder_take(&builder, 4, &part), BW_OK);
  ck_assert_ptr_eq(part.items, data);
  ck_assert_uint_eq(part.count, 4);
  ck_assert_int_eq(ints_builder_take(&builder, 3, &part), BW_ERR_FULL);
  ck_assert_int_eq(ints_builder_take(&builder, SIZE_MAX, &part), BW_ERR_FULL);
  ck_assert_uint_eq(part.count, 4);
  ints_builder_put(&builder, 50);
  ck_assert_int_eq(ints_builder_take(&builder, 1, &part), BW_OK);
  ck_assert_ptr_eq(part.items, &data[5]);
  ck_assert_int_eq(ints_builder_take(&builder, 0, &part), BW_OK);
  ck_assert_uint_eq(part.count, 0);
  ck_assert_uint_eq(ints_builder_done(&builder).count, 6);
  ck_assert_int_eq(data[4], 50);
}
END_TEST

START_TEST(a_builder_without_room) {
  ints_builder builder = ints_builder_into(empty);
  ck_assert_int_eq(ints_builder_push(&builder, 1), BW_ERR_FULL);
  ck_assert_uint_eq(ints_builder_room(&builder), 0);
  ck_assert_uint_eq(ints_builder_count(&builder), 0);
  ck_assert_uint_eq(ints_builder_done(&builder).count, 0);
}
END_TEST

START_TEST(step_after_peek_walks_the_span) {
  ints_cursor cursor = ints_cursor_over(all);
  int *item;
  int expected = 1;
  while (ints_cursor_peek(&cursor, &item)) {
    ck_assert_int_eq(*item, expected);
    ints_cursor_step(&cursor);
    expected++;
  }
  ck_assert_int_eq(expected, 7);
}
END_TEST

START_TEST(a_part_is_kept_or_dropped_as_a_whole) {
  ints_builder builder = ints_builder_into(all);
  ints_builder part;
  ints_builder_put(&builder, 10);
  part = ints_builder_open(&builder);
  ck_assert_uint_eq(ints_builder_count(&part), 0);
  ck_assert_uint_eq(ints_builder_room(&part), 5);
  ints_builder_put(&part, 20);
  ints_builder_put(&part, 30);
  ck_assert_uint_eq(ints_builder_count(&builder), 1);
  ck_assert_ptr_eq(ints_builder_done(&part).items, &data[1]);
  ints_builder_keep(&builder, &part);
  ck_assert_uint_eq(ints_builder_count(&builder), 3);
  part = ints_builder_open(&builder);
  ints_builder_put(&part, 40);
  part = ints_builder_open(&builder);
  ints_builder_put(&part, 50);
  ints_builder_keep(&builder, &part);
  ck_assert_uint_eq(ints_builder_count(&builder), 4);
  ck_assert_int_eq(data[3], 50);
}
END_TEST

START_TEST(a_wrong_step_or_part_is_a_violation) {
  ints_cursor cursor = ints_cursor_over(empty);
  ints_builder builder = ints_builder_into(all);
  ints_builder part = ints_builder_open(&builder);
  ints_builder other = ints_builder_into(ints_first(all, 5));
  switch (_i) {
  case 0:
    ints_cursor_step(&cursor);
    break;
  case 1:
    ints_builder_put(&builder, 1);
    ints_builder_keep(&builder, &part);
    break;
  case 2:
    ints_builder_keep(&builder, &other);
    break;
  default:
    break;
  }
}
END_TEST

START_TEST(put_without_room_is_a_violation) {
  ints_builder builder = ints_builder_into(ints_first(all, (size_t)_i));
  int i;
  for (i = 0; i <= _i; i++) {
    ints_builder_put(&builder, i);
  }
}
END_TEST

/* Every way to cut six items into runs: each of the five gaps is a cut or none. */
START_TEST(runs_are_what_was_stepped_over) {
  unsigned cuts;
  for (cuts = 0; cuts < 32; cuts++) {
    ints_run run = ints_run_over(ints_reader_over(ints_as_const(all)));
    int const *item = NULL;
    size_t begin = 0;
    size_t i;
    for (i = 0; i < 6; i++) {
      ck_assert(ints_run_peek(&run, &item));
      ck_assert_ptr_eq(item, &data[i]);
      ints_run_step(&run);
      if (i == 5 || (cuts >> i & 1u) != 0u) {
        ints_reader part = ints_run_cut(&run);
        ints_reader behind = ints_run_left(&run);
        ck_assert_ptr_eq(part.at, &data[begin]);
        ck_assert_uint_eq(ints_reader_left(&part), i + 1 - begin);
        ck_assert_uint_eq(ints_reader_left(&behind), 5 - i);
        begin = i + 1;
      }
    }
    ck_assert(!ints_run_peek(&run, &item));
    ck_assert_ptr_eq(item, &data[5]);
  }
}
END_TEST

START_TEST(a_run_of_nothing_is_empty) {
  ints_run run = ints_run_over(ints_reader_over(ints_as_const(empty)));
  int const *item = NULL;
  ints_reader part = ints_run_cut(&run);
  ck_assert(!ints_run_peek(&run, &item));
  ck_assert_ptr_null(item);
  ck_assert_uint_eq(ints_reader_left(&part), 0);
  part = ints_run_left(&run);
  ck_assert_uint_eq(ints_reader_left(&part), 0);
}
END_TEST

START_TEST(a_step_behind_the_last_item_of_a_run_is_a_violation) {
  ints_run run = ints_run_over(ints_reader_over(ints_as_const(ints_first(all, 1))));
  ints_run_step(&run);
  ints_run_step(&run);
}
END_TEST

START_TEST(cursors_take_parts) {
  ints_reader cursor = ints_reader_over(ints_as_const(all));
  ints_const part = ints_const_make(data, 1);
  volatile size_t beyond = 7; /* or GCC warns of what the check forbids */
  ck_assert_int_eq(ints_reader_take(&cursor, beyond, &part), BW_ERR_RANGE);
  ck_assert_int_eq(ints_reader_take(&cursor, SIZE_MAX, &part), BW_ERR_RANGE);
  ck_assert_uint_eq(part.count, 1);
  ck_assert_int_eq(ints_reader_take(&cursor, 4, &part), BW_OK);
  ck_assert_ptr_eq(part.items, data);
  ck_assert_uint_eq(part.count, 4);
  ck_assert_ptr_eq(ints_reader_get(&cursor), &data[4]);
  beyond = 2;
  ck_assert_int_eq(ints_reader_take(&cursor, beyond, &part), BW_ERR_RANGE);
  ck_assert_uint_eq(ints_reader_left(&cursor), 1);
  ck_assert_int_eq(ints_reader_take(&cursor, 1, &part), BW_OK);
  ck_assert_ptr_eq(part.items, &data[5]);
  ck_assert_int_eq(ints_reader_take(&cursor, 0, &part), BW_OK);
  ck_assert_uint_eq(part.count, 0);
  cursor = ints_reader_over(ints_as_const(empty));
  ck_assert_int_eq(ints_reader_take(&cursor, 0, &part), BW_OK);
  ck_assert_int_eq(ints_reader_take(&cursor, 1, &part), BW_ERR_RANGE);
}
END_TEST

START_TEST(get_at_the_end_is_a_violation) {
  ints_cursor cursor = ints_cursor_over(ints_first(all, 1));
  (void)ints_cursor_get(&cursor);
  (void)ints_cursor_get(&cursor);
}
END_TEST

START_TEST(builders_append_all_or_nothing) {
  static const int more[] = {7, 8, 9};
  ints_builder builder = ints_builder_into(all);
  int *last = NULL;
  ck_assert(!ints_builder_last(&builder, &last));
  ck_assert_ptr_null(last);
  ck_assert_int_eq(ints_builder_append(&builder, ints_const_make(more, 3)), BW_OK);
  ck_assert(ints_builder_last(&builder, &last));
  ck_assert_ptr_eq(last, &data[2]);
  ck_assert_int_eq(*last, 9);
  ck_assert_int_eq(ints_builder_append(&builder, ints_as_const(ints_sub(all, 1, 2))), BW_OK);
  ck_assert_int_eq(data[3], 8);
  ck_assert_int_eq(data[4], 9);
  ck_assert_int_eq(ints_builder_append(&builder, ints_const_make(more, 2)), BW_ERR_FULL);
  ck_assert_int_eq(ints_builder_repeat(&builder, 2, 5), BW_ERR_FULL);
  ck_assert_int_eq(ints_builder_repeat(&builder, SIZE_MAX, 5), BW_ERR_FULL);
  ck_assert_int_eq(data[5], 6);
  ck_assert_uint_eq(ints_builder_count(&builder), 5);
  ck_assert_int_eq(ints_builder_drop(&builder, 6), BW_ERR_RANGE);
  ck_assert_int_eq(ints_builder_drop(&builder, SIZE_MAX), BW_ERR_RANGE);
  ck_assert_int_eq(ints_builder_drop(&builder, 4), BW_OK);
  ck_assert_uint_eq(ints_builder_count(&builder), 1);
  ck_assert_int_eq(ints_builder_repeat(&builder, 5, -1), BW_OK);
  ck_assert_int_eq(ints_builder_repeat(&builder, 0, -2), BW_OK);
  ck_assert_int_eq(data[0], 7);
  ck_assert_int_eq(data[1], -1);
  ck_assert_int_eq(data[5], -1);
  builder = ints_builder_into(empty);
  ck_assert_int_eq(ints_builder_append(&builder, ints_as_const(empty)), BW_OK);
  ck_assert_int_eq(ints_builder_drop(&builder, 0), BW_OK);
  ck_assert_int_eq(ints_builder_drop(&builder, 1), BW_ERR_RANGE);
  ck_assert_int_eq(ints_builder_append(&builder, ints_const_make(more, 1)), BW_ERR_FULL);
}
END_TEST

START_TEST(a_cursor_over_a_part_walks_the_part) {
  ints_reader cursor = ints_reader_over_part(ints_as_const(all), 2, 3);
  ck_assert_uint_eq(ints_reader_left(&cursor), 3);
  ck_assert_int_eq(*ints_reader_get(&cursor), 3);
  cursor = ints_reader_over_part(ints_as_const(all), 6, 0);
  ck_assert_uint_eq(ints_reader_left(&cursor), 0);
  cursor = ints_reader_over_part(ints_as_const(empty), 0, 0);
  ck_assert_uint_eq(ints_reader_left(&cursor), 0);
  ck_assert_int_eq(ints_reader_try_over_part(ints_as_const(all), 0, 6, &cursor), BW_OK);
  ck_assert_uint_eq(ints_reader_left(&cursor), 6);
}
END_TEST

/* Offsets and counts whose sum, or whose bytes, wrap. */
static const size_t outside[][2] = {{0, 7}, {7, 0}, {6, 1}, {1, SIZE_MAX}, {SIZE_MAX, 1}, {SIZE_MAX, SIZE_MAX},
                                    {SIZE_MAX / sizeof(int) + 1, 1}, {1, SIZE_MAX / sizeof(int) + 1}};
enum { OUTSIDE = sizeof(outside) / sizeof(outside[0]) };

START_TEST(a_part_outside_the_span_is_refused) {
  ints_reader cursor = ints_reader_over(ints_as_const(all));
  size_t i;
  for (i = 0; i < OUTSIDE; i++) {
    ck_assert_int_eq(ints_reader_try_over_part(ints_as_const(all), outside[i][0], outside[i][1], &cursor), BW_ERR_RANGE);
    ck_assert_uint_eq(ints_reader_left(&cursor), 6);
  }
}
END_TEST

START_TEST(a_cursor_over_a_part_outside_is_a_violation) {
  (void)ints_reader_over_part(ints_as_const(all), outside[_i][0], outside[_i][1]);
}
END_TEST

START_TEST(parts_behind_each_other_are_one_result) {
  ints_builder builder = ints_builder_into(all);
  ints_builder part;
  ints_builder behind;
  ints done;
  ints_builder_put(&builder, 10);
  part = ints_builder_open(&builder);
  ck_assert_uint_eq(ints_builder_done_with(&builder, &part).count, 1);
  ints_builder_put(&part, 20);
  behind = ints_builder_open(&part);
  ints_builder_put(&behind, 30);
  done = ints_builder_done_with(&builder, &behind);
  ck_assert_ptr_eq(done.items, data);
  ck_assert_uint_eq(done.count, 3);
  ck_assert_int_eq(BW_AT(done, 2), 30);
  ck_assert_uint_eq(ints_builder_count(&builder), 1);
  ck_assert_uint_eq(ints_builder_done_with(&builder, &part).count, 2);
}
END_TEST

START_TEST(a_result_with_a_part_of_elsewhere_is_a_violation) {
  ints_builder builder = ints_builder_into(all);
  ints_builder part = ints_builder_open(&builder);
  if (_i == 0) {
    /* Opened before something else was appended. */
    ints_builder_put(&builder, 1);
  } else {
    part = ints_builder_into(ints_first(all, 3));
  }
  (void)ints_builder_done_with(&builder, &part);
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("cursor");
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_add_test(tcase, next_visits_every_item_once_in_order);
  tcase_add_test(tcase, the_end_stays_the_end);
  tcase_add_test(tcase, an_empty_span_is_at_its_end);
  tcase_add_test(tcase, peek_does_not_step);
  tcase_add_test(tcase, skip_goes_to_the_end_and_not_beyond);
  tcase_add_test(tcase, items_can_be_written_through_a_cursor);
  tcase_add_test(tcase, push_fills_to_the_last_item);
  tcase_add_test(tcase, take_hands_out_parts_that_follow_each_other);
  tcase_add_test(tcase, a_builder_without_room);
  tcase_add_test(tcase, step_after_peek_walks_the_span);
  tcase_add_test(tcase, a_part_is_kept_or_dropped_as_a_whole);
  tcase_add_loop_test_raise_signal(tcase, a_wrong_step_or_part_is_a_violation, SIGABRT, 0, 3);
  tcase_add_test(tcase, runs_are_what_was_stepped_over);
  tcase_add_test(tcase, a_run_of_nothing_is_empty);
  tcase_add_test_raise_signal(tcase, a_step_behind_the_last_item_of_a_run_is_a_violation, SIGABRT);
  tcase_add_test(tcase, cursors_take_parts);
  tcase_add_test_raise_signal(tcase, get_at_the_end_is_a_violation, SIGABRT);
  tcase_add_test(tcase, builders_append_all_or_nothing);
  tcase_add_loop_test_raise_signal(tcase, put_without_room_is_a_violation, SIGABRT, 0, 3);
  tcase_add_test(tcase, a_cursor_over_a_part_walks_the_part);
  tcase_add_test(tcase, a_part_outside_the_span_is_refused);
  tcase_add_loop_test_raise_signal(tcase, a_cursor_over_a_part_outside_is_a_violation, SIGABRT, 0, OUTSIDE);
  tcase_add_test(tcase, parts_behind_each_other_are_one_result);
  tcase_add_loop_test_raise_signal(tcase, a_result_with_a_part_of_elsewhere_is_a_violation, SIGABRT, 0, 2);
  return suite_run("cursor", tcase);
}

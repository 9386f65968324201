/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/span.h>

#include <string.h>

#include "suite.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

typedef struct point {
  int x;
  int y;
} point;

BW_SPAN_DECLARE(ints, int);
BW_SPAN_DECLARE(points, point);
BW_SPAN_DECLARE(texts, char *);

static int data[8];
static ints all;

static void setup(void) {
  int i;
  for (i = 0; i < 8; i++) {
    data[i] = i * 10;
  }
  all = BW_SPAN_OF_ARRAY(ints, data);
}

START_TEST(make_remembers_pointer_and_count) {
  ints empty = ints_make(NULL, 0);
  ck_assert_ptr_eq(all.items, data);
  ck_assert_uint_eq(all.count, 8);
  ck_assert_uint_eq(empty.count, 0);
  ck_assert_ptr_null(empty.items);
}
END_TEST

START_TEST(at_is_an_lvalue_of_the_item) {
  size_t i;
  for (i = 0; i < 8; i++) {
    ck_assert_ptr_eq(ints_at(all, i), &data[i]);
    ck_assert_int_eq(BW_AT(all, i), (int)i * 10);
    BW_AT(all, i) += 1;
    ck_assert_int_eq(data[i], (int)i * 10 + 1);
  }
}
END_TEST

START_TEST(items_of_any_type) {
  char word[] = "word";
  char *list[3] = {NULL, word, NULL};
  point corners[4] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
  points square = BW_SPAN_OF_ARRAY(points, corners);
  texts words = BW_SPAN_OF_ARRAY(texts, list);
  texts_const read_only = texts_as_const(words);
  ck_assert_int_eq(BW_AT(square, 2).y, 1);
  BW_AT(square, 2).y = 5;
  ck_assert_int_eq(corners[2].y, 5);
  ck_assert_str_eq(BW_AT(words, 1), "word");
  ck_assert_ptr_eq(*texts_const_at(read_only, 1), word);
}
END_TEST

static const struct {
  size_t offset;
  size_t count;
  bool inside;
} parts[] = {
    {0, 0, true},         {0, 8, true},        {8, 0, true},         {3, 5, true},         {3, 2, true},
    {0, 9, false},        {9, 0, false},       {8, 1, false},        {3, 6, false},        {SIZE_MAX, 1, false},
    {1, SIZE_MAX, false}, {SIZE_MAX, SIZE_MAX, false}, {7, SIZE_MAX - 6, false}, {SIZE_MAX - 3, 8, false},
};

START_TEST(try_sub_takes_what_lies_inside) {
  size_t i;
  for (i = 0; i < COUNT(parts); i++) {
    ints part = ints_make(data, 1);
    ints_const part_const = ints_const_make(data, 1);
    bw_status expected = parts[i].inside ? BW_OK : BW_ERR_RANGE;
    ck_assert_int_eq(ints_try_sub(all, parts[i].offset, parts[i].count, &part), expected);
    ck_assert_int_eq(ints_const_try_sub(ints_as_const(all), parts[i].offset, parts[i].count, &part_const),
                     expected);
    ck_assert_ptr_eq(part.items, parts[i].inside ? data + parts[i].offset : data);
    ck_assert_uint_eq(part.count, parts[i].inside ? parts[i].count : 1);
    ck_assert_ptr_eq(part_const.items, part.items);
    ck_assert_uint_eq(part_const.count, part.count);
    if (parts[i].inside) {
      ints sub = ints_sub(all, parts[i].offset, parts[i].count);
      ck_assert_ptr_eq(sub.items, part.items);
      ck_assert_uint_eq(sub.count, part.count);
    }
  }
}
END_TEST

START_TEST(sub_outside_is_a_violation) {
  (void)ints_sub(all, parts[_i].offset, parts[_i].count);
}
END_TEST

START_TEST(parts_of_an_empty_span) {
  ints empty = ints_make(NULL, 0);
  ints part = all;
  ck_assert_int_eq(ints_try_sub(empty, 0, 0, &part), BW_OK);
  ck_assert_uint_eq(part.count, 0);
  ck_assert_uint_eq(ints_first(empty, 0).count, 0);
  ck_assert_uint_eq(ints_last(empty, 0).count, 0);
  ck_assert_int_eq(ints_try_sub(empty, 0, 1, &part), BW_ERR_RANGE);
  ints_copy(all, ints_as_const(empty));
  ints_copy(empty, ints_as_const(empty));
  ints_fill(empty, 7);
  ck_assert_int_eq(data[0], 0);
}
END_TEST

START_TEST(first_and_last) {
  size_t n;
  for (n = 0; n <= 8; n++) {
    ck_assert_ptr_eq(ints_first(all, n).items, data);
    ck_assert_uint_eq(ints_first(all, n).count, n);
    ck_assert_ptr_eq(ints_last(all, n).items, data + (8 - n));
    ck_assert_uint_eq(ints_last(all, n).count, n);
  }
}
END_TEST

START_TEST(try_at_leaves_its_output_alone_outside) {
  int *item = NULL;
  ck_assert_int_eq(ints_try_at(all, 7, &item), BW_OK);
  ck_assert_ptr_eq(item, &data[7]);
  ck_assert_int_eq(ints_try_at(all, 8, &item), BW_ERR_RANGE);
  ck_assert_int_eq(ints_try_at(all, SIZE_MAX, &item), BW_ERR_RANGE);
  ck_assert_ptr_eq(item, &data[7]);
}
END_TEST

/* Every pair of overlapping parts gives what a copy through a second array gives. */
START_TEST(copy_of_overlapping_parts) {
  size_t to;
  size_t from;
  size_t n;
  for (to = 0; to < 8; to++) {
    for (from = 0; from < 8; from++) {
      for (n = 0; n <= 8 - (to > from ? to : from); n++) {
        int expected[8];
        size_t i;
        setup();
        memcpy(expected, data, sizeof data);
        for (i = 0; i < n; i++) {
          expected[to + i] = data[from + i];
        }
        ints_copy(ints_sub(all, to, 8 - to), ints_as_const(ints_sub(all, from, n)));
        ck_assert_mem_eq(data, expected, sizeof data);
      }
    }
  }
}
END_TEST

/* Long enough that a copy in blocks of any width, in the wrong direction, goes wrong. */
START_TEST(copy_of_long_overlapping_parts) {
  static int longer[5000];
  ints span = BW_SPAN_OF_ARRAY(ints, longer);
  size_t shift;
  for (shift = 1; shift < 40; shift += 3) {
    size_t i;
    for (i = 0; i < 5000; i++) {
      longer[i] = (int)i;
    }
    ints_copy(ints_last(span, 5000 - shift), ints_as_const(ints_first(span, 5000 - shift)));
    for (i = shift; i < 5000; i++) {
      ck_assert_int_eq(longer[i], (int)(i - shift));
    }
    ints_copy(span, ints_as_const(ints_last(span, 5000 - shift)));
    for (i = 0; i < 5000 - shift; i++) {
      ck_assert_int_eq(longer[i], (int)i);
    }
  }
}
END_TEST

START_TEST(try_copy_copies_all_or_nothing) {
  int other[3] = {7, 8, 9};
  ints_const source = ints_as_const(BW_SPAN_OF_ARRAY(ints, other));
  ck_assert_int_eq(ints_try_copy(ints_first(all, 2), source), BW_ERR_RANGE);
  ck_assert_int_eq(data[0], 0);
  ck_assert_int_eq(ints_try_copy(ints_first(all, 3), source), BW_OK);
  ck_assert_mem_eq(data, other, sizeof other);
  ck_assert_int_eq(data[3], 30);
}
END_TEST

START_TEST(fill_sets_every_item_and_no_other) {
  int i;
  ints_fill(ints_sub(all, 2, 4), -1);
  for (i = 0; i < 8; i++) {
    ck_assert_int_eq(data[i], i >= 2 && i < 6 ? -1 : i * 10);
  }
}
END_TEST

START_TEST(access_outside_is_a_violation) {
  int one = 1;
  ints longer = ints_make(data, 8);
  ints_const many = ints_as_const(longer);
  volatile size_t outside = 8;
  switch (_i) {
  case 0:
    one = BW_AT(all, outside);
    break;
  case 1:
    one = *ints_at(all, outside);
    break;
  case 2:
    one = *ints_const_at(many, SIZE_MAX);
    break;
  case 3:
    all = ints_first(all, outside + 1);
    break;
  case 4:
    all = ints_last(all, outside + 1);
    break;
  case 5:
    ints_copy(ints_first(all, 7), many);
    break;
  case 6:
    all = ints_make(NULL, outside);
    break;
  case 7:
    one = BW_AT(all, (size_t)-1);
    break;
  default:
    break;
  }
  data[0] = one;
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("span");
  size_t i;
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_add_test(tcase, make_remembers_pointer_and_count);
  tcase_add_test(tcase, at_is_an_lvalue_of_the_item);
  tcase_add_test(tcase, items_of_any_type);
  tcase_add_test(tcase, try_sub_takes_what_lies_inside);
  tcase_add_test(tcase, parts_of_an_empty_span);
  tcase_add_test(tcase, first_and_last);
  tcase_add_test(tcase, try_at_leaves_its_output_alone_outside);
  tcase_add_test(tcase, copy_of_overlapping_parts);
  tcase_add_test(tcase, copy_of_long_overlapping_parts);
  tcase_add_test(tcase, try_copy_copies_all_or_nothing);
  tcase_add_test(tcase, fill_sets_every_item_and_no_other);
  tcase_add_loop_test_raise_signal(tcase, access_outside_is_a_violation, SIGABRT, 0, 8);
  for (i = 0; i < COUNT(parts); i++) {
    if (!parts[i].inside) {
      tcase_add_loop_test_raise_signal(tcase, sub_outside_is_a_violation, SIGABRT, (int)i, (int)i + 1);
    }
  }
  return suite_run("span", tcase);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/span.h>

#include <limits.h>
#include <string.h>

#include "suite.h"

/* For the type named like a parameter below, which users without this warning may have. */
#pragma GCC diagnostic ignored "-Wshadow"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

typedef struct point {
  int x;
  int y;
} point;

BW_SPAN_DECLARE(ints, int);
BW_SPAN_SCALAR_DECLARE(ints, int);
BW_SPAN_DECLARE(points, point);

/* Named like a parameter of the functions that are made: sizes come from the items, not from the name. */
typedef struct from {
  char bytes[3];
} from;
BW_SPAN_DECLARE(triples, from);
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

START_TEST(types_named_like_a_parameter) {
  static const from source[3] = {{"ab"}, {"cd"}, {"ef"}};
  from target[5] = {{"--"}, {"--"}, {"--"}, {"--"}, {"--"}};
  triples to = BW_SPAN_OF_ARRAY(triples, target);
  triples_copy(to, BW_SPAN_OF_ARRAY(triples_const, source));
  ck_assert_str_eq(target[2].bytes, "ef");
  ck_assert_str_eq(target[3].bytes, "--");
  triples_move(to, 3, 0, 2);
  ck_assert_str_eq(target[4].bytes, "cd");
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

/* Both halves of every place to split at, const and mutable. */
START_TEST(split_gives_both_halves) {
  size_t at;
  for (at = 0; at <= 8; at++) {
    ints left = ints_make(NULL, 0);
    ints right = left;
    ints_const left_const;
    ints_const right_const;
    ints_split(all, at, &left, &right);
    ck_assert_ptr_eq(left.items, data);
    ck_assert_uint_eq(left.count, at);
    ck_assert_ptr_eq(right.items, data + at);
    ck_assert_uint_eq(right.count, 8 - at);
    ck_assert_int_eq(ints_const_try_split(ints_as_const(all), at, &left_const, &right_const), BW_OK);
    ck_assert_ptr_eq(right_const.items, data + at);
    ck_assert_uint_eq(left_const.count + right_const.count, 8);
  }
}
END_TEST

/* Every try_ form beyond its span: the status, and the outputs as they were. */
START_TEST(try_forms_leave_their_outputs_alone) {
  ints kept = ints_make(data, 3);
  ints other = ints_make(data + 1, 2);
  ints_const kept_const = ints_const_make(data, 3);
  ck_assert_int_eq(ints_try_first(all, 9, &kept), BW_ERR_RANGE);
  ck_assert_int_eq(ints_try_last(all, 9, &kept), BW_ERR_RANGE);
  ck_assert_int_eq(ints_try_last(all, SIZE_MAX, &kept), BW_ERR_RANGE);
  ck_assert_int_eq(ints_try_split(all, 9, &kept, &other), BW_ERR_RANGE);
  ck_assert_int_eq(ints_try_make(NULL, 1, &kept), BW_ERR_ARGUMENT);
  ck_assert_int_eq(ints_const_try_first(ints_as_const(all), SIZE_MAX, &kept_const), BW_ERR_RANGE);
  ck_assert_int_eq(ints_const_try_make(NULL, SIZE_MAX, &kept_const), BW_ERR_ARGUMENT);
  ck_assert_ptr_eq(kept.items, data);
  ck_assert_uint_eq(kept.count, 3);
  ck_assert_ptr_eq(other.items, data + 1);
  ck_assert_uint_eq(other.count, 2);
  ck_assert_uint_eq(kept_const.count, 3);
  ck_assert_int_eq(ints_try_first(all, 8, &kept), BW_OK);
  ck_assert_uint_eq(kept.count, 8);
  ck_assert_int_eq(ints_try_last(all, 2, &kept), BW_OK);
  ck_assert_ptr_eq(kept.items, data + 6);
  ck_assert_int_eq(ints_try_make(data + 1, 4, &kept), BW_OK);
  ck_assert_uint_eq(kept.count, 4);
  ck_assert_int_eq(ints_try_make(NULL, 0, &kept), BW_OK);
  ck_assert_ptr_null(kept.items);
}
END_TEST

/* Every move within five items, inside and outside, against a copy by way of a third place. */
START_TEST(moves_within_a_span) {
  size_t to;
  size_t from;
  size_t n;
  ints span = ints_first(all, 5);
  for (to = 0; to <= 6; to++) {
    for (from = 0; from <= 6; from++) {
      for (n = 0; n <= 6; n++) {
        bool inside = to + n <= 5 && from + n <= 5;
        int expected[8];
        setup();
        memcpy(expected, data, sizeof data);
        if (inside) {
          int third[8];
          memcpy(third, data + from, n * sizeof(int));
          memcpy(expected + to, third, n * sizeof(int));
        }
        ck_assert_int_eq(ints_try_move(span, to, from, n), inside ? BW_OK : BW_ERR_RANGE);
        ck_assert_mem_eq(data, expected, sizeof data);
        if (inside) {
          setup();
          ints_move(span, to, from, n);
          ck_assert_mem_eq(data, expected, sizeof data);
        }
      }
    }
  }
  ck_assert_int_eq(ints_try_move(span, SIZE_MAX, 0, 2), BW_ERR_RANGE);
  ck_assert_int_eq(ints_try_move(span, 0, SIZE_MAX, 2), BW_ERR_RANGE);
  ck_assert_int_eq(ints_try_move(ints_make(NULL, 0), 0, 0, 0), BW_OK);
}
END_TEST

static ints_const read_only(const int *items, size_t count) {
  return ints_const_make(items, count);
}

/* The order of all pairs of short texts over three values, against what a dictionary does. */
START_TEST(comparing_is_lexicographic) {
  size_t i;
  size_t j;
  for (i = 0; i < 40; i++) {
    for (j = 0; j < 40; j++) {
      /* Words of up to three letters, numbered by length, then letter by letter. */
      int words[2][3] = {{0, 0, 0}, {0, 0, 0}};
      size_t lengths[2];
      size_t numbers[2] = {i, j};
      size_t w;
      int expected = 0;
      size_t k;
      for (w = 0; w < 2; w++) {
        size_t rest = numbers[w];
        lengths[w] = rest < 1 ? 0 : rest < 4 ? 1 : rest < 13 ? 2 : 3;
        rest -= rest < 1 ? 0 : rest < 4 ? 1 : rest < 13 ? 4 : 13;
        for (k = lengths[w]; k-- > 0;) {
          words[w][k] = (int)(rest % 3) - 1;
          rest /= 3;
        }
      }
      for (k = 0; expected == 0 && (k < lengths[0] || k < lengths[1]); k++) {
        int a = k < lengths[0] ? words[0][k] : INT_MIN;
        int b = k < lengths[1] ? words[1][k] : INT_MIN;
        expected = a < b ? -1 : a > b;
      }
      ck_assert_int_eq(ints_compare(read_only(words[0], lengths[0]), read_only(words[1], lengths[1])), expected);
      ck_assert_int_eq(ints_equal(read_only(words[0], lengths[0]), read_only(words[1], lengths[1])), i == j);
      ck_assert_int_eq(expected == 0, i == j);
    }
  }
}
END_TEST

START_TEST(finding_scalars) {
  static const int values[] = {4, 1, 4, 2, 4, 1, 2};
  ints_const span = ints_const_make(values, 7);
  size_t index = 99;
  ck_assert(ints_find(span, 4, &index));
  ck_assert_uint_eq(index, 0);
  ck_assert(ints_find_last(span, 4, &index));
  ck_assert_uint_eq(index, 4);
  ck_assert(ints_find(span, 2, &index));
  ck_assert_uint_eq(index, 3);
  ck_assert(ints_find_last(ints_const_first(span, 2), 4, &index));
  ck_assert_uint_eq(index, 0);
  index = 99;
  ck_assert(!ints_find(span, 5, &index));
  ck_assert(!ints_find_last(span, 5, &index));
  ck_assert(!ints_find(ints_const_first(span, 3), 2, &index));
  ck_assert(!ints_find(ints_const_make(NULL, 0), 4, &index));
  ck_assert(!ints_find_last(ints_const_make(NULL, 0), 4, &index));
  ck_assert_uint_eq(index, 99);
}
END_TEST

/* Every part of a text with repeats, and parts that differ in their last item: the first place, by hand. */
START_TEST(finding_parts) {
  static const int values[] = {1, 2, 1, 2, 1, 3, 1, 2};
  ints_const span = ints_const_make(values, 8);
  size_t from;
  size_t n;
  for (from = 0; from <= 8; from++) {
    for (n = 0; n <= 8 - from; n++) {
      size_t index = 99;
      size_t expected = 0;
      while (memcmp(values + expected, values + from, n * sizeof(int)) != 0) {
        expected++;
      }
      ck_assert(ints_find_span(span, ints_const_sub(span, from, n), &index));
      ck_assert_uint_eq(index, expected);
      ck_assert_int_eq(ints_starts_with(span, ints_const_sub(span, from, n)), expected == 0);
      ck_assert(ints_ends_with(span, ints_const_last(span, n)));
      if (n != 0) {
        int other[8];
        memcpy(other, values + from, n * sizeof(int));
        other[n - 1] = 7;
        index = 99;
        ck_assert(!ints_find_span(span, ints_const_make(other, n), &index));
        ck_assert(!ints_starts_with(span, ints_const_make(other, n)));
        ck_assert(!ints_ends_with(span, ints_const_make(other, n)));
        ck_assert_uint_eq(index, 99);
        ck_assert(!ints_find_span(ints_const_first(span, n - 1), ints_const_first(span, n), &index));
        ck_assert(!ints_ends_with(ints_const_first(span, n - 1), ints_const_first(span, n)));
      }
    }
  }
}
END_TEST

static bool same_point(const point *a, const point *b) {
  return a->x == b->x && a->y == b->y;
}
BW_SPAN_EQUAL_DECLARE(points, point, same_point);

/* Structures compare by the function they were declared with, whatever their padding holds. */
START_TEST(finding_structures) {
  static const point path[] = {{1, 2}, {3, 4}, {1, 2}, {5, 6}};
  static const point other = {3, 5};
  points_const span = points_const_make(path, 4);
  size_t index = 99;
  ck_assert(points_find(span, &path[2], &index));
  ck_assert_uint_eq(index, 0);
  ck_assert(points_find_last(span, &path[0], &index));
  ck_assert_uint_eq(index, 2);
  ck_assert(points_find_span(span, points_const_sub(span, 2, 2), &index));
  ck_assert_uint_eq(index, 2);
  ck_assert(!points_find(span, &other, &index));
  ck_assert_uint_eq(index, 2);
  ck_assert(points_equal(points_const_first(span, 1), points_const_sub(span, 2, 1)));
  ck_assert(!points_equal(points_const_first(span, 1), points_const_first(span, 2)));
  ck_assert(points_starts_with(span, points_const_first(span, 3)));
  ck_assert(!points_ends_with(span, points_const_first(span, 3)));
}
END_TEST

/* Bytes compare unsigned, as memcmp does. */
START_TEST(bytes_compare_unsigned) {
  static const uint8_t high[] = {0x80};
  static const uint8_t low[] = {0x7F, 0xFF};
  ck_assert_int_eq(bw_bytes_compare(bw_bytes_const_make(high, 1), bw_bytes_const_make(low, 2)), 1);
  ck_assert_int_eq(bw_bytes_compare(bw_bytes_const_make(low, 2), bw_bytes_const_make(high, 1)), -1);
  ck_assert_int_eq(bw_bytes_compare(bw_bytes_const_make(low, 1), bw_bytes_const_make(low, 2)), -1);
  ck_assert_int_eq(bw_bytes_compare(bw_bytes_const_make(NULL, 0), bw_bytes_const_make(NULL, 0)), 0);
  ck_assert(bw_bytes_equal(bw_bytes_const_make(NULL, 0), bw_bytes_const_make(low, 0)));
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
  case 8:
    ints_split(all, outside + 1, &all, &longer);
    break;
  case 9:
    ints_move(all, 1, 0, outside);
    break;
  case 10:
    ints_move(all, 0, 1, outside);
    break;
  case 11:
    ints_move(all, outside, 0, 0 - outside);
    break;
  case 12: /* 0 in the lower half: an index is wide, whatever a size is */
    one = BW_AT(all, UINT64_C(0x100000000));
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
  tcase_add_test(tcase, types_named_like_a_parameter);
  tcase_add_test(tcase, copy_of_long_overlapping_parts);
  tcase_add_test(tcase, try_copy_copies_all_or_nothing);
  tcase_add_test(tcase, fill_sets_every_item_and_no_other);
  tcase_add_test(tcase, split_gives_both_halves);
  tcase_add_test(tcase, try_forms_leave_their_outputs_alone);
  tcase_add_test(tcase, moves_within_a_span);
  tcase_add_test(tcase, comparing_is_lexicographic);
  tcase_add_test(tcase, finding_scalars);
  tcase_add_test(tcase, finding_parts);
  tcase_add_test(tcase, finding_structures);
  tcase_add_test(tcase, bytes_compare_unsigned);
  tcase_add_loop_test_raise_signal(tcase, access_outside_is_a_violation, SIGABRT, 0, 13);
  for (i = 0; i < COUNT(parts); i++) {
    if (!parts[i].inside) {
      tcase_add_loop_test_raise_signal(tcase, sub_outside_is_a_violation, SIGABRT, (int)i, (int)i + 1);
    }
  }
  return suite_run("span", tcase);
}

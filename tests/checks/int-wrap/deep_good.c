/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of deep_bad.c, repaired. */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

void use(long long value);

static void one_more_8(int value) {
  int result = value + 1;
  use(result);
}

static void one_more_7(int value) {
  one_more_8(value);
}

static void one_more_6(int value) {
  one_more_7(value);
}

static void one_more_5(int value) {
  one_more_6(value);
}

static void one_more_4(int value) {
  one_more_5(value);
}

static void one_more_3(int value) {
  one_more_4(value);
}

static void one_more_2(int value) {
  one_more_3(value);
}

static void one_more(int value) {
  one_more_2(value);
}

void nearly_largest_at_the_end(void) {
  one_more(INT_MAX - 1);
}

static void one_less_8(int64_t value) {
  if (value > INT64_MIN) {
    --value;
    use(value);
  }
}

static void one_less_7(int64_t value) {
  one_less_8(value);
}

static void one_less_6(int64_t value) {
  one_less_7(value);
}

static void one_less_5(int64_t value) {
  one_less_6(value);
}

static void one_less_4(int64_t value) {
  one_less_5(value);
}

static void one_less_3(int64_t value) {
  one_less_4(value);
}

static void one_less_2(int64_t value) {
  one_less_3(value);
}

static void one_less(int64_t value) {
  one_less_2(value);
}

void least_at_the_end(void) {
  int64_t value = INT64_MIN;
  one_less(value);
}

static void parted_8(int count) {
  if (count != 0)
    printf("%d of each\n", 1000 / count);
}

static void parted_7(int value) {
  parted_8(value);
}

static void parted_6(int value) {
  parted_7(value);
}

static void parted_5(int value) {
  parted_6(value);
}

static void parted_4(int value) {
  parted_5(value);
}

static void parted_3(int value) {
  parted_4(value);
}

static void parted_2(int value) {
  parted_3(value);
}

static void parted(int value) {
  parted_2(value);
}

void none_at_the_end(void) {
  parted(0);
  parted(4);
}

static void remainder_8(int count) {
  use(77 % count);
}

static void remainder_7(int value) {
  remainder_8(value);
}

static void remainder_6(int value) {
  remainder_7(value);
}

static void remainder_5(int value) {
  remainder_6(value);
}

static void remainder_4(int value) {
  remainder_5(value);
}

static void remainder_3(int value) {
  remainder_4(value);
}

static void remainder_2(int value) {
  remainder_3(value);
}

static void remainder(int value) {
  remainder_2(value);
}

void chosen_at_the_end(void) {
  int count = 1;
  if (fscanf(stdin, "%d", &count) != 1 || count < 1)
    return;
  remainder(count);
}

static int moved_by(int less, int more) {
  int by = (more - less) * sizeof(int64_t);
  return by;
}

void one_fewer(void) {
  use(moved_by(1, 0));
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of deep_bad.c, repaired. */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>

void use(long long value);

#define HANDED_DOWN(name, type)                                                                                       \
  static void name##_8(type value);                                                                                   \
  static void name##_7(type value) { name##_8(value); }                                                               \
  static void name##_6(type value) { name##_7(value); }                                                               \
  static void name##_5(type value) { name##_6(value); }                                                               \
  static void name##_4(type value) { name##_5(value); }                                                               \
  static void name##_3(type value) { name##_4(value); }                                                               \
  static void name##_2(type value) { name##_3(value); }                                                               \
  static void name(type value) { name##_2(value); }

HANDED_DOWN(one_more, int)
HANDED_DOWN(one_less, int64_t)
HANDED_DOWN(parted, int)
HANDED_DOWN(remainder, int)

static void one_more_8(int value) {
  int result = value + 1;
  use(result);
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

void least_at_the_end(void) {
  int64_t value = INT64_MIN;
  one_less(value);
}

static void parted_8(int count) {
  if (count != 0)
    printf("%d of each\n", 1000 / count);
}

void none_at_the_end(void) {
  parted(0);
  parted(4);
}

static void remainder_8(int count) {
  use(77 % count);
}

void chosen_at_the_end(void) {
  int count = 1;
  if (fscanf(stdin, "%d", &count) != 1 || count < 1)
    return;
  remainder(count);
}

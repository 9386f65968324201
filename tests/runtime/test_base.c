/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/bulwark.h>

#include "suite.h"

/* Every annotation, where it may stand: that this compiles, without a warning, is the test. */
BW_HARDENED_FILE;
BW_HARDENED_FILE;

struct request {
  size_t count BW_UNTRUSTED;
  int *values BW_COUNTED_BY(count);
  const void *buffer BW_USER;
};

static int sum_untrusted(const int *values BW_COUNTED_BY(count), size_t count BW_UNTRUSTED) {
  int sum = 0;
  size_t i;
  for (i = 0; i < count; i++) {
    sum += values[i];
  }
  return sum;
}

START_TEST(annotations_mean_nothing_to_the_program) {
  int numbers[3] = {1, 2, 3};
  struct request request = {3, NULL, NULL};
  request.values = numbers;
  ck_assert_int_eq(sum_untrusted(request.values, request.count), 6);
}
END_TEST

static int return_from_unsafe(const int *p) {
  BW_UNSAFE("the test reads through a raw pointer") {
    return p[0];
  }
}

/* A block is no loop: break and continue reach the loop around it, and a variable set inside counts as set. */
START_TEST(an_unsafe_block_is_an_ordinary_block) {
  int one = 1;
  int set;
  int rounds = 0;
  int i;
  BW_UNSAFE("the test sets a variable") {
    set = one;
  }
  ck_assert_int_eq(set, 1);
  ck_assert_int_eq(return_from_unsafe(&one), 1);
  for (i = 0; i < 10; i++) {
    BW_UNSAFE("the test leaves a loop") {
      if (i < 3) {
        continue;
      }
      break;
    }
    rounds++;
  }
  ck_assert_int_eq(i, 3);
  ck_assert_int_eq(rounds, 0);
  if (rounds == 0) {
    BW_UNSAFE("the test stands before an else") {
      rounds = 1;
    }
  } else {
    rounds = 2;
  }
  ck_assert_int_eq(rounds, 1);
}
END_TEST

START_TEST(every_status_has_a_name) {
  static const char *const names[] = {"ok",      "argument",  "range", "memory", "full",  "truncated", "format",
                                      "context", "contained", "fault", "stale",  "type", "quota",     "empty"};
  int status;
  for (status = BW_OK; status <= BW_ERR_EMPTY; status++) {
    ck_assert_str_eq(bw_status_name((bw_status)status), names[status]);
  }
  ck_assert_str_eq(bw_status_name((bw_status)(BW_ERR_EMPTY + 1)), "unknown");
  ck_assert_str_eq(bw_status_name((bw_status)-1), "unknown");
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("base");
  tcase_add_test(tcase, annotations_mean_nothing_to_the_program);
  tcase_add_test(tcase, an_unsafe_block_is_an_ordinary_block);
  tcase_add_test(tcase, every_status_has_a_name);
  return suite_run("base", tcase);
}

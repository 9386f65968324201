/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/guard.h>
#include <bulwark/violation.h>

#include "platform_test.h"
#include "suite.h"

static bw_violation seen;
static unsigned seen_count;
static bw_policy answer;

static bw_policy record(const bw_violation *violation) {
  seen = *violation;
  seen_count++;
  return answer;
}

static void setup(void) {
  platform_reset();
  seen_count = 0;
  answer = BW_POLICY_CONTAIN;
  (void)bw_policy_set(record);
}

static bw_status violate(bw_guard *guard, void *context) {
  (void)guard;
  if (*(int *)context == 0) {
    bw_violate_bounds();
  }
  bw_violate_state();
}

START_TEST(set_returns_the_hook_before) {
  ck_assert(bw_policy_set(NULL) == record);
  ck_assert(bw_policy_set(record) == NULL);
}
END_TEST

#if defined(BW_NO_GUARD)
#define RUN_GUARDED(guard, body, context) ((void)(guard), (body)(NULL, (context)))
#else
#define RUN_GUARDED(guard, body, context) bw_guard_run((guard), NULL, (body), (context))

START_TEST(the_hook_sees_kind_and_place) {
  static const bw_violation_kind kinds[] = {BW_VIOLATION_BOUNDS, BW_VIOLATION_STATE};
  bw_guard guard;
  int i;
  for (i = 0; i < 2; i++) {
    ck_assert_int_eq(bw_guard_run(&guard, NULL, violate, &i), BW_ERR_CONTAINED);
    ck_assert_uint_eq(seen_count, (unsigned)i + 1u);
    ck_assert_int_eq(seen.kind, kinds[i]);
    ck_assert_ptr_nonnull(seen.address);
    ck_assert_int_eq(bw_guard_violation(&guard)->kind, kinds[i]);
    ck_assert_ptr_eq(bw_guard_violation(&guard)->address, seen.address);
  }
}
END_TEST

START_TEST(without_a_hook_a_guard_contains) {
  bw_guard guard;
  int kind = 0;
  (void)bw_policy_set(NULL);
  ck_assert_int_eq(bw_guard_run(&guard, NULL, violate, &kind), BW_ERR_CONTAINED);
  ck_assert_uint_eq(seen_count, 0);
}
END_TEST

#endif

START_TEST(without_a_guard_contain_panics) {
  bw_violate_bounds();
}
END_TEST

START_TEST(panic_does_not_look_for_a_guard) {
  bw_guard guard;
  int kind = 1;
  answer = BW_POLICY_PANIC;
  ck_assert_int_eq(RUN_GUARDED(&guard, violate, &kind), BW_ERR_CONTAINED);
}
END_TEST

START_TEST(trap_does_not_look_for_a_guard) {
  bw_guard guard;
  int kind = 1;
  answer = BW_POLICY_TRAP;
  ck_assert_int_eq(RUN_GUARDED(&guard, violate, &kind), BW_ERR_CONTAINED);
}
END_TEST

START_TEST(index_is_checked) {
  static const struct {
    size_t index;
    size_t count;
  } inside[] = {{0, 1}, {6, 7}, {SIZE_MAX - 1, SIZE_MAX}};
  size_t i;
  for (i = 0; i < 3; i++) {
    ck_assert_uint_eq(bw_index(inside[i].index, inside[i].count), inside[i].index);
  }
}
END_TEST

START_TEST(index_outside_is_a_violation) {
  static const struct {
    size_t index;
    size_t count;
  } outside[] = {{0, 0}, {7, 7}, {SIZE_MAX, 7}, {SIZE_MAX, SIZE_MAX}};
  (void)bw_index(outside[_i].index, outside[_i].count);
}
END_TEST

START_TEST(kinds_have_names) {
  ck_assert_str_eq(bw_violation_kind_name(BW_VIOLATION_BOUNDS), "bounds");
  ck_assert_str_eq(bw_violation_kind_name(BW_VIOLATION_STATE), "state");
  ck_assert_str_eq(bw_violation_kind_name(BW_VIOLATION_CORRUPT), "corrupt");
  ck_assert_str_eq(bw_violation_kind_name((bw_violation_kind)77), "unknown");
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("violation");
  tcase_add_checked_fixture(tcase, setup, NULL);
  tcase_add_test(tcase, set_returns_the_hook_before);
#if !defined(BW_NO_GUARD)
  tcase_add_test(tcase, the_hook_sees_kind_and_place);
  tcase_add_test(tcase, without_a_hook_a_guard_contains);
#endif
  tcase_add_test_raise_signal(tcase, without_a_guard_contain_panics, SIGABRT);
  tcase_add_test_raise_signal(tcase, panic_does_not_look_for_a_guard, SIGABRT);
  tcase_add_test_raise_signal(tcase, trap_does_not_look_for_a_guard, TRAP_SIGNAL);
  tcase_add_test(tcase, index_is_checked);
  tcase_add_loop_test_raise_signal(tcase, index_outside_is_a_violation, SIGABRT, 0, 4);
  tcase_add_test(tcase, kinds_have_names);
  return suite_run("violation", tcase);
}

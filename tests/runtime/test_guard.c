/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/guard.h>

#include <string.h>

#include "platform_test.h"
#include "suite.h"

/* What the releases did, in order: each appends the letter its object leads to. */
static char log_text[64];
static size_t log_count;
static char letters[] = "abcdefghijklmnopqrstuvwxyz";

static bw_arena arena;

static void write_letter(void *object) {
  ck_assert_uint_lt(log_count, sizeof log_text - 1);
  log_text[log_count] = *(char *)object;
  log_count++;
  log_text[log_count] = '\0';
}

static void setup(void) {
  platform_reset();
  log_text[0] = '\0';
  log_count = 0;
  ck_assert_int_eq(bw_arena_init(&arena, 512), BW_OK);
}

static void teardown(void) {
  bw_arena_destroy(&arena);
  ck_assert_uint_eq(platform_chunks_live(), 0);
}

static void defer_letters(bw_guard *guard, int count) {
  int i;
  for (i = 0; i < count; i++) {
    ck_assert_int_eq(bw_defer(guard, write_letter, &letters[i]), BW_OK);
  }
}

static bw_status end_with(bw_guard *guard, void *context) {
  defer_letters(guard, 3);
  return *(bw_status *)context;
}

START_TEST(status_of_the_body_passes_through) {
  static const bw_status statuses[] = {BW_OK, BW_ERR_FORMAT, BW_ERR_MEMORY};
  size_t i;
  for (i = 0; i < 3; i++) {
    bw_guard guard;
    bw_status status = statuses[i];
    log_count = 0;
    ck_assert_int_eq(bw_guard_run(&guard, &arena, end_with, &status), statuses[i]);
    ck_assert_ptr_null(bw_guard_violation(&guard));
    ck_assert_str_eq(log_text, "cba");
    ck_assert_ptr_null(*bw_platform_guard_slot());
  }
}
END_TEST

static int sink;

static volatile bool bottom_is_bad = true;

static int deep(int depth) {
  volatile int frame[16];
  frame[depth % 16] = depth;
  if (depth == 0) {
    if (bottom_is_bad) {
      bw_violate_bounds();
    }
    return 0;
  }
  return deep(depth - 1) + frame[depth % 16];
}

static bw_status violate_deep_down(bw_guard *guard, void *context) {
  void *block;
  int i;
  defer_letters(guard, 4);
  for (i = 0; i < 10; i++) {
    ck_assert_int_eq(bw_arena_alloc(&arena, 300, 8, &block), BW_OK);
    memset(block, 0x33, 300);
  }
  sink = deep(*(int *)context);
  return BW_OK;
}

START_TEST(a_violation_comes_back_as_a_status) {
  bw_guard guard;
  int depth = _i * 100;
  void *kept;
  bw_arena_mark before;
  bw_arena_mark after;
  ck_assert_int_eq(bw_arena_alloc(&arena, 40, 8, &kept), BW_OK);
  memset(kept, 0x44, 40);
  before = bw_arena_save(&arena);
  ck_assert_int_eq(bw_guard_run(&guard, &arena, violate_deep_down, &depth), BW_ERR_CONTAINED);
  after = bw_arena_save(&arena);
  ck_assert_str_eq(log_text, "dcba");
  ck_assert_ptr_eq(after.chunk, before.chunk);
  ck_assert_uint_eq(after.used, before.used);
  ck_assert_int_eq(((unsigned char *)kept)[39], 0x44);
  ck_assert_int_eq(bw_guard_violation(&guard)->kind, BW_VIOLATION_BOUNDS);
  ck_assert_ptr_null(*bw_platform_guard_slot());
}
END_TEST

START_TEST(a_guard_is_used_again_and_again) {
  bw_guard guard;
  int depth = 3;
  int i;
  for (i = 0; i < 10000; i++) {
    bw_status status = BW_OK;
    log_count = 0;
    ck_assert_int_eq(bw_guard_run(&guard, &arena, violate_deep_down, &depth), BW_ERR_CONTAINED);
    log_count = 0;
    ck_assert_int_eq(bw_guard_run(&guard, &arena, end_with, &status), BW_OK);
    ck_assert_ptr_null(bw_guard_violation(&guard));
  }
  ck_assert_uint_le(platform_chunks_live(), 1);
}
END_TEST

static bw_status clobber_and_violate(bw_guard *guard, void *context) {
  (void)guard;
  (void)context;
#if defined(__x86_64__)
  __asm__ volatile("xorl %%ebx, %%ebx\n xorl %%r12d, %%r12d\n xorl %%r13d, %%r13d\n xorl %%r14d, %%r14d\n"
                   "xorl %%r15d, %%r15d"
                   :
                   :
                   : "rbx", "r12", "r13", "r14", "r15", "memory");
#elif defined(__aarch64__)
  __asm__ volatile("mov x19, #0\n mov x20, #0\n mov x21, #0\n mov x22, #0\n mov x23, #0\n mov x24, #0\n"
                   "mov x25, #0\n mov x26, #0\n mov x27, #0\n mov x28, #0\n fmov d8, xzr\n fmov d15, xzr"
                   :
                   :
                   : "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28", "v8", "v15", "memory");
#endif
  bw_violate_state();
}

/* More values live across the call than there are preserved registers: all of them survive. */
START_TEST(registers_of_the_caller_survive) {
  bw_guard guard;
  volatile uint64_t base = 1000;
  uint64_t a = base + 1;
  uint64_t b = base + 2;
  uint64_t c = base + 3;
  uint64_t d = base + 4;
  uint64_t e = base + 5;
  uint64_t f = base + 6;
  uint64_t g = base + 7;
  double h = (double)base + 0.5;
  int i;
  for (i = 0; i < 50; i++) {
    ck_assert_int_eq(bw_guard_run(&guard, NULL, clobber_and_violate, NULL), BW_ERR_CONTAINED);
    a += 1;
    b += a;
    c += b;
    d ^= c;
    e += d;
    f -= e;
    g += f;
    h += 1.0;
  }
  {
    uint64_t x[7];
    for (i = 0; i < 7; i++) {
      x[i] = base + 1u + (uint64_t)i;
    }
    for (i = 0; i < 50; i++) {
      x[0] += 1;
      x[1] += x[0];
      x[2] += x[1];
      x[3] ^= x[2];
      x[4] += x[3];
      x[5] -= x[4];
      x[6] += x[5];
    }
    ck_assert_uint_eq(a, x[0]);
    ck_assert_uint_eq(b, x[1]);
    ck_assert_uint_eq(c, x[2]);
    ck_assert_uint_eq(d, x[3]);
    ck_assert_uint_eq(e, x[4]);
    ck_assert_uint_eq(f, x[5]);
    ck_assert_uint_eq(g, x[6]);
    ck_assert(h == 1050.5);
  }
}
END_TEST

struct lock {
  int held;
  int seen_by_release;
};

static void unlock(void *object) {
  struct lock *lock = (struct lock *)object;
  lock->seen_by_release = lock->held;
  lock->held = 0;
}

/* The store to `held` is dead on every path but the violation's: the release must still see it. */
static bw_status lock_and_violate(bw_guard *guard, void *context) {
  struct lock *lock = (struct lock *)context;
  ck_assert_int_eq(bw_defer(guard, unlock, lock), BW_OK);
  lock->held = 17;
  if (sink == 12345) {
    return BW_OK;
  }
  lock->held = 18;
  bw_violate_bounds();
}

START_TEST(stores_before_the_violation_are_seen) {
  bw_guard guard;
  struct lock lock = {0, 0};
  ck_assert_int_eq(bw_guard_run(&guard, NULL, lock_and_violate, &lock), BW_ERR_CONTAINED);
  ck_assert_int_eq(lock.seen_by_release, 18);
  ck_assert_int_eq(lock.held, 0);
}
END_TEST

static bw_status nest(bw_guard *outer, void *context) {
  bw_guard inner;
  int depth = 2;
  bw_status status;
  bw_arena_mark before;
  ck_assert_int_eq(bw_defer(outer, write_letter, &letters[25]), BW_OK);
  before = bw_arena_save(&arena);
  status = bw_guard_run(&inner, &arena, violate_deep_down, &depth);
  ck_assert_int_eq(status, BW_ERR_CONTAINED);
  ck_assert_str_eq(log_text, "dcba");
  ck_assert_uint_eq(bw_arena_save(&arena).used, before.used);
  ck_assert_ptr_eq(*bw_platform_guard_slot(), outer);
  if (*(int *)context != 0) {
    bw_violate_state();
  }
  return status;
}

START_TEST(the_innermost_guard_contains) {
  bw_guard outer;
  int again = 0;
  ck_assert_int_eq(bw_guard_run(&outer, &arena, nest, &again), BW_ERR_CONTAINED);
  ck_assert_ptr_null(bw_guard_violation(&outer));
  ck_assert_str_eq(log_text, "dcbaz");
  log_count = 0;
  again = 1;
  ck_assert_int_eq(bw_guard_run(&outer, &arena, nest, &again), BW_ERR_CONTAINED);
  ck_assert_int_eq(bw_guard_violation(&outer)->kind, BW_VIOLATION_STATE);
  ck_assert_str_eq(log_text, "dcbaz");
}
END_TEST

static bw_status order(bw_guard *guard, void *context) {
  (void)context;
  defer_letters(guard, 6);
  bw_defer_release(guard, &letters[5]); /* the newest */
  bw_defer_release(guard, &letters[1]); /* out of the middle */
  bw_defer_cancel(guard, &letters[3]);
  ck_assert_int_eq(bw_defer(guard, write_letter, &letters[0]), BW_OK);
  bw_defer_cancel(guard, &letters[0]); /* the newer of two entries for one object */
  ck_assert_str_eq(log_text, "fb");
  return BW_OK;
}

START_TEST(release_and_cancel_take_the_newest_of_an_object) {
  bw_guard guard;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, order, NULL), BW_OK);
  ck_assert_str_eq(log_text, "fbeca");
}
END_TEST

static bw_status fill_up(bw_guard *guard, void *context) {
  (void)context;
  defer_letters(guard, (int)BW_GUARD_DEFERRED_MAX);
  ck_assert_int_eq(bw_defer(guard, write_letter, &letters[25]), BW_ERR_FULL);
  bw_defer_cancel(guard, &letters[7]);
  ck_assert_int_eq(bw_defer(guard, write_letter, &letters[25]), BW_OK);
  return BW_OK;
}

START_TEST(a_full_list_refuses) {
  bw_guard guard;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, fill_up, NULL), BW_OK);
  ck_assert_str_eq(log_text, "zponmlkjigfedcba");
}
END_TEST

static bw_status misuse(bw_guard *guard, void *context) {
  defer_letters(guard, 2);
  switch (*(int *)context) {
  case 0:
    bw_defer_release(guard, &letters[9]);
    break;
  case 1:
    bw_defer_cancel(guard, &letters[9]);
    break;
  case 2:
    return bw_guard_run(guard, NULL, misuse, context);
  default:
    break;
  }
  return BW_OK;
}

START_TEST(misuse_of_the_list_is_contained_like_any_violation) {
  bw_guard guard;
  int what = _i;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, misuse, &what), BW_ERR_CONTAINED);
  ck_assert_int_eq(bw_guard_violation(&guard)->kind, BW_VIOLATION_STATE);
  ck_assert_str_eq(log_text, "ba");
}
END_TEST

START_TEST(defer_after_the_body_is_a_violation) {
  bw_guard guard;
  bw_status status = BW_OK;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, end_with, &status), BW_OK);
  ck_assert_int_eq(bw_defer(&guard, write_letter, &letters[0]), BW_OK);
}
END_TEST

static void violate_again(void *object) {
  (void)object;
  bw_violate_bounds();
}

static bw_status defer_a_violation(bw_guard *guard, void *context) {
  (void)context;
  ck_assert_int_eq(bw_defer(guard, violate_again, NULL), BW_OK);
  return BW_OK;
}

START_TEST(a_violation_inside_a_release_panics) {
  bw_guard guard;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, defer_a_violation, NULL), BW_OK);
}
END_TEST

static void run_inner_guard(void *object) {
  bw_guard inner;
  int depth = 1;
  (void)object;
  ck_assert_int_eq(bw_guard_run(&inner, NULL, violate_deep_down, &depth), BW_ERR_CONTAINED);
}

static bw_status defer_a_guard(bw_guard *guard, void *context) {
  (void)context;
  ck_assert_int_eq(bw_defer(guard, run_inner_guard, NULL), BW_OK);
  bw_violate_state();
}

START_TEST(a_release_may_run_a_guard_of_its_own) {
  bw_guard guard;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, defer_a_guard, NULL), BW_ERR_CONTAINED);
  ck_assert_str_eq(log_text, "dcba");
}
END_TEST

static bool body_was_called;

static bw_status note_call(bw_guard *guard, void *context) {
  (void)guard;
  body_was_called = true;
  if (context != NULL) {
    platform_refuse_guards(true);
    bw_violate_bounds();
  }
  return BW_OK;
}

START_TEST(no_guard_is_entered_where_the_platform_refuses) {
  bw_guard guard;
  body_was_called = false;
  platform_refuse_guards(true);
  ck_assert_int_eq(bw_guard_run(&guard, &arena, note_call, NULL), BW_ERR_CONTEXT);
  ck_assert(!body_was_called);
  ck_assert_ptr_null(bw_guard_violation(&guard));
}
END_TEST

START_TEST(no_guard_is_unwound_where_the_platform_refuses) {
  bw_guard guard;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, note_call, &guard), BW_ERR_CONTAINED);
}
END_TEST

static bw_status call_foreign_code(bw_guard *guard, void *context) {
  bw_guard_fence fence;
  bw_guard inner;
  int depth = 1;
  (void)guard;
  bw_guard_fence_enter(&fence);
  /* What calls back from there and is guarded itself is contained as ever. */
  ck_assert_int_eq(bw_guard_run(&inner, NULL, violate_deep_down, &depth), BW_ERR_CONTAINED);
  if (*(int *)context == 1) {
    bw_violate_bounds();
  }
  bw_guard_fence_leave(&fence);
  bw_violate_bounds();
}

START_TEST(after_the_fence_the_guard_is_back) {
  bw_guard guard;
  int inside = 0;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, call_foreign_code, &inside), BW_ERR_CONTAINED);
  ck_assert_ptr_null(*bw_platform_guard_slot());
}
END_TEST

START_TEST(nothing_unwinds_over_a_fence) {
  bw_guard guard;
  int inside = 1;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, call_foreign_code, &inside), BW_ERR_CONTAINED);
}
END_TEST

static bw_status forget_the_fence(bw_guard *guard, void *context) {
  (void)guard;
  bw_guard_fence_enter((bw_guard_fence *)context);
  return BW_OK;
}

START_TEST(a_fence_left_behind_is_noticed) {
  bw_guard guard;
  bw_guard_fence fence;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, forget_the_fence, &fence), BW_OK);
}
END_TEST

static bw_status defer_and_run_behind_a_fence(bw_guard *guard, void *context) {
  bw_guard_fence outer_fence;
  bw_guard_fence inner_fence;
  bw_guard_fence_enter(&outer_fence);
  bw_guard_fence_enter(&inner_fence);
  ck_assert_int_eq(bw_defer(guard, write_letter, &letters[4]), BW_OK);
  bw_guard_fence_leave(&inner_fence);
  if (*(int *)context == 1) {
    ck_assert_int_eq(bw_guard_run(guard, NULL, note_call, NULL), BW_OK);
  }
  bw_guard_fence_leave(&outer_fence);
  if (*(int *)context == 2) {
    bw_guard_fence_leave(&outer_fence);
  }
  bw_violate_bounds();
}

START_TEST(fences_nest_and_releases_register_behind_them) {
  bw_guard guard;
  int what = 0;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, defer_and_run_behind_a_fence, &what), BW_ERR_CONTAINED);
  ck_assert_int_eq(bw_guard_violation(&guard)->kind, BW_VIOLATION_BOUNDS);
  ck_assert_str_eq(log_text, "e");
}
END_TEST

START_TEST(a_fence_left_twice_is_noticed) {
  bw_guard guard;
  int what = 2;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, defer_and_run_behind_a_fence, &what), BW_ERR_CONTAINED);
  ck_assert_int_eq(bw_guard_violation(&guard)->kind, BW_VIOLATION_STATE);
}
END_TEST

/* The violation goes to the guard that runs already, and there is a fence below it. */
START_TEST(a_fenced_guard_that_is_run_again_panics) {
  bw_guard guard;
  int what = 1;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, defer_and_run_behind_a_fence, &what), BW_ERR_CONTAINED);
}
END_TEST

/* Platforms that keep slots in a table mark one that is taken by the value 1, see platform.h. */
static void mark_slot(void) {
  *bw_platform_guard_slot() = (struct bw_guard *)(uintptr_t)1;
}

START_TEST(a_mark_in_the_slot_is_no_guard) {
  bw_guard guard;
  bw_guard_fence fence;
  bw_status status = BW_OK;
  int depth = 3;
  mark_slot();
  ck_assert_int_eq(bw_guard_run(&guard, &arena, end_with, &status), BW_OK);
  ck_assert_ptr_null(*bw_platform_guard_slot());
  mark_slot();
  ck_assert_int_eq(bw_guard_run(&guard, &arena, violate_deep_down, &depth), BW_ERR_CONTAINED);
  ck_assert_ptr_null(*bw_platform_guard_slot());
  mark_slot();
  bw_guard_fence_enter(&fence);
  ck_assert_ptr_null(*bw_platform_guard_slot());
  bw_guard_fence_leave(&fence);
  ck_assert_ptr_null(*bw_platform_guard_slot());
}
END_TEST

START_TEST(a_violation_with_a_mark_only_panics) {
  mark_slot();
  bw_violate_bounds();
}
END_TEST

#if defined(BW_NO_GUARD)
/* What is left on a processor without trampoline: refusal, and violations that panic. */
START_TEST(without_a_trampoline_every_guard_refuses) {
  bw_guard guard;
  bw_guard_fence fence;
  body_was_called = false;
  ck_assert_int_eq(bw_guard_run(&guard, &arena, note_call, NULL), BW_ERR_CONTEXT);
  ck_assert(!body_was_called);
  ck_assert_ptr_null(bw_guard_violation(&guard));
  bw_guard_fence_enter(&fence);
  bw_guard_fence_leave(&fence);
  ck_assert_ptr_null(*bw_platform_guard_slot());
}
END_TEST

START_TEST(without_a_trampoline_violations_panic) {
  bw_violate_bounds();
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("guard");
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_test(tcase, without_a_trampoline_every_guard_refuses);
  tcase_add_test_raise_signal(tcase, without_a_trampoline_violations_panic, SIGABRT);
  return suite_run("guard", tcase);
}
#else
int main(void) {
  TCase *tcase = tcase_create("guard");
  tcase_add_checked_fixture(tcase, setup, teardown);
  tcase_add_test(tcase, status_of_the_body_passes_through);
  tcase_add_loop_test(tcase, a_violation_comes_back_as_a_status, 0, 4);
  tcase_add_test(tcase, a_guard_is_used_again_and_again);
  tcase_add_test(tcase, registers_of_the_caller_survive);
  tcase_add_test(tcase, stores_before_the_violation_are_seen);
  tcase_add_test(tcase, the_innermost_guard_contains);
  tcase_add_test(tcase, release_and_cancel_take_the_newest_of_an_object);
  tcase_add_test(tcase, a_full_list_refuses);
  tcase_add_loop_test(tcase, misuse_of_the_list_is_contained_like_any_violation, 0, 3);
  tcase_add_test_raise_signal(tcase, defer_after_the_body_is_a_violation, SIGABRT);
  tcase_add_test_raise_signal(tcase, a_violation_inside_a_release_panics, SIGABRT);
  tcase_add_test(tcase, a_release_may_run_a_guard_of_its_own);
  tcase_add_test(tcase, no_guard_is_entered_where_the_platform_refuses);
  tcase_add_test_raise_signal(tcase, no_guard_is_unwound_where_the_platform_refuses, SIGABRT);
  tcase_add_test(tcase, after_the_fence_the_guard_is_back);
  tcase_add_test_raise_signal(tcase, nothing_unwinds_over_a_fence, SIGABRT);
  tcase_add_test_raise_signal(tcase, a_fence_left_behind_is_noticed, SIGABRT);
  tcase_add_test(tcase, fences_nest_and_releases_register_behind_them);
  tcase_add_test(tcase, a_fence_left_twice_is_noticed);
  tcase_add_test_raise_signal(tcase, a_fenced_guard_that_is_run_again_panics, SIGABRT);
  tcase_add_test(tcase, a_mark_in_the_slot_is_no_guard);
  tcase_add_test_raise_signal(tcase, a_violation_with_a_mark_only_panics, SIGABRT);
  return suite_run("guard", tcase);
}
#endif

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/refcount.h>

#include <pthread.h>
#include <string.h>

#include "suite.h"

START_TEST(the_last_release_says_so) {
  bw_refcount refs;
  bw_refcount_init(&refs);
  bw_refcount_take(&refs);
  bw_refcount_take(&refs);
  ck_assert_uint_eq(bw_refcount_read(&refs), 3);
  ck_assert(!bw_refcount_release(&refs));
  ck_assert(!bw_refcount_release(&refs));
  ck_assert_int_eq(bw_refcount_try_take(&refs), BW_OK);
  ck_assert(!bw_refcount_release(&refs));
  ck_assert(bw_refcount_release(&refs));
  ck_assert_uint_eq(bw_refcount_read(&refs), 0);
  ck_assert_int_eq(bw_refcount_try_take(&refs), BW_ERR_STALE);
}
END_TEST

START_TEST(the_last_shared_release_says_so) {
  bw_refcount_shared refs;
  bw_refcount_shared_init(&refs);
  bw_refcount_shared_take(&refs);
  bw_refcount_shared_take(&refs);
  ck_assert_uint_eq(bw_refcount_shared_read(&refs), 3);
  ck_assert(!bw_refcount_shared_release(&refs));
  ck_assert(!bw_refcount_shared_release(&refs));
  ck_assert_int_eq(bw_refcount_shared_try_take(&refs), BW_OK);
  ck_assert(!bw_refcount_shared_release(&refs));
  ck_assert(bw_refcount_shared_release(&refs));
  ck_assert_uint_eq(bw_refcount_shared_read(&refs), 0);
  ck_assert_int_eq(bw_refcount_shared_try_take(&refs), BW_ERR_STALE);
}
END_TEST

/* Both kinds at every edge: the count before, after a take, after a try_take, after a release. */
static const struct edge {
  uint32_t before;
  uint32_t taken;
  uint32_t released;
  bool last;
} edges[] = {
    {1, 2, 0, true},
    {2, 3, 1, false},
    {BW_REFCOUNT_MAX - 1u, BW_REFCOUNT_MAX, BW_REFCOUNT_MAX - 2u, false},
    {BW_REFCOUNT_MAX, BW_REFCOUNT_SATURATED, BW_REFCOUNT_MAX - 1u, false},
    {BW_REFCOUNT_MAX + 1u, BW_REFCOUNT_SATURATED, BW_REFCOUNT_SATURATED, false},
    {BW_REFCOUNT_SATURATED - 1u, BW_REFCOUNT_SATURATED, BW_REFCOUNT_SATURATED, false},
    {BW_REFCOUNT_SATURATED, BW_REFCOUNT_SATURATED, BW_REFCOUNT_SATURATED, false},
    {BW_REFCOUNT_SATURATED + 1u, BW_REFCOUNT_SATURATED, BW_REFCOUNT_SATURATED, false},
    {UINT32_MAX, BW_REFCOUNT_SATURATED, BW_REFCOUNT_SATURATED, false},
};

START_TEST(counts_saturate) {
  struct edge edge = edges[_i];
  bw_refcount refs;
  bw_refcount_shared shared;
  refs.count = edge.before;
  bw_refcount_take(&refs);
  ck_assert_uint_eq(refs.count, edge.taken);
  refs.count = edge.before;
  ck_assert_int_eq(bw_refcount_try_take(&refs), BW_OK);
  ck_assert_uint_eq(refs.count, edge.taken);
  refs.count = edge.before;
  ck_assert_int_eq(bw_refcount_release(&refs), edge.last);
  ck_assert_uint_eq(refs.count, edge.released);
  shared.count = edge.before;
  bw_refcount_shared_take(&shared);
  ck_assert_uint_eq(shared.count, edge.taken);
  shared.count = edge.before;
  ck_assert_int_eq(bw_refcount_shared_try_take(&shared), BW_OK);
  ck_assert_uint_eq(shared.count, edge.taken);
  shared.count = edge.before;
  ck_assert_int_eq(bw_refcount_shared_release(&shared), edge.last);
  ck_assert_uint_eq(shared.count, edge.released);
}
END_TEST

/* Once saturated, no number of releases frees the object. */
START_TEST(a_saturated_count_stays) {
  bw_refcount refs = {BW_REFCOUNT_MAX};
  bw_refcount_shared shared = {BW_REFCOUNT_MAX};
  unsigned i;
  bw_refcount_take(&refs);
  bw_refcount_shared_take(&shared);
  for (i = 0; i < 100000; i++) {
    ck_assert(!bw_refcount_release(&refs));
    ck_assert(!bw_refcount_shared_release(&shared));
  }
  ck_assert_uint_eq(refs.count, BW_REFCOUNT_SATURATED);
  ck_assert_uint_eq(shared.count, BW_REFCOUNT_SATURATED);
}
END_TEST

/* An object that threads share: whoever gets the last reference checks what the others wrote, and ends it. */
enum { THREADS = 8, ROUNDS = 20000 };

static struct {
  bw_refcount_shared refs;
  unsigned written[THREADS]; /* plain on purpose: only the count orders these */
  unsigned ends;
} shared_object;

static void release_object(void) {
  if (bw_refcount_shared_release(&shared_object.refs)) {
    unsigned i;
    for (i = 0; i < THREADS; i++) {
      if (shared_object.written[i] != ROUNDS) {
        return;
      }
    }
    shared_object.ends++;
  }
}

static void *take_and_release(void *context) {
  unsigned self = (unsigned)(uintptr_t)context;
  unsigned i;
  for (i = 0; i < ROUNDS; i++) {
    if (i % 2 == 0) {
      bw_refcount_shared_take(&shared_object.refs);
    } else if (bw_refcount_shared_try_take(&shared_object.refs) != BW_OK) {
      return NULL; /* impossible: this thread holds one */
    }
    shared_object.written[self]++;
    release_object();
  }
  release_object();
  return NULL;
}

START_TEST(threads_agree_on_the_last) {
  pthread_t threads[THREADS];
  unsigned i;
  memset(&shared_object, 0, sizeof shared_object);
  bw_refcount_shared_init(&shared_object.refs);
  for (i = 0; i < THREADS; i++) {
    bw_refcount_shared_take(&shared_object.refs); /* the thread's own */
    ck_assert_int_eq(pthread_create(&threads[i], NULL, take_and_release, (void *)(uintptr_t)i), 0);
  }
  release_object();
  for (i = 0; i < THREADS; i++) {
    ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
  }
  ck_assert_uint_eq(shared_object.ends, 1);
  ck_assert_uint_eq(bw_refcount_shared_read(&shared_object.refs), 0);
}
END_TEST

/* Threads that all take the count over its edge: it never comes near zero. */
static void *take_without_end(void *context) {
  unsigned i;
  for (i = 0; i < ROUNDS; i++) {
    bw_refcount_shared_take((bw_refcount_shared *)context);
  }
  return NULL;
}

START_TEST(threads_saturate_together) {
  bw_refcount_shared refs = {BW_REFCOUNT_MAX - THREADS * ROUNDS / 2u};
  pthread_t threads[THREADS];
  unsigned i;
  for (i = 0; i < THREADS; i++) {
    ck_assert_int_eq(pthread_create(&threads[i], NULL, take_without_end, &refs), 0);
  }
  for (i = 0; i < THREADS; i++) {
    ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
  }
  ck_assert_uint_gt(bw_refcount_shared_read(&refs), BW_REFCOUNT_MAX);
  ck_assert(!bw_refcount_shared_release(&refs));
  ck_assert_uint_eq(bw_refcount_shared_read(&refs), BW_REFCOUNT_SATURATED);
}
END_TEST

/* Each ends in a panic of the test platform. */
START_TEST(misuse_is_a_violation) {
  bw_refcount refs = {0};
  bw_refcount_shared shared = {0};
  bool last = false;
  switch (_i) {
  case 0:
    bw_refcount_take(&refs);
    break;
  case 1:
    last = bw_refcount_release(&refs);
    break;
  case 2:
    bw_refcount_shared_take(&shared);
    break;
  case 3:
    last = bw_refcount_shared_release(&shared);
    break;
  default:
    break;
  }
  (void)last;
}
END_TEST

/* A violation that is contained leaves a count from which nothing is freed any more. */
START_TEST(after_a_violation_the_object_leaks) {
  bw_refcount_shared shared = {UINT32_MAX}; /* what a release without a reference leaves behind */
  bw_refcount_shared_take(&shared);
  ck_assert_uint_eq(shared.count, BW_REFCOUNT_SATURATED);
  ck_assert(!bw_refcount_shared_release(&shared));
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("refcount");
  tcase_set_timeout(tcase, 60);
  tcase_add_test(tcase, the_last_release_says_so);
  tcase_add_test(tcase, the_last_shared_release_says_so);
  tcase_add_loop_test(tcase, counts_saturate, 0, (int)(sizeof(edges) / sizeof(edges[0])));
  tcase_add_test(tcase, a_saturated_count_stays);
  tcase_add_test(tcase, threads_agree_on_the_last);
  tcase_add_test(tcase, threads_saturate_together);
  tcase_add_loop_test_raise_signal(tcase, misuse_is_a_violation, SIGABRT, 0, 4);
  tcase_add_test(tcase, after_a_violation_the_object_leaks);
  return suite_run("refcount", tcase);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The hosted platform: each thread has its own guard; a violation without one stops the program. */
#include <bulwark/bulwark.h>

#include <pthread.h>

#include "suite.h"

BW_SPAN_DECLARE(words, uint32_t);
BW_SPAN_ARENA_DECLARE(words, uint32_t);

enum { THREADS = 4, ROUNDS = 2000 };

struct request {
  bw_arena *arena;
  unsigned number;
  unsigned released;
};

static void release(void *object) {
  ((struct request *)object)->released++;
}

/* Every third request walks off its span's end. */
static bw_status serve(bw_guard *guard, void *context) {
  struct request *request = (struct request *)context;
  words span;
  size_t i;
  bw_status status = bw_defer(guard, release, request);
  if (status == BW_OK) {
    status = words_alloc(request->arena, 50 + request->number % 500u, &span);
  }
  if (status != BW_OK) {
    return status;
  }
  for (i = 0; i < span.count + (request->number % 3u == 0u); i++) {
    BW_AT(span, i) = request->number;
  }
  return BW_OK;
}

static void *work(void *result) {
  bw_arena arena;
  unsigned wrong = bw_arena_init(&arena, 1024) == BW_OK ? 0u : 1u;
  unsigned i;
  for (i = 0; i < ROUNDS; i++) {
    struct request request = {&arena, i, 0};
    bw_guard guard;
    bw_arena_mark mark = bw_arena_save(&arena);
    bw_status status = bw_guard_run(&guard, &arena, serve, &request);
    wrong += status != (i % 3u == 0u ? BW_ERR_CONTAINED : BW_OK);
    wrong += request.released != 1u;
    bw_arena_rollback(&arena, mark);
  }
  bw_arena_destroy(&arena);
  *(unsigned *)result = wrong;
  return NULL;
}

START_TEST(threads_contain_on_their_own) {
  pthread_t threads[THREADS];
  unsigned wrong[THREADS];
  int i;
  for (i = 0; i < THREADS; i++) {
    ck_assert_int_eq(pthread_create(&threads[i], NULL, work, &wrong[i]), 0);
  }
  for (i = 0; i < THREADS; i++) {
    ck_assert_int_eq(pthread_join(threads[i], NULL), 0);
    ck_assert_uint_eq(wrong[i], 0);
  }
}
END_TEST

START_TEST(without_a_guard_the_program_stops) {
  bw_violate_bounds();
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("hosted");
  tcase_set_timeout(tcase, 30);
  tcase_add_test(tcase, threads_contain_on_their_own);
  tcase_add_test_raise_signal(tcase, without_a_guard_the_program_stops, SIGABRT);
  return suite_run("hosted", tcase);
}

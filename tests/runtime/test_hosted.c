/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The hosted platform: each thread has its own guard; a violation without one stops the program. */
#define _GNU_SOURCE
#include <bulwark/bulwark.h>
#include <bulwark/platform.h>

#include <pthread.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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

/* Two pages and a third that is out of reach: a copy that ends at its edge succeeds, one byte more faults. */
START_TEST(user_memory_faults_where_nothing_is_mapped) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  unsigned char *memory =
      (unsigned char *)mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  uintptr_t user = (uintptr_t)memory;
  unsigned char bytes[64];
  size_t i;
  ck_assert_ptr_ne(memory, MAP_FAILED);
  memset(memory, 0x5c, 2 * page);
  ck_assert_int_eq(mprotect(memory + 2 * page, page, PROT_NONE), 0);
  for (i = 0; i < sizeof bytes; i++) {
    memset(bytes, 0, sizeof bytes);
    ck_assert_int_eq(bw_platform_user_read(bytes, user + 2 * page - i, i), BW_OK);
    ck_assert_uint_eq(i == 0 ? 0x5c : bytes[i - 1], 0x5c);
    ck_assert_uint_eq(bytes[i], 0);
    ck_assert_int_eq(bw_platform_user_read(bytes, user + 2 * page - i, i + 1), BW_ERR_FAULT);
    memset(bytes, (int)i, sizeof bytes);
    ck_assert_int_eq(bw_platform_user_write(user + 2 * page - i, bytes, i), BW_OK);
    ck_assert_uint_eq(memory[2 * page - 1], i == 0 ? 0x5c : i);
    ck_assert_int_eq(bw_platform_user_write(user + 2 * page - i, bytes, i + 1), BW_ERR_FAULT);
    memset(memory, 0x5c, 2 * page);
  }
  ck_assert_int_eq(mprotect(memory, page, PROT_READ), 0);
  ck_assert_int_eq(bw_platform_user_write(user, bytes, 1), BW_ERR_FAULT);
  ck_assert_int_eq(bw_platform_user_read(bytes, user, 1), BW_OK);
  ck_assert_int_eq(munmap(memory, 3 * page), 0);
}
END_TEST

START_TEST(wild_user_addresses_fault) {
  static const uintptr_t wild[] = {0, 1, 4095, UINTPTR_MAX, UINTPTR_MAX - 7, UINTPTR_MAX / 2 + 1};
  unsigned char bytes[16] = {0};
  size_t i;
  for (i = 0; i < sizeof(wild) / sizeof(wild[0]); i++) {
    ck_assert_int_eq(bw_platform_user_read(bytes, wild[i], sizeof bytes), BW_ERR_FAULT);
    ck_assert_int_eq(bw_platform_user_write(wild[i], bytes, sizeof bytes), BW_ERR_FAULT);
    ck_assert_int_eq(bw_platform_user_read(bytes, wild[i], 0), BW_OK);
    ck_assert_int_eq(bw_platform_user_write(wild[i], bytes, 0), BW_OK);
  }
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("hosted");
  tcase_set_timeout(tcase, 30);
  tcase_add_test(tcase, threads_contain_on_their_own);
  tcase_add_test_raise_signal(tcase, without_a_guard_the_program_stops, SIGABRT);
  tcase_add_test(tcase, user_memory_faults_where_nothing_is_mapped);
  tcase_add_test(tcase, wild_user_addresses_fault);
  return suite_run("hosted", tcase);
}

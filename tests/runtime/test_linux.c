/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The logic of platform/linux.c, on a kernel that is played: who is refused where, and how copies are answered. */
#include <bulwark/bulwark.h>
#include <bulwark/platform.h>

#include <stdlib.h>
#include <string.h>

#include "fake_linux/kernel.h"
#include "suite.h"

static struct task_struct tasks[3] = {{tasks}, {tasks}, {NULL}};
struct task_struct *current = &tasks[0];
bool fake_in_interrupt;
bool fake_irqs_off;
bool fake_preemption_off;
unsigned fake_last_gfp;

static unsigned char user[64];
static unsigned long missing; /* bytes that a copy leaves uncopied, as the kernel's functions return */
static unsigned copies;
static unsigned blocks;

void *kmalloc(size_t bytes, unsigned gfp) {
  fake_last_gfp = gfp;
  blocks++;
  return malloc(bytes);
}

void kfree(const void *block) {
  blocks--;
  free((void *)(uintptr_t)block);
}

unsigned long copy_from_user(void *to, const void *from, unsigned long bytes) {
  copies++;
  memcpy(to, from, bytes - missing);
  return missing;
}

unsigned long copy_to_user(void *to, const void *from, unsigned long bytes) {
  copies++;
  memcpy(to, from, bytes - missing);
  return missing;
}

static bool *const contexts[] = {&fake_in_interrupt, &fake_irqs_off, &fake_preemption_off};

static bw_status violate(bw_guard *guard, void *context) {
  (void)guard;
  if (context != NULL) {
    *(bool *)context = true;
  }
  bw_violate_bounds();
}

START_TEST(guards_contain_in_tasks_only) {
  bw_guard guard;
  size_t i;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, violate, NULL), BW_ERR_CONTAINED);
  for (i = 0; i < 3; i++) {
    *contexts[i] = true;
    ck_assert_int_eq(bw_guard_run(&guard, NULL, violate, NULL), BW_ERR_CONTEXT);
    *contexts[i] = false;
  }
}
END_TEST

/* A lock taken, an interrupt come in: below it the violation is the machine's affair. */
START_TEST(nothing_is_unwound_from_an_atomic_context) {
  bw_guard guard;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, violate, contexts[_i]), BW_ERR_CONTAINED);
}
END_TEST

static bw_status run_as_another_task(bw_guard *guard, void *context) {
  bw_guard inner;
  struct bw_guard **slot = bw_platform_guard_slot();
  ck_assert_ptr_eq(*slot, guard);
  (void)context;
  current = &tasks[1];
  ck_assert_int_eq(bw_guard_run(&inner, NULL, violate, NULL), BW_ERR_CONTAINED);
  current = &tasks[0];
  ck_assert_ptr_eq(bw_platform_guard_slot(), slot);
  ck_assert_ptr_eq(*slot, guard);
  return BW_OK;
}

START_TEST(each_task_has_its_own_guards) {
  bw_guard guard;
  ck_assert_int_eq(bw_guard_run(&guard, NULL, run_as_another_task, NULL), BW_OK);
}
END_TEST

START_TEST(user_memory_needs_a_task_that_may_sleep) {
  unsigned char bytes[8] = {0};
  uintptr_t address = (uintptr_t)user;
  size_t i;
  for (i = 0; i < 3; i++) {
    *contexts[i] = true;
    ck_assert_int_eq(bw_platform_user_read(bytes, address, 8), BW_ERR_CONTEXT);
    ck_assert_int_eq(bw_platform_user_write(address, bytes, 8), BW_ERR_CONTEXT);
    *contexts[i] = false;
  }
  current = &tasks[2];
  ck_assert_int_eq(bw_platform_user_read(bytes, address, 8), BW_ERR_CONTEXT);
  ck_assert_int_eq(bw_platform_user_write(address, bytes, 8), BW_ERR_CONTEXT);
  ck_assert_int_eq(bw_platform_user_read(bytes, address, 0), BW_OK);
  current = &tasks[0];
  ck_assert_uint_eq(copies, 0);
  user[7] = 9;
  ck_assert_int_eq(bw_platform_user_read(bytes, address, 8), BW_OK);
  ck_assert_uint_eq(bytes[7], 9);
  bytes[0] = 5;
  ck_assert_int_eq(bw_platform_user_write(address, bytes, 8), BW_OK);
  ck_assert_uint_eq(user[0], 5);
  missing = 1;
  ck_assert_int_eq(bw_platform_user_read(bytes, address, 8), BW_ERR_FAULT);
  ck_assert_int_eq(bw_platform_user_write(address, bytes, 8), BW_ERR_FAULT);
  ck_assert_uint_eq(copies, 4);
  ck_assert_int_eq(bw_platform_user_read(bytes, address, (size_t)INT_MAX + 1), BW_ERR_FAULT);
  ck_assert_int_eq(bw_platform_user_write(address, bytes, SIZE_MAX), BW_ERR_FAULT);
  ck_assert_uint_eq(copies, 4);
}
END_TEST

START_TEST(chunks_do_not_sleep_where_one_must_not) {
  void *chunk = bw_platform_chunk_alloc(100);
  ck_assert_ptr_nonnull(chunk);
  ck_assert_uint_eq(fake_last_gfp, GFP_KERNEL | __GFP_NOWARN);
  bw_platform_chunk_free(chunk, 100);
  fake_preemption_off = true;
  chunk = bw_platform_chunk_alloc(100);
  ck_assert_uint_eq(fake_last_gfp, GFP_ATOMIC | __GFP_NOWARN);
  bw_platform_chunk_free(chunk, 100);
  ck_assert_ptr_null(bw_platform_chunk_alloc(KMALLOC_MAX_SIZE + 1));
  ck_assert_uint_eq(blocks, 0);
}
END_TEST

int main(void) {
  TCase *tcase = tcase_create("linux");
  tcase_add_test(tcase, guards_contain_in_tasks_only);
  tcase_add_loop_test_raise_signal(tcase, nothing_is_unwound_from_an_atomic_context, TRAP_SIGNAL, 0, 3);
  tcase_add_test(tcase, each_task_has_its_own_guards);
  tcase_add_test(tcase, user_memory_needs_a_task_that_may_sleep);
  tcase_add_test(tcase, chunks_do_not_sleep_where_one_must_not);
  return suite_run("linux", tcase);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * As much of the Linux kernel as platform/linux.c uses, in a program: the test says what context it plays. Only
 * the names and meanings are the kernel's; that the file compiles against the real headers is tested elsewhere,
 * where they are installed.
 */
#ifndef BULWARK_TESTS_FAKE_LINUX_H
#define BULWARK_TESTS_FAKE_LINUX_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#define CONFIG_PREEMPT_COUNT 1
#define __user
#define GFP_KERNEL 1u
#define GFP_ATOMIC 2u
#define __GFP_NOWARN 4u
#define KMALLOC_MAX_SIZE ((size_t)4 << 20)

struct task_struct {
  void *mm;
};

extern struct task_struct *current;
extern bool fake_in_interrupt;
extern bool fake_irqs_off;
extern bool fake_preemption_off;
extern unsigned fake_last_gfp;

#define in_task() (!fake_in_interrupt)
#define irqs_disabled() fake_irqs_off
#define in_atomic() fake_preemption_off
#define cpu_relax() ((void)0)
#define pr_emerg(...) ((void)fprintf(stderr, __VA_ARGS__))
#define BUG() __builtin_trap()
#define smp_load_acquire(at) __atomic_load_n((at), __ATOMIC_ACQUIRE)
#define smp_store_release(at, value) __atomic_store_n((at), (value), __ATOMIC_RELEASE)
#define cmpxchg(at, old, new) __sync_val_compare_and_swap((at), (old), (new))

void *kmalloc(size_t bytes, unsigned gfp);
void kfree(const void *block);
unsigned long copy_from_user(void *to, const void *from, unsigned long bytes);
unsigned long copy_to_user(void *to, const void *from, unsigned long bytes);

#endif

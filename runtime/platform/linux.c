/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The platform of a Linux kernel module, from 5.4 on. In its Kbuild file, with this folder's parent copied to
 * bulwark/ beside it:
 *   ccflags-y := -I$(src)/bulwark/include -I$(src)/bulwark/platform/linux-include
 *   module-y  := ... bulwark/bulwark.o bulwark/platform/linux.o
 * - Chunks come from kmalloc. Where the kernel knows that it may not sleep, or cannot know it because preemption
 *   is not counted, GFP_ATOMIC. Define BW_LINUX_GFP as an expression to decide otherwise.
 * - Guards are refused, and violations not unwound, in interrupts, with interrupts off, and inside preemption-off
 *   sections such as spin locks. Define BW_LINUX_REFUSES_GUARDS() as an expression to decide otherwise.
 * - Guard slots lie in a table by task, see slot_table.h.
 * - User memory is reached through copy_from_user and copy_to_user by a task that has an address space.
 * - Panic is BUG(): it ends the task, or the machine with panic_on_oops. Define BW_LINUX_PANIC() otherwise.
 */
#include <linux/bug.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include <bulwark/platform.h>

#define SLOT_LOAD(slot) smp_load_acquire(slot)
#define SLOT_STORE(slot, value) smp_store_release((slot), (value))
#define SLOT_CLAIM(slot, value) (cmpxchg((slot), (struct bw_guard *)NULL, (value)) == NULL)

#include "slot_table.h"

/* Whether sleeping would be wrong here, as far as this kernel knows. */
static bool is_atomic(void) {
  return !in_task() || irqs_disabled() || in_atomic();
}

#ifndef BW_LINUX_GFP
#ifdef CONFIG_PREEMPT_COUNT
#define BW_LINUX_GFP (is_atomic() ? GFP_ATOMIC : GFP_KERNEL)
#else
#define BW_LINUX_GFP GFP_ATOMIC
#endif
#endif

#ifndef BW_LINUX_REFUSES_GUARDS
#define BW_LINUX_REFUSES_GUARDS() is_atomic()
#endif

#ifndef BW_LINUX_PANIC
#define BW_LINUX_PANIC() BUG()
#endif

void *bw_platform_chunk_alloc(size_t bytes) {
  return bytes > KMALLOC_MAX_SIZE ? NULL : kmalloc(bytes, BW_LINUX_GFP | __GFP_NOWARN);
}

void bw_platform_chunk_free(void *chunk, size_t bytes) {
  (void)bytes;
  kfree(chunk);
}

BW_NORETURN void (bw_platform_panic)(const char *message, const void *address) {
  pr_emerg("bulwark: %s (at %pS)\n", message, address);
  /* The task's guards die with it; its slot must not pass to the next task at this address. */
  slot_drop((uintptr_t)current);
  BW_LINUX_PANIC();
  for (;;) {
    cpu_relax();
  }
}

struct bw_guard **bw_platform_guard_slot(void) {
  return BW_LINUX_REFUSES_GUARDS() ? NULL : slot_of((uintptr_t)current);
}

/* Kernel threads have no user memory, and a fault must be able to sleep. */
static bw_status user_access(size_t bytes) {
  if (is_atomic() || current->mm == NULL) {
    return BW_ERR_CONTEXT;
  }
  /* The kernel's copies take no more at a time, and no user has it. */
  return bytes > INT_MAX ? BW_ERR_FAULT : BW_OK;
}

bw_status bw_platform_user_read(void *to, uintptr_t user_from, size_t bytes) {
  bw_status status;
  if (bytes == 0u) {
    return BW_OK;
  }
  status = user_access(bytes);
  if (status == BW_OK && copy_from_user(to, (const void __user *)user_from, bytes) != 0u) {
    status = BW_ERR_FAULT;
  }
  return status;
}

bw_status bw_platform_user_write(uintptr_t user_to, const void *from, size_t bytes) {
  bw_status status;
  if (bytes == 0u) {
    return BW_OK;
  }
  status = user_access(bytes);
  if (status == BW_OK && copy_to_user((void __user *)user_to, from, bytes) != 0u) {
    status = BW_ERR_FAULT;
  }
  return status;
}

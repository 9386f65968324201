/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A program with nothing under it: linked with -nostdlib against the one-file build and the bare platform.
 * Exits with 0 when a contained violation, its deferred release and the rollback all happened.
 */
#include <bulwark/bulwark.h>

BW_SPAN_DECLARE(words, uint32_t);
BW_SPAN_ARENA_DECLARE(words, uint32_t);

void _start(void);

static int released;

static void release(void *object) {
  *(int *)object += 1;
}

static bw_status walk_off_the_end(bw_guard *guard, void *context) {
  words span;
  size_t i;
  bw_status status = bw_defer(guard, release, &released);
  if (status == BW_OK) {
    status = words_alloc((bw_arena *)context, 100, &span);
  }
  if (status != BW_OK) {
    return status;
  }
  for (i = 0; i <= 100; i++) {
    BW_AT(span, i) = (uint32_t)i;
  }
  return BW_OK;
}

static int run(void) {
  bw_arena arena;
  bw_guard guard;
  int i;
  if (bw_arena_init(&arena, 1024) != BW_OK) {
    return 1;
  }
  for (i = 1; i <= 1000; i++) {
    if (bw_guard_run(&guard, &arena, walk_off_the_end, &arena) != BW_ERR_CONTAINED) {
      return 2;
    }
    if (released != i || bw_arena_used(&arena) != 0u) {
      return 3;
    }
  }
  bw_arena_destroy(&arena);
  return 0;
}

#if defined(__x86_64__)
static BW_NORETURN void leave(long status) {
  __asm__ volatile("syscall" : : "a"(231L), "D"(status) : "rcx", "r11", "memory");
  BW_TRAP();
}
#elif defined(__aarch64__)
static BW_NORETURN void leave(long status) {
  register long x0 __asm__("x0") = status;
  register long x8 __asm__("x8") = 94;
  __asm__ volatile("svc #0" : : "r"(x0), "r"(x8) : "memory");
  BW_TRAP();
}
#endif

/* The kernel enters here with an aligned stack and no return address: align again for a called function. */
#if defined(__x86_64__)
__attribute__((force_align_arg_pointer))
#endif
void _start(void) {
  leave(run());
}

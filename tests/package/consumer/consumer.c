/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * A user of the installed runtime, as C and as C++. Ends with 0 when a walk off the end of an array was
 * contained, its release ran, and the arena is empty again.
 */
#include <bulwark/bulwark.h>

#include <stdio.h>

BW_SPAN_DECLARE(words, uint32_t);
BW_SPAN_ARENA_DECLARE(words, uint32_t);

static int released;

static void release(void *object) {
  *(int *)object += 1;
}

static bw_status walk_off_the_end(bw_guard *guard, void *context) {
  words span;
  bw_status status = bw_defer(guard, release, &released);
  if (status == BW_OK) {
    status = words_alloc((bw_arena *)context, 10, &span);
  }
  if (status != BW_OK) {
    return status;
  }
  for (size_t i = 0; i <= 10; i++) {
    BW_AT(span, i) = (uint32_t)i;
  }
  return BW_OK;
}

int main(void) {
  bw_arena arena;
  bw_guard guard;
  bw_status status;
  if (bw_arena_init(&arena, 1024) != BW_OK) {
    return 1;
  }
  status = bw_guard_run(&guard, &arena, walk_off_the_end, &arena);
  printf("%s\n", bw_status_name(status));
  bw_arena_destroy(&arena);
  return status == BW_ERR_CONTAINED && released == 1 ? 0 : 1;
}

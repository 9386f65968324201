/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The platform of a program with a C library: tests, tools, fuzzers. One guard slot a thread. */
#include <bulwark/platform.h>

#include <stdio.h>
#include <stdlib.h>

static _Thread_local struct bw_guard *innermost_guard;

void *bw_platform_chunk_alloc(size_t bytes) {
  return malloc(bytes);
}

void bw_platform_chunk_free(void *chunk, size_t bytes) {
  (void)bytes;
  free(chunk);
}

BW_NORETURN void bw_platform_panic(const char *message, const void *address) {
  (void)fprintf(stderr, "bulwark: %s (at %p)\n", message, address);
  abort();
}

struct bw_guard **bw_platform_guard_slot(void) {
  return &innermost_guard;
}

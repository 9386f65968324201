/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "platform_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNKS_MAX 256u
#define FRESH_BYTE 0xA7

struct live_chunk {
  void *chunk;
  void *allocation;
  size_t bytes;
};

static struct live_chunk live[CHUNKS_MAX];
static unsigned live_count;
static unsigned taken_count;
static unsigned fail_from;
static size_t misalignment;
static bool guards_refused;
static struct bw_guard *innermost_guard;

void platform_reset(void) {
  if (live_count != 0u) {
    abort();
  }
  taken_count = 0;
  fail_from = 0;
  misalignment = 0;
  guards_refused = false;
  innermost_guard = NULL;
}

void platform_fail_from(unsigned nth) {
  fail_from = nth == 0u ? 0u : taken_count + nth;
}

void platform_misalign(size_t bytes) {
  misalignment = bytes;
}

void platform_refuse_guards(bool refuse) {
  guards_refused = refuse;
}

unsigned platform_chunks_live(void) {
  return live_count;
}

unsigned platform_chunks_taken(void) {
  return taken_count;
}

size_t platform_bytes_live(void) {
  size_t sum = 0;
  unsigned i;
  for (i = 0; i < live_count; i++) {
    sum += live[i].bytes;
  }
  return sum;
}

/* The bytes start out as neither zero nor poison, so that a missing fill shows. */
void *bw_platform_chunk_alloc(size_t bytes) {
  unsigned char *allocation;
  unsigned char *chunk;
  if ((fail_from != 0u && taken_count + 1u >= fail_from) || live_count == CHUNKS_MAX) {
    return NULL;
  }
  allocation = (unsigned char *)aligned_alloc(64, (misalignment + bytes + 63u) / 64u * 64u);
  if (allocation == NULL) {
    return NULL;
  }
  chunk = allocation + misalignment;
  memset(chunk, FRESH_BYTE, bytes);
  live[live_count].allocation = allocation;
  live[live_count].chunk = chunk;
  live[live_count].bytes = bytes;
  live_count++;
  taken_count++;
  return chunk;
}

void bw_platform_chunk_free(void *chunk, size_t bytes) {
  unsigned i;
  for (i = 0; i < live_count; i++) {
    if (live[i].chunk == chunk) {
      if (live[i].bytes != bytes) {
        (void)fprintf(stderr, "chunk of %zu bytes given back as %zu\n", live[i].bytes, bytes);
        abort();
      }
      free(live[i].allocation);
      live_count--;
      live[i] = live[live_count];
      return;
    }
  }
  (void)fprintf(stderr, "chunk given back that is not live\n");
  abort();
}

BW_NORETURN void bw_platform_panic(const char *message, const void *address) {
  (void)fprintf(stderr, "panic: %s (at %p)\n", message, address);
  abort();
}

struct bw_guard **bw_platform_guard_slot(void) {
  return guards_refused ? NULL : &innermost_guard;
}

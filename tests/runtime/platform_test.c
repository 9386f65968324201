/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "platform_test.h"

#include <limits.h>
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
static unsigned fail_to;
static unsigned asked_count;
static bool failed;
static size_t misalignment;
static bool guards_refused;
static struct bw_guard *innermost_guard;

static unsigned char *user_memory;
static size_t user_bytes;
static size_t user_fault_byte;
static unsigned user_fault_access;
static unsigned user_accesses;
static void (*user_hook)(unsigned nth);
static bool user_refused;

void platform_reset(void) {
  if (live_count != 0u) {
    abort();
  }
  taken_count = 0;
  platform_fail_from(0);
  misalignment = 0;
  guards_refused = false;
  innermost_guard = NULL;
  platform_user_map(NULL, 0);
}

void platform_fail_from(unsigned nth) {
  asked_count = 0;
  failed = false;
  fail_from = nth;
  fail_to = UINT_MAX;
}

void platform_fail_at(unsigned nth) {
  platform_fail_from(nth);
  fail_to = nth;
}

bool platform_failed(void) {
  return failed;
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
  asked_count++;
  if ((fail_from != 0u && asked_count >= fail_from && asked_count <= fail_to) || live_count == CHUNKS_MAX) {
    failed = true;
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

void platform_user_map(void *memory, size_t bytes) {
  user_memory = (unsigned char *)memory;
  user_bytes = bytes;
  user_fault_byte = SIZE_MAX;
  user_fault_access = 0;
  user_accesses = 0;
  user_hook = NULL;
  user_refused = false;
}

void platform_user_fault_from_byte(size_t offset) {
  user_fault_byte = offset;
}

void platform_user_fault_at_access(unsigned nth) {
  user_fault_access = nth == 0u ? 0u : user_accesses + nth;
}

void platform_user_on_access(void (*hook)(unsigned nth)) {
  user_hook = hook;
}

unsigned platform_user_accesses(void) {
  return user_accesses;
}

void platform_user_refuse(bool refuse) {
  user_refused = refuse;
}

/* Counts the access. Returns how many of the bytes can be reached; less than `bytes` is a fault. */
static size_t user_reach(uintptr_t address, size_t bytes, size_t *ret_offset) {
  size_t offset = (size_t)(address - (uintptr_t)user_memory);
  size_t end = user_bytes < user_fault_byte ? user_bytes : user_fault_byte;
  user_accesses++;
  if (user_hook != NULL) {
    user_hook(user_accesses);
  }
  *ret_offset = offset;
  if (user_accesses == user_fault_access || offset >= end) {
    return 0;
  }
  return bytes < end - offset ? bytes : end - offset;
}

bw_status bw_platform_user_read(void *to, uintptr_t user_from, size_t bytes) {
  size_t offset;
  size_t reach;
  if (user_refused) {
    return BW_ERR_CONTEXT;
  }
  if (bytes == 0u) {
    return BW_OK;
  }
  reach = user_reach(user_from, bytes, &offset);
  if (reach != 0u) {
    memcpy(to, user_memory + offset, reach);
  }
  return reach == bytes ? BW_OK : BW_ERR_FAULT;
}

bw_status bw_platform_user_write(uintptr_t user_to, const void *from, size_t bytes) {
  size_t offset;
  size_t reach;
  if (user_refused) {
    return BW_ERR_CONTEXT;
  }
  if (bytes == 0u) {
    return BW_OK;
  }
  reach = user_reach(user_to, bytes, &offset);
  if (reach != 0u) {
    memcpy(user_memory + offset, from, reach);
  }
  return reach == bytes ? BW_OK : BW_ERR_FAULT;
}

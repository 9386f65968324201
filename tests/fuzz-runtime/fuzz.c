/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include "fuzz.h"

#include <bulwark/platform.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHUNKS_MAX 512u
#define CHUNK_BYTES_MAX ((size_t)1 << 16)
#define FRESH_BYTE 0xA7

struct live_chunk {
  void *chunk;
  void *allocation;
  size_t bytes;
  unsigned number;
};

int fuzz_expected;
jmp_buf fuzz_landing;
struct fuzz_user fuzz_user;

static struct live_chunk live[CHUNKS_MAX];
static unsigned live_count;
static unsigned taken_count;
static unsigned refused_count;
static unsigned fail_from;
static size_t misalignment;
static struct bw_guard *innermost_guard;
static bw_violation_kind last_kind;
static bool contained;
static bool guards_refused;

bool fuzz_more(const struct fuzz_input *input) {
  return input->left != 0u;
}

uint8_t fuzz_byte(struct fuzz_input *input) {
  if (input->left == 0u) {
    return 0;
  }
  input->left--;
  return *input->bytes++;
}

uint64_t fuzz_number(struct fuzz_input *input, unsigned bytes) {
  uint64_t number = 0;
  unsigned i;
  for (i = 0; i < bytes; i++) {
    number |= (uint64_t)fuzz_byte(input) << (8u * i);
  }
  return number;
}

size_t fuzz_below(struct fuzz_input *input, size_t limit) {
  return (size_t)fuzz_number(input, limit <= 256u ? 1u : 2u) % limit;
}

static size_t choose_size(struct fuzz_input *input, size_t near) {
  uint8_t form = fuzz_byte(input);
  size_t most = near < 65535u ? near : 65535u;
  if (form < 216u) {
    return most < 216u ? form % (most + 1u) : ((size_t)form << 8 | fuzz_byte(input)) % (most + 1u);
  }
  switch (form % 5u) {
  case 0:
    return SIZE_MAX - fuzz_byte(input);
  case 1:
    return SIZE_MAX / (1u + (size_t)fuzz_byte(input)) + (form & 4u ? 1u : 0u);
  case 2:
    return near + fuzz_byte(input) % 8u;
  case 3:
    return (size_t)1 << fuzz_byte(input) % (8u * sizeof(size_t));
  default:
    return 0u - input->last + fuzz_byte(input) % 8u;
  }
}

size_t fuzz_size(struct fuzz_input *input, size_t near) {
  input->last = choose_size(input, near);
  return input->last;
}

void fuzz_bytes(struct fuzz_input *input, uint8_t *to, size_t count) {
  size_t i;
  for (i = 0; i < count; i++) {
    to[i] = fuzz_byte(input);
  }
}

BW_NORETURN void fuzz_fail(const char *file, int line, const char *expected) {
  (void)fprintf(stderr, "%s:%d: expected: %s\n", file, line, expected);
  abort();
}

void fuzz_take_status(bw_status status) {
  (void)status;
}

/* Remembers what happened and has the platform panic, below, where control can be taken elsewhere. */
static bw_policy note_violation(const bw_violation *violation) {
  last_kind = violation->kind;
  return contained ? BW_POLICY_CONTAIN : BW_POLICY_PANIC;
}

void fuzz_contain(bool contain) {
  contained = contain;
}

void fuzz_refuse_guards(bool refuse) {
  guards_refused = refuse;
}

void fuzz_begin(void) {
  FUZZ_CHECK(live_count == 0u);
  taken_count = 0;
  refused_count = 0;
  fail_from = 0;
  misalignment = 0;
  innermost_guard = NULL;
  contained = false;
  guards_refused = false;
  fuzz_expected = 0;
  memset(&fuzz_user, 0, sizeof fuzz_user);
  (void)bw_policy_set(note_violation);
}

void fuzz_end(void) {
  FUZZ_CHECK(live_count == 0u);
}

void fuzz_fail_chunks(unsigned nth) {
  fail_from = nth == 0u ? 0u : taken_count + nth;
}

void fuzz_misalign_chunks(size_t bytes) {
  misalignment = bytes;
}

unsigned fuzz_chunks_live(void) {
  return live_count;
}

unsigned fuzz_chunks_refused(void) {
  return refused_count;
}

unsigned fuzz_chunk_of(const void *at, size_t bytes) {
  unsigned i;
  for (i = 0; i < live_count; i++) {
    uintptr_t offset = (uintptr_t)at - (uintptr_t)live[i].chunk;
    if (offset <= live[i].bytes && bytes <= live[i].bytes - offset) {
      return live[i].number;
    }
  }
  return 0;
}

/* Eight at a time: the arena's fuzzer looks at all its blocks after each operation. */
BW_NO_ASAN bool fuzz_all_bytes_are(const void *at, size_t bytes, uint8_t value) {
  const uint8_t *byte = (const uint8_t *)at;
  uint64_t wanted = value * UINT64_C(0x0101010101010101);
  uint64_t word;
  for (; bytes >= sizeof word; bytes -= sizeof word, byte += sizeof word) {
    BW_MEMORY_COPY(&word, byte, sizeof word);
    if (word != wanted) {
      return false;
    }
  }
  for (; bytes != 0u; bytes--, byte++) {
    if (*byte != value) {
      return false;
    }
  }
  return true;
}

BW_NO_ASAN void fuzz_flip_byte(void *at) {
  *(volatile uint8_t *)at ^= 0x40u;
}

void fuzz_run(void (*unit)(struct fuzz_input *input), const uint8_t *bytes, size_t count) {
  struct fuzz_input input;
  input.bytes = bytes;
  input.left = count;
  input.last = 0;
  fuzz_begin();
  unit(&input);
  fuzz_end();
}

/* Ends at the end of its own allocation, so that AddressSanitizer sees the first byte behind it. */
void *bw_platform_chunk_alloc(size_t bytes) {
  unsigned char *allocation = NULL;
  void *aligned = NULL;
  if ((fail_from != 0u && taken_count + 1u >= fail_from) || live_count == CHUNKS_MAX || bytes > CHUNK_BYTES_MAX) {
    refused_count++;
    return NULL;
  }
  if (posix_memalign(&aligned, 64, misalignment + bytes) != 0) {
    return NULL;
  }
  allocation = (unsigned char *)aligned;
  memset(allocation, FRESH_BYTE, misalignment + bytes);
  live[live_count].allocation = allocation;
  live[live_count].chunk = allocation + misalignment;
  live[live_count].bytes = bytes;
  taken_count++;
  live[live_count].number = taken_count;
  live_count++;
  return allocation + misalignment;
}

void bw_platform_chunk_free(void *chunk, size_t bytes) {
  unsigned i;
  for (i = 0; i < live_count; i++) {
    if (live[i].chunk == chunk) {
      FUZZ_CHECK(live[i].bytes == bytes);
      free(live[i].allocation);
      live_count--;
      live[i] = live[live_count];
      return;
    }
  }
  fuzz_fail(__FILE__, __LINE__, "a live chunk to be given back");
}

BW_NORETURN void bw_platform_panic(const char *message, const void *address) {
  if (fuzz_expected != 0 && (int)last_kind == fuzz_expected) {
    fuzz_expected = 0;
    longjmp(fuzz_landing, 1);
  }
  (void)fprintf(stderr, "%s violation at %p: %s\n", bw_violation_kind_name(last_kind), address, message);
  fuzz_fail(__FILE__, __LINE__, fuzz_expected == 0 ? "no violation" : "a violation of another kind");
}

struct bw_guard **bw_platform_guard_slot(void) {
  return guards_refused ? NULL : &innermost_guard;
}

bw_status bw_platform_user_read(void *to, uintptr_t user_from, size_t bytes) {
  size_t i;
  if (fuzz_user.refused) {
    return BW_ERR_CONTEXT;
  }
  for (i = 0; i < bytes; i++) {
    uintptr_t at = user_from + i - FUZZ_USER_BASE;
    if (user_from + i < user_from || at >= FUZZ_USER_BYTES || fuzz_user.missing[at]) {
      return BW_ERR_FAULT;
    }
    ((uint8_t *)to)[i] = fuzz_user.bytes[at];
    fuzz_user.bytes[at] ^= fuzz_user.change;
    fuzz_user.reads[at]++;
  }
  return BW_OK;
}

bw_status bw_platform_user_write(uintptr_t user_to, const void *from, size_t bytes) {
  size_t i;
  if (fuzz_user.refused) {
    return BW_ERR_CONTEXT;
  }
  for (i = 0; i < bytes; i++) {
    uintptr_t at = user_to + i - FUZZ_USER_BASE;
    if (user_to + i < user_to || at >= FUZZ_USER_BYTES || fuzz_user.missing[at]) {
      return BW_ERR_FAULT;
    }
    fuzz_user.bytes[at] = ((const uint8_t *)from)[i];
  }
  return BW_OK;
}

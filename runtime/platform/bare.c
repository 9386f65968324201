/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/*
 * The platform of a machine with nothing under it: one processor, one execution context.
 *
 * Chunks come from one static region, first fit, neighbours joined when they are given back. Define before
 * compiling, or leave the defaults:
 *   BW_BARE_HEAP_BYTES       size of the region, 65536
 *   BW_BARE_IN_INTERRUPT()   an expression, true where control must not be moved to a guard: false
 *   BW_BARE_USER_BEGIN, BW_BARE_USER_END
 *                            user memory is the addresses from BEGIN on and below END: 0, 0, that is none
 *   BW_BARE_MEMORY           define it where memcpy, memmove, memset and memcmp do not exist yet
 */
#include <bulwark/platform.h>

#ifndef BW_BARE_HEAP_BYTES
#define BW_BARE_HEAP_BYTES 65536u
#endif

#ifndef BW_BARE_IN_INTERRUPT
#define BW_BARE_IN_INTERRUPT() false
#endif

#ifndef BW_BARE_USER_BEGIN
#define BW_BARE_USER_BEGIN 0
#define BW_BARE_USER_END 0
#endif

/* A stretch of the region: this header, then size bytes. Stretches lie side by side and fill the region. */
typedef struct stretch {
  size_t size;
  size_t taken; /* 0 or 1; a size_t so that the bytes after the header stay aligned */
} stretch;

BW_STATIC_ASSERT(sizeof(stretch) % BW_ALIGNOF(stretch) == 0u, "headers lie at multiples of their alignment");

#define UNIT ((size_t)16)
#define HEAP_UNITS ((size_t)BW_BARE_HEAP_BYTES / UNIT)
#define HEADER_UNITS ((sizeof(stretch) + UNIT - 1u) / UNIT)

/* A union of the header and its alignment unit: the region is an array of these, indexed, never cast. */
typedef union unit {
  stretch header;
  uint64_t align[2];
} unit;

BW_STATIC_ASSERT(sizeof(unit) == UNIT && HEADER_UNITS == 1u, "a header fills one unit");
BW_STATIC_ASSERT(BW_BARE_HEAP_BYTES >= 256u, "the region must hold a header and a chunk");

BW_STATIC_ASSERT(UNIT % BW_PLATFORM_CHUNK_ALIGN == 0u, "a chunk is aligned as its unit is");

/* Said in so many words: a machine of 32 bits may align 64-bit numbers to 4 bytes. */
static _Alignas(UNIT) unit heap[HEAP_UNITS];
static bool heap_ready;

/*
 * Unit index of the header after the one at `at`, which is below HEAP_UNITS; HEAP_UNITS at the end. Sizes count
 * units here. A header that something wrote over is noticed before anyone follows it.
 */
static size_t next_header(size_t at) {
  const stretch *header = &heap[at].header;
  if (header->size > HEAP_UNITS - HEADER_UNITS - at || header->taken > 1u) {
    bw_platform_panic("heap header overwritten: some write ran past the end of its chunk", header);
  }
  return at + HEADER_UNITS + header->size;
}

static void join_free_neighbours(void) {
  size_t at = 0;
  while (at < HEAP_UNITS) {
    size_t after = next_header(at);
    if (after < HEAP_UNITS && heap[at].header.taken == 0u && heap[after].header.taken == 0u) {
      heap[at].header.size += HEADER_UNITS + heap[after].header.size;
    } else {
      at = after;
    }
  }
}

void *bw_platform_chunk_alloc(size_t bytes) {
  size_t units = bytes / UNIT + (bytes % UNIT != 0u ? 1u : 0u);
  size_t at;
  size_t after;
  if (!heap_ready) {
    heap[0].header.size = HEAP_UNITS - HEADER_UNITS;
    heap[0].header.taken = 0;
    heap_ready = true;
  }
  for (at = 0; at < HEAP_UNITS; at = after) {
    stretch *found = &heap[at].header;
    after = next_header(at);
    if (found->taken == 0u && found->size >= units) {
      if (found->size > units + HEADER_UNITS) {
        stretch *rest = &heap[at + HEADER_UNITS + units].header;
        rest->size = found->size - units - HEADER_UNITS;
        rest->taken = 0;
        found->size = units;
      }
      found->taken = 1;
      return &heap[at + HEADER_UNITS];
    }
  }
  return NULL;
}

void bw_platform_chunk_free(void *chunk, size_t bytes) {
  size_t at;
  (void)bytes;
  for (at = 0; at < HEAP_UNITS; at = next_header(at)) {
    if (chunk == &heap[at + HEADER_UNITS] && heap[at].header.taken == 1u) {
      heap[at].header.taken = 0;
      join_free_neighbours();
      return;
    }
  }
  bw_platform_panic("chunk given back that was never taken: free what bw_platform_chunk_alloc gave, once", chunk);
}

BW_NORETURN void bw_platform_panic(const char *message, const void *address) {
  (void)message;
  (void)address;
  BW_TRAP();
}

struct bw_guard **bw_platform_guard_slot(void) {
  static struct bw_guard *innermost_guard;
  return BW_BARE_IN_INTERRUPT() ? NULL : &innermost_guard;
}

static bool in_user_memory(uintptr_t address, size_t bytes) {
  uintptr_t begin = (uintptr_t)(BW_BARE_USER_BEGIN);
  uintptr_t end = (uintptr_t)(BW_BARE_USER_END);
  return address >= begin && address <= end && bytes <= end - address;
}

bw_status bw_platform_user_read(void *to, uintptr_t user_from, size_t bytes) {
  if (bytes == 0u) {
    return BW_OK;
  }
  if (!in_user_memory(user_from, bytes)) {
    return BW_ERR_FAULT;
  }
  BW_MEMORY_COPY(to, (const void *)user_from, bytes);
  return BW_OK;
}

bw_status bw_platform_user_write(uintptr_t user_to, const void *from, size_t bytes) {
  if (bytes == 0u) {
    return BW_OK;
  }
  if (!in_user_memory(user_to, bytes)) {
    return BW_ERR_FAULT;
  }
  BW_MEMORY_COPY((void *)user_to, from, bytes);
  return BW_OK;
}

#if defined(BW_BARE_MEMORY)
/*
 * Bytes are moved through volatile pointers: with plain ones the compiler recognises these loops and turns
 * each into a call of the function that it is the body of.
 */
void *memcpy(void *to, const void *from, size_t bytes);
void *memmove(void *to, const void *from, size_t bytes);
void *memset(void *to, int byte, size_t bytes);
int memcmp(const void *a, const void *b, size_t bytes);

void *memcpy(void *to, const void *from, size_t bytes) {
  volatile unsigned char *target = (volatile unsigned char *)to;
  const unsigned char *source = (const unsigned char *)from;
  size_t i;
  for (i = 0; i < bytes; i++) {
    target[i] = source[i];
  }
  return to;
}

void *memmove(void *to, const void *from, size_t bytes) {
  volatile unsigned char *target = (volatile unsigned char *)to;
  const unsigned char *source = (const unsigned char *)from;
  size_t i;
  if ((uintptr_t)to <= (uintptr_t)from) {
    return memcpy(to, from, bytes);
  }
  for (i = bytes; i != 0u; i--) {
    target[i - 1u] = source[i - 1u];
  }
  return to;
}

void *memset(void *to, int byte, size_t bytes) {
  volatile unsigned char *target = (volatile unsigned char *)to;
  size_t i;
  for (i = 0; i < bytes; i++) {
    target[i] = (unsigned char)byte;
  }
  return to;
}

int memcmp(const void *a, const void *b, size_t bytes) {
  const unsigned char *left = (const unsigned char *)a;
  const unsigned char *right = (const unsigned char *)b;
  size_t i;
  for (i = 0; i < bytes; i++) {
    if (left[i] != right[i]) {
      return left[i] < right[i] ? -1 : 1;
    }
  }
  return 0;
}
#endif

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* User memory by annotation, for a kernel whose own functions a model would teach; good.c holds the same functions
 * repaired. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "untrusted.h"

#define USER __attribute__((annotate("bulwark::user")))

void ProbeForRead(const volatile void *address, size_t size, uint32_t alignment);
void ProbeForWrite(volatile void *address, size_t size, uint32_t alignment);

struct call {
  uint32_t code;
  uint32_t *out USER;
  void (*done)(int) USER;
};

uint32_t parameter(const uint32_t *from USER) {
  return from[0]; /* expect: user-deref "'from" */
}

void field(const struct call *call) {
  *call->out = 1; /* expect: user-deref "'call->out'" */
}

void copied(char *to, const char *from USER) {
  memcpy(to, from, 16); /* expect: user-deref "'memcpy' reads" */
}

void filled(char *out USER) {
  memset(out, 0, 16); /* expect: user-deref "'memset' writes" */
}

void called(const struct call *call) {
  call->done(1); /* expect: user-deref "calls" */
}

uint32_t in_a_loop(const uint32_t *from USER, int n) {
  uint32_t sum = 0;
  for (int i = 0; i < n; i++)
    sum += from[i] & 1; /* expect: user-deref */
  return sum;
}

uint32_t by_switch(const uint32_t *from USER, int how) {
  switch (how) {
  case 0:
    ProbeForRead(from, 4, 4);
    break;
  default:
    break;
  }
  return *from; /* expect: user-deref "no probe" */ /* may: user-deref */
}

/* what the function returns is an address of the process */
static USER uint32_t *address_of(uint32_t low, uint32_t high) {
  return (uint32_t *)(uintptr_t)((uint64_t)high << 32 | low);
}

void answered(uint32_t low, uint32_t high) {
  *address_of(low, high) = 1; /* expect: user-deref "no probe" */
}

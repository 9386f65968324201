/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of bad.c on addresses of the kernel's own, or with the address only passed on. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "untrusted.h"

#define USER __attribute__((annotate("bulwark::user")))

struct call {
  uint32_t code;
  uint32_t *out USER;
  void (*done)(int);
};

int capture(void *to, const void *from USER, size_t size);
int deliver(void *to USER, const void *from, size_t size);

uint32_t parameter(const uint32_t *from USER) {
  uint32_t word = 0;
  return capture(&word, from, sizeof(word)) ? 0 : word;
}

int field(const struct call *call) {
  uint32_t one = 1;
  return deliver(call->out, &one, sizeof(one));
}

int copied(char *to, const char *from USER) {
  return capture(to, from, 16);
}

/* what an attacker sent stands in the kernel already */
uint32_t sent(const uint32_t *words UNTRUSTED, size_t count) {
  return count > 3 ? words[3] : 0;
}

void called(const struct call *call) {
  call->done(1);
}

int null_test(const uint32_t *from USER) {
  return from != NULL;
}

unsigned long copy_to_user(void *to, const void *from, unsigned long size);

static USER uint32_t *address_of(uint32_t low, uint32_t high) {
  return (uint32_t *)(uintptr_t)((uint64_t)high << 32 | low);
}

int answered(uint32_t low, uint32_t high) {
  uint32_t one = 1;
  return copy_to_user(address_of(low, high), &one, sizeof(one)) ? -1 : 0;
}

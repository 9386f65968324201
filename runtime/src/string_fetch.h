/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A string of user memory whose length nobody knows yet, on its way in. */
#ifndef BULWARK_STRING_FETCH_H
#define BULWARK_STRING_FETCH_H

#include <bulwark/capture.h>

/* Sizes in bytes. */
typedef struct string_fetch {
  unsigned char *text; /* holds the first `fetched` bytes of the string */
  uintptr_t address;
  size_t unit;
  size_t limit; /* whole units */
  size_t fetched;
  size_t length; /* what stands before the NUL, once it was found */
  bool found;
} string_fetch;

static string_fetch string_fetch_of(void *text, bw_user from, size_t unit, size_t limit) {
  string_fetch fetch;
  fetch.text = (unsigned char *)text;
  fetch.address = from.address;
  fetch.unit = unit;
  fetch.limit = limit;
  fetch.fetched = 0;
  fetch.length = 0;
  fetch.found = false;
  return fetch;
}

#endif

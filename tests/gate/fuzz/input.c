/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#define _GNU_SOURCE

#include "input.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* Before the first input: complaints go nowhere. libFuzzer says what it has to say through a copy of its own. */
static void start(int *ret_file) {
  *ret_file = memfd_create("bulwark-fuzz", MFD_CLOEXEC);
  if (*ret_file < 0) abort();
  if (getenv("BULWARK_FUZZ_LOUD") == NULL && freopen("/dev/null", "w", stderr) == NULL) abort();
}

const char *input_path(const uint8_t *data, size_t size) {
  static int file = -1;
  static char path[64];
  if (file < 0) start(&file);
  if (ftruncate(file, 0) != 0 || pwrite(file, data, size, 0) != (ssize_t)size) abort();
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  return path;
}

bw_arena *input_arena(void) {
  static bw_arena arena;
  static int made;
  if (made) bw_arena_reset(&arena);
  else if (bw_arena_init(&arena, 1 << 16) != BW_OK) abort();
  made = 1;
  return &arena;
}

void input_promise(int kept) {
  if (!kept) abort();
}

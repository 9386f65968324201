/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What libFuzzer calls. FUZZ_ENTRY is the unit's function. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count) {
  fuzz_run(FUZZ_ENTRY, bytes, count);
  return 0;
}

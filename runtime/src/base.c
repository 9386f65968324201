/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#include <bulwark/base.h>

const char *bw_status_name(bw_status status) {
  static const char *const names[] = {"ok",      "argument",  "range", "memory", "full",  "truncated", "format",
                                      "context", "contained", "fault", "stale",  "type", "quota",     "empty"};
  size_t index = (size_t)status;
  return index < sizeof(names) / sizeof(names[0]) ? names[index] : "unknown";
}

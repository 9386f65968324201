/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Offsets from a request, unchecked or checked by a sum that wraps; windows_good.c holds them repaired. */
#include <ntddk.h>

#include "untrusted.h"

UCHAR SumThatWraps(const UCHAR *Memory, ULONG Size, ULONG Offset UNTRUSTED, ULONG Length UNTRUSTED) {
  if (Offset + Length > Size) /* expect: untrusted-offset */
    return 0;
  return Memory[Offset]; /* may: untrusted-offset */
}

VOID Unchecked(PUCHAR Memory, ULONG Offset UNTRUSTED) {
  Memory[Offset] = 0; /* expect: untrusted-offset */
}

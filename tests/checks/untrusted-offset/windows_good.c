/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, repaired: no finding. */
#include <ntddk.h>

#include "untrusted.h"

UCHAR SumThatWraps(const UCHAR *Memory, ULONG Size, ULONG Offset UNTRUSTED, ULONG Length UNTRUSTED) {
  if (Offset >= Size || Length > Size - Offset)
    return 0;
  return Memory[Offset];
}

VOID Unchecked(PUCHAR Memory, ULONG Size, ULONG Offset UNTRUSTED) {
  if (Offset < Size)
    Memory[Offset] = 0;
}

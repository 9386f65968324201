/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Sizes that lose bits on the marked line; windows_good.c holds the same functions, repaired. */
#include <ntddk.h>

#include "untrusted.h"

PVOID ShortPool(ULONG Length UNTRUSTED) {
  USHORT Size = (USHORT)Length; /* expect: size-truncation */
  return ExAllocatePoolWithTag(PagedPool, Size, 'tseT');
}

VOID ShortClear(PUCHAR Buffer, ULONG Length UNTRUSTED) {
  UCHAR Size = Length; /* expect: size-truncation */
  RtlZeroMemory(Buffer, Size);
}

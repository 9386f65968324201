/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, repaired: no finding. */
#include <ntddk.h>

#include "untrusted.h"

PVOID ShortPool(ULONG Length UNTRUSTED) {
  USHORT Size;
  if (Length > 0xffff)
    return NULL;
  Size = (USHORT)Length;
  return ExAllocatePoolWithTag(PagedPool, Size, 'tseT');
}

VOID ShortClear(PUCHAR Buffer, ULONG Length UNTRUSTED) {
  UCHAR Size;
  if (Length > 255)
    return;
  Size = (UCHAR)Length;
  RtlZeroMemory(Buffer, Size);
}

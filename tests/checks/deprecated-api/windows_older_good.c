/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Headers without the newer functions: there is nothing else to call, so nothing is asked. */
#define POOL_TAGGING 1
#include <ntddk.h>
#include <string.h>

#define TAG 0x20746573u

PVOID Paged(SIZE_T Size) {
  return ExAllocatePoolWithTag(PagedPool, Size, TAG);
}

PVOID Untagged(SIZE_T Size) {
  return ExAllocatePool(PagedPool, Size);
}

PVOID Quota(SIZE_T Size) {
  return ExAllocatePoolWithQuotaTag(PagedPool, Size, TAG);
}

VOID SetName(PCHAR To, PCSTR Name) {
  strcpy(To, Name);
}

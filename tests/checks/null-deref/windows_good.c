/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, repaired: nothing is reported here. */
#include <ntddk.h>

#define TAG 'tseT'

typedef struct _EXTENSION {
  ULONG Count;
  PULONG Table;
} EXTENSION, *PEXTENSION;

NTSTATUS CreateTable(PEXTENSION Extension) {
  Extension->Table = ExAllocatePoolWithTag(NonPagedPool, 16 * sizeof(ULONG), TAG);
  if (Extension->Table == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Extension->Table[0] = 1;
  return STATUS_SUCCESS;
}

PEXTENSION Create(void) {
  PEXTENSION Extension = ExAllocatePoolWithTag(PagedPool, sizeof(EXTENSION), TAG);
  if (Extension)
    RtlZeroMemory(Extension, sizeof(EXTENSION));
  return Extension;
}

PEXTENSION Raises(void) {
  PEXTENSION Extension = ExAllocatePoolWithQuota(PagedPool, sizeof(EXTENSION));
  RtlZeroMemory(Extension, sizeof(EXTENSION));
  return Extension;
}

ULONG TestedEarly(PEXTENSION Extension) {
  if (Extension == NULL)
    return 0;
  return Extension->Count;
}

NTSTATUS Copies(PVOID From, SIZE_T Size) {
  PVOID To;
  if (Size > 4096)
    return STATUS_INVALID_PARAMETER;
  To = ExAllocatePoolWithTag(NonPagedPool, Size, TAG);
  if (To == NULL && Size != 0)
    return STATUS_INSUFFICIENT_RESOURCES;
  RtlCopyMemory(To, From, Size);
  if (To != NULL)
    ExFreePoolWithTag(To, TAG);
  return STATUS_SUCCESS;
}

/* nothing is copied */
VOID CopiesNothing(PVOID From) {
  PVOID To = ExAllocatePoolWithTag(NonPagedPool, 64, TAG);
  RtlCopyMemory(To, From, 0);
  if (To != NULL)
    ExFreePoolWithTag(To, TAG);
}

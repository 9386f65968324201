/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As a driver for Windows would do it: the marked lines use a null pointer. */
#include <ntddk.h>

#define TAG 'tseT'

typedef struct _EXTENSION {
  ULONG Count;
  PULONG Table;
} EXTENSION, *PEXTENSION;

NTSTATUS CreateTable(PEXTENSION Extension) {
  Extension->Table = ExAllocatePoolWithTag(NonPagedPool, 16 * sizeof(ULONG), TAG);
  Extension->Table[0] = 1; /* expect: null-deref */
  return STATUS_SUCCESS;
}

PEXTENSION Create(void) {
  PEXTENSION Extension = ExAllocatePoolWithTag(PagedPool, sizeof(EXTENSION), TAG);
  RtlZeroMemory(Extension, sizeof(EXTENSION)); /* expect: null-deref */
  return Extension;
}

ULONG TestedLate(PEXTENSION Extension) {
  ULONG Count = Extension->Count; /* expect: null-deref */
  if (Extension == NULL)
    return 0;
  return Count;
}

ULONG LogsAndGoesOn(PEXTENSION Extension) {
  if (Extension == NULL)
    DbgPrint("no extension\n");
  return Extension->Count; /* expect: null-deref */
}

/* a length that may be 0 does not make it good */
NTSTATUS Copies(PVOID From, SIZE_T Size) {
  PVOID To;
  if (Size > 4096)
    return STATUS_INVALID_PARAMETER;
  To = ExAllocatePoolWithTag(NonPagedPool, Size, TAG);
  RtlCopyMemory(To, From, Size); /* expect: null-deref "'To'" */
  ExFreePoolWithTag(To, TAG);
  return STATUS_SUCCESS;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As a driver for Windows would do it: the marked lines release the wrong way, or lose memory. */
#include <ntddk.h>

#define TAG 'tseT'

NTSTATUS Start(ULONG Mode);

VOID Contiguous(PHYSICAL_ADDRESS Highest) {
  PVOID Memory = MmAllocateContiguousMemory(4096, Highest);
  if (Memory == NULL)
    return;
  ExFreePoolWithTag(Memory, TAG); /* expect: alloc-family */
}

NTSTATUS LostOnError(ULONG Mode) {
  NTSTATUS Status;
  PUCHAR Buffer = ExAllocatePoolWithTag(PagedPool, 64, TAG);
  if (Buffer == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Status = Start(Mode);
  if (!NT_SUCCESS(Status))
    return Status; /* expect: alloc-family */
  ExFreePoolWithTag(Buffer, TAG);
  return STATUS_SUCCESS;
}

VOID Local(VOID) {
  UCHAR Buffer[64];
  ExFreePool(Buffer); /* expect: alloc-family */
}

VOID Middle(VOID) {
  PUCHAR Buffer = ExAllocatePoolWithTag(PagedPool, 64, TAG);
  if (Buffer == NULL)
    return;
  Buffer += 8;
  ExFreePoolWithTag(Buffer, TAG); /* expect: alloc-family */
}

/* another tag than it was allocated with: the verifier stops the machine for it */
VOID OtherTag(VOID) {
  PUCHAR Buffer = ExAllocatePoolWithTag(NonPagedPool, 64, 'aaaa');
  if (Buffer != NULL)
    ExFreePoolWithTag(Buffer, 'bbbb'); /* expect: alloc-family "another tag" */
}

static PVOID Make(ULONG Tag) {
  return ExAllocatePoolWithTag(NonPagedPool, 32, Tag);
}

VOID OtherTagByCallee(VOID) {
  PVOID Buffer = Make('aaaa');
  if (Buffer != NULL)
    ExFreePoolWithTag(Buffer, TAG); /* expect: alloc-family "another tag" */
}

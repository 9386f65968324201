/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, repaired: nothing is reported here. */
#include <ntddk.h>

#define TAG 'tseT'

NTSTATUS Start(ULONG Mode);

VOID Contiguous(PHYSICAL_ADDRESS Highest) {
  PVOID Memory = MmAllocateContiguousMemory(4096, Highest);
  if (Memory == NULL)
    return;
  MmFreeContiguousMemory(Memory);
}

NTSTATUS CleanedUp(ULONG Mode) {
  NTSTATUS Status;
  PUCHAR Buffer = ExAllocatePoolWithTag(PagedPool, 64, TAG);
  if (Buffer == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Status = Start(Mode);
  ExFreePoolWithTag(Buffer, TAG);
  return Status;
}

VOID KeptInAnExtension(PDEVICE_OBJECT Device) {
  Device->DeviceExtension = ExAllocatePoolWithTag(PagedPool, 64, TAG);
}

/* an exception is a way that nobody wrote */
NTSTATUS Raised(PVOID From) {
  NTSTATUS Status = STATUS_SUCCESS;
  __try {
    PVOID Copy = ExAllocatePoolWithTag(PagedPool, 64, 'tsnC');
    if (Copy == NULL)
      return STATUS_INSUFFICIENT_RESOURCES;
    ProbeForRead(From, 64, 1);
    RtlCopyMemory(Copy, From, 64);
    ExFreePoolWithTag(Copy, 'tsnC');
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  return Status;
}

static PVOID Make(ULONG Tag) {
  return ExAllocatePoolWithTag(NonPagedPool, 32, Tag);
}

VOID SameTagByCallee(VOID) {
  PVOID First = Make('aaaa'), Second = Make('bbbb');
  if (First != NULL)
    ExFreePoolWithTag(First, 'aaaa');
  if (Second != NULL)
    ExFreePoolWithTag(Second, 'bbbb');
}

VOID AnyTag(VOID) {
  PVOID Buffer = Make('aaaa');
  if (Buffer != NULL)
    ExFreePoolWithTag(Buffer, 0);
}

VOID TagUnknown(ULONG Tag) {
  PVOID Buffer = ExAllocatePoolWithTag(NonPagedPool, 32, Tag);
  if (Buffer != NULL)
    ExFreePoolWithTag(Buffer, 'aaaa');
}

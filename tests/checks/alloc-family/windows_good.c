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

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_pages_bad.c, repaired, and what does not fail with null. */
#include <ntifs.h>

NTSTATUS Mapped(PIRP Irp) {
  PUCHAR Bytes = MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority);
  if (Bytes == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Bytes[0] = 1;
  return STATUS_SUCCESS;
}

NTSTATUS MappedAndCopied(PMDL Mdl, PVOID From) {
  PVOID To = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority);
  if (!To || MmGetMdlByteCount(Mdl) < 64)
    return STATUS_BUFFER_TOO_SMALL;
  RtlCopyMemory(To, From, 64);
  return STATUS_SUCCESS;
}

NTSTATUS SpecifyCache(PMDL Mdl) {
  PUCHAR Bytes = MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, NormalPagePriority);
  if (Bytes) {
    RtlZeroMemory(Bytes, 8);
    MmUnmapLockedPages(Bytes, Mdl);
  }
  return STATUS_SUCCESS;
}

/* for a process it raises an exception */
NTSTATUS ForProcess(PMDL Mdl, PVOID *Out) {
  __try {
    PUCHAR Bytes = MmMapLockedPagesSpecifyCache(Mdl, UserMode, MmCached, NULL, FALSE, NormalPagePriority);
    *Out = Bytes;
    Bytes[0] = 0;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

typedef struct _EXTENSION {
  PUCHAR Base;
  PMDL Mdl;
} EXTENSION;

NTSTATUS InMember(EXTENSION *Extension) {
  Extension->Base = MmGetSystemAddressForMdlSafe(Extension->Mdl, HighPagePriority);
  if (Extension->Base == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Extension->Base[2] = 1;
  return STATUS_SUCCESS;
}

NTSTATUS OneWay(EXTENSION *Extension, BOOLEAN Anew) {
  PUCHAR Base = Extension->Base;
  if (Anew) {
    Base = MmMapLockedPagesSpecifyCache(Extension->Mdl, KernelMode, MmNonCached, NULL, FALSE, NormalPagePriority);
    if (Base == NULL)
      return STATUS_INSUFFICIENT_RESOURCES;
  }
  *Base = 0;
  return STATUS_SUCCESS;
}

/* asked where the two ways have met */
NTSTATUS AskedLater(EXTENSION *Extension, BOOLEAN Anew) {
  PUCHAR Base;
  if (Anew)
    Base = MmMapLockedPagesSpecifyCache(Extension->Mdl, KernelMode, MmNonCached, NULL, FALSE, NormalPagePriority);
  else
    Base = Extension->Base;
  if (Base != NULL)
    *Base = 0;
  return STATUS_SUCCESS;
}

VOID Described(PVOID Pool, ULONG Length) {
  PMDL Mdl = IoAllocateMdl(Pool, Length, FALSE, FALSE, NULL);
  if (Mdl == NULL)
    return;
  MmBuildMdlForNonPagedPool(Mdl);
  IoFreeMdl(Mdl);
}

NTSTATUS Locked(PVOID Pool, ULONG Length) {
  PMDL Mdl = IoAllocateMdl(Pool, Length, FALSE, FALSE, NULL);
  if (Mdl == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  __try {
    MmProbeAndLockPages(Mdl, KernelMode, IoReadAccess);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    IoFreeMdl(Mdl);
    return GetExceptionCode();
  }
  MmUnlockPages(Mdl);
  IoFreeMdl(Mdl);
  return STATUS_SUCCESS;
}

NTSTATUS Request(PDEVICE_OBJECT Device) {
  PIO_STACK_LOCATION Stack;
  PIRP Irp = IoAllocateIrp(Device->StackSize, FALSE);
  if (Irp == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Stack = IoGetNextIrpStackLocation(Irp);
  Stack->MajorFunction = IRP_MJ_READ;
  return IoCallDriver(Device, Irp);
}

NTSTATUS Control(PDEVICE_OBJECT Device, PKEVENT Event, IO_STATUS_BLOCK *Io) {
  PIRP Irp = IoBuildDeviceIoControlRequest(0x222000, Device, NULL, 0, NULL, 0, FALSE, Event, Io);
  if (Irp == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  return IoCallDriver(Device, Irp);
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What maps or describes pages, or makes a request, fails when memory runs short: the marked lines do not ask.
 * windows_pages_good.c holds the same functions repaired. */
#include <ntifs.h>

NTSTATUS Mapped(PIRP Irp) {
  PUCHAR Bytes = MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority);
  Bytes[0] = 1; /* expect: null-deref "'Bytes'" */
  return STATUS_SUCCESS;
}

NTSTATUS MappedAndCopied(PMDL Mdl, PVOID From) {
  PVOID To = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority);
  if (MmGetMdlByteCount(Mdl) < 64)
    return STATUS_BUFFER_TOO_SMALL;
  RtlCopyMemory(To, From, 64); /* expect: null-deref "'To'" */
  return STATUS_SUCCESS;
}

NTSTATUS SpecifyCache(PMDL Mdl) {
  PUCHAR Bytes = MmMapLockedPagesSpecifyCache(Mdl, KernelMode, MmCached, NULL, FALSE, NormalPagePriority);
  RtlZeroMemory(Bytes, 8); /* expect: null-deref */
  MmUnmapLockedPages(Bytes, Mdl);
  return STATUS_SUCCESS;
}

typedef struct _EXTENSION {
  PUCHAR Base;
  PMDL Mdl;
} EXTENSION;

NTSTATUS InMember(EXTENSION *Extension) {
  Extension->Base = MmGetSystemAddressForMdlSafe(Extension->Mdl, HighPagePriority);
  Extension->Base[2] = 1; /* expect: null-deref "'Extension->Base'" */
  return STATUS_SUCCESS;
}

/* the one way maps anew, the other one finds what is mapped */
NTSTATUS OneWay(EXTENSION *Extension, BOOLEAN Anew) {
  PUCHAR Base;
  if (Anew)
    Base = MmMapLockedPagesSpecifyCache(Extension->Mdl, KernelMode, MmNonCached, NULL, FALSE, NormalPagePriority);
  else
    Base = Extension->Base;
  *Base = 0; /* expect: null-deref */
  return STATUS_SUCCESS;
}

VOID Described(PVOID Pool, ULONG Length) {
  PMDL Mdl = IoAllocateMdl(Pool, Length, FALSE, FALSE, NULL);
  MmBuildMdlForNonPagedPool(Mdl); /* expect: null-deref */
  IoFreeMdl(Mdl);
}

NTSTATUS Locked(PVOID Pool, ULONG Length) {
  PMDL Mdl = IoAllocateMdl(Pool, Length, FALSE, FALSE, NULL);
  __try {
    MmProbeAndLockPages(Mdl, KernelMode, IoReadAccess); /* expect: null-deref */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    IoFreeMdl(Mdl);
    return GetExceptionCode();
  }
  MmUnlockPages(Mdl);
  IoFreeMdl(Mdl);
  return STATUS_SUCCESS;
}

NTSTATUS Request(PDEVICE_OBJECT Device) {
  PIRP Irp = IoAllocateIrp(Device->StackSize, FALSE);
  PIO_STACK_LOCATION Stack = IoGetNextIrpStackLocation(Irp); /* expect: null-deref */
  Stack->MajorFunction = IRP_MJ_READ;
  return IoCallDriver(Device, Irp);
}

NTSTATUS Control(PDEVICE_OBJECT Device, PKEVENT Event, IO_STATUS_BLOCK *Io) {
  PIRP Irp = IoBuildDeviceIoControlRequest(0x222000, Device, NULL, 0, NULL, 0, FALSE, Event, Io);
  return IoCallDriver(Device, Irp); /* expect: null-deref */
}

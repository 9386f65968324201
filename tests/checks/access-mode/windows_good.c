/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c with the rights of who asked, and what looks alike. */
#include <ntifs.h>

typedef struct _HANDLE_REQUEST {
  HANDLE Event;
  PVOID Address;
  ULONG Size;
  KPROCESSOR_MODE Mode;
} HANDLE_REQUEST, *PHANDLE_REQUEST;

static HANDLE OurEvent;

NTSTATUS ReferencesHandle(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PVOID Object;
  NTSTATUS Status = ObReferenceObjectByHandle(Request->Event, EVENT_MODIFY_STATE, *ExEventObjectType, UserMode, &Object, NULL);
  if (NT_SUCCESS(Status))
    ObDereferenceObject(Object);
  return Status;
}

/* the mode of who asked */
NTSTATUS RequestorsMode(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PVOID Object;
  NTSTATUS Status = ObReferenceObjectByHandle(Request->Event, EVENT_MODIFY_STATE, *ExEventObjectType, Irp->RequestorMode, &Object, NULL);
  if (NT_SUCCESS(Status))
    ObDereferenceObject(Object);
  return Status;
}

/* only the kernel gets here */
NTSTATUS KernelOnly(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PVOID Object;
  NTSTATUS Status;
  if (Irp->RequestorMode != KernelMode)
    return STATUS_ACCESS_DENIED;
  Status = ObReferenceObjectByHandle(Request->Event, EVENT_MODIFY_STATE, *ExEventObjectType, KernelMode, &Object, NULL);
  if (NT_SUCCESS(Status))
    ObDereferenceObject(Object);
  return Status;
}

/* a handle of the driver's own */
NTSTATUS OwnHandle(PIRP Irp) {
  PVOID Object;
  NTSTATUS Status = ObReferenceObjectByHandle(OurEvent, EVENT_MODIFY_STATE, *ExEventObjectType, KernelMode, &Object, NULL);
  if (NT_SUCCESS(Status))
    ObDereferenceObject(Object);
  Irp->IoStatus.Status = Status;
  return Status;
}

NTSTATUS LocksUserPages(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PMDL Mdl = IoAllocateMdl(Request->Address, Request->Size, FALSE, FALSE, NULL);
  NTSTATUS Status = STATUS_SUCCESS;
  if (Mdl == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  __try {
    MmProbeAndLockPages(Mdl, UserMode, IoWriteAccess);
    MmUnlockPages(Mdl);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  IoFreeMdl(Mdl);
  return Status;
}

/* memory of the driver's own */
NTSTATUS LocksOwnPages(PVOID Own, ULONG Size) {
  PMDL Mdl = IoAllocateMdl(Own, Size, FALSE, FALSE, NULL);
  NTSTATUS Status = STATUS_SUCCESS;
  if (Mdl == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  __try {
    MmProbeAndLockPages(Mdl, KernelMode, IoWriteAccess);
    MmUnlockPages(Mdl);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  IoFreeMdl(Mdl);
  return Status;
}

NTSTATUS OpensFile(PIRP Irp) {
  UNICODE_STRING Name;
  OBJECT_ATTRIBUTES Attributes;
  IO_STATUS_BLOCK Io;
  HANDLE File;
  NTSTATUS Status;
  UNREFERENCED_PARAMETER(Irp);
  RtlInitUnicodeString(&Name, L"\\DosDevices\\C:\\driver.log");
  InitializeObjectAttributes(&Attributes, &Name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
  Status = ZwCreateFile(&File, GENERIC_WRITE, &Attributes, &Io, NULL, FILE_ATTRIBUTE_NORMAL, FILE_SHARE_READ, FILE_OPEN_IF, 0, NULL, 0);
  if (NT_SUCCESS(Status))
    ZwClose(File);
  return Status;
}

/* when the driver is loaded the system itself runs it */
NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path) {
  OBJECT_ATTRIBUTES Attributes;
  HANDLE Key;
  NTSTATUS Status;
  UNREFERENCED_PARAMETER(Driver);
  InitializeObjectAttributes(&Attributes, Path, OBJ_CASE_INSENSITIVE, NULL, NULL);
  Status = ZwOpenKey(&Key, KEY_READ, &Attributes);
  if (NT_SUCCESS(Status))
    ZwClose(Key);
  return STATUS_SUCCESS;
}

/* the mode comes out of a table */
static const KPROCESSOR_MODE Modes[2] = {KernelMode, UserMode};

NTSTATUS ModeOfATable(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PVOID Object;
  NTSTATUS Status = ObReferenceObjectByHandle(Request->Event, SYNCHRONIZE, *ExEventObjectType, Modes[1], &Object, NULL);
  if (NT_SUCCESS(Status))
    ObDereferenceObject(Object);
  return Status;
}

/* a helper is told the mode */
static NTSTATUS Reference(HANDLE Handle, KPROCESSOR_MODE Mode, PVOID *Object) {
  return ObReferenceObjectByHandle(Handle, SYNCHRONIZE, *ExEventObjectType, Mode, Object, NULL);
}

NTSTATUS ModeOfTheCaller(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PVOID Object;
  NTSTATUS Status = Reference(Request->Event, UserMode, &Object);
  if (NT_SUCCESS(Status))
    ObDereferenceObject(Object);
  return Status;
}

NTSTATUS ModeOfOurOwn(void) {
  PVOID Object;
  NTSTATUS Status = Reference(OurEvent, KernelMode, &Object);
  if (NT_SUCCESS(Status))
    ObDereferenceObject(Object);
  return Status;
}

typedef struct _MACHINE_REQUEST {
  PHYSICAL_ADDRESS Address;
  ULONG Length;
  ULONG Register;
  USHORT Port;
  UCHAR Value;
} MACHINE_REQUEST, *PMACHINE_REQUEST;

/* a page of what the device has */
PVOID MapsItsOwn(PIRP Irp, PHYSICAL_ADDRESS Base, ULONG Pages) {
  PMACHINE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PHYSICAL_ADDRESS Address = Base;
  if (Request->Register >= Pages)
    return NULL;
  Address.QuadPart += (LONGLONG)Request->Register * PAGE_SIZE;
  return MmMapIoSpace(Address, PAGE_SIZE, MmNonCached);
}

static PVOID MapAt(ULONGLONG Where) {
  PHYSICAL_ADDRESS Address;
  Address.QuadPart = (LONGLONG)Where;
  return MmMapIoSpace(Address, PAGE_SIZE, MmNonCached);
}

PVOID MapsAnything(ULONG Page) {
  return MapAt((ULONGLONG)Page << 12);
}

VOID WritesOneRegister(PIRP Irp) {
  PMACHINE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  if (Request->Register != 0x1a0)
    return;
  __writemsr(Request->Register, Request->Value);
}

VOID WritesItsPorts(PIRP Irp) {
  PMACHINE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  if (Request->Port < 0x3f8 || Request->Port > 0x3ff)
    return;
  WRITE_PORT_UCHAR((PUCHAR)(ULONG_PTR)Request->Port, Request->Value);
}

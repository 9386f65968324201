/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What came from a request is used with the kernel's rights on the marked line; windows_good.c holds the same functions
 * repaired. */
#include <ntifs.h>

typedef struct _HANDLE_REQUEST {
  HANDLE Event;
  PVOID Address;
  ULONG Size;
  KPROCESSOR_MODE Mode;
} HANDLE_REQUEST, *PHANDLE_REQUEST;

NTSTATUS ReferencesHandle(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PVOID Object;
  NTSTATUS Status = ObReferenceObjectByHandle(Request->Event, EVENT_MODIFY_STATE, *ExEventObjectType, KernelMode, &Object, NULL); /* expect: access-mode "'Request->Event'" */
  if (NT_SUCCESS(Status))
    ObDereferenceObject(Object);
  return Status;
}

NTSTATUS LocksUserPages(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PMDL Mdl = IoAllocateMdl(Request->Address, Request->Size, FALSE, FALSE, NULL);
  NTSTATUS Status = STATUS_SUCCESS;
  if (Mdl == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  __try {
    MmProbeAndLockPages(Mdl, KernelMode, IoWriteAccess); /* expect: access-mode "'Mdl'" */
    MmUnlockPages(Mdl);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  IoFreeMdl(Mdl);
  return Status;
}

NTSTATUS LocksNeitherBuffer(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PMDL Mdl = IoAllocateMdl(Stack->Parameters.DeviceIoControl.Type3InputBuffer,
                           Stack->Parameters.DeviceIoControl.InputBufferLength, FALSE, FALSE, NULL);
  NTSTATUS Status = STATUS_SUCCESS;
  if (Mdl == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  __try {
    MmProbeAndLockPages(Mdl, KernelMode, IoReadAccess); /* expect: access-mode */
    MmUnlockPages(Mdl);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  IoFreeMdl(Mdl);
  return Status;
}

NTSTATUS ClosesHandle(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  return ZwClose(Request->Event); /* expect: access-mode "'ZwClose'" */
}

NTSTATUS KillsProcess(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  HANDLE Process;
  __try {
    ProbeForRead(Stack->Parameters.DeviceIoControl.Type3InputBuffer, sizeof(HANDLE), 1);
    Process = *(PHANDLE)Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return ZwTerminateProcess(Process, STATUS_SUCCESS); /* expect: access-mode "'Process'" */
}

/* the handle is the process's to use */
NTSTATUS OpensFile(PIRP Irp) {
  UNICODE_STRING Name;
  OBJECT_ATTRIBUTES Attributes;
  IO_STATUS_BLOCK Io;
  HANDLE File;
  NTSTATUS Status;
  UNREFERENCED_PARAMETER(Irp);
  RtlInitUnicodeString(&Name, L"\\DosDevices\\C:\\driver.log");
  InitializeObjectAttributes(&Attributes, &Name, OBJ_CASE_INSENSITIVE, NULL, NULL);
  Status = ZwCreateFile(&File, GENERIC_WRITE, &Attributes, &Io, NULL, FILE_ATTRIBUTE_NORMAL, FILE_SHARE_READ, FILE_OPEN_IF, 0, NULL, 0); /* expect: access-mode "OBJ_KERNEL_HANDLE" */
  if (NT_SUCCESS(Status))
    ZwClose(File);
  return Status;
}

/* …and so it is some calls further on */
static NTSTATUS OpenKey(PHANDLE Key) {
  UNICODE_STRING Name;
  OBJECT_ATTRIBUTES Attributes;
  RtlInitUnicodeString(&Name, L"\\Registry\\Machine\\Software\\Driver");
  InitializeObjectAttributes(&Attributes, &Name, OBJ_CASE_INSENSITIVE, NULL, NULL);
  return ZwOpenKey(Key, KEY_READ, &Attributes); /* expect: access-mode "OBJ_KERNEL_HANDLE" */
}

static NTSTATUS ReadSetting(void) {
  HANDLE Key;
  NTSTATUS Status = OpenKey(&Key);
  if (NT_SUCCESS(Status))
    ZwClose(Key);
  return Status;
}

NTSTATUS Settings(PDEVICE_OBJECT Device, PIRP Irp) {
  UNREFERENCED_PARAMETER(Device);
  Irp->IoStatus.Status = ReadSetting();
  return Irp->IoStatus.Status;
}

/* the mode comes out of a table */
static const KPROCESSOR_MODE Modes[2] = {KernelMode, UserMode};

NTSTATUS ModeOfATable(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PVOID Object;
  NTSTATUS Status = ObReferenceObjectByHandle(Request->Event, SYNCHRONIZE, *ExEventObjectType, Modes[0], &Object, NULL); /* expect: access-mode */
  if (NT_SUCCESS(Status))
    ObDereferenceObject(Object);
  return Status;
}

/* a helper is told the mode */
static NTSTATUS Reference(HANDLE Handle, KPROCESSOR_MODE Mode, PVOID *Object) {
  return ObReferenceObjectByHandle(Handle, SYNCHRONIZE, *ExEventObjectType, Mode, Object, NULL); /* expect: access-mode */
}

NTSTATUS ModeOfTheCaller(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PVOID Object;
  NTSTATUS Status = Reference(Request->Event, KernelMode, &Object);
  if (NT_SUCCESS(Status))
    ObDereferenceObject(Object);
  return Status;
}

/* which part of the machine is reached, as a process chose it */
typedef struct _MACHINE_REQUEST {
  PHYSICAL_ADDRESS Address;
  ULONG Length;
  ULONG Register;
  USHORT Port;
  UCHAR Value;
} MACHINE_REQUEST, *PMACHINE_REQUEST;

PVOID MapsAnything(PIRP Irp) {
  PMACHINE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  return MmMapIoSpace(Request->Address, PAGE_SIZE, MmNonCached); /* expect: access-mode "'MmMapIoSpace' reaches" */
}

static PVOID MapAt(ULONGLONG Where) {
  PHYSICAL_ADDRESS Address;
  Address.QuadPart = (LONGLONG)Where;
  return MmMapIoSpace(Address, PAGE_SIZE, MmNonCached); /* expect: access-mode "'MmMapIoSpace' reaches" */
}

PVOID MapsAnythingElse(PIRP Irp) {
  PMACHINE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  return MapAt((ULONGLONG)Request->Register << 12);
}

VOID WritesAnyRegister(PIRP Irp) {
  PMACHINE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  __writemsr(Request->Register, Request->Value); /* expect: access-mode "'__writemsr' reaches" */
}

VOID WritesAnyPort(PIRP Irp) {
  PMACHINE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  WRITE_PORT_UCHAR((PUCHAR)(ULONG_PTR)Request->Port, Request->Value); /* expect: access-mode "'WRITE_PORT_UCHAR' reaches" */
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* windows_bad.c, repaired: no finding anywhere. */
#include <ntddk.h>

#define TAG 0x20746573u

typedef struct _DEVICE_EXTENSION {
  WCHAR Name[32];
  UCHAR Config[64];
  PUCHAR Ring;
  SIZE_T RingSize;
} DEVICE_EXTENSION, *PDEVICE_EXTENSION;

typedef struct _SET_CONFIG {
  ULONG Length;
  ULONG Flags;
  UCHAR Data[64];
} SET_CONFIG, *PSET_CONFIG;

NTSTATUS BufferedInput(PDEVICE_OBJECT Device, PIRP Irp) {
  PDEVICE_EXTENSION Extension = Device->DeviceExtension;
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  ULONG Length = Stack->Parameters.DeviceIoControl.InputBufferLength;
  if (Length > sizeof(Extension->Config))
    return STATUS_INVALID_BUFFER_SIZE;
  RtlCopyMemory(Extension->Config, Irp->AssociatedIrp.SystemBuffer, Length);
  return STATUS_SUCCESS;
}

NTSTATUS InputOnTheStack(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  UCHAR Local[256];
  if (Stack->Parameters.DeviceIoControl.InputBufferLength > 256)
    return STATUS_INVALID_PARAMETER;
  ULONG Length = Stack->Parameters.DeviceIoControl.InputBufferLength;
  RtlCopyMemory(Local, Irp->AssociatedIrp.SystemBuffer, Length);
  return Local[0] == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS LengthInsideTheBuffer(PDEVICE_OBJECT Device, PIRP Irp) {
  PDEVICE_EXTENSION Extension = Device->DeviceExtension;
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  PSET_CONFIG Request = Irp->AssociatedIrp.SystemBuffer;
  ULONG Length;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(SET_CONFIG))
    return STATUS_BUFFER_TOO_SMALL;
  Length = Request->Length;
  if (Length > sizeof(Request->Data))
    return STATUS_INVALID_PARAMETER;
  RtlCopyMemory(Extension->Config, Request->Data, Length);
  return STATUS_SUCCESS;
}

NTSTATUS NeitherIo(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  SET_CONFIG Local;
  SIZE_T Length = Stack->Parameters.DeviceIoControl.InputBufferLength;
  RtlZeroMemory(&Local, sizeof(Local));
  if (Length > sizeof(Local))
    Length = sizeof(Local);
  __try {
    ProbeForRead(Stack->Parameters.DeviceIoControl.Type3InputBuffer, Length, 1);
    RtlCopyMemory(&Local, Stack->Parameters.DeviceIoControl.Type3InputBuffer, Length);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return STATUS_ACCESS_VIOLATION;
  }
  return Local.Flags == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS PoolOneShort(PDEVICE_EXTENSION Extension, const UCHAR *From, ULONG Count) {
  PUCHAR Copy = ExAllocatePoolWithTag(NonPagedPool, (SIZE_T)Count + 1, TAG);
  if (Copy == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  RtlCopyMemory(Copy, From, (SIZE_T)Count + 1);
  Extension->Ring = Copy;
  return STATUS_SUCCESS;
}

VOID CharactersForBytes(PDEVICE_EXTENSION Extension, const WCHAR *Name) {
  RtlCopyMemory(Extension->Name, Name, sizeof(Extension->Name));
}

VOID TerminatorPastTheEnd(PDEVICE_EXTENSION Extension) {
  Extension->Name[sizeof(Extension->Name) / sizeof(Extension->Name[0]) - 1] = 0;
}

VOID ZeroTooMuch(PSET_CONFIG Request) {
  RtlZeroMemory(Request, sizeof(*Request));
}

VOID FillLoop(PDEVICE_EXTENSION Extension) {
  for (ULONG i = 0; i < sizeof(Extension->Config); i++)
    Extension->Config[i] = 0xff;
}

NTSTATUS WideString(PDEVICE_EXTENSION Extension) {
  WCHAR Link[17];
  wcscpy(Link, L"\\DosDevices\\Long");
  Extension->Name[0] = Link[0];
  return STATUS_SUCCESS;
}

NTSTATUS OutputLonger(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  SET_CONFIG Local;
  RtlZeroMemory(&Local, sizeof(Local));
  ULONG Length = Stack->Parameters.DeviceIoControl.OutputBufferLength;
  if (Length < sizeof(Local))
    return STATUS_BUFFER_TOO_SMALL;
  Length = sizeof(Local);
  RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, &Local, Length);
  return STATUS_SUCCESS;
}

static UCHAR Trace[512];

NTSTATUS ReadsTrace(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  if (Stack->Parameters.Read.Length > sizeof(Trace))
    return STATUS_INVALID_PARAMETER;
  RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, Trace, Stack->Parameters.Read.Length);
  return STATUS_SUCCESS;
}

NTSTATUS ReadsTraceFrom(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  ULONG Length = Stack->Parameters.Read.Length;
  LONGLONG At = Stack->Parameters.Read.ByteOffset.QuadPart;
  if (Length > sizeof(Trace))
    Length = sizeof(Trace);
  if (At < 0 || At > (LONGLONG)(sizeof(Trace) - Length))
    return STATUS_END_OF_FILE;
  RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, Trace + At, Length);
  return STATUS_SUCCESS;
}

static ULONG Owners[256];

ULONG NtUserOwnerOf(HANDLE Window) {
  ULONG Index = (ULONG)(ULONG_PTR)Window & 0xffff;
  return Index < 256 ? Owners[Index] : 0;
}

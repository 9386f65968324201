/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Idioms of Windows drivers that reach past an object on the marked line, against the real headers; windows_good.c holds
 * them repaired. */
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
  RtlCopyMemory(Extension->Config, Irp->AssociatedIrp.SystemBuffer, Length); /* expect: copy-extent "'Config'" */
  return STATUS_SUCCESS;
}

NTSTATUS InputOnTheStack(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  UCHAR Local[128];
  if (Stack->Parameters.DeviceIoControl.InputBufferLength > 256)
    return STATUS_INVALID_PARAMETER;
  ULONG Length = Stack->Parameters.DeviceIoControl.InputBufferLength;
  RtlCopyMemory(Local, Irp->AssociatedIrp.SystemBuffer, Length); /* expect: copy-extent "'Local'" */
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
  RtlCopyMemory(Extension->Config, Request->Data, Length); /* expect: copy-extent */ /* may: copy-extent */
  return STATUS_SUCCESS;
}

NTSTATUS NeitherIo(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  SET_CONFIG Local;
  SIZE_T Length = Stack->Parameters.DeviceIoControl.InputBufferLength;
  __try {
    ProbeForRead(Stack->Parameters.DeviceIoControl.Type3InputBuffer, Length, 1);
    RtlCopyMemory(&Local, Stack->Parameters.DeviceIoControl.Type3InputBuffer, Length); /* expect: copy-extent "'Local'" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return STATUS_ACCESS_VIOLATION;
  }
  return Local.Flags == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

NTSTATUS PoolOneShort(PDEVICE_EXTENSION Extension, const UCHAR *From, ULONG Count) {
  PUCHAR Copy = ExAllocatePoolWithTag(NonPagedPool, Count, TAG);
  if (Copy == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  RtlCopyMemory(Copy, From, (SIZE_T)Count + 1); /* expect: copy-extent */
  Extension->Ring = Copy;
  return STATUS_SUCCESS;
}

VOID CharactersForBytes(PDEVICE_EXTENSION Extension, const WCHAR *Name) {
  RtlCopyMemory(Extension->Name, Name, sizeof(Extension->Name) * sizeof(WCHAR)); /* expect: copy-extent "'Name'" */
}

VOID TerminatorPastTheEnd(PDEVICE_EXTENSION Extension) {
  Extension->Name[sizeof(Extension->Name) / sizeof(Extension->Name[0])] = 0; /* expect: index-range */
}

VOID ZeroTooMuch(PSET_CONFIG Request) {
  RtlZeroMemory(Request->Data, sizeof(*Request)); /* expect: copy-extent "'Data'" */
}

VOID FillLoop(PDEVICE_EXTENSION Extension) {
  for (ULONG i = 0; i <= sizeof(Extension->Config); i++)
    Extension->Config[i] = 0xff; /* expect: index-range */
}

NTSTATUS WideString(PDEVICE_EXTENSION Extension) {
  WCHAR Link[16];
  wcscpy(Link, L"\\DosDevices\\Long"); /* expect: copy-extent "'Link'" */
  Extension->Name[0] = Link[0];
  return STATUS_SUCCESS;
}

NTSTATUS OutputLonger(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  SET_CONFIG Local;
  RtlZeroMemory(&Local, sizeof(Local));
  ULONG Length = Stack->Parameters.DeviceIoControl.OutputBufferLength;
  RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, &Local, Length); /* expect: copy-extent "'Local'" */
  return STATUS_SUCCESS;
}

static UCHAR Trace[512];

NTSTATUS ReadsTrace(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, Trace, Stack->Parameters.Read.Length); /* expect: copy-extent "'Trace'" */
  return STATUS_SUCCESS;
}

NTSTATUS ReadsTraceFrom(PIRP Irp) {
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  ULONG Length = Stack->Parameters.Read.Length;
  LONGLONG At = Stack->Parameters.Read.ByteOffset.QuadPart;
  if (Length > sizeof(Trace))
    Length = sizeof(Trace);
  RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, Trace + At, Length); /* expect: copy-extent "'Trace'" */
  return STATUS_SUCCESS;
}

/* a handle is a number that the process chose */
static ULONG Owners[256];

ULONG NtUserOwnerOf(HANDLE Window) {
  ULONG Index = (ULONG)(ULONG_PTR)Window & 0xffff;
  return Owners[Index]; /* expect: index-range "'Owners'" */
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The framework hands out a request's buffer of at least the length that was asked for; no more is used than was asked for, or
 * than the length says. */
#include <ntddk.h>

typedef struct WDFQUEUE__ *WDFQUEUE;
typedef struct WDFREQUEST__ *WDFREQUEST;
NTSTATUS WdfRequestRetrieveInputBuffer(WDFREQUEST Request, size_t MinimumRequiredLength, PVOID *Buffer, size_t *Length);
NTSTATUS WdfRequestRetrieveOutputBuffer(WDFREQUEST Request, size_t MinimumRequiredLength, PVOID *Buffer, size_t *Length);

typedef struct _SETUP {
  ULONG Mode;
  ULONG Values[15];
} SETUP, *PSETUP;

typedef struct _EXT {
  SETUP Setup;
  UCHAR Text[64];
} EXT, *PEXT;

NTSTATUS AsksForTheHeadOnly(PEXT Ext, WDFREQUEST Request) {
  PSETUP Setup = NULL;
  NTSTATUS Status = WdfRequestRetrieveInputBuffer(Request, sizeof(SETUP), (PVOID *)&Setup, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  RtlCopyMemory(&Ext->Setup, Setup, sizeof(SETUP));
  return STATUS_SUCCESS;
}

NTSTATUS TrustsTheLength(PEXT Ext, WDFREQUEST Request) {
  PVOID Buffer = NULL;
  size_t Length = 0;
  NTSTATUS Status = WdfRequestRetrieveInputBuffer(Request, 1, &Buffer, &Length);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Length > sizeof(Ext->Text))
    return STATUS_INVALID_BUFFER_SIZE;
  RtlCopyMemory(Ext->Text, Buffer, Length);
  return STATUS_SUCCESS;
}

NTSTATUS WritesAll(PEXT Ext, WDFREQUEST Request) {
  PVOID Buffer = NULL;
  NTSTATUS Status = WdfRequestRetrieveOutputBuffer(Request, sizeof(SETUP), &Buffer, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  RtlCopyMemory(Buffer, &Ext->Setup, sizeof(SETUP));
  return STATUS_SUCCESS;
}

VOID CopiesAsLong(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength, size_t InputBufferLength, ULONG Code) {
  UCHAR Local[16];
  PVOID Buffer = NULL;
  UNREFERENCED_PARAMETER(Queue);
  UNREFERENCED_PARAMETER(OutputBufferLength);
  UNREFERENCED_PARAMETER(Code);
  if (InputBufferLength > sizeof(Local) || !NT_SUCCESS(WdfRequestRetrieveInputBuffer(Request, 0, &Buffer, NULL)))
    return;
  RtlCopyMemory(Local, Buffer, InputBufferLength);
}

typedef struct _WDF_IO_QUEUE_CONFIG {
  ULONG Size;
  VOID (*EvtIoDeviceControl)(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength, size_t InputBufferLength, ULONG Code);
} WDF_IO_QUEUE_CONFIG;

VOID Configure(WDF_IO_QUEUE_CONFIG *Config) {
  Config->EvtIoDeviceControl = CopiesAsLong;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, repaired: nothing is reported here. */
#include <ntddk.h>

#define TAG 'tseT'

typedef struct _REQUEST {
  ULONG Length;
  PUCHAR Data;
  struct _REQUEST *Next;
} REQUEST, *PREQUEST;

ULONG Finish(PREQUEST Request) {
  ULONG Length = Request->Length;
  ExFreePoolWithTag(Request, TAG);
  return Length;
}

VOID Once(PREQUEST Request, ULONG Mode) {
  if (Mode > 4) {
    ExFreePool(Request);
    return;
  }
  ExFreePoolWithTag(Request, TAG);
}

VOID Drain(PREQUEST Request) {
  while (Request != NULL) {
    PREQUEST Next = Request->Next;
    ExFreePoolWithTag(Request, TAG);
    Request = Next;
  }
}

VOID CopiedFrom(PREQUEST Request, PUCHAR To) {
  RtlCopyMemory(To, Request->Data, 16);
  ExFreePool(Request->Data);
  Request->Data = NULL;
}

/* the global is cleared, or nothing runs any more that would ask for it */
typedef VOID (*NOTIFY)(VOID);
typedef struct _LISTENER {
  NOTIFY Notify;
  ULONG Count;
} LISTENER;
static LISTENER *Current;

NTSTATUS Register(NOTIFY Notify) {
  LISTENER *New = ExAllocatePoolWithTag(NonPagedPool, sizeof(*New), 'tsnL');
  if (New == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  New->Notify = Notify;
  New->Count = 0;
  Current = New;
  return STATUS_SUCCESS;
}

VOID Unregister(VOID) {
  if (Current != NULL) {
    ExFreePoolWithTag(Current, 'tsnL');
    Current = NULL;
  }
}

VOID Fire(VOID) {
  if (Current != NULL)
    Current->Notify();
}

VOID DriverUnload(PDRIVER_OBJECT Driver) {
  UNREFERENCED_PARAMETER(Driver);
  if (Current != NULL)
    ExFreePoolWithTag(Current, 'tsnL');
}

static VOID Drop(VOID) {
  ExFreePoolWithTag(Current, 'tsnL');
}

VOID Replace(LISTENER *Other) {
  Drop();
  Current = Other;
}

NTSTATUS AnswersAfterCompletion(PDEVICE_OBJECT Device, PIRP Irp) {
  NTSTATUS Status = STATUS_SUCCESS;
  UNREFERENCED_PARAMETER(Device);
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

NTSTATUS CompletesTwice(PIRP Irp, ULONG Length) {
  if (Length == 0) {
    Irp->IoStatus.Status = STATUS_INVALID_PARAMETER;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
    return STATUS_INVALID_PARAMETER;
  }
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

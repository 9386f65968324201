/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As a driver for Windows would do it: the marked lines use memory that is gone. */
#include <ntddk.h>

#define TAG 'tseT'

typedef struct _REQUEST {
  ULONG Length;
  PUCHAR Data;
  struct _REQUEST *Next;
} REQUEST, *PREQUEST;

ULONG Finish(PREQUEST Request) {
  ExFreePoolWithTag(Request, TAG);
  return Request->Length; /* expect: release-use */
}

VOID Twice(PREQUEST Request, ULONG Mode) {
  if (Mode > 4)
    ExFreePool(Request);
  ExFreePoolWithTag(Request, TAG); /* expect: release-use */
}

VOID Drain(PREQUEST Request) {
  while (Request != NULL) {
    ExFreePoolWithTag(Request, TAG);
    Request = Request->Next; /* expect: release-use */
  }
}

VOID CopiedFrom(PREQUEST Request, PUCHAR To) {
  ExFreePool(Request->Data);
  RtlCopyMemory(To, Request->Data, 16); /* expect: release-use */
}

/* the global still leads to what was released, and another function goes by whether it is null */
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
  if (Current != NULL)
    ExFreePoolWithTag(Current, 'tsnL'); /* expect: release-use "'Current' still leads" */
}

VOID Fire(VOID) {
  if (Current != NULL)
    Current->Notify();
}

/* a completed request is somebody else's, or gone */
NTSTATUS AnswersAfterCompletion(PDEVICE_OBJECT Device, PIRP Irp) {
  UNREFERENCED_PARAMETER(Device);
  Irp->IoStatus.Status = STATUS_SUCCESS;
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Irp->IoStatus.Status; /* expect: release-use "'Irp->IoStatus.Status'" */
}

NTSTATUS CompletesTwice(PIRP Irp, ULONG Length) {
  if (Length == 0) {
    Irp->IoStatus.Status = STATUS_INVALID_PARAMETER;
    IoCompleteRequest(Irp, IO_NO_INCREMENT);
  }
  IoCompleteRequest(Irp, IO_NO_INCREMENT); /* expect: release-use "'Irp'" */
  return STATUS_SUCCESS;
}

/* the next request finds the member as this one left it */
typedef struct _DEVICE_STATE {
  PVOID Cache;
  ULONG CacheSize;
  PVOID Spare;
} DEVICE_STATE, *PDEVICE_STATE;

NTSTATUS KeepCache(PDEVICE_STATE State, ULONG Size) {
  if (State->Cache != NULL || Size > 4096)
    return STATUS_DEVICE_BUSY;
  State->Cache = ExAllocatePoolWithTag(PagedPool, Size, TAG);
  return State->Cache != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

static VOID DropCache(PDEVICE_STATE State) {
  PVOID Cache = State->Cache;
  State->CacheSize = 0;
  ExFreePoolWithTag(Cache, TAG); /* expect: release-use "'Cache' still leads" */
}

NTSTATUS ControlCache(PDEVICE_OBJECT Device, PIRP Irp) {
  PDEVICE_STATE State = Device->DeviceExtension;
  UNREFERENCED_PARAMETER(Irp);
  DropCache(State);
  return STATUS_SUCCESS;
}

/* …also when there was no memory for another one */
NTSTATUS RenewSpare(PDEVICE_OBJECT Device, PIRP Irp) {
  PDEVICE_STATE State = Device->DeviceExtension;
  PVOID New;
  UNREFERENCED_PARAMETER(Irp);
  if (State->Spare)
    ExFreePoolWithTag(State->Spare, TAG); /* expect: release-use "'Spare' still leads" */
  New = ExAllocatePoolWithTag(PagedPool, 64, TAG);
  if (New == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  State->Spare = New;
  return STATUS_SUCCESS;
}

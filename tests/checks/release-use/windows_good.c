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

/* a helper that leaves the member to its caller */
static VOID DropCache(PDEVICE_STATE State) {
  PVOID Cache = State->Cache;
  State->CacheSize = 0;
  ExFreePoolWithTag(Cache, TAG);
}

NTSTATUS ControlCache(PDEVICE_OBJECT Device, PIRP Irp) {
  PDEVICE_STATE State = Device->DeviceExtension;
  UNREFERENCED_PARAMETER(Irp);
  DropCache(State);
  State->Cache = NULL;
  return STATUS_SUCCESS;
}

NTSTATUS RenewSpare(PDEVICE_OBJECT Device, PIRP Irp) {
  PDEVICE_STATE State = Device->DeviceExtension;
  PVOID New;
  UNREFERENCED_PARAMETER(Irp);
  New = ExAllocatePoolWithTag(PagedPool, 64, TAG);
  if (New == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  if (State->Spare)
    ExFreePoolWithTag(State->Spare, TAG);
  State->Spare = New;
  return STATUS_SUCCESS;
}

/* the record goes with what it holds */
NTSTATUS Close(PDEVICE_OBJECT Device, PIRP Irp) {
  PFILE_OBJECT File = IoGetCurrentIrpStackLocation(Irp)->FileObject;
  PDEVICE_STATE State = File->FsContext;
  UNREFERENCED_PARAMETER(Device);
  if (State->Cache != NULL)
    ExFreePoolWithTag(State->Cache, TAG);
  ExFreePoolWithTag(State, TAG);
  File->FsContext = NULL;
  return STATUS_SUCCESS;
}

/* …as does the extension with its device */
NTSTATUS Remove(PDEVICE_OBJECT Device, PIRP Irp) {
  PDEVICE_STATE State = Device->DeviceExtension;
  UNREFERENCED_PARAMETER(Irp);
  if (State->Cache != NULL)
    ExFreePoolWithTag(State->Cache, TAG);
  IoDeleteDevice(Device);
  return STATUS_SUCCESS;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* References of the object manager: left, dropped once too often, or used after; windows_good.c holds the same functions
 * repaired. */
#include <ntifs.h>

typedef struct _QUEUE {
  LONG Signaled;
  PVOID Owner;
} QUEUE, *PQUEUE;

typedef struct _EXTENSION {
  PFILE_OBJECT Lower;
  PQUEUE Queue;
} EXTENSION, *PEXTENSION;

NTSTATUS QueueCheck(PQUEUE Queue, ULONG Length);
VOID QueueSignal(PQUEUE Queue);
PVOID WdfDeviceContext(PVOID Device);
VOID WdfObjectReference(PVOID Object);
VOID WdfObjectDereference(PVOID Object);
NTSTATUS DeviceArm(PVOID Device);

/* a length that is wrong leaves the object */
NTSTATUS Register(HANDLE Handle, ULONG Length) {
  PQUEUE Queue;
  NTSTATUS Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)&Queue, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Length < 16)
    return STATUS_BUFFER_TOO_SMALL; /* expect: ref-balance "'ObReferenceObjectByHandle' gave" */
  QueueSignal(Queue);
  ObDereferenceObject(Queue);
  return STATUS_SUCCESS;
}

/* the status of a callee */
NTSTATUS Submit(HANDLE Handle, ULONG Length) {
  PQUEUE Queue;
  NTSTATUS Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)&Queue, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = QueueCheck(Queue, Length);
  if (!NT_SUCCESS(Status))
    return Status; /* expect: ref-balance "gave" */
  QueueSignal(Queue);
  ObDereferenceObject(Queue);
  return Status;
}

/* an exception leaves it */
NTSTATUS Guarded(HANDLE Handle, PULONG User) {
  PQUEUE Queue;
  NTSTATUS Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)&Queue, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  __try {
    ProbeForWrite(User, sizeof(ULONG), sizeof(ULONG));
    *User = (ULONG)Queue->Signaled;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return STATUS_ACCESS_VIOLATION; /* expect: ref-balance "gave" */
  }
  ObDereferenceObject(Queue);
  return STATUS_SUCCESS;
}

/* dropped in the failure and again at the end */
NTSTATUS Twice(HANDLE Id) {
  PEPROCESS Process;
  NTSTATUS Status = PsLookupProcessByProcessId(Id, &Process);
  if (!NT_SUCCESS(Status))
    return Status;
  if (PsGetProcessId(Process) == NULL) {
    ObDereferenceObject(Process);
    Status = STATUS_INVALID_PARAMETER;
  }
  ObDereferenceObject(Process); /* expect: ref-balance "drops" */
  return Status;
}

/* the file object is what is referenced */
NTSTATUS Attach(PUNICODE_STRING Name, PDEVICE_OBJECT *Found, ULONG Wanted) {
  PFILE_OBJECT File;
  PDEVICE_OBJECT Device;
  NTSTATUS Status = IoGetDeviceObjectPointer(Name, FILE_READ_DATA, &File, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Device->DeviceType != Wanted)
    return STATUS_INVALID_DEVICE_REQUEST; /* expect: ref-balance "'IoGetDeviceObjectPointer' gave" */
  *Found = Device;
  ObDereferenceObject(File);
  return STATUS_SUCCESS;
}

/* signalled after it was let go */
NTSTATUS SignalLate(HANDLE Handle) {
  PQUEUE Queue;
  NTSTATUS Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)&Queue, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  ObDereferenceObject(Queue);
  Queue->Signaled = 1; /* expect: ref-balance "used after" */
  return STATUS_SUCCESS;
}

/* a framework's object */
NTSTATUS Arm(PVOID Device) {
  NTSTATUS Status;
  WdfObjectReference(Device);
  Status = DeviceArm(Device);
  if (!NT_SUCCESS(Status))
    return Status; /* expect: ref-balance "'WdfObjectReference' took" */
  *(PULONG)WdfDeviceContext(Device) = 1;
  WdfObjectDereference(Device);
  return STATUS_SUCCESS;
}

/* the old one is dropped before it is known that there is a new one, and again by who tears down */
NTSTATUS Replace(PEXTENSION Extension, PQUEUE Old, HANDLE Handle) {
  PQUEUE Queue;
  NTSTATUS Status;
  ObReferenceObject(Old);
  Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)&Queue, NULL);
  if (!NT_SUCCESS(Status)) {
    ObDereferenceObject(Old);
    goto Exit;
  }
  Extension->Queue = Queue;
Exit:
  ObDereferenceObject(Old); /* expect: ref-balance "drops" */
  return Status;
}

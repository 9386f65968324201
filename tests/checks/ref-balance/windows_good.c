/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c with their references in balance. */
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

/* a length that is wrong */
NTSTATUS Register(HANDLE Handle, ULONG Length) {
  PQUEUE Queue;
  NTSTATUS Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)&Queue, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Length < 16) {
    ObDereferenceObject(Queue);
    return STATUS_BUFFER_TOO_SMALL;
  }
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
  if (NT_SUCCESS(Status))
    QueueSignal(Queue);
  ObDereferenceObject(Queue);
  return Status;
}

/* an exception */
NTSTATUS Guarded(HANDLE Handle, PULONG User) {
  PQUEUE Queue;
  NTSTATUS Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)&Queue, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  __try {
    ProbeForWrite(User, sizeof(ULONG), sizeof(ULONG));
    *User = (ULONG)Queue->Signaled;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = STATUS_ACCESS_VIOLATION;
  }
  ObDereferenceObject(Queue);
  return Status;
}

/* dropped at the end alone */
NTSTATUS Twice(HANDLE Id) {
  PEPROCESS Process;
  NTSTATUS Status = PsLookupProcessByProcessId(Id, &Process);
  if (!NT_SUCCESS(Status))
    return Status;
  if (PsGetProcessId(Process) == NULL) {
    Status = STATUS_INVALID_PARAMETER;
  }
  ObDereferenceObject(Process);
  return Status;
}

/* the file object is what is referenced */
NTSTATUS Attach(PUNICODE_STRING Name, PDEVICE_OBJECT *Found, ULONG Wanted) {
  PFILE_OBJECT File;
  PDEVICE_OBJECT Device;
  NTSTATUS Status = IoGetDeviceObjectPointer(Name, FILE_READ_DATA, &File, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Device->DeviceType != Wanted) {
    ObDereferenceObject(File);
    return STATUS_INVALID_DEVICE_REQUEST;
  }
  *Found = Device;
  ObDereferenceObject(File);
  return STATUS_SUCCESS;
}

/* signalled before it is let go */
NTSTATUS SignalLate(HANDLE Handle) {
  PQUEUE Queue;
  NTSTATUS Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)&Queue, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  Queue->Signaled = 1;
  ObDereferenceObject(Queue);
  return STATUS_SUCCESS;
}

/* a framework's object */
NTSTATUS Arm(PVOID Device) {
  NTSTATUS Status;
  WdfObjectReference(Device);
  Status = DeviceArm(Device);
  if (!NT_SUCCESS(Status)) {
    WdfObjectDereference(Device);
    return Status;
  }
  *(PULONG)WdfDeviceContext(Device) = 1;
  WdfObjectDereference(Device);
  return STATUS_SUCCESS;
}

/* the old one is dropped at the end alone */
NTSTATUS Replace(PEXTENSION Extension, PQUEUE Old, HANDLE Handle) {
  PQUEUE Queue;
  NTSTATUS Status;
  ObReferenceObject(Old);
  Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)&Queue, NULL);
  if (!NT_SUCCESS(Status))
    goto Exit;
  Extension->Queue = Queue;
Exit:
  ObDereferenceObject(Old);
  return Status;
}

/* the file object is kept, and lives as long as the device is used */
NTSTATUS AttachAndKeep(PEXTENSION Extension, PUNICODE_STRING Name, PDEVICE_OBJECT *Found) {
  PFILE_OBJECT File;
  PDEVICE_OBJECT Device;
  NTSTATUS Status = IoGetDeviceObjectPointer(Name, FILE_READ_DATA, &File, &Device);
  if (!NT_SUCCESS(Status))
    return Status;
  Extension->Lower = File;
  *Found = Device;
  return STATUS_SUCCESS;
}

/* the reference goes to the caller */
NTSTATUS Find(HANDLE Handle, PQUEUE *Found) {
  PQUEUE Queue;
  NTSTATUS Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)&Queue, NULL);
  if (NT_SUCCESS(Status))
    *Found = Queue;
  return Status;
}
NTSTATUS FindDirectly(HANDLE Handle, PQUEUE *Found) {
  return ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)Found, NULL);
}

/* a handler that drops in all cases */
NTSTATUS Finally(HANDLE Handle, PULONG User) {
  PQUEUE Queue = NULL;
  NTSTATUS Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, NULL, UserMode, (PVOID *)&Queue, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  __try {
    ProbeForWrite(User, sizeof(ULONG), sizeof(ULONG));
    *User = (ULONG)Queue->Signaled;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  if (Queue != NULL)
    ObDereferenceObject(Queue);
  return Status;
}

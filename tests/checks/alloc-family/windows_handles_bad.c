/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Handles that the kernel opened and nobody closes on the marked way out; windows_handles_good.c holds the same functions
 * repaired. */
#include <ntifs.h>

#define TAG 'tseT'

NTSTATUS Start(ULONG Mode);

NTSTATUS LostOnError(PUNICODE_STRING Name, ULONG Mode) {
  OBJECT_ATTRIBUTES Attributes;
  IO_STATUS_BLOCK Io;
  HANDLE File;
  NTSTATUS Status;
  InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, NULL, NULL);
  Status = ZwCreateFile(&File, GENERIC_READ, &Attributes, &Io, NULL, 0, 0, FILE_OPEN, 0, NULL, 0);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = Start(Mode);
  if (!NT_SUCCESS(Status))
    return Status; /* expect: alloc-family "what 'ZwCreateFile' gave" */
  ZwClose(File);
  return Status;
}

/* what is read is given back, what it was read from is not */
NTSTATUS LostAfterRead(PUNICODE_STRING Name, PULONG Sum) {
  OBJECT_ATTRIBUTES Attributes;
  IO_STATUS_BLOCK Io;
  HANDLE File;
  PUCHAR Bytes;
  NTSTATUS Status;
  InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, NULL, NULL);
  Status = ZwOpenFile(&File, GENERIC_READ, &Attributes, &Io, 0, FILE_SYNCHRONOUS_IO_NONALERT);
  if (!NT_SUCCESS(Status))
    return Status;
  Bytes = ExAllocatePoolWithTag(PagedPool, 64, TAG);
  if (Bytes == NULL)
    return STATUS_INSUFFICIENT_RESOURCES; /* expect: alloc-family */
  Status = ZwReadFile(File, NULL, NULL, NULL, &Io, Bytes, 64, NULL, NULL);
  if (NT_SUCCESS(Status))
    *Sum += Bytes[0];
  ExFreePoolWithTag(Bytes, TAG);
  return Status; /* expect: alloc-family "what 'ZwOpenFile' gave" */
}

/* closed only where all went well */
NTSTATUS ClosedSometimes(HANDLE Id, PVOID *Base) {
  OBJECT_ATTRIBUTES Attributes;
  CLIENT_ID Client;
  SIZE_T Size = 4096;
  HANDLE Process;
  NTSTATUS Status;
  Client.UniqueProcess = Id;
  Client.UniqueThread = NULL;
  InitializeObjectAttributes(&Attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
  Status = ZwOpenProcess(&Process, PROCESS_ALL_ACCESS, &Attributes, &Client);
  if (NT_SUCCESS(Status)) {
    Status = ZwAllocateVirtualMemory(Process, Base, 0, &Size, MEM_COMMIT, PAGE_READWRITE);
    if (NT_SUCCESS(Status))
      ZwClose(Process);
  }
  return Status; /* expect: alloc-family "what 'ZwOpenProcess' gave" */
}

/* the object is referenced, the handle it came from stays open */
NTSTATUS Referenced(PUNICODE_STRING Name, PVOID *Event) {
  OBJECT_ATTRIBUTES Attributes;
  HANDLE Handle;
  NTSTATUS Status;
  InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, NULL, NULL);
  Status = ZwOpenEvent(&Handle, EVENT_ALL_ACCESS, &Attributes);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = ObReferenceObjectByHandle(Handle, EVENT_ALL_ACCESS, *ExEventObjectType, KernelMode, Event, NULL);
  if (!NT_SUCCESS(Status))
    return Status; /* expect: alloc-family */
  ZwClose(Handle);
  return STATUS_SUCCESS;
}

NTSTATUS ByPointer(PEPROCESS Process) {
  HANDLE Handle;
  NTSTATUS Status = ObOpenObjectByPointer(Process, OBJ_KERNEL_HANDLE, NULL, 0, *PsProcessType, KernelMode, &Handle);
  if (Status == STATUS_SUCCESS)
    Status = Start(1);
  return Status; /* expect: alloc-family "what 'ObOpenObjectByPointer' gave" */
}

/* the label closes too little */
NTSTATUS ThroughLabel(VOID) {
  HANDLE Section = NULL;
  NTSTATUS Status = ZwCreateSection(&Section, SECTION_ALL_ACCESS, NULL, NULL, PAGE_READWRITE, SEC_COMMIT, NULL);
  if (!NT_SUCCESS(Status))
    goto out;
  Status = Start(2);
  if (!NT_SUCCESS(Status))
    goto out;
  ZwClose(Section);
out:
  return Status; /* expect: alloc-family */
}

/* a helper opens */
static HANDLE OpenKey(PUNICODE_STRING Name) {
  OBJECT_ATTRIBUTES Attributes;
  HANDLE Key = NULL;
  InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, NULL, NULL);
  if (!NT_SUCCESS(ZwOpenKey(&Key, KEY_READ, &Attributes)))
    return NULL;
  return Key;
}

NTSTATUS ThroughHelper(PUNICODE_STRING Name) {
  HANDLE Key = OpenKey(Name);
  if (Key == NULL)
    return STATUS_UNSUCCESSFUL;
  if (!NT_SUCCESS(Start(3)))
    return STATUS_UNSUCCESSFUL; /* expect: alloc-family */
  ZwClose(Key);
  return STATUS_SUCCESS;
}

NTSTATUS Thread(PKSTART_ROUTINE Routine, PVOID Context, PVOID *Object) {
  HANDLE Handle;
  NTSTATUS Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Routine, Context);
  if (!NT_SUCCESS(Status))
    return Status;
  return ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, Object, NULL); /* expect: alloc-family */
}

/* a handle is no memory */
NTSTATUS NoMemory(PUNICODE_STRING Name) {
  HANDLE Key = OpenKey(Name);
  if (Key != NULL)
    ExFreePool(Key); /* expect: alloc-family "which 'ZwOpenKey' allocated" */
  return STATUS_SUCCESS;
}

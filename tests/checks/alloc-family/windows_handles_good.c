/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_handles_bad.c, repaired, and handles that somebody else closes. */
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
  if (Status != STATUS_SUCCESS)
    return Status;
  Status = Start(Mode);
  ZwClose(File);
  return Status;
}

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
  if (Bytes == NULL) {
    ZwClose(File);
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  Status = ZwReadFile(File, NULL, NULL, NULL, &Io, Bytes, 64, NULL, NULL);
  if (NT_SUCCESS(Status))
    *Sum += Bytes[0];
  ExFreePoolWithTag(Bytes, TAG);
  ZwClose(File);
  return Status;
}

NTSTATUS ClosedAlways(HANDLE Id, PVOID *Base) {
  OBJECT_ATTRIBUTES Attributes;
  CLIENT_ID Client;
  SIZE_T Size = 4096;
  HANDLE Process = NULL;
  NTSTATUS Status;
  Client.UniqueProcess = Id;
  Client.UniqueThread = NULL;
  InitializeObjectAttributes(&Attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
  Status = ZwOpenProcess(&Process, PROCESS_ALL_ACCESS, &Attributes, &Client);
  if (NT_SUCCESS(Status)) {
    Status = ZwAllocateVirtualMemory(Process, Base, 0, &Size, MEM_COMMIT, PAGE_READWRITE);
    ZwClose(Process);
  }
  return Status;
}

NTSTATUS Referenced(PUNICODE_STRING Name, PVOID *Event) {
  OBJECT_ATTRIBUTES Attributes;
  HANDLE Handle;
  NTSTATUS Status;
  InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, NULL, NULL);
  Status = ZwOpenEvent(&Handle, EVENT_ALL_ACCESS, &Attributes);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = ObReferenceObjectByHandle(Handle, EVENT_ALL_ACCESS, *ExEventObjectType, KernelMode, Event, NULL);
  ZwClose(Handle);
  return Status;
}

/* who may not open it has no handle, whatever stands there */
NTSTATUS ThroughLabel(VOID) {
  HANDLE Section = NULL;
  NTSTATUS Status = ZwCreateSection(&Section, SECTION_ALL_ACCESS, NULL, NULL, PAGE_READWRITE, SEC_COMMIT, NULL);
  if (!NT_SUCCESS(Status))
    goto out;
  Status = Start(2);
out:
  if (Section != NULL)
    ZwClose(Section);
  return Status;
}

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
  NTSTATUS Status = STATUS_UNSUCCESSFUL;
  if (Key == NULL)
    return Status;
  Status = Start(3);
  ZwClose(Key);
  return Status;
}

NTSTATUS Thread(PKSTART_ROUTINE Routine, PVOID Context, PVOID *Object) {
  HANDLE Handle;
  NTSTATUS Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, Routine, Context);
  if (!NT_SUCCESS(Status))
    return Status;
  Status = ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, Object, NULL);
  ZwClose(Handle);
  return Status;
}

/* the caller's from here on */
NTSTATUS HandsOut(PUNICODE_STRING Name, PHANDLE Key) {
  OBJECT_ATTRIBUTES Attributes;
  InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, NULL, NULL);
  return ZwOpenKey(Key, KEY_READ, &Attributes);
}

NTSTATUS HandsOutLater(PUNICODE_STRING Name, PIRP Irp) {
  OBJECT_ATTRIBUTES Attributes;
  HANDLE Key, *Out = Irp->AssociatedIrp.SystemBuffer;
  NTSTATUS Status;
  InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE | OBJ_CASE_INSENSITIVE, NULL, NULL);
  Status = ZwOpenKey(&Key, KEY_READ, &Attributes);
  if (NT_SUCCESS(Status) && IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.OutputBufferLength >= sizeof(HANDLE))
    *Out = Key;
  else if (NT_SUCCESS(Status))
    ZwClose(Key);
  return Status;
}

/* of the device for as long as it lives */
typedef struct _EXTENSION {
  HANDLE Key;
} EXTENSION;

NTSTATUS Keeps(EXTENSION *Extension, PUNICODE_STRING Name) {
  OBJECT_ATTRIBUTES Attributes;
  HANDLE Key;
  NTSTATUS Status;
  InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, NULL, NULL);
  Status = ZwOpenKey(&Key, KEY_READ, &Attributes);
  if (!NT_SUCCESS(Status))
    return Status;
  Extension->Key = Key;
  return Start(4);
}

VOID Drops(EXTENSION *Extension) {
  if (Extension->Key != NULL)
    ZwClose(Extension->Key);
  Extension->Key = NULL;
}

/* in a frame that closes */
NTSTATUS Framed(PUNICODE_STRING Name) {
  OBJECT_ATTRIBUTES Attributes;
  HANDLE Key = NULL;
  NTSTATUS Status;
  InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, NULL, NULL);
  __try {
    Status = ZwOpenKey(&Key, KEY_READ, &Attributes);
    if (!NT_SUCCESS(Status))
      __leave;
    Status = Start(5);
  } __finally {
    if (Key != NULL)
      ZwClose(Key);
  }
  return Status;
}

/* as many as were opened */
NTSTATUS Several(PUNICODE_STRING Name) {
  OBJECT_ATTRIBUTES Attributes;
  HANDLE Keys[4];
  NTSTATUS Status = STATUS_SUCCESS;
  ULONG Count, i;
  InitializeObjectAttributes(&Attributes, Name, OBJ_KERNEL_HANDLE, NULL, NULL);
  for (Count = 0; Count < 4; Count++) {
    Status = ZwOpenKey(&Keys[Count], KEY_READ, &Attributes);
    if (!NT_SUCCESS(Status))
      break;
  }
  for (i = 0; i < Count; i++)
    ZwClose(Keys[i]);
  return Status;
}

/* code out of view closes it */
VOID Finish(HANDLE Key);

NTSTATUS GivenAway(PUNICODE_STRING Name) {
  HANDLE Key = OpenKey(Name);
  if (Key != NULL)
    Finish(Key);
  return STATUS_SUCCESS;
}

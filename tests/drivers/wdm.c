/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A small driver in the style of WDM: METHOD_NEITHER requests, locked pages, an event that a process lends.
 *
 * With DRIVER_FAULTY defined to 1 each operation carries the fault that its comment names; without, it is as it should
 * be. A line that has to be reported says which check has to: planted, and its id.
 */
#include <ntifs.h>
#include <ntstrsafe.h>

#ifndef DRIVER_FAULTY
#define DRIVER_FAULTY 0
#endif

#define TAG 'ataD'
#define SLOTS 16
#define CODE(number) CTL_CODE(FILE_DEVICE_UNKNOWN, number, METHOD_NEITHER, FILE_ANY_ACCESS)
#define CODE_STORE CODE(0x801)
#define CODE_QUERY CODE(0x802)
#define CODE_WATCH CODE(0x803)
#define CODE_SHARE CODE(0x804)
#define CODE_TABLE CODE(0x805)
#define CODE_LABEL CTL_CODE(FILE_DEVICE_UNKNOWN, 0x806, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define CODE_JOIN CTL_CODE(FILE_DEVICE_UNKNOWN, 0x808, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define CODE_MASK CTL_CODE(FILE_DEVICE_UNKNOWN, 0x807, METHOD_BUFFERED, FILE_ANY_ACCESS)

typedef struct _STORE_REQUEST {
  ULONG Length;
  ULONG Slot;
  UCHAR Data[256];
} STORE_REQUEST, *PSTORE_REQUEST;

typedef struct _TABLE_REQUEST {
  ULONG Count;
  ULONG Size;
} TABLE_REQUEST, *PTABLE_REQUEST;

typedef struct _STATUS_REPLY {
  UCHAR State; /* padding follows */
  ULONG64 Stored;
} STATUS_REPLY, *PSTATUS_REPLY;

typedef struct _WATCH_REQUEST {
  HANDLE Event;
  ULONG Mask;
} WATCH_REQUEST, *PWATCH_REQUEST;

/* A file is a reader or a writer, once it has joined. */
typedef enum _SIDE { SideReader = 1, SideWriter } SIDE;

typedef struct _READER {
  SIDE Side;
  ULONG Seen;
} READER, *PREADER;

typedef struct _WRITER {
  SIDE Side;
  KEVENT Drained;
  ULONG Room;
} WRITER, *PWRITER;

typedef struct _EXTENSION {
  KSPIN_LOCK Lock;
  UCHAR Slots[SLOTS][256];
  ULONG Lengths[SLOTS];
  ULONG64 Stored;
  PVOID Table;
  ULONG Mask;
  PVOID Watched;
  CHAR Label[32], Note[64];
} EXTENSION, *PEXTENSION;

DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD WdmUnload;
DRIVER_DISPATCH WdmCreateClose;
DRIVER_DISPATCH WdmControl;

static NTSTATUS Complete(PIRP Irp, NTSTATUS Status, ULONG_PTR Information) {
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = Information;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

/* Bytes of a process go into a slot. The length is looked at in a copy; the faulty form looks at it in user memory, and
 * reads it there again. */
static NTSTATUS Store(PEXTENSION Extension, PIO_STACK_LOCATION Stack) {
  PSTORE_REQUEST Request = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Request))
    return STATUS_BUFFER_TOO_SMALL;
  __try {
    ProbeForRead(Request, sizeof(*Request), 1);
#if DRIVER_FAULTY
    if (Request->Length > sizeof(Extension->Slots[0]))
      return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(Extension->Slots[0], Request->Data, Request->Length); /* planted: double-fetch */
#else
    ULONG Length = Request->Length;
    if (Length > sizeof(Extension->Slots[0]))
      return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(Extension->Slots[0], Request->Data, Length);
#endif
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  Extension->Stored++;
  return STATUS_SUCCESS;
}

/* The slot's number comes from the process as well. */
static NTSTATUS StoreAt(PEXTENSION Extension, PIO_STACK_LOCATION Stack) {
  STORE_REQUEST Request;
  PVOID Sent = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(Request))
    return STATUS_BUFFER_TOO_SMALL;
  __try {
    ProbeForRead(Sent, sizeof(Request), 1);
    RtlCopyMemory(&Request, Sent, sizeof(Request));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
#if DRIVER_FAULTY
  if (Request.Slot > SLOTS)
    return STATUS_INVALID_PARAMETER;
  Extension->Lengths[Request.Slot] = Request.Length; /* planted: index-range */
  RtlCopyMemory(Extension->Slots[1], Request.Data, Request.Length); /* planted: copy-extent */
#else
  if (Request.Slot >= SLOTS || Request.Length > sizeof(Request.Data))
    return STATUS_INVALID_PARAMETER;
  Extension->Lengths[Request.Slot] = Request.Length;
  RtlCopyMemory(Extension->Slots[1], Request.Data, Request.Length);
#endif
  return STATUS_SUCCESS;
}

/* What is stored, for the process. */
static NTSTATUS Query(PEXTENSION Extension, PIRP Irp, PIO_STACK_LOCATION Stack) {
  STATUS_REPLY Reply;
  if (Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(Reply))
    return STATUS_BUFFER_TOO_SMALL;
#if !DRIVER_FAULTY
  RtlZeroMemory(&Reply, sizeof(Reply));
#endif
  Reply.State = 1;
  Reply.Stored = Extension->Stored;
  __try {
    ProbeForWrite(Irp->UserBuffer, sizeof(Reply), 1);
    RtlCopyMemory(Irp->UserBuffer, &Reply, sizeof(Reply)); /* planted: info-leak */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* A counter of the process is set; its address is the process's own choice. */
static NTSTATUS Tell(PEXTENSION Extension, PIRP Irp) {
  PULONG64 Out = Irp->UserBuffer;
  __try {
#if DRIVER_FAULTY
    *Out = Extension->Stored; /* planted: user-deref */
#else
    ProbeForWrite(Out, sizeof(*Out), 1);
    *Out = Extension->Stored;
#endif
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* An event of the process is watched from now on. */
static NTSTATUS Watch(PEXTENSION Extension, PIO_STACK_LOCATION Stack) {
  WATCH_REQUEST Request;
  PVOID Event, Sent = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  NTSTATUS Status;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(Request))
#if DRIVER_FAULTY
    KeBugCheckEx(0xe2, sizeof(Request), 0, 0, 0); /* planted: fatal-reach */
#else
    return STATUS_BUFFER_TOO_SMALL;
#endif
  __try {
    ProbeForRead(Sent, sizeof(Request), 1);
    RtlCopyMemory(&Request, Sent, sizeof(Request));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
#if DRIVER_FAULTY
  Status = ObReferenceObjectByHandle(Request.Event, EVENT_MODIFY_STATE, *ExEventObjectType, KernelMode, &Event, NULL); /* planted: access-mode */
#else
  Status = ObReferenceObjectByHandle(Request.Event, EVENT_MODIFY_STATE, *ExEventObjectType, UserMode, &Event, NULL);
#endif
  if (!NT_SUCCESS(Status))
    return Status;
  if (Request.Mask == 0) {
#if !DRIVER_FAULTY
    ObDereferenceObject(Event);
#endif
    return STATUS_INVALID_PARAMETER; /* planted: ref-balance */
  }
  Extension->Mask = Request.Mask;
  KeSetEvent(Event, IO_NO_INCREMENT, FALSE);
  ObDereferenceObject(Event);
  return STATUS_SUCCESS;
}

/* Pages of the process are locked and filled. */
static NTSTATUS Share(PEXTENSION Extension, PIRP Irp, PIO_STACK_LOCATION Stack) {
  ULONG Length = Stack->Parameters.DeviceIoControl.OutputBufferLength;
  PVOID Mapped;
  PMDL Mdl = IoAllocateMdl(Irp->UserBuffer, Length, FALSE, FALSE, NULL);
  if (Mdl == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  __try {
#if DRIVER_FAULTY
    MmProbeAndLockPages(Mdl, KernelMode, IoWriteAccess); /* planted: access-mode */
#else
    MmProbeAndLockPages(Mdl, UserMode, IoWriteAccess);
#endif
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    IoFreeMdl(Mdl);
    return GetExceptionCode();
  }
  Mapped = MmGetSystemAddressForMdlSafe(Mdl, NormalPagePriority);
  if (Mapped == NULL) {
    MmUnlockPages(Mdl);
    IoFreeMdl(Mdl);
    return STATUS_INSUFFICIENT_RESOURCES;
  }
  if (Length >= sizeof(ULONG64))
    *(PULONG64)Mapped = Extension->Stored;
  MmUnlockPages(Mdl);
  IoFreeMdl(Mdl);
  return STATUS_SUCCESS;
}

/* A table of as many entries as the process wants. */
static NTSTATUS MakeTable(PEXTENSION Extension, PIO_STACK_LOCATION Stack) {
  TABLE_REQUEST Request;
  PVOID Table, Sent = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  KIRQL Irql;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(Request))
    return STATUS_BUFFER_TOO_SMALL;
  __try {
    ProbeForRead(Sent, sizeof(Request), 1);
    RtlCopyMemory(&Request, Sent, sizeof(Request));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
#if DRIVER_FAULTY
  Table = ExAllocatePoolWithTag(NonPagedPool, Request.Count * Request.Size, TAG); /* planted: alloc-arith */
#else
  if (Request.Count == 0 || Request.Count > 1024 || Request.Size == 0 || Request.Size > 64)
    return STATUS_INVALID_PARAMETER;
  Table = ExAllocatePoolWithTag(NonPagedPool, Request.Count * Request.Size, TAG);
#endif
  if (Table == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  KeAcquireSpinLock(&Extension->Lock, &Irql);
  if (Extension->Table != NULL) {
    KeReleaseSpinLock(&Extension->Lock, Irql);
#if !DRIVER_FAULTY
    ExFreePoolWithTag(Table, TAG);
#endif
    return STATUS_DEVICE_BUSY; /* planted: alloc-family */
  }
  Extension->Table = Table;
  KeReleaseSpinLock(&Extension->Lock, Irql);
  return STATUS_SUCCESS;
}

/* The table starts anew once nobody works on it. */
static NTSTATUS ClearTable(PEXTENSION Extension) {
  LARGE_INTEGER Delay;
  PULONG Table;
  KIRQL Irql;
  Delay.QuadPart = -10000;
  KeAcquireSpinLock(&Extension->Lock, &Irql);
  Table = Extension->Table;
  KeReleaseSpinLock(&Extension->Lock, Irql);
  if (Table == NULL)
    return STATUS_NOT_FOUND;
  KeDelayExecutionThread(KernelMode, FALSE, &Delay);
  KeAcquireSpinLock(&Extension->Lock, &Irql);
#if !DRIVER_FAULTY
  Table = Extension->Table;
  if (Table != NULL)
#endif
    Table[0] = 0; /* planted: lock-drop */
  KeReleaseSpinLock(&Extension->Lock, Irql);
  return STATUS_SUCCESS;
}

/* A look at the table, with memory of its own. */
static NTSTATUS Snapshot(PEXTENSION Extension) {
  PULONG Copy, Sums;
  KIRQL Irql;
  ULONG Sum = 0, i;
#if !DRIVER_FAULTY
  Copy = ExAllocatePoolWithTag(PagedPool, SLOTS * sizeof(ULONG), TAG);
  if (Copy == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
#endif
  KeAcquireSpinLock(&Extension->Lock, &Irql);
#if DRIVER_FAULTY
  Copy = ExAllocatePoolWithTag(PagedPool, SLOTS * sizeof(ULONG), TAG); /* planted: irql-context */
  if (Copy == NULL) {
    KeReleaseSpinLock(&Extension->Lock, Irql);
    return STATUS_INSUFFICIENT_RESOURCES;
  }
#endif
  RtlCopyMemory(Copy, Extension->Lengths, sizeof(Extension->Lengths));
  KeReleaseSpinLock(&Extension->Lock, Irql);
  for (i = 0; i < SLOTS; i++)
    Sum ^= Copy[i];
  Sums = ExAllocatePoolWithTag(NonPagedPool, 2 * sizeof(ULONG), TAG);
#if !DRIVER_FAULTY
  if (Sums == NULL) {
    ExFreePoolWithTag(Copy, TAG);
    return STATUS_INSUFFICIENT_RESOURCES;
  }
#endif
  Sums[0] = Sum; /* planted: null-deref */
  ExFreePoolWithTag(Sums, TAG);
  ExFreePoolWithTag(Copy, TAG);
#if DRIVER_FAULTY
  if (Copy[0] == Sum) /* planted: release-use */
    return STATUS_NO_MORE_ENTRIES;
#endif
  return STATUS_SUCCESS;
}

/* The registry is asked how much may be stored. */
static NTSTATUS ReadLimit(HANDLE Key, PULONG Limit) {
  UNICODE_STRING Name = RTL_CONSTANT_STRING(L"Limit");
#if DRIVER_FAULTY
  ULONG Kind; /* set by no one when the key is missing */
#else
  ULONG Kind = REG_DWORD;
#endif
  if (Key != NULL) {
    Kind = REG_DWORD;
    ZwDeleteValueKey(Key, &Name);
  }
  *Limit = Kind == REG_DWORD ? 4096 : 0; /* planted: uninit-use */
  return STATUS_SUCCESS;
}

/* The device has a label, made of its number. */
static VOID MakeLabel(PEXTENSION Extension, PCSTR Name) {
#if DRIVER_FAULTY
  sprintf(Extension->Label, "%s-%u", Name, Extension->Mask); /* planted: deprecated-api */
#else
  RtlStringCbPrintfA(Extension->Label, sizeof(Extension->Label), "%s-%u", Name, Extension->Mask);
#endif
  /* And a note. */
#if DRIVER_FAULTY
  sprintf(Extension->Note, "%s, for %u bits", Name); /* planted: format-args */
#else
  RtlStringCbPrintfA(Extension->Note, sizeof(Extension->Note), "%s, for %u bits", Name, Extension->Mask);
#endif
}

/* A mask is set, out of the system's copy of what was sent. */
static NTSTATUS SetMask(PEXTENSION Extension, PIRP Irp, PIO_STACK_LOCATION Stack) {
  PTABLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
#if DRIVER_FAULTY
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(Request->Count))
#else
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Request))
#endif
    return STATUS_BUFFER_TOO_SMALL;
  Extension->Mask = Request->Size; /* planted: ioctl-contract */
  return STATUS_SUCCESS;
}

/* What the label is, in the system's copy that goes back. */
static NTSTATUS GetLabel(PEXTENSION Extension, PIRP Irp, PIO_STACK_LOCATION Stack) {
  PUCHAR Out = Irp->AssociatedIrp.SystemBuffer;
#if DRIVER_FAULTY
  UNREFERENCED_PARAMETER(Stack);
#else
  if (Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(Extension->Label))
    return STATUS_BUFFER_TOO_SMALL;
#endif
  RtlCopyMemory(Out, Extension->Label, sizeof(Extension->Label)); /* planted: ioctl-contract */
  return STATUS_SUCCESS;
}

/* A file joins on one side, once. */
static NTSTATUS Join(PFILE_OBJECT File, ULONG AsWriter) {
  if (File->FsContext2 != NULL)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (AsWriter) {
    PWRITER Writer = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Writer), TAG);
    if (Writer == NULL)
      return STATUS_INSUFFICIENT_RESOURCES;
    Writer->Side = SideWriter;
    Writer->Room = 0;
    KeInitializeEvent(&Writer->Drained, NotificationEvent, FALSE);
    File->FsContext2 = Writer;
  } else {
    PREADER Reader = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Reader), TAG);
    if (Reader == NULL)
      return STATUS_INSUFFICIENT_RESOURCES;
    Reader->Side = SideReader;
    Reader->Seen = 0;
    File->FsContext2 = Reader;
  }
  return STATUS_SUCCESS;
}

/* A writer has room again. */
static NTSTATUS Drain(PFILE_OBJECT File) {
  PWRITER Writer = File->FsContext2;
#if DRIVER_FAULTY
  if (Writer == NULL)
#else
  if (Writer == NULL || Writer->Side != SideWriter)
#endif
    return STATUS_INVALID_DEVICE_REQUEST;
  Writer->Room++; /* planted: object-type */
  KeSetEvent(&Writer->Drained, IO_NO_INCREMENT, FALSE);
  return STATUS_SUCCESS;
}

/* An event of the process is set at once. */
static NTSTATUS Wake(PIO_STACK_LOCATION Stack) {
  WATCH_REQUEST Request;
  PVOID Event, Sent = Stack->Parameters.DeviceIoControl.Type3InputBuffer;
  NTSTATUS Status;
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(Request))
    return STATUS_BUFFER_TOO_SMALL;
  __try {
    ProbeForRead(Sent, sizeof(Request), 1);
    RtlCopyMemory(&Request, Sent, sizeof(Request));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
#if DRIVER_FAULTY
  Status = ObReferenceObjectByHandle(Request.Event, EVENT_MODIFY_STATE, NULL, UserMode, &Event, NULL);
#else
  Status = ObReferenceObjectByHandle(Request.Event, EVENT_MODIFY_STATE, *ExEventObjectType, UserMode, &Event, NULL);
#endif
  if (!NT_SUCCESS(Status))
    return Status;
  KeSetEvent(Event, IO_NO_INCREMENT, FALSE); /* planted: object-type */
  ObDereferenceObject(Event);
  return STATUS_SUCCESS;
}

NTSTATUS NTAPI WdmCreateClose(PDEVICE_OBJECT Device, PIRP Irp) {
  UNREFERENCED_PARAMETER(Device);
#if DRIVER_FAULTY
  Irp->IoStatus.Status = STATUS_SUCCESS;
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Irp->IoStatus.Status; /* planted: release-use */
#else
  return Complete(Irp, STATUS_SUCCESS, 0);
#endif
}

NTSTATUS NTAPI WdmControl(PDEVICE_OBJECT Device, PIRP Irp) {
  PEXTENSION Extension = Device->DeviceExtension;
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  NTSTATUS Status;
  ULONG_PTR Information = 0;
  switch (Stack->Parameters.DeviceIoControl.IoControlCode) {
  case CODE_STORE:
    Status = Store(Extension, Stack);
    if (NT_SUCCESS(Status))
      Status = StoreAt(Extension, Stack);
    break;
  case CODE_QUERY:
    Status = Query(Extension, Irp, Stack);
    if (NT_SUCCESS(Status))
      Status = Tell(Extension, Irp);
    break;
  case CODE_WATCH:
    Status = Watch(Extension, Stack);
    if (NT_SUCCESS(Status))
      Status = Wake(Stack);
    break;
  case CODE_JOIN:
    Status = Join(Stack->FileObject, Stack->Parameters.DeviceIoControl.OutputBufferLength);
    if (!NT_SUCCESS(Status))
      Status = Drain(Stack->FileObject);
    break;
  case CODE_SHARE:
    Status = Share(Extension, Irp, Stack);
    break;
  case CODE_TABLE:
    Status = MakeTable(Extension, Stack);
    if (NT_SUCCESS(Status))
      Status = Snapshot(Extension);
    if (NT_SUCCESS(Status))
      Status = ClearTable(Extension);
    break;
  case CODE_LABEL:
    Status = GetLabel(Extension, Irp, Stack);
    if (NT_SUCCESS(Status))
      Information = sizeof(Extension->Label);
    break;
  case CODE_MASK:
    Status = SetMask(Extension, Irp, Stack);
    break;
  default:
    Status = STATUS_INVALID_DEVICE_REQUEST;
    break;
  }
  return Complete(Irp, Status, Information);
}

VOID NTAPI WdmUnload(PDRIVER_OBJECT Driver) {
  PEXTENSION Extension = Driver->DeviceObject->DeviceExtension;
  if (Extension->Table != NULL)
    ExFreePoolWithTag(Extension->Table, TAG);
  IoDeleteDevice(Driver->DeviceObject);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath) {
  PDEVICE_OBJECT Device = NULL;
  PEXTENSION Extension;
  ULONG Limit;
  NTSTATUS Status = IoCreateDevice(Driver, sizeof(EXTENSION), NULL, FILE_DEVICE_UNKNOWN, FILE_DEVICE_SECURE_OPEN, FALSE, &Device);
  UNREFERENCED_PARAMETER(RegistryPath);
  if (!NT_SUCCESS(Status))
    return Status;
  Extension = Device->DeviceExtension;
  KeInitializeSpinLock(&Extension->Lock);
  Status = ReadLimit(NULL, &Limit);
  if (!NT_SUCCESS(Status)) {
    IoDeleteDevice(Device);
    return Status;
  }
  MakeLabel(Extension, "slot");
  Driver->MajorFunction[IRP_MJ_CREATE] = WdmCreateClose;
  Driver->MajorFunction[IRP_MJ_CLOSE] = WdmCreateClose;
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = WdmControl;
  Driver->DriverUnload = WdmUnload;
  return STATUS_SUCCESS;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Contexts of drivers and objects behind handles, used as what nothing says they are on the marked line; windows_good.c holds
 * the same functions repaired. */
#include <ntifs.h>

#define CODE_JOIN 0x222003
#define CODE_READ 0x222007

typedef enum _CONTEXT_KIND { ContextRendezvous = 1, ContextStream } CONTEXT_KIND;

typedef struct _RENDEZVOUS {
  CONTEXT_KIND Kind;
  ULONG References;
  KEVENT Ready;
} RENDEZVOUS, *PRENDEZVOUS;

typedef struct _STREAM {
  CONTEXT_KIND Kind;
  ULONG References;
  LIST_ENTRY Frames;
  ULONG64 Position;
} STREAM, *PSTREAM;

typedef struct _HANDLE_REQUEST {
  HANDLE Object;
  ULONG Index;
} HANDLE_REQUEST, *PHANDLE_REQUEST;

DRIVER_INITIALIZE DriverEntry;

/* what a file is, its first request says */
static NTSTATUS Join(PFILE_OBJECT File, ULONG AsStream) {
  if (File->FsContext2 != NULL)
    return STATUS_INVALID_DEVICE_REQUEST;
  if (AsStream) {
    PSTREAM Stream = ExAllocatePoolWithTag(NonPagedPool, sizeof(STREAM), 'mrtS');
    if (Stream == NULL)
      return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(Stream, sizeof(*Stream));
    Stream->Kind = ContextStream;
    InitializeListHead(&Stream->Frames);
    File->FsContext2 = Stream;
  } else {
    PRENDEZVOUS Rendezvous = ExAllocatePoolWithTag(NonPagedPool, sizeof(RENDEZVOUS), 'vdnR');
    if (Rendezvous == NULL)
      return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(Rendezvous, sizeof(*Rendezvous));
    Rendezvous->Kind = ContextRendezvous;
    KeInitializeEvent(&Rendezvous->Ready, NotificationEvent, FALSE);
    File->FsContext2 = Rendezvous;
  }
  return STATUS_SUCCESS;
}

static NTSTATUS Advance(PFILE_OBJECT File) {
  PSTREAM Stream = File->FsContext2;
  if (Stream == NULL)
    return STATUS_INVALID_DEVICE_REQUEST;
  Stream->Position++; /* expect: object-type "'_STREAM', and may be a '_RENDEZVOUS'" */
  return STATUS_SUCCESS;
}

static NTSTATUS NTAPI ReadWrite(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
  PRENDEZVOUS Rendezvous = Location->FileObject->FsContext2;
  UNREFERENCED_PARAMETER(Device);
  if (Rendezvous != NULL)
    KeSetEvent(&Rendezvous->Ready, IO_NO_INCREMENT, FALSE); /* expect: object-type "given to 'KeSetEvent'" */
  Irp->IoStatus.Status = STATUS_SUCCESS;
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

static NTSTATUS NTAPI Control(PDEVICE_OBJECT Device, PIRP Irp) {
  PIO_STACK_LOCATION Location = IoGetCurrentIrpStackLocation(Irp);
  NTSTATUS Status = STATUS_INVALID_DEVICE_REQUEST;
  UNREFERENCED_PARAMETER(Device);
  if (Location->Parameters.DeviceIoControl.IoControlCode == CODE_JOIN)
    Status = Join(Location->FileObject, Location->Parameters.DeviceIoControl.OutputBufferLength);
  else if (Location->Parameters.DeviceIoControl.IoControlCode == CODE_READ)
    Status = Advance(Location->FileObject);
  Irp->IoStatus.Status = Status;
  Irp->IoStatus.Information = 0;
  IoCompleteRequest(Irp, IO_NO_INCREMENT);
  return Status;
}

/* a handle of a process, and any type will do */
NTSTATUS SignalsAnything(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PVOID Object;
  NTSTATUS Status = ObReferenceObjectByHandle(Request->Object, EVENT_MODIFY_STATE, NULL, UserMode, &Object, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  KeSetEvent(Object, IO_NO_INCREMENT, FALSE); /* expect: object-type "of any type" */
  ObDereferenceObject(Object);
  return STATUS_SUCCESS;
}

NTSTATUS ReadsAnything(PIRP Irp, PULONG Size) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PFILE_OBJECT File;
  NTSTATUS Status = ObReferenceObjectByHandle(Request->Object, FILE_READ_DATA, NULL, UserMode, (PVOID *)&File, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  *Size = File->Flags; /* expect: object-type "tell 'ObReferenceObjectByHandle' the type" */
  ObDereferenceObject(File);
  return STATUS_SUCCESS;
}

/* asked for one type, used as another */
NTSTATUS SignalsSemaphore(HANDLE Handle) {
  PVOID Object;
  NTSTATUS Status = ObReferenceObjectByHandle(Handle, EVENT_MODIFY_STATE, *ExSemaphoreObjectType, UserMode, &Object, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  KeSetEvent(Object, IO_NO_INCREMENT, FALSE); /* expect: object-type "asked for an object of 'ExSemaphoreObjectType'" */
  ObDereferenceObject(Object);
  return STATUS_SUCCESS;
}

NTSTATUS ReadsEventAsFile(HANDLE Handle, PULONG Flags) {
  PFILE_OBJECT File;
  NTSTATUS Status = ObReferenceObjectByHandle(Handle, FILE_READ_DATA, *ExEventObjectType, UserMode, (PVOID *)&File, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  *Flags = File->Flags; /* expect: object-type */
  ObDereferenceObject(File);
  return STATUS_SUCCESS;
}

/* the file of a process need not be this driver's */
NTSTATUS TakesFilesOfOthers(PIRP Irp) {
  PHANDLE_REQUEST Request = Irp->AssociatedIrp.SystemBuffer;
  PFILE_OBJECT File;
  PSTREAM Stream;
  NTSTATUS Status = ObReferenceObjectByHandle(Request->Object, FILE_READ_DATA, *IoFileObjectType, UserMode, (PVOID *)&File, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  Stream = File->FsContext;
  if (Stream != NULL)
    Stream->Position = 0; /* expect: object-type "that somebody else made" */
  ObDereferenceObject(File);
  return STATUS_SUCCESS;
}

/* a table of handles that all types share */
typedef struct _HEAD {
  HANDLE Handle;
  ULONG Locks;
} HEAD, *PHEAD;

typedef struct _HANDLE_ENTRY {
  PHEAD Head;
  PVOID Owner;
  UCHAR Type;
  UCHAR Flags;
  USHORT Unique;
} HANDLE_ENTRY, *PHANDLE_ENTRY;

typedef struct _WINDOW {
  HEAD Head;
  ULONG Style;
  ULONG ExtraSize;
  PUCHAR Extra;
} WINDOW, *PWINDOW;

typedef struct _MENU {
  HEAD Head;
  ULONG Count;
  struct _ITEM *Items;
} MENU, *PMENU;

enum { TYPE_FREE, TYPE_WINDOW, TYPE_MENU };

HANDLE_ENTRY HandleTable[1024];

VOID HandleTake(ULONG Index, PHEAD Head, UCHAR Type) {
  HandleTable[Index & 1023].Head = Head;
  HandleTable[Index & 1023].Type = Type;
}

PWINDOW WindowCreate(ULONG Index) {
  PWINDOW Window = ExAllocatePoolWithTag(PagedPool, sizeof(WINDOW), 'dniW');
  if (Window == NULL)
    return NULL;
  RtlZeroMemory(Window, sizeof(*Window));
  HandleTake(Index, &Window->Head, TYPE_WINDOW);
  return Window;
}

PMENU MenuCreate(ULONG Index) {
  PMENU Menu = ExAllocatePoolWithTag(PagedPool, sizeof(MENU), 'uneM');
  if (Menu == NULL)
    return NULL;
  RtlZeroMemory(Menu, sizeof(*Menu));
  HandleTake(Index, &Menu->Head, TYPE_MENU);
  return Menu;
}

static PHANDLE_ENTRY EntryFind(ULONG Handle) {
  PHANDLE_ENTRY Entry = &HandleTable[Handle & 1023];
  if (Entry->Unique != (Handle >> 16))
    return NULL;
  return Entry;
}

ULONG WindowStyle(ULONG Handle) {
  PHANDLE_ENTRY Entry = EntryFind(Handle);
  PWINDOW Window;
  if (Entry == NULL || Entry->Head == NULL)
    return 0;
  Window = (PWINDOW)Entry->Head;
  return Window->Style; /* expect: object-type "'Window' is used as a '_WINDOW', and may be a '_MENU'" */
}

ULONG MenuCount(ULONG Handle) {
  PHANDLE_ENTRY Entry = EntryFind(Handle);
  if (Entry == NULL || Entry->Head == NULL)
    return 0;
  Entry->Head->Locks++;
  return ((PMENU)Entry->Head)->Count; /* expect: object-type */
}

/* completion: what the request carried is what its sender says */
typedef struct _WORK {
  ULONG Kind;
  PVOID Parameter;
} WORK, *PWORK;

WORK Queue[16];

VOID QueueStream(ULONG Slot, PSTREAM Stream) {
  Queue[Slot & 15].Kind = 1;
  Queue[Slot & 15].Parameter = Stream;
}

VOID QueueWindow(ULONG Slot, PWINDOW Window) {
  Queue[Slot & 15].Kind = 2;
  Queue[Slot & 15].Parameter = Window;
}

ULONG64 QueuePosition(ULONG Slot) {
  PSTREAM Stream = Queue[Slot & 15].Parameter;
  if (Stream == NULL)
    return 0;
  return Stream->Position; /* expect: object-type */
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING RegistryPath) {
  UNREFERENCED_PARAMETER(RegistryPath);
  Driver->MajorFunction[IRP_MJ_READ] = ReadWrite;
  Driver->MajorFunction[IRP_MJ_DEVICE_CONTROL] = Control;
  return STATUS_SUCCESS;
}

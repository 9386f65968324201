/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A small driver in the style of the Windows Driver Framework: requests come from a queue, their buffers are handed out by
 * the framework; clients are told of changes and may close what they like meanwhile.
 *
 * With DRIVER_FAULTY defined to 1 each operation carries a fault; without, it is as it should be. A line that has to be
 * reported says which check has to: planted, and its id.
 */
#include "wdf.h"

#include "bulwark/annotate.h"

#ifndef DRIVER_FAULTY
#define DRIVER_FAULTY 0
#endif

#define TAG 'fdwT'
#define CHANNELS 8
#define CODE(number) CTL_CODE(FILE_DEVICE_UNKNOWN, number, METHOD_BUFFERED, FILE_ANY_ACCESS)
#define CODE_SETUP CODE(0x901)
#define CODE_LOAD CODE(0x902)
#define CODE_PACKET CODE(0x903)
#define CODE_TELL CODE(0x904)
#define CODE_SCALE CODE(0x905)

typedef struct _SETUP {
  ULONG Channel;
  ULONG Mode;
  ULONG Values[14];
} SETUP, *PSETUP;

typedef struct _PACKET {
  ULONG Offset;
  ULONG Length;
  UCHAR Bytes[1];
} PACKET, *PPACKET;

typedef struct _SAMPLES {
  PULONG Items BW_COUNTED_BY(Count);
  ULONG Count;
} SAMPLES, *PSAMPLES;

typedef struct _CLIENT {
  ULONG Handle;
  ULONG Events;
} CLIENT, *PCLIENT;

/* What a channel is used for, by its kind. */
typedef enum _USE_KIND { UseNone, UseFilter, UseTap } USE_KIND;

typedef struct _FILTER {
  LONG Weights[4];
  ULONG Shift;
} FILTER, *PFILTER;

typedef struct _TAP {
  PUCHAR Bytes;
  ULONG Position;
} TAP, *PTAP;

typedef struct _USE {
  USE_KIND Kind;
  PVOID Object;
} USE, *PUSE;

typedef struct _DEVICE_CONTEXT {
  WDFSPINLOCK Lock;
  WDFKEY Key;
  SETUP Setups[CHANNELS];
  SAMPLES Samples;
  USE Uses[CHANNELS];
  UCHAR Text[64];
} DEVICE_CONTEXT, *PDEVICE_CONTEXT;

/* Others run while a client is told, and may end the clients that nobody pins. */
BW_BORROWED PCLIENT FindClient(ULONG Handle);
BW_REENTERS VOID NotifyClient(ULONG Handle, ULONG Event);
VOID PinClient(PCLIENT Client BW_PINS);
VOID UnpinClient(PCLIENT Client BW_UNPINS);
PDEVICE_CONTEXT ContextOf(WDFDEVICE Device);

/* A channel is set up. */
static NTSTATUS Setup(PDEVICE_CONTEXT Context, WDFREQUEST Request) {
  PSETUP Sent = NULL;
  NTSTATUS Status = WdfRequestRetrieveInputBuffer(Request, sizeof(SETUP), (PVOID *)&Sent, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
#if DRIVER_FAULTY
  if (Sent->Channel > CHANNELS)
    return STATUS_INVALID_PARAMETER;
#else
  if (Sent->Channel >= CHANNELS)
    return STATUS_INVALID_PARAMETER;
#endif
  RtlCopyMemory(&Context->Setups[0], Sent, sizeof(SETUP));
  Context->Setups[Sent->Channel].Mode = 1; /* planted: index-range */
  return STATUS_SUCCESS;
}

/* As many samples as the client sends; they replace the ones before. */
static NTSTATUS Load(PDEVICE_CONTEXT Context, WDFREQUEST Request) {
  PVOID Sent = NULL;
  PULONG Items;
  size_t Length = 0;
  NTSTATUS Status = WdfRequestRetrieveInputBuffer(Request, sizeof(ULONG), &Sent, &Length);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Length > 4096)
    return STATUS_INVALID_BUFFER_SIZE;
  Items = ExAllocatePoolWithTag(NonPagedPool, Length, TAG);
#if !DRIVER_FAULTY
  if (Items == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
#endif
  RtlCopyMemory(Items, Sent, Length); /* planted: null-deref */
  if (Context->Samples.Items != NULL)
    ExFreePoolWithTag(Context->Samples.Items, TAG);
  Context->Samples.Items = Items; /* planted: count-sync */
#if !DRIVER_FAULTY
  Context->Samples.Count = (ULONG)(Length / sizeof(ULONG));
#endif
  return STATUS_SUCCESS;
}

/* A channel is used for a filter, or for a tap. */
VOID UseForFilter(PDEVICE_CONTEXT Context, ULONG Channel, PFILTER Filter) {
  Context->Uses[Channel % CHANNELS].Kind = UseFilter;
  Context->Uses[Channel % CHANNELS].Object = Filter;
}

VOID UseForTap(PDEVICE_CONTEXT Context, ULONG Channel, PTAP Tap) {
  Context->Uses[Channel % CHANNELS].Kind = UseTap;
  Context->Uses[Channel % CHANNELS].Object = Tap;
}

/* The tap of a channel starts anew. */
static NTSTATUS Rewind(PDEVICE_CONTEXT Context, WDFREQUEST Request) {
  PSETUP Sent = NULL;
  PUSE Use;
  PTAP Tap;
  NTSTATUS Status = WdfRequestRetrieveInputBuffer(Request, sizeof(SETUP), (PVOID *)&Sent, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Sent->Channel >= CHANNELS)
    return STATUS_INVALID_PARAMETER;
  Use = &Context->Uses[Sent->Channel];
  Tap = Use->Object;
#if DRIVER_FAULTY
  if (Tap == NULL)
#else
  if (Tap == NULL || Use->Kind != UseTap)
#endif
    return STATUS_NOT_FOUND;
  Tap->Position = 0; /* planted: object-type */
  return STATUS_SUCCESS;
}

/* As much of the text is cleared as the client says. */
static NTSTATUS Clear(PDEVICE_CONTEXT Context, WDFREQUEST Request) {
  PSETUP Sent = NULL;
  USHORT Size;
  NTSTATUS Status = WdfRequestRetrieveInputBuffer(Request, sizeof(SETUP), (PVOID *)&Sent, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
#if DRIVER_FAULTY
  Size = (USHORT)Sent->Mode; /* planted: size-truncation */
  if (Size > sizeof(Context->Text))
    return STATUS_INVALID_PARAMETER;
#else
  if (Sent->Mode > sizeof(Context->Text))
    return STATUS_INVALID_PARAMETER;
  Size = (USHORT)Sent->Mode;
#endif
  RtlZeroMemory(Context->Text, Size);
  return STATUS_SUCCESS;
}

/* A packet says where its bytes lie. */
static NTSTATUS Packet(PDEVICE_CONTEXT Context, WDFREQUEST Request) {
  PUCHAR Sent = NULL;
  PPACKET Head;
  size_t Length = 0;
  NTSTATUS Status = WdfRequestRetrieveInputBuffer(Request, sizeof(PACKET), (PVOID *)&Sent, &Length);
  if (!NT_SUCCESS(Status))
    return Status;
  if (Length > 65536)
    return STATUS_INVALID_BUFFER_SIZE;
  Head = (PPACKET)Sent;
#if DRIVER_FAULTY
  if (Head->Offset + Head->Length > Length) /* planted: untrusted-offset */
    return STATUS_INVALID_PARAMETER;
  if (Head->Length > sizeof(Context->Text))
    return STATUS_INVALID_PARAMETER;
#else
  if (Head->Length > sizeof(Context->Text) || Head->Length > Length || Head->Offset > Length - Head->Length)
    return STATUS_INVALID_PARAMETER;
#endif
  RtlCopyMemory(Context->Text, Sent + Head->Offset, Head->Length);
  return STATUS_SUCCESS;
}

/* A client hears of an event, and it is counted with him. */
static NTSTATUS Tell(WDFREQUEST Request) {
  PULONG Sent = NULL;
  PCLIENT Client;
  ULONG Handle;
  NTSTATUS Status = WdfRequestRetrieveInputBuffer(Request, sizeof(ULONG), (PVOID *)&Sent, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
  Handle = *Sent;
  Client = FindClient(Handle);
  if (Client == NULL)
    return STATUS_NOT_FOUND;
#if DRIVER_FAULTY
  NotifyClient(Handle, 1);
  Client->Events |= 1; /* planted: reentry-borrow */
#else
  PinClient(Client);
  NotifyClient(Handle, 1);
  Client->Events |= 1;
  UnpinClient(Client);
#endif
  return STATUS_SUCCESS;
}

/* The same for two clients, one of which hears of the other. */
static NTSTATUS TellBoth(ULONG Left, ULONG Right) {
  PCLIENT Client = FindClient(Left);
  if (Client == NULL)
    return STATUS_NOT_FOUND;
#if DRIVER_FAULTY
  NotifyClient(Right, Client->Handle);
  NotifyClient(Client->Handle, Right); /* planted: reentry-borrow */
#else
  Left = Client->Handle;
  NotifyClient(Right, Left);
  NotifyClient(Left, Right);
#endif
  return STATUS_SUCCESS;
}

/* The mean of what a client sends; he says how many there are. */
static NTSTATUS Scale(WDFREQUEST Request, PULONG Result) {
  PSETUP Sent = NULL;
  NTSTATUS Status = WdfRequestRetrieveInputBuffer(Request, sizeof(SETUP), (PVOID *)&Sent, NULL);
  if (!NT_SUCCESS(Status))
    return Status;
#if DRIVER_FAULTY
  *Result = 1000 / Sent->Mode; /* planted: int-wrap */
#else
  if (Sent->Mode == 0)
    return STATUS_INVALID_PARAMETER;
  *Result = 1000 / Sent->Mode;
#endif
  return STATUS_SUCCESS;
}

/* The limit stands in the registry, which may only be asked at a low level. */
static NTSTATUS ReadLimit(PDEVICE_CONTEXT Context, PULONG Limit) {
  UNICODE_STRING Name = RTL_CONSTANT_STRING(L"Limit");
  NTSTATUS Status;
#if DRIVER_FAULTY
  WdfSpinLockAcquire(Context->Lock);
  Status = WdfRegistryQueryULong(Context->Key, &Name, Limit); /* planted: irql-context */
  WdfSpinLockRelease(Context->Lock);
#else
  Status = WdfRegistryQueryULong(Context->Key, &Name, Limit);
  WdfSpinLockAcquire(Context->Lock);
  Context->Setups[0].Mode = *Limit;
  WdfSpinLockRelease(Context->Lock);
#endif
  return Status;
}

VOID EvtIoDeviceControl(WDFQUEUE Queue, WDFREQUEST Request, size_t OutputBufferLength, size_t InputBufferLength, ULONG IoControlCode) {
  PDEVICE_CONTEXT Context = ContextOf(WdfIoQueueGetDevice(Queue));
  NTSTATUS Status;
  ULONG Result = 0, Limit = 0;
  switch (IoControlCode) {
  case CODE_SETUP:
    Status = Setup(Context, Request);
    break;
  case CODE_LOAD:
    Status = Load(Context, Request);
    break;
  case CODE_PACKET:
    Status = Packet(Context, Request);
    if (NT_SUCCESS(Status))
      Status = Clear(Context, Request);
    if (NT_SUCCESS(Status))
      Status = Rewind(Context, Request);
    break;
  case CODE_TELL:
    Status = Tell(Request);
    if (NT_SUCCESS(Status))
      Status = TellBoth(1, 2);
    break;
  case CODE_SCALE:
    Status = Scale(Request, &Result);
    if (NT_SUCCESS(Status))
      Status = ReadLimit(Context, &Limit);
    break;
  default:
    Status = STATUS_INVALID_DEVICE_REQUEST;
    break;
  }
  WdfRequestComplete(Request, Status);
#if DRIVER_FAULTY
  if (!NT_SUCCESS(Status))
    WdfRequestComplete(Request, Status); /* planted: release-use */
#endif
}

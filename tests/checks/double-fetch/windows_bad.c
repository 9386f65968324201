/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* User memory that is read again after it was checked; windows_good.c holds the same functions repaired. */
#include <ntifs.h>

#define TAG 0x20746573u

typedef struct _MESSAGE {
  ULONG Length;
  ULONG Kind;
  PVOID Buffer;
  UCHAR Data[64];
} MESSAGE, *PMESSAGE;

static ULONG Counts[8];

#define REQUEST(Irp) ((PMESSAGE)IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer)

/* the length is checked, then read again for the copy */
NTSTATUS LengthTwice(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  UCHAR Local[64];
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    if (Message->Length > sizeof(Local))
      return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(Local, Message->Data, Message->Length); /* expect: double-fetch "length of 'memcpy'" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* the address is probed, then read again for the copy */
NTSTATUS AddressTwice(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  UCHAR Local[64];
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    ProbeForRead(Message->Buffer, sizeof(Local), 1);
    RtlCopyMemory(Local, Message->Buffer, sizeof(Local)); /* expect: double-fetch "may lead elsewhere" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* an index */
NTSTATUS IndexTwice(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    if (Message->Kind >= 8)
      return STATUS_INVALID_PARAMETER;
    Counts[Message->Kind]++; /* expect: double-fetch "again" */ /* may: double-fetch */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* the first value decides the allocation, the second the copy */
NTSTATUS AllocateThenCopy(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  PVOID Copy;
  NTSTATUS Status = STATUS_SUCCESS;
  ULONG Length;
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    Length = Message->Length;
    if (Length == 0 || Length > 64)
      return STATUS_INVALID_PARAMETER;
    Copy = ExAllocatePoolWithTag(PagedPool, Length, TAG);
    if (Copy == NULL)
      return STATUS_INSUFFICIENT_RESOURCES;
    RtlCopyMemory(Copy, Message->Data, Message->Length); /* expect: double-fetch "length" */
    ExFreePoolWithTag(Copy, TAG);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  return Status;
}

/* the head is captured and checked, then all of it is captured anew */
NTSTATUS HeadThenAll(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  MESSAGE Local;
  UCHAR Data[64];
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    if (Message->Length > sizeof(Data))
      return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(&Local, Message, sizeof(Local));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  RtlCopyMemory(Data, Local.Data, Local.Length); /* expect: double-fetch "length" */ /* may: double-fetch */
  return STATUS_SUCCESS;
}

/* all of it is captured and checked, then one field is read where it came from */
NTSTATUS CaptureThenRead(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  MESSAGE Local;
  UCHAR Data[64];
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    RtlCopyMemory(&Local, Message, sizeof(Local));
    if (Local.Length > sizeof(Data))
      return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(Data, Local.Data, Message->Length); /* expect: double-fetch "length" */ /* may: double-fetch */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* the check stands in a helper */
static BOOLEAN GoodLength(PMESSAGE Message) {
  return Message->Length <= 64;
}

NTSTATUS CheckInHelper(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  UCHAR Local[64];
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    if (!GoodLength(Message))
      return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(Local, Message->Data, Message->Length); /* expect: double-fetch "length" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* a bound of a loop */
NTSTATUS LoopBound(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  UCHAR Local[64];
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    if (Message->Length > sizeof(Local))
      return STATUS_INVALID_PARAMETER;
    ULONG Count = Message->Length;
    for (ULONG i = 0; i < Count; i++)
      Local[i] = 0; /* expect: double-fetch "written" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Local[0] == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

/* the function to call is checked, then read again */
typedef VOID (*NOTIFY)(VOID);
VOID Ours(VOID);

NTSTATUS CalledTwiceRead(PIRP Irp) {
  NOTIFY *In = (NOTIFY *)REQUEST(Irp);
  __try {
    ProbeForRead(In, sizeof(*In), 1);
    if (*In != Ours)
      return STATUS_INVALID_PARAMETER;
    (*In)(); /* expect: double-fetch "may lead elsewhere" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

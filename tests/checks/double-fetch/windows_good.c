/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, which read once; and what is read twice without harm. */
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

NTSTATUS LengthTwice(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  UCHAR Local[64];
  ULONG Length;
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    Length = Message->Length;
    if (Length > sizeof(Local))
      return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(Local, Message->Data, Length);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS AddressTwice(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  UCHAR Local[64];
  PVOID Buffer;
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    Buffer = Message->Buffer;
    ProbeForRead(Buffer, sizeof(Local), 1);
    RtlCopyMemory(Local, Buffer, sizeof(Local));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS IndexTwice(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  ULONG Kind;
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    Kind = Message->Kind;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  if (Kind >= 8)
    return STATUS_INVALID_PARAMETER;
  Counts[Kind]++;
  return STATUS_SUCCESS;
}

/* the second value is checked as well */
NTSTATUS CheckedAgain(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  UCHAR Local[64];
  ULONG Length;
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    if (Message->Length > sizeof(Local))
      return STATUS_INVALID_PARAMETER;
    Length = Message->Length;
    if (Length > sizeof(Local))
      Length = sizeof(Local);
    RtlCopyMemory(Local, Message->Data, Length);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* all of it is captured anew, but the length that was checked is put back */
NTSTATUS PutBack(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  MESSAGE Local;
  UCHAR Data[64];
  ULONG Length;
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    Length = Message->Length;
    if (Length > sizeof(Data))
      return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(&Local, Message, sizeof(Local));
    Local.Length = Length;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  RtlCopyMemory(Data, Local.Data, Local.Length);
  return STATUS_SUCCESS;
}

/* captured once, checked and used there */
NTSTATUS CapturedOnce(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  MESSAGE Local;
  UCHAR Data[64];
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    RtlCopyMemory(&Local, Message, sizeof(Local));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  if (Local.Length > sizeof(Data))
    return STATUS_INVALID_PARAMETER;
  RtlCopyMemory(Data, Local.Data, Local.Length);
  return STATUS_SUCCESS;
}

/* read on two ways of which only one is taken */
NTSTATUS OneOfTwoWays(PIRP Irp, BOOLEAN Short) {
  PMESSAGE Message = REQUEST(Irp);
  UCHAR Local[64];
  ULONG Length;
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    if (Short)
      Length = Message->Length & 15;
    else
      Length = Message->Length;
    if (Length > sizeof(Local))
      return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(Local, Message->Data, Length);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* a flag is asked twice, nothing depends on its staying the same */
NTSTATUS FlagTwice(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  NTSTATUS Status = STATUS_SUCCESS;
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    if (Message->Kind == 1)
      Status = STATUS_PENDING;
    if (Message->Kind == 2)
      Status = STATUS_CANCELLED;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Status;
}

/* the bytes of a buffered request stand still */
NTSTATUS Buffered(PIRP Irp) {
  PMESSAGE Message = Irp->AssociatedIrp.SystemBuffer;
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  UCHAR Local[64];
  if (Stack->Parameters.DeviceIoControl.InputBufferLength < sizeof(*Message))
    return STATUS_BUFFER_TOO_SMALL;
  if (Message->Length > sizeof(Local))
    return STATUS_INVALID_PARAMETER;
  RtlCopyMemory(Local, Message->Data, Message->Length);
  return STATUS_SUCCESS;
}

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
    RtlCopyMemory(Copy, Message->Data, Length);
    ExFreePoolWithTag(Copy, TAG);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  return Status;
}

static BOOLEAN GoodLength(ULONG Length) {
  return Length <= 64;
}

NTSTATUS CheckInHelper(PIRP Irp) {
  PMESSAGE Message = REQUEST(Irp);
  UCHAR Local[64];
  ULONG Length;
  __try {
    ProbeForRead(Message, sizeof(*Message), 1);
    Length = Message->Length;
    if (!GoodLength(Length))
      return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(Local, Message->Data, Length);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

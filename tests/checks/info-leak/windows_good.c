/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c with all bytes written before they go. */
#include <ntifs.h>

#define TAG 0x20746573u

typedef struct _STATUS_REPLY {
  UCHAR Kind;
  ULONG64 Value;
  WCHAR Name[8];
} STATUS_REPLY;

NTSTATUS ToUserBuffer(PIRP Irp) {
  STATUS_REPLY Reply;
  RtlZeroMemory(&Reply, sizeof(Reply));
  Reply.Kind = 1;
  Reply.Value = 2;
  __try {
    ProbeForWrite(Irp->UserBuffer, sizeof(Reply), 1);
    RtlCopyMemory(Irp->UserBuffer, &Reply, sizeof(Reply));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS ByMember(PIRP Irp) {
  STATUS_REPLY *Out = Irp->UserBuffer;
  __try {
    ProbeForWrite(Out, sizeof(*Out), 1);
    Out->Kind = 1;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS Buffered(PIRP Irp) {
  STATUS_REPLY Reply = {0};
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  if (Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(Reply))
    return STATUS_BUFFER_TOO_SMALL;
  Reply.Value = 3;
  RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, &Reply, sizeof(Reply));
  Irp->IoStatus.Information = sizeof(Reply);
  return STATUS_SUCCESS;
}

NTSTATUS FromPool(PIRP Irp) {
  STATUS_REPLY *Reply = ExAllocatePoolWithTag(PagedPool, sizeof(*Reply), TAG);
  NTSTATUS Status = STATUS_SUCCESS;
  if (Reply == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  RtlZeroMemory(Reply, sizeof(*Reply));
  Reply->Kind = 1;
  __try {
    ProbeForWrite(Irp->UserBuffer, sizeof(*Reply), 1);
    RtlCopyMemory(Irp->UserBuffer, Reply, sizeof(*Reply));
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  ExFreePoolWithTag(Reply, TAG);
  return Status;
}

/* between two kernel objects nothing leaks */
VOID Inside(STATUS_REPLY *To) {
  STATUS_REPLY Reply;
  Reply.Kind = 1;
  RtlCopyMemory(To, &Reply.Kind, sizeof(Reply.Kind));
}

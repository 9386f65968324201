/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What the kernel left in memory goes to a user process on the marked line; windows_good.c holds the same functions
 * repaired. */
#include <ntifs.h>

#define TAG 0x20746573u

typedef struct _STATUS_REPLY {
  UCHAR Kind; /* seven bytes of padding follow */
  ULONG64 Value;
  WCHAR Name[8];
} STATUS_REPLY;

NTSTATUS ToUserBuffer(PIRP Irp) {
  STATUS_REPLY Reply;
  Reply.Kind = 1;
  Reply.Value = 2;
  RtlZeroMemory(Reply.Name, sizeof(Reply.Name));
  __try {
    ProbeForWrite(Irp->UserBuffer, sizeof(Reply), 1);
    RtlCopyMemory(Irp->UserBuffer, &Reply, sizeof(Reply)); /* expect: info-leak "padding behind member 'Kind'" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS ByAssignment(PIRP Irp) {
  STATUS_REPLY Reply;
  STATUS_REPLY *Out = Irp->UserBuffer;
  Reply.Kind = 1;
  __try {
    ProbeForWrite(Out, sizeof(*Out), 1);
    *Out = Reply; /* expect: info-leak "never written" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS Buffered(PIRP Irp) {
  STATUS_REPLY Reply;
  PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
  if (Stack->Parameters.DeviceIoControl.OutputBufferLength < sizeof(Reply))
    return STATUS_BUFFER_TOO_SMALL;
  Reply.Value = 3;
  RtlCopyMemory(Irp->AssociatedIrp.SystemBuffer, &Reply, sizeof(Reply)); /* expect: info-leak "member 'Kind'" */
  Irp->IoStatus.Information = sizeof(Reply);
  return STATUS_SUCCESS;
}

NTSTATUS FromPool(PIRP Irp) {
  STATUS_REPLY *Reply = ExAllocatePoolWithTag(PagedPool, sizeof(*Reply), TAG);
  NTSTATUS Status = STATUS_SUCCESS;
  if (Reply == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  Reply->Kind = 1;
  Reply->Value = 2;
  __try {
    ProbeForWrite(Irp->UserBuffer, sizeof(*Reply), 1);
    RtlCopyMemory(Irp->UserBuffer, Reply, sizeof(*Reply)); /* expect: info-leak */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Status = GetExceptionCode();
  }
  ExFreePoolWithTag(Reply, TAG);
  return Status;
}

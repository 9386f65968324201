/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Driver shapes: lengths out of a request's buffer, checked. */
#include <ntddk.h>

#include "untrusted.h"

typedef struct REQUEST {
  ULONG Offset, Length, Count;
} REQUEST;

ULONG EndOf(const REQUEST *Request UNTRUSTED) {
  if (Request->Length > MAXULONG - Request->Offset)
    return 0;
  ULONG End = Request->Offset + Request->Length;
  return End;
}

ULONG BodyOf(const REQUEST *Request UNTRUSTED) {
  if (Request->Length < sizeof(ULONG))
    return 0;
  ULONG Body = Request->Length - sizeof(ULONG);
  return Body;
}

ULONG ShareOf(const REQUEST *Request UNTRUSTED, ULONG Total) {
  return Request->Count == 0 ? 0 : Total / Request->Count;
}

/* a number in user memory itself is his */
NTSTATUS CountsForHim(PIRP Irp) {
  PULONG Counter = Irp->UserBuffer;
  __try {
    ProbeForWrite(Counter, sizeof(*Counter), sizeof(ULONG));
    (*Counter)++;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

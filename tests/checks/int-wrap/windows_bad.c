/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Driver shapes: lengths out of a request's buffer; windows_good.c holds the same functions, repaired. */
#include <ntddk.h>

#include "untrusted.h"

typedef struct REQUEST {
  ULONG Offset, Length, Count;
} REQUEST;

ULONG EndOf(const REQUEST *Request UNTRUSTED) {
  ULONG End = Request->Offset + Request->Length; /* expect: int-wrap "32 unsigned bits" */
  return End;
}

ULONG BodyOf(const REQUEST *Request UNTRUSTED) {
  ULONG Body = Request->Length - sizeof(ULONG); /* expect: int-wrap "can be less" */
  return Body;
}

ULONG ShareOf(const REQUEST *Request UNTRUSTED, ULONG Total) {
  return Total / Request->Count; /* expect: int-wrap "compare it with 0 first" */
}

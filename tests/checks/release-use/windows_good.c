/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, repaired: nothing is reported here. */
#include <ntddk.h>

#define TAG 'tseT'

typedef struct _REQUEST {
  ULONG Length;
  PUCHAR Data;
  struct _REQUEST *Next;
} REQUEST, *PREQUEST;

ULONG Finish(PREQUEST Request) {
  ULONG Length = Request->Length;
  ExFreePoolWithTag(Request, TAG);
  return Length;
}

VOID Once(PREQUEST Request, ULONG Mode) {
  if (Mode > 4) {
    ExFreePool(Request);
    return;
  }
  ExFreePoolWithTag(Request, TAG);
}

VOID Drain(PREQUEST Request) {
  while (Request != NULL) {
    PREQUEST Next = Request->Next;
    ExFreePoolWithTag(Request, TAG);
    Request = Next;
  }
}

VOID CopiedFrom(PREQUEST Request, PUCHAR To) {
  RtlCopyMemory(To, Request->Data, 16);
  ExFreePool(Request->Data);
  Request->Data = NULL;
}

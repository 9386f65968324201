/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Functions out of a table probe an address: a user process gave it, and the length beside it. */
#include <ntifs.h>

static ULONG Served; /* keeps the functions beside their table */

static NTSTATUS TakesLength(PVOID Buffer, SIZE_T Size) {
  ULONG Local[128];
  Served++;
  __try {
    ProbeForRead(Buffer, sizeof(Local), 1);
    RtlCopyMemory(Local, Buffer, Size); /* expect: copy-extent "'Local'" */ /* may: user-deref */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Local[0] == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

static NTSTATUS GivesLength(PVOID Buffer, SIZE_T Size) {
  ULONG Local[128] = {0};
  __try {
    ProbeForWrite(Buffer, sizeof(Local), 1);
    RtlCopyMemory(Buffer, Local, Size); /* expect: copy-extent "reads" */ /* may: user-deref */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS (*const Requests[])(PVOID, SIZE_T) = {TakesLength, GivesLength};

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_neither_bad.c with the length checked, here or by who calls. */
#include <ntifs.h>

static NTSTATUS TakesLength(PVOID Buffer, SIZE_T Size) {
  ULONG Local[128];
  if (Size > sizeof(Local))
    return STATUS_INVALID_PARAMETER;
  __try {
    ProbeForRead(Buffer, sizeof(Local), 1);
    RtlCopyMemory(Local, Buffer, Size);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Local[0] == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

static NTSTATUS ChecksInCaller(PVOID Buffer, SIZE_T Size) {
  ULONG Local[128];
  __try {
    ProbeForRead(Buffer, sizeof(Local), 1);
    RtlCopyMemory(Local, Buffer, Size);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Local[0] == 0 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}

static NTSTATUS Caller(PVOID Buffer, SIZE_T Size) {
  if (Size > 512)
    return STATUS_INVALID_PARAMETER;
  return ChecksInCaller(Buffer, Size);
}

NTSTATUS (*const Requests[])(PVOID, SIZE_T) = {TakesLength, Caller};

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A system call is marked in SAL: what it is given is a user process's; the calls of windows_sal_bad.c, repaired. */
#include "sal_first.h"
#include <ntifs.h>

typedef struct _SHAPE {
  ULONG Width, Height;
} SHAPE, *PSHAPE;

_Kernel_entry_ NTSTATUS NtGetShape(_In_ HANDLE Window, _Out_ PSHAPE Shape);
_Kernel_entry_ NTSTATUS NtSetShape(_In_ HANDLE Window, _In_ PSHAPE Shape);

NTSTATUS NtGetShape(HANDLE Window, PSHAPE Shape) {
  UNREFERENCED_PARAMETER(Window);
  __try {
    ProbeForWrite(Shape, sizeof(*Shape), 1);
    Shape->Width = 1;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

NTSTATUS NtSetShape(HANDLE Window, PSHAPE Shape) {
  ULONG Width;
  UNREFERENCED_PARAMETER(Window);
  __try {
    ProbeForRead(Shape, sizeof(*Shape), 1);
    Width = Shape->Width | Shape->Height;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return Width != 0 ? STATUS_SUCCESS : STATUS_INVALID_PARAMETER;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The same of a routine that anybody reaches at any time; windows_sal_good.c has one that only starts the driver. */
#include "sal_first.h"
#include <ntddk.h>

NTSTATUS ReadStore(PDRIVER_OBJECT Driver, HANDLE Store) {
  ULONG Count = 0;
  IO_STATUS_BLOCK Io;
  UNREFERENCED_PARAMETER(Driver);
  ZwReadFile(Store, NULL, NULL, NULL, &Io, &Count, sizeof(Count), NULL, NULL);
  if (Count > 16)
    KeBugCheckEx(0xe2, Count, 0, 0, 0); /* expect: fatal-reach "KeBugCheckEx" */
  return STATUS_SUCCESS;
}

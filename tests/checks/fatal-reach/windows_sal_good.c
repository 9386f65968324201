/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* A routine whose class says in SAL that it starts the driver: nobody can ask for anything yet. */
#include "sal_first.h"
#include <ntddk.h>

_Function_class_(DRIVER_INITIALIZE) NTSTATUS StartDriver(PDRIVER_OBJECT Driver, HANDLE Store) {
  ULONG Count = 0;
  IO_STATUS_BLOCK Io;
  UNREFERENCED_PARAMETER(Driver);
  ZwReadFile(Store, NULL, NULL, NULL, &Io, &Count, sizeof(Count), NULL, NULL);
  if (Count > 16)
    KeBugCheckEx(0xe2, Count, 0, 0, 0);
  return STATUS_SUCCESS;
}

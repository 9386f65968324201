/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef SHARED_H
#define SHARED_H
#include <ntifs.h>

typedef struct _SETTING {
  ULONG Index, Value;
} SETTING, *PSETTING;

#define IOCTL_SET CTL_CODE(0x22, 0x801, METHOD_BUFFERED, FILE_ANY_ACCESS)

NTSTATUS StoreSetting(PIRP Irp);
#endif

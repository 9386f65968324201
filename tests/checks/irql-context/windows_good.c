/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, which wait before or after. */
#include <ntifs.h>

typedef struct _EXT {
  KSPIN_LOCK Lock;
  FAST_MUTEX Mutex;
  PULONG Table;
  HANDLE File;
} EXT, *PEXT;

NTSTATUS NonPagedUnderLock(PEXT Ext) {
  KIRQL Irql;
  PULONG Table;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  Table = ExAllocatePoolWithTag(NonPagedPool, 64, 'tseT');
  if (Table != NULL)
    Ext->Table = Table;
  KeReleaseSpinLock(&Ext->Lock, Irql);
  return Table != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

VOID ClosesAfter(PEXT Ext) {
  KIRQL Irql;
  HANDLE File;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  File = Ext->File;
  Ext->File = NULL;
  KeReleaseSpinLock(&Ext->Lock, Irql);
  ZwClose(File);
}

VOID DelaysAfter(PEXT Ext, PLARGE_INTEGER Time) {
  KLOCK_QUEUE_HANDLE Handle;
  KeAcquireInStackQueuedSpinLock(&Ext->Lock, &Handle);
  Ext->Table = NULL;
  KeReleaseInStackQueuedSpinLock(&Handle);
  KeDelayExecutionThread(KernelMode, FALSE, Time);
}

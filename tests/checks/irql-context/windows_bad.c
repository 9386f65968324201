/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* At DISPATCH_LEVEL something is called that may wait or touch pageable memory; windows_good.c holds it repaired. */
#include <ntifs.h>

typedef struct _EXT {
  KSPIN_LOCK Lock;
  FAST_MUTEX Mutex;
  PULONG Table;
  HANDLE File;
} EXT, *PEXT;

NTSTATUS PagedUnderLock(PEXT Ext) {
  KIRQL Irql;
  PULONG Table;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  Table = ExAllocatePoolWithTag(PagedPool, 64, 'tseT'); /* expect: irql-context "'ExAllocatePoolWithTag'" */
  if (Table != NULL)
    Ext->Table = Table;
  KeReleaseSpinLock(&Ext->Lock, Irql);
  return Table != NULL ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
}

VOID ClosesUnderLock(PEXT Ext) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  ZwClose(Ext->File); /* expect: irql-context "'ZwClose'" */
  Ext->File = NULL;
  KeReleaseSpinLock(&Ext->Lock, Irql);
}

VOID DelaysUnderLock(PEXT Ext, PLARGE_INTEGER Time) {
  KLOCK_QUEUE_HANDLE Handle;
  KeAcquireInStackQueuedSpinLock(&Ext->Lock, &Handle);
  KeDelayExecutionThread(KernelMode, FALSE, Time); /* expect: irql-context "'KeDelayExecutionThread'" */
  KeReleaseInStackQueuedSpinLock(&Handle);
}

/* what a function needs of the level is said by its model, whether it waits or not */
VOID RegistryUnderLock(PEXT Ext, PUNICODE_STRING Name, PULONG Value) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  ZwSetValueKey(Ext->File, Name, 0, REG_DWORD, Value, sizeof(*Value)); /* expect: irql-context "passive level at most" */
  KeReleaseSpinLock(&Ext->Lock, Irql);
}

VOID RaisedByHand(PEXT Ext, PUNICODE_STRING Link) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  IoDeleteSymbolicLink(Link); /* expect: irql-context "'IoDeleteSymbolicLink'" */
  KeLowerIrql(Old);
  Ext->File = NULL;
}

NTSTATUS LooksUpInCancelLock(PEXT Ext, HANDLE Id, PEPROCESS *Process) {
  NTSTATUS Status;
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  Status = PsLookupProcessByProcessId(Id, Process); /* expect: irql-context "apc level at most" */
  IoReleaseCancelSpinLock(Irql);
  return Status;
}

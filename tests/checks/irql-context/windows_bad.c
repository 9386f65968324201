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

/* memory of a process may have to be fetched from the disk */
VOID ReadsProcessUnderLock(PEXT Ext, PIRP Irp) {
  PULONG From = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  KIRQL Irql;
  __try {
    ProbeForRead(From, sizeof(*From), 4);
    KeAcquireSpinLock(&Ext->Lock, &Irql);
    Ext->Table[0] = *From; /* expect: irql-context "through 'From'" */
    KeReleaseSpinLock(&Ext->Lock, Irql);
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return;
  }
}

VOID ProbesUnderLock(PEXT Ext, PVOID From) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  __try {
    ProbeForRead(From, 16, 4); /* expect: irql-context "'ProbeForRead'" */
    RtlCopyMemory(Ext->Table, From, 16); /* expect: irql-context "through 'From'" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    Ext->Table[0] = 0;
  }
  KeReleaseSpinLock(&Ext->Lock, Irql);
}

/* a way out on which the lock stays held */
NTSTATUS LeavesHeld(PEXT Ext, ULONG Count) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  if (Count > 16)
    return STATUS_INVALID_PARAMETER; /* expect: irql-context "still held" */
  Ext->Table[0] = Count;
  KeReleaseSpinLock(&Ext->Lock, Irql);
  return STATUS_SUCCESS;
}

NTSTATUS LeavesMutexHeld(PEXT Ext, ULONG Count) {
  NTSTATUS Status = STATUS_SUCCESS;
  ExAcquireFastMutex(&Ext->Mutex);
  if (Count > 16) {
    Status = STATUS_BUFFER_TOO_SMALL;
    goto Out;
  }
  Ext->Table[0] = Count;
  ExReleaseFastMutex(&Ext->Mutex);
Out:
  return Status; /* expect: irql-context "still held" */
}

/* what a deferred call runs */
VOID NTAPI DpcWaits(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  PEXT Ext = Context;
  ExAcquireFastMutex(&Ext->Mutex); /* expect: irql-context "'ExAcquireFastMutex'" */
  Ext->Table[0]++;
  ExReleaseFastMutex(&Ext->Mutex); /* expect: irql-context "'ExReleaseFastMutex'" */
}

NTSTATUS NTAPI CompletionCloses(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context) {
  PEXT Ext = Context;
  ZwClose(Ext->File); /* expect: irql-context "'ZwClose'" */
  return STATUS_SUCCESS;
}

VOID Prepare(PEXT Ext, PKDPC Dpc, PIRP Irp) {
  KeInitializeDpc(Dpc, DpcWaits, Ext);
  IoGetNextIrpStackLocation(Irp)->CompletionRoutine = CompletionCloses;
}

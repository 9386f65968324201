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

VOID RegistryUnderLock(PEXT Ext, PUNICODE_STRING Name, PULONG Value) {
  KIRQL Irql;
  HANDLE File;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  File = Ext->File;
  KeReleaseSpinLock(&Ext->Lock, Irql);
  ZwSetValueKey(File, Name, 0, REG_DWORD, Value, sizeof(*Value));
}

VOID RaisedByHand(PEXT Ext, PUNICODE_STRING Link) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  Ext->File = NULL;
  KeLowerIrql(Old);
  IoDeleteSymbolicLink(Link);
}

/* at APC_LEVEL one may wait */
VOID RaisedALittle(PEXT Ext, PLARGE_INTEGER Time) {
  KIRQL Old;
  KeRaiseIrql(APC_LEVEL, &Old);
  KeDelayExecutionThread(KernelMode, FALSE, Time);
  KeLowerIrql(Old);
  Ext->File = NULL;
}

NTSTATUS LooksUpInCancelLock(PEXT Ext, HANDLE Id, PEPROCESS *Process) {
  KIRQL Irql;
  IoAcquireCancelSpinLock(&Irql);
  Ext->File = NULL;
  IoReleaseCancelSpinLock(Irql);
  return PsLookupProcessByProcessId(Id, Process);
}

/* these may be called at DISPATCH_LEVEL */
VOID SignalsUnderLock(PEXT Ext, PKEVENT Event, PIRP Irp, PIO_WORKITEM Item) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  KeSetEvent(Event, 0, FALSE);
  IoMarkIrpPending(Irp);
  IoQueueWorkItem(Item, NULL, DelayedWorkQueue, Ext);
  KeReleaseSpinLock(&Ext->Lock, Irql);
}

VOID ReadsProcessBeforeLock(PEXT Ext, PIRP Irp) {
  PULONG From = IoGetCurrentIrpStackLocation(Irp)->Parameters.DeviceIoControl.Type3InputBuffer;
  KIRQL Irql;
  ULONG Value;
  __try {
    ProbeForRead(From, sizeof(*From), 4);
    Value = *From;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return;
  }
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  Ext->Table[0] = Value;
  KeReleaseSpinLock(&Ext->Lock, Irql);
}

/* the kernel's own copy of what was sent stays where it is */
VOID ReadsBufferUnderLock(PEXT Ext, PIRP Irp) {
  PULONG From = Irp->AssociatedIrp.SystemBuffer;
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  Ext->Table[0] = *From;
  KeReleaseSpinLock(&Ext->Lock, Irql);
}

NTSTATUS ReleasedOnFailure(PEXT Ext, ULONG Count) {
  KIRQL Irql;
  KeAcquireSpinLock(&Ext->Lock, &Irql);
  if (Count > 16) {
    KeReleaseSpinLock(&Ext->Lock, Irql);
    return STATUS_INVALID_PARAMETER;
  }
  Ext->Table[0] = Count;
  KeReleaseSpinLock(&Ext->Lock, Irql);
  return STATUS_SUCCESS;
}

/* comes back with the lock when all is well */
NTSTATUS Begin(PEXT Ext, ULONG Count) {
  ExAcquireFastMutex(&Ext->Mutex);
  if (Count > 16) {
    ExReleaseFastMutex(&Ext->Mutex);
    return STATUS_INVALID_PARAMETER;
  }
  return STATUS_SUCCESS;
}

NTSTATUS ReleasedInTheEnd(PEXT Ext, ULONG Count) {
  NTSTATUS Status = STATUS_SUCCESS;
  ExAcquireFastMutex(&Ext->Mutex);
  __try {
    if (Count > 16) {
      Status = STATUS_INVALID_PARAMETER;
      __leave;
    }
    Ext->Table[0] = Count;
  } __finally {
    ExReleaseFastMutex(&Ext->Mutex);
  }
  return Status;
}

VOID NTAPI DpcSpins(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  PEXT Ext = Context;
  KeAcquireSpinLockAtDpcLevel(&Ext->Lock);
  Ext->Table[0]++;
  KeReleaseSpinLockFromDpcLevel(&Ext->Lock);
}

/* a worker thread may wait, and so may a threaded deferred call */
VOID NTAPI ThreadedDpcWaits(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
  PEXT Ext = Context;
  ExAcquireFastMutex(&Ext->Mutex);
  Ext->Table[0]++;
  ExReleaseFastMutex(&Ext->Mutex);
}

VOID Prepare(PEXT Ext, PKDPC Dpc) {
  KeInitializeDpc(&Dpc[0], DpcSpins, Ext);
  KeInitializeThreadedDpc(&Dpc[1], ThreadedDpcWaits, Ext);
}

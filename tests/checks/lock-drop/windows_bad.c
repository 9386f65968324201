/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Locks of drivers: what was read before the gap is used after it on the marked line; windows_good.c holds the same
 * functions repaired. */
#include <ntifs.h>

typedef struct _SESSION {
  LIST_ENTRY Link;
  ULONG State;
  ULONG Id;
} SESSION, *PSESSION;

typedef struct _EXTENSION {
  KSPIN_LOCK Lock;
  FAST_MUTEX Mutex;
  PSESSION Active;
  PSESSION Slots[8];
  PULONG Values;
  ULONG Count;
  PVOID Buffer;
} EXTENSION, *PEXTENSION;

VOID UserEnterUserCritSec(VOID);
VOID UserLeaveUserCritSec(VOID);
VOID WdfSpinLockAcquire(PVOID Lock);
VOID WdfSpinLockRelease(PVOID Lock);
NTSTATUS Wait(PEXTENSION Extension);

VOID Close(PEXTENSION Extension, ULONG Index) {
  KIRQL Irql;
  KeAcquireSpinLock(&Extension->Lock, &Irql);
  if (Extension->Active != NULL)
    ExFreePoolWithTag(Extension->Active, 'sseS');
  Extension->Active = NULL;
  Extension->Count = 0;
  Extension->Slots[Index & 7] = NULL;
  KeReleaseSpinLock(&Extension->Lock, Irql);
}

/* at a raised level nothing waits, so the lock is dropped for that */
NTSTATUS Activate(PEXTENSION Extension) {
  PSESSION Session;
  KIRQL Irql;
  KeAcquireSpinLock(&Extension->Lock, &Irql);
  Session = Extension->Active;
  if (Session == NULL) {
    KeReleaseSpinLock(&Extension->Lock, Irql);
    return STATUS_NOT_FOUND;
  }
  KeReleaseSpinLock(&Extension->Lock, Irql);
  Wait(Extension);
  KeAcquireSpinLock(&Extension->Lock, &Irql);
  Session->State = 1; /* expect: lock-drop "'Session->State'" */
  KeReleaseSpinLock(&Extension->Lock, Irql);
  return STATUS_SUCCESS;
}

/* a table */
NTSTATUS Select(PEXTENSION Extension, ULONG Index) {
  PSESSION Session;
  if (Index >= 8)
    return STATUS_INVALID_PARAMETER;
  ExAcquireFastMutex(&Extension->Mutex);
  Session = Extension->Slots[Index];
  ExReleaseFastMutex(&Extension->Mutex);
  if (Session == NULL || !NT_SUCCESS(Wait(Extension)))
    return STATUS_NOT_FOUND;
  ExAcquireFastMutex(&Extension->Mutex);
  Session->State = 2; /* expect: lock-drop "'Session->State'" */
  ExReleaseFastMutex(&Extension->Mutex);
  return STATUS_SUCCESS;
}

/* a buffer that two may make at once */
NTSTATUS Prepare(PEXTENSION Extension) {
  PVOID Buffer;
  ExAcquireFastMutex(&Extension->Mutex);
  if (Extension->Buffer != NULL) {
    ExReleaseFastMutex(&Extension->Mutex);
    return STATUS_SUCCESS;
  }
  ExReleaseFastMutex(&Extension->Mutex);
  Buffer = ExAllocatePoolWithTag(NonPagedPool, 64, 'fuBx');
  if (Buffer == NULL)
    return STATUS_INSUFFICIENT_RESOURCES;
  ExAcquireFastMutex(&Extension->Mutex);
  Extension->Buffer = Buffer; /* expect: lock-drop "'Extension->Buffer'" */
  ExReleaseFastMutex(&Extension->Mutex);
  return STATUS_SUCCESS;
}

typedef struct _CONTEXT_AREA {
  PVOID Lock;
  PSESSION Session;
  PULONG Values;
  ULONG Count;
} CONTEXT_AREA, *PCONTEXT_AREA;

VOID Reset(PCONTEXT_AREA Area) {
  WdfSpinLockAcquire(Area->Lock);
  Area->Count = 0;
  Area->Session = NULL;
  WdfSpinLockRelease(Area->Lock);
}

/* a framework's lock is reached by a handle */
VOID Clear(PCONTEXT_AREA Area, PEXTENSION Extension) {
  ULONG Count, i;
  WdfSpinLockAcquire(Area->Lock);
  Count = Area->Count;
  WdfSpinLockRelease(Area->Lock);
  Wait(Extension);
  WdfSpinLockAcquire(Area->Lock);
  for (i = 0; i < Count; i++)
    Area->Values[i] = 0; /* expect: lock-drop "how far" */
  WdfSpinLockRelease(Area->Lock);
}

/* one lock for all that a windowing driver shares */
PSESSION Foreground;
VOID SetForeground(PSESSION Session) {
  UserEnterUserCritSec();
  Foreground = Session;
  UserLeaveUserCritSec();
}
ULONG Ask(PEXTENSION Extension) {
  PSESSION Session;
  ULONG State = 0;
  UserEnterUserCritSec();
  Session = Foreground;
  UserLeaveUserCritSec();
  Wait(Extension);
  UserEnterUserCritSec();
  if (Session != NULL)
    State = Session->State; /* expect: lock-drop "'Session->State'" */
  UserLeaveUserCritSec();
  return State;
}

/* in a frame that an exception leaves */
NTSTATUS CopyOut(PEXTENSION Extension, PULONG User) {
  PSESSION Session;
  ExAcquireFastMutex(&Extension->Mutex);
  Session = Extension->Active;
  ExReleaseFastMutex(&Extension->Mutex);
  if (Session == NULL)
    return STATUS_NOT_FOUND;
  __try {
    ProbeForWrite(User, sizeof(ULONG), sizeof(ULONG));
    *User = Session->Id; /* expect: lock-drop "'Session->Id'" */
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

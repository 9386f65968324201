/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_bad.c, which read or ask again, or hold what they use. */
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
  Session = Extension->Active;
  if (Session != NULL)
    Session->State = 1;
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
  if (Extension->Slots[Index] == Session)
    Session->State = 2;
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
  if (Extension->Buffer == NULL) {
    Extension->Buffer = Buffer;
    Buffer = NULL;
  }
  ExReleaseFastMutex(&Extension->Mutex);
  if (Buffer != NULL)
    ExFreePoolWithTag(Buffer, 'fuBx');
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
  WdfSpinLockRelease(Area->Lock);
  Wait(Extension);
  WdfSpinLockAcquire(Area->Lock);
  Count = Area->Count;
  for (i = 0; i < Count; i++)
    Area->Values[i] = 0;
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
  UserLeaveUserCritSec();
  Wait(Extension);
  UserEnterUserCritSec();
  Session = Foreground;
  if (Session != NULL)
    State = Session->State;
  UserLeaveUserCritSec();
  return State;
}

/* in a frame that an exception leaves */
NTSTATUS CopyOut(PEXTENSION Extension, PULONG User) {
  ULONG Id;
  ExAcquireFastMutex(&Extension->Mutex);
  Id = Extension->Active != NULL ? Extension->Active->Id : 0;
  ExReleaseFastMutex(&Extension->Mutex);
  __try {
    ProbeForWrite(User, sizeof(ULONG), sizeof(ULONG));
    *User = Id;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return GetExceptionCode();
  }
  return STATUS_SUCCESS;
}

/* an object of the object manager, held over the gap */
NTSTATUS Held(PEXTENSION Extension) {
  PSESSION Session;
  KIRQL Irql;
  KeAcquireSpinLock(&Extension->Lock, &Irql);
  Session = Extension->Active;
  if (Session == NULL) {
    KeReleaseSpinLock(&Extension->Lock, Irql);
    return STATUS_NOT_FOUND;
  }
  ObReferenceObject(Session);
  KeReleaseSpinLock(&Extension->Lock, Irql);
  Wait(Extension);
  KeAcquireSpinLock(&Extension->Lock, &Irql);
  Session->State = 1;
  KeReleaseSpinLock(&Extension->Lock, Irql);
  ObDereferenceObject(Session);
  return STATUS_SUCCESS;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_sal_bad.c repaired. */
#include "sal_first.h"
#include <ntifs.h>

typedef struct _SESSION {
  ULONG State;
} SESSION, *PSESSION;

typedef struct _EXTENSION {
  KSPIN_LOCK Lock, Other;
  PERESOURCE Resource;
  PSESSION Slots[8];
  ULONG Count;
  PULONG Values;
} EXTENSION, *PEXTENSION;

_Acquires_exclusive_lock_(Extension->Lock) VOID LockExtension(PEXTENSION Extension);
_Releases_lock_(Extension->Lock) VOID UnlockExtension(PEXTENSION Extension);
VOID LockIt(_Acquires_lock_(*_Curr_) PKSPIN_LOCK SpinLock);
VOID UnlockIt(_Releases_lock_(*_Curr_) PKSPIN_LOCK SpinLock);
VOID Wait(PEXTENSION Extension);

VOID Close(PEXTENSION Extension, ULONG Index) {
  LockExtension(Extension);
  Extension->Slots[Index & 7] = NULL;
  Extension->Count = 0;
  UnlockExtension(Extension);
}

VOID Select(PEXTENSION Extension, ULONG Index) {
  PSESSION Session;
  Wait(Extension);
  LockExtension(Extension);
  Session = Extension->Slots[Index & 7];
  if (Session != NULL)
    Session->State = 2;
  UnlockExtension(Extension);
}

VOID SelectByLock(PEXTENSION Extension, ULONG Index) {
  PSESSION Session;
  Wait(Extension);
  LockIt(&Extension->Lock);
  Session = Extension->Slots[Index & 7];
  if (Session != NULL)
    Session->State = 3;
  UnlockIt(&Extension->Lock);
}

VOID Queued(PEXTENSION Extension, ULONG Index) {
  KLOCK_QUEUE_HANDLE Handle;
  PSESSION Session;
  Wait(Extension);
  KeAcquireInStackQueuedSpinLock(&Extension->Lock, &Handle);
  Session = Extension->Slots[Index & 7];
  if (Session != NULL)
    Session->State = 4;
  KeReleaseInStackQueuedSpinLock(&Handle);
}

VOID Shared(PEXTENSION Extension) {
  ULONG Count, i;
  KeEnterCriticalRegion();
  ExAcquireResourceExclusiveLite(Extension->Resource, TRUE);
  Count = Extension->Count;
  for (i = 0; i < Count; i++)
    Extension->Values[i] = 0;
  ExReleaseResourceLite(Extension->Resource);
  KeLeaveCriticalRegion();
}

_Requires_lock_held_(Extension->Lock) ULONG StateOf(PEXTENSION Extension, ULONG Index) {
  PSESSION Session;
  UnlockExtension(Extension);
  Wait(Extension);
  LockExtension(Extension);
  Session = Extension->Slots[Index & 7];
  return Session != NULL ? Session->State : 0;
}

/* the lock of the queue's place is held all the time */
ULONG Held(PEXTENSION Extension, ULONG Index) {
  KLOCK_QUEUE_HANDLE Handle;
  KIRQL Irql;
  PSESSION Session;
  ULONG State;
  KeAcquireInStackQueuedSpinLock(&Extension->Lock, &Handle);
  Session = Extension->Slots[Index & 7];
  KeAcquireSpinLock(&Extension->Other, &Irql);
  KeReleaseSpinLock(&Extension->Other, Irql);
  State = Session != NULL ? Session->State : 0;
  KeReleaseInStackQueuedSpinLock(&Handle);
  return State;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Locks of drivers that declarations speak of, and queued ones; windows_sal_good.c holds the same functions repaired. */
#include "sal_first.h"
#include <ntifs.h>

typedef struct _SESSION {
  ULONG State;
} SESSION, *PSESSION;

typedef struct _EXTENSION {
  KSPIN_LOCK Lock;
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
  LockExtension(Extension);
  Session = Extension->Slots[Index & 7];
  UnlockExtension(Extension);
  Wait(Extension);
  LockExtension(Extension);
  if (Session != NULL)
    Session->State = 2; /* expect: lock-drop "'Session->State'" */
  UnlockExtension(Extension);
}

VOID SelectByLock(PEXTENSION Extension, ULONG Index) {
  PSESSION Session;
  LockIt(&Extension->Lock);
  Session = Extension->Slots[Index & 7];
  UnlockIt(&Extension->Lock);
  Wait(Extension);
  LockIt(&Extension->Lock);
  if (Session != NULL)
    Session->State = 3; /* expect: lock-drop */
  UnlockIt(&Extension->Lock);
}

/* the queue's place says which lock it was */
VOID Queued(PEXTENSION Extension, ULONG Index) {
  KLOCK_QUEUE_HANDLE Handle;
  PSESSION Session;
  KeAcquireInStackQueuedSpinLock(&Extension->Lock, &Handle);
  Session = Extension->Slots[Index & 7];
  KeReleaseInStackQueuedSpinLock(&Handle);
  Wait(Extension);
  KeAcquireInStackQueuedSpinLock(&Extension->Lock, &Handle);
  if (Session != NULL)
    Session->State = 4; /* expect: lock-drop */
  KeReleaseInStackQueuedSpinLock(&Handle);
}

/* a resource, in a critical region */
VOID Shared(PEXTENSION Extension) {
  ULONG Count, i;
  KeEnterCriticalRegion();
  ExAcquireResourceSharedLite(Extension->Resource, TRUE);
  Count = Extension->Count;
  ExReleaseResourceLite(Extension->Resource);
  KeLeaveCriticalRegion();
  Wait(Extension);
  KeEnterCriticalRegion();
  ExAcquireResourceExclusiveLite(Extension->Resource, TRUE);
  for (i = 0; i < Count; i++)
    Extension->Values[i] = 0; /* expect: lock-drop "how far" */
  ExReleaseResourceLite(Extension->Resource);
  KeLeaveCriticalRegion();
}

/* the caller has it */
_Requires_lock_held_(Extension->Lock) ULONG StateOf(PEXTENSION Extension, ULONG Index) {
  PSESSION Session = Extension->Slots[Index & 7];
  if (Session == NULL)
    return 0;
  UnlockExtension(Extension);
  Wait(Extension);
  LockExtension(Extension);
  return Session->State; /* expect: lock-drop */
}

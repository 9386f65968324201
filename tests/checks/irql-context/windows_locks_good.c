/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_locks_bad.c, repaired, and a lock that its owner may have several times. */
#include <ntddk.h>

typedef struct _EXTENSION {
  KSPIN_LOCK Lock;
  KGUARDED_MUTEX Mutex;
  ERESOURCE Resource;
  ULONG Count;
} EXTENSION, *PEXTENSION;

VOID Nested(PEXTENSION Extension) {
  KIRQL Old;
  KeAcquireSpinLock(&Extension->Lock, &Old);
  if (Extension->Count == 0)
    Extension->Count = 1;
  KeReleaseSpinLock(&Extension->Lock, Old);
}

static VOID Reset(PEXTENSION Extension) {
  KeAcquireGuardedMutex(&Extension->Mutex);
  Extension->Count = 0;
  KeReleaseGuardedMutex(&Extension->Mutex);
}

VOID ThroughHelper(PEXTENSION Extension) {
  KeAcquireGuardedMutex(&Extension->Mutex);
  Extension->Count = 1;
  KeReleaseGuardedMutex(&Extension->Mutex);
  Reset(Extension);
}

VOID Owner(PEXTENSION Extension) {
  ExEnterCriticalRegionAndAcquireResourceExclusive(&Extension->Resource);
  ExEnterCriticalRegionAndAcquireResourceExclusive(&Extension->Resource);
  Extension->Count = 0;
  ExReleaseResourceAndLeaveCriticalRegion(&Extension->Resource);
  ExReleaseResourceAndLeaveCriticalRegion(&Extension->Resource);
}

NTSTATUS Label(PEXTENSION Extension, ULONG Count) {
  NTSTATUS Status = STATUS_SUCCESS;
  KIRQL Old;
  KeAcquireSpinLock(&Extension->Lock, &Old);
  if (Extension->Count > Count)
    Status = STATUS_INVALID_PARAMETER;
  else
    Extension->Count = Count;
  KeReleaseSpinLock(&Extension->Lock, Old);
  return Status;
}

/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* As linux_locks_bad.c, in the Windows kernel; windows_locks_good.c holds the same functions repaired. */
#include <ntddk.h>

typedef struct _EXTENSION {
  KSPIN_LOCK Lock;
  KGUARDED_MUTEX Mutex;
  ULONG Count;
} EXTENSION, *PEXTENSION;

VOID Nested(PEXTENSION Extension) {
  KIRQL Old, Inner;
  KeAcquireSpinLock(&Extension->Lock, &Old);
  if (Extension->Count == 0) {
    KeAcquireSpinLock(&Extension->Lock, &Inner); /* expect: irql-context "takes" */
    Extension->Count = 1;
  }
  KeReleaseSpinLock(&Extension->Lock, Old);
}

static VOID Reset(PEXTENSION Extension) {
  KeAcquireGuardedMutex(&Extension->Mutex); /* expect: irql-context "takes" */
  Extension->Count = 0;
  KeReleaseGuardedMutex(&Extension->Mutex);
}

VOID ThroughHelper(PEXTENSION Extension) {
  KeAcquireGuardedMutex(&Extension->Mutex);
  Reset(Extension);
  KeReleaseGuardedMutex(&Extension->Mutex);
}

NTSTATUS Label(PEXTENSION Extension, ULONG Count) {
  NTSTATUS Status = STATUS_SUCCESS;
  KIRQL Old;
  KeAcquireSpinLock(&Extension->Lock, &Old);
  if (Extension->Count > Count) {
    KeReleaseSpinLock(&Extension->Lock, Old);
    Status = STATUS_INVALID_PARAMETER;
    goto out;
  }
  Extension->Count = Count;
out:
  KeReleaseSpinLock(&Extension->Lock, Old); /* expect: irql-context "released before" */
  return Status;
}

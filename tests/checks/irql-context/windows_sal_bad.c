/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* Levels that declarations say in the words of the WDK; windows_sal_good.c holds the same functions repaired. */
#include "sal_first.h"
#include <ntddk.h>

typedef struct _GATE GATE, *PGATE;

_IRQL_requires_max_(DISPATCH_LEVEL) _IRQL_saves_ _IRQL_raises_(DISPATCH_LEVEL) _Acquires_lock_(*Gate) KIRQL CloseGate(_In_ PGATE Gate);
_IRQL_requires_(DISPATCH_LEVEL) _Requires_lock_held_(*Gate) _Releases_lock_(*Gate) VOID OpenGate(_In_ PGATE Gate, _In_ _IRQL_restores_ KIRQL Irql);
_IRQL_requires_max_(PASSIVE_LEVEL) NTSTATUS WriteLog(_In_ PGATE Gate);
_IRQL_requires_max_(APC_LEVEL) VOID TouchPaged(_In_ PGATE Gate);
_IRQL_requires_max_(DISPATCH_LEVEL) VOID Count(_In_ PGATE Gate);

VOID LogsInTheGate(PGATE Gate) {
  KIRQL Irql = CloseGate(Gate);
  WriteLog(Gate); /* expect: irql-context "passive level at most" */
  OpenGate(Gate, Irql);
}

VOID TouchesInTheGate(PGATE Gate) {
  KIRQL Irql = CloseGate(Gate);
  Count(Gate);
  TouchPaged(Gate); /* expect: irql-context "apc level at most" */
  OpenGate(Gate, Irql);
}

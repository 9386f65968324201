/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The functions of windows_later_bad.c repaired. */
#include <ntifs.h>

typedef struct _WATCH {
  KTIMER Timer;
  KDPC Dpc;
  ULONG Ticks;
} WATCH, *PWATCH;

VOID StopWatch(PWATCH Watch) {
  KeCancelTimer(&Watch->Timer);
  KeFlushQueuedDpcs();
  ExFreePoolWithTag(Watch, 'hctW');
}

VOID EndWatch(PWATCH Watch) {
  if (KeRemoveQueueDpc(&Watch->Dpc))
    ExFreePoolWithTag(Watch, 'hctW');
}
